"""What an uploaded file really is: looked at from inside, whatever its name says."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

import puremagic
import pypdfium2
from PIL import Image

from tongban.registers.materials.errors import FileRefused

MOST_BYTES = 20 * 2**20
MOST_PAGES = 500
MOST_PIXELS = 80_000_000
pdfium = Lock()  # the library behind pypdfium2 is not made for threads
PICTURES = {"JPEG": ("image/jpeg", "jpg"), "PNG": ("image/png", "png")}


@dataclass(frozen=True)
class Nature:
    """Media type, usual ending and number of pages of a file that was opened and read."""

    media_type: str
    ending: str
    pages: int


def look_into(path: Path, allowed: frozenset[str]) -> Nature:
    """Open the file and say what it is; raises `FileRefused` with what to do instead."""
    with path.open("rb") as file:
        head = file.read(2048)
    if not head:
        raise FileRefused("这个文件是空的（0 字节）。", next_step="请检查原文件能否打开，再重新上传。")
    nature = _pdf(path) if head.lstrip()[:5] == b"%PDF-" else _picture(path, head)
    if nature.ending not in allowed:
        wanted = "、".join(sorted(a.upper() for a in allowed))
        raise FileRefused(f"这份材料只收 {wanted} 格式，您上传的是 {nature.ending.upper()}。")
    return nature


def _pdf(path: Path) -> Nature:
    try:
        with pdfium:
            document = pypdfium2.PdfDocument(path)
            pages = len(document)
            document.close()
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        reason = "这个 PDF 设置了密码，无法打开。" if locked else "这个 PDF 已损坏，无法打开。"
        raise FileRefused(reason, next_step="请另存为没有密码、可以正常打开的 PDF 后再传。") from None
    if not 0 < pages <= MOST_PAGES:
        raise FileRefused(f"这个 PDF 有 {pages} 页，最多 {MOST_PAGES} 页。", next_step="请拆分后分别上传。")
    return Nature("application/pdf", "pdf", pages)


def _picture(path: Path, head: bytes) -> Nature:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(path, formats=list(PICTURES)) as image:
                if image.width * image.height > MOST_PIXELS:
                    raise FileRefused("这张图片的像素太大，无法处理。", next_step="请用手机“截图”或重新拍摄后再传。")
                media_type, ending = PICTURES[str(image.format)]
                if ending == "jpg":  # a JPEG has no checksums: only reading it to its end shows that it is whole
                    image.draft("RGB", (image.width // 8, image.height // 8))
                    image.load()
                else:
                    image.verify()
    except FileRefused:
        raise
    except Exception:
        raise FileRefused(_what_it_seems(head)) from None
    return Nature(media_type, ending, 1)


def _what_it_seems(head: bytes) -> str:
    try:
        guess = puremagic.from_string(head).lstrip(".").upper()
    except (puremagic.PureError, ValueError):
        return "无法识别这个文件的格式，它不是 PDF、JPG 或 PNG。"
    return f"这个文件看起来是 {guess} 格式，不能作为材料上传。" if guess else "无法识别这个文件的格式。"
