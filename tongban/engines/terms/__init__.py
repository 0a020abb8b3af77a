"""Terms (检索词): what a text and a sentence are compared by, and how well a text answers a sentence.

Chinese is compared by pairs of characters, by how it sounds (same-sounding slips, pinyin, initials) and by the order
of its characters (abbreviations). The engine knows no database: whoever keeps texts keeps their terms beside them.
"""

from tongban.engines.guidance import pairs
from tongban.engines.terms import judging
from tongban.engines.terms.judging import Judged, Text, Weights, judge
from tongban.engines.terms.making import initials, of_name, of_text, plain, short
from tongban.engines.terms.said import Said, Variant, understood
from tongban.engines.terms.sounds import letters, spelled, syllables

__all__ = [
    "Judged",
    "Said",
    "Text",
    "Variant",
    "Weights",
    "initials",
    "judge",
    "judging",
    "letters",
    "of_name",
    "of_text",
    "pairs",
    "plain",
    "short",
    "spelled",
    "syllables",
    "understood",
]
