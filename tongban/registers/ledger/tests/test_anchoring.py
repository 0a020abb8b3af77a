"""The head goes to a chain once, whatever the chain does; and what stands there is held against the log."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from tongban.registers.ledger import anchoring, log, proving, sealing, simulator
from tongban.registers.ledger.cosigning import cosign
from tongban.registers.ledger.models import Salt
from tongban.registers.ledger.tests.test_sealing import blank, ordered, write

__all__ = ["blank", "ordered"]


@pytest.fixture(scope="module")
def server() -> Iterator[Any]:
    listening = simulator.serve(0, slow=1)
    threading.Thread(target=listening.serve_forever, args=(0.02,), daemon=True).start()
    yield listening
    listening.shutdown()
    listening.server_close()


@pytest.fixture
def node(server: Any, settings: Any, monkeypatch: pytest.MonkeyPatch) -> simulator.Node:
    """A fresh chain behind a real connection, and a log of which something is published."""
    fresh = simulator.Node(slow=1)
    monkeypatch.setattr(anchoring, "PATIENCE", 20.0)  # the machine may be busy
    server.RequestHandlerClass.node = fresh
    settings.TONGBAN = replace(
        settings.TONGBAN, anchor=f"http://127.0.0.1:{server.server_address[1]}/", anchor_every=3600.0, witnesses=()
    )
    monkeypatch.setattr(anchoring, "_left_alone", {})
    publish(3)
    return fresh


def publish(count: int) -> None:
    write(count)
    sealing.seal()
    cosign()


def test_the_head_is_anchored_once_and_found_on_the_chain(node: simulator.Node, settings: Any) -> None:
    for _ in range(4):
        anchoring.anchor()
    (one,) = anchoring.anchors()
    assert (one.size, one.block, one.sender) == (3, 1, anchoring.sender())
    assert node.taken[one.tx]["input"] == "0x" + one.data.hex()
    assert [against for _, against in anchoring.check()] == [""]
    assert proving.public_file(anchoring.FILE) is not None
    publish(2)
    anchoring.anchor()
    assert len(anchoring.anchors()) == 1  # its hour has not come
    settings.TONGBAN = replace(settings.TONGBAN, anchor_every=0.0)
    anchoring.anchor()
    anchoring.anchor()
    assert [(each.size, each.block) for each in anchoring.anchors()] == [(3, 1), (5, 2)]
    assert [against for _, against in anchoring.check()] == ["", ""]


def test_without_the_setting_nobody_is_asked(node: simulator.Node, settings: Any) -> None:
    settings.TONGBAN = replace(settings.TONGBAN, anchor="")
    anchoring.anchor()
    assert (node.asked, anchoring.anchors()) == (0, [])


@pytest.mark.parametrize("mode", ["slow", "down", "garbage"])
def test_a_node_that_fails_holds_nothing_up_and_is_left_alone(
    node: simulator.Node, mode: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(anchoring, "PATIENCE", 0.3)
    node.mode = mode
    anchoring.anchor()
    with pytest.raises(anchoring.ChainFailed):
        list(anchoring.check())
    monkeypatch.setattr(anchoring, "PATIENCE", 20.0)
    node.mode = "well"
    anchoring.anchor()
    assert anchoring.anchors() == []  # left alone
    anchoring._left_alone.clear()
    anchoring.anchor()
    anchoring.anchor()
    assert anchoring.anchors()[0].block == 1


def test_what_the_node_forgot_is_sent_again_and_never_a_second_time(node: simulator.Node) -> None:
    node.mode = "forgetful"
    anchoring.anchor()
    (sent,) = anchoring.anchors()
    assert (sent.block, node.taken) == (0, {})
    node.mode = "waiting"
    anchoring.anchor()
    anchoring.anchor()
    assert [against for _, against in anchoring.check()] == ["链上还没有确认"]
    node.mine()
    anchoring.anchor()
    (one,) = anchoring.anchors()
    assert (one.tx, one.block, list(node.taken)) == (sent.tx, 1, [sent.tx])


def test_a_node_that_answers_with_another_transaction_is_not_believed(node: simulator.Node) -> None:
    node.mode = "wrong"
    anchoring.anchor()
    assert anchoring.anchors()[0].block == 0
    node.mode = "well"
    anchoring._left_alone.clear()
    anchoring.anchor()
    assert anchoring.anchors()[0].block == 1


def test_a_log_that_was_rewritten_with_its_key_does_not_lead_to_what_was_anchored(
    node: simulator.Node, tmp_path: Any, settings: Any
) -> None:
    anchoring.anchor()
    anchoring.anchor()
    kept = (log.ours().folder / anchoring.FILE).read_text()
    settings.TONGBAN = replace(settings.TONGBAN, log_home=tmp_path / "another")
    log.ours().folder.mkdir()
    (log.ours().folder / anchoring.FILE).write_text(kept)
    Salt.objects.all().delete()  # with other salts the same facts are another history
    publish(1)
    ((_, against),) = anchoring.check()
    assert "改写" in against


def test_a_chain_that_took_something_back_is_noticed(node: simulator.Node) -> None:
    anchoring.anchor()
    anchoring.anchor()
    (one,) = anchoring.anchors()
    node.taken[one.tx]["input"] = "0x00"
    assert [against for _, against in anchoring.check()] == ["链上的内容不是这个日志头"]
    node.taken[one.tx].update(input="0x" + one.data.hex(), blockHash="0x00")
    assert [against for _, against in anchoring.check()] == ["链上的区块后来被替换了"]
    node.taken.clear()
    assert [against for _, against in anchoring.check()] == ["链上没有这笔交易"]
