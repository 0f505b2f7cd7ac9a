"""Many readers at once have the rows that the action gives one."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import pytest

from javon.centre.organisation.tests.characters import a_centre
from javon.core import clock
from javon.core.access import machine
from javon.service.readers import actions, bulk
from javon.service.readers.bulk import Known
from javon.service.readers.models import Reader, Registration
from javon.service.readers.rules.registering import GuardianData
from javon.service.readers.tests.characters import a_consent_text, dilnoza_data, mother, reader_data

LEFT_OUT = {"id", "reader_id", "guardian_id", "entered_at", "created_at", "taken_at", "number"}


def rows_of(reader: Reader) -> dict[str, Any]:
    """Everything that was written for a reader, without what differs from one deed to the next."""
    related = (
        reader,
        *reader.cards.all(),
        *reader.registrations.all(),
        *reader.consents.all(),
        *reader.guardians.all(),
    )
    return {
        f"{row._meta.model_name}.{name}": value
        for row in related
        for name, value in vars(row).items()
        if not name.startswith("_") and name not in LEFT_OUT
    }


@pytest.mark.django_db
def test_a_reader_written_in_bulk_is_the_reader_that_the_action_makes():
    a_consent_text()
    centre = a_centre()
    by, today = machine("test", centre.pk), clock.today()
    sample = [
        (reader_data(), None),
        (dilnoza_data(), mother()),
        (
            reader_data(kind="collective", birth_date=None, sex="", head_count=20),
            GuardianData(name="Zulfiya"),
        ),
    ]
    one_by_one = [
        actions.register(by=by, centre=centre, data=data, guardian=who, consent=actions.ConsentGiven())
        for data, who in sample
    ]
    at_once = bulk.write(by=by, centre=centre, known=[Known(data, (today,), who) for data, who in sample])
    at_once = list(Reader.objects.filter(pk__in=[one.pk for one in at_once]).order_by("number"))
    assert [rows_of(one) for one in at_once] == [rows_of(Reader.objects.get(pk=one.pk)) for one in one_by_one]
    assert [one.number for one in at_once] == [4, 5, 6]
    assert list(Registration.objects.values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6]


@pytest.mark.django_db
def test_the_lines_of_each_year_follow_the_days_without_a_gap():
    a_consent_text()
    centre = a_centre()
    by, year = machine("test", centre.pk), clock.today().year
    known = [
        Known(reader_data(), (date(year - 1, 3, 1), date(year, 1, 9))),
        Known(reader_data(), (date(year - 1, 2, 1),)),
        Known(reader_data(), (date(year, 1, 4),)),
    ]
    readers = bulk.write(by=by, centre=centre, known=known)
    lines = Registration.objects.order_by("year", "number").values_list("year", "number", "reader", "kind")
    assert list(lines) == [
        (year - 1, 1, readers[1].pk, "new"),
        (year - 1, 2, readers[0].pk, "new"),
        (year, 1, readers[2].pk, "new"),
        (year, 2, readers[0].pk, "again"),
    ]
    assert [one.number for one in readers] == [2, 1, 3]
    with clock.at(datetime.combine(date(year, 12, 30), time(9), clock.TASHKENT)):
        new = actions.register(by=by, centre=centre, data=reader_data(), consent=actions.ConsentGiven())
    assert (new.number, new.registrations.get().number) == (4, 3)
