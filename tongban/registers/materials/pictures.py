"""Photographs as telephones make them: HEIC becomes JPEG, what lies on its side is turned."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import pi_heif
from PIL import Image, ImageOps

from tongban.kernel import storage
from tongban.registers.materials.errors import FileRefused
from tongban.registers.materials.kinds import MOST_BYTES, MOST_PIXELS, PICTURES

BRANDS = (b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1")
QUALITY = 92


def readable(arrived: storage.Quarantined) -> storage.Quarantined:
    """The same file, or the JPEG of a photograph in HEIC; without where it was taken, which nobody asked for."""
    with arrived.path.open("rb") as file:
        head = file.read(32)
    if head[4:8] != b"ftyp" or head[8:12] not in BRANDS:
        return arrived
    content = _as_jpeg(arrived.path)
    arrived.discard()
    return storage.receive([content], MOST_BYTES)


def _as_jpeg(path: Path) -> bytes:
    try:
        photo = pi_heif.open_heif(path)
        if photo.size[0] * photo.size[1] > MOST_PIXELS:
            raise FileRefused("这张照片的像素太大，无法处理。", next_step="请用手机“截图”或重新拍摄后再传。")
        made = BytesIO()
        photo.to_pillow().convert("RGB").save(made, "JPEG", quality=QUALITY)
        return made.getvalue()
    except FileRefused:
        raise
    except Exception:
        raise FileRefused(
            "这张 HEIC 照片打不开。", next_step="请在手机的“相机”设置里选择“兼容性最佳”重新拍，或者另存为 JPG 后再传。"
        ) from None


def turned(file: BinaryIO) -> bytes:
    """A kept picture, a quarter to the right, as it is seen (its own mark of orientation is applied first)."""
    try:
        with Image.open(file, formats=list(PICTURES)) as image:
            made, kind = BytesIO(), str(image.format)
            seen = ImageOps.exif_transpose(image)
            seen.transpose(Image.Transpose.ROTATE_270).save(made, kind, quality=QUALITY)
            return made.getvalue()
    except OSError:
        raise FileRefused("只有照片可以旋转。", next_step="PDF 请在电脑上旋转后重新上传。") from None
