"""Every verb of sources."""

from tongban.registers.sources.actions.asking import ask, connect
from tongban.registers.sources.actions.authorising import agree, answer, ask_holder, decline, end
from tongban.registers.sources.actions.using import use

__all__ = ["agree", "answer", "ask", "ask_holder", "connect", "decline", "end", "use"]
