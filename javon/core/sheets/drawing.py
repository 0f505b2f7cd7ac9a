"""What can be drawn into a cell: text, bars, squares, lines, rings. Micrometres from the cell's upper left corner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, Literal

import segno

from javon.core.papers.letters import printable
from javon.core.sheets import code128

# Printers draw in dots; a module of whole dots of a 300 dpi printer (every second of 600) has edges where it says.
_DOT: Final = 25_400 / 300
_DOTS: Final = (6, 5, 4, 3)  # 0.508 … 0.254 mm; below 0.25 mm hand scanners fail on office printers
LOWEST_BARS: Final = 5_000
_QUIET_SQUARES: Final = 4


@dataclass(frozen=True, slots=True)
class Text:
    """A text in its frame, made smaller from `size` to `least` (points) until it fits; the rest is cut.

    One line, cut with "…", unless it `wraps`. `hanging`: how far all lines but the first are moved in.
    """

    x: int
    y: int
    width: int
    height: int
    text: str
    size: float = 8.0
    least: float = 5.0
    align: Literal["left", "center", "right"] = "left"
    upright: Literal["top", "horizon", "bottom"] = "top"
    is_bold: bool = False
    wraps: bool = False
    hanging: int = 0
    first: int = 0


@dataclass(frozen=True, slots=True)
class Bars:
    """Black bars: start and width of each, both in micrometres."""

    x: int
    y: int
    height: int
    bars: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Squares:
    """Black runs of a two-dimensional code: left, top and width of each in modules; `module` in micrometres."""

    x: int
    y: int
    module: float
    runs: tuple[tuple[int, int, int], ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line."""

    x: int
    y: int
    to_x: int
    to_y: int
    thick: int = 200
    is_faint: bool = False


@dataclass(frozen=True, slots=True)
class Ring:
    """A circle that is not filled; x and y are its middle."""

    x: int
    y: int
    radius: int


Item = Text | Bars | Squares | Rule | Ring
Drawing = tuple[Item, ...]


class CodeTooWide(ValueError):
    """The bars do not fit; `needed` is the least width of the frame in micrometres."""

    def __init__(self, needed: int) -> None:
        self.needed = needed
        super().__init__(f"the code needs {needed} µm")


def width_needed(text: str) -> int:
    """The least width, in micrometres, in which `text` can be scanned: quiet zones and modules of 0.254 mm."""
    return -int(-code128.modules(text) * _DOTS[-1] * _DOT // 1)


def barcode(text: str, *, x: int, y: int, width: int, height: int) -> Bars:
    """`text` as Code 128 in the middle of a frame, its modules as wide as fit.

    Raises :class:`CodeTooWide` and :class:`code128.NotEncodable`.
    """
    total = code128.modules(text)
    module = next((dots * _DOT for dots in _DOTS if total * dots * _DOT <= width), 0.0)
    if not module or height < LOWEST_BARS:
        raise CodeTooWide(width_needed(text))
    start = (width - total * module) / 2
    bars = tuple((round(start + at * module, 1), round(wide * module, 1)) for at, wide in code128.bars(text))
    return Bars(x, y, height, bars)


def qr_code(text: str, *, x: int, y: int, size: int) -> Squares:
    """`text` as a QR code that fills a square of `size` with its quiet zone of four modules (ISO/IEC 18004)."""
    rows = [list(row) for row in segno.make(text, micro=False, error="m").matrix]
    module = size / (len(rows) + 2 * _QUIET_SQUARES)
    runs: list[tuple[int, int, int]] = []
    for top, row in enumerate(rows):
        start = None
        for left, dark in enumerate([*row, 0]):
            if dark and start is None:
                start = left
            elif not dark and start is not None:
                runs.append((start + _QUIET_SQUARES, top + _QUIET_SQUARES, left - start))
                start = None
    return Squares(x, y, module, tuple(runs))


def set_down(item: Item, left: int, top: int) -> dict[str, Any]:
    """The item for the manuscript of a page, with its cell at `left`, `top`."""
    x, y = item.x + left, item.y + top
    if isinstance(item, Text):
        return {
            "is": "text", "x": x, "y": y, "w": item.width, "h": item.height, "text": printable(item.text),
            "size": item.size, "least": item.least, "align": item.align, "upright": item.upright,
            "bold": item.is_bold, "wraps": item.wraps, "hanging": item.hanging, "first": item.first,
        }  # fmt: skip
    if isinstance(item, Bars):
        return {"is": "bars", "x": x, "y": y, "h": item.height, "bars": item.bars}
    if isinstance(item, Squares):
        return {"is": "squares", "x": x, "y": y, "module": round(item.module, 1), "runs": item.runs}
    if isinstance(item, Rule):
        return {
            "is": "rule", "x": x, "y": y, "dx": item.to_x - item.x, "dy": item.to_y - item.y,
            "thick": item.thick, "faint": item.is_faint,
        }  # fmt: skip
    return {"is": "ring", "x": x, "y": y, "r": item.radius}
