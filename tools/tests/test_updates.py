"""Updates in time: the first newer release counts, trials and withdrawn ones do not, late is wrong unless weighed."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tools import audit, updates

CAME = {"2.9.0": "2023-07-27", "2.10.0": "2026-06-14", "2.11.0": "2026-09-01", "3.0.0rc1": "2024-01-01"}


class Index(BaseHTTPRequestHandler):
    """A package index, as far as we ask it: every library has the same releases."""

    more: dict[str, dict[str, Any]]

    def do_GET(self) -> None:
        name = self.path.strip("/").replace("-", "_")
        files = [
            {"filename": f"{name}-{number}.tar.gz", "upload-time": f"{day}T08:00:00Z", **self.more.get(number, {})}
            for number, day in CAME.items()
        ]
        text = json.dumps({"files": [*files, {"filename": "no-release.exe"}]}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


@pytest.fixture
def index() -> Iterator[tuple[str, dict[str, dict[str, Any]]]]:
    more: dict[str, dict[str, Any]] = {}
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (Index,), {"more": more}))
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}", more
    server.shutdown()
    server.server_close()


def test_the_days_run_from_the_first_newer_release_that_we_could_take(index: Any) -> None:
    address, more = index
    (one,) = updates.look_up([("pyotp", "2.9.0")], address)
    assert (one.newest, one.behind_since, one.update_by) == ("2.11.0", "2026-06-14", "2026-09-12")
    assert updates.look_up([("pyotp", "2.11.0")], address) == []
    more["2.10.0"] = {"yanked": "a mistake"}
    assert updates.look_up([("pyotp", "2.9.0")], address)[0].behind_since == "2026-09-01"
    more["2.11.0"] = {"requires-python": ">=3.14"}
    assert updates.look_up([("pyotp", "2.9.0")], address) == []


def test_an_index_that_does_not_know_what_we_run_or_does_not_answer_is_no_source(index: Any, tmp_path: Path) -> None:
    for where, version in ((index[0], "2.9.9"), ("http://127.0.0.1:9", "2.9.0")):
        with pytest.raises(audit.NoSource):
            updates.look_up([("pyotp", version)], where)
    assert updates.check("http://127.0.0.1:9", tmp_path / "kept.json") == 2
    assert not (tmp_path / "kept.json").exists()


def test_a_late_update_fails_until_it_was_weighed(
    index: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(updates, "pinned", lambda: [("pyotp", "2.9.0")])
    kept = tmp_path / "kept.json"
    assert updates.check(index[0], kept, date(2026, 9, 12)) == 0
    assert updates.check(index[0], kept, date(2026, 9, 13)) == 1
    said = json.loads(kept.read_text())
    assert said["late"] == ["pyotp"]
    kept.write_text(json.dumps(said | {"weighed": {"pyotp": "新版改了接口"}}))
    assert updates.check(index[0], kept, date(2026, 9, 13)) == 0


def test_the_answer_we_keep_is_about_what_is_pinned_now_and_none_of_it_was_late() -> None:
    said = json.loads(updates.KEPT.read_text())
    assert said["pinned"] == updates.digest(audit.pinned()), "the locks have changed since: make audit"
    assert set(said["late"]) <= set(said["weighed"])
