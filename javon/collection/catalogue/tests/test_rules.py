"""May this record be changed so, or made: the table on the wall."""

from __future__ import annotations

import pytest

from javon.collection.catalogue import wording
from javon.collection.catalogue.matching import Face, is_same_by_control_number, is_same_by_isbn, titles_agree
from javon.collection.catalogue.rules import (
    CORRECTION_RULES,
    CREATION_RULES,
    RecordFacts,
    may_correct,
    may_create,
)


def given(**deviations) -> RecordFacts:
    ordinary = {"title": "Oʻtkan kunlar", "year": "2019", "this_year": 2026, "letters": 900}
    return RecordFacts(**{**ordinary, **deviations})


@pytest.mark.parametrize(
    "case, facts, codes, may",
    [
        ("an ordinary correction", given(expected_version=3, version=3), (), True),
        ("somebody was faster", given(expected_version=3, version=4), ("changed_meanwhile",), False),
        ("a donor's record", given(is_donor=True), ("donor_record",), False),
        ("no title left", given(title="  "), ("empty_title",), False),
        ("a book of next year", given(year="2027"), (), True),
        ("a book of the far future warns", given(year="2072"), ("strange_year",), True),
        ("a year in words warns", given(year="kecha"), ("strange_year",), True),
        ("no year at all", given(year=""), (), True),
        ("several reasons at once", given(title="", is_donor=True), ("donor_record", "empty_title"), False),
        ("an endless annotation", given(letters=20_001), ("too_long",), False),
        ("nothing changes", given(changes_nothing=True), ("nothing_changed",), True),
    ],
)
def test_may_correct(case: str, facts: RecordFacts, codes: tuple[str, ...], may: bool) -> None:
    verdict = may_correct(facts)
    assert (verdict.codes, bool(verdict)) == (codes, may)


def test_a_book_held_already_may_be_entered_by_who_says_why() -> None:
    verdict = may_create(given(already_held=7))
    assert verdict.codes == ("already_held",) and verdict.overridable
    verdict.enforce(rights={"catalogue.correct_record"}, reason="boshqa nashr")


def test_every_refusal_has_its_sentence() -> None:
    worst = given(
        title="", year="x", letters=99_999, expected_version=1, version=2, is_donor=True, has_mistyped_isbn=True,
        changes_nothing=True, already_held=1, merged_into=2,
    )  # fmt: skip
    for rule in {*CORRECTION_RULES, *CREATION_RULES}:
        refusal = rule(worst)
        assert refusal is not None and wording.sentence(refusal)


def face(title: str, subtitle: str = "", year: int | None = None, source: str = "", number: str = "") -> Face:
    return Face(title, subtitle, year, frozenset({(source, number)}))


@pytest.mark.parametrize(
    "one, other, agree",
    [
        (face("Oʻtkan kunlar"), face("Ўткан кунлар"), True),
        (face("Oʻtkan kunlar"), face("O'tkan kunlar", "roman"), True),
        (face("Ona tili", "5-sinf"), face("Ona tili", "6-sinf"), False),
        (face("Toʻla asarlar. 1-jild"), face("Toʻla asarlar. 2-jild"), False),
        (face("Oʻtkan kunlar"), face("Kimyo"), False),
    ],
)
def test_titles_of_one_book_agree(one: Face, other: Face, agree: bool) -> None:
    assert titles_agree(one, other) is titles_agree(other, one) is agree


def test_an_isbn_is_not_believed_against_the_source_the_title_or_the_year() -> None:
    held = face("Ona tili", year=2015, source="X", number="1")
    assert is_same_by_isbn(face("Ona tili", year=2016, source="Y", number="7"), held)
    assert not is_same_by_isbn(face("Ona tili", year=2015, source="X", number="2"), held)
    assert not is_same_by_isbn(face("Kimyo", year=2015), held)
    assert not is_same_by_isbn(face("Ona tili", year=2020), held)


def test_a_number_without_a_source_needs_the_title_to_agree() -> None:
    assert not is_same_by_control_number(face("Kimyo", number="1"), face("Ona tili", number="1"))
    assert is_same_by_control_number(
        face("Kimyo", source="X", number="1"), face("Ona tili", source="X", number="1")
    )
