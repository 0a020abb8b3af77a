"""I6: whoever was to be told was told once, and each text message that is marked sent was delivered once."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from typing import Any

from bench.faults.invariants import Held, Looked

# Reactions that tell a person. What tells a department's system (tell_wire_…) goes by wires and is tried by bench.wire.
BY_FACT = {"tell_applicant", "tell_of_date", "tell_of_broken"}  # the message names the fact it tells of


def told_once(looked: Looked) -> Held:
    """Errands of telling against messages, messages against facts, text messages against the gateway's own ledger."""
    held = Held("I6", "each errand of telling left its message once; each text marked sent was delivered once")
    _errands(looked, held)
    said = Counter(
        json.loads(line)["body"]["message"]
        for (line,) in looked.ask("select line from ledger_fact where kind = 'messages.MessageSent'")
    )
    kept = {str(row[0]) for row in looked.ask("select id from inbox_message")}
    for message, n in said.items():
        held.need(n == 1 and message in kept, f"message {message} was told of {n} times, kept: {message in kept}")
    held.need(kept == set(said), f"{len(kept - set(said))} messages of which no fact speaks")
    _texts(looked, held)
    return held


def _errands(looked: Looked, held: Held) -> None:
    by_fact: Counter[tuple[str, int]] = Counter()
    about: dict[str, list[str]] = defaultdict(list)
    for subject, seq, template in looked.ask("select about, seq, template from inbox_message"):
        held.count("messages")
        by_fact[subject, seq] += 1
        about[subject].append(template)
    asked = (
        "select seq, subject, kind, reaction from kernel_errand where state = 'done' "
        "and starts_with(reaction, 'tell_') and not starts_with(reaction, 'tell_wire_')"
    )
    for seq, subject, kind, reaction in looked.ask(asked):
        if _nobody_to_tell(looked, seq, reaction):
            held.count("errands with nobody to tell")
            continue
        held.count("errands of telling")
        if reaction in BY_FACT:
            subject = _told_about(looked, seq, subject, reaction)
            n = by_fact[subject, seq]
            held.need(n == 1, f"{reaction} of fact {seq} ({kind}) left {n} messages")
        else:
            there = about[_told_about(looked, seq, subject, reaction)]
            twice = [t for t, n in Counter(there).items() if n > 1]
            held.need(there and not twice, f"{reaction} of fact {seq} ({kind}) left {there}")


def _nobody_to_tell(looked: Looked, seq: int, reaction: str) -> bool:
    """Of these a fact can be nobody's news.

    A date that fell away is told by the fact that ended it; a licence that no case gave came from elsewhere; a device
    that was seen before, and an official's, is no news.
    """
    if reaction not in ("tell_of_date", "tell_of_licence", "tell_of_sign_in"):
        return False
    subject, body = _said(looked, seq)
    if reaction == "tell_of_sign_in":
        asked = "select person_id is null from identity_account where id::text = %s"
        return not body.get("fresh") or bool(looked.one(asked, subject.removeprefix("account/")))
    return not body["after"] if reaction == "tell_of_date" else not body["source"].startswith("case/")


def _told_about(looked: Looked, seq: int, subject: str, reaction: str) -> str:
    """A broken promise is told about its case, a new device about its sitting; the fact names both."""
    if reaction == "tell_of_sign_in":
        return f"sitting/{_said(looked, seq)[1]['sitting']}"
    return str(_said(looked, seq)[1].get("case") or subject) if reaction == "tell_of_broken" else subject


def _said(looked: Looked, seq: int) -> tuple[str, dict[str, Any]]:
    """Whom a fact is about, and its content."""
    line = json.loads(looked.one("select line from ledger_fact where seq = %s", seq))
    return str(line["subject"]), line["body"]


def _texts(looked: Looked, held: Held) -> None:
    path = looked.home / "simulators" / "sms.jsonl"
    texts = looked.ask("select id, state, receipt from inbox_sms")
    rows = {str(key): (state, receipt) for key, state, receipt in texts}
    for state, n in Counter(state for state, _ in rows.values()).items():
        held.count(f"texts {state}", n)
    delivered = Counter(
        json.loads(line)["body"]["sms"]
        for (line,) in looked.ask("select line from ledger_fact where kind = 'messages.SmsDelivered'")
    )
    sent = {key for key, (state, _) in rows.items() if state == "sent"}
    for key in sent | set(delivered):
        held.need(key in sent and delivered[key] == 1, f"text {key}: sent {key in sent}, {delivered[key]} facts of it")
    if not path.exists():
        held.not_applicable.append("the gateway's own receipts: no ledger of the simulator (simulators/sms.jsonl) here")
        return
    lines = [json.loads(line)["id"] for line in path.read_text("utf-8").splitlines()]
    got = Counter(lines)
    places = {key: f"SIM-{n:08d}" for n, key in enumerate(dict.fromkeys(lines), 1)}
    held.count("texts in the gateway's ledger", len(lines))
    for key in sent:
        held.need(got[key] == 1, f"text {key} is marked sent, the gateway delivered it {got[key]} times")
        held.need(rows[key][1] == places.get(key), f"text {key} has receipt {rows[key][1]}, it is {places.get(key)}")
    for key, n in got.items():
        held.need(n == 1 and key in rows, f"the gateway delivered {key} {n} times; known here: {key in rows}")
