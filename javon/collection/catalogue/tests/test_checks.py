"""What the form of a record points out: hints, never refusals."""

from __future__ import annotations

import pytest

from javon.centre.organisation.tests.characters import a_centre
from javon.collection.catalogue import editing, wording
from javon.collection.catalogue.checks import checks
from javon.collection.catalogue.tests.characters import a_record, a_title
from javon.collection.sources.record import Record

pytestmark = pytest.mark.django_db

GOOD = {
    "title": "Shum bola",
    "year": "2019",
    "language": "uzb",
    "bbk": "84(5Oʻ)6",
    "author": "Gʻulom, Gʻafur",
}


def found(**typed: str) -> dict[str, int | None]:
    hints = checks({**GOOD, **typed}, centre_id=a_centre().pk)
    assert all(wording.check(hint) for hint in hints)
    return {hint.code: hint.number for hint in hints}


def test_a_full_record_draws_no_hint() -> None:
    assert found() == {}


@pytest.mark.parametrize(
    "typed, code",
    [
        ({"title": " "}, "no_title"),
        ({"year": ""}, "no_year"),
        ({"year": "20019"}, "strange_year"),
        ({"language": ""}, "no_language"),
        ({"bbk": ""}, "no_bbk"),
        ({"isbn": "9789943000002"}, "mistyped_isbn"),
        ({"isbn": "9789943000001\n978994300000"}, "mistyped_isbn"),
        ({"title": "Shum bоla"}, "mixed_letters"),
    ],
)
def test_what_is_worth_a_second_look_is_pointed_out(typed: dict[str, str], code: str) -> None:
    assert code in found(**typed)


def test_a_cyrillic_title_beside_a_latin_publisher_is_no_mixture() -> None:
    assert found(title="Шум бола", publisher="Sharq") == {}


def test_a_record_with_the_same_isbn_or_of_the_same_book_is_named() -> None:
    held = a_title("Shum bola", author="Gʻulom, Gʻafur", isbn="9789943000001")
    assert found(isbn="978-9943-00-000-1") == {"same_isbn": held.number}
    assert found(publisher="Sharq", subtitle="roman") == {"alike": held.number}


def test_a_record_is_not_alike_to_itself_nor_to_a_donor() -> None:
    a_title(isbn="9789943000001", is_donor=True)
    title = a_title(record=a_record(isbn="9789943000001"))
    shown = editing.shown(Record.from_json(title.marc))
    codes = {hint.code for hint in checks(shown, centre_id=a_centre().pk, title=title)}
    assert not codes & {"same_isbn", "alike"}
