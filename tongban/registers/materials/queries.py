from __future__ import annotations

import uuid
from collections.abc import Iterable
from io import BytesIO

import pypdfium2
from PIL import Image, ImageOps

from tongban.kernel import storage
from tongban.kernel.actor import Actor
from tongban.kernel.once import once_a_page
from tongban.registers.materials.cutting import WHOLE, Corners, edges
from tongban.registers.materials.errors import NotYourMaterial
from tongban.registers.materials.kinds import pdfium
from tongban.registers.materials.models import Material

TALLEST = 4  # times the width: a strip of paper a kilometre long is not drawn


def material_for(actor: Actor, material_id: str) -> Material:
    """The document, for its holder or whoever acts for him; raises `NotYourMaterial`.

    Who acts by a mandate that withholds earlier documents sees those only that he handed in himself.
    """
    own = {"kept_by": actor.principal} if actor.items and not actor.documents else {}
    try:
        found = Material.objects.get(pk=uuid.UUID(str(material_id)), holder=actor.applicant, **own)
    except (Material.DoesNotExist, ValueError):
        raise NotYourMaterial from None
    return found


def offered(holder: str, kind: str, limit: int = 3) -> list[Material]:
    """Earlier documents of this kind that may be handed in again (复用历史材料), newest first."""
    rows = Material.objects.filter(holder=holder, kind=kind, hidden=False).order_by("-kept_at")
    return list(rows[:limit])


def of_holder(actor: Actor, limit: int = 100) -> list[Material]:
    """My material library."""
    return list(Material.objects.filter(holder=actor.applicant, hidden=False).order_by("-kept_at")[:limit])


def ids_of(holder: str) -> list[uuid.UUID]:
    """Every document of a holder, by its id; for upkeep."""
    return list(Material.objects.filter(holder=holder).values_list("pk", flat=True))


def holders_of(sha256: str) -> list[tuple[str, str]]:
    """Whose documents these bytes are, and as what; for upkeep."""
    return list(Material.objects.filter(sha256=sha256).values_list("holder", "kind"))


def by_ids(ids: Iterable[str]) -> dict[str, Material]:
    """Rows by id, for a case that already holds them."""
    return dict(_by_ids(tuple(ids)))


@once_a_page
def _by_ids(ids: tuple[str, ...]) -> dict[str, Material]:
    return {str(m.pk): m for m in Material.objects.filter(pk__in=ids)}


def picture(material: Material, page: int = 0, width: int = 1200) -> bytes:
    """One page as PNG, ``width`` pixels wide: what a desk looks at, whatever the file holds inside."""
    if material.media_type == "application/pdf":
        with pdfium:
            document = pypdfium2.PdfDocument(storage.read(material.sha256))
            sheet = document[max(0, min(page, len(document) - 1))]
            scale = min(width / max(sheet.get_width(), 1), width * TALLEST / max(sheet.get_height(), 1))
            image = sheet.render(scale=scale).to_pil()
            document.close()
    else:
        with storage.open_file(material.sha256) as file:
            image = ImageOps.exif_transpose(Image.open(file)).convert("RGB")
        image.thumbnail((width, width * TALLEST))
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def edges_of(material: Material) -> Corners:
    """Where in its picture the paper seems to lie, to be cut out (`cutting`)."""
    if not material.media_type.startswith("image/"):
        return WHOLE
    with storage.open_file(material.sha256) as file:
        return edges(file)
