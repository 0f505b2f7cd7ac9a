"""A photograph becomes a small portrait: upright, cut, told nothing of but its points; what is no picture is refused."""

from __future__ import annotations

import io
import struct
import subprocess
import sys
import zlib

import pytest
from PIL import Image

from javon.core.files.pictures import LEAST_SIDE, MOST_SCANS, PORTRAIT, Unreadable, portrait

RED, BLUE = (200, 20, 20), (20, 20, 200)
SECRET = b"Yulduztepa"


def a_photo(kind="JPEG", size=(900, 1200), mode="RGB", orientation=None, **saved):
    """Red above, blue below; with a word in its metadata."""
    picture = Image.new("RGB", size, BLUE)
    picture.paste(RED, (0, 0, size[0], size[1] // 2))
    picture = picture.convert(mode)
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()
    if orientation:
        exif[0x0112] = orientation
    made = io.BytesIO()
    picture.save(made, kind, exif=exif, **saved)
    assert SECRET in made.getvalue()
    return made.getvalue()


def made_of(given):
    return Image.open(io.BytesIO(portrait(io.BytesIO(given))))


def near(point, colour):
    return all(abs(one - other) < 30 for one, other in zip(point, colour, strict=True))


@pytest.mark.parametrize(
    ("kind", "mode"),
    [("JPEG", "RGB"), ("JPEG", "L"), ("JPEG", "CMYK"), ("PNG", "RGB"), ("PNG", "P"), ("PNG", "RGBA"), ("WEBP", "RGB")],
)  # fmt: skip
@pytest.mark.parametrize("size", [(900, 1200), (3000, 2000), (150, 700)])
def test_any_picture_becomes_a_portrait_without_what_the_camera_wrote(kind, mode, size):
    given = a_photo(kind, size, mode)
    made = portrait(io.BytesIO(given))
    picture = Image.open(io.BytesIO(made))
    assert (picture.format, picture.size, picture.mode) == ("JPEG", PORTRAIT, "RGB")
    assert not picture.getexif() and SECRET not in made and b"Exif" not in made
    assert set(picture.info) <= {"jfif", "jfif_version", "jfif_density", "jfif_unit"}


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize(
    ("orientation", "corner_is_red"),
    # the corner of what was above when the camera was held so: top left of the upright picture
    [(1, True), (2, True), (3, False), (4, False)],
)
def test_it_stands_upright_however_the_camera_was_held(kind, orientation, corner_is_red):
    picture = made_of(a_photo(kind, orientation=orientation))
    assert near(picture.getpixel((20, 20)), RED if corner_is_red else BLUE)


@pytest.mark.parametrize(("orientation", "left_is"), [(5, RED), (6, BLUE), (7, BLUE), (8, RED)])
def test_lying_pictures_are_turned(orientation, left_is):
    picture = made_of(a_photo(size=(1200, 1200), orientation=orientation))
    assert near(picture.getpixel((5, 200)), left_is), picture.getpixel((5, 200))


def test_what_can_be_seen_through_stands_before_white():
    made = io.BytesIO()
    Image.new("RGBA", (300, 400), (0, 0, 0, 0)).save(made, "PNG")
    assert near(made_of(made.getvalue()).getpixel((150, 200)), (255, 255, 255))


def test_a_scan_of_sixteen_bits_of_grey_keeps_its_shades():
    made = io.BytesIO()
    Image.new("I;16", (300, 400), 0x8000).save(made, "PNG")
    assert near(made_of(made.getvalue()).getpixel((150, 200)), (128, 128, 128))


def a_huge_png(width, height):
    """A file of a few bytes that says it unfolds to so many points."""

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")  # fmt: skip


def too_many_scans():
    given = a_photo(progressive=True)
    return given[:-2] + b"\xff\xda" * (MOST_SCANS + 1) + given[-2:]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (b"", "no_picture"),
        (b"surat emas", "no_picture"),
        (b"%PDF-1.7 x", "no_picture"),
        (b"GIF89a" + b"\0" * 100, "no_picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "no_picture"),
        (a_photo()[:3000], "broken"),
        (a_photo("PNG")[:3000], "broken"),
        (a_huge_png(600, 800), "broken"),
        (a_huge_png(30_000, 30_000), "too_many_points"),
        (a_huge_png(5_000, 5_000), "too_many_points"),
        (too_many_scans(), "broken"),
        (a_photo(size=(LEAST_SIDE - 1, 400)), "too_small"),
    ],
)
def test_what_is_no_portrait_is_refused_with_its_reason(given, code):
    with pytest.raises(Unreadable) as refused:
        portrait(io.BytesIO(given))
    assert refused.value.code == code


def test_a_process_that_meets_no_picture_does_not_load_the_library():
    code = "import sys, javon.core.files.pictures; print('PIL' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
