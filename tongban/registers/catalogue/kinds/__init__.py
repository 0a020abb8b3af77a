"""Values of the catalogue: `Definition` and its parts."""

from tongban.registers.catalogue.errors import BadItem
from tongban.registers.catalogue.kinds import elements, form_sources, words
from tongban.registers.catalogue.kinds.automatic import Automatic, Barrier
from tongban.registers.catalogue.kinds.definition import CHANGED, Definition, digest_of
from tongban.registers.catalogue.kinds.dictionary import DataElement
from tongban.registers.catalogue.kinds.form_sources import FormSource
from tongban.registers.catalogue.kinds.giving import Gives
from tongban.registers.catalogue.kinds.guide import Example, Guide, Option, Question, Situation
from tongban.registers.catalogue.kinds.instead import WAYS, Instead
from tongban.registers.catalogue.kinds.joined import Joined, Part, Savings
from tongban.registers.catalogue.kinds.marks import Marks, near
from tongban.registers.catalogue.kinds.package import Member, Package
from tongban.registers.catalogue.kinds.parts import (
    Check,
    CheckResult,
    Codes,
    Fee,
    Law,
    Limits,
    Material,
    Remedy,
    Themes,
    Words,
)
from tongban.registers.catalogue.kinds.reads import Reads
from tongban.registers.catalogue.kinds.spans import Validity
from tongban.registers.catalogue.kinds.themes import THEMES
from tongban.registers.catalogue.kinds.trust import ACTS, Undertaking, Window

__all__ = [
    "ACTS", "CHANGED", "THEMES", "WAYS", "Automatic", "BadItem", "Barrier", "Check", "CheckResult", "Codes",
    "DataElement", "Definition", "Example", "Fee", "FormSource", "Gives", "Guide", "Instead", "Joined", "Law", "Limits",
    "Marks", "Material", "Member", "Option", "Package", "Part", "Question", "Reads", "Remedy", "Savings", "Situation",
    "Themes", "Undertaking", "Validity", "Window", "Words", "digest_of", "elements", "form_sources", "near",
    "words",
]  # fmt: skip
