"""Every verb of sources."""

from tongban.registers.sources.actions.asking import ask, connect
from tongban.registers.sources.actions.authorising import agree, answer, ask_holder, decline, end
from tongban.registers.sources.actions.carrying import carry_answers, carry_words
from tongban.registers.sources.actions.using import note_look, use

__all__ = [
    "agree", "answer", "ask", "ask_holder", "carry_answers", "carry_words", "connect", "decline", "end", "note_look",
    "use",
]  # fmt: skip
