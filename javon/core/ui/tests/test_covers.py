"""Covers for any title in any script: safe markup, small, stable, inside the frame."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from javon.core.ui import covers

text = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cn")), max_size=300)


@given(title=text, author=text, branch=st.sampled_from(["", "84", "22.1", "63.3(5Oʻzb)", "?"]))
def test_any_title_makes_well_formed_svg_without_styles(title: str, author: str, branch: str) -> None:
    drawn = covers.cover_svg(title, author, branch)
    root = ElementTree.fromstring(drawn)
    assert root.attrib["aria-hidden"] == "true"
    assert not any("style" in element.attrib for element in root.iter())
    assert len(drawn) < 6000


@given(title=text)
def test_lines_stay_within_the_cover(title: str) -> None:
    size, lines = covers.wrapped(title)
    assert len(lines) <= 5
    assert all(covers.text_width(line, size) <= covers.WIDTH - 2 * covers.MARGIN for line in lines)
    assert 11 + size + (len(lines) - 1) * (size + 2) < 80


@pytest.mark.parametrize(
    "title", ["Oʻtkan kunlar", "Ўткан кунлар", "Информационно-библиотековедение: энциклопедик луғат", "Ufq"]
)
def test_a_usual_cover_weighs_less_than_two_kilobytes(title: str) -> None:
    assert len(covers.cover_svg(title, "Abdulla Qodiriy", "84").encode()) < 2048


def test_markup_in_a_title_is_text() -> None:
    assert "<script>" not in covers.cover_svg("<script>alert(1)</script>", '"><b>', "84")


def test_a_science_keeps_three_tones_and_literature_uses_all() -> None:
    titles = [f"Kitob {n}" for n in range(400)]
    assert len({covers.palette_of(title, "22.1") for title in titles}) == 3
    assert len({covers.palette_of(title, "84(5Oʻzb)") for title in titles}) == len(covers.PALETTES)


def test_the_same_title_has_the_same_cover_in_any_case() -> None:
    assert covers.palette_of("Oʻtkan Kunlar", "84") == covers.palette_of("oʻtkan kunlar", "84")
