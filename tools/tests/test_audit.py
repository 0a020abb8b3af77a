"""Looking up what is pinned: a source that knows nothing is none, what is known is kept with its day, late is wrong."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tools import audit

PILLOW = {"id": "PYSEC-1", "aliases": ["CVE-1"], "published": "2026-11-01T00:00:00Z", "summary": "a picture too large"}


class Source(BaseHTTPRequestHandler):
    """OSV, as far as we ask it."""

    known: dict[str, list[dict[str, Any]]]

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["queries"]
        found = [[{"id": one["id"]} for one in self.known.get(query["package"]["name"], ())] for query in asked]
        self._say({"results": [{"vulns": one} if one else {} for one in found]})

    def do_GET(self) -> None:
        every = [one for found in self.known.values() for one in found]
        self._say(next(one for one in every if self.path == f"/v1/vulns/{one['id']}"))

    def _say(self, content: dict[str, Any]) -> None:
        text = json.dumps(content).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


@pytest.fixture
def source() -> Iterator[tuple[str, dict[str, list[dict[str, Any]]]]]:
    known: dict[str, list[dict[str, Any]]] = {"django": [PILLOW | {"id": "PYSEC-0"}], "pillow": [PILLOW]}
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (Source,), {"known": known}))
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}", known
    server.shutdown()
    server.server_close()


def test_every_library_of_the_locks_is_asked_about() -> None:
    pinned = audit.pinned()
    assert {"django", "pillow", "cryptography"} <= {name for name, _ in pinned}
    locks = "".join(path.read_text() for path in (audit.ROOT / "requirements").glob("*.lock"))
    assert len(pinned) == len({line.split()[0] for line in locks.splitlines() if "==" in line[:60]})


def test_what_is_known_is_found_with_the_day_it_is_to_be_mended_by(source: Any) -> None:
    address, known = source
    (one,) = audit.look_up([("pillow", "12.0"), ("pyotp", "2.9")], address)
    assert (one.library, one.severity, one.mend_by) == ("pillow", "HIGH", "2026-11-08")
    known["pillow"] = [PILLOW | {"database_specific": {"severity": "MODERATE"}}]
    assert audit.look_up([("pillow", "12.0")], address)[0].mend_by == "2026-12-01"
    assert audit.overdue([one], {}, date(2026, 11, 8)) == []
    assert audit.overdue([one], {}, date(2026, 11, 9)) == [one]
    assert audit.overdue([one], {"CVE-1": "这里不读这种图片"}, date(2026, 11, 9)) == []


def test_a_source_that_knows_nothing_or_does_not_answer_is_never_nothing_found(source: Any, tmp_path: Path) -> None:
    address, known = source
    known["django"] = []
    for where in (address, "http://127.0.0.1:9"):
        with pytest.raises(audit.NoSource):
            audit.look_up([("pyotp", "2.9")], where)
        assert audit.audit(where, tmp_path / "kept.json") == 2
    assert not (tmp_path / "kept.json").exists()


def test_the_answer_is_kept_with_its_day_and_what_was_weighed_stays(source: Any, tmp_path: Path) -> None:
    address, known = source
    kept, day = tmp_path / "kept.json", date(2026, 11, 20)
    known["django"] = []
    known[audit.CANARY[0]] = [PILLOW | {"id": "PYSEC-0"}]
    assert audit.audit(address, kept, day) == 1
    said = json.loads(kept.read_text())
    assert (said["looked_up"], said["libraries"]) == ("2026-11-20", len(audit.pinned()))
    ids = {one["id"] for one in said["found"]}
    kept.write_text(json.dumps(said | {"weighed": dict.fromkeys(ids, "够不到")}))
    assert audit.audit(address, kept, day) == 0
    assert set(json.loads(kept.read_text())["weighed"]) == ids
