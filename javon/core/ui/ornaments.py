"""The one motif (oy, the moon rosette of a suzani) and the one border (hoshiya), drawn by rule as plain SVG.

The files under static/ui/ornament/ are this module's own output (``python -m javon.core.ui.ornaments`` writes
them, a test keeps them equal). Colours of ornaments are their own palette, not tokens: a cloth does not
change with the theme. No style attributes, so that a strict Content-Security-Policy holds.
"""

from __future__ import annotations

import math
from pathlib import Path

NIGHT, ANOR, ANOR_DEEP, SAFFRON = "#111F3F", "#9B1F3C", "#7C1730", "#E3A72F"
TURQUOISE, TURQUOISE_LIGHT, TURQUOISE_PALE, COTTON, THREAD = (
    "#0F766E",
    "#2A9D94",
    "#C9E7E3",
    "#F4F0E8",
    "#7F93C4",
)
ON_NIGHT = ("#D0456A", "#E3A72F", "#55BDB2", NIGHT)  # rosette on the night sky: petals, heart, leaves, core

Point = tuple[float, float]
# One petal and one leaf pointing up, as a start and cubic segments, in a box of ±48.
_PETAL: tuple[Point, ...] = ((0, -13), (7, -20), (9, -31), (0, -43), (-9, -31), (-7, -20), (0, -13))
_LEAF: tuple[Point, ...] = ((0, -27), (3, -30), (3.4, -35), (0, -39), (-3.4, -35), (-3, -30), (0, -27))


def _number(value: float) -> str:
    text = f"{value:.1f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def _pairs(points: list[Point]) -> str:
    text = " ".join(f"{_number(x)} {_number(y)}" for x, y in points)
    return text.replace(" -", "-")


def turned(shape: tuple[Point, ...], degrees: float, scale: float = 1, x: float = 0, y: float = 0) -> str:
    """The closed curve `shape` turned, scaled and moved, as path data (no transform)."""
    sine, cosine = math.sin(math.radians(degrees)) * scale, math.cos(math.radians(degrees)) * scale
    points = [(px * cosine - py * sine + x, px * sine + py * cosine + y) for px, py in shape]
    return f"M{_pairs(points[:1])}C{_pairs(points[1:])}Z"


def ring(
    shape: tuple[Point, ...], count: int, scale: float = 1, x: float = 0, y: float = 0, half: bool = False
) -> str:
    """`count` copies of `shape` around a centre, as one path's data; `half` turns them by half a step."""
    step = 360 / count
    return "".join(turned(shape, step * (k + half / 2), scale, x, y) for k in range(count))


def rosette(
    petals: str, heart: str, leaves: str, core: str, scale: float = 1, x: float = 0, y: float = 0
) -> str:
    """Oy: eight petals, eight leaves between them and a heart, as SVG elements."""
    return (
        f'<path fill="{petals}" d="{ring(_PETAL, 8, scale, x, y)}"/>'
        f'<path fill="{leaves}" d="{ring(_LEAF, 8, scale, x, y, half=True)}"/>'
        f'<circle fill="{heart}" cx="{_number(x)}" cy="{_number(y)}" r="{_number(10.5 * scale)}"/>'
        f'<circle fill="{core}" cx="{_number(x)}" cy="{_number(y)}" r="{_number(4.5 * scale)}"/>'
    )


def _almond(inner: float, outer: float, width: float) -> tuple[Point, ...]:
    length = outer - inner
    low, high = -inner - length * 0.25, -outer + length * 0.22
    right: tuple[Point, ...] = ((0, -inner), (width, low), (width * 0.95, high), (0, -outer))
    return (*right, *((-x, y) for x, y in right[2::-1]))


def suzani() -> str:
    """The medallion of the public home page, ±300."""
    layers: list[str] = []

    def rings(count: int, inner: float, outer: float, width: float, paint: str, half: bool = False) -> None:
        layers.append(f'<path {paint} d="{ring(_almond(inner, outer, width), count, half=half)}"/>')

    rings(24, 250, 300, 24, f'fill="none" stroke="{THREAD}" opacity=".5"')
    rings(24, 262, 288, 9, f'fill="{THREAD}" opacity=".28"')
    layers.append(f'<circle r="246" fill="none" stroke="{THREAD}" opacity=".35"/>')
    rings(16, 188, 240, 23, f'fill="{TURQUOISE}" opacity=".85"')
    rings(16, 200, 230, 9, f'fill="{SAFFRON}" opacity=".9"')
    rings(16, 206, 232, 5, f'fill="{TURQUOISE_PALE}" opacity=".55"', half=True)
    layers.append(
        f'<circle r="182" fill="none" stroke="{SAFFRON}" opacity=".45" stroke-dasharray="2 7"'
        ' stroke-linecap="round" stroke-width="2.5"/>'
    )
    rings(8, 70, 176, 44, f'fill="{ANOR}"')
    rings(8, 84, 160, 25, f'fill="{ANOR_DEEP}"')
    rings(8, 100, 146, 11, f'fill="{SAFFRON}"')
    rings(8, 118, 172, 13, f'fill="{TURQUOISE_LIGHT}" opacity=".95"', half=True)
    rings(8, 132, 162, 5, f'fill="{COTTON}" opacity=".9"', half=True)
    layers.append(f'<circle r="66" fill="{NIGHT}"/>')
    rings(12, 30, 62, 10, f'fill="{SAFFRON}" opacity=".95"')
    rings(12, 38, 56, 4, f'fill="{ANOR}"')
    layers.append(f'<circle r="26" fill="{ANOR}"/>')
    rings(6, 5, 22, 5, f'fill="{COTTON}" opacity=".95"')
    return "".join(layers)


def hoshiya() -> str:
    """One repeat of the border, 40 × 10: an almond, a dot, a lozenge, a dot."""
    return (
        f'<rect width="40" height="10" fill="{NIGHT}"/>'
        f'<path fill="{ANOR}" d="M2 5C6 .6 12 .6 16 5C12 9.4 6 9.4 2 5Z"/>'
        f'<path fill="{SAFFRON}" d="M6 5C8 3.2 10 3.2 12 5C10 6.8 8 6.8 6 5Z"/>'
        f'<path fill="{TURQUOISE}" d="M22 5L28 1.4L34 5L28 8.6Z"/>'
        f'<circle cx="28" cy="5" r="1.3" fill="{COTTON}"/>'
        f'<circle cx="19" cy="5" r="1" fill="{SAFFRON}"/><circle cx="37" cy="5" r="1" fill="{SAFFRON}"/>'
    )


def line_rosette(radius: float = 205) -> str:
    """The one ornament of staff screens: a rosette in line, white at nine in a hundred."""
    parts: list[str] = []
    for size, count, depth in ((1.0, 16, 0.2), (0.76, 12, 0.2), (0.5, 8, 0.18)):
        width = math.pi * size * radius / count * 0.82
        top, foot = -size * radius, -(size - depth) * radius
        middle = (top + foot) / 2
        petal: tuple[Point, ...] = (
            (0, foot), (width, middle + 10), (width * 0.8, top + 18), (0, top),
            (-width * 0.8, top + 18), (-width, middle + 10), (0, foot),
        )  # fmt: skip
        parts.append(f'<path d="{ring(petal, count)}"/>')
        dot = top + 26 if size == 1 else middle
        for k in range(count):
            angle = math.radians(360 / count * k)
            x, y = -dot * math.sin(angle), dot * math.cos(angle)
            parts.append(f'<circle cx="{_number(x)}" cy="{_number(y)}" r="2.6" fill="#fff" stroke="none"/>')
        parts.append(f'<circle r="{_number((size - depth) * radius - 6)}"/>')
    parts.append(f'<circle r="{_number(radius * 0.16)}"/><circle r="{_number(radius * 0.07)}"/>')
    return f'<g fill="none" stroke="#fff" opacity=".09">{"".join(parts)}</g>'


def _file(box: str, body: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">{body}</svg>\n'


def files() -> dict[str, str]:
    """Every ornament file by its name."""
    return {
        "logo.svg": _file("-48 -48 96 96", rosette(*ON_NIGHT)),
        "rosette.svg": _file("-48 -48 96 96", rosette(ANOR, SAFFRON, TURQUOISE, "#FFFFFF")),
        "rosette-children.svg": _file("-48 -48 96 96", rosette(ANOR, "#FFFFFF", TURQUOISE, SAFFRON)),
        "favicon.svg": _file(
            "-48 -48 96 96",
            f'<rect x="-48" y="-48" width="96" height="96" rx="20" fill="{NIGHT}"/>'
            + rosette(*ON_NIGHT, scale=0.9),
        ),
        "suzani.svg": _file("-305 -305 610 610", suzani()),
        "hoshiya.svg": _file("0 0 40 10", hoshiya()).replace("<svg ", '<svg width="40" height="10" ', 1),
        "line-rosette.svg": _file("-210 -210 420 420", line_rosette()),
    }


def main() -> None:
    """Writes the files."""
    folder = Path(__file__).resolve().parent / "static" / "ui" / "ornament"
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files().items():
        (folder / name).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
