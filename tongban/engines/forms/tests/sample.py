"""A form with every kind of field, and answers that satisfy it."""

from datetime import date

from tongban.engines.codes import fiction
from tongban.engines.forms import Form

ID_NUMBER = fiction.id_number(1, date(1990, 1, 1), "female")
CREDIT_CODE = fiction.credit_code(3)

DEFINITION = {
    "titles": {"premises": "经营场所", "business": "经营内容", "people": "人员"},
    "premises.address": {"type": "address", "label": "经营场所", "locked": True, "fill": "applicant.address"},
    "premises.area": {"type": "number", "unit": "m²", "label": "面积", "min": 1, "max": 20000, "element": "JYMJ"},
    "business.kinds": {
        "type": "many",
        "label": "经营项目",
        "options": {"packaged": "预包装食品", "hot-food": "热食类", "raw-food": "生食类"},
    },
    "business.capital": {"type": "money", "label": "注册资本"},
    "business.form": {"type": "choice", "label": "主体业态", "options": {"1": "销售", "2": "餐饮"}},
    "business.begun": {"type": "date", "label": "开业日期", "max": "today"},
    "business.note": {"type": "long-text", "label": "说明", "required": False},
    "people.owner": {"type": "person", "label": "负责人"},
    "people.firm": {"type": "company", "label": "单位"},
    "people.paper": {"type": "id-number", "label": "经办人证件"},
    "people.phone": {"type": "phone", "label": "值班电话"},
    "people.code": {"type": "credit-code", "label": "上级单位代码", "required": False},
    "people.steward": {"type": "text", "label": "食品安全管理员", "when": '"hot-food" in business.kinds'},
    "people.trained": {"type": "yes-no", "label": "是否经过培训", "when": "people.steward != null"},
    "people.plan": {"type": "file", "label": "平面图", "max": 3, "when": "premises.area > 200"},
}

ANSWERS: dict[str, str | list[str]] = {
    "premises.address.division": "999001",
    "premises.address.detail": "望舒路１２号",
    "premises.area": "８６．５ ㎡",
    "business.kinds": ["热食类", "packaged"],
    "business.capital": "1,000,000.50 元",
    "business.form": "2",
    "business.begun": "2026年1月5日",
    "people.owner.name": " 古丽•阿依 ",
    "people.owner.id_number": ID_NUMBER.lower(),
    "people.owner.phone": "+86 120-0000-0001",
    "people.firm.name": "澜汀小满面馆",
    "people.firm.code": CREDIT_CODE.lower(),
    "people.firm.legal_person": "禾小满",
    "people.paper.type": "516",
    "people.paper.number": "ｈ0123 4567",
    "people.phone": "12000000002",
    "people.steward": "李示范",
    "people.trained": "是",
}

TODAY = {"today": "2026-11-22"}


def form() -> Form:
    return Form.of(DEFINITION)
