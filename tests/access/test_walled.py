"""No table that names somebody is forgotten: it stands behind the wall, or is said here why a wall would keep nothing.

A column names somebody by what it is called, or by a key to who is registered; a key to a walled row counts as well.
"""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

NAMES = frozenset({
    "account", "actor", "applicant", "authors", "by", "deputy", "giver", "handler", "holder", "keeper", "legal",
    "official", "officials", "owner", "person", "phone", "principal", "raiser", "recipient", "signer", "subject",
    "taker", "username", "visitor", "who",
})  # fmt: skip
REGISTERED = {"identity_person", "identity_organisation", "identity_official", "identity_account"}

NO_NAME = "no person: a public word that is called so"
WORK = "an official by his work on what is public: who changed, published, runs or keeps it"
DOOR = "asked before anybody is known: who signs in, by what he types or by a session's key"
OPEN = {
    "places_outlet": NO_NAME, "catalogue_item": NO_NAME, "licences_licencetype": NO_NAME, "search_text": NO_NAME,
    "calendar_holidaynotice": WORK, "catalogue_edition": WORK, "wordings_version": WORK, "synonyms_synonym": WORK,
    "knowledge_version": WORK,
    "inventory_run": WORK, "inventory_version": WORK, "inventory_held": WORK, "revisions_revision": WORK,
    "revisions_itemtext": WORK, "rulings_switch": WORK, "seals_keeper": WORK, "seals_handsealing": WORK,
    "exchange_endpoint": WORK,
    "identity_account": DOOR, "identity_signinattempt": DOOR + "; addresses and names stand here as digests",
    "identity_person": DOOR + "; names and numbers are sealed, and found by a keyed digest of what somebody knows",
    "identity_organisation": "public by law (企业信息公示暂行条例 第六条); its telephone is sealed",
    "identity_membership": DOOR + ", and for whom he may act: what the stand itself is made of",
    "identity_official": "public by law: who serves at which window says his name (政府信息公开条例 第二十条)",
    "identity_client": DOOR + "; of a token its digest alone",
    "newcomers_newcomer": DOOR + "; name, telephone and code are sealed, and gone after two days",
    "identity_holding": DOOR + ", and which posts he holds: what the stand itself is made of",
    "kernel_errand": "a case by its id; errands are the worker's, and no page asks for one",
    "kernel_datakey": "a wrapped key: opens nothing without the root key, which is not in the database",
    "tasks_task": "a case by its id; what it says of persons is sealed, and the policies of cases ask it",
    "exchange_delivery": "a case by its id; its content is read by the wire and by who keeps the wires",
    "exchange_arrival": "a case by its id; its content is read by the wire and by who keeps the wires",
    "ledger_fact": "ids and words, no name; a row hidden from who writes the next would break the chain (ADR 16)",
    "ledger_answered": "the id of what a verb gave; found by who asks together with his own key",
    "indicators_tally": "a case by its id, its figures without a name",
}  # fmt: skip


def _tables() -> dict[str, Any]:
    return {m._meta.db_table: m for m in apps.get_models() if m.__module__.startswith("tongban")}


def _names_somebody(model: Any) -> bool:
    fields = model._meta.concrete_fields
    keys = {field.related_model._meta.db_table for field in fields if field.is_relation}
    return bool(keys & REGISTERED) or any(NAMES & set(field.attname.split("_")) for field in fields)


@pytest.mark.django_db
def test_every_table_that_names_somebody_is_walled_or_says_why_not() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select relname from pg_class where relrowsecurity")
        stands = {name for (name,) in cursor.fetchall()}
    tables = _tables()
    found = {name for name, model in tables.items() if _names_somebody(model)}
    while more := {name for name, model in tables.items() if _keys(model) & (found - OPEN.keys())} - found:
        found |= more
    assert found - stands - OPEN.keys() == set(), "neither a policy nor a reason"
    assert OPEN.keys() - (found - stands) == set(), "a reason for what is walled, or names nobody"


def _keys(model: Any) -> set[str]:
    return {field.related_model._meta.db_table for field in model._meta.concrete_fields if field.is_relation}


@pytest.mark.django_db
def test_no_wall_forgets_the_platform_or_lets_the_process_itself_look() -> None:
    """Each walled table shows the platform everything, and nothing to who says nothing."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select c.relname, array_agg(r.rolname::text) from pg_policy p join pg_class c on c.oid = p.polrelid"
            " join pg_roles r on r.oid = any (p.polroles) group by 1"
        )
        said = dict(cursor.fetchall())
        cursor.execute("select relname from pg_class where relrowsecurity")
        stands = {name for (name,) in cursor.fetchall()}
    assert {table for table in stands if "tongban_worker" not in said.get(table, ())} == set()
    assert {table for table, roles in said.items() if "tongban_web" in roles} == set()


@pytest.mark.django_db
def test_no_policy_compares_a_column_with_itself() -> None:
    """In a sub-select a bare name means the inner table's: `area like p.area || '%'` lets everybody in."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select c.relname, p.polname, pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid) "
            "from pg_policy p join pg_class c on c.oid = p.polrelid"
        )
        texts = [(f"{table}.{name}", text) for table, name, *said in cursor.fetchall() for text in said if text]
    assert len(texts) > 150
    compared = re.compile(r"\b(\w+\.\w+)\)?(?:::\w+)? (?:=|~~|>=|<=) \(*(\w+\.\w+)")
    assert [(name, found[0]) for name, text in texts for found in compared.finditer(text) if found[1] == found[2]] == []
