"""Numbers and codes with a structure: telephone, credit code, identity number, handed-in files."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from tongban.engines import codes
from tongban.engines.forms import texts
from tongban.engines.forms.errors import Unfit
from tongban.engines.forms.kinds.base import Kind, Place, kind

if TYPE_CHECKING:
    from tongban.engines.forms.field import Field

ID_TYPES = {
    "111": "居民身份证",
    "414": "普通护照",
    "511": "台湾居民来往大陆通行证",
    "516": "港澳居民来往内地通行证",
    "553": "外国人永久居留身份证",
    "990": "其他证件",
}
"""Kinds of identity paper (GA/T 2000.156). Residence permits of Hong Kong, Macao and Taiwan people
(港澳台居民居住证) carry an eighteen-digit citizen number and are given under 111."""

NEW_RESIDENT = 18
ID_SHAPES = {
    "414": (re.compile(r"[A-Z0-9]{5,20}"), "E00000001"),
    "511": (re.compile(r"\d{8}|\d{10}[A-Z]?"), "00000001"),
    "516": (re.compile(r"[HM](\d{8}|\d{10})"), "H00000001"),
    "553": (re.compile(r"[A-Z]{3}\d{12}|9\d{16}[0-9X]"), "XYZ110000000001"),
    "990": (re.compile(r"[A-Z0-9()/一-鿿]{2,40}"), ""),
}


def judged(check: Callable[[str], Any], text: str, field: "Field") -> Any:
    """Let the engine of codes judge; its sentence becomes ours."""
    try:
        return check(texts.storable(text))
    except codes.BadCode as bad:
        raise Unfit(f"“{field.label}”：{bad.sentence.removesuffix('。')}", field.sample) from None


def check_id(id_type: str, number: str, field: "Field") -> str:
    """Judge a number by its kind of paper, its check digit where the kind has one. Returned in full form."""
    if id_type == "553" and len(number) == NEW_RESIDENT:
        return judged(lambda text: codes.document.check(id_type, text), number, field)[0]
    if id_type == "111":
        return judged(codes.id_number.check, number, field).text
    shape, wanted = ID_SHAPES.get(id_type, ID_SHAPES["990"])
    if not shape.fullmatch(number):
        example = f"，例如 {wanted}" if wanted else ""
        raise Unfit(f"“{field.label}”请按{ID_TYPES.get(id_type, '证件')}上的号码填写{example}", wanted)
    return number


@kind("phone")
class Phone(Kind):
    """A mobile number at which the person can be reached."""

    def read(self, text: str, field: "Field") -> str:
        return judged(codes.phone.check, text, field)

    def schema(self, field: "Field") -> dict[str, Any]:
        return {"type": "string", "pattern": r"^1\d{10}$"}

    def html(self, field: "Field") -> dict[str, Any]:
        return {"type": "tel", "inputmode": "tel", "autocomplete": "tel", "maxlength": 30}


@kind("credit-code")
class CreditCode(Kind):
    """The unified social credit code (统一社会信用代码) of an organisation."""

    def read(self, text: str, field: "Field") -> str:
        return judged(codes.credit_code.check, text, field).text

    def schema(self, field: "Field") -> dict[str, Any]:
        return {"type": "string", "pattern": "^[0-9A-HJ-NPQRTUWXY]{18}$"}

    def html(self, field: "Field") -> dict[str, Any]:
        return {"type": "text", "autocapitalize": "characters", "spellcheck": "false", "maxlength": 30}


@kind("project-code")
class ProjectCode(Kind):
    """The code of an investment project (投资项目代码, GB/T 40058)."""

    def read(self, text: str, field: "Field") -> str:
        return judged(codes.project_code.check, text, field).text

    def schema(self, field: "Field") -> dict[str, Any]:
        return {"type": "string", "pattern": "^[0-9]{4}-[0-9]{6}-[0-9]{2}-[0-9]{2}-[0-9]{6}$"}

    def html(self, field: "Field") -> dict[str, Any]:
        return {"type": "text", "inputmode": "numeric", "autocomplete": "off", "maxlength": 40}


@kind("bare-id")
class BareId(Kind):
    """The number of an identity paper whose kind is asked beside it; judged by the field that holds both."""

    def read(self, text: str, field: "Field") -> str | None:
        number = texts.code(text)
        if len(number) > 40:
            raise Unfit(f"“{field.label}”的位数太多，请按证件上的号码填写")
        return number or None

    def schema(self, field: "Field") -> dict[str, Any]:
        return {"type": "string", "minLength": 2, "maxLength": 40}

    def html(self, field: "Field") -> dict[str, Any]:
        return {"type": "text", "autocapitalize": "characters", "spellcheck": "false", "maxlength": 40}


@kind("file")
class File(Kind):
    """Files handed in with the form; the answer keeps the names under which they are stored, never the bytes."""

    feel = "list of string"
    verb = "请上传"
    keys = frozenset({"max"})
    stored = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/:-]{0,199}")

    def parse(self, raw: Mapping[str, Any], field: "Field") -> list[str] | None:
        found = list(dict.fromkeys(text.strip() for text in texts.texts(raw, field.name)))
        if any(not self.stored.fullmatch(text) for text in found):
            raise Unfit(f"“{field.label}”没有上传成功，请重新上传")
        return found or None

    def most(self, field: "Field") -> int:
        """How many files may be handed in."""
        return 1 if field.high is None else int(field.high)

    def check(self, value: list[str], field: "Field", today: date | None) -> None:
        if len(value) > self.most(field):
            raise Unfit(f"“{field.label}”最多上传 {self.most(field)} 个文件，请删去多余的文件")

    def show(self, value: Any, field: "Field", place: Place) -> str:
        return f"已上传 {len(value)} 个文件" if isinstance(value, list | tuple) else str(value)

    def flat(self, value: Any, field: "Field") -> dict[str, str | list[str]]:
        return {field.name: [str(v) for v in value] if isinstance(value, list | tuple) else [str(value)]}

    def schema(self, field: "Field") -> dict[str, Any]:
        items = {"type": "string", "pattern": f"^{self.stored.pattern}$"}
        return {"type": "array", "items": items, "minItems": 1, "maxItems": self.most(field), "uniqueItems": True}

    def html(self, field: "Field") -> dict[str, Any]:
        return {"type": "file", "accept": "application/pdf,image/jpeg,image/png"} | (
            {"multiple": True} if self.most(field) > 1 else {}
        )

    def widget(self, field: "Field") -> str:
        return "file"
