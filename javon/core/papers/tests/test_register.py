"""A bound register: so many lines to a page, each page's sum carried to the next, a note for the lacing at the end."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from javon.core.papers.register import MOST_LINES, Book, Column, Line, render_register, set_out_register


def a_book(prices: list[int], **deviations: Any) -> Book:
    given = {
        "title": "Inventar kitobi",
        "centre": "Qoʻrgʻontepa tuman Axborot-kutubxona markazi",
        "columns": (Column("№", 1), Column("Muallif va nom", 6), Column("Narxi", 2, "right", upright=True)),
        "lines": [
            Line((str(number), "Qodiriy, A. #[Oʻtkan] *kunlar* $x$", str(price)), (price,))
            for number, price in enumerate(prices, start=1)
        ],
        "summed": (2,),
        "written": (str,),
        "sums_at": 1,
        "words": ("sahifa boʻyicha jami", "oldingi sahifadan oʻtdi", "jami"),
        "lacing": lambda leaves: [f"{leaves} varaq"],
        "running": "Inventar kitobi",
        "day": date(2026, 12, 31),
        "per_page": 25,
    }
    return Book(**{**given, **deviations})


@given(st.lists(st.integers(0, 10**7), max_size=120), st.integers(1, 30))
def test_what_a_page_ends_with_the_next_begins_with_and_the_last_says_the_whole(prices, per_page):
    made = set_out_register(a_book(prices, per_page=per_page))
    sums = [[int(row[2] or 0) for row in sheet["sums"]] for sheet in made["sheets"]]
    assert all(here + before == after for here, before, after in sums)
    assert all(sums[place][2] == sums[place + 1][1] for place in range(len(sums) - 1))
    assert sums[0][1] == 0 and sums[-1][2] == sum(prices)
    assert max(len(sheet["rows"]) for sheet in made["sheets"]) <= per_page
    assert made["lacing"] == [f"{len(sums) + 2} varaq"]


def test_a_sum_among_the_lines_adds_nothing_and_a_second_volume_goes_on():
    book = a_book([10, 20])
    book.lines.append(Line(("", "jami, noyabr", "30"), bold=True))
    sheet = set_out_register(a_book([], lines=book.lines, carried=(100,)))["sheets"][0]
    assert [row[2] for row in sheet["sums"]] == ["30", "100", "130"]


def test_more_lines_than_a_volume_takes_are_refused():
    with pytest.raises(ValueError, match="at most"):
        set_out_register(a_book([1] * (MOST_LINES + 1)))


def test_the_book_is_printed_and_no_text_is_read_as_markup():
    assert render_register(a_book([45_000] * 30)).startswith(b"%PDF-")
