"""The sheets of the first day: every one can be printed on, carries what it says, and has a name."""

from __future__ import annotations

import pytest

from javon.collection.labels.designs import DESIGNS, LabelFacts
from javon.collection.labels.models import LabelRequest
from javon.collection.labels.standard import kinds_that_fit, least_cells, standard_sheets
from javon.collection.labels.wording import KINDS, SHEETS
from javon.core.sheets import Bars, Ring, Rule, Text, objections

COPY = LabelFacts(
    centre="Qoʻrgʻontepa tuman AKM", code="00001275", inventory="4218", shelf_mark="84(5Oʻzb)6 Q-57 1-jild",
    title="Oʻtkan kunlar", author="Qodiriy, Abdulla", year="2019", price="45 000",
)  # fmt: skip


def inside(item, width: int, height: int) -> bool:
    """Whether nothing of `item` leaves its cell."""
    match item:
        case Text():
            return (
                item.x >= 0
                and item.x + item.width <= width
                and item.y >= 0
                and item.y + item.height <= height
            )
        case Bars():
            right = max(at + wide for at, wide in item.bars)
            return item.x >= 0 and item.x + right <= width and item.y >= 0 and item.y + item.height <= height
        case Rule():
            return (
                min(item.x, item.to_x) >= 0
                and max(item.x, item.to_x) <= width
                and max(item.y, item.to_y) <= height
            )
        case Ring():
            return item.y + item.radius <= height
    return False


@pytest.mark.parametrize("code", standard_sheets())
def test_a_standard_sheet_is_possible_and_named(code):
    one = standard_sheets()[code]
    assert objections(one.sheet) == []
    assert set(one.kinds) <= set(kinds_that_fit(one.sheet))
    assert code in SHEETS


def test_every_kind_has_a_name_a_least_cell_and_a_sheet():
    kinds = set(LabelRequest.Kind.values)
    assert set(KINDS) == set(least_cells()) == set(DESIGNS) | {"card"} == kinds
    assert {kind for one in standard_sheets().values() for kind in one.kinds} == kinds


@pytest.mark.parametrize("kind", DESIGNS)
def test_nothing_leaves_its_cell_even_the_smallest(kind):
    cells = [least_cells()[kind]]
    cells += [
        (one.sheet.cell_width, one.sheet.cell_height)
        for one in standard_sheets().values()
        if kind in one.kinds
    ]
    for width, height in cells:
        drawing = DESIGNS[kind](COPY, width, height)
        outside = [item for item in drawing if not inside(item, width, height)]
        assert not outside, (width, height, outside)


def test_a_copy_that_has_nothing_still_has_labels():
    bare = LabelFacts("", "12345670", "", "", "")
    for kind, design in DESIGNS.items():
        assert isinstance(design(bare, *least_cells()[kind]), tuple), kind


def test_the_65_of_the_shops_lie_as_on_the_package():
    sheet = standard_sheets()["a4-38x21"].sheet
    assert (sheet.cells, sheet.cell_width, sheet.cell_height) == (65, 38_000, 21_200)
    assert sheet.width - sheet.used_width == sheet.left
    assert sheet.height - sheet.used_height == sheet.top
