"""Typed text becomes clauses, and clauses become the same typed text again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from javon.centre.documents.typed import Point, points_of, repeated_numbers, typed_of


@pytest.mark.parametrize(
    "typed, found",
    [
        ("", []),
        ("1. Ochilsin.\n2. Yopilsin.", [("1", False, "Ochilsin."), ("2", False, "Yopilsin.")]),
        (
            "1. Umumiy qoidalar\n1.1. Xizmat mustaqil.",
            [("1", True, "Umumiy qoidalar"), ("1.1", False, "Xizmat mustaqil.")],
        ),
        ("2.11 Fond boyitiladi", [("2.11", False, "Fond boyitiladi")]),
        ("3) Nazorat menda.", [("3", False, "Nazorat menda.")]),
        ("II. Asosiy vazifalar", [("II", True, "Asosiy vazifalar")]),
        ("ASOSIY VAZIFALAR", [("", True, "ASOSIY VAZIFALAR")]),
        ("# 4. Yakun", [("4", True, "Yakun")]),
        ("1. Bir\nikkinchi qator", [("1", False, "Bir\nikkinchi qator")]),
        ("1. Bir\n\nAlohida xatboshi", [("1", False, "Bir"), ("", False, "Alohida xatboshi")]),
        ("2024-yil 7-avgust", [("", False, "2024-yil 7-avgust")]),
        ("07.08.2024 sanada", [("", False, "07.08.2024 sanada")]),
        ("12 nafar kitobxon", [("", False, "12 nafar kitobxon")]),
        ("1. Бир\r\n2. Икки", [("1", False, "Бир"), ("2", False, "Икки")]),
    ],
)
def test_lines_become_clauses(typed, found) -> None:
    assert [(one.number, one.is_heading, one.text) for one in points_of(typed)] == found


@given(st.text(max_size=400))
def test_whatever_is_typed_is_read_and_reads_the_same_again(typed) -> None:
    points = points_of(typed)
    again = points_of(typed_of(points))
    assert points_of(typed_of(again)) == again


def test_repeated_numbers_are_named_once_and_headings_do_not_count() -> None:
    points = [Point("a", "1", is_heading=True), Point("b", "1"), Point("c", "2"), Point("d", "2")]
    assert repeated_numbers(points) == ["2"]
