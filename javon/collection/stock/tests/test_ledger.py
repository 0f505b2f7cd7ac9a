"""The ledger of the stock: signed rows in open months, and a balance that is their sum."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import Error, IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from javon.centre.organisation.tests.characters import a_centre
from javon.centre.periods.models import Period
from javon.collection.stock import checks, counters, ledger
from javon.collection.stock.models import Copy, Correction, Movement, StockCounter, Whereabouts
from javon.collection.stock.queries import books
from javon.collection.stock.rules.balance import Fact, Quantity, Turnover, part_three, summed
from javon.collection.stock.tests.characters import a_copy
from javon.collection.stock.whereabouts import move
from javon.core import clock
from javon.core.access import machine
from javon.core.database import writing

TODAY = date(2026, 11, 20)

facts = st.lists(
    st.builds(
        Fact,
        st.sampled_from(["opening", "in", "out"]),
        st.sampled_from(["book", "journal"]),
        st.sampled_from(["FIC", "SOC", "GEN"]),
        st.sampled_from(["uzb", "rus", ""]),
        st.integers(-5, 50),
        st.integers(-(10**6), 10**9),
    ),
    max_size=30,
)


@given(facts, facts)
def test_the_end_is_the_sum_of_every_row_and_every_dimension_adds_up_to_it(before, during):
    book = part_three(before, during)
    assert book.total.end == summed([*before, *during])
    assert book.disagreements == ()


def test_a_line_of_part_three_reads_as_the_book_reads():
    before = [
        Fact("opening", "book", "FIC", "uzb", 40_000, 900_000_00),
        Fact("out", "book", "FIC", "uzb", -10, -90_00),
    ]
    during = [
        Fact("in", "book", "FIC", "uzb", 120, 4_800_000_00),
        Fact("out", "book", "FIC", "uzb", -25, -300_00),
    ]
    assert part_three(before, during).total == Turnover(
        Quantity(39_990, 899_910_00), Quantity(120, 4_800_000_00), Quantity(25, 300_00)
    )


@pytest.fixture
def centre(db):
    with clock.at(_noon(TODAY)):
        yield a_centre()


def _noon(day):
    from datetime import datetime, time

    return datetime.combine(day, time(12), clock.TASHKENT)


def a_correction(centre, copies=1, amount=10_00, *, on=TODAY):
    """A row of the ledger for which no paper of ours is needed."""
    with writing():
        number = counters.address_number("correction", centre.pk)
        note = Correction.objects.create(
            centre=centre, number=number, reason="Sanoqda xato", entered_at=clock.now()
        )
        ledger.write([Movement(side="in", copies=copies, amount=amount, correction=note)], centre, on)
    return Movement.objects.get(correction=note)


def test_a_row_counts_in_the_month_of_its_fact(centre):
    row = a_correction(centre, on=date(2026, 10, 31))
    assert (row.year, row.month, row.happened_on, row.booked_on) == (2026, 10, date(2026, 10, 31), TODAY)


def test_a_late_fact_of_a_closed_month_counts_in_the_first_open_one_and_keeps_its_date(centre):
    for month in (9, 10):
        Period.objects.create(centre=centre, year=2026, month=month, closed_at=clock.now())
    row = a_correction(centre, on=date(2026, 9, 3))
    assert (row.year, row.month, row.happened_on) == (2026, 11, date(2026, 9, 3))


def test_the_database_lets_nobody_write_into_a_closed_month(centre):
    row = a_correction(centre, on=date(2026, 10, 5))
    Period.objects.create(centre=centre, year=2026, month=10, closed_at=clock.now())
    row.pk, row._state.adding = None, True
    from javon.core.database.fields import uuid7

    row.pk = uuid7()
    with pytest.raises(Error, match="open months"), transaction.atomic():
        row.save(force_insert=True)


def test_the_database_lets_nobody_change_or_remove_a_row(centre):
    row = a_correction(centre)
    with pytest.raises(Error, match="only added to"), transaction.atomic():
        Movement.objects.filter(pk=row.pk).update(copies=2)
    with pytest.raises(Error, match="only added to"), transaction.atomic():
        Movement.objects.filter(pk=row.pk).delete()
    assert Movement.objects.get(pk=row.pk).copies == 1


@pytest.mark.parametrize(
    "side, copies, amount", [("out", 1, 10), ("in", -1, -10), ("in", 0, 10), ("opening", -3, 0)]
)
def test_a_row_with_the_wrong_sign_is_refused_by_the_database(centre, side, copies, amount):
    with pytest.raises(IntegrityError), transaction.atomic():
        Movement.objects.create(
            centre=centre,
            side=side,
            year=2026,
            month=11,
            booked_on=TODAY,
            happened_on=TODAY,
            copies=copies,
            amount=amount,
        )


def test_the_balance_is_the_sum_of_the_rows(centre):
    a_correction(centre, 40, 4_000_00, on=date(2026, 9, 1))
    a_correction(centre, -3, -300_00, on=date(2026, 11, 2))
    assert books.balance(centre.pk) == Quantity(37, 3_700_00)
    november = books.movement(centre.pk, date(2026, 11, 1), date(2026, 11, 30)).total
    assert (november.begin, november.received, november.end) == (
        Quantity(40, 4_000_00),
        Quantity(-3, -300_00),
        Quantity(37, 3_700_00),
    )


def test_a_number_of_a_refused_deed_is_given_back(centre):
    with writing():
        assert counters.part_one(centre.pk, 2026) == 1
    with pytest.raises(ValueError), writing():
        assert counters.part_one(centre.pk, 2026) == 2
        raise ValueError
    with writing():
        assert counters.part_one(centre.pk, 2026) == 2
        assert counters.part_one(centre.pk, 2027) == 1
    assert StockCounter.objects.count() == 2


def test_a_copy_is_in_one_place_and_its_stays_tell_the_way(centre):
    copy = a_copy()
    with writing():
        move([copy], to="in_repair", by=machine("test"), note="muqovasi")
        move([copy], to="on_shelf", by=machine("test"))
        move([copy], to="on_shelf", by=machine("test"))  # it is there already
    assert list(copy.stays.values_list("place", flat=True)) == ["on_shelf", "in_repair", "on_shelf"]
    assert copy.stays.filter(until=None).count() == 1 and Copy.objects.get().state == "on_shelf"
    with pytest.raises(IntegrityError), transaction.atomic():
        Whereabouts.objects.create(copy=copy, place="on_loan", since=clock.now())


def test_check_finds_a_copy_that_is_nowhere_or_elsewhere(centre):
    copy, other = a_copy(), a_copy()
    assert list(checks.verify()) == []
    copy.stays.all().delete()
    Copy.objects.filter(pk=other.pk).update(state="missing")
    found = list(checks.verify())
    assert any("is nowhere" in line for line in found) and any("said to be missing" in line for line in found)
