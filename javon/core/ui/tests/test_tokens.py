"""The promises of the colours: contrast, one home for raw values, both dark themes alike."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from javon.core.ui import covers

STATIC = Path(__file__).resolve().parent.parent / "static" / "ui"
TOKENS = (STATIC / "tokens.css").read_text("utf-8")
COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|rgba|hsl|hsla|oklch)\(")


def block(pattern: str) -> dict[str, str]:
    """The custom properties between the braces that follow `pattern`."""
    found = re.search(pattern + r"\s*\{(.*?)\}", TOKENS, re.DOTALL)
    assert found, pattern
    return {name: value.strip() for name, value in re.findall(r"--([\w-]+):\s*([^;]+);", found[1])}


LIGHT = block(r":root")
DARK = {**LIGHT, **block(r':root\[data-theme="dark"\]')}
THEMES = {"light": LIGHT, "dark": DARK}

TEXT = (
    ("ink", "paper"),
    ("ink", "surface"),
    ("ink-2", "paper"),
    ("ink-2", "surface"),
    ("ink-2", "sunken"),
    ("ink-3", "paper"),
    ("ink-3", "surface"),
    ("ink-3", "sunken"),
    ("lapis-700", "paper"),
    ("lapis-700", "surface"),
    ("lapis-700", "lapis-50"),
    ("lapis-700", "lapis-100"),
    ("lapis-800", "paper"),
    ("on-primary", "primary"),
    ("on-primary", "primary-hover"),
    ("on-anor", "anor-button"),
    ("on-anor", "anor-button-hover"),
    ("on-red", "red-600"),
    ("on-red", "red-700"),
    ("on-feruza", "feruza-600"),
    ("on-zafar", "zafar-400"),
    ("feruza-700", "feruza-50"),
    ("zafar-700", "zafar-50"),
    ("zafar-700", "zafar-100"),
    ("red-700", "red-50"),
    ("red-700", "surface"),
    ("anor-700", "anor-50"),
    ("anor-600", "paper"),
    ("ink", "red-50"),
    ("ink", "mark"),
    ("ink", "fresh"),
    ("on-night", "night"),
    ("on-night-2", "night-top"),
    ("on-night-3", "night-bottom"),
    ("on-night-4", "night-bottom"),
    ("rail-text", "night"),
    ("rail-note", "night"),
    ("box-ink", "box"),
    ("box-ink-3", "box"),
    ("kid-ink", "kid"),
    ("kid-ink-2", "kid"),
    ("kid-ink", "kid-tile"),
    ("ink-3", "fresh"),
)
SIGNS = (
    ("line-strong", "surface"),
    ("line-strong", "paper"),
    ("chart-1", "surface"),
    ("chart-late", "surface"),
    ("chart-now", "surface"),
    ("lapis-600", "surface"),
    ("zafar-400", "night"),
    ("anor-600", "kid"),
    ("red-600", "surface"),
)


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("front", "back"), TEXT)
def test_text_is_legible_on_its_ground(theme: str, front: str, back: str) -> None:
    tokens = THEMES[theme]
    assert contrast(tokens[front], tokens[back]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("front", "back"), SIGNS)
def test_signs_and_borders_are_visible(theme: str, front: str, back: str) -> None:
    tokens = THEMES[theme]
    assert contrast(tokens[front], tokens[back]) >= 3.0


@pytest.mark.parametrize(
    ("front", "back", "ratio"),
    [
        ("ink", "paper", 14.97),
        ("ink-3", "surface", 5.44),
        ("lapis-700", "lapis-50", 9.82),
        ("line-strong", "surface", 3.80),
    ],
)
def test_the_table_of_the_design_is_reproduced(front: str, back: str, ratio: float) -> None:
    assert contrast(LIGHT[front], LIGHT[back]) == pytest.approx(ratio, abs=0.05)


def test_the_device_s_dark_is_the_chosen_dark() -> None:
    assert block(r":root:not\(\[data-theme\]\)") == block(r':root\[data-theme="dark"\]')


@pytest.mark.parametrize("palette", covers.PALETTES)
def test_a_cover_s_text_is_legible(palette: tuple[str, str, str]) -> None:
    ground, motif, text = palette
    assert contrast(text, ground) >= 4.5
    assert contrast(motif, ground) >= 1.5


def test_raw_colours_live_in_tokens_only() -> None:
    stray = {
        f"{path.name}: {line.strip()}"
        for path in STATIC.rglob("*.css")
        if path.name not in {"tokens.css", "print.css", "on_paper.css"}
        for line in re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL).splitlines()
        if COLOUR.search(line)
    }
    assert not stray


def test_every_token_that_is_used_exists() -> None:
    text = "\n".join(path.read_text("utf-8") for path in STATIC.rglob("*.css"))
    tokens = "\n".join(path.read_text("utf-8") for path in STATIC.rglob("tokens.css"))
    assert set(re.findall(r"var\(--([\w-]+)", text)) <= set(re.findall(r"--([\w-]+):", tokens))


def test_nothing_is_forced_but_in_print() -> None:
    forced = [
        path.name
        for path in STATIC.rglob("*.css")
        if path.name not in {"print.css", "on_paper.css"} and "!important" in path.read_text("utf-8")
    ]
    assert not forced
