"""What came from others is what the list says, and the sprite holds exactly the listed icons."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

UI = Path(__file__).resolve().parent.parent


def test_htmx_has_the_checksum_of_the_list() -> None:
    digest = hashlib.sha256((UI / "static/ui/vendor/htmx.min.js").read_bytes()).hexdigest()
    assert digest in (UI / "vendor/README.md").read_text("utf-8")


def test_the_sprite_holds_the_listed_icons() -> None:
    lines = (UI / "assets/icons.txt").read_text("utf-8").splitlines()
    listed = [line for line in lines if line and not line.startswith("#")]
    assert re.findall(r'<symbol id="([^"]+)"', (UI / "static/ui/sprite.svg").read_text("utf-8")) == listed


def test_fonts_travel_with_their_licences() -> None:
    fonts = UI / "static/ui/fonts"
    families = {path.name.split("-latin")[0].split("-cyrillic")[0] for path in fonts.glob("*.woff2")}
    assert families == {path.name.removesuffix("-LICENSE.txt") for path in fonts.glob("*-LICENSE.txt")}
