"""The process that reads: pictures on its input (length, then bytes), one line of JSON for each on its output.

It knows no Django, no database and no secrets, and ends when its input does or when nobody asked for five minutes.
"""

from __future__ import annotations

import json
import os
import select
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from PIL import Image, ImageOps

from tongban.engines.reading.boxes import Box, Page
from tongban.engines.reading.quality import looks

IDLE = 300.0  # seconds without a question after which the memory is given back
SURE = 0.9  # of a piece of text being upside down
SIDE = 1400  # pixels of the longer side that are read: letters of an A4 page are then some 25 high


def main() -> None:
    answers = os.dup(1)
    os.dup2(2, 1)  # whatever a library prints must not be taken for an answer
    reader: Any = None
    while True:
        if not select.select([0], [], [], IDLE)[0]:
            return
        size = _exactly(4)
        if size is None:
            return
        picture = _exactly(int.from_bytes(size, "big"))
        if picture is None:
            return
        try:
            reader = reader or _loaded()
            said = _page(reader, picture).said
        except Exception as error:
            said = {"wrong": f"{type(error).__name__}: {error}"[:300]}
        _whole(answers, json.dumps(said, ensure_ascii=False).encode() + b"\n")


def _exactly(count: int) -> bytes | None:
    read = bytearray()
    while len(read) < count:
        piece = os.read(0, min(65536, count - len(read)))
        if not piece:
            return None
        read += piece
    return bytes(read)


def _whole(to: int, text: bytes) -> None:
    while text:
        text = text[os.write(to, text) :]


def _loaded() -> Any:
    from rapidocr import RapidOCR

    return RapidOCR(
        params={
            "Global.log_level": "error",
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )


def _page(reader: Any, picture: bytes) -> Page:
    """Read it as it lies; when most of its text stands on its side or its head, turn it and read again."""
    image = ImageOps.exif_transpose(Image.open(BytesIO(picture))).convert("RGB")
    scale = min(1.0, SIDE / max(image.size))
    if scale < 1:
        image = image.resize((round(image.width * scale), round(image.height * scale)), Image.Resampling.LANCZOS)
    turn = 0
    for _ in range(3):  # on its side, then perhaps on its head
        found = _found(reader, image)
        more = _needed(found) if turn != 180 else 0
        if not more:
            break
        turn = (turn + more) % 360
        image = image.rotate(-more, expand=True)
    boxes = _read(reader, image, found)
    return Page(image.width, image.height, tuple(boxes), turn, looks(image, boxes, scale))


@dataclass
class Found:
    """Where text stands, before any of it is read: what finds out how a page lies costs a third of reading it."""

    record: dict[str, Any]
    seen: Any = None
    turned: Any = None
    crops: Any = None
    upright: Any = None


def _found(reader: Any, image: Image.Image) -> Found:
    import numpy
    from rapidocr.main import RapidOCRError

    prepared, record = reader.preprocess_img(numpy.asarray(image)[:, :, ::-1].copy())
    found = Found(record)
    try:
        found.crops, found.seen = reader.detect_and_crop(prepared, record)
        found.upright, found.turned = reader.cls_and_rotate(found.crops)
    except RapidOCRError:  # its way of saying that there is no text
        return Found(record)
    return found


def _read(reader: Any, image: Image.Image, found: Found) -> list[Box]:
    import numpy

    if found.seen is None or found.seen.boxes is None:
        return []
    read = reader.recognize_txt(found.upright)
    said = reader.build_final_output(
        numpy.asarray(image), found.seen, found.turned, read, found.crops, found.record
    )
    if said.boxes is None or said.txts is None:
        return []
    return [
        Box(tuple((float(x), float(y)) for x, y in corners), str(text), float(score))
        for corners, text, score in zip(said.boxes, said.txts, said.scores, strict=True)
    ]


def _needed(found: Found) -> int:
    """By how much the picture must still be turned clockwise, judged by its longer pieces of text."""
    if found.seen is None or found.seen.boxes is None:
        return 0
    shapes = [(abs(b[:, 0].max() - b[:, 0].min()), abs(b[:, 1].max() - b[:, 1].min())) for b in found.seen.boxes]
    long = [(w, h) for w, h in shapes if max(w, h) > 2 * min(w, h)]
    if sum(h for w, h in long if h > w) > sum(w for w, h in long if w >= h):
        return 90
    sure = [label for label, score in found.turned.cls_res if score >= SURE]
    return 180 if sum("180" in label for label in sure) > len(sure) / 2 else 0


if __name__ == "__main__":
    main()
