"""What happens in the inventory."""

from __future__ import annotations

from dataclasses import dataclass

from tongban.kernel.facts import Fact


@dataclass(frozen=True)
class EntryAdded(Fact):
    """An entry was added by hand (新增条目). ``digest`` is that of its elements."""

    table: str
    key: str
    digest: str
    reason: str


@dataclass(frozen=True)
class EntryChanged(Fact):
    """An entry says something else from a day on (修改条目)."""

    number: int
    digest: str
    in_force_from: str
    reason: str


@dataclass(frozen=True)
class EntryEnded(Fact):
    """An entry is cancelled from a day on (取消条目)."""

    number: int
    in_force_to: str
    reason: str


@dataclass(frozen=True)
class ImportAsked(Fact):
    """A file was handed in to be looked at or taken in (提交导入)."""

    file: str
    dry: bool
    reason: str = ""


@dataclass(frozen=True)
class RowsTaken(Fact):
    """Rows of a file were dealt with (导入一批). ``digest`` covers the versions that were written."""

    first: int
    last: int
    new: int
    changed: int
    same: int
    wrong: int
    digest: str = ""


@dataclass(frozen=True)
class ImportEnded(Fact):
    """A file was read to its end, was cancelled or could not be read (导入结束)."""

    state: str
    rows: int
    wrong: int


@dataclass(frozen=True)
class RowMended(Fact):
    """A row in quarantine was put right and taken in (修正隔离行). ``digest`` covers the versions that were written."""

    file: str
    row: int
    digest: str = ""


@dataclass(frozen=True)
class RowDismissed(Fact):
    """A row in quarantine will not be taken in (不予处理隔离行)."""

    file: str
    row: int
    reason: str
