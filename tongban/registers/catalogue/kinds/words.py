"""The words an item uses, with their codes in GB/T 39046 appendix A and in the exchange tables."""

from __future__ import annotations

# A.1: the kinds somebody can apply for (依申请).
KINDS = {
    "licence": ("01", "行政许可"), "payment": ("05", "行政给付"), "confirmation": ("07", "行政确认"),
    "reward": ("08", "行政奖励"), "ruling": ("09", "行政裁决"), "other": ("10", "其他行政权力"),
    "service": ("20", "公共服务"),
}  # fmt: skip
LEVELS = {
    "nation": ("1", "国家级"), "province": ("2", "省级"), "city": ("3", "市级"), "county": ("4", "县级"),
    "town": ("5", "镇（乡、街道）级"), "village": ("6", "村（社区）级"), "several": ("7", "分级管理"),
}  # fmt: skip
DEPT_TYPES = {
    "authority": ("1", "法定机关"), "authorised": ("2", "授权组织"), "entrusted": ("3", "受委托组织"),
    "other": ("9", "其他"),
}  # fmt: skip
# A.4; sole traders (个体工商户) have no code of their own there and count as 其他组织.
SERVES = {
    "person": ("1", "自然人"), "company": ("2", "企业法人"), "public-institution": ("3", "事业法人"),
    "association": ("4", "社会组织法人"), "agency": ("5", "行政机关"), "sole-trader": ("6", "个体工商户"),
    "other": ("6", "其他组织"),
}  # fmt: skip
PROJECTS = {"instant": ("1", "即办件"), "promise": ("2", "承诺件")}
POWER_SOURCES = {
    "own": ("1", "法定本级行使"), "handed-down": ("2", "上级下放"), "authorised-above": ("3", "上级授权"),
    "authorised-level": ("4", "同级授权"), "entrusted-above": ("5", "上级委托"), "entrusted-level": ("6", "同级委托"),
}  # fmt: skip
HANDLING = {"alone": ("1", "自办件"), "first": ("2", "初审件"), "joint": ("3", "联办件"), "forward": ("4", "转报件")}
CHANNELS = {
    "window": ("1", "窗口办理"), "web": ("2", "电脑端网上办理"), "mobile": ("3", "移动端网上申请"),
    "express": ("4", "快递申请"), "kiosk": ("9", "自助终端办理"),
}  # fmt: skip
NEED = {"1": "必要", "2": "视情形", "3": "容缺后补"}
MATERIAL_TYPES = {"1": "证件证书证明", "2": "申请表格文书", "3": "其他"}
MATERIAL_FORMATS = {"1": "纸质", "2": "电子化", "3": "纸质或电子化"}
SOURCES = {"applicant": ("10", "申请人自备"), "registers": ("20", "政府部门核发"), "department": ("20", "政府部门核发")}
DEPTHS = {
    "1": "互联网咨询", "2": "互联网收件", "3": "互联网预审", "4": "互联网受理", "5": "互联网办理",
    "6": "办理结果信息反馈", "7": "电子证照反馈", "8": "其他",
}  # fmt: skip
FIELD_TYPES = {
    "text": "一行文字", "long-text": "多行文字", "name": "姓名、名称", "number": "数字", "money": "金额（元）",
    "date": "日期", "choice": "单选", "many": "多选", "yes-no": "是或否", "phone": "手机号码",
    "credit-code": "统一社会信用代码", "bare-id": "证件号码", "id-number": "证件类型和号码", "division": "行政区划",
    "address": "地址", "person": "自然人（姓名、证件、电话）", "company": "单位（名称、代码、电话）",
    "file": "上传文件", "project-code": "投资项目代码",
}  # fmt: skip
RESULTS = {
    "licence": ("10", "证照"), "approval": ("20", "批文"), "register": ("30", "合同、登记表等"), "none": ("99", "无"),
}  # fmt: skip
HAND_OVER = {
    "counter": ("1", "窗口领取"), "notice": ("2", "公告送达"), "post": ("3", "邮寄送达"),
    "download": ("4", "网上下载"), "cabinet": ("5", "自助柜领取"),
}  # fmt: skip
AREAS = {
    "nation": "全国通办", "provinces": "跨省通办", "cities": "跨市通办", "counties": "跨县通办", "city": "全市通办",
    "none": "本地办理",
}  # fmt: skip
SPECIAL = {"extension": ("1", "延长审批"), "special": ("2", "其他特别程序")}
ASSURANCES = {"phone": (1, "手机号登录"), "real-name": (2, "实名"), "strong": (3, "实名并当场验证")}
SIGNATURES = {"offered": "可以签名", "required": "须签名", "none": "不需要签名"}
SYSTEMS = {"nation": "国家级", "province": "省级", "city": "市级", "county": "县级"}
FILES = ("pdf", "jpg", "png", "ofd")
REMEDIES = {"reconsideration": "行政复议", "litigation": "行政诉讼", "complaint": "投诉监督"}
TASK_STATES = {"1": "在用", "2": "暂停", "3": "取消"}

# What conditions may ask of the applicant beside the fields of the form; the caller brings the facts.
APPLICANT = {
    "applicant.kind": tuple(SERVES),
    "applicant.name": "text",
    "applicant.age": "number",
    "applicant.credit": ("excellent", "good", "poor", "barred"),
    "applicant.area": "text",
}
# What prefill and licence fields may ask in addition.
REGISTERS = {
    "applicant.code": "text",
    "applicant.id_type": "text",
    "applicant.phone": "text",
    "applicant.address": "text",
    "applicant.legal_name": "text",
    "applicant.acts_himself": "boolean",
    "applicant.licence": "function",
    "applicant.source": "function",
}


def said(words: dict[str, tuple[str, str]], word: str) -> str:
    """The Chinese word for one of ours."""
    return words[word][1] if word in words else word


def coded(words: dict[str, tuple[str, str]], word: str) -> str:
    """The code for one of ours."""
    return words[word][0] if word in words else ""
