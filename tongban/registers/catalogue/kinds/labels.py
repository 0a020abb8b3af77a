"""What the keys of an item are called, and how its values read, for people who compare two editions."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from tongban.engines import clocks
from tongban.registers.catalogue.kinds import words
from tongban.registers.catalogue.kinds.trust import ACTS

SECTIONS = {
    "version": "格式版本", "code": "代码", "title": "名称", "alias": "日常叫法", "kind": "事项类型",
    "owner": "实施部门", "level": "行使层级", "area": "行政区划", "dept_type": "实施主体性质",
    "power_source": "权力来源",
    "handling": "办理方式", "serves": "服务对象", "themes": "主题分类", "project": "办件类型", "law": "设定依据",
    "codes": "编码",
    "limits": "时限", "form": "表单", "materials": "材料", "checks": "审查要点", "process": "环节", "gives": "结果",
    "fee": "收费",
    "guide": "办事指南", "situations": "情形", "remedies": "救济途径", "examples": "例子", "responsible": "责任人",
    "attachments": "附件", "parameters": "参数", "anywhere": "全市通办", "assurance": "可信等级", "elements": "数据元",
    "automatic": "智能审批规则", "sources": "预填数据来源", "signature": "申请人签名",
}  # fmt: skip
KEYS = {
    "zh": "中文", "en": "英文", "english": "英文要点",
    "person": "自然人", "company": "法人", "name": "名称", "article": "条款",
    "text": "内容", "catalog": "基本编码", "implementation": "实施编码", "business": "业务办理项编码",
    "statute": "法定时限",
    "promise": "承诺", "supply": "补正时限", "extension": "可延长", "statute_note": "法定时限说明",
    "promise_note": "承诺时限说明", "reason": "原因", "type": "类型", "label": "名称", "hint": "提示", "when": "条件",
    "fill": "预填", "locked": "不可修改", "required": "必填", "sample": "示例", "element": "数据元", "unit": "单位",
    "min": "最小", "max": "最大", "options": "选项", "pattern": "格式", "titles": "页面标题", "title": "名称",
    "from": "来源", "licence": "证照类型", "need": "必要性", "material_type": "材料类型",
    "material_format": "材料形式",
    "formats": "电子格式", "originals": "原件份数", "copies": "复印件份数", "issuer": "出具机构", "law": "依据",
    "issued_within": "出具时间要求", "where": "办理地点", "usage": "使用说明", "accept_standard": "受理标准",
    "fill_notes": "填报须知", "common_mistakes": "常见错误", "blank_form": "空白表", "sample_form": "样表",
    "remark": "备注", "undertaking": "告知承诺", "deferred": "容缺后补", "check": "核查时限", "desk": "岗位",
    "broken": "未履行的后果", "instead": "免于提交方式", "that": "应当满足", "say": "不满足时告知",
    "else": "不满足时",
    "within": "时限", "after": "在哪些环节之后", "decides": "作出决定", "two-officers": "须两人", "valid": "有效期",
    "until": "有效期至", "seal": "印章", "number": "编号规则", "fields": "证照内容", "by": "送达方式",
    "amount": "金额",
    "note": "说明", "yearly": "年度", "act": "证照事项", "concerns": "涉及的证照", "window": "延续申请期间",
    "charged": "是否收费", "standard": "收费标准", "reductions": "减免", "pay": "支付方式", "conditions": "受理条件",
    "hours": "办理时间", "phone": "咨询电话", "supervision": "监督电话", "summary": "一句话说明",
    "not_accepted": "不予受理情形", "quota": "数量限制", "prohibitions": "禁止性要求", "flow": "办理流程",
    "special": "特别程序", "places": "办理地点", "visits": "到现场次数", "visit_reason": "必须到现场的原因",
    "online_depth": "网办深度", "url": "网办地址", "mobile_url": "移动端地址", "channels": "办理形式",
    "area_scope": "通办范围", "system": "运行系统层级", "partners": "联办机构", "handled_by": "承办机构",
    "intermediary": "中介服务", "power_division": "权限划分", "power_content": "行使内容", "agency": "可以代办",
    "trust_promise": "告知承诺", "express": "物流快递", "appointment": "预约办理", "self_service": "自助办理",
    "pay_online": "网上支付", "faq": "常见问题", "prose": "正文", "ask": "问题", "answer": "回答", "set": "得出",
    "then": "接着", "stop": "不能办理", "kind": "类别", "given": "已知", "expect": "应得出", "values": "各期数值",
    "materials": "所需材料", "asked": "须提交", "steps": "环节", "failed": "不通过", "unknown": "待人工核对",
    "fee": "收费", "days": "工作日", "source": "数据资源", "of": "何人的证照", "with": "查询条件", "same": "同一",
    "show": "核验内容", "asks": "请求核实", "start": "起", "end": "止",
    "words": "日常说法", "situation": "应选情形",
}  # fmt: skip
CODED: dict[str, Mapping[str, Any]] = {
    "kind": words.KINDS, "level": words.LEVELS, "dept_type": words.DEPT_TYPES, "power_source": words.POWER_SOURCES,
    "handling": words.HANDLING, "serves": words.SERVES, "project": words.PROJECTS, "channels": words.CHANNELS,
    "online_depth": words.DEPTHS, "area_scope": words.AREAS, "system": words.SYSTEMS, "by": words.HAND_OVER,
    "need": words.NEED, "material_type": words.MATERIAL_TYPES, "material_format": words.MATERIAL_FORMATS,
    "type": {**words.RESULTS, **words.FIELD_TYPES},
    "from": words.SOURCES, "act": ACTS, "else": {"refuse": "不予许可", "correct": "补正", "review": "人工审查"},
}  # fmt: skip
CONDITIONS = frozenset({"when", "that", "fill", "amount", "until"})
LIMITS = frozenset({"statute", "promise", "supply", "extension", "within", "deferred", "check"})
_NAME = re.compile(r'"[^"]*"|[A-Za-z_][\w]*(?:\.[\w]+)*|[<>!]?=|<|>')
SIGNS = {
    ">=": "不小于", "<=": "不超过", ">": "大于", "<": "小于", "!=": "不是", "=": "是", "and": "并且", "or": "或者",
    "not": "不", "null": "未填", "true": "是", "false": "否", "in": "属于", "today": "今天", "if": "如果",
    "then": "则", "else": "否则", "contains": "包含", "between": "介于",
    "applicant.kind": "申请人类型", "applicant.name": "申请人姓名", "applicant.age": "申请人年龄",
    "applicant.credit": "申请人信用", "applicant.area": "申请人所在地", "applicant.address": "申请人地址",
    "applicant.code": "申请人证件号码", "applicant.id_type": "申请人证件类型", "applicant.phone": "申请人电话",
    "applicant.legal_name": "法定代表人",
    "applicant.licence": "申请人证照", "applicant.source": "申请人数据",
}  # fmt: skip

PARTS = {
    "division": "区划", "detail": "详细地址", "name": "姓名、名称", "id_type": "证件类型", "id_number": "证件号码",
    "phone": "电话", "credit_code": "统一社会信用代码", "legal": "法定代表人",
}  # fmt: skip
"""What the parts of an answer are called: `site.address.detail`, `agent.who.phone`."""

APPLIES = {code: word for code, (_, word) in words.SERVES.items()} | {
    "excellent": "信用优良", "good": "信用正常", "poor": "有失信记录", "barred": "禁业限制中",
}  # fmt: skip
"""What may be known of who applies: `applicant.kind` and `applicant.credit` in words."""


def label(key: str) -> str:
    """What a key inside a section is called."""
    return KEYS.get(key, key)


def names(mapping: Mapping[str, Any]) -> dict[str, str]:
    """What an item calls its fields, their options and its parameters, by name."""
    found: dict[str, str] = {}
    for name, one in fields(mapping).items():
        if isinstance(one, Mapping):
            found[name] = str(one.get("label", name))
            options = one.get("options")
            if isinstance(options, Mapping):
                found |= {f'"{code}"': f"“{text}”" for code, text in options.items() if isinstance(text, str)}
    for name, one in (mapping.get("parameters") or {}).items():
        if isinstance(one, Mapping):
            found[name] = str(one.get("title") or one.get("label") or name)
    return found


def fields(mapping: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of an item's form by name, whether it is written by dots or by pages."""
    form = mapping.get("form") or {}
    if isinstance(form.get("pages"), list):
        return {name: one for page in form["pages"] for name, one in (page.get("fields") or {}).items()}
    return {name: one for name, one in form.items() if name != "titles"}


def called(name: str, known: Mapping[str, str]) -> str:
    """What a name is called, a part of an answer by what it is a part of; "" where nobody knows."""
    root, _, part = name.rpartition(".")
    return known.get(name) or (f"{known[root]}的{PARTS.get(part, part)}" if root in known else "")


def plain(text: str, known: Mapping[str, str]) -> str:
    """A condition read in Chinese (条件的通俗读法): names by their labels, signs by words."""

    def said(found: re.Match[str]) -> str:
        one = found[0]
        applies = f"“{APPLIES[one[1:-1]]}”" if one[1:-1] in APPLIES and one[:1] == '"' else one
        return called(one, known) or (f" {SIGNS[one]} " if one in SIGNS else applies)

    return re.sub(r"\s+", " ", _NAME.sub(said, text)).strip()


def text(value: Any, key: str, known: Mapping[str, str]) -> str:
    """A value as people read it; a condition with its plain reading first and the rule as written after it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if key in CODED and not isinstance(value, Mapping):
        return "、".join(_coded(CODED[key], one) for one in (value if isinstance(value, list) else [value]))
    if isinstance(value, str):
        if key in CONDITIONS and (read := plain(value, known)) != value:
            return f"{read}（{value}）"
        return _limit(value) if key in LIMITS else value
    if isinstance(value, list):
        parts = [text(one, "", known) for one in value]
        return " → ".join(parts) if any(isinstance(one, list) for one in value) else "、".join(parts)
    if isinstance(value, Mapping):
        return "；".join(f"{label(str(name))}：{text(one, str(name), known)}" for name, one in value.items())
    return json.dumps(value, ensure_ascii=False)


def _coded(table: Mapping[str, Any], word: Any) -> str:
    found = table.get(str(word), str(word))
    return str(found[1] if isinstance(found, tuple) else found)


def _limit(written: str) -> str:
    try:
        return clocks.Limit.parse(written).zh
    except clocks.BadLimit:
        return written
