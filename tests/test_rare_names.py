"""Sixty names with rare characters (names.tsv): taken in wherever a name is asked, found, hidden, printed, handed on.

What a machine's fonts lack is printed openly as 〓 with its number: the same test holds with further fonts and without.
"""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from dataclasses import replace
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2
import pytest
from django.apps import apps
from django.test import Client
from jwcrypto.jwk import JWK
from sd_jwt.verifier import SDJWTVerifier

from tongban.doors.portal.tests.walking import browser
from tongban.engines import documents
from tongban.engines.codes import fiction, masking, names
from tongban.engines.documents.tests.papers import LICENCE
from tongban.engines.forms import Form
from tongban.engines.tables import flat, outward
from tongban.kernel import storage
from tongban.kernel.actor import Actor
from tongban.kernel.errors import Invalid
from tongban.registers.credentials import actions as credentials
from tongban.registers.credentials import queries as proofs
from tongban.registers.entrances.actions import coming
from tongban.registers.entrances.errors import AnotherName
from tongban.registers.entrances.kinds import Vouched
from tongban.registers.identity import actions as identity
from tongban.registers.identity import claiming
from tongban.registers.identity import queries as people_rows
from tongban.registers.identity.models import Person
from tongban.registers.licences import actions as licences
from tongban.registers.licences.tests.test_licences import FIELDS, issue
from tongban.work.cases import actions as cases
from tongban.work.cases import signing
from tongban.work.cases.errors import NotYourName
from tongban.work.cases.kinds import Hand
from tools import people

ESCAPED = re.compile(r"\\u(\w{4})|\\U(\w{8})")


class Name(NamedTuple):
    typed: str
    kept: str
    block: str


def _read() -> list[Name]:
    lines = (Path(__file__).parent / "names.tsv").read_text().splitlines()[1:]
    cells = [ESCAPED.sub(lambda found: chr(int(found[1] or found[2], 16)), line).split("\t") for line in lines]
    return [Name(typed, kept, block) for typed, kept, block, _ in cells]


NAMES = _read()
IDS = [f"{one.block}-{number}" for number, one in enumerate(NAMES)]
FORM = Form.of(
    {"who": {"type": "person", "label": "经办人", "parts": ["name"]}, "head": {"type": "name", "label": "姓名"}}
)


def on_paper(name: str) -> str:
    """How a name stands on a paper here: what no font draws is replaced in the open, a chosen shape is not seen."""
    seen = "".join(char for char in name if not names._selects(char))
    return "".join("〓" if char in documents.uncovered(seen) else char for char in seen)


def text(pdf: bytes) -> str:
    return "".join("".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)).split())


@pytest.mark.parametrize("one", NAMES, ids=IDS)
def test_it_is_taken_by_every_form_kept_composed_and_half_hidden_by_its_letters(one: Name) -> None:
    cleaned = FORM.clean({"who.name": f" {one.typed} ", "head": one.typed}, {})
    assert cleaned.data == {"who": {"name": one.kept}, "head": one.kept}
    assert unicodedata.is_normalized("NFC", one.kept)
    assert json.loads(json.dumps(cleaned.data)) == cleaned.data
    hidden = masking.name(one.kept)
    assert re.fullmatch(r"[^*]{1,2}\*{1,3}", hidden)
    assert one.kept.startswith(hidden.rstrip("*"))


def test_the_list_holds_sixty_of_every_block() -> None:
    assert len(NAMES) == len({one.kept for one in NAMES}) == 60
    assert {*"ABCDEFGHI", "compat", "private", "dot", "single", "foreign", "variant"} <= {one.block for one in NAMES}


def test_each_is_on_a_licence_and_can_be_copied_from_it() -> None:
    for at in range(0, len(NAMES), 12):
        some = NAMES[at : at + 12]
        pdf = documents.render("licence", LICENCE | {"rows": [["姓名", one.kept] for one in some]})
        said = text(pdf)
        for one in some:
            assert "".join(on_paper(one.kept).split()) in said, one
        lacking = documents.uncovered("".join(one.kept for one in some if not any(map(names._selects, one.kept))))
        assert [char for char in lacking if f"U+{ord(char):04X}" not in said] == []


def test_each_leaves_in_a_table_and_comes_back(tmp_path: Path) -> None:
    rows = [{"姓名": one.kept} for one in NAMES]
    (tmp_path / "out.csv").write_bytes(b"".join(outward.csv_pieces(["姓名"], rows)))
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["姓名"] for row in csv.DictReader(file)] == [one.kept for one in NAMES]
    old = io.StringIO()
    csv.writer(old).writerows([["姓名"], *([one.kept] for one in NAMES)])
    (tmp_path / "old.csv").write_bytes(old.getvalue().encode("gb18030"))  # as an older system of the city writes it
    assert [names.kept(name) for name in _column(tmp_path / "old.csv")] == [one.kept for one in NAMES]


def _column(path: Path) -> list[str]:
    return [cells[0] for _, _, cells, *_ in list(flat.csv_rows(path, flat.encoding_of(path)))[1:]]


@pytest.mark.django_db
def test_each_is_registered_and_found_by_the_whole_name_however_it_is_typed() -> None:
    for number, one in enumerate(NAMES):
        id_number = fiction.id_number(number, date(1994, 5, 17), "female")
        person = identity.register_person(Actor.system(), one.typed, id_number, phone="12000000001")
        assert person.name == one.kept
        assert people_rows.known_as(one.typed, id_number) == person
        assert f"person/{person.pk}" in people_rows.called(one.typed)
        assert f"person/{person.pk}" in people_rows.called(f" {one.kept} ")
        assert f"person/{person.pk}" in people_rows.callers(one.typed, "12000000001")
        assert person in people_rows.answering(one.typed, date(1994, 5, 17), "12000000001")
    assert people_rows.called("王吉") == []  # a look-alike is another name
    with pytest.raises(Invalid, match="自造字"):
        identity.register_person(Actor.system(), "王\ue000", fiction.id_number(99, date(1994, 5, 17), "female"))
    with pytest.raises(Invalid, match="自造字"):
        identity.register_organisation(
            Actor.system(), "澜汀晚来面馆", "company", fiction.credit_code(7), legal_name="王\ue000"
        )
    with pytest.raises(Invalid, match="看不见"):
        identity.enter_by_phone(Actor.system(), "王\u202e五", "12000000009", "qing-feng-2026")


def test_a_name_that_cannot_be_kept_is_refused_before_any_register_is_asked() -> None:
    number = fiction.id_number(1, date(1994, 5, 17), "female")
    with pytest.raises(Invalid, match="身份证"):
        claiming.claim(Actor("person", "1", ""), Person(), "王\ue000", number, "", ())


def test_an_entrance_may_write_the_name_in_another_of_its_spellings(monkeypatch: pytest.MonkeyPatch) -> None:
    vouched = Vouched("e", "s", 2, (), name="欧阳U+20BB7", number="1")
    monkeypatch.setattr(people_rows, "find_person", lambda *asked: Person(name="欧阳𠮷"))
    assert coming._person(vouched) is not None
    with pytest.raises(AnotherName):
        coming._person(replace(vouched, name="欧阳吉"))


def test_who_signs_by_typing_his_name_may_type_it_in_any_of_its_spellings_and_no_other() -> None:
    for one in NAMES:
        me = Actor("person", "1", one.kept)
        assert signing.read_hand(me, Hand(one.typed, ""), "x")["name"] == one.kept
    with pytest.raises(NotYourName):
        signing.read_hand(Actor("person", "1", "王𠮷"), Hand("王吉", ""), "x")


@pytest.mark.django_db
def test_who_was_registered_in_another_spelling_before_is_found_after_the_upgrade() -> None:
    old = Person.objects.create(name="阎\ue816", name_index="0" * 32, id_type="", id_index="", level=1)
    import_module("tongban.registers.identity.migrations.0015_names_one_way").index_again(apps, None)
    assert people_rows.called("阎𠂇") == [f"person/{old.pk}"]


@pytest.mark.django_db
@pytest.mark.usefixtures("town")
def test_who_has_such_a_name_applies_and_is_given_a_licence_that_says_it_on_paper_and_as_data() -> None:
    me: Any = people.owner()
    draft = cases.start(me, people.FOOD, people.AREA)
    case = cases.save_page(me, str(draft.pk), "steward", {"steward.name": "叶\ue863"})
    assert case.definition.form.flat(case.data)["steward.name"] == "叶䶮"
    case = cases.save_page(me, str(case.pk), "steward", {"steward.name": "王U+20BB7"})
    page = browser("linwan", me.on_behalf).get(f"/apply/{case.pk}/p/steward/").content.decode()
    assert "王𠮷" in page
    assert "/help/rare-characters/" in page
    assert Client().get("/help/rare-characters/").status_code == 200
    licence = issue(holder=me.applicant, name="欧阳𠮷", fields={**FIELDS, "name": "晚来𬀩𠮷面馆"})
    printed = storage.read(licences.print_paper(people.SYSTEM, str(licence.pk)).paper)
    assert on_paper("晚来𬀩𠮷面馆") in text(printed)
    shown = credentials.show_licence(me, str(licence.pk), ("f_name", "holder"))
    jwk = JWK(**proofs.metadata()["jwks"]["keys"][0])
    said = SDJWTVerifier(shown.credential, lambda issuer, header: jwk, None, None).get_verified_payload()
    assert said["f_name"] == "晚来𬀩𠮷面馆"
    assert said["holder"] == "欧阳𠮷"
