"""Ways the catalogue refuses."""

from __future__ import annotations

from tongban.kernel.errors import Refusal


class BadItem(Refusal):
    """An item that cannot be published: which file, which line, one sentence."""

    code = "bad-item"
    status = 422
    next_step = "请按提示修改事项文件后再次检查。"

    def __init__(self, file: str, line: int, sentence: str, path: str = "") -> None:
        super().__init__(sentence, file=file, line=line, path=path)
        self.file, self.line, self.path = file, line, path

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}: " if self.line else f"{self.file}: " if self.file else ""
        return f"{place}{f'{self.path}: ' if self.path else ''}{self.sentence}"


class NoSuchItem(Refusal):
    """No item has this code."""

    code = "no-such-item"
    status = 404
    sentence = "没有找到这个事项。"
    next_step = "请从事项列表或搜索中重新选择。"


class NotOffered(Refusal):
    """The item exists but cannot be applied for now."""

    code = "not-offered"
    sentence = "这个事项目前不能申请。"
    next_step = "请查看事项页面的说明，或拨打咨询电话。"


class NoSuchEdition(Refusal):
    """No edition has this id."""

    code = "no-such-edition"
    status = 404
    sentence = "没有找到事项的这个版本。"
    next_step = "请从事项页面重新进入。"


class SameEdition(Refusal):
    """Exactly this content was published before."""

    code = "same-edition"
    sentence = "这份内容已经发布过，没有任何变化，不需要再发布。"
    next_step = "如需修改，请先改动事项内容再发布。"


class TooEarly(Refusal):
    """The day from which an edition shall be in force has passed, or lies before the edition it follows."""

    code = "too-early"
    sentence = "生效日期太早。"
    law = "政府信息公开条例 第二十六条"
    next_step = "请选择今天或以后的日期，并且不早于上一版本的生效日期。"


class NothingToDo(Refusal):
    """The item is in that state already."""

    code = "already-so"
    sentence = "事项已经处于这个状态。"
    next_step = "请刷新页面查看最新状态。"


class CannotEdit(Refusal):
    """A change that cannot be written into a text without disturbing what stands around it."""

    code = "cannot-edit"
    status = 422
    sentence = "这里的写法不能在表单里修改。"
    next_step = "请在右边的 YAML 内容里直接修改，其他内容没有变化。"
