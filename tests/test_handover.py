"""The phone hands one document into one place, without signing in, for ten minutes, and sees nothing else."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from tongban.doors.portal.tests.walking import browser
from tongban.kernel import time
from tongban.kernel.errors import NotYours
from tongban.work.cases import actions as cases
from tongban.work.cases import queries as rows
from tongban.work.handovers import actions, queries
from tongban.work.handovers.errors import HandoverOver
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
PLAN = "floor-plan"


def photo(name: str = "IMG_1.jpg", size: tuple[int, int] = (600, 400)) -> SimpleUploadedFile:
    made = BytesIO()
    Image.new("RGB", size, "white").save(made, "JPEG")
    return SimpleUploadedFile(name, made.getvalue(), "image/jpeg")


def opened() -> tuple[Any, Client, str]:
    """林晚's screen with the code that its page shows."""
    case, screen = people.draft(), browser("linwan", people.owner().on_behalf)
    address = f"/apply/{case.pk}/materials/{PLAN}/phone/"
    screen.post(address, {"key": "once"})
    row = queries.open_of(people.owner(), str(case.pk), PLAN)
    assert row is not None
    assert "二维码" in screen.get(address).content.decode()
    return case, screen, f"/h/{queries.token_of(row)}/"


def test_what_the_phone_sends_stands_on_the_screen_and_the_phone_saw_only_what_is_asked() -> None:
    case, screen, code = opened()
    phone = Client()
    page = phone.get(code)
    assert page.headers["Cache-Control"] == "no-store, private"
    assert page.headers["Referrer-Policy"] == "same-origin"  # with less a browser names no origin, nothing is taken
    assert all(word not in page.content.decode() for word in ("林晚", "晚来香", str(case.pk)))
    assert "请先拍照" in phone.post(code, {}).content.decode()
    assert "已传到电脑" in phone.post(code, {"file": photo(), "key": "one"}).content.decode()
    given = next(s for s in rows.slots(people.fresh(case)) if s.code == PLAN)
    assert given.material_name == "IMG_1.jpg"
    assert "IMG_1.jpg" in screen.get(f"/apply/{case.pk}/materials/{PLAN}/phone/").content.decode()
    assert phone.get(f"/my/materials/{given.material_id}/").status_code == 302  # it opens nothing else


def test_a_code_counts_ten_minutes_and_a_new_one_ends_the_old() -> None:
    case, screen, old = opened()
    screen.post(f"/apply/{case.pk}/materials/{PLAN}/phone/", {"key": "twice"})
    assert Client().get(old).status_code == 404
    row = queries.open_of(people.owner(), str(case.pk), PLAN)
    assert row is not None
    with time.held(time.now() + actions.LASTS + timedelta(seconds=1)):
        assert Client().get(f"/h/{queries.token_of(row)}/").status_code == 404
        assert queries.open_of(people.owner(), str(case.pk), PLAN) is None


def test_nobody_opens_anothers_draft_and_a_submitted_one_takes_nothing() -> None:
    case, _, code = opened()
    with pytest.raises(NotYours):
        actions.open_handover(people.grandmother(), str(case.pk), PLAN, account="1")
    with pytest.raises(HandoverOver):
        actions.open_handover(people.owner(), str(case.pk), "no-such-thing", account="1")
    cases.discard(people.owner(), str(case.pk))
    assert Client().post(code, {"file": photo()}).status_code == 404
