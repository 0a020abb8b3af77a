"""The same question is asked once while one page is made, and anew for the next."""

from tongban.kernel.once import asking, once


def test_a_question_is_asked_once_within_and_every_time_outside() -> None:
    asked = []

    @once
    def name(code: str) -> str:
        asked.append(code)
        return code.upper()

    with asking():
        assert [name("a"), name("a"), name("b")] == ["A", "A", "B"]
    assert asked == ["a", "b"]
    with asking():
        name("a")
    name("a")
    name("a")
    assert asked == ["a", "b", "a", "a", "a"]


def test_a_refusal_is_not_kept() -> None:
    tried = []

    @once
    def refuse() -> None:
        tried.append(1)
        raise LookupError

    with asking():
        for _ in range(2):
            try:
                refuse()
            except LookupError:
                continue
    assert len(tried) == 2
