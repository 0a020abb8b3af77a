"""The parts of an item as panes of a form: which value stands at which path, and how it is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tongban.engines.forms import KINDS
from tongban.registers.catalogue.kinds import ACTS, THEMES, words

Path = tuple[str, ...]
YES_NO = {"true": "是", "false": "否"}


@dataclass(frozen=True)
class Input:
    """One value: its path below the item or below an entry, what it is called, how it is asked.

    ``ask`` is text, area, prose, lines, pairs, choice, many, flag, number, rule, yaml, or desk, department and licence.
    """

    path: Path
    label: str
    ask: str = "text"
    hint: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Pane:
    """One part of an item: its values, and perhaps a table or list of entries at ``holds``."""

    code: str
    title: str
    inputs: tuple[Input, ...] = ()
    holds: Path = ()
    entry: str = ""  # what one entry is called
    of_entry: tuple[Input, ...] = ()
    listed: bool = False  # entries are a list without codes
    first: Mapping[str, Any] = field(default_factory=dict)  # what a new entry begins with


def _chinese(table: Mapping[str, Any]) -> dict[str, str]:
    return {code: str(said[1] if isinstance(said, tuple) else said) for code, said in table.items()}


def _in(path: str, label: str, ask: str = "text", hint: str = "", choices: Mapping[str, Any] | None = None) -> Input:
    return Input(tuple(path.split("/")) if path else (), label, ask, hint, _chinese(choices or {}))


BASIC = Pane("basic", "基本信息", (
    _in("title/zh", "名称"), _in("title/en", "英文名称"),
    _in("alias", "日常叫法", "lines", "每行一个，群众用这些词也能搜到"),
    _in("kind", "事项类型", "choice", "", words.KINDS), _in("owner", "实施部门", "department"),
    _in("project", "办件类型", "choice", "", words.PROJECTS), _in("serves", "服务对象", "many", "", words.SERVES),
    _in("level", "行使层级", "choice", "", words.LEVELS), _in("area", "行政区划", "text", "区划代码；全市适用的不填"),
    _in("dept_type", "实施主体性质", "choice", "", words.DEPT_TYPES),
    _in("power_source", "权力来源", "choice", "", words.POWER_SOURCES),
    _in("handling", "办理方式", "choice", "", words.HANDLING),
    _in("themes/person", "个人主题", "many", "办事人按主题找事项；个人、法人至少选一项", THEMES["person"]),
    _in("themes/company", "法人主题", "many", "", THEMES["company"]),
    _in("codes/catalog", "基本编码", "text", "12 位"), _in("codes/implementation", "实施编码", "text", "31 位"),
    _in("codes/business", "业务办理项编码", "text", "33 位"), _in("responsible", "责任人"),
    _in("anywhere", "全市通办", "flag"),
))  # fmt: skip
LAW = Pane("law", "依据", holds=("law",), entry="依据", listed=True, first={"name": "", "article": "第一条"}, of_entry=(
    _in("name", "法律法规名称"), _in("article", "条款", "text", "例如 第三十五条"), _in("text", "条文内容", "area"),
))  # fmt: skip
LIMITS = Pane("limits", "时限", (
    _in("limits/statute", "法定时限", "text", "例如 10 working days（工作日）、1 month、on the spot（当场办结）"),
    _in("limits/promise", "承诺时限", "text", "不能长于法定时限，写法相同"), _in("limits/supply", "补正时限"),
    _in("limits/extension", "可延长"), _in("limits/statute_note", "法定时限说明", "area"),
    _in("limits/promise_note", "承诺时限说明", "area"), _in("limits/reason", "没有法定时限的原因"),
))  # fmt: skip
FORM = Pane("form", "表单", (), ("form",), "字段", (
    _in("label", "名称"),
    _in("type", "类型", "choice", "引用数据元的可以不选", {one: words.FIELD_TYPES.get(one, one) for one in KINDS}),
    _in("element", "数据元", "text", "同一数据元的内容，填过一次就能带出"), _in("hint", "提示"),
    _in("required", "必填", "flag", "不选即必填"),
    _in("options", "选项", "pairs", "每行一个：代码 = 名称"),
    _in("when", "什么时候问", "rule", "不填则一律要问"), _in("fill", "预填", "rule", "从申请人和证照信息带出"),
    _in("locked", "预填后不可修改", "flag"),
    _in("proof", "修改预填内容的证明", "text", "reason（说明理由），或一份材料的代码"),
    _in("sample", "示例"), _in("unit", "单位"), _in("min", "最小", "number"), _in("max", "最大", "number"),
    _in("decimals", "小数位数", "number"), _in("length", "最多字数", "number"), _in("pattern", "格式"),
), first={"type": "text"})  # fmt: skip
MATERIALS = Pane("materials", "材料", (), ("materials",), "材料", (
    _in("title", "名称"), _in("when", "什么时候需要", "rule", "不填则一律需要"),
    _in("need", "必要性", "choice", "", words.NEED),
    _in("from", "来源", "choice", "", {"applicant": "申请人自备", "registers": "证照库提供", "department": "部门核验"}),
    _in("licence", "证照类型", "licence", "由证照库提供的，选是哪一种证照"),
    _in("material_type", "材料类型", "choice", "", words.MATERIAL_TYPES),
    _in("material_format", "材料形式", "choice", "", words.MATERIAL_FORMATS),
    _in("formats", "电子格式", "many", "", {one: one.upper() for one in words.FILES}),
    _in("originals", "原件份数", "number"), _in("copies", "复印件份数", "number"), _in("issuer", "出具机构"),
    _in("issued_within", "出具时间要求"), _in("where", "办理地点"), _in("usage", "使用说明", "area"),
    _in("accept_standard", "受理标准", "area", "怎样才合格，逐项写明"), _in("fill_notes", "填报须知", "area"),
    _in("common_mistakes", "常见错误", "area"), _in("law", "依据"), _in("blank_form", "空白表", "text", "附件文件名"),
    _in("sample_form", "样表", "text", "附件文件名"), _in("deferred", "容缺后补期限"), _in("remark", "备注"),
    _in("instead", "免于提交方式", "yaml"), _in("undertaking", "告知承诺", "yaml"), _in("reads", "识读", "yaml"),
))  # fmt: skip
CHECKS = Pane("checks", "审查要点", (), ("checks",), "要点", (
    _in("title", "名称"), _in("that", "应当满足", "rule"), _in("say", "不满足时告知", "area"), _in("law", "依据"),
    _in("else", "不满足时", "choice", "", {"refuse": "不予许可", "correct": "补正", "review": "人工审查"}),
), first={"that": "true", "say": "请核对。"})  # fmt: skip
PROCESS = Pane("process", "流程", (), ("process",), "环节", (
    _in("title", "名称"), _in("desk", "岗位", "desk"), _in("within", "时限", "text", "例如 3 working days"),
    _in("after", "在哪些环节之后", "many"), _in("when", "什么时候需要", "rule", "不填则一律需要"),
    _in("asks", "审查什么", "area"), _in("result", "形成什么"),
    _in("sign", "签署", "choice", "", {"once": "一人签署", "twice": "审核、批准两人签署"}),
    _in("two-officers", "须两人到场", "flag"), _in("decides", "作出决定", "flag", "只有一个环节作出决定"),
    _in("special", "特别程序", "text", "例如 检验、听证、专家评审"), _in("first-instance", "下级初审", "flag"),
    _in("area", "办理地区", "rule"),
))  # fmt: skip
GIVES = Pane("gives", "结果与证照", (
    _in("gives/name", "结果名称"), _in("gives/type", "结果类型", "choice", "", words.RESULTS),
    _in("gives/licence", "证照类型", "licence"), _in("gives/act", "证照事项", "choice", "", ACTS),
    _in("gives/valid", "有效期", "text", "例如 5 years、6 months、for ever"),
    _in("gives/until", "有效期随情形不同", "rule"), _in("gives/number", "编号规则"), _in("gives/seal", "印章"),
    _in("gives/by", "送达方式", "many", "", words.HAND_OVER), _in("gives/amount", "给付金额", "rule"),
    _in("gives/unit", "金额单位"), _in("gives/concerns", "涉及的证照", "text", "填写证照编号的字段"),
    _in("gives/note", "说明", "area"), _in("gives/window", "延续申请期间", "yaml"),
), ("gives", "fields"), "证照内容", (_in("", "取什么", "rule"),), first={"": "applicant.name"})  # fmt: skip
FEE = Pane("fee", "收费", (
    _in("fee/charged", "是否收费", "flag"), _in("fee/standard", "收费标准"), _in("fee/law", "依据"),
    _in("fee/amount", "金额（元）", "rule"), _in("fee/reductions", "减免", "area", "没有减免的写“不减免”"),
    _in("fee/pay", "支付方式", "lines"),
))  # fmt: skip
GUIDE = Pane("guide", "指南", (
    _in("guide/summary", "一句话说明"), _in("guide/conditions", "受理条件", "lines", "每行一条"),
    _in("guide/not_accepted", "不予受理情形", "lines", "每行一条"),
    _in("guide/prohibitions", "禁止性要求", "lines", "每行一条"), _in("guide/quota", "数量限制"),
    _in("guide/flow", "办理流程", "area"), _in("guide/hours", "办理时间"), _in("guide/phone", "咨询电话"),
    _in("guide/supervision", "监督电话"), _in("guide/places", "办理地点", "many", "办事人可以去的每一处"),
    _in("guide/channels", "办理形式", "many", "", words.CHANNELS), _in("guide/visits", "到现场次数", "number"),
    _in("guide/visit_reason", "必须到现场的原因", "area"), _in("guide/url", "网办地址"),
    _in("guide/online_depth", "网办深度", "many", "", words.DEPTHS),
    _in("guide/area_scope", "通办范围", "choice", "", words.AREAS), _in("guide/agency", "可以代办", "flag"),
    _in("guide/appointment", "预约办理", "flag"), _in("guide/express", "物流快递", "flag"),
    _in(
        "guide/prose", "正文（Markdown）", "prose",
        "空一行分段，“# ”开头是标题，“- ”或“1. ”开头是列表，**两个星号之间**加粗，[文字](网址) 是链接",
    ),
), ("guide", "faq"), "常见问题", (_in("ask", "问题"), _in("answer", "回答", "area")), True,
    {"ask": "", "answer": ""})  # fmt: skip
SITUATIONS = Pane("situations", "情形", (), ("situations",), "情形", (
    _in("ask", "问题"), _in("hint", "提示"),
    _in("options", "选项", "yaml", "每个选项写 label（名称）、set（得出）、then（接着）"),
), first={"options": [{"label": "是", "set": {}}, {"label": "否", "set": {}}]})  # fmt: skip
REMEDIES = Pane("remedies", "救济", (), ("remedies",), "途径", (
    _in("kind", "类别", "choice", "", words.REMEDIES), _in("text", "内容", "area"), _in("within", "期限"),
    _in("where", "向谁提出"), _in("law", "依据"),
), True, {"kind": "complaint", "text": ""})  # fmt: skip
EXAMPLES = Pane("examples", "例子", (), ("examples",), "例子", (
    _in("given", "已知", "yaml", "填写的内容和申请人情况"),
    _in("expect", "应得出", "yaml", "materials 材料、steps 环节、failed 不通过的要点、fee 收费、licence 证照内容 等"),
), first={"given": {}, "expect": {}})  # fmt: skip
PANES = {one.code: one for one in (
    BASIC, LAW, LIMITS, FORM, MATERIALS, CHECKS, PROCESS, GIVES, FEE, GUIDE, SITUATIONS, REMEDIES, EXAMPLES,
)}  # fmt: skip
