"""From a printing to its PDF: whose labels, drawn how, on which sheet. Nothing is changed here."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from django.utils.translation import get_language

from javon.centre.organisation.models import Centre
from javon.collection.catalogue.describe import describe
from javon.collection.catalogue.models import Title
from javon.collection.labels import catalogue_card, queries
from javon.collection.labels.designs import DESIGNS
from javon.collection.labels.models import LabelRequest, LabelRun
from javon.collection.labels.wording import KINDS
from javon.collection.sources.record import Record
from javon.core.sheets import Drawing, PaperFailed, Sheet, render_sheets

# Two presses beside each other leave the desk half of a small computer; who comes third waits, but not for ever.
_presses = threading.BoundedSemaphore(2)
WAIT = 20.0  # seconds


def printed_run(run: LabelRun, centre: Centre) -> bytes:
    """The PDF of a printing. Raises ``PaperFailed`` (also when two others keep both presses too long)."""
    requests = queries.requests_of(run)
    sheet = run.sheet.geometry
    title = str(KINDS[run.kind])
    if run.kind == LabelRequest.Kind.CARD:
        titles = [request.copy.title for request in requests for _ in range(request.quantity)]
        return printed_cards(titles, sheet, start=run.start, name=title)
    design = DESIGNS[run.kind]
    drawings = [
        design(fact, sheet.cell_width, sheet.cell_height) for fact in queries.facts_of(requests, centre)
    ]
    return _pressed(sheet, drawings, start=run.start, name=title)


def printed_cards(titles: Sequence[Title], sheet: Sheet, *, start: int = 1, name: str = "") -> bytes:
    """Catalogue cards, each page followed by its back. Raises ``PaperFailed``."""
    held = queries.held({title.pk for title in titles})
    nothing = queries.Held("", ())
    fronts, backs = [], []
    for title in titles:
        copies = held.get(title.pk, nothing)
        fronts.append(catalogue_card.front(describe(Record.from_json(title.marc)), copies.shelf_mark))
        backs.append(catalogue_card.back(copies.inventory_numbers))
    return _pressed(sheet, fronts, start=start, backs=backs, name=name)


def _pressed(
    sheet: Sheet, drawings: Sequence[Drawing], *, start: int, backs: Sequence[Drawing] = (), name: str = ""
) -> bytes:
    if not _presses.acquire(timeout=WAIT):
        raise PaperFailed("both presses are busy")
    try:
        language = get_language() or "uz"
        return render_sheets(sheet, drawings, start=start, backs=backs, title=name, language=language)
    finally:
        _presses.release()
