"""Twelve ways in which somebody with all powers over the database, and some over the log, could touch the record.

Shared by the test and by `python -m bench.tampering`. Whoever tampers here does it well: he switches the guards off and
on again, and recomputes every hash he can recompute.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.db import connection

from tongban.engines.evidence import notes
from tongban.registers.ledger import log, rounds, sealing


@dataclass(frozen=True)
class Scene:
    """Where the crime happens: the subject whose facts are touched, the log, a copy of both from earlier."""

    subject: str
    log: Path
    earlier: Path
    act: Callable[[str], None]  # an honest verb on a subject


def run(sql: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute("set session_replication_role = replica")
        cursor.execute(sql, values)
        cursor.execute("set session_replication_role = origin")


REHASH = """
create or replace function pg_temp.rehash() returns void language plpgsql as $$
declare r record; v_prev bytea := ''; v_subject text := ''; v_head bytea := '';
begin
  for r in select seq, subject, n, line from ledger_fact order by subject, n loop
    if r.subject <> v_subject then v_prev := ''; v_subject := r.subject; end if;
    update ledger_fact set prev = v_prev, hash = sha256(v_prev || convert_to(r.n::text || E'\\n' || r.line, 'UTF8'))
      where seq = r.seq returning hash into v_prev;
  end loop;
  for r in select position, f.hash from ledger_chain join ledger_fact f using (seq) order by position loop
    v_head := sha256(v_head || r.hash);
    update ledger_chain set hash = v_head where position = r.position;
  end loop;
end $$;
"""


def rehash() -> None:
    """Make every chain inside the database fit again: what no check within the database can notice."""
    run(REHASH.replace("%", "%%"))
    run("select pg_temp.rehash()")


def edit_content(scene: Scene) -> None:
    change = "update ledger_fact set line = replace(line, 'words\":\"1', 'words\":\"9') where subject = %s and n = 2"
    run(change, scene.subject)
    rehash()


def edit_time(scene: Scene) -> None:
    run(
        "update ledger_fact set at = at + interval '1 day', line = replace(line, line::json->>'at', "
        "replace(to_char(at + interval '1 day', 'YYYY-MM-DD\"T\"HH24:MI:SS.US'), ' ', '') || '+00:00') "
        "where subject = %s and n = 2",
        scene.subject,
    )
    rehash()


def edit_actor(scene: Scene) -> None:
    run(
        "update ledger_fact set principal = 'official/8', line = replace(line, '\"id\":\"7\"', '\"id\":\"8\"') "
        "where subject = %s and n = 2",
        scene.subject,
    )
    rehash()


def delete_fact(scene: Scene) -> None:
    run("delete from ledger_fact where subject = %s and n = 3", scene.subject)
    run("update ledger_fact set n = n - 1 where subject = %s and n > 3", scene.subject)
    run("delete from ledger_chain where seq not in (select seq from ledger_fact)")
    moved = "select seq, row_number() over (order by position) p from ledger_chain"
    run(f"create temp table moved on commit drop as {moved}")
    run("delete from ledger_chain")
    run("insert into ledger_chain select p, seq, '' from moved")
    rehash()


def insert_fact(scene: Scene) -> None:
    run("update ledger_fact set n = -(n + 1) where subject = %s and n >= 2", scene.subject)
    run("update ledger_fact set n = -n where subject = %s and n < 0", scene.subject)
    run(
        "insert into ledger_fact (subject, n, kind, at, principal, line, prev, hash) "
        "select subject, 2, kind, at, principal, line, '', '' from ledger_fact where subject = %s and n = 1",
        scene.subject,
    )
    rehash()


def swap_order(scene: Scene) -> None:
    change = "update ledger_fact set n = case n when 2 then -3 else -2 end where subject = %s and n in (2, 3)"
    run(change, scene.subject)
    run("update ledger_fact set n = -n where subject = %s and n < 0", scene.subject)
    rehash()


def renumber(scene: Scene) -> None:
    which = "(select seq from ledger_fact where subject = %s and n = 2)"
    for table in ("chain", "salt"):
        run(f"update ledger_{table} set seq = seq + 100000 where seq = {which}", scene.subject)
    run("update ledger_fact set seq = seq + 100000 where subject = %s and n = 2", scene.subject)


def drop_case(scene: Scene) -> None:
    run("delete from ledger_chain where seq in (select seq from ledger_fact where subject = %s)", scene.subject)
    run("delete from ledger_fact where subject = %s", scene.subject)


def rewrite_everything(scene: Scene) -> None:
    """Database, salts and tiles made anew with the log's own key, as if it had always been so."""
    edit_content(scene)
    book = log.ours()
    shutil.rmtree(book.folder / "tile")
    for name in (log.SIGNED, log.PUBLISHED):
        (book.folder / name).unlink()
    sealing.seal()


def roll_back(scene: Scene) -> None:
    """Database and log as they were some facts ago; then other facts are written."""
    shutil.rmtree(scene.log)
    shutil.copytree(scene.earlier, scene.log)
    size = log.ours().head().size
    for table in ("fact", "salt"):
        run(f"delete from ledger_{table} where seq in (select seq from ledger_chain where position > %s)", size)
    run("delete from ledger_chain where position > %s", size)


def show_two_histories(scene: Scene) -> None:
    """The log signs another head of the same size, for somebody else's eyes."""
    book, key = log.ours(), log.signer()
    other = notes.Head(key.name, book.head().size, b"\x17" * 32)
    book.write(log.SIGNED, str(notes.Note(other.text, (key.line(other.text),))).encode(), once=False)


def stop_logging(scene: Scene) -> None:
    """Facts go on being written, but none reaches the log any more."""
    run("create or replace function ledger_order() returns bigint language plpgsql as 'begin return 0; end'")
    scene.act(scene.subject)


KINDS: dict[str, Callable[[Scene], None]] = {
    "edit a content": edit_content,
    "edit a time": edit_time,
    "edit who acted": edit_actor,
    "delete a fact": delete_fact,
    "slip a fact in": insert_fact,
    "swap two facts": swap_order,
    "renumber a fact": renumber,
    "drop a case": drop_case,
    "rewrite everything, tiles too": rewrite_everything,
    "roll back database and log": roll_back,
    "show two histories": show_two_histories,
    "stop logging": stop_logging,
}


def found() -> list[str]:
    """What the sealing process tells after its next round, and how it would say it: every ten and thirty seconds."""
    began = time.time()
    rounds.seal_and_cosign()
    rounds.compare()
    state = log.ours().state
    assert state["round_at"] >= began
    return [line for lines in state.get("breaches", {}).values() for line in lines]
