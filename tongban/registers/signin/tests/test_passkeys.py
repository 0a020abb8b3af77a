"""A passkey proves by what it signed for this question on this site, its holder recognised, and by nothing less."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from hashlib import sha256
from secrets import token_bytes
from typing import Any

import cbor2
import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from webauthn.helpers import bytes_to_base64url as text

from tongban.kernel.errors import NotAllowed, ProveFirst
from tongban.registers.identity import queries as people
from tongban.registers.signin import actions, queries
from tongban.registers.signin.errors import WrongPasskey
from tongban.registers.signin.kinds import Asked

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
SITE, ORIGIN = "lanting.example", "https://lanting.example"
PRESENT, RECOGNISED, NEW = 1, 4, 64


@dataclass
class Device:
    """What a telephone does (WebAuthn level 2, sections 6 and 7), with its one key."""

    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    id: bytes = field(default_factory=lambda: token_bytes(16))
    count: int = 0

    def make(self, asked: Asked, flags: int = PRESENT | RECOGNISED | NEW) -> str:
        point = self.key.public_key().public_numbers()
        cose = cbor2.dumps({1: 2, 3: -7, -1: 1, -2: point.x.to_bytes(32), -3: point.y.to_bytes(32)})
        about = self._about(asked, flags) + bytes(16) + len(self.id).to_bytes(2) + self.id + cose
        attested = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": about})
        return self._said(self._client("webauthn.create", asked), attestationObject=text(attested))

    def use(self, asked: Asked, flags: int = PRESENT | RECOGNISED) -> str:
        self.count += 1
        client, about = self._client("webauthn.get", asked), self._about(asked, flags)
        signature = self.key.sign(about + sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        return self._said(client, authenticatorData=text(about), signature=text(signature))

    def _about(self, asked: Asked, flags: int) -> bytes:
        return sha256(asked.site.encode()).digest() + bytes([flags]) + self.count.to_bytes(4)

    def _client(self, kind: str, asked: Asked) -> bytes:
        return json.dumps({"type": kind, "challenge": asked.challenge, "origin": asked.origin}).encode()

    def _said(self, client: bytes, **more: str) -> str:
        key = text(self.id)
        response = {"clientDataJSON": text(client), **more}
        return json.dumps({"id": key, "rawId": key, "type": "public-key", "response": response})


def question(site: str = SITE, origin: str = ORIGIN) -> Asked:
    return Asked(text(token_bytes(32)), site, origin)


def owner(name: str = "linwan") -> Any:
    account: Any = people.account_by_name(name)
    return people.actor_for(account, door="portal"), account


def added(name: str = "linwan") -> Device:
    (me, account), device, asked = owner(name), Device(), question()
    actions.add_passkey(me, account.pk, device.make(asked), asked, name="我的手机")
    return device


def test_a_key_signs_its_owner_in_without_name_or_password() -> None:
    device, asked = added(), question()
    assert actions.enter_by_passkey("portal", device.use(asked), asked) == owner()[1]
    assert queries.passkeys_of(*owner())[0].used


def test_a_key_is_a_second_factor_for_its_own_account_only() -> None:
    device = added()
    asked = question()
    actions.prove_by_passkey(*proof(owner(), device.use(asked), asked))
    other, asked = owner("henainai"), question()
    with pytest.raises(WrongPasskey):
        actions.prove_by_passkey(*proof(other, device.use(asked), asked))


def proof(who: Any, answer: str, asked: Asked) -> Any:
    return who[0], who[1].pk, answer, asked


def test_another_question_another_site_a_copied_answer_or_an_unknown_key_proves_nothing() -> None:
    device, asked = added(), question()
    answer = device.use(asked)
    actions.enter_by_passkey("portal", answer, asked)
    elsewhere = Asked(asked.challenge, "lanting.example", "https://lantin9.example")
    for said, wanted in (
        (device.use(question()), asked),  # an answer to something else
        (device.use(elsewhere), Asked(asked.challenge, SITE, ORIGIN)),  # typed into a page that looks like ours
        (answer, asked),  # the same once more: the device counts
        (Device().use(asked), asked),
        ("{}", asked), ("[", asked), ("null", asked),
    ):  # fmt: skip
        with pytest.raises(WrongPasskey):
            actions.enter_by_passkey("portal", said, wanted)


def test_a_device_that_did_not_recognise_its_holder_is_not_enough() -> None:
    device, asked = added(), question()
    with pytest.raises(WrongPasskey):
        actions.enter_by_passkey("portal", device.use(asked, flags=PRESENT), asked)
    (me, account), asked = owner("henainai"), question()
    with pytest.raises(WrongPasskey):
        actions.add_passkey(me, account.pk, Device().make(asked, flags=PRESENT | NEW), asked, name="")


def test_who_has_a_factor_gives_it_before_adding_another_or_taking_one_away() -> None:
    added()
    (me, account), asked = owner(), question()
    with pytest.raises(ProveFirst):
        actions.add_passkey(me, account.pk, Device().make(asked), asked, name="")
    key = queries.passkeys_of(me, account)[0]
    with pytest.raises(ProveFirst):
        actions.remove_passkey(me, key.pk)
    with pytest.raises(NotAllowed):
        actions.remove_passkey(owner("henainai")[0].with_proof(), key.pk)
    actions.remove_passkey(me.with_proof(), key.pk)
    assert not queries.has_passkey(account.pk)
