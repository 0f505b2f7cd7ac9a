"""The house rules of templates: no inline style or script, known icons, components that say their inputs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from javon.core.ui import ornaments, staticfiles

UI = Path(__file__).resolve().parent.parent
PACKAGE = UI.parent.parent
TEMPLATES = sorted(PACKAGE.rglob("templates/**/*.html"))
COMPONENTS = sorted((UI / "templates" / "ui").glob("*.html"))
SYMBOLS = set(re.findall(r'<symbol id="([\w-]+)"', (UI / "static" / "ui" / "sprite.svg").read_text("utf-8")))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_obeys_the_strict_policy(path: Path) -> None:
    text = re.sub(
        r"\{% comment.*?endcomment %\}|\{[#%].*?[#%]\}", "", path.read_text("utf-8"), flags=re.DOTALL
    )
    assert not re.search(r"<[^>]*\sstyle\s*=", text)
    assert not re.search(r"<[^>]*\son[a-z]+\s*=", text)
    assert "hx-on" not in text and "javascript:" not in text
    assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*application/(ld\+)?json)[^>]*>\s*[^<\s]", text)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_every_icon_is_in_the_sprite(path: Path) -> None:
    text = path.read_text("utf-8")
    named = set(re.findall(r'\{% icon "([^"]+)"', text)) | set(re.findall(r'\bicon="([^"]+)"', text))
    assert named <= SYMBOLS


def test_icons_named_in_python_are_in_the_sprite() -> None:
    named = {
        name
        for path in PACKAGE.rglob("*.py")
        for name in re.findall(
            r'NavItem\([^,]+, "[^"]+", "([\w-]+)"|"icon": "([\w-]+)"', path.read_text("utf-8")
        )
        for name in name
        if name
    }
    assert named <= SYMBOLS


@pytest.mark.parametrize("path", COMPONENTS, ids=lambda path: path.name)
def test_a_component_begins_with_its_inputs(path: Path) -> None:
    head = re.search(r"\{% comment %\}(.*?)\{% endcomment %\}", path.read_text("utf-8"), re.DOTALL)
    assert head and re.search("Inputs|Context|Uses", head[1])


def test_components_are_included_with_only() -> None:
    loose = [
        f"{path.name}: {tag}"
        for path in TEMPLATES
        for tag in re.findall(r'\{% include "ui/(?!layout/|send_later)[^%]+%\}', path.read_text("utf-8"))
        if not tag.endswith(" only %}")
    ]
    assert not loose


def test_ornament_files_are_what_the_rules_draw() -> None:
    folder = UI / "static" / "ui" / "ornament"
    assert {path.name: path.read_text("utf-8") for path in folder.glob("*.svg")} == ornaments.files()


def test_scripts_are_small() -> None:
    assert all(
        len(path.read_text("utf-8").splitlines()) <= 100 for path in (UI / "static/ui/js").glob("*.js")
    )


def test_every_stylesheet_stands_in_a_layer() -> None:
    bare = [
        name for name in staticfiles.stylesheets()
        if name.startswith("ui/") and name not in {"ui/fonts.css", "ui/layers.css"}
        and not re.search(r"@layer \w+ \{", (UI / "static" / name).read_text("utf-8"))
    ]  # fmt: skip
    assert not bare
