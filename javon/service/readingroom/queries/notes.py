"""Visits as the formulary notes them: a day in the hall, an event. Dossier 2.3."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.utils.translation import pgettext

from javon.service.readers.papers.formulary import NoteRow
from javon.service.readingroom.models import Visit

# A visit at the lending desk is told by its loans, one from afar is no visit to the house.
NOTED: Final = (Visit.How.ROOM, Visit.How.EVENT)


def visit_notes(reader_id: UUID, year: int) -> tuple[NoteRow, ...]:
    """One line for each day and place; «oʻq. zali» is what the paper card says. One query."""
    rows = Visit.objects.filter(reader=reader_id, undone_at=None, day__year=year, how__in=NOTED)
    words = {
        Visit.How.ROOM: pgettext("note of the formulary", "reading room"),
        Visit.How.EVENT: pgettext("note of the formulary", "event"),
    }
    days = rows.order_by("day", "entered_at").values_list("day", "how").distinct()
    return tuple(dict.fromkeys(NoteRow(day, str(words[Visit.How(how)])) for day, how in days))
