"""What happens to a letter. The subject is "letter/<id>"; codes only, never what was written."""

from dataclasses import dataclass

from tongban.kernel.facts import Fact


@dataclass(frozen=True)
class LetterWritten(Fact):
    """留言、催办、答复: about which case, what kind, and which letter it answers."""

    case: str
    about: str
    answers: str = ""
