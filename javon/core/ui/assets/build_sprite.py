"""Collects the icons named in icons.txt into ui/sprite.svg; run by hand, the result is committed.

    python javon/core/ui/assets/build_sprite.py NODE_MODULES/lucide-static/icons

Only the names that pages use travel to the browser. Lucide is under the ISC licence (vendor/README.md).
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

ASSETS = Path(__file__).resolve().parent
SPRITE = ASSETS.parent / "static" / "ui" / "sprite.svg"


def names() -> list[str]:
    """The icons asked for."""
    lines = (ASSETS / "icons.txt").read_text("utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def symbol(name: str, text: str) -> str:
    """One icon as a symbol: its drawing alone; colours and strokes come from the page."""
    drawing = re.search(r"<svg[^>]*>(.*)</svg>", text, re.DOTALL)
    if drawing is None:
        raise SystemExit(f"{name} is no SVG")
    return f'<symbol id="{name}" viewBox="0 0 24 24">{re.sub(chr(10) + "[ ]*", "", drawing[1])}</symbol>'


def main(folder: Path) -> None:
    """Writes the sprite."""
    symbols = [symbol(name, (folder / f"{name}.svg").read_text("utf-8")) for name in names()]
    SPRITE.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n", "utf-8"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
