"""What a concern is about, and how it may end."""

from __future__ import annotations

KINDS = {"guide": "指南纠错", "stuck": "办不成事"}
PARTS = {
    "conditions": "能不能办", "materials": "要带什么", "process": "怎么办、多久", "fee": "花多少钱",
    "places": "去哪里办、电话", "samples": "空白表和样例", "other": "其他内容",
}  # fmt: skip
"""Which part of a guide is wrong."""
PLACES = {
    "form": "表格填不下去", "materials": "材料拿不到或者不会准备", "upload": "上传不了或者页面出错",
    "refused": "不让提交，或者一直没有结果", "window": "到窗口没有办成", "other": "其他情况",
}  # fmt: skip
"""Where somebody got stuck."""
VERDICTS = {
    "guide": {"mended": "指南有误，已更正", "right": "已核实，指南无误"},
    "stuck": {"solved": "已解决", "explained": "已说明原因和接下来的办法"},
}
"""From open to one of these, once, by the desk that owns it."""
STATES = {"open": "办理中"} | {code: label for said in VERDICTS.values() for code, label in said.items()}
