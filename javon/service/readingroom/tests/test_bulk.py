"""The bulk writer of visits writes what the actions write."""

from __future__ import annotations

from datetime import timedelta

import pytest

from javon.core import clock
from javon.service.readers.tests.characters import a_reader, dilnoza, rustam_ota
from javon.service.readingroom.actions.visits import note_visit, tally
from javon.service.readingroom.bulk import Came, write_visits
from javon.service.readingroom.models import Visit
from javon.service.readingroom.tests.characters import a_point, the_machine

pytestmark = pytest.mark.django_db


def rows_of(visits):
    names = [field.attname for field in Visit._meta.concrete_fields if field.attname != "id"]
    return sorted(repr({name: getattr(visit, name) for name in names}) for visit in visits)


def test_a_sample_written_in_bulk_is_equal_to_the_actions():
    by, point = the_machine(), a_point()
    people = [dilnoza(), rustam_ota(), a_reader(), a_reader(category="worker")]
    moments = [clock.now().replace(microsecond=0) - timedelta(days=days) for days in (300, 40, 7, 1, 0)]
    sample = [Came(point, at, "room", reader) for at in moments for reader in people]
    sample += [Came(point, at, "tally", None, audience) for at in moments for audience in ("child", "adult")]
    sample += [Came(point, moments[-1], "virtual", people[0])]
    for one in sample:
        with clock.at(one.at):
            if one.reader is None:
                tally(by=by, point=one.point, audience=one.audience)
            else:
                note_visit(by=by, reader=one.reader, point=one.point, day=clock.today(), how=one.how)
    by_actions = rows_of(Visit.objects.all())
    Visit.objects.all().delete()
    assert write_visits(sample, by=by) == len(by_actions) == len(sample)
    assert rows_of(Visit.objects.all()) == by_actions


def test_a_reader_who_was_there_already_is_not_written_again():
    by, point, girl = the_machine(), a_point(), dilnoza()
    note_visit(by=by, reader=girl, point=point, day=clock.today())
    write_visits([Came(point, clock.now(), "room", girl)], by=by)
    assert Visit.objects.count() == 1
