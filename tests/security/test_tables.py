"""Both tables of answers, held against the code: each requirement once, each named test there, nothing newly open."""

from __future__ import annotations

import ast
import csv
from functools import cache

import pytest

from tests.security.source import ROOT

FOLDER = ROOT / "docs" / "security"


def ids(text: str) -> set[str]:
    return set(text.split())


# How many requirements of levels 1 and 2 each section of ASVS 5.0 has, by its last number; level 3 left out by number.
SECTIONS = {
    "1.1": 2, "1.2": 10, "1.3": 12, "1.4": 3, "1.5": 3, "2.1": 3, "2.2": 3, "2.3": 5, "2.4": 2, "3.1": 1, "3.2": 3,
    "3.3": 5, "3.4": 8, "3.5": 8, "3.6": 1, "3.7": 5, "4.1": 5, "4.2": 5, "4.3": 2, "4.4": 4, "5.1": 1, "5.2": 6,
    "5.3": 3, "5.4": 3, "6.1": 3, "6.2": 12, "6.3": 8, "6.4": 6, "6.5": 8, "6.6": 4, "6.7": 2, "6.8": 4, "7.1": 3,
    "7.2": 4, "7.3": 2, "7.4": 5, "7.5": 3, "7.6": 2, "8.1": 4, "8.2": 4, "8.3": 3, "8.4": 2, "9.1": 3, "9.2": 4,
    "10.1": 2, "10.2": 3, "10.3": 5, "10.4": 16, "10.5": 5, "10.6": 2, "10.7": 3, "11.1": 4, "11.2": 5, "11.3": 5,
    "11.4": 4, "11.5": 2, "11.6": 2, "11.7": 2, "12.1": 5, "12.2": 2, "12.3": 5, "13.1": 4, "13.2": 6, "13.3": 4,
    "13.4": 7, "14.1": 2, "14.2": 8, "14.3": 3, "15.1": 5, "15.2": 5, "15.3": 7, "15.4": 4, "16.1": 1, "16.2": 5,
    "16.3": 4, "16.4": 3, "16.5": 4, "17.1": 2, "17.2": 8, "17.3": 2,
}  # fmt: skip
LEVEL_3 = ids("""
1.2.10 1.3.12 1.5.3 2.3.5 2.4.2 3.1.1 3.2.3 3.3.5 3.4.7 3.4.8 3.5.6 3.5.7 3.5.8 3.6.1 3.7.3 3.7.4 3.7.5 4.1.4
4.1.5 4.2.2 4.2.3 4.2.4 4.2.5 5.2.4 5.2.5 5.2.6 5.3.3 6.3.5 6.3.6 6.3.7 6.3.8 6.4.5 6.4.6 6.5.6 6.5.7 6.5.8
6.6.4 6.7.1 6.7.2 7.5.3 8.1.3 8.1.4 8.2.4 8.3.2 8.3.3 8.4.2 10.2.3 10.3.5 10.4.12 10.4.13 10.4.14 10.4.15
10.4.16 11.1.3 11.1.4 11.2.4 11.2.5 11.3.4 11.3.5 11.5.2 11.6.2 11.7.1 11.7.2 12.1.4 12.1.5 12.3.5 13.1.2
13.1.3 13.1.4 13.2.6 13.3.3 13.3.4 13.4.6 13.4.7 14.2.5 14.2.6 14.2.7 14.2.8 15.1.4 15.1.5 15.2.4 15.2.5
15.4.1 15.4.2 15.4.3 15.4.4 16.5.4 17.1.2 17.2.5 17.2.6 17.2.7 17.2.8
""")
OPEN = ids("""
15.2.1 
""")
"""What is not kept yet: an id may leave this list, none may come."""
OTHERWISE = ids("6.3.3 6.5.5 11.2.3 11.5.1 14.3.3")
"""What is weighed and decided in another way than it is asked: an id may leave this list, none may come."""
CLAUSES = {"8.1.2": 3, "8.1.3": 6, "8.1.4": 11, "8.1.5": 4}


@cache
def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def names_in(path: str) -> frozenset[str]:
    tree = ast.parse((ROOT / path).read_text())
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def proofs(text: str) -> list[tuple[str, str]]:
    """The tests a proof names: ``path::name``, several parted by ``; ``."""
    return [(path, name) for path, _, name in (one.partition("::") for one in text.split("; ") if "::" in one)]


def exists(path: str) -> bool:
    return (ROOT / path.split("#")[0].split(" ")[0]).exists()


def test_every_requirement_of_levels_one_and_two_is_answered_once() -> None:
    wanted = {f"{section}.{n}" for section, last in SECTIONS.items() for n in range(1, last + 1)} - LEVEL_3
    told = [row["id"] for row in rows("asvs.csv")]
    assert len(wanted) == 253
    assert sorted(told) == sorted(wanted)
    assert {row["level"] for row in rows("asvs.csv")} == {"1", "2"}
    assert sum(row["level"] == "1" for row in rows("asvs.csv")) == 70


def test_what_is_kept_names_tests_that_are_there() -> None:
    for row in rows("asvs.csv"):
        if row["answer"] != "kept":
            continue
        named = proofs(row["proof"])
        assert named, row["id"]
        missing = [f"{path}::{name}" for path, name in named if not exists(path) or name not in names_in(path)]
        assert missing == [], row["id"]
        assert all(name.startswith("test_") for _, name in named), row["id"]


def test_what_does_not_apply_says_where_and_why() -> None:
    for row in rows("asvs.csv"):
        if row["answer"] == "not applicable":
            place, _, reason = row["proof"].partition(": ")
            assert exists(place), (row["id"], place)
            assert len(reason) > 15, row["id"]


def test_what_is_decided_otherwise_is_on_the_page_with_its_reason_and_no_more_is() -> None:
    decided = {row["id"]: row["proof"] for row in rows("asvs.csv") if row["answer"] == "decided otherwise"}
    assert set(decided) <= OTHERWISE, "keep it, or say in public why it is decided otherwise now"
    page = (FOLDER / "decided.md").read_text()
    for one, proof in decided.items():
        place, _, reason = proof.partition(": ")
        section = place.partition("#")[2]
        assert place.startswith("docs/security/decided.md#"), one
        assert f"\n## {section.replace('-', ' ').capitalize()}\n" in page, (one, section)
        assert len(reason) > 60, one


def test_nothing_that_was_kept_is_open_again() -> None:
    open_ = {row["id"] for row in rows("asvs.csv") if row["answer"] == "open"}
    assert open_ <= OPEN, "mend it, or say in public why it is open now"
    assert all(len(row["proof"]) > 25 for row in rows("asvs.csv") if row["answer"] == "open")
    assert {row["answer"] for row in rows("asvs.csv")} <= {"kept", "not applicable", "decided otherwise", "open"}


def test_the_clauses_that_a_requirement_helps_with_are_among_those_answered() -> None:
    clauses = {row["clause"] for row in rows("dengbao.csv")}
    for row in rows("asvs.csv"):
        for clause in filter(None, row["等保"].split("; ")):
            assert clause in clauses, (row["id"], clause)


def test_every_technical_clause_of_level_three_says_who_answers_for_it_and_where() -> None:
    told = [row["clause"] for row in rows("dengbao.csv")]
    assert len(told) == len(set(told))
    for chapter, last in CLAUSES.items():
        found = {one.removeprefix(f"{chapter}.").split()[0] for one in told if one.startswith(f"{chapter}.")}
        assert found == {str(number) for number in range(1, last + 1)}, chapter
    for row in rows("dengbao.csv"):
        assert row["who"] in ("product", "operator", "both"), row["clause"]
        places = [place for place in row["where"].split("; ") if place]
        assert places or row["who"] == "operator", row["clause"]
        for place in places:
            path, _, name = place.partition("::")
            assert exists(path), (row["clause"], path)
            assert not name or name in names_in(path), (row["clause"], place)
        assert len(row["what the operator does"]) > 5 or row["who"] == "product", row["clause"]


@pytest.mark.parametrize("name", ["asvs.csv", "dengbao.csv"])
def test_the_tables_are_linked_from_the_page(name: str) -> None:
    assert f"]({name})" in (FOLDER / "README.md").read_text()
