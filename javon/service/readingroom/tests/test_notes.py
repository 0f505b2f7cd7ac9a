"""A day in the reading room stands on the reader's formulary, between the loans."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils.translation import override

from javon.collection.stock.tests.characters import a_service_point
from javon.core import clock
from javon.service.lending.queries.formulary import rows
from javon.service.readers.papers.formulary import NoteRow
from javon.service.readers.tests.characters import a_reader
from javon.service.readers.visit_notes import visit_notes
from javon.service.readingroom.models import Visit

pytestmark = pytest.mark.django_db


def test_a_day_in_the_hall_is_a_line_of_the_formulary():
    reader, today = a_reader(), clock.today()
    told = {"centre": reader.centre, "point": a_service_point(), "reader": reader, "audience": "adult"}
    for how, day in (
        ("room", today),
        ("desk", today - timedelta(days=401)),
        ("room", today - timedelta(days=400)),
    ):
        Visit.objects.create(**told, how=how, day=day, counted_on=day, entered_at=clock.now())
    with override("uz"):
        notes = visit_notes(reader.pk, today.year)
        assert notes == (NoteRow(today, "oʻq. zali"),)
    assert rows(reader, today.year, notes) == list(notes)
    Visit.objects.update(undone_at=clock.now())
    assert visit_notes(reader.pk, today.year) == ()
