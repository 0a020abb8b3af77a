"""A city's own list of addresses, read from a file (标准地址表): sound rows, and the others with the reason of each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tongban.engines.tables import BadFile
from tongban.engines.tables.flat import csv_rows, encoding_of
from tongban.engines.tables.lines import Line, blank, headed
from tongban.engines.tables.workbooks import require_sound, rows
from tongban.registers.addresses.kinds import MOST_HOUSES, AddressRow, tidy
from tongban.registers.addresses.models import StandardAddress
from tongban.registers.places import queries as places

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "code": ("标准地址编码", "地址编码", "code"), "community": ("社区", "社区（村）", "村（社区）", "community"),
    "road": ("道路", "街路巷", "道路名称", "road"), "house": ("门牌号", "门牌", "house"),
}  # fmt: skip
_HOUSE = re.compile(r"0*([1-9]\d{0,3})号?")
PIECE = 5000


@dataclass(frozen=True)
class Held:
    """A row that is not loaded (隔离行): where it stands in the file, what it says, and why."""

    row: int
    cells: Mapping[str, str]
    sentence: str


@dataclass
class Listed:
    """A file as it was read: what can be loaded, what cannot, and what loading it would come to."""

    rows: list[AddressRow] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)
    new: int = 0
    changed: int = 0

    @property
    def same(self) -> int:
        return len(self.rows) - self.new - self.changed


def read_list(path: Path) -> Listed:
    """Read a CSV or XLSX list; raises `BadFile` where it is no such table at all."""
    found, seen = Listed(), _Seen()
    for line in _lines(path):
        row, sentence = _row(line)
        if row is not None and not sentence:
            sentence = seen.fault(row)
        if row is None or sentence:
            found.held.append(Held(line.row, line.cells, sentence))
        else:
            found.rows.append(row)
    _against_what_stands(found)
    return found


def _lines(path: Path) -> Iterator[Line]:
    with path.open("rb") as file:
        workbook = file.read(2) == b"PK"
    if workbook:
        require_sound(path)
    heading: list[str] | None = None
    for sheet, number, values, troubles, notes in rows(path) if workbook else csv_rows(path, encoding_of(path)):
        if blank(values):
            continue
        if heading is None:
            heading = _heading(values)
        else:
            yield headed(sheet, number, heading, values, troubles, notes)
    if heading is None:
        raise BadFile("文件是空的。第一行应为列名，从第二行起是数据。")


def _heading(values: list[str]) -> list[str]:
    known = {name: code for code, names in COLUMNS.items() for name in names}
    heading = [known.get(value.strip().lower(), value.strip()) for value in values]
    if lacking := [names[0] for code, names in COLUMNS.items() if code not in heading]:
        raise BadFile(f"没有找到“{'”“'.join(lacking)}”这几列。第一行应为列名：标准地址编码、社区、道路、门牌号。")
    return heading


def _row(line: Line) -> tuple[AddressRow | None, str]:
    code, house = tidy(line.cells.get("code", "")), _HOUSE.fullmatch(tidy(line.cells.get("house", "")))
    community, road = line.cells.get("community", "").strip(), tidy(line.cells.get("road", ""))
    if len(code) != 18 or not (code.isascii() and code.isdigit()):
        return None, f"标准地址编码“{code}”应为 18 位数字；表格软件可能改成了科学计数，请把这一列设为文本。"
    if not community or not road or max(len(community), len(road)) > 40:
        return None, "社区和道路名称都要写，每项最多 40 个字。"
    if house is None or int(house[1]) > MOST_HOUSES:
        return None, f"门牌号应为 1 到 {MOST_HOUSES} 的整数；附号（12-1 号）与主号是同一处，不单独列。"
    return AddressRow(code, community, road, int(house[1])), ""


class _Seen:
    """What the file has said so far, and which streets there are."""

    def __init__(self) -> None:
        self.codes: set[str] = set()
        self.houses: set[tuple[str, str, int]] = set()
        self.streets: dict[str, bool] = {}

    def fault(self, row: AddressRow) -> str:
        if row.street not in self.streets:
            self.streets[row.street] = places.serves(row.street)
        if not self.streets[row.street]:
            return f"编码前 9 位“{row.street}”不是本市的街道（乡镇），请核对编码，或者先导入行政区划。"
        house = (row.street, row.road, row.house)
        if row.code in self.codes or house in self.houses:
            return "与前面的一行重复（编码相同，或者同一街道、道路、门牌号）。"
        self.codes.add(row.code)
        self.houses.add(house)
        return ""


def _against_what_stands(found: Listed) -> None:
    """Count what is new and what changes; a house that stands under another code is held."""
    sound = []
    for piece in _pieces(found.rows):
        codes = {row.code: row for row in StandardAddress.objects.filter(code__in=[one.code for one in piece])}
        houses = _houses(piece)
        for one in piece:
            other = houses.get((one.street, one.road, one.house), one.code)
            if other != one.code:
                cells = {"code": one.code, "community": one.community, "road": one.road, "house": str(one.house)}
                found.held.append(Held(0, cells, f"{one.road} {one.house} 号已有编码 {other}，一处只有一个编码。"))
                continue
            sound.append(one)
            there = codes.get(one.code)
            said = (there.community, there.road, there.house) if there else None
            found.new += there is None
            found.changed += said is not None and said != (one.community, one.road, one.house)
    found.rows = sound


def _houses(piece: list[AddressRow]) -> dict[tuple[str, str, int], str]:
    rows_ = StandardAddress.objects.filter(road__in={one.road for one in piece})
    rows_ = rows_.filter(street__in={one.street for one in piece})
    return {(row.street_id, row.road, row.house): row.code for row in rows_}


def _pieces(listed: list[AddressRow]) -> Iterator[list[AddressRow]]:
    for start in range(0, len(listed), PIECE):
        yield listed[start : start + PIECE]


def write_held(held: Iterable[Held], write: Callable[[list[str]], object]) -> None:
    """The rows that were not loaded as they stood, with their place and reason, to be mended and loaded again."""
    write([*(names[0] for names in COLUMNS.values()), "行号", "原因"])
    for one in held:
        write([*(one.cells.get(code, "") for code in COLUMNS), str(one.row or ""), one.sentence])
