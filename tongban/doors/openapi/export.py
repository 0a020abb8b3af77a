"""The description as a file: `python -m tongban.doors.openapi.export` writes it, `--check` fails when it differs."""

from __future__ import annotations

import json
import sys
from pathlib import Path

FILE = Path(__file__).parent / "openapi.json"


def text() -> str:
    """The description as it is committed and served."""
    from tongban.doors.openapi.api import api

    return json.dumps(api.get_openapi_schema(), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def main(arguments: list[str]) -> int:
    """Write or compare; returns the exit code."""
    if "--check" not in arguments:
        FILE.write_text(text(), "utf-8")
        print(f"{FILE.name} written")
        return 0
    if FILE.exists() and FILE.read_text("utf-8") == text():
        return 0
    print("openapi.json differs from the code: run python -m tongban.doors.openapi.export and read the difference")
    return 1


if __name__ == "__main__":
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tongban.site.settings")
    import django

    django.setup()
    sys.exit(main(sys.argv[1:]))
