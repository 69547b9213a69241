"""Drawing: invented panels for pages and simple compositions for covers."""

from __future__ import annotations

import io
from random import Random
from typing import Literal

from PIL import Image, ImageDraw

PAGE_SIZE = (480, 680)
COVER_SIZE = (720, 1024)

_MARGIN = 16


def draw_strip(seed: str, number: int) -> Image.Image:
    """Draw a long strip: the panels of several pages, one below the other.

    Args:
        seed: Decides the drawing; the same text gives the same strip.
        number: The page number.

    Returns:
        A greyscale image, at least twice as high as a page.
    """
    parts = [draw_page(f"{seed}/strip {part}", number) for part in range(2 + number % 3)]
    width, height = PAGE_SIZE
    image = Image.new("L", (width, height * len(parts)), 250)
    for place, part in enumerate(parts):
        image.paste(part, (0, place * height))
    return image


def draw_page(seed: str, number: int) -> Image.Image:
    """Draw a page of panels.

    Args:
        seed: Decides the drawing; the same text gives the same page.
        number: The page number, written at the foot.

    Returns:
        A greyscale image.
    """
    rng = Random(f"{seed}/{number}")
    image = Image.new("L", PAGE_SIZE, 250)
    pen = ImageDraw.Draw(image)
    width, height = PAGE_SIZE
    rows = rng.choice((2, 3, 3, 4))
    step = (height - 3 * _MARGIN) // rows
    for row in range(rows):
        columns = rng.choice((1, 2, 2, 3))
        span = (width - 2 * _MARGIN) // columns
        for column in range(columns):
            left, top = _MARGIN + column * span, _MARGIN + row * step
            _panel(pen, rng, (left, top, left + span - 8, top + step - 8))
    pen.text((width // 2 - 6, height - 24), str(number), fill=20, font_size=14)
    return image


def _panel(pen: ImageDraw.ImageDraw, rng: Random, box: tuple[int, int, int, int]) -> None:
    left, top, right, bottom = box
    pen.rectangle(box, fill=rng.randrange(190, 250), outline=10, width=3)
    for _ in range(rng.randrange(2, 5)):
        x, y = rng.randrange(left + 8, right - 24), rng.randrange(top + 8, bottom - 24)
        size = rng.randrange(16, 90)
        shape = (x, y, min(x + size, right - 4), min(y + size, bottom - 4))
        shade = rng.randrange(40, 180)
        if rng.randrange(2):
            pen.ellipse(shape, fill=shade)
        else:
            pen.polygon(((x, shape[3]), ((x + shape[2]) // 2, y), (shape[2], shape[3])), fill=shade)
    # A speech balloon with lines where the words would be.
    balloon = (left + 10, top + 10, left + 10 + (right - left) // 2, top + 52)
    pen.ellipse(balloon, fill=255, outline=10, width=2)
    for line in range(2):
        pen.line(
            (balloon[0] + 18, top + 26 + line * 10, balloon[2] - 18, top + 26 + line * 10), fill=90, width=2
        )


def draw_cover(seed: str, title: str) -> Image.Image:
    """Draw a cover.

    Args:
        seed: Decides the drawing.
        title: Written on it, as far as the built-in typeface has the letters.

    Returns:
        A colour image.
    """
    rng = Random(f"cover/{seed}")
    width, height = COVER_SIZE
    sky = tuple(rng.randrange(30, 140) for _ in range(3))
    image = Image.new("RGB", COVER_SIZE, sky)
    pen = ImageDraw.Draw(image)
    sun = rng.randrange(60, 200)
    x, y = rng.randrange(80, width - 200), rng.randrange(140, 420)
    pen.ellipse((x, y, x + sun, y + sun), fill=(245, 225, 160))
    for layer in range(4):
        horizon = 480 + layer * 120
        colour = tuple(min(255, channel + 22 * layer) for channel in sky)
        peaks = [(step * width // 6, horizon - rng.randrange(0, 160)) for step in range(7)]
        pen.polygon([(0, height), *peaks, (width, height)], fill=colour)
    readable = title.encode("ascii", "ignore").decode().strip()
    pen.rectangle((0, 40, width, 100), fill=(20, 20, 24))
    pen.text((40, 54), readable or seed[:8], fill=(250, 250, 250), font_size=28)
    return image


def encoded(image: Image.Image, form: Literal["PNG", "JPEG"]) -> bytes:
    """Return an image as the bytes of a file.

    Args:
        image: The image.
        form: The file format.
    """
    buffer = io.BytesIO()
    if form == "PNG":
        image.save(buffer, form, compress_level=1)
    else:
        image.save(buffer, form, quality=50)
    return buffer.getvalue()
