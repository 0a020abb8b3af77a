"""``python -m tests.access [--write | --new] [--who=COLUMN]``: all, or one column, on a test database of its own."""

from __future__ import annotations

import os
import sys

import pytest

if __name__ == "__main__":
    os.environ["TONGBAN_ACCESS"] = next((way for way in ("write", "new") if f"--{way}" in sys.argv[1:]), "whole")
    chosen = [one.removeprefix("--who=") for one in sys.argv[1:] if one.startswith("--who=")]
    os.environ["TONGBAN_ACCESS_WHO"] = "".join(chosen[:1])
    sys.exit(pytest.main(["-q", "-s", "-x", "-p", "no:cacheprovider", "tests/access/test_matrix.py"]))
