"""Taking in at the window: by card or code, by the clerk's hand, confirmed by the applicant, for half an hour."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image, ImageDraw

from tongban.kernel import time
from tongban.kernel.errors import NotAllowed
from tongban.registers.codes import actions as codes
from tongban.registers.codes import queries as code_rows
from tongban.registers.identity import queries as identity
from tongban.registers.materials import queries as documents
from tongban.registers.visits import actions, queries
from tongban.registers.visits.errors import ConfirmFirst, NoSuchVisit, NotTheSame
from tongban.registers.visits.models import Visit
from tongban.work.cases import actions as cases
from tongban.work.cases import queries as rows
from tongban.work.cases.models import Case
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]


def drawn_askew() -> bytes:
    """A white sheet on a dark table, photographed as it lay."""
    image, out = Image.new("RGB", (1000, 800), "#30343a"), BytesIO()
    ImageDraw.Draw(image).rectangle((200, 80, 799, 719), fill="#fafaf6")
    image.save(out, "JPEG")
    return out.getvalue()


def test_a_photograph_is_cut_at_the_corners_found_turned_and_keeps_the_name_of_its_slot() -> None:
    visit, client = received(), at_window()
    case = cases.start(visitor(visit), people.FOOD, people.AREA)
    here = f"/desk/intake/{visit.pk}/{case.pk}/"
    code, title = next((s.code, s.title) for s in rows.slots(case) if not s.filled and "jpg" in s.formats)
    file = SimpleUploadedFile("IMG_0001.JPG", drawn_askew(), content_type="image/jpeg")
    answer = client.post(f"{here}materials/{code}/", {"file": file, "then": "crop"})
    assert answer["Location"] == f"{here}materials/{code}/crop/"
    page = client.get(answer["Location"])
    found = {name: (float(x), float(y)) for name, _, x, y in page.context["corners"]}
    assert found["tl"] == pytest.approx((20, 10), abs=1)
    assert found["br"] == pytest.approx((80, 90), abs=1)
    assert client.get(f"{here}materials/{code}/picture.jpg")["Content-Type"] == "image/jpeg"
    said = {f"{name}_{side}": place[i] for name, place in found.items() for i, side in enumerate("xy")}
    crossed = {**said, "tl_x": 95}
    refused = client.post(answer["Location"], crossed)
    assert (refused.status_code, "四个角没有围成" in refused.content.decode()) == (422, True)
    assert client.post(answer["Location"], {**said, "turn": "1"}).status_code == 302
    slot = next(s for s in rows.slots(Case.objects.get(pk=case.pk)) if s.code == code)
    kept = documents.by_ids([slot.material_id])[slot.material_id]
    with Image.open(BytesIO(documents.picture(kept, width=2000))) as image:
        assert image.size == pytest.approx((640, 600), abs=12)
        assert min(image.convert("L").resize((8, 8)).getextrema()) > 230
    assert kept.name == f"{title}-1.jpg"
    assert [str(m.pk) for m in documents.offered(case.applicant, code)] == [str(kept.pk)]


def at_window() -> Client:
    found, client = identity.account_by_name("LT0003"), Client()
    assert found is not None
    client.force_login(found)
    return client


def received() -> Visit:
    me = people.owner()
    return actions.receive_by_card(people.clerk(), me.name, people.number("linwan"))


def visitor(visit: Visit) -> Any:
    """He speaks for his company; that is who applies."""
    return queries.visitor(people.clerk(), visit, people.owner().applicant)


def test_only_a_clerk_at_a_window_receives_and_name_and_number_must_belong_together() -> None:
    with pytest.raises(NotAllowed):
        actions.receive_by_card(people.approver(), "林晚", people.number("linwan"))
    with pytest.raises(NotTheSame):
        actions.receive_by_card(people.clerk(), "林晨", people.number("linwan"))
    assert actions.receive_by_card(people.clerk(), "林U+665A\ufe00", people.number("linwan"))


def test_a_code_receives_its_holder_who_is_told_at_once() -> None:
    text = code_rows.show(codes.open_code(people.grandmother())).text
    visit = actions.receive_by_code(people.clerk(), text)
    assert str(visit.person_id) == people.grandmother().id
    assert queries.of_person(people.grandmother()) == [visit]


def test_the_clerk_writes_for_whoever_stands_there_and_for_nobody_else() -> None:
    visit, other = received(), people.draft(people.ALLOWANCE)
    client = at_window()
    assert client.get(f"/desk/intake/{visit.pk}/").status_code == 200
    assert client.get(f"/desk/intake/{visit.pk}/{other.pk}/").status_code == 404
    with pytest.raises(NoSuchVisit):
        queries.visit_for(people.actor("LT0004"), visit.pk)


def test_after_half_an_hour_or_a_good_bye_nobody_writes_for_him() -> None:
    visit = received()
    with time.held(time.now() + timedelta(minutes=31)), pytest.raises(NoSuchVisit):
        queries.visit_for(people.clerk(), visit.pk)
    actions.end(people.owner(), str(visit.pk))
    with pytest.raises(NoSuchVisit):
        queries.visit_for(people.clerk(), visit.pk)


def test_whoever_did_not_come_ends_it_himself_from_the_message() -> None:
    visit, account, client = received(), identity.account_by_name("linwan"), Client()
    assert account is not None
    client.force_login(account)
    assert "窗口正在为您办理" in client.get("/my/data/").content.decode()
    client.post("/my/data/", {"visit": str(visit.pk)})
    with pytest.raises(NoSuchVisit):
        queries.visit_for(people.clerk(), visit.pk)


def test_nothing_is_handed_in_that_the_applicant_has_not_read_as_it_stands() -> None:
    visit = received()
    case = people.draft(people.FOOD, visitor(visit))
    with pytest.raises(ConfirmFirst):
        cases.submit(visitor(visit), str(case.pk), promise=True)
    actions.confirm(people.clerk(), str(visit.pk), case.subject, rows.fingerprint(case), "screen")
    cases.save_form(visitor(visit), str(case.pk), {**people.NOODLES, "premises.area": "90"})
    with pytest.raises(ConfirmFirst):
        cases.submit(visitor(visit), str(case.pk), promise=True)
    changed = Case.objects.get(pk=case.pk)
    actions.confirm(people.clerk(), str(visit.pk), case.subject, rows.fingerprint(changed), "paper")
    assert cases.submit(visitor(visit), str(case.pk), promise=True).number


def test_the_whole_form_is_kept_at_once_and_what_is_foreign_is_not() -> None:
    visit = received()
    case = cases.start(visitor(visit), people.FOOD, people.AREA)
    sent = {**people.NOODLES, "nonsense": "1"}
    kept = cases.save_form(visitor(visit), str(case.pk), sent, shown=list(people.NOODLES))
    assert kept.data["premises"]["area"] == 86.5
    assert not [m for m in rows.missing(kept) if m.where != "materials"]


def test_the_pages_take_an_application_in_from_the_card_to_the_receipt() -> None:
    client, name = at_window(), people.owner().name
    opened = client.post("/desk/intake/", {"name": name, "number": people.number("linwan")})
    visit = opened["Location"].split("/")[3]
    here = f"/desk/intake/{visit}/"
    found = client.get(here, {"q": "kai fandian"}).content.decode()
    assert "食品经营许可" in found
    begun = client.post(
        f"{here}start/", {"item": people.FOOD, "area": people.AREA, "for": people.owner().applicant}
    )
    form = begun["Location"]
    draft = form.rstrip("/").rsplit("/", 1)[-1]
    page = client.get(form)
    shown = page.context["shown"]
    answer = client.post(form, {**people.NOODLES, "shown": shown})
    if answer.status_code == 422:  # an answer opened other questions
        answer = client.post(form, {**people.NOODLES, "shown": answer.context["shown"]})
    for slot in client.get(form).context["a"].slots:
        if slot.required and not slot.filled:
            file = SimpleUploadedFile("scan.png", people.paper(slot.title), content_type="image/png")
            assert client.post(f"{form}materials/{slot.code}/", {"file": file}).status_code == 302
    page = client.get(form)
    for slot in page.context["a"].slots:
        if slot.material_id:
            assert slot.material_name == f"{slot.title}-1.png"
            assert ".heic" in page.content.decode() or "jpg" not in slot.formats
    ready = page.context["a"]
    assert not ready.missing, ready.missing
    assert client.post(f"{form}submission/").status_code == 409
    assert "食品经营许可" in client.get(f"{here}screen/").content.decode()
    client.post(f"{here}screen/", {"digest": ready.digest})
    done = client.post(f"{form}submission/", {"way": "", "electronic": "yes"})
    assert done["Location"].endswith(f"{draft}/done/")
    assert "打印收件凭证" in client.get(done["Location"]).content.decode()
    case = Case.objects.get(pk=draft)
    assert (case.state, case.channel, case.applicant) == ("submitted", "desk", people.owner().applicant)


def test_the_visitor_signs_on_his_screen_and_the_case_bears_it() -> None:
    visit, client = received(), at_window()
    case = people.draft(people.FOOD, visitor(visit))
    session = client.session
    session["screen"] = [str(visit.pk), str(case.pk)]
    session.save()
    address = f"/desk/intake/{visit.pk}/screen/"
    assert "data-sign" in client.get(address).content.decode()
    said = {"digest": rows.fingerprint(case), "sign_name": "别人"}
    assert client.post(address, said).status_code == 422
    assert client.post(address, {**said, "sign_name": people.owner().name}).status_code == 302
    signed = cases.submit(visitor(visit), str(case.pk), promise=True)
    kept = rows.signature_of(signed)
    assert kept is not None
    assert (kept.name, kept.strokes) == (people.owner().name, [])


def test_the_draft_he_began_at_home_goes_on_at_the_window_with_what_he_wrote() -> None:

    draft = cases.start(people.owner(), people.FOOD, people.AREA)
    cases.save_form(people.owner(), str(draft.pk), {"premises.area": "61.5"}, shown=["premises.area"])
    visit, client = received(), at_window()
    here = f"/desk/intake/{visit.pk}/{draft.pk}/"
    assert here in client.get(f"/desk/intake/{visit.pk}/").content.decode()
    page = client.get(here)
    assert page.context["a"].values["premises.area"] in ("61.5", 61.5)
    sent = {"premises.area": "61.5", "steward.name": "林晚", "shown": page.context["shown"]}
    client.post(here, {**people.NOODLES, **sent})
    kept = rows.draft_for(people.owner(), str(draft.pk))
    assert (kept.data["premises"]["area"], kept.data["steward"]["name"]) == (61.5, "林晚")
