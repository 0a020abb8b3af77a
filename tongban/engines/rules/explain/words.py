"""The words of explanations, in Chinese and English."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any

from tongban.engines.rules.builtins.text import number_text, show
from tongban.engines.rules.limits import TURN, spend
from tongban.engines.rules.temporal import Date, DateTime, Days, Months
from tongban.engines.rules.values import Span

ZH = {
    "=": "等于", "!=": "不等于", "<": "小于", "<=": "不超过", ">": "大于", ">=": "达到",
    "day <": "早于", "day <=": "不晚于", "day >": "晚于", "day >=": "不早于",
    "is": "为", "is not": "不是", "in": "属于", "not in": "不属于", "contains": "包含", "lacks": "不包含",
    "between": "在 {low} 至 {high} 之间", "not between": "不在 {low} 至 {high} 之间",
    "yes": "是", "no": "否", "null": "空", "and": "；", "list": "、", "stop": "。", "colon": "：",
    "holds": "“{test}”成立", "fails": "“{test}”不成立", "met": "符合条件：{why}", "unmet": "不符合条件：{why}",
    "unknown": "尚不能判断，因为还不知道{names}", "value": "结果为 {value}", "because": "结果为 {value}，因为{why}",
    "need": "{subject}需要{op} {value}", "gap": "（现为 {found}，还差 {gap}）", "over": "（现为 {found}，超出 {gap}）",
    "now": "（现为 {found}）", "now text": "（现为{found}）",
    "need yes": "{subject}需要为“{value}”", "need test": "需要使“{test}”成立",
    "need not": "需要使“{test}”不成立", "need phrase": "需要{phrase}",
    "all": "以下各项都要满足", "any": "以下各项满足其一", "not": "以下情形不能出现", "choice": "按情形取值",
    "changes": "要符合条件：{needs}", "missing": "缺少{names}", "either": "满足下列之一即可：",
    "empty": "{subject}为空", "filled": "{subject}已填写", "both": "，并且", "or": "；或者",
    "one of": "{subject}需要是下列之一：{value}", "none of": "{subject}不能是：{value}",
    "points": "{value} 个百分点", "named": "{name}（{value}）", "quote": "“{value}”", "whether": "是否{phrase}",
    "more": "{said}等 {count} 项",
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
    "=": "equal to", "!=": "different from", "<": "less than", "<=": "at most", ">": "more than", ">=": "at least",
    "day <": "before", "day <=": "no later than", "day >": "after", "day >=": "no earlier than",
    "is": "is", "is not": "not", "in": "one of", "not in": "none of", "contains": "include", "lacks": "do not include",
    "between": "between {low} and {high}", "not between": "not between {low} and {high}",
    "yes": "yes", "no": "no", "null": "nothing", "and": "; ", "list": ", ", "stop": ".", "colon": ": ",
    "holds": "“{test}” holds", "fails": "“{test}” does not hold",
    "met": "The conditions are met: {why}", "unmet": "The conditions are not met: {why}",
    "unknown": "This cannot be said yet; not known: {names}", "value": "The result is {value}",
    "because": "The result is {value}, because {why}", "need": "{subject} must be {op} {value}",
    "gap": " (now {found}, {gap} short)", "over": " (now {found}, {gap} too much)", "now": " (now {found})",
    "now text": " (now {found})",
    "need yes": "{subject} must be “{value}”", "need test": "“{test}” must hold",
    "need not": "“{test}” must not hold", "need phrase": "it is required that {phrase}",
    "all": "all of these", "any": "any of these", "not": "none of this", "choice": "depends on the case",
    "changes": "To meet them: {needs}", "missing": "not known: {names}", "either": "any one of: ",
    "empty": "{subject} is empty", "filled": "{subject} is given", "both": ", and ", "or": "; or ",
    "one of": "{subject} must be one of: {value}", "none of": "{subject} must not be: {value}",
    "points": "{value} percentage points", "named": "the {name} ({value})", "whether": "whether {phrase}",
    "quote": "“{value}”", "more": "{said} … ({count} in all)",
}
_PLAIN = {"zh": {"·years": "年", "·months": "个月", "·days": "天", "周岁": "岁"},
          "en": {"·years": "years", "·months": "months", "·days": "days"}}
SHOWN = 20          # elements of a list that are said
SHARE = "share"     # the unit of a part of one, said as a percentage
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

    def phrase(self, name: str, answer: bool) -> str:
        """A whole phrase for a yes/no fact (“有本地户籍”), where its author gave one."""
        return self.labels.get(f"{name}={'yes' if answer else 'no'}", "")

    def asked(self, name: str) -> str:
        """What is not known: a fact by its name, a yes/no fact as “是否有本地户籍”."""
        phrase = self.phrase(name, True)
        return self.say("whether", phrase=phrase) if phrase else self.label(name)

    def now(self, value: Any, field: str) -> str:
        return self.say("now text" if isinstance(value, str) else "now", found=self.text(value, field))

    def compared(self, op: str, against: Any) -> str:
        """The words of a comparison; days come before and after each other."""
        return self[f"day {op}" if isinstance(against, (Date, DateTime)) and f"day {op}" in self.table else op]

    def text(self, value: Any, field: str = "") -> str:
        """A value inside a sentence: texts in quotation marks."""
        said = self.value(value, field)
        return self.say("quote", value=said) if isinstance(value, (str, bool)) else said

    def gap(self, value: Any, field: str = "") -> str:
        """A difference between two values: a share differs by percentage points, an age by years."""
        if isinstance(value, Decimal) and self.units.get(field) in (SHARE, "%"):
            points = value * 100 if self.units[field] == SHARE else value
            return self.say("points", value=number_text(points))
        return self.value(value, field, difference=True)

    def value(self, value: Any, field: str = "", difference: bool = False) -> str:
        """A value as a person writes it, with the field's unit."""
        known = self.labels.get(f"{field}={value}") if field and isinstance(value, str) else None
        if known:
            return known
        if value is None:
            return self["null"]
        if isinstance(value, bool):
            return self["yes"] if value else self["no"]
        if isinstance(value, Decimal):
            return self._number(value, field, difference)
        if isinstance(value, (Date, DateTime)):
            return self._date(value)
        if isinstance(value, (Days, Months)):
            return self._duration(value)
        if isinstance(value, list):
            return self._list(value, field)
        return show(value) if isinstance(value, (Span, dict)) else str(value)

    def _list(self, value: list[Any], field: str) -> str:
        """The first of a list; lists within lists may be shared and unfold without end, so saying them is counted."""
        spend(TURN)
        said = self["list"].join(self.text(item, field) for item in value[:SHOWN])
        return said if len(value) <= SHOWN else self.say("more", said=said, count=str(len(value)))

    def _number(self, value: Decimal, field: str, difference: bool) -> str:
        unit, plain = self.units.get(field, ""), _PLAIN[self.lang]
        if unit in (SHARE, "%"):
            return f"{number_text(value * 100 if unit == SHARE else value)}%"
        unit = plain.get(unit, unit) if difference else unit or plain.get(field, "")
        if self.lang == "en" and value == 1 and unit.endswith("s"):
            unit = unit[:-1]
        return f"{number_text(value)} {unit}".rstrip()

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


_SIGNS = frozenset("“”（），。；：、 ")


def glue(*parts: str) -> str:
    """Words of a Chinese sentence, as typographers set it: a space wherever one of two neighbours is not Chinese."""
    made = ""
    for part in parts:
        apart = made and part and not (_chinese(made[-1]) and _chinese(part[0])) and not {made[-1], part[0]} & _SIGNS
        made += f" {part}" if apart else part
    return made


def _chinese(char: str) -> bool:
    return ord(char) > 0x2E7F
