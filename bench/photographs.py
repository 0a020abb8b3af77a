"""What happens to a document on its way through a telephone: turned, tilted, blurred, darkened, crushed, half cut."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from io import BytesIO

from PIL import Image, ImageChops, ImageDraw, ImageEnhance, ImageFilter

TABLE = "#6b5a48"


def on_table(image: Image.Image, margin: float = 0.06) -> Image.Image:
    """Lying on a wooden table, photographed from straight above."""
    wide, high = round(image.width * (1 + 2 * margin)), round(image.height * (1 + 2 * margin))
    table = Image.new("RGB", (wide, high), TABLE)
    pen = ImageDraw.Draw(table)
    for y in range(0, high, 23):
        pen.line((0, y, wide, y + 9), fill="#62523f", width=3)
    table.paste(image, (round(image.width * margin), round(image.height * margin)))
    return table


def leaning(degrees: float) -> Callable[[Image.Image], Image.Image]:
    def change(image: Image.Image) -> Image.Image:
        return image.rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=TABLE)

    return change


def from_the_side(image: Image.Image) -> Image.Image:
    """In perspective, as one who holds the telephone at an angle."""
    image = on_table(image, 0.08)
    w, h = image.size
    # Where the corners of the result are taken from: the far edge is narrower in the picture.
    quad = (-0.10 * w, -0.04 * h, -0.01 * w, 1.02 * h, 1.02 * w, 1.0 * h, 1.08 * w, -0.05 * h)
    return image.transform((w, h), Image.Transform.QUAD, quad, Image.Resampling.BICUBIC, fillcolor=TABLE)


def blurred(radius: float) -> Callable[[Image.Image], Image.Image]:
    return lambda image: image.filter(ImageFilter.GaussianBlur(radius))


def dark(share: float) -> Callable[[Image.Image], Image.Image]:
    return lambda image: ImageEnhance.Brightness(on_table(image)).enhance(share)


def noisy(image: Image.Image) -> Image.Image:
    noise = Image.effect_noise(image.size, 70).convert("RGB")
    return Image.blend(image, ImageChops.multiply(image, noise), 0.45)


def crushed(quality: int, scale: float = 1.0) -> Callable[[Image.Image], Image.Image]:
    def change(image: Image.Image) -> Image.Image:
        small = image.resize((round(image.width * scale), round(image.height * scale)), Image.Resampling.BILINEAR)
        out = BytesIO()
        small.save(out, "JPEG", quality=quality)
        return Image.open(BytesIO(out.getvalue())).convert("RGB")

    return change


def half(image: Image.Image) -> Image.Image:
    """Only the left part is in the picture."""
    return image.crop((0, 0, round(image.width * 0.52), image.height))


def dazzled(image: Image.Image) -> Image.Image:
    """A lamp above it: a white spot where a third of the writing was."""
    image = on_table(ImageEnhance.Brightness(image).enhance(0.75))
    spot = Image.new("L", image.size, 0)
    w, h = image.size
    ImageDraw.Draw(spot).ellipse((w * 0.30, h * 0.25, w * 0.72, h * 0.62), fill=255)
    return Image.composite(Image.new("RGB", image.size, "white"), image, spot.filter(ImageFilter.GaussianBlur(w // 60)))


WAYS: Mapping[str, Callable[[Image.Image], Image.Image]] = {
    "straight": lambda image: image,
    "leaning 3°": leaning(-3), "leaning 8°": leaning(8), "leaning 15°": leaning(15),
    "turned 90°": leaning(90), "turned 180°": leaning(180), "turned 270°": leaning(270),
    "from the side": from_the_side,
    "slightly blurred": blurred(1.6), "blurred": blurred(7),
    "dark": dark(0.5), "very dark": dark(0.14),
    "noisy": noisy, "JPEG 20": crushed(20), "JPEG 8, small": crushed(8, 0.5), "tiny": crushed(60, 0.16),
    "half cut": half, "glare": dazzled,
}  # fmt: skip
