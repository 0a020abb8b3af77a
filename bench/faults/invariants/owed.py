"""I5 and I13: each fact's reactions are owed once and end; no job hangs, none failed that nobody would find again."""

from __future__ import annotations

import ast
from collections import defaultdict
from datetime import timedelta
from pathlib import Path

from bench.faults.invariants import Held, Looked

WHEN = Path(__file__).resolve().parents[3] / "tongban" / "journey" / "when.py"
PASSED_OVER = timedelta(minutes=5)
HANGING = """
select j.id, j.task_name, max(e.at) from procrastinate_jobs j join procrastinate_events e on e.job_id = j.id
where j.status = 'doing' group by j.id having max(e.at) < now() - interval '5 minutes'
"""


def owing(source: str) -> dict[str, list[str]]:
    """Which reactions each kind of fact owes: the table of the staircase, read as text."""
    tree = ast.parse(source)
    rooms = {
        name.asname or name.name: (node.module or "").rpartition(".")[2]
        for node in tree.body if isinstance(node, ast.ImportFrom)
        for name in node.names if name.name == "events"
    }  # fmt: skip
    values = [node.value for node in tree.body if isinstance(node, ast.AnnAssign)]
    table = next(value for value in values if isinstance(value, ast.Dict))
    found = {}
    for key, value in zip(table.keys, table.values, strict=True):
        assert isinstance(key, ast.Attribute)
        assert isinstance(key.value, ast.Name)
        assert isinstance(value, ast.List)
        found[f"{rooms[key.value.id]}.{key.attr}"] = [one.id for one in value.elts if isinstance(one, ast.Name)]
    return found


def reactions_once(looked: Looked) -> Held:
    """One row per fact and reaction of the staircase; done, or open and not passed over."""
    held = Held("I5", "each fact owes each of its reactions once; all done or about to be")
    owed, rows = owing(WHEN.read_text("utf-8")), defaultdict(list)
    asked = "select seq, kind, reaction, state, due_at, error from kernel_errand"
    for seq, kind, reaction, state, due_at, error in looked.ask(asked):
        rows[seq].append(reaction)
        held.count(f"errands {state}")
        name = f"errand {reaction} of fact {seq} ({kind})"
        held.need(state != "dead", f"{name} is dead: {error[:100]}")
        held.need(state != "open" or due_at > looked.now - PASSED_OVER, f"{name} was passed over since {due_at}")
    asked = "select seq, kind from ledger_fact where kind = any(%s) and seq >= %s"
    for seq, kind in looked.ask(asked, list(owed), looked.since):
        held.count("facts that owe")
        there = sorted(rows.pop(seq, []))
        held.need(there == sorted(owed[kind]), f"fact {seq} ({kind}) owes {sorted(owed[kind])}, there are {there}")
    stray = [seq for seq in rows if seq >= looked.since]
    held.need(not stray, f"errands stand for facts that owe nothing: {stray[:5]}")
    return held


# A job is a hint: what it hints at must be a row that a sweeper finds. One that failed may only have hinted at those.
FOUND_AGAIN = """
select j.id, j.task_name, j.args::text, case
  when j.task_name = 'tongban.hint' then exists (select from kernel_errand e where e.subject = j.args->>'subject')
  when j.task_name = 'messages.send_sms' then exists (select from inbox_sms s where s.id::text = j.args->>'sms_id')
  when j.task_name like '%make_paper' then exists (
    select from cases_notice n where n.id::text = j.args->>'notice_id'
    union all select from licences_licence l where l.id::text = j.args->>'licence_id')
  when j.task_name like 'clock.%' then exists (
    select from procrastinate_periodic_defers p where p.task_name = j.task_name and p.defer_timestamp >
      extract(epoch from now() - interval '1 day'))
  else false end
from procrastinate_jobs j where j.status = 'failed'
"""


def nothing_stuck(looked: Looked) -> Held:
    """No job has been doing for five minutes; every failed one hinted at something a sweeper finds again."""
    held = Held("I13", "no job doing for five minutes, none failed without a row that a sweeper finds again")
    if looked.one("select to_regclass('procrastinate_jobs') is null"):
        held.not_applicable.append("no queue in this database")
        return held
    asked = "select status::text, count(*) from procrastinate_jobs group by status order by status"
    held.counted = {f"jobs {status}": n for status, n in looked.ask(asked)} or {"jobs": 0}
    held.count("errands", looked.one("select count(*) from kernel_errand"))
    if looked.closed:
        held.not_applicable.append("jobs in hand: nobody serves this installation")
    for job, task, since in [] if looked.closed else looked.ask(HANGING):
        held.wrong.append(f"job {job} ({task}) has been doing since {since}")
    for job, task, said, found in looked.ask(FOUND_AGAIN):
        held.need(found, f"job {job} ({task} {said}) failed and hints at nothing that is there")
    return held
