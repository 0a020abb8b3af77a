"""`python -m bench`: pages, verbs, then the table. `--cases 5000` for a quick look."""

from __future__ import annotations

import subprocess
import sys

PARTS = ("bench.pages", "bench.verbs", "bench.report")


def main() -> int:
    """0 when every part ended well."""
    ended = []
    for part in PARTS:
        print(f"{part} …", flush=True)
        words = sys.argv[1:] if part != "bench.report" else []
        ended.append(subprocess.run([sys.executable, "-m", part, *words], check=False).returncode)
    return max(ended)


if __name__ == "__main__":
    sys.exit(main())
