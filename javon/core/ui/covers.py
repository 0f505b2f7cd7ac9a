"""Drawn covers for the many books without a picture: eight palettes, three motifs, 1–2 KB of SVG, no request.

The same title always gets the same cover; the knowledge branch narrows the palettes, so that a shelf of one
science keeps one tone, while literature, the biggest branch, uses them all. Text is escaped, wrapped by
measured letter widths in any script, and always at a contrast of 4.5 or more (proved by test).
"""

from __future__ import annotations

from functools import lru_cache
from html import escape
from zlib import crc32

from javon.core.ui import ornaments

# background, motif, text
PALETTES: tuple[tuple[str, str, str], ...] = (
    ("#7C1730", "#E3A72F", "#F6E3C5"),
    ("#1F3A72", "#E3A72F", "#DCE4F4"),
    ("#0B5D57", "#F0C98A", "#E6F4F2"),
    ("#F1E6D2", "#9B1F3C", "#5A1426"),
    ("#C98A1B", "#5A1426", "#2A1408"),
    ("#E7ECF5", "#2B4B8C", "#182D59"),
    ("#5B2A4A", "#E9A6B4", "#FBEDEF"),
    ("#234E3B", "#E3A72F", "#EAF2E6"),
)
LITERATURE = frozenset({"FIC", "CHI"})  # the biggest branches of a district library
WIDTH, HEIGHT, MARGIN = 100, 148, 10
_SIZES = ((15.0, 3), (13.0, 4), (11.0, 4), (9.5, 5))  # letter size, most lines
_NARROW, _WIDE = frozenset("ijlftrI1.,:;!()[]|ʻʼ'‘’ /-"), frozenset("mwMWЖжШшЩщЮюФфЫыМQO@%")
_AUTHOR_SIZE = 7.6


def palette_of(title: str, branch: str = "") -> int:
    """Which of the eight palettes: three for each branch, all for literature (8…, FIC, CHI) and no branch."""
    digest = _digest(title)
    head = branch.strip()[:1]
    if not head or head == "8" or branch in LITERATURE:
        return digest % len(PALETTES)
    return (crc32(head.encode()) + (0, 2, 5)[digest % 3]) % len(PALETTES)


def _digest(title: str) -> int:
    # Multiplied and shifted, so that near titles get far colours.
    return crc32(title.casefold().encode()) * 668265263 % 2**32 >> 7


def text_width(text: str, size: float) -> float:
    """About how wide `text` is drawn, in units of the cover, on the generous side."""
    return size * sum(map(_letter_width, text))


def _letter_width(letter: str) -> float:
    if letter in _NARROW:
        return 0.34
    if letter in _WIDE:
        return 0.88
    if letter.isupper():
        return 0.72
    return 0.62 if letter > "\u02ff" else 0.585


def _clipped(text: str, size: float, room: float) -> str:
    if text_width(text, size) <= room:
        return text
    while text and text_width(text + "…", size) > room:
        text = text[:-1]
    return text.rstrip(" .,:;-") + "…"


def wrapped(title: str) -> tuple[float, list[str]]:
    """The title's letter size and lines: the biggest size at which all fits, clipped at the smallest."""
    room = WIDTH - 2 * MARGIN
    words = title.split()[:40]
    for size, most in _SIZES:
        if any(text_width(word, size) > room for word in words):
            continue
        lines = _filled(words, size, room)
        if len(lines) <= most:
            return size, lines
    size, most = _SIZES[-1]
    lines = _filled([_clipped(word, size, room) for word in words], size, room)
    if len(lines) > most:
        lines = [*lines[: most - 1], _clipped(lines[most - 1] + " …", size, room)]
    return size, lines


def _filled(words: list[str], size: float, room: float) -> list[str]:
    lines: list[str] = []
    for word in words:
        if lines and text_width(f"{lines[-1]} {word}", size) <= room:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    return lines


_LEAF = ((8.0, 110.0), (14.0, 94.0), (22.0, 90.0), (20.0, 76.0), (30.0, 88.0), (28.0, 106.0), (16.0, 112.0),
         (12.0, 113.0), (9.0, 112.0), (8.0, 110.0))  # fmt: skip


@lru_cache(maxsize=64)
def _motif(kind: int, palette: int, small: bool) -> str:
    background, accent, text = PALETTES[palette]
    if kind == 0:
        scale, y = (0.62, 103) if small else (0.9, 90)
        return ornaments.rosette(accent, text, accent, background, scale, WIDTH, y)
    if kind == 1:
        return ornaments.rosette(accent, background, text, accent, 0.56, WIDTH / 2, 102)
    down = 10 if small else 2
    leaves = [ornaments.turned(tuple((x + 21 * i, y + down) for x, y in _LEAF), 0) for i in range(4)]
    return (
        f'<path fill="{accent}" d="{leaves[0]}{leaves[2]}"/><path fill="{text}" d="{leaves[1]}{leaves[3]}"/>'
    )


@lru_cache(maxsize=4096)
def cover_svg(title: str, author: str = "", branch: str = "") -> str:
    """The cover as inline SVG, hidden from screen readers (the title stands beside it in words)."""
    palette = palette_of(title, branch)
    background, _accent, colour = PALETTES[palette]
    size, lines = wrapped(title)
    step = size + 2
    first = 11 + size
    drawn = "".join(
        f'<tspan x="{MARGIN}" y="{first + i * step:g}">{escape(line)}</tspan>' for i, line in enumerate(lines)
    )
    author = _clipped(" ".join(author.split()), _AUTHOR_SIZE, WIDTH - 2 * MARGIN)
    signed = (
        f'<text x="{MARGIN}" y="140" font-size="{_AUTHOR_SIZE}">{escape(author)}</text>' if author else ""
    )
    motif = _motif(_digest(title) // 8 % 3, palette, len(lines) * step > 40)
    return (
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" aria-hidden="true" fill="{colour}">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{background}"/>{motif}'
        f'<text class="cover__title" font-size="{size:g}">{drawn}</text>{signed}</svg>'
    )
