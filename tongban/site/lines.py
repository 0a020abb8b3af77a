"""Lines of the log (运行日志): one JSON object each, in UTC, with who asked and from where; never what was typed.

Whatever a caller wrote into an address stays inside its string: a line can be neither broken nor forged. What
happened to people and cases stands in the ledger; these lines are for whoever keeps the house running and looks for
attacks (docs/security/decided.md).
"""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from typing import Any

LONGEST = 4000


class Lines(logging.Formatter):
    """``at level from what``, and of a request its number, method, path without the question, status, who, network."""

    def format(self, record: logging.LogRecord) -> str:
        said: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname, "from": record.name, "what": record.getMessage()[:LONGEST],
        }  # fmt: skip
        if status := getattr(record, "status_code", None):
            said["status"] = status
        request: Any = getattr(record, "request", None)
        if hasattr(request, "META"):
            said |= _asked(request)
            for spelling in (request.path, request.path.encode("unicode_escape").decode("ascii")):
                said["what"] = said["what"].replace(spelling, said["path"])
        if record.exc_info:
            said["trace"] = self.formatException(record.exc_info)[-LONGEST:]
        text = json.dumps(said, ensure_ascii=False)
        return text if text.isprintable() else "".join(c if c.isprintable() else json.dumps(c)[1:-1] for c in text)


def _asked(request: Any) -> dict[str, str]:
    """Of a request only what a line may say: who acts by his id, his network without the last part, and the address
    as a pattern, since what stands in its gaps may open something (a rating, a document for a department).
    """
    from tongban.doors.parts.sittings import address_of
    from tongban.registers.signin.kinds import network_name

    actor, match = getattr(request, "actor", None), getattr(request, "resolver_match", None)
    return {
        "request": str(getattr(request, "request_id", "")), "method": str(request.method),
        "path": f"/{match.route}" if match else str(request.path)[:LONGEST],
        "who": actor.principal if actor is not None and actor.signed_in else "",
        "net": network_name(address_of(request)),
    }  # fmt: skip
