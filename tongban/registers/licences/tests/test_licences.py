"""Licences: numbers that check, in force by date, verified without telling too much, revoked by whose right it is."""

from __future__ import annotations

import shutil
import subprocess
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tongban.engines.codes import food_licence, licence_identifier
from tongban.kernel import storage, time
from tongban.kernel.errors import NotAllowed, Refusal
from tongban.registers.licences import actions, queries
from tongban.registers.licences.errors import NotInForce, NotYourLicence, ReasonNeeded
from tongban.registers.licences.models import Licence
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
LAW = "行政许可法 第六十九条"
FIELDS = {"name": "晚来香面馆", "business_code": 2, "division": "999001", "area": 86.5}


def issue(type_code: str = "food-business", holder: str = "person/1", name: str = "林晚", **said: Any) -> Licence:
    today = time.today()
    said = {"fields": FIELDS, "valid_from": today, "valid_to": today + timedelta(365), "source": "case/test", **said}
    return actions.issue(people.SYSTEM, type_code, holder=holder, holder_name=name, **said)


def revoke(actor: Any, licence: Licence, **said: str) -> Licence:
    said = {"reason": "以欺骗手段取得", "law": LAW, "issuer_department": "market-supervision", **said}
    return actions.revoke(actor, str(licence.pk), **said)


def test_a_food_licence_has_a_number_that_checks_and_no_two_have_the_same() -> None:
    first, second = issue(), issue()
    assert first.number.startswith("JY2")
    assert food_licence.check(first.number)
    assert food_licence.check(second.number)
    assert first.number != second.number


def test_its_identifier_is_that_of_the_national_standard() -> None:
    licence = issue()
    assert licence_identifier.check(licence.identifier)
    assert licence.identifier.startswith("1.2.156.3005.2.")


def test_nobody_issues_or_prints_by_hand() -> None:
    licence = issue()
    with pytest.raises(NotAllowed):
        actions.print_paper(people.approver(), str(licence.pk))
    with pytest.raises(NotAllowed):
        actions.issue(
            people.approver(), "food-business", holder="person/1", holder_name="林晚", fields=FIELDS,
            valid_from=time.today(), valid_to=None, source="x",
        )  # fmt: skip


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        issue("flying")
    assert refused.value.code == "no-such-licence-type"


@pytest.mark.parametrize(("begins", "ends", "counts"), [(0, 0, True), (0, None, True), (1, 9, False), (-9, -1, False)])
def test_a_licence_is_held_from_its_first_day_to_its_last(begins: int, ends: int | None, counts: bool) -> None:
    today = time.today()
    end = None if ends is None else today + timedelta(ends)
    licence = issue(valid_from=today + timedelta(begins), valid_to=end)
    assert (queries.held("person/1", "food-business") is not None) is counts
    found = queries.verify(licence.code)
    assert found is not None
    assert found.counts is counts
    assert bool(found.reason) is not counts


def test_anybody_learns_whether_it_counts_and_no_more_than_needed_of_a_person() -> None:
    found = queries.verify(issue().code)
    assert found is not None
    assert found.holder == "林*"
    assert not {"fields", "phone", "address"} & set(vars(found))
    firm = queries.verify(issue(holder="organisation/1", name="澜汀渡口茶饮有限公司").code)
    assert firm is not None
    assert firm.holder == "澜汀渡口茶饮有限公司"


@pytest.mark.parametrize("code", ["", "NO-SUCH-CODE", "\x00", "1.2.156.3005.2.x"])
def test_a_code_that_is_none_verifies_nothing(code: str) -> None:
    assert queries.verify(code) is None


def test_it_is_found_by_its_code_and_by_its_identifier() -> None:
    licence = issue()
    for code in (licence.code.lower(), f" {licence.code} ", licence.identifier):
        found = queries.verify(code)
        assert found is not None
        assert found.number == licence.number


def test_a_revoked_licence_counts_nowhere_from_now_on() -> None:
    licence = issue()
    revoke(people.approver(), licence)
    assert queries.held("person/1", "food-business") is None
    found = queries.verify(licence.code)
    assert found is not None
    assert (found.counts, found.status) == (False, "已撤销")
    assert "以欺骗手段取得" in found.reason
    with pytest.raises(NotInForce):
        revoke(people.approver(), licence)


@pytest.mark.parametrize("account", ["LT0003", "LT0101", "LT0012", "linwan"])
def test_only_an_approver_revokes(account: str) -> None:
    with pytest.raises(NotAllowed):
        revoke(people.actor(account), issue())


@pytest.mark.parametrize("named", ["market-supervision", "city-management"])
def test_an_approver_of_another_department_revokes_nothing_whatever_he_names(named: str) -> None:
    licence = issue()
    with pytest.raises(NotAllowed):
        revoke(people.actor("LT0402"), licence, issuer_department=named)
    licence.refresh_from_db()
    assert licence.status == "01"


@pytest.mark.parametrize("lacking", ["reason", "law"])
def test_revoking_needs_reason_and_law(lacking: str) -> None:
    with pytest.raises(ReasonNeeded):
        revoke(people.approver(), issue(), **{lacking: "  "})


@pytest.mark.parametrize("key", ["nonsense", "", "00000000-0000-7000-8000-000000000000"])
def test_a_licence_that_does_not_exist_is_not_found(key: str) -> None:
    with pytest.raises(NotYourLicence):
        actions.revoke(people.approver(), key, reason="x", law=LAW, issuer_department="market-supervision")
    with pytest.raises(NotYourLicence):
        queries.licence_for(people.owner(), key)


def test_a_licence_is_opened_by_its_holder_only() -> None:
    case = people.closed()
    licence = queries.from_source(case.subject)[0]
    assert queries.licence_for(people.owner(), str(licence.pk)) == licence
    for other in ("linwan", "zhangxiaohe"):
        with pytest.raises(NotYourLicence):
            queries.licence_for(people.actor(other), str(licence.pk))


@pytest.mark.skipif(not shutil.which("pdfsig"), reason="pdfsig is not installed: apt-get install poppler-utils")
def test_the_paper_is_signed_so_that_any_reader_can_check_it_and_one_changed_byte_breaks_it(tmp_path: Path) -> None:
    licence = actions.print_paper(people.SYSTEM, str(issue().pk))
    pdf = storage.read(licence.paper)
    assert "Signature is Valid" in said_of(pdf, tmp_path)
    middle = len(pdf) // 3
    broken = pdf[:middle] + bytes([pdf[middle] ^ 1]) + pdf[middle + 1 :]
    assert "Signature is Valid" not in said_of(broken, tmp_path)


def said_of(pdf: bytes, folder: Path) -> str:
    path = folder / "paper.pdf"
    path.write_bytes(pdf)
    done = subprocess.run(["pdfsig", "-nocert", str(path)], capture_output=True, text=True, check=False, timeout=60)
    return done.stdout + done.stderr


def test_a_paper_is_made_once_and_the_sweeper_finds_those_that_were_forgotten() -> None:
    from tongban.registers.licences.jobs import make_paper, make_papers

    licence = issue()
    make_papers()
    licence.refresh_from_db()
    paper = licence.paper
    assert paper
    make_paper(str(licence.pk))
    licence.refresh_from_db()
    assert licence.paper == paper
