"""What goes when its applicant was forgotten."""

from __future__ import annotations

from tongban.registers.answers.models import Answer


def clear(applicant: str) -> int:
    """Delete the kept answers of an applicant."""
    return Answer.objects.filter(applicant=applicant).delete()[0]
