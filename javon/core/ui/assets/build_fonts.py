"""Cuts the fonts down to what Uzbek, Russian and English pages need and writes ui/fonts.css; run by hand.

Wants `fonttools` and `brotli`, and the folder `node_modules` with @fontsource-variable/onest,
@fontsource-variable/source-serif-4 and @fontsource/ibm-plex-mono (SIL Open Font License):

    python javon/core/ui/assets/build_fonts.py NODE_MODULES

The results are committed; neither the server nor the browser needs this tool.
"""

from __future__ import annotations

import shutil
import sys
from io import BytesIO
from pathlib import Path

from fontTools.subset import Options, Subsetter, load_font
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

UI = Path(__file__).resolve().parent.parent
FONTS = UI / "static" / "ui" / "fonts"

# The Uzbek Latin letters' ʻ and ʼ live in "latin", Ў in "cyrillic", Қ Ғ Ҳ in "cyrillic-ext" and the
# 2026 alphabet's ş ğ in "latin-ext": without one of them a word breaks in the middle into a fallback font.
RANGES = {
    "latin": "U+0020-007E,U+00A0-00FF,U+02BB-02BC,U+2009,U+2010-2015,U+2018-201E,U+2022,U+2026,U+202F,U+2030,"
    "U+2032-2033,U+2039-203A,U+20AC,U+2190-2193,U+2212",
    "latin-ext": "U+011E-011F,U+0130-0131,U+015E-015F",
    "cyrillic": "U+0400-045F,U+2116",
    "cyrillic-ext": "U+0492-0493,U+049A-049B,U+04B2-04B3,U+04D8-04D9,U+04E8-04E9",
}
FACES = (
    ("Onest", "onest", "@fontsource-variable/onest/files/onest-{}-wght-normal.woff2", "swap"),
    (
        "Source Serif 4",
        "source-serif",
        "@fontsource-variable/source-serif-4/files/source-serif-4-{}-wght-normal.woff2",
        "fallback",
    ),
    (
        "IBM Plex Mono",
        "plex-mono",
        "@fontsource/ibm-plex-mono/files/ibm-plex-mono-{}-400-normal.woff2",
        "swap",
    ),
)
WEIGHTS = (400, 700)
# Fonts that every system has, with the mean width in em of a letter in FREQUENCY.
FALLBACKS = {"Onest": ("Arial", 0.4674), "Source Serif 4": ("Georgia", 0.4720)}
FREQUENCY = (
    "aaaaaaaabbccddddeeeeeeeeeeeeffgghhhhhhiiiiiiijkkllllmmmn"
    "nnnnnnooooooooppqrrrrrrsssssstttttttttuuuvwwxyyz      "
)


def codes(ranges: str) -> list[int]:
    """The code points of a CSS unicode-range."""
    points: list[int] = []
    for part in ranges.replace("U+", "").split(","):
        first, _, last = part.partition("-")
        points.extend(range(int(first, 16), int(last or first, 16) + 1))
    return points


def cut(source: Path, target: Path, ranges: str) -> bool:
    """Writes the subset; False when the source has none of the letters."""
    options = Options()
    options.layout_features = ["kern", "liga", "calt", "ccmp", "locl", "mark", "mkmk", "tnum"]
    font = load_font(str(source), options, lazy=False)
    wanted = set(codes(ranges)) & set(font.getBestCmap())
    if not wanted:
        return False
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)
    kept = BytesIO()
    font.flavor = None
    font.save(kept)
    kept.seek(0)
    small = TTFont(kept, lazy=False)
    if "fvar" in small:
        small = instancer.instantiateVariableFont(small, {"wght": WEIGHTS})
    small.flavor = "woff2"
    small.save(str(target))
    return True


def mean_width(source: Path) -> float:
    """Mean width of a letter in running text, in em."""
    font = load_font(str(source), Options())
    cmap, metrics = font.getBestCmap(), font["hmtx"]
    return sum(metrics[cmap[ord(c)]][0] for c in FREQUENCY) / len(FREQUENCY) / font["head"].unitsPerEm


def stand_in(family: str, source: Path) -> str:
    """A face under which the page does not jump when the real one arrives."""
    local, width = FALLBACKS[family]
    font = load_font(str(source), Options())
    em, hhea = font["head"].unitsPerEm, font["hhea"]
    ratio = mean_width(source) / width
    return (
        f'@font-face {{ font-family: "{family} fallback"; src: local("{local}"); size-adjust: {ratio:.2%};'
        f" ascent-override: {hhea.ascent / em / ratio:.2%};"
        f" descent-override: {-hhea.descent / em / ratio:.2%};"
        " line-gap-override: 0%; }"
    )


def main(modules: Path) -> None:
    """Cuts every font and writes the stylesheet that names them."""
    FONTS.mkdir(parents=True, exist_ok=True)
    rules = ["/* Written by assets/build_fonts.py; do not edit by hand. */"]
    for family, short, pattern, display in FACES:
        for subset, ranges in RANGES.items():
            source = modules / pattern.format(subset)
            target = FONTS / f"{short}-{subset}.woff2"
            if not source.exists() or not cut(source, target, ranges):
                continue
            weight = f"{WEIGHTS[0]} {WEIGHTS[1]}" if "variable" in pattern else "400"
            rules.append(
                f'@font-face {{ font-family: "{family}"; src: url(fonts/{target.name}) format("woff2");'
                f" font-weight: {weight}; font-display: {display}; unicode-range: {ranges}; }}"
            )
        if family in FALLBACKS:
            rules.append(stand_in(family, modules / pattern.format("latin")))
        shutil.copy(modules / Path(*Path(pattern).parts[:2]) / "LICENSE", FONTS / f"{short}-LICENSE.txt")
    (UI / "static" / "ui" / "fonts.css").write_text("\n".join(rules) + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
