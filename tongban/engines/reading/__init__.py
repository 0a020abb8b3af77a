"""Reading (材料识读): text on a page → lines, kind of document, fields, quality of the picture, findings.

Plain Python over what a reader saw (`Page`); kinds of documents are data (`data/kinds.yaml`). Numbers are decided by
their check digits, everything that is found carries its place, and what cannot be decided is left to a person.
"""

from tongban.engines.reading.boxes import Box, Line, Page, Place, lines
from tongban.engines.reading.fields import Value, fields
from tongban.engines.reading.judging import Expected, Finding, Judged, judge
from tongban.engines.reading.kinds import Field, Kind, kinds, recognise
from tongban.engines.reading.quality import looks
from tongban.engines.reading.values import is_right, mended, same

__all__ = [
    "Box", "Expected", "Field", "Finding", "Judged", "Kind", "Line", "Page", "Place", "Value",
    "fields", "is_right", "judge", "kinds", "lines", "looks", "mended", "recognise", "same",
]  # fmt: skip
