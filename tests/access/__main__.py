"""``python -m tests.access [--write | --new] [--who=COLUMN] [--without=WALL]``: all, or one column, or one wall alone.

On a test database of its own; the walls are ``queries`` and ``rows``. ``--verbs`` writes `verbs.txt` anew.
"""

from __future__ import annotations

import os
import sys

import pytest

if __name__ == "__main__":
    ways = [way for way in ("write", "new", "verbs") if f"--{way}" in sys.argv[1:]]
    os.environ["TONGBAN_ACCESS"] = (ways or ["whole"])[0]
    chosen = [one.removeprefix("--who=") for one in sys.argv[1:] if one.startswith("--who=")]
    os.environ["TONGBAN_ACCESS_WHO"] = "".join(chosen[:1])
    walls = [one.partition("=")[2] for one in sys.argv[1:] if one.startswith("--without=")]
    walls += [after for one, after in zip(sys.argv[1:], sys.argv[2:], strict=False) if one == "--without"]
    os.environ["TONGBAN_ACCESS_WITHOUT"] = "".join(walls[:1])
    asked = "verbs" if os.environ["TONGBAN_ACCESS"] == "verbs" else "matrix"
    sys.exit(pytest.main(["-q", "-s", "-x", "-p", "no:cacheprovider", f"tests/access/test_{asked}.py"]))
