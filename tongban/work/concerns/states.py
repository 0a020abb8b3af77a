"""What a concern is about, and how it may end."""

from __future__ import annotations

KINDS = {"guide": "指南纠错", "stuck": "办不成事", "data": "个人信息异议", "asked": "咨询", "page": "帮助没有帮到"}
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
DATA = {
    "not-mine": "不是我办的事", "wrong-data": "信息不对", "too-much": "不该看，或者看得太多",
    "refuse": "以后不同意这样使用",
}  # fmt: skip
"""What is wrong with how somebody's data were used (个人信息保护法 第四十四条、第四十六条)."""
MATTERS = {
    "how": "怎么办、要准备什么", "where": "去哪里办、找谁办", "progress": "办到哪一步了",
    "account": "账号、登录和实名认证", "using": "网页或者手机上不会操作", "other": "其他问题",
}  # fmt: skip
"""What somebody asks about (咨询)."""
LACKS = {"unclear": "看不懂", "wrong": "和实际不一样", "missing": "没有我要的内容", "other": "其他"}
"""Why an article did not help."""
WHERE = {"guide": PARTS, "stuck": PLACES, "data": DATA, "asked": MATTERS, "page": LACKS}
VERDICTS = {
    "guide": {"mended": "指南有误，已更正", "right": "已核实，指南无误"},
    "stuck": {"solved": "已解决", "explained": "已说明原因和接下来的办法"},
    "data": {"righted": "信息已更正", "stopped": "已停止这样使用", "lawful": "已核实，使用有法律依据"},
    "asked": {"answered": "已解答", "elsewhere": "已告知应当向谁咨询"},
    "page": {"rewritten": "文章已修改", "told": "已直接解答"},
}
"""From open to one of these, once, by the desk that owns it."""
STATES = {"open": "办理中"} | {code: label for said in VERDICTS.values() for code, label in said.items()}
