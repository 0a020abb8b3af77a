"""`python -m tools.retention` writes docs/retention.md from the table of how long things are kept."""

from __future__ import annotations

import os
from pathlib import Path

PAGE = Path(__file__).parent.parent / "docs" / "retention.md"


def main() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tongban.site.settings")
    django.setup()
    from tongban.journey.keeping import page

    PAGE.write_text(page())


if __name__ == "__main__":
    main()
