"""What the documents say is so: quoted code stands in its file, printed answers are given, links lead somewhere."""

from __future__ import annotations

import pydoc
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tongban.engines.forms import KINDS
from tongban.site.commands import items
from tools import rooms, turns

ROOT = Path(__file__).parent.parent.parent
PAGES = [ROOT / "README.md", ROOT / "README.zh-CN.md", *sorted((ROOT / "docs").rglob("*.md"))]
BLOCK = re.compile(r"^```(\w+)?(?: (\S+))?\n(.*?)^```$", re.S | re.M)
WRONG, RIGHT = "[[check], [visit], [decide]]}\n", "[[check], [decide]]}\n"


def quotations() -> Iterator[tuple[Path, str, str]]:
    for page in PAGES:
        for _, source, text in BLOCK.findall(page.read_text()):
            if source.endswith(".py"):
                yield page, source, text


def test_quoted_code_stands_in_its_file() -> None:
    quoted = list(quotations())
    assert len(quoted) > 5
    for page, source, text in quoted:
        code = (ROOT / source).read_text()
        assert " ".join(text.split()) in " ".join(code.split()), f"{page.name} quotes {source}:\n{text}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_to_a_file(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text()):
        assert (page.parent / target).exists(), target


def test_every_word_of_the_glossary_is_the_word_of_the_code() -> None:
    words = re.findall(r"\| `([\w.]+)` \|$", (ROOT / "docs" / "glossary.md").read_text(), re.M)
    assert len(words) > 40
    assert [word for word in words if pydoc.locate(f"tongban.{word}") is None] == []


def test_the_page_of_turns_shows_the_table_as_it_is() -> None:
    page = turns.PAGE.read_text("utf-8")
    assert page == turns.whole(page), "run: python -m tools.turns --write"


def test_the_table_of_rooms_is_what_the_rooms_say() -> None:
    assert (ROOT / "docs" / "house.md").read_text() == rooms.written(), "run: python -m tools.rooms --write"


def test_the_tutorial_names_every_type_of_field() -> None:
    page = (ROOT / "docs" / "add-an-item.md").read_text()
    assert [name for name in KINDS if f"`{name}`" not in page] == []


def test_the_item_of_the_tutorial_behaves_as_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    folder = Path("items/security/dog-registration")
    folder.mkdir(parents=True)
    file, answers = folder / "item.yaml", 0
    file.touch()
    for kind, word, text in BLOCK.findall((ROOT / "docs" / "add-an-item.md").read_text()):
        if kind == "yaml":
            file.write_text(file.read_text() + text)
        if kind == "console":
            if word == "corrected":
                said = file.read_text()
                assert said.endswith(WRONG)
                file.write_text(said.removesuffix(WRONG) + RIGHT)
            with pytest.raises(items.typer.Exit):
                items.check([folder])
            assert capsys.readouterr().out == text.partition("\n")[2]
            answers += 1
    assert answers == 5
