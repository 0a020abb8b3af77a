"""What binds the city is bound by a proof in the verb itself, whichever door or program calls it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tongban.kernel.actor import Actor, Post
from tongban.kernel.errors import ProveFirst
from tongban.registers.catalogue import queries as catalogue
from tongban.registers.credit import actions as credit
from tongban.registers.exchange import actions as exchange
from tongban.registers.identity import actions as identity
from tongban.registers.inventory import queries as inventory
from tongban.registers.knowledge import actions as knowledge
from tongban.registers.licences import actions as licences
from tongban.registers.mandates import actions as mandates
from tongban.registers.openings import actions as openings
from tongban.registers.seals import actions as seals
from tongban.registers.signin import actions as signin
from tongban.registers.wordings import actions as wordings
from tongban.work.approvals import actions as approvals
from tongban.work.cases import actions as cases
from tongban.work.mergers import actions as mergers
from tongban.work.revisions import actions as revisions
from tongban.work.rulings import actions as rulings

BINDING: list[Callable[..., Any]] = [
    approvals.sign, revisions.approve, revisions.publish, cases.overrule, rulings.stop, rulings.resume,  # approve
    licences.issue, licences.revoke, licences.withdraw, licences.cancel, licences.rectify, credit.impose,  # issue
    seals.seal_by_hand, seals.revoke_seal, wordings.publish, wordings.step_back, knowledge.publish, knowledge.withdraw,
    cases.unmask, openings.ask, openings.grant,
    inventory.write, catalogue.write_items,  # export
    identity.appoint, identity.take_on, identity.dismiss, identity.take_back, identity.say_who, identity.add_client,
    mandates.give, seals.appoint_keeper, exchange.switch,  # grant
    identity.make_token,
    mandates.guard, mandates.confirm, mandates.confirm_at_window, mandates.entrust, mandates.set_licence_rule,
    mandates.grant_licences, mandates.agree_licence_grant, signin.remove_passkey,
    mergers.merge, mergers.undo,
    signin.make_recovery_codes, signin.take_authenticator, signin.ask_release,
]  # fmt: skip
POSTS = tuple(Post("food", "market", "", role) for role in ("reviewer", "approver", "head", "operator"))
BY_PASSWORD = Actor("official", "1", "周济", posts=POSTS, strength=2)
BY_TOKEN = Actor("client", "7", "业务系统", scopes=("cases:read", "identity"), strength=2)


@pytest.mark.parametrize("actor", [BY_PASSWORD, BY_TOKEN], ids=["a password alone", "a token alone"])
@pytest.mark.parametrize("verb", BINDING, ids=lambda verb: f"{verb.__module__.split('.')[2]}.{verb.__name__}")
def test_it_begins_only_with_a_proof_and_says_what_it_is_for(verb: Callable[..., Any], actor: Actor) -> None:
    while not (verb.__code__.co_name == "begin" and hasattr(verb, "doing")):  # below the transaction
        verb = verb.__wrapped__  # type: ignore[attr-defined]
    with pytest.raises(ProveFirst) as asked:
        verb(actor)
    assert asked.value.doing
    assert asked.value.doing in asked.value.refusal.sentence


def test_a_proof_makes_a_real_name_strong_and_a_stated_one_not() -> None:
    assert BY_PASSWORD.with_proof().strength == 3
    assert Actor("person", "1", "林晚", strength=1).with_proof().strength == 1
