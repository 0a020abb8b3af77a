"""A simulated node of an EVM chain: a process that speaks JSON-RPC, checks signatures and counts, and can fail.

`python -m tongban.registers.ledger.simulator --port 8545`: POST / takes questions, POST /mode {"mode": …} changes how
it behaves. In mode ``waiting`` transactions are taken and no block is made; ``forgetful`` forgets them instead.
"""

from __future__ import annotations

import json
import time
from http.server import ThreadingHTTPServer
from typing import Any

from tongban.engines.evidence import evm
from tongban.kernel import simulating

CHAIN, PRICE = 20_261, 10**9
MODES = ("well", "slow", "down", "garbage", "wrong", "waiting", "forgetful")


class Node:
    """Blocks of one transaction each."""

    def __init__(self, slow: float) -> None:
        self.mode, self.slow, self.asked = "well", slow, 0
        self.blocks: list[str] = ["0x" + evm.keccak(b"first").hex()]
        self.taken: dict[str, dict[str, Any]] = {}
        self.counts: dict[str, int] = {}

    def answer(self, method: str, params: list[Any]) -> Any:
        """The result of a question; raises ValueError with what the error says."""
        if method == "eth_chainId":
            return hex(CHAIN)
        if method == "eth_gasPrice":
            return hex(PRICE)
        if method == "eth_estimateGas":
            return hex(21_000 + 40 * len(bytes.fromhex(params[0].get("data", "0x")[2:])))
        if method == "eth_getTransactionCount":
            return hex(self.counts.get(params[0].lower(), 0))
        if method == "eth_sendRawTransaction":
            return self._take(params[0])
        if method == "eth_getTransactionByHash":
            return self.taken.get(params[0])
        if method == "eth_getTransactionReceipt":
            return self._receipt(params[0])
        if method == "eth_getBlockByNumber":
            place = int(params[0], 16)
            return {"number": params[0], "hash": self.blocks[place]} if place < len(self.blocks) else None
        raise ValueError(f"the method {method} does not exist")

    def _take(self, raw: str) -> str:
        sender, chain, nonce, to, data = evm.sender(raw)
        tx = "0x" + evm.keccak(bytes.fromhex(raw[2:])).hex()
        if chain != CHAIN:
            raise ValueError("invalid chain id")
        if tx in self.taken:
            raise ValueError("already known")
        if nonce != self.counts.get(sender, 0):
            raise ValueError("nonce too low" if nonce < self.counts.get(sender, 0) else "nonce too high")
        if self.mode == "forgetful":
            return tx
        self.taken[tx] = {"hash": tx, "from": sender, "to": to, "input": "0x" + data.hex(), "blockNumber": None}
        if self.mode != "waiting":
            self.mine()
        return "0x" + bytes(32).hex() if self.mode == "wrong" else tx

    def mine(self) -> None:
        """Take what waits into blocks."""
        for tx, found in self.taken.items():
            if found["blockNumber"] is None:
                found["blockNumber"] = hex(len(self.blocks))
                self.counts[found["from"]] = self.counts.get(found["from"], 0) + 1
                self.blocks.append("0x" + evm.keccak((self.blocks[-1] + tx).encode()).hex())

    def _receipt(self, tx: str) -> dict[str, Any] | None:
        found = self.taken.get(tx)
        if found is None or found["blockNumber"] is None:
            return None
        place = found["blockNumber"]
        return {"transactionHash": tx, "status": "0x1", "blockNumber": place, "blockHash": found.get(
            "blockHash", self.blocks[int(place, 16)])}  # fmt: skip


class Handler(simulating.Answering):
    """JSON-RPC 2.0, one question a request."""

    node: Node
    largest = 256 * 2**10

    def do_POST(self) -> None:
        node = self.node
        body = self.body()
        if self.path == "/mode":
            mode = json.loads(body or b"{}").get("mode")
            node.mode = mode if mode in MODES else node.mode
            return self.say(200, {"mode": node.mode})
        node.asked += 1
        if node.mode == "slow":
            time.sleep(node.slow)
        if node.mode == "down":
            return self.say(503, b"")
        if node.mode == "garbage":
            return self.say(200, b"<p>maintenance</p>")
        try:
            asked = json.loads(body)
            answer: dict[str, Any] = {"result": node.answer(asked["method"], list(asked["params"]))}
        except (ValueError, KeyError, TypeError, AttributeError) as why:
            asked, answer = {"id": 1}, {"error": {"code": -32000, "message": str(why)}}
        return self.say(200, {"jsonrpc": "2.0", "id": asked.get("id"), **answer})


def serve(port: int, slow: float = 8.0) -> ThreadingHTTPServer:
    """A server ready for ``serve_forever``; its ``node`` can be looked into."""
    node = Node(slow)
    server = simulating.listening(port, Handler, node=node)
    server.node = node  # type: ignore[attr-defined]
    return server


def main() -> None:
    serve(simulating.arguments(__doc__, port=8545).parse_args().port).serve_forever()


if __name__ == "__main__":
    main()
