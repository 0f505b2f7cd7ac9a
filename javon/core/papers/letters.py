"""Which characters can be printed: what is harmful goes, what no shipped letter shows is marked, nothing crashes.

PDF/A forbids a character without a shape, so the PDF shows □ in its place; the Word file keeps every character.
"""

from __future__ import annotations

import re
import struct
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Final

FONTS: Final = Path(__file__).with_name("fonts")
SHAPELESS: Final = "□"
BREAK_HERE: Final = "\u200b"  # zero width space: a line may break, nothing is shown
LONGEST_RUN: Final = 24  # characters without any place to break; a narrow column holds about as many

# Controls, half characters, private and unassigned ones, and marks that reorder what stands on paper (U+202E).
_HARMFUL: Final = frozenset(("Cc", "Cf", "Cs", "Co", "Cn"))
_PICTURE_OR_TEXT: Final = range(
    0xFE00, 0xFE10
)  # variation selectors say how to draw an emoji; they show nothing
_RUN: Final = re.compile(rf"[^\s{BREAK_HERE}]{{{LONGEST_RUN + 1},}}")


def legible(text: str) -> str:
    """`text` in composed letters, without controls and half characters; line breaks and tabs stay, tabs as spaces."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    if text.isascii() and text.isprintable():
        return text
    return "".join(_legible(each) for each in unicodedata.normalize("NFC", text))


@lru_cache(4096)
def _legible(character: str) -> str:
    if character == "\n":
        return character
    if character == "\t":
        return " "
    if unicodedata.category(character) in _HARMFUL or ord(character) in _PICTURE_OR_TEXT:
        return ""
    return character


def printable(text: str) -> str:
    """`text` as a PDF can show it: legible, shapeless characters as □, endless words given places to break."""
    shown = "".join(map(_shown, legible(text)))
    return _RUN.sub(_with_breaks, shown)


def shapeless(text: str) -> frozenset[str]:
    """The characters of `text` that a PDF shows as □."""
    return frozenset(each for each in set(legible(text)) if _shown(each) == SHAPELESS != each)


@lru_cache(4096)
def _shown(character: str) -> str:
    if (
        character == "\u2011"
    ):  # the hyphen that does not break, missing in Liberation: ours, and what holds both sides
        return "-\N{WORD JOINER}"
    return character if character == "\n" or ord(character) in covered() else SHAPELESS


def _with_breaks(run: re.Match[str]) -> str:
    """Twelve characters, a place to break, twelve characters, …"""
    pieces = re.findall(rf".{{1,{LONGEST_RUN // 2}}}", run.group())
    return BREAK_HERE.join(pieces)


@lru_cache(1)
def covered() -> frozenset[int]:
    """Code points that every style can show: all four of Liberation Serif, or else DejaVu Sans."""
    serifs = [code_points(path.read_bytes()) for path in sorted(FONTS.glob("LiberationSerif-*.ttf"))]
    return frozenset.intersection(*serifs) | code_points((FONTS / "DejaVuSans.ttf").read_bytes())


def code_points(font: bytes) -> frozenset[int]:
    """What a TrueType font maps to a shape, by its Unicode `cmap` of format 12 or 4 (OpenType 1.9, cmap)."""
    tables = struct.unpack_from(">H", font, 4)[0]
    start = next(
        struct.unpack_from(">I", font, 12 + 16 * n + 8)[0]
        for n in range(tables)
        if font[12 + 16 * n : 16 + 16 * n] == b"cmap"
    )
    found: set[int] = set()
    for n in range(struct.unpack_from(">H", font, start + 2)[0]):
        at = start + struct.unpack_from(">HHI", font, start + 4 + 8 * n)[2]
        kind = struct.unpack_from(">H", font, at)[0]
        if kind == 12:
            for first, last, _ in struct.iter_unpack(">III", _groups(font, at)):
                found.update(range(first, last + 1))
        elif kind == 4:
            found.update(_segments(font, at))
    return frozenset(found)


def _groups(font: bytes, at: int) -> bytes:
    """The groups of a format 12 table: first code point, last code point, first glyph."""
    count = struct.unpack_from(">I", font, at + 12)[0]
    return font[at + 16 : at + 16 + 12 * count]


def _segments(font: bytes, at: int) -> set[int]:
    """The code points of a format 4 table whose glyph is not 0."""
    count = struct.unpack_from(">H", font, at + 6)[0] // 2
    ends, starts, deltas, offsets = (
        struct.unpack_from(f">{count}H", font, at + 14 + place)
        for place in (0, 2 * count + 2, 4 * count + 2, 6 * count + 2)
    )
    found = set()
    for n in range(count):
        for code in range(starts[n], min(ends[n], 0xFFFE) + 1):
            glyph = code
            if offsets[n]:
                # The offset counts from its own place in the table.
                place = at + 16 + 6 * count + 2 * n + offsets[n] + 2 * (code - starts[n])
                glyph = struct.unpack_from(">H", font, place)[0]
                if not glyph:
                    continue
            if (glyph + deltas[n]) & 0xFFFF:
                found.add(code)
    return found
