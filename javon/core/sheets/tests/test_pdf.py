"""Sheets as PDF: the same bytes twice, nothing obeyed, nothing spilt. Measured by others in tests/interop."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from javon.core.sheets import MM, Ring, Rule, Sheet, Text, barcode, render_sheets
from javon.core.sheets.pdf import _pages

SHEET = Sheet(100 * MM, 60 * MM, 2, 2, 40 * MM, 25 * MM, left=10 * MM, top=5 * MM, has_marks=True)


def label(text: str, number: str = "00001275"):
    return (
        Text(1 * MM, 1 * MM, 38 * MM, 6 * MM, text, align="center"),
        Text(1 * MM, 18 * MM, 38 * MM, 6 * MM, text, wraps=True, hanging=3 * MM, is_bold=True),
        barcode(number, x=0, y=8 * MM, width=40 * MM, height=8 * MM),
        Rule(0, 0, 40 * MM, 0),
        Ring(20 * MM, 20 * MM, 2 * MM),
    )


def test_the_same_labels_have_the_same_bytes():
    made = render_sheets(SHEET, [label("Oʻtkan kunlar"), label("Ўткан кунлар")], title="Yorliqlar")
    assert made.startswith(b"%PDF-")
    assert made == render_sheets(SHEET, [label("Oʻtkan kunlar"), label("Ўткан кунлар")], title="Yorliqlar")


def test_a_back_lies_behind_its_front():
    front = _pages(SHEET, [(Ring(0, 0, 1),)], 1)
    back = _pages(SHEET, [(Ring(0, 0, 1),)], 1, is_back=True)
    assert (front[0][-1]["x"], back[0][-1]["x"]) == (10 * MM, 50 * MM)
    assert SHEET.mirrored().left == 10 * MM


def test_nothing_in_a_text_is_obeyed():
    evil = '#panic("x") $x$ *b* <l> @r \\ ]} {{x}} // /* `'
    assert render_sheets(SHEET, [label(evil)], title=evil).startswith(b"%PDF-")


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(st.characters(exclude_categories=()), max_size=300))
def test_any_text_prints(text):
    assert render_sheets(SHEET, [label(text)], title=text.encode(errors="ignore").decode()).startswith(
        b"%PDF-"
    )


def test_no_labels_are_an_empty_page():
    assert render_sheets(SHEET, []).startswith(b"%PDF-")
