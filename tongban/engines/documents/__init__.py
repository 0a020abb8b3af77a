"""Documents (文书): a template and facts become a PDF/A-2b that looks the same on every machine and for ever.

`render` makes the paper, `seal_place` says where its seal belongs, `seal_png` draws a demonstration seal, `qr_svg` a
code to scan. Facts are shown as they are and never read as markup; equal facts give equal bytes. Fonts are packaged;
`use_fonts` names folders of further ones for rare characters.
"""

from tongban.engines.documents.further import faces, unusable
from tongban.engines.documents.further import use as use_fonts
from tongban.engines.documents.glyphs import uncovered
from tongban.engines.documents.pdf import Box, render, seal_place
from tongban.engines.documents.pictures import qr_svg, seal_png, stamped
from tongban.engines.documents.registry import TEMPLATES, MissingFacts, Template, UnknownTemplate, template

__all__ = [
    "TEMPLATES",
    "Box",
    "MissingFacts",
    "Template",
    "UnknownTemplate",
    "faces",
    "qr_svg",
    "render",
    "seal_place",
    "seal_png",
    "stamped",
    "template",
    "uncovered",
    "unusable",
    "use_fonts",
]
