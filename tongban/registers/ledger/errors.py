"""Ways the ledger complains."""


class SilentVerb(RuntimeError):
    """A verb ended without recording a fact: if it records nothing, it did nothing."""


class Tampered(Exception):
    """A row of the ledger is not what was written; ``where`` names it."""

    def __init__(self, where: str, sentence: str) -> None:
        self.where = where
        super().__init__(f"{where}: {sentence}")
