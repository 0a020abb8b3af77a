"""Anchoring (上链存证): now and then the hash of the published head is written to a chain that others keep.

Off unless TONGBAN_ANCHOR names a node of an EVM chain (JSON-RPC over HTTP). Witnesses prove more and sooner; an anchor
is for who trusts none of them. Only a hash leaves the house. Its key lies with that of the log, for the sealer alone.
"""

from __future__ import annotations

import hashlib
import json
import logging
import secrets
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from django.conf import settings

from tongban.engines.evidence import evm
from tongban.engines.evidence.notes import Head
from tongban.kernel.durable import make_secret
from tongban.kernel.outbound import NoAnswer, NotThere, post
from tongban.registers.ledger.errors import Damaged
from tongban.registers.ledger.log import PUBLISHED, Log, ours

FILE = "anchors.jsonl"
MARK = b"tlog"  # how what we wrote begins, so that it can be found on the chain
PATIENCE = 3.0  # seconds one question may take: sealing waits behind it
ALONE = 600.0  # seconds a node is not asked again after it failed
_left_alone: dict[str, float] = {}
log = logging.getLogger(__name__)


class ChainFailed(Exception):
    """The node was slow, down, or said what it should not."""


@dataclass(frozen=True)
class Anchor:
    """One head written to a chain; ``block`` 0 until the chain took it in."""

    at: float
    origin: str
    size: int
    root: str
    chain: int
    sender: str
    tx: str
    raw: str
    block: int = 0
    block_hash: str = ""

    @property
    def data(self) -> bytes:
        """What the transaction carries: the mark, and the SHA-256 of the head's text as the log signed it."""
        return MARK + hashlib.sha256(Head(self.origin, self.size, bytes.fromhex(self.root)).text.encode()).digest()


def anchors() -> list[Anchor]:
    """Everything ever written, each as it last was known, the oldest first."""
    path, found = ours().folder / FILE, {}
    for line in path.read_text().splitlines() if path.exists() else ():
        one = Anchor(**json.loads(line))
        found[one.tx] = one
    return list(found.values())


def anchor() -> None:
    """Every minute: ask after what was sent, or send the head when its time has come. What fails is tried again."""
    node = settings.TONGBAN.anchor
    if not node or time.monotonic() < _left_alone.get(node, 0):
        return
    try:
        _turn(Chain(node), ours(), anchors())
    except ChainFailed as why:
        log.warning("the head was not anchored: %s", why)
        _left_alone[node] = time.monotonic() + ALONE


def _turn(chain: Chain, book: Log, known: list[Anchor]) -> None:
    waiting = next((one for one in known if not one.block), None)
    if waiting is not None:
        _ask_after(chain, book, waiting)
        return
    head = book.head(PUBLISHED)
    size, at = (known[-1].size, known[-1].at) if known else (0, 0.0)
    if head.size > size and time.time() - at >= settings.TONGBAN.anchor_every:
        _send(chain, book, head)


def _send(chain: Chain, book: Log, head: Head) -> None:
    """Note it down before it is sent: whatever happens then, the same transaction is sent again and no second one."""
    secret = _secret()
    sender = evm.address(secret)
    new = Anchor(time.time(), head.origin, head.size, head.root.hex(), chain.number("eth_chainId"), sender, "", "")
    asked = {"from": sender, "to": sender, "data": "0x" + new.data.hex()}
    raw, tx = evm.transaction(
        secret, chain=new.chain, nonce=chain.number("eth_getTransactionCount", sender, "latest"),
        price=chain.number("eth_gasPrice"), gas=chain.number("eth_estimateGas", asked), to=sender, data=new.data,
    )  # fmt: skip
    new = replace(new, tx=tx, raw=raw)
    _note(book, new)
    if chain.ask("eth_sendRawTransaction", raw) != tx:
        raise ChainFailed("it took another transaction than ours")


def _ask_after(chain: Chain, book: Log, waiting: Anchor) -> None:
    receipt = chain.ask("eth_getTransactionReceipt", waiting.tx)
    if receipt is not None:
        if _number(receipt.get("status")) != 1:
            raise ChainFailed("the chain refused the transaction")
        _note(book, replace(waiting, block=_number(receipt["blockNumber"]), block_hash=str(receipt["blockHash"])))
    elif chain.ask("eth_getTransactionByHash", waiting.tx) is None:
        chain.ask("eth_sendRawTransaction", waiting.raw)


def _note(book: Log, one: Anchor) -> None:
    book.folder.mkdir(parents=True, exist_ok=True)
    with (book.folder / FILE).open("a") as file:
        file.write(json.dumps(asdict(one)) + "\n")


def check() -> Iterator[tuple[Anchor, str]]:
    """Every anchor with what is against it, "" where it holds: the log held against the chain. Raises `ChainFailed`."""
    chain, book = Chain(settings.TONGBAN.anchor), ours()
    here = chain.number("eth_chainId")
    for one in anchors():
        yield one, _against(chain, book, one) if one.chain == here else "这是另一条链上的"


def _against(chain: Chain, book: Log, one: Anchor) -> str:
    try:
        if book.head().size < one.size or book.root(one.size).hex() != one.root:
            return "日志不再通向当时上链的日志头：日志被改写过，或者被换成了旧的"
    except Damaged as why:
        return f"日志文件已损坏：{why}"
    if not one.block:
        return "链上还没有确认"
    found, receipt = (chain.ask(f"eth_getTransaction{what}", one.tx) for what in ("ByHash", "Receipt"))
    if found is None or receipt is None:
        return "链上没有这笔交易"
    carried, by = str(found.get("input", found.get("data"))), str(found.get("from")).lower()
    if (carried, by) != ("0x" + one.data.hex(), one.sender):
        return "链上的内容不是这个日志头"
    block = chain.ask("eth_getBlockByNumber", receipt["blockNumber"], False)
    if _number(receipt.get("status")) != 1 or block is None or block.get("hash") != receipt["blockHash"]:
        return "链上的区块后来被替换了"
    return ""


class Chain:
    """A node, asked by JSON-RPC 2.0; raises `ChainFailed` for everything that is no answer."""

    def __init__(self, address: str) -> None:
        if not address:
            raise ChainFailed("没有配置 TONGBAN_ANCHOR")
        self.address = address

    def ask(self, method: str, *params: Any) -> Any:
        asked = json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": params})
        kinds = {"Content-Type": "application/json", "Accept": "application/json"}
        try:
            status, text = post(self.address, asked.encode(), kinds, total=PATIENCE, private_ok=True, largest=2**20)
            answer = json.loads(text)
        except (NoAnswer, NotThere, ValueError) as why:
            raise ChainFailed(f"{method}: {type(why).__name__}") from None
        if not isinstance(answer, dict) or answer.get("id") != 1 or "error" in answer or "result" not in answer:
            said = answer.get("error") if isinstance(answer, dict) else ""
            raise ChainFailed(f"{method}: status {status} {str(said)[:200]}")
        return answer["result"]

    def number(self, method: str, *params: Any) -> int:
        return _number(self.ask(method, *params))


def _number(said: Any) -> int:
    try:
        return int(str(said), 16)
    except ValueError:
        raise ChainFailed("a number was expected") from None


def _secret() -> bytes:
    """The key that pays and signs on the chain, made at first use beside that of the log."""
    path = Path(settings.TONGBAN.seal_home) / "anchor.key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        make_secret(path, secrets.token_hex(32) + "\n")
    return bytes.fromhex(path.read_text().strip())


def sender() -> str:
    """Our address on the chain: what a city gives a little of the chain's money to, where that has any."""
    return evm.address(_secret())
