"""Operators change the words of notices on pages of their own."""

from __future__ import annotations

import pytest
from django.test import Client

from tongban.doors.office.tests.test_pages import signed_in
from tongban.registers.wordings import queries

KIND, BUREAU = "acceptance", "market-supervision"
HOME = f"/office/wordings/{KIND}/"


@pytest.fixture
def operator(lanting: None) -> Client:
    return signed_in("LT0011")


def changed(after: str = "您可凭") -> str:
    return queries.builtin(KIND).text.replace("办理进度可凭", after)


def publish(client: Client, text: str, **said: str) -> int:
    form = {"text": text, "sure": "yes", "key": "k1", "after": "0", **said}
    return client.post(f"{HOME}published/", form).status_code


def test_every_page_opens_for_operators_alone(operator: Client) -> None:
    publish(operator, changed())
    for path in ("/office/wordings/", HOME, f"{HOME}edit/", f"{HOME}versions/1/", f"{HOME}sample.pdf"):
        assert operator.get(path).status_code == 200, path
        assert operator.get(f"{path}?department=nobody").status_code == (200 if path == "/office/wordings/" else 404)
        for other in ("LT0012", "LT0101", "linwan"):
            assert signed_in(other).get(path).status_code == 403, path


def test_a_faulty_text_comes_back_with_line_and_sentence(operator: Client) -> None:
    answer = operator.post(f"{HOME}check/", {"text": changed("您可凭{编号}")})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "不认识名称“编号”" in html
    assert 'class="here"' in html


def test_the_preview_reads_as_the_notice_will_and_publishes_nothing(operator: Client) -> None:
    answer = operator.post(f"{HOME}check/", {"text": changed()})
    assert answer.status_code == 200
    assert "您可凭办件编号" in answer.content.decode()
    assert queries.versions(KIND) == []
    pdf = operator.post(f"{HOME}sample.pdf", {"text": changed()})
    assert (pdf.headers["Content-Type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")


def test_publishing_asks_for_the_tick_and_happens_once(operator: Client) -> None:
    assert publish(operator, changed(), sure="") == 422
    assert [publish(operator, changed(), note="改口") for _ in range(2)] == [302, 302]
    (row,) = queries.versions(KIND)
    assert (row.number, row.department, row.note) == (1, "", "改口")
    assert "<ins>" in operator.get(f"{HOME}versions/1/").content.decode()


def test_two_who_edit_at_once_do_not_write_over_each_other(operator: Client) -> None:
    assert publish(operator, changed()) == 302
    assert publish(operator, changed("凭"), key="k2") == 409
    assert len(queries.versions(KIND)) == 1


def test_a_departments_words_are_its_own_and_can_be_stepped_back_from(operator: Client) -> None:
    assert publish(operator, changed(), department=BUREAU) == 302
    assert queries.in_force(KIND, "civil-affairs").name == "内置"
    assert "您可凭" in queries.in_force(KIND, BUREAU).text
    form = {"department": BUREAU, "after": "1", "key": "k3"}
    assert operator.post(f"{HOME}stepped-back/", form).status_code == 302
    assert queries.in_force(KIND, BUREAU).name == "内置"
