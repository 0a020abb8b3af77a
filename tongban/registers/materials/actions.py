from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath

from tongban.kernel import storage, time
from tongban.kernel.actor import Actor
from tongban.kernel.errors import SignInFirst
from tongban.registers.identity.permits import require_right
from tongban.registers.ledger.actions import action, record
from tongban.registers.materials.cutting import Corners, cut
from tongban.registers.materials.errors import FileRefused, NotYourMaterial
from tongban.registers.materials.events import MaterialHidden, MaterialKept, MaterialSeen
from tongban.registers.materials.kinds import MOST_BYTES, look_into
from tongban.registers.materials.models import Material
from tongban.registers.materials.pictures import readable, turned
from tongban.registers.materials.queries import material_for
from tongban.registers.sources import actions as sources
from tongban.registers.sources.kinds import Matter
from tongban.registers.vetting import actions as vetting


def keep(
    actor: Actor, holder: str, kind: str, name: str, chunks: Iterable[bytes], *,
    formats: Iterable[str] = ("pdf", "jpg", "png"),
    key: str = "",
) -> Material:
    """Take in a document (上传材料): streamed into quarantine, looked into, then kept once.

    ``holder`` is whose it is, ``kind`` the material's code in the item, ``formats`` the endings the item accepts.
    Raises `FileRefused` (and keeps nothing) for what cannot be opened, is too large or of another format, and
    `MalwareRefused`, `ScannerAway` by what the city's scanner says (`registers.vetting`).
    """
    if not actor.signed_in:
        raise SignInFirst
    if holder != actor.applicant and actor.kind == "person":
        raise NotYourMaterial(
            "只能把材料存入您自己或您所代表的单位名下。", next_step="请在页面右上角切换办事身份后再上传。"
        )
    require_right(actor, "apply")
    try:
        arrived = storage.receive(chunks, MOST_BYTES)
    except storage.TooLarge:
        raise FileRefused("这个文件超过 20 MB。", next_step="请压缩或拆分后再传一次。") from None
    try:
        waits = vetting.vet(actor, arrived, holder, kind)
        arrived = readable(arrived)
        nature = look_into(arrived.path, frozenset(formats))
    except BaseException:
        arrived.discard()  # whatever happened, nothing stays in quarantine
        raise
    sha256 = storage.admit(arrived, waits=waits)
    clean = _clean_name(name, nature.ending)
    return _keep(actor, holder, kind, clean, sha256, arrived.size, nature.media_type, nature.pages, key=key)


def turn(actor: Actor, material_id: str, *, key: str = "") -> Material:
    """Keep my picture once more, a quarter turned to the right (旋转); raises `FileRefused` for what is no picture."""
    material = material_for(actor, material_id)
    ending = PurePath(material.name).suffix.lstrip(".")
    with storage.open_file(material.sha256) as file:
        content = turned(file)
    return keep(actor, material.holder, material.kind, material.name, [content], formats=(ending,), key=key)


def crop(actor: Actor, material_id: str, corners: Corners, turned_by: int = 0, *, key: str = "") -> Material:
    """Keep my picture once more, cut along four corners and turned by quarters (裁剪); raises `FileRefused`."""
    material = material_for(actor, material_id)
    ending = PurePath(material.name).suffix.lstrip(".")
    with storage.open_file(material.sha256) as file:
        content = cut(file, corners, turned_by)
    return keep(actor, material.holder, material.kind, material.name, [content], formats=(ending,), key=key)


@action
def _keep(
    actor: Actor, holder: str, kind: str, name: str, sha256: str, size: int, media_type: str, pages: int
) -> Material:
    material = Material.objects.create(
        holder=holder, kind=kind, name=name, sha256=sha256, media_type=media_type, size=size, pages=pages,
        kept_at=time.now(), kept_by=actor.principal, trust="B" if actor.is_official else "C",
    )
    record(actor, MaterialKept(material.subject, kind, sha256, size))
    return material


@action
def hand_on(actor: Actor, material_id: str, holder: str) -> Material:
    """Keep a document also for whom its holder founded (随主体设立移用): the same bytes, its own row."""
    if not actor.is_system:
        raise NotYourMaterial
    given = Material.objects.get(pk=material_id)
    return _keep(
        actor, holder, given.kind, given.name, given.sha256, given.size, given.media_type, given.pages
    )


@action
def look(actor: Actor, material: Material, source: str) -> Material:
    """Note that an official opened the document for ``source``, "case/…" (调阅留痕); its holder reads it, too."""
    matter = Matter(source, material.name, "", material.holder)
    sources.note_look(actor, matter, material.holder, material.kind, f"材料“{material.name}”", str(material.pk))
    record(actor, MaterialSeen(material.subject, source))
    return material


@action
def hide(actor: Actor, material_id: str) -> Material:
    """Do not offer this document again (不再提供复用)."""
    material = material_for(actor, material_id)
    require_right(actor, "apply")
    material.hidden = True
    material.save(update_fields=["hidden"])
    record(actor, MaterialHidden(material.subject))
    return material


def _clean_name(name: str, ending: str) -> str:
    plain = PurePath(name.replace("\\", "/")).name
    plain = "".join(c for c in plain if c.isprintable() and c not in '<>:"|?*').strip(" .") or "材料"
    stem = plain.rsplit(".", 1)[0] if "." in plain else plain
    return f"{stem[:120]}.{ending}"
