"""The lists of the stock as workbooks: figures as figures, texts as texts, whatever they begin with."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest

from javon.collection.stock.lists_book import workbook
from javon.core.papers import Column, Table

HEADS = (Column("T/r", "center"), Column("Muallif, nom"), Column("Narxi, soʻm", "right"))


def sheet_of(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content)).active


@pytest.mark.parametrize(
    "words, value",
    [
        ("45\N{NO-BREAK SPACE}000", 45000),
        ("1 125 000,50", 1125000.5),
        ("0", 0),
        ("7", 7),
        ("–", "–"),
        ("", None),
        ("12a", "12a"),
        ("=1+1", "=1+1"),
    ],
)
def test_what_stands_to_the_right_is_a_number_where_it_is_one(words, value):
    sheet = sheet_of(workbook("Roʻyxat", Table(HEADS, (("1", "=HYPERLINK(1)", words),))))
    cells = [cell.value for cell in sheet[4]]
    assert cells == ["1", "=HYPERLINK(1)", value]
    assert sheet["B4"].data_type == "s"


def test_a_title_that_no_sheet_may_bear_is_shortened_and_the_total_stands_below():
    title = "Kelib tushish № 7: «Sharq» [2026] / qoʻshimcha roʻyxat"
    table = Table(HEADS, (("1", "Shum bola", "100"),), total=("", "Jami", "100"))
    sheet = sheet_of(workbook(title, table))
    assert sheet["A1"].value == title and len(sheet.title) <= 31
    assert [cell.value for cell in sheet[5]] == [None, "Jami", 100]
