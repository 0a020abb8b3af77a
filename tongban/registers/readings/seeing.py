"""From a stored file to pages: the text a PDF carries is taken as it stands, everything else is looked at."""

from __future__ import annotations

from io import BytesIO

import pypdfium2

from tongban.engines.reading import Box, Page
from tongban.kernel import storage
from tongban.registers.materials.kinds import pdfium
from tongban.registers.readings.kinds import MOST_PAGES
from tongban.registers.readings.providers import Reader

LETTERS = 24  # so many characters make a text layer; fewer are a page number or a stamp
SIDE = 1400  # pixels of the longer side of a page that is looked at


def pages(sha256: str, media_type: str, reader: Reader) -> list[Page]:
    """The first pages of a document as seen; raises `CannotRead`."""
    if media_type != "application/pdf":
        return [reader.read(storage.read(sha256))]
    seen = [_sheet(sha256, number) for number in range(_count(sha256))]
    return [one if isinstance(one, Page) else reader.read(one) for one in seen]


def _count(sha256: str) -> int:
    with pdfium:
        document = pypdfium2.PdfDocument(storage.read(sha256))
        count = min(MOST_PAGES, len(document))
        document.close()
    return count


def _sheet(sha256: str, number: int) -> Page | bytes:
    """One page of a PDF: its text with places, or its picture when it has none."""
    with pdfium:
        document = pypdfium2.PdfDocument(storage.read(sha256))
        sheet = document[number]
        scale = SIDE / max(sheet.get_width(), sheet.get_height(), 1)
        text = sheet.get_textpage()
        if text.count_chars() >= LETTERS:
            found: Page | bytes = _text(text, sheet.get_width(), sheet.get_height(), scale)
        else:
            out = BytesIO()
            sheet.render(scale=scale).to_pil().convert("RGB").save(out, "PNG")
            found = out.getvalue()
        document.close()
    return found


def _text(text: pypdfium2.PdfTextPage, width: float, height: float, scale: float) -> Page:
    boxes = []
    for index in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(index)
        said = text.get_text_bounded(left, bottom, right, top).strip()
        if said:
            x0, x1, y0, y1 = left * scale, right * scale, (height - top) * scale, (height - bottom) * scale
            boxes.append(Box(((x0, y0), (x1, y0), (x1, y1), (x0, y1)), said))
    return Page(round(width * scale), round(height * scale), tuple(boxes))
