"""The words of explanations, in Chinese and English."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any

from tongban.engines.rules.builtins.text import number_text, show
from tongban.engines.rules.temporal import Date, DateTime, Days, Months
from tongban.engines.rules.values import Span

ZH = {
    "=": "等于", "!=": "不等于", "<": "小于", "<=": "不超过", ">": "大于", ">=": "不少于",
    "is": "为", "is not": "不为", "in": "属于", "not in": "不属于", "contains": "包含", "lacks": "不包含",
    "between": "在 {low} 至 {high} 之间", "not between": "不在 {low} 至 {high} 之间",
    "yes": "是", "no": "否", "null": "空", "and": "，并且", "or": "，或者", "list": "、", "stop": "。",
    "holds": "“{test}”成立", "fails": "“{test}”不成立", "met": "符合条件：{why}", "unmet": "不符合条件：{why}",
    "unknown": "尚不能判断，因为还不知道{names}", "value": "结果为 {value}", "because": "结果为 {value}，因为{why}",
    "need": "{subject}需要{op} {value}", "gap": "，现为 {found}，还差 {gap}", "over": "，现为 {found}，超出 {gap}",
    "now": "，现为 {found}", "need yes": "{subject}需要为“{value}”", "need test": "需要使“{test}”成立",
    "need not": "需要使“{test}”不成立", "none": "没有办法使它改变", "default": "其他情况",
    "all": "以下各项都要满足", "any": "以下各项满足其一", "not": "以下情形不能出现", "choice": "按情形取值",
    "changes": "要符合条件：{needs}", "missing": "缺少{names}", "either": "下列任一：", "empty": "{subject}为空",
    "filled": "{subject}已填写", "one of": "{subject}需要是下列之一：{value}", "none of": "{subject}不能是：{value}",
}
PHRASES_ZH = {
    "years": "{0}至{1}的整年数", "months": "{0}至{1}满整年后的月数", "years and months duration": "{0}至{1}的时长",
    "count": "{0}的数量", "sum": "{0}之和", "min": "{0}中的最小值", "max": "{0}中的最大值", "mean": "{0}的平均值",
    "string length": "{0}的字数", "contains": "{0}含有{1}", "starts with": "{0}以{1}开头", "ends with": "{0}以{1}结尾",
    "list contains": "{0}包含{1}", "abs": "{0}的绝对值", "floor": "{0}取整", "today": "今天", "year": "{0}的年份",
    "month": "{0}的月份", "day": "{0}的日", "duration": "{0}", "date": "{0}", "matches": "{0}符合格式 {1}",
}
PHRASES_EN = {
    "years": "full years from {0} to {1}", "months": "months after full years from {0} to {1}",
    "years and months duration": "time from {0} to {1}", "count": "number of {0}", "sum": "sum of {0}",
    "min": "least of {0}", "max": "greatest of {0}", "mean": "mean of {0}", "string length": "length of {0}",
    "contains": "{0} contains {1}", "starts with": "{0} starts with {1}", "ends with": "{0} ends with {1}",
    "list contains": "{0} includes {1}", "abs": "size of {0}", "floor": "whole part of {0}", "today": "today",
    "year": "year of {0}", "month": "month of {0}", "day": "day of {0}", "duration": "{0}", "date": "{0}",
    "matches": "{0} has the form {1}",
}
EN = {
    "=": "equals", "!=": "differs from", "<": "is less than", "<=": "is at most", ">": "is more than",
    ">=": "is at least", "is": "is", "is not": "is not", "in": "is one of", "not in": "is none of",
    "contains": "includes", "lacks": "does not include", "between": "is between {low} and {high}",
    "not between": "is not between {low} and {high}", "yes": "yes", "no": "no", "null": "nothing",
    "and": " and ", "or": " or ", "list": ", ", "stop": ".", "holds": "“{test}” holds",
    "fails": "“{test}” does not hold",
    "met": "The conditions are met: {why}", "unmet": "The conditions are not met: {why}",
    "unknown": "This cannot be said yet, because {names} is missing", "value": "The result is {value}",
    "because": "The result is {value}, because {why}", "need": "{subject} must be {op} {value}",
    "gap": " (now {found}, {gap} short)", "over": " (now {found}, {gap} too much)", "now": " (now {found})",
    "need yes": "{subject} must be “{value}”", "need test": "“{test}” must hold",
    "need not": "“{test}” must not hold", "none": "nothing can change it", "default": "otherwise",
    "all": "all of these", "any": "any of these", "not": "none of this", "choice": "depends on the case",
    "changes": "To meet them: {needs}", "missing": "{names} is missing", "either": "any of: ",
    "empty": "{subject} is empty", "filled": "{subject} is given",
    "one of": "{subject} must be one of: {value}", "none of": "{subject} must not be: {value}",
}
_NEED_EN = {"=": "equal to", "!=": "other than", "<": "less than", "<=": "at most", ">": "more than", ">=": "at least"}
INVERSE = {"=": "!=", "!=": "=", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}
FLIPPED = {"=": "=", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}


class Words:
    """One language, with the labels and units of the fields at hand."""

    def __init__(self, lang: str, labels: Mapping[str, str], units: Mapping[str, str],
                 fixed: Collection[str] = ()):
        self.lang = "en" if lang.startswith("en") else "zh"
        self.table = EN if self.lang == "en" else ZH
        self.phrases = PHRASES_EN if self.lang == "en" else PHRASES_ZH
        self.labels, self.units, self.fixed = labels, units, frozenset(fixed)

    def __getitem__(self, key: str) -> str:
        return self.table[key]

    def say(self, key: str, **parts: str) -> str:
        return self.table[key].format(**parts)

    def label(self, name: str) -> str:
        return self.labels.get(name, name)

    def needed_op(self, op: str) -> str:
        return _NEED_EN[op] if self.lang == "en" else ZH[op]

    def value(self, value: Any, field: str = "") -> str:
        """A value as a person writes it, with the field's unit."""
        known = self.labels.get(f"{field}={value}") if field and isinstance(value, str) else None
        if known:
            return known
        if value is None:
            return self["null"]
        if isinstance(value, bool):
            return self["yes"] if value else self["no"]
        if isinstance(value, Decimal):
            unit = self.units.get(field, "")
            return f"{number_text(value)} {unit}".rstrip() if unit != "%" else f"{number_text(value)}%"
        if isinstance(value, (Date, DateTime)):
            return self._date(value)
        if isinstance(value, (Days, Months)):
            return self._duration(value)
        if isinstance(value, list):
            return self["list"].join(self.value(item, field) for item in value)
        return show(value) if isinstance(value, (Span, dict)) else str(value)

    def _date(self, value: Date | DateTime) -> str:
        day = value.date if isinstance(value, DateTime) else value
        if self.lang == "en":
            return str(value)
        text = f"{day.year}年{day.month}月{day.day}日"
        return text if isinstance(value, Date) else f"{text} {str(value.time)[:5]}"

    def _duration(self, value: Days | Months) -> str:
        words = {"zh": (" 年", " 个月", " 天", " 小时", " 分", " 秒"),
                 "en": (" years", " months", " days", " hours", " minutes", " seconds")}[self.lang]
        if isinstance(value, Months):
            parts = list(zip(divmod(abs(value.count), 12), words[:2], strict=True))
        else:
            parts = list(zip(value.parts[:4], words[2:], strict=True))
        said = " ".join(f"{count}{word}" for count, word in parts if count)
        return said or f"0{words[1 if isinstance(value, Months) else 2]}"
