"""A photograph somebody gave, made into a small portrait: upright, cut to its shape, without what a camera writes into it.

The place where it was taken, the day, the camera and the thumbnail of the whole scene stay in none of it: only points of
colour are carried over. Pillow is loaded when the first picture comes; a process that meets none never pays for it.
"""

from __future__ import annotations

import io
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Image

PORTRAIT = (300, 400)  # three to four, as on documents
KINDS = ("JPEG", "PNG", "WEBP")
LEAST_SIDE = 120  # points of the shorter side: less shows no face
# A plain JPEG is decoded at an eighth; everything else is unfolded whole, four bytes a point.
MOST_POINTS_OF_JPEG, MOST_POINTS = 110_000_000, 16_000_000
MOST_SCANS = 64  # of a progressive JPEG, each of which runs over the whole picture
_UPPER_THIRD = (0.5, 0.35)  # where the face is when a tall picture is cut
_QUALITY = 82
_ORIENTATION = 0x0112  # of EXIF: how the camera was held, as what has to be done to stand upright
_TURNS: dict[Any, str] = {
    2: "FLIP_LEFT_RIGHT", 3: "ROTATE_180", 4: "FLIP_TOP_BOTTOM", 5: "TRANSPOSE", 6: "ROTATE_270", 7: "TRANSVERSE",
    8: "ROTATE_90",
}  # fmt: skip


class Unreadable(ValueError):
    """No portrait can be made. `code`: "no_picture", "broken", "too_many_points" or "too_small"."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def portrait(source: IO[bytes]) -> bytes:
    """A JPEG of ``PORTRAIT`` points. Raises :class:`Unreadable`."""
    from PIL import Image, ImageOps

    try:
        opened = Image.open(source, formats=KINDS)
    except Image.DecompressionBombError as bomb:
        raise Unreadable("too_many_points") from bomb
    except Exception as error:
        # Which errors a decoder has for bytes it does not understand is written nowhere.
        raise Unreadable("no_picture") from error
    with opened:
        _stop_what_is_too_much(opened, source)
        try:
            turned = _TURNS.get(opened.getexif().get(_ORIENTATION))
            small = _smaller(opened)
            upright = small.transpose(Image.Transpose[turned]) if turned else small
            made = ImageOps.fit(_on_white(upright), PORTRAIT, centering=_UPPER_THIRD)
        except Exception as error:
            raise Unreadable("broken") from error
    # A picture of points and nothing else: what the file told besides has no way into the new one.
    clean = io.BytesIO()
    Image.frombytes("RGB", made.size, made.tobytes()).save(clean, "JPEG", quality=_QUALITY, optimize=True)
    return clean.getvalue()


def _stop_what_is_too_much(opened: Image, source: IO[bytes]) -> None:
    """Told by the head of the file, before a point of it is unfolded."""
    width, height = opened.size
    is_plain = opened.format in ("JPEG", "MPO") and not opened.info.get("progressive")
    if width * height > (MOST_POINTS_OF_JPEG if is_plain else MOST_POINTS):
        raise Unreadable("too_many_points")
    if min(width, height) < LEAST_SIDE:
        raise Unreadable("too_small")
    if opened.format in ("JPEG", "MPO") and _scans(source) > MOST_SCANS:
        raise Unreadable("broken")


def _scans(source: IO[bytes]) -> int:
    at = source.tell()
    source.seek(0)
    found = source.read().count(b"\xff\xda")
    source.seek(at)
    return found


def _smaller(opened: Image) -> Image:
    """The picture in about the size that is wanted, before anything copies it whole."""
    width, height = PORTRAIT[0] * 3, PORTRAIT[1] * 3
    if opened.draft("RGB", (width, height)) is not None:
        return opened
    if opened.mode.startswith("I"):  # sixteen bits of grey, of which a conversion keeps the lowest eight
        return opened.point(lambda value: value * (1 / 256)).convert("L")
    factor = max(1, min(opened.width // width, opened.height // height))
    return opened.convert("RGBA" if opened.has_transparency_data else "RGB").reduce(factor)


def _on_white(picture: Image) -> Image:
    """What can be seen through stands before white, as on a document."""
    from PIL import Image

    if picture.mode != "RGBA":
        return picture.convert("RGB")
    return Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture).convert("RGB")
