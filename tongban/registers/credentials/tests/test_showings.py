"""What is shown says no more than was chosen, and nothing any more within the minute in which it was taken back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from jwcrypto.jwk import JWK
from sd_jwt.verifier import SDJWTVerifier

from tongban.engines import disclosure
from tongban.engines.disclosure import jws
from tongban.kernel import time, wall
from tongban.registers.credentials import actions, queries, signer
from tongban.registers.credentials.errors import CannotShow, NothingChosen, NotShown
from tongban.registers.credentials.models import Showing
from tongban.registers.licences.errors import NotYourLicence
from tongban.registers.licences.models import Licence
from tongban.registers.licences.tests.test_licences import issue, revoke
from tongban.registers.sources import queries as data
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]


def licence() -> Licence:
    return issue(holder=people.owner().applicant, name="晚来香面馆")


def shown(*fields: str) -> Showing:
    return actions.show_licence(people.owner(), str(licence().pk), fields or ("number", "f_name"))


def state_in_list(row: Showing) -> int:
    place = disclosure.verify(row.credential, signer.keys(), time.now().timestamp()).claims["status"]["status_list"]
    claims: dict[str, Any] = jws.opened(queries.status_list(0), signer.keys(), ("statuslist+jwt",))
    assert claims["sub"] == place["uri"]
    assert claims["ttl"] <= 60
    return disclosure.status_at(claims["status_list"], place["idx"])


def test_only_what_was_chosen_is_read_by_a_stranger_s_library_and_by_us() -> None:
    row = shown("number")
    jwk = JWK(**queries.metadata()["jwks"]["keys"][0])
    said = SDJWTVerifier(row.credential, lambda issuer, header: jwk, None, None).get_verified_payload()
    assert said["number"] == row.licence.number
    assert said["iss"] == queries.metadata()["issuer"]
    assert not {"holder", "f_name", "valid_to"} & set(said)
    assert queries.verify(row.credential).rows == (("证照编号", row.licence.number),)


def test_a_rotating_code_is_read_and_its_holder_sees_who_did() -> None:
    row = shown("f_name")
    text, _ = queries.turn(row)
    proof = actions.read_showing(people.clerk(), text)
    assert proof.counts
    assert proof.rows == (("经营者名称", "晚来香面馆"),)
    use = data.uses_of(people.owner())[0]
    assert use.fields == ["经营者名称"]
    assert people.clerk().number in use.by
    with time.held(time.now() + timedelta(seconds=40)), pytest.raises(NotShown, match="过期"):
        actions.read_showing(people.clerk(), text)


def test_revoked_is_revoked_at_once_in_code_credential_and_list() -> None:
    row = shown("number")
    assert state_in_list(row) == disclosure.VALID
    revoke(people.approver(), row.licence)
    assert state_in_list(row) == disclosure.INVALID
    assert not queries.verify(row.credential).counts
    assert "撤销" in actions.read_showing(people.clerk(), queries.turn(row)[0]).reason


def test_who_stops_showing_shows_nothing_any_more() -> None:
    row = shown("number")
    text, _ = queries.turn(row)
    actions.stop_showing(people.owner(), row.code)
    with pytest.raises(NotShown):
        actions.read_showing(people.clerk(), text)
    assert not queries.verify(row.credential).counts
    assert state_in_list(row) == disclosure.INVALID


def test_one_shows_one_s_own_that_counts_and_something_of_it() -> None:
    mine = licence()
    with pytest.raises(NotYourLicence):
        actions.show_licence(people.grandmother(), str(mine.pk), ["number"])
    with pytest.raises(NothingChosen):
        actions.show_licence(people.owner(), str(mine.pk), ["f_nothing"])
    row = actions.show_licence(people.owner(), str(mine.pk), ["number"])
    with pytest.raises(NotShown):
        actions.stop_showing(people.grandmother(), row.code)
    revoke(people.approver(), mine)
    with pytest.raises(CannotShow):
        actions.show_licence(people.owner(), str(mine.pk), ["number"])


def test_places_in_the_list_are_chance_and_never_given_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = iter([40_000, 40_000, 3, 17])
    monkeypatch.setattr("tongban.registers.credentials.actions.showing.secrets.randbelow", lambda most: next(drawn))
    with wall.behind(people.owner()):  # as in her request, which does not see others' places
        assert [shown("number").place for _ in range(3)] == [40_000, 3, 17]
