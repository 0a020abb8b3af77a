from __future__ import annotations

import json
from collections.abc import Iterator

from tongban.engines import tables
from tongban.engines.tables import Row
from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.kernel.crypto import blind_index
from tongban.registers.ledger.actions import action, record
from tongban.watch.reporting import gathering, keys, permits
from tongban.watch.reporting.errors import NotTables, ReasonForFull
from tongban.watch.reporting.events import TablesHandedOver, TablesReceived
from tongban.watch.reporting.kinds import Batch, Identities, Receipt, problems
from tongban.watch.reporting.models import Delivery, Received

AT_ONCE = 500
LONGEST_SOURCE = 60


@action
def hand_over(actor: Actor, since: int, *, identities: Identities = "masked", reason: str = "") -> Batch:
    """Gather everything that happened after ``since`` as rows of the exchange tables, and record that it left (上报).

    ``identities="full"`` leaves personal data as it is and must say why. Raises `NotReporting`, `ReasonForFull`, and
    `NotTables` if a row of ours would not fit its table: nothing leaves that the other side must refuse.
    """
    permits.require(actor)
    if identities == "full" and not reason.strip():
        raise ReasonForFull
    batch = gathering.since(max(0, since), identities)
    if wrong := problems(batch):
        first = wrong[0]
        raise NotTables(
            f"有 {len(wrong)} 处不符合交换表，没有上报。第一处：{first.table} 第 {first.row} 行 {first.sentence}",
            next_step="请先更正事项的编码或办件的登记信息。", problems=wrong,
        )
    counts = {name: len(rows) for name, rows in batch.rows.items()}
    delivery = Delivery.objects.create(
        since=batch.since, until=batch.until, rows=counts, identities=identities, reason=reason.strip()[:200],
        at=time.now(),
    )
    record(actor, TablesHandedOver(
        "exchange/out", str(delivery.pk), batch.since, batch.until, batch.count, identities, delivery.reason
    ))  # fmt: skip
    return batch


@action
def take_in(actor: Actor, batch: Batch, source: str = "") -> Receipt:
    """Keep the rows of another platform's batch (接收), each known again by its key; rows that do not fit are refused.

    Raises `NotReporting`, `NotTables` when it does not say whose it is.
    """
    permits.require(actor)
    source = (source or batch.platform).strip()
    if not source or len(source) > LONGEST_SOURCE:
        raise NotTables(f"没有写明是哪个平台的数据，或者名称超过 {LONGEST_SOURCE} 个字。")
    refused = problems(batch)
    bad = {(one.table, one.row) for one in refused}
    counts = {"new": 0, "changed": 0, "same": 0}
    for name, rows in batch.rows.items():
        good = [row for number, row in enumerate(rows, 1) if (name, number) not in bad]
        for begin in range(0, len(good), AT_ONCE):
            for what in _keep(name, source, good[begin : begin + AT_ONCE]):
                counts[what] += 1
    receipt = Receipt(source, refused=tuple(refused), **counts)
    record(actor, TablesReceived("exchange/in", source, refused=receipt.refused_rows, **counts))
    return receipt


def _keep(name: str, source: str, rows: list[Row]) -> Iterator[str]:
    """Write rows of one table; says of each whether it is new, changed, or the same."""
    table, now = tables.table(name), time.now()
    by_key = {keys.key(table, row): row for row in rows}
    known = Received.objects.filter(table=name, source=source, key__in=by_key).select_for_update()
    there = {row.key: row for row in known.defer("content")}
    fresh = []
    for key, row in by_key.items():
        content = json.dumps(row, ensure_ascii=False, sort_keys=True)
        digest = blind_index(content, "reporting.received")
        old = there.get(key)
        if old is None:
            fresh.append(Received(
                table=name, source=source, key=key, digest=digest, content=content, first_at=now, last_at=now
            ))  # fmt: skip
            yield "new"
        elif old.digest != digest:
            Received.objects.filter(pk=old.pk).update(
                digest=digest, content=content, version=old.version + 1, last_at=now
            )
            yield "changed"
        else:
            yield "same"
    Received.objects.bulk_create(fresh)


