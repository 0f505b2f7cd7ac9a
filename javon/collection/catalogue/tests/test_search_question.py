from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from javon.collection.catalogue.search_question import as_spelled, read, years
from javon.collection.catalogue.search_schema import spelling, starts_of
from javon.core.search import question as q


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("1990", q.Word("year", 1990)),
        ("1990-2000", q.Between("year", 1990, 2000)),
        ("1990–2000", q.Between("year", 1990, 2000)),
        ("1990-", q.Between("year", 1990, None)),
        ("-2000", q.Between("year", None, 2000)),
        ("", None),
        ("-", None),
        ("soon", None),
        ("19901", None),
    ],
)
def test_years_as_people_type_them(typed: str, asked: q.Question | None) -> None:
    assert years(typed) == asked


def test_an_empty_box_asks_for_everything_and_a_box_of_marks_for_nothing() -> None:
    assert read("  ").is_empty
    assert read("*").is_empty
    assert read("?!").wanted == q.Nothing()


def test_a_pair_of_years_is_no_journal_number() -> None:
    assert read("1941-1945").words


def test_small_words_are_needed_only_when_there_is_nothing_else() -> None:
    assert "value='va'" not in str(read("kunlar va yillar").wanted)
    assert "value='va'" in str(read("va").wanted)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Oʻtkan", "O'TKAN"), ("Oʻtkan", "otkan"), ("Ötkan", "Oʻtkan"), ("Şahar", "shahar"), ("maʼno", "mano")],
)
def test_apostrophes_and_the_new_letters_make_no_difference_of_spelling(one: str, other: str) -> None:
    assert spelling(one) == spelling(other)


def test_scripts_and_letters_do_make_a_difference_of_spelling() -> None:
    assert spelling("хат") != spelling("ҳат")
    assert spelling("kunlar") != spelling("кунлар")


def test_a_title_is_found_from_its_beginning_and_as_a_whole() -> None:
    assert starts_of("a b c d e f") == ["a", "a b", "a b c", "a b c d", "a b c d e f$"]
    assert starts_of("a") == ["a", "a$"]
    assert starts_of("") == []


def test_what_was_meant_is_said_in_the_record_s_own_spelling() -> None:
    asked = read("otkan kunalr")
    assert as_spelled(asked.words, ["Oʻtkan kunlar"]) == "otkan kunlar"
    assert as_spelled(asked.words, ["Shum bola"]) is None
    assert as_spelled(read("otkan kunlar").words, ["Oʻtkan kunlar"]) is None


@settings(deadline=None)
@given(st.text(max_size=300))
def test_whatever_is_typed_becomes_a_question(typed: str) -> None:
    asked = read(typed)
    assert asked.wanted is not None
    hash(asked.wanted)


def test_reading_takes_no_longer_for_a_hostile_text_than_for_a_long_one() -> None:
    # Not a measurement: a quadratic reader would need minutes here.
    began = time.monotonic()
    for hostile in (
        '"' * 10_000,
        "«" * 10_000,
        "a:" * 5_000,
        "9-" * 5_000,
        "ь" * 10_000,
        "y" * 10_000,
        "x́" * 5_000,
    ):
        read(hostile)
    assert time.monotonic() - began < 20
