"""Folders: a folder is a mapping, every refusal knows its line, nothing clever in YAML gets in."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.registers.catalogue import folder, yaml_text
from tongban.registers.catalogue.kinds import BadItem, Definition
from tongban.registers.catalogue.tests.town import ITEMS, SMALL


def written(tmp_path: Path, text: str = SMALL, **files: str) -> Path:
    (tmp_path / "item.yaml").write_text(text, "utf-8")
    for name, content in files.items():
        (tmp_path / name.replace("_dot_", ".")).write_text(content, "utf-8")
    return tmp_path


@pytest.mark.parametrize("path", sorted(ITEMS.rglob("item.yaml")), ids=lambda path: path.parent.name)
def test_every_item_of_the_city_keeps_its_promises(path: Path) -> None:
    judged = folder.judge(path.parent)
    assert judged.problems == ()
    assert judged.definition is not None
    assert folder.score(judged.definition).points >= 90
    assert len(judged.definition.examples) >= 4


def test_a_key_may_move_out_into_its_own_file_and_nothing_changes(tmp_path: Path) -> None:
    whole = folder.load(written(tmp_path))
    head, tail = SMALL.split("materials:\n")
    materials, rest = tail.split("checks:\n")
    moved = "\n".join(line[2:] for line in materials.splitlines())
    parted = folder.load(written(tmp_path, head + "checks:\n" + rest, materials_dot_yaml=moved))
    assert parted.digest == whole.digest


def test_a_refusal_names_file_and_line(tmp_path: Path) -> None:
    with pytest.raises(BadItem) as caught:
        folder.load(written(tmp_path, SMALL.replace("when: act.loud > 70}\nchecks", "when: act.lod > 70}\nchecks")))
    line = SMALL[: SMALL.index("  meter:")].count("\n") + 1
    assert (caught.value.file, caught.value.line) == (str(tmp_path / "item.yaml"), line)


def test_a_refusal_in_a_moved_file_names_that_file(tmp_path: Path) -> None:
    text = SMALL.replace("guide:\n", "gone:\n")
    head, rest = text.split("gone:\n")
    tail = rest[rest.index("examples:") :]
    with pytest.raises(BadItem) as caught:
        folder.load(written(tmp_path, head + tail, guide_dot_yaml="conditions: [a]\nplaces: [b]\n\nhour: x\n"))
    assert (Path(caught.value.file).name, caught.value.line) == ("guide.yaml", 4)


def test_prose_and_attachments_belong_to_the_item(tmp_path: Path) -> None:
    plain = folder.load(written(tmp_path))
    (tmp_path / "guide.md").write_text("先看这里。\n", "utf-8")
    (tmp_path / "样表.pdf").write_bytes(b"%PDF-1")
    full = folder.load(tmp_path)
    assert full.guide.prose == "先看这里。"
    assert list(full.attachments) == ["样表.pdf"]
    assert full.digest != plain.digest
    (tmp_path / "样表.pdf").write_bytes(b"%PDF-2")
    assert folder.load(tmp_path).digest != full.digest


def test_a_key_written_in_two_places_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadItem, match="只能写一处"):
        folder.load(written(tmp_path, guide_dot_yaml="hours: x"))


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("x")
    inner = tmp_path / "inner"
    inner.mkdir()
    written(inner)
    (inner / "a.pdf").symlink_to(tmp_path / "secret")
    with pytest.raises(BadItem, match="链接"):
        folder.load(inner)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a: &x 1\nb: 2", 1, "锚点"),
        ("a: 1\nb: *x", 2, "引用"),
        ("a: !!python/object/apply:os.system [ls]", 1, "标签"),
        ("a: 1\nb: 2\na: 3", 3, "写了两次"),
        ("a: 1\n---\nb: 2", 2, "一个文件"),
        ("a: [1, 2", 1, "YAML 格式"),
        ("a:\n\t- b", 2, "YAML 格式"),
        ("- a", 1, "对照表"),
        ("? [a, b]\n: c", 1, "名称"),
        ("a: " + "[" * 500 + "]" * 500, 1, "嵌套"),
        ("a: [" + "x, " * 60_000 + "]", 1, "太多"),
    ],
)
def test_clever_yaml_is_refused_with_its_line(text: str, line: int, words: str) -> None:
    with pytest.raises(BadItem) as caught:
        yaml_text.read(text, "x.yaml")
    assert words in caught.value.sentence
    assert caught.value.line >= line


def test_words_and_codes_stay_what_they_are() -> None:
    text = "a: no\nb: on\nc: 010\nd: 2026-01-01\ne: true\nf: 12\ng: 1.5\nh:\ni: '7'\nj: 1_000\nk: 0x1F"
    content, _ = yaml_text.read(text, "x.yaml")
    assert content == {
        "a": "no", "b": "on", "c": "010", "d": "2026-01-01", "e": True, "f": 12, "g": 1.5, "h": None, "i": "7",
        "j": "1_000", "k": "0x1F",
    }  # fmt: skip


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_with_a_sentence(text: str) -> None:
    sentence = "读得懂"
    try:
        yaml_text.read(text, "x.yaml")
    except BadItem as bad:
        sentence = bad.sentence
    assert sentence


def test_the_three_items_tell_everybody_apart() -> None:
    items = [folder.load(path) for path in folder.folders([ITEMS])]
    assert len({item.code for item in items}) == len(items)
    assert all(isinstance(item, Definition) for item in items)
