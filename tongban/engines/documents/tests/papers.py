"""Facts for one paper of each kind, all invented."""

NOTICE = {
    "agency": "澜汀市市场监督管理局",
    "number": "澜市监许补〔2026〕12号",
    "title": "行政许可申请材料补正告知书",
    "addressee": "林晚",
    "paragraphs": ["您提出的“食品经营许可（新办）”申请，我局已经收到，现将需要补正的全部内容一次告知如下："],
    "gaps": [{"what": "平面图", "need": "请补交标明面积的平面图", "law": "《行政许可法》第三十二条"}],
    "after": ["请您于2026年12月4日前一次补齐。"],
    "remedies": "如对本通知不服，可以自收到之日起六十日内申请行政复议，或者六个月内提起行政诉讼。",
    "contact": "综合窗口 120 0000 0001",
    "date": "2026-11-22",
    "case": "LT20261122000012",
    "demo": True,
}
RECEIPT = {
    "agency": "澜汀市市民服务中心",
    "number": "澜收〔2026〕1024号",
    "applicant": "林晚",
    "item": "食品经营许可（新办）",
    "materials": [
        {"name": "食品经营场所平面图", "form": "电子件", "count": 2},
        {"name": "营业执照", "form": "电子证照"},
    ],
    "date": "2026-11-22",
}
LICENCE = {
    "agency": "澜汀市市场监督管理局",
    "title": "食品经营许可证",
    "number": "JY29990010000017",
    "rows": [
        ["经营者名称", "澜汀小满面馆"],
        ["统一社会信用代码", "91999001000000035M"],
        ["经营项目", "热食类食品制售"],
    ],
    "validity": "2026年11月22日至2031年11月21日",
    "identifier": "1.2.156.3005.2.11999001000000000X001.11999001000000000X.JY29990010000017.001.X",
    "date": "2026-11-22",
    "demo": True,
}
OPINIONS = {
    "agency": "澜汀市市场监督管理局",
    "number": "澜市监审〔2026〕12号",
    "title": "行政许可审批意见表",
    "rows": [["申请人", "林晚"], ["事项", "食品经营许可（新办）"], ["经营场所", "澜汀市望舒区青禾路18号"]],
    "steps": [
        {"step": "决定", "desk": "食品许可科", "opinion": "同意", "result": "准予", "who": "周济", "at": "2026-11-09"},
    ],
    "date": "2026-11-22",
}
PAPERS = {"notice": NOTICE, "receipt": RECEIPT, "licence": LICENCE, "opinions": OPINIONS}
ADDRESS = "https://lanting.example.com/v/7Q2M-9KXD-41TZ/"
