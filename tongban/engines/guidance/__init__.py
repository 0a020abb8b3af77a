"""Guidance (智能引导): which question decides most, and which things everyday words point at.

`Asking` orders questions by what their answers would change; `Lexicon` finds what a sentence speaks of. Neither knows
what it is about: what follows from a set of answers is told by whoever asks, as any value that can be compared.
"""

from tongban.engines.guidance.asking import MOST_QUESTIONS, MOST_SETS, Asking, Question, Weighed
from tongban.engines.guidance.lexicon import Entry, Hit, Lexicon
from tongban.engines.guidance.phrases import normal, pairs, spoken

__all__ = [
    "MOST_QUESTIONS",
    "MOST_SETS",
    "Asking",
    "Entry",
    "Hit",
    "Lexicon",
    "Question",
    "Weighed",
    "normal",
    "pairs",
    "spoken",
]
