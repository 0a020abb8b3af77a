from dataclasses import dataclass

from tongban.kernel.facts import Fact


@dataclass(frozen=True)
class SaltsForgotten(Fact):
    """The salts of a subject's first ``until`` facts are destroyed: nobody can show any more what their entries say.

    ``head`` is the subject's chain at that fact, in hexadecimal: what the database still holds of it stays bound.
    """

    until: int
    head: str
