"""Sheets: what fits, where each cell lies, what is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from javon.core.sheets import MM, CodeTooWide, Sheet, barcode, objections, places, width_needed

LABELS = Sheet(
    210 * MM, 297 * MM, columns=5, rows=13, cell_width=38 * MM, cell_height=21_200,
    left=5 * MM, top=10_700, gap_x=2_500,
)  # fmt: skip


def test_a_sheet_of_65_labels():
    assert objections(LABELS) == []
    assert LABELS.cells == 65
    assert LABELS.cell(0) == (5_000, 10_700)
    assert LABELS.cell(4) == (167_000, 10_700)
    assert LABELS.cell(64) == (167_000, 265_100)


def test_an_offset_pushes_every_cell():
    pushed = replace(LABELS, offset_x=-300, offset_y=1_200)
    assert pushed.cell(0) == (4_700, 11_900)
    assert pushed.cell(64) == (166_700, 266_300)


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        ({"columns": 0}, ["out_of_range"]),
        ({"columns": -3, "rows": 10_000}, ["out_of_range", "out_of_range"]),
        ({"cell_width": 40 * MM}, ["too_wide"]),
        ({"rows": 14}, ["too_high"]),
        ({"columns": 6, "rows": 14}, ["too_wide", "too_high"]),
        ({"offset_x": 5_100}, ["out_of_range"]),
        ({"offset_y": -5_000}, []),
        ({"width": 10**9}, ["out_of_range"]),
        ({"left": -1}, ["out_of_range"]),
    ],
)
def test_what_cannot_be_is_said(change, codes):
    assert [each.code for each in objections(replace(LABELS, **change))] == codes


def test_it_is_said_by_how_much():
    (found,) = objections(replace(LABELS, cell_width=40 * MM))
    assert (found.field, found.over) == ("columns", 5.0)


@given(st.integers(1, 65), st.integers(0, 400))
def test_the_drawings_follow_each_other_from_the_start_cell(start, count):
    found = list(places(LABELS, count, start))
    assert [page * 65 + cell for page, cell in found] == list(range(start - 1, start - 1 + count))
    assert all(0 <= cell < 65 for _, cell in found)


@pytest.mark.parametrize("start", [0, -1, 66])
def test_there_is_no_such_cell(start):
    with pytest.raises(ValueError, match="no cell"):
        list(places(LABELS, 1, start))


def test_a_code_that_does_not_fit_says_how_wide_it_is():
    needed = width_needed("00001275")
    assert needed == 25_146  # 99 modules of 0.254 mm
    assert barcode("00001275", x=0, y=0, width=needed, height=9 * MM)
    with pytest.raises(CodeTooWide) as refused:
        barcode("00001275", x=0, y=0, width=needed - 1, height=9 * MM)
    assert refused.value.needed == needed
    with pytest.raises(CodeTooWide):
        barcode("00001275", x=0, y=0, width=100 * MM, height=4 * MM)


@given(st.integers(25_146, 200_000))
def test_modules_are_never_thinner_than_a_quarter_of_a_millimetre(width):
    drawn = barcode("00001275", x=0, y=0, width=width, height=9 * MM)
    module = min(wide for _, wide in drawn.bars)
    assert module >= 250
    first, last = drawn.bars[0], drawn.bars[-1]
    assert first[0] >= 10 * module - 1
    assert width - last[0] - last[1] >= 10 * module - 1
