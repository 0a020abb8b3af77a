"""An operator of a company does what it let him do (经办权限): see, fill in, sign; at every verb of the portal."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.access.refusing import let_in
from tongban.kernel.actor import Actor
from tongban.registers.answers import actions as answers
from tongban.registers.codes import actions as codes
from tongban.registers.codes import queries as code_rows
from tongban.registers.credentials import actions as credentials
from tongban.registers.credentials import queries as showings
from tongban.registers.identity import actions as identity
from tongban.registers.identity.errors import NotEmpowered
from tongban.registers.licences import queries as licences
from tongban.registers.mandates import actions as mandates
from tongban.registers.materials import actions as materials
from tongban.watch.messages import actions as messages
from tongban.work.cases import actions as cases
from tongban.work.handovers import actions as handovers
from tongban.work.help import actions as helping
from tongban.work.letters import actions as letters
from tongban.work.packages import actions as packages
from tools import people

ROOT = Path(__file__).resolve().parents[2]
Verb = Callable[[Actor, Any], Any]
SIGN: dict[str, Verb] = {
    "answers.delete": lambda who, _: answers.delete(who),
    "cases.ask_hearing": lambda who, of: cases.ask_hearing(who, of.case),
    "cases.give_later": lambda who, of: cases.give_later(who, of.case, "plan", of.material),
    "cases.give_up_hearing": lambda who, of: cases.give_up_hearing(who, of.case),
    "cases.open_notice": lambda who, of: cases.open_notice(who, of.notice),
    "cases.supply": lambda who, of: cases.supply(who, of.case),
    "cases.submit": lambda who, of: cases.submit(who, of.draft, promise=True),
    "cases.withdraw": lambda who, of: cases.withdraw(who, of.case),
    "codes.open_code": lambda who, _: codes.open_code(who),
    "codes.prepare_offline": lambda who, _: codes.prepare_offline(who, "手机"),
    "codes.stop_offline": lambda who, of: codes.stop_offline(who, of.batch),
    "codes.withdraw_code": lambda who, _: codes.withdraw_code(who),
    "code_rows.mine": lambda who, _: code_rows.mine(who),
    "credentials.show_licence": lambda who, of: credentials.show_licence(who, of.licence, ["f_name"]),
    "credentials.stop_showing": lambda who, of: credentials.stop_showing(who, of.showing),
    "identity.take_copy": lambda who, _: identity.take_copy(who),
    "mandates.grant_licences": lambda who, _: mandates.grant_licences(who, "nobody", ["food-business"], None),
    "messages.prefer": lambda who, _: messages.prefer(who, by_sms=(), quiet=True),
    "showings.showing_for": lambda who, of: showings.showing_for(who, of.showing),
}
APPLY: dict[str, Verb] = {
    "cases.assure": lambda who, of: cases.assure(who, of.draft, "plan", reason="清楚"),
    "cases.bring_up": lambda who, of: cases.bring_up(who, of.draft, 1),
    "cases.discard": lambda who, of: cases.discard(who, of.draft),
    "cases.restore": lambda who, of: cases.restore(who, of.draft),
    "cases.reuse": lambda who, of: cases.reuse(who, of.draft, "plan", "1"),
    "cases.save_page": lambda who, of: cases.save_page(who, of.draft, "business", {}),
    "cases.start": lambda who, _: cases.start(who, people.FOOD, people.AREA),
    "handovers.open_handover": lambda who, of: handovers.open_handover(who, of.draft, of.slot, account="a"),
    "help.ask": lambda who, of: helping.ask(who, of.draft, "family"),
    "letters.hurry": lambda who, of: letters.hurry(who, of.number),
    "letters.write": lambda who, of: letters.write(who, of.number, words="请问"),
    "materials.hide": lambda who, of: materials.hide(who, of.material),
    "materials.keep": lambda who, _: materials.keep(who, who.applicant, "plan", "图.pdf", [b""]),
    "materials.turn": lambda who, of: materials.turn(who, of.material),
    "cases.trash": lambda who, of: cases.trash(who, of.draft),
    "packages.start": lambda who, _: packages.start(who, "restaurant-opening", people.AREA),
}
# What the portal does besides: for whoever is signed in or holds a link, for himself alone, or for who heads the
# company, as the tests of those rooms say.
OTHERWISE = {
    "registers.credentials": {"answer", "read_showing"}, "registers.credit": {"ask_repair"},
    "registers.favourites": {"drop", "keep"}, "registers.sources": {"answer"}, "registers.visits": {"end"},
    "registers.identity": {
        "change_password", "confirm_name", "empower", "end_token", "leave", "make_token", "sign_in", "tried_rightly",
        "try_once",
    },
    "registers.mandates": {
        "agree_licence_grant", "ask_care", "confirm", "end", "end_licence_grant", "entrust", "give", "guard",
        "set_licence_rule",
    },
    "watch.messages": {"ask_mailbox", "drop_mailbox", "prove_mailbox", "read_all"}, "watch.ratings": {"rate"},
    "watch.search": {"follow", "hear"}, "work.cases": {"be_forgotten", "look_up", "take_ledger"},
    "work.concerns": {"LIMITS", "ask", "report_data", "report_guide", "report_page", "report_stuck"},
    "work.handovers": {"hand_over"}, "work.help": {"come", "end", "give", "look", "write"},
    "registers.knowledge": {"hear"},
    "work.mergers": {"confirm_name", "merge", "undo"}, "work.objections": {"raise_objection"},
    "work.rulings": {"ask_review"}, "work.packages": {"drop", "withdraw"},
}  # fmt: skip
WAYS_IN = {"registers.signin", "registers.sso", "registers.entrances", "registers.newcomers"}


def operator(*rights: str) -> Actor:
    return replace(people.owner(), rights=rights)


@pytest.fixture
def hers(town: None) -> SimpleNamespace:
    """What is the shop's: a draft, a case that was decided, its notice, a licence shown, a code prepared."""
    me = people.owner()
    case = people.fresh(people.closed())
    draft = people.draft()
    material = people.give(me, draft, draft.definition.materials[0].code)
    licence = str(licences.of_holder(me)[0].pk)
    codes.open_code(me)
    return SimpleNamespace(
        case=str(case.pk), number=str(case.number),
        draft=str(draft.pk), notice=str(case.notices.order_by("pk").last().pk), licence=licence,
        material=str(getattr(material, "material_id", material.pk)), slot=draft.definition.materials[0].code,
        batch=str(codes.prepare_offline(me, "手机").pk), showing=credentials.show_licence(me, licence, ["number"]).code,
    )  # fmt: skip


@pytest.mark.django_db
def test_who_may_only_look_neither_fills_in_nor_signs_and_who_fills_in_does_not_sign(hers: SimpleNamespace) -> None:
    for rights, verbs in ((("see",), SIGN | APPLY), (("see", "apply"), SIGN)):
        who = operator(*rights)
        assert let_in({name: partial(verb, who, hers) for name, verb in verbs.items()}, NotEmpowered) == []


def test_every_verb_that_the_portal_calls_says_what_an_operator_needs_for_it() -> None:
    known = {name.partition(".")[::2] for name in SIGN | APPLY}
    for room, verbs in _called().items():
        if room in WAYS_IN:
            continue
        short = room.partition(".")[2]
        asked = {verb for where, verb in known if where == short}
        assert verbs - asked - OTHERWISE.get(room, set()) == set(), room


def _called() -> dict[str, set[str]]:
    """Room to verb, as the portal's views and those that every door shares call them."""
    found: dict[str, set[str]] = defaultdict(set)
    for folder in ("portal", "parts"):
        for file in (ROOT / "tongban" / "doors" / folder).rglob("*.py"):
            if "tests" in file.parts:
                continue
            tree, names = ast.parse(file.read_text("utf-8")), {}
            for node in ast.walk(tree):
                if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("tongban."):
                    names |= {
                        one.asname or one.name: str(node.module).removeprefix("tongban.")
                        for one in node.names if one.name == "actions"
                    }  # fmt: skip
            for node in ast.walk(tree):
                if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in names:
                    found[names[node.value.id]].add(node.attr)
    return found
