"""Ways to be refused: a definition that cannot be used, and an answer that cannot be taken."""


class BadForm(ValueError):
    """A form definition that must not be published; the caller adds file and line."""

    def __init__(self, message: str, field: str = "", key: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.field = field
        self.key = key

    def __str__(self) -> str:
        place = "".join(f"“{part}”" for part in (self.field, self.key) if part)
        return f"{place}：{self.message}" if place else self.message


class Unfit(ValueError):
    """An answer that does not fit its field: one sentence that says what to do, and an example of what is wanted."""

    def __init__(self, sentence: str, wanted: str = "", part: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.wanted = wanted
        self.part = part
