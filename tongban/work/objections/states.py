"""How an objection may end."""

from __future__ import annotations

STATES = {"open": "核实中", "corrected": "已更正", "refused": "不予更正"}
VERDICTS = {"corrected": "信息有误，已更正", "refused": "信息无误，不予更正"}
"""From open to one of these, once, by the desk that owns the data."""
