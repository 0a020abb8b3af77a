"""Mistakes people make in an item, each with the place it must be found at and a part of the sentence that says so.

A mistake is made in `town.SMALL`: ``put`` stands for ``take``; what is wrong is found on the line that holds ``at``.
"""

from __future__ import annotations

from typing import NamedTuple


class Mistake(NamedTuple):
    """``take`` in the text becomes ``put``; found on the first line with ``at``, under ``path``, in these words."""

    kind: str
    take: str
    put: str
    at: str
    path: str
    says: str


M = Mistake
MISTAKES = [
    M("an unknown key", "owner: culture", "ownr: culture", "ownr:", "ownr",
      "不认识“ownr”这一项。您是不是想写“owner”"),
    M("a key twice", "owner: culture", "owner: culture\nowner: again", "owner: again", "", "写了两次"),
    M("broken YAML", "serves: [person]", "serves: [person", "serves:", "", "方括号 [ 没有合上"),
    M("a tab for indentation", "  name: 街头演艺登记证", "\tname: 街头演艺登记证", "\tname", "", "制表符"),
    M("a colon too many", "owner: culture", "owner: culture: bureau", "owner:", "", "多了一个冒号"),
    M("a quotation mark that is not closed", 'supervision: "12345"', 'supervision: "12345', "supervision:", "",
      "引号没有合上"),
    M("an anchor", "owner: culture", "owner: &a culture", "owner:", "", "锚点"),
    M("an alias", "owner: culture", "owner: *a", "owner:", "", "引用（*）"),
    M("a tag", "owner: culture", "owner: !!str culture", "owner:", "", "标签"),
    M("a second document", "owner: culture", "owner: culture\n---\na: 1", "---", "", "一个文件只能写一个事项"),
    M("no law", "law: [街头演艺管理办法 第三条]", "law: []", "code:", "", "缺少设定依据"),
    M("a law without article", "law: [街头演艺管理办法 第三条]", "law: [街头演艺管理办法]", "law:", "law.0", "条款"),
    M("a code in capitals", "code: street-musician", "code: Street Musician", "code:", "code", "小写字母"),
    M("an empty title", "title: {zh: 街头演艺登记, en: Street musician}", 'title: ""', "title:", "title",
      "标题不能为空"),
    M("a kind nobody knows", "kind: service", "kind: permit", "kind:", "kind", "不在可选范围内"),
    M("nobody is served", "serves: [person]", "serves: []", "code:", "", "缺少服务对象"),
    M("an unknown audience", "serves: [person]", "serves: [people]", "serves:", "serves", "不认识服务对象“people”"),
    M("no themes", 'themes: {person: ["135"]}\n', "", "code:", "", "缺少主题分类"),
    M("a theme out of the list", '["135"]', '["136"]', "themes:", "themes.person", "不在国家主题目录中"),
    M("a division of five digits", "owner: culture", "owner: culture\narea: 99900", "area:", "area", "行政区划代码"),
    M("no promise", "limits: {statute: 5 working days, promise: 2 working days}",
      "limits: {statute: 5 working days}", "limits:", "limits", "缺少承诺时限"),
    M("a promise longer than the law allows", "promise: 2 working days", "promise: 9 working days", "limits:",
      "limits.promise", "承诺时限不能更长"),
    M("a limit without unit", "promise: 2 working days", "promise: 2 weeks", "limits:", "limits.promise",
      "看不懂时限"),
    M("no statute and no reason", "statute: 5 working days, ", "", "limits:", "limits", "reason"),
    M("a promised item done on the spot", "promise: 2 working days", "promise: on the spot", "limits:",
      "limits.promise", "承诺件不能写当场办结"),
    M("a field of no type", "act.day: {type: date,", "act.day: {type: moment,", "act.day:", "form.act.day.type",
      "没有字段类型“moment”"),
    M("a field type misspelt", "act.day: {type: date,", "act.day: {type: dat,", "act.day:", "form.act.day.type",
      "您是不是想写“date”"),
    M("a field name in Chinese", "act.day: {", "日期: {", "日期:", "form.日期", "字段名只能用"),
    M("a field key nobody knows", "required: false", "requird: false", "act.day:", "form.act.day.requird",
      "您是不是想写“required”"),
    M("a condition on a field that is not there", "when: act.place != null", "when: act.plase != null", "act.loud:",
      "form.act.loud.when", "act.plase"),
    M("fields that wait for each other", "label: 地点,", "label: 地点, when: act.loud > 1,", "act.loud:",
      "form.act.loud.when", "互相等待"),
    M("a prefill from nowhere", "fill: applicant.address", "fill: applicant.adress", "act.place:",
      "form.act.place.fill", "applicant.adress"),
    M("a condition of a material that cannot be read", "when: act.loud > 70}\nchecks", "when: act.loud >}\nchecks",
      "meter:", "materials.meter.when", "不能用"),
    M("figures compared with words", "when: act.loud > 70}\nchecks", 'when: act.loud > "70"}\nchecks', "meter:",
      "materials.meter.when", "不能用"),
    M("a held material without licence", "from: registers, licence: identity-card", "from: registers", "identity:",
      "materials.identity.from", "证照类型"),
    M("a file format nobody opens", "photo: {title: 演出照片}", "photo: {title: 演出照片, formats: [exe]}", "photo:",
      "materials.photo.formats", "不支持“exe”格式"),
    M("a form that is not in the folder", "photo: {title: 演出照片}", "photo: {title: 演出照片, blank_form: 表.pdf}",
      "photo:", "materials.photo.blank_form", "没有附件“表.pdf”"),
    M("a catch-all", "photo: {title: 演出照片}", "photo: {title: 其他有关材料}", "photo:", "materials.photo.title",
      "兜底"),
    M("a check without condition", "quiet: {that: act.loud <= 90, say", "quiet: {say", "quiet:", "checks.quiet",
      "缺少“that”"),
    M("a check that ends nowhere", "else: correct", "else: forbid", "quiet:", "checks.quiet.else", "不在可选范围内"),
    M("a step after one that is not there", "after: [hear]", "after: [heer]", "decide: {desk",
      "process.decide.after", "heer"),
    M("two steps that decide", "after: [look], when", "after: [look], decides: true, when", "decide: {desk",
      "process.decide.decides", "只有一个决定环节"),
    M("a step without desk", "look: {desk: culture-desk, ", "look: {", "look:", "process.look.desk",
      "每个环节都要有 desk"),
    M("a licence that lasts how long", "  valid: 1 year\n", "", "gives:", "gives", "有效期"),
    M("a validity of words", "valid: 1 year", "valid: a year", "valid:", "gives.valid", "有效期应写成"),
    M("a licence field from nowhere", "day: act.day}", "day: act.dai}", "fields:", "gives.fields.day", "act.dai"),
    M("a telephone that cannot be dialled", "phone: 0000-1234567", "phone: 办公室", "phone:", "guide.phone",
      "电话应写成"),
    M("no opening hours", "  hours: 工作日 9:00–17:00\n", "", "guide:", "guide", "缺少“hours”"),
    M("a visit without reason", "  hours:", "  visits: 1\n  hours:", "visits:", "guide.visits", "写明原因"),
    M("a depth of nine", "  hours:", '  online_depth: ["9"]\n  hours:', "online_depth:", "guide.online_depth",
      "网办深度"),
    M("a charge without its law", "examples:\n", "fee: {charged: true, standard: 10 元}\nexamples:\n", "fee:", "fee",
      "依据 law"),
    M("yes and no in words", "examples:\n", "anywhere: 是\nexamples:\n", "anywhere:", "anywhere", "true 或 false"),
    M("an example of a field that is not there", "given: {act: {place: 桥头, loud: 60}}",
      "given: {act: {place: 桥头, laud: 60}}", "laud: 60", "examples.quiet.given.act.laud", "act.laud"),
    M("an example with a word for a figure", "given: {act: {place: 桥头, loud: 60}}",
      "given: {act: {place: 桥头, loud: 很响}}", "loud: 很响", "examples.quiet.given.act.loud", "这里写数字"),
    M("an example on a day that is none", "given: {act: {place: 桥头, loud: 60}}",
      "given: {act: {place: 桥头, loud: 60, day: 明天}}", "day: 明天", "examples.quiet.given.act.day", "这里写日期"),
    M("a text without quotes", "when: act.loud > 70}\nchecks", "when: act.place = 桥头}\nchecks", "meter:",
      "materials.meter.when", '写成 "桥头"'),
    M("no guide", "guide:\n  conditions: [年满 18 周岁]\n  places: [lanting-hall]\n  hours: 工作日 9:00–17:00\n"
      '  phone: 0000-1234567\n  supervision: "12345"\n', "", "code:", "guide", "缺少“guide”这一项"),
    M("a theme by its name", '["135"]', '["文化"]', "themes:", "themes.person", "您是不是想写“135”（文化体育）"),
    M("an example that expects nothing", "expect: {materials: [identity, photo], asked: [photo], "
      "steps: [[look], [decide]], failed: []}", "expect: {}", "expect: {}", "examples.quiet.expect", "期望的结果"),
    M("a code of twenty digits", "examples:\n", 'codes: {catalog: "12345678901234567890"}\nexamples:\n', "codes:",
      "codes.catalog", "位"),
    M("a situation with one answer", "examples:\n", "situations: {where: {ask: 在哪里, options: [{label: 桥头}]}}\n"
      "examples:\n", "situations:", "situations.where.options", "至少要有两个选项"),
]  # fmt: skip
