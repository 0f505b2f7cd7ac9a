"""Copies of old inventory books: they fill the opening balance, repeat numbers with a note, and never meet ours."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from javon.centre.organisation.tests.characters import a_centre, a_service_point, an_employee
from javon.collection.catalogue.tests.characters import a_title
from javon.collection.stock import checks
from javon.collection.stock.models import Copy, InventoryBook, Movement
from javon.collection.stock.rights import RIGHTS
from javon.collection.stock.rules.old_copies import NumbersUnclear, OldCopyFacts, may_enter, numbers_of

TODAY = date(2026, 11, 20)
ONE = OldCopyFacts(today=TODAY, numbers=("4218",), price=1_20)


@pytest.mark.parametrize(
    "case, changes, expected",
    [
        ("a line of the old book", {}, ()),
        ("no price in the book: told, not stopped", {"price": None}, ("old_copy_without_price",)),
        ("the number stands there already", {"taken": ("4218",)}, ("number_taken",)),
        (
            "the old book repeats it, and the note says so",
            {"taken": ("4218",), "note": "kitobda ikki marta"},
            (),
        ),
        ("a number that the program gives", {"ours": ("4218",)}, ("number_is_ours",)),
        ("nothing typed", {"numbers": ()}, ("no_inventory_number",)),
        ("one number twice", {"numbers": ("7", "7")}, ("number_typed_twice",)),
        ("a record of another library", {"is_donor": True}, ("copy_of_donor",)),
        ("a book that is not there", {"book_exists": False}, ("no_such_book",)),
        ("it comes tomorrow", {"acquired_on": date(2026, 11, 21)}, ("old_copy_day_unreal",)),
        ("a price of minus one", {"price": -1}, ("price_negative",)),
        ("a price of a million million", {"price": 10**14}, ("price_too_high",)),
        ("several reasons", {"numbers": (), "is_donor": True}, ("no_inventory_number", "copy_of_donor")),
    ],
)
def test_may_enter(case, changes, expected):
    assert may_enter(replace(ONE, **changes)).codes == expected


@pytest.mark.parametrize(
    "typed, numbers",
    [
        ("4218", ["4218"]),
        ("004218", ["004218"]),
        ("4218, 4220-4222", ["4218", "4220", "4221", "4222"]),
        ("098–101", ["098", "099", "100", "101"]),
        ("К-17; K-18\n19а", ["К-17", "K-18", "19а"]),
        (" , ;", []),
    ],
)
def test_numbers_are_read_as_people_write_them(typed, numbers):
    assert numbers_of(typed) == numbers


@pytest.mark.parametrize("typed", ["9-1", "1-999999", "sariq kitob", "1" * 31])
def test_what_is_no_number_is_said(typed):
    with pytest.raises(NumbersUnclear):
        numbers_of(typed)


@given(st.text(max_size=80))
def test_nothing_typed_breaks_the_reading_of_numbers(typed):
    with suppress(NumbersUnclear):
        assert all(number and len(number) <= 30 for number in numbers_of(typed))


@pytest.fixture
def desk(client: Client, tmp_path: Path, settings, db) -> Client:
    settings.SEARCH_INDEX = tmp_path / "index"
    a_centre()
    a_service_point()
    client.force_login(
        an_employee("kataloger", *RIGHTS).user, backend="javon.core.accounts.backends.AccountBackend"
    )
    return client


def typed(**changes: object) -> dict[str, object]:
    return {
        "numbers": "4218, 4220-4221",
        "price": "1,20",
        "service_point": a_service_point().pk,
        "loanable": "on",
        **changes,
    }


def test_copies_of_an_old_book_stand_on_the_shelf_and_leave_the_ledger_alone(desk):
    place = f"/catalogue/{a_title().number}/copies/new/"
    assert desk.get(place).status_code == 200
    assert desk.post(place, typed()).status_code == 303
    copies = list(Copy.objects.order_by("inventory_order"))
    assert [(one.inventory_number, one.state, one.price) for one in copies] == [
        ("4218", "on_shelf", 120),
        ("4220", "on_shelf", 120),
        ("4221", "on_shelf", 120),
    ]
    assert all(one.barcode and one.delivery_id is None for one in copies)
    assert not Movement.objects.exists()
    assert list(checks.verify()) == []


def test_a_repeated_number_is_refused_until_a_note_says_that_the_book_repeats_it(desk):
    place = f"/catalogue/{a_title().number}/copies/new/"
    desk.post(place, typed())
    answer = desk.post(place, typed(numbers="4220", shelf="3-javon"))
    assert answer.status_code == 409
    assert "Kitobda bu raqamlar bor: 4220" in answer.content.decode() and "3-javon" in answer.content.decode()
    assert desk.post(place, typed(numbers="4220", note="Kitobda ikki marta yozilgan")).status_code == 303
    assert sorted(
        Copy.objects.filter(inventory_number="4220").values_list("inventory_repeat", flat=True)
    ) == [0, 1]


def test_numbers_that_the_program_gives_are_not_typed(desk):
    InventoryBook.objects.create(
        centre=a_centre(), code="", name="Inventar kitobi", paper_last=40_135, last=40_140
    )
    place = f"/catalogue/{a_title().number}/copies/new/"
    answer = desk.post(place, typed(numbers="40137"))
    assert answer.status_code == 409 and "Bu raqamlarni dastur beradi" in answer.content.decode()
    assert desk.post(place, typed(numbers="40135")).status_code == 303


@pytest.mark.parametrize(
    "changes",
    [
        {"numbers": ""},
        {"numbers": "5-1"},
        {"price": "qimmat"},
        {"service_point": "x"},
        {"inventory_book": "yoʻq"},
    ],
)
def test_bad_input_is_said_and_kept(desk, changes):
    answer = desk.post(f"/catalogue/{a_title().number}/copies/new/", typed(shelf="9-javon", **changes))
    assert answer.status_code == 422 and "9-javon" in answer.content.decode()
    assert not Copy.objects.exists()
    assert desk.get("/catalogue/99999/copies/new/").status_code == 404


@pytest.mark.parametrize(
    "back, goes_to",
    [
        ("/catalogue/quick/?last=7", "/catalogue/quick/?last=7"),
        ("https://example.org/catalogue/quick/", None),
        ("//example.org/catalogue/quick/", None),
        ("/documents/", None),
    ],
)
def test_after_a_short_record_one_goes_on_with_the_next_and_nowhere_else(desk, back, goes_to):
    number = a_title().number
    answer = desk.post(f"/catalogue/{number}/copies/new/", typed(back=back))
    assert answer["Location"] == (goes_to or f"/catalogue/{number}/")
