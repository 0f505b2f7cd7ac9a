"""Why this date? A reader and a copy are tried on the terms: what holds, by which line, and every objection. Nizom 1.5.

Nothing is lent: the facts of the desk are only looked at.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from javon.collection.stock.models import Copy
from javon.core import clock
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.ui.render import page
from javon.core.verdict import Refused
from javon.service.lending import rights, wording
from javon.service.lending.actions.desk import reasons_of
from javon.service.lending.forms import TryForm
from javon.service.lending.models import TermsSet
from javon.service.lending.queries import facts as facts_of
from javon.service.lending.queries import holds
from javon.service.lending.queries import terms_sets as queries
from javon.service.lending.queries.scanning import found_behind
from javon.service.lending.rules.borrowing import may_borrow
from javon.service.lending.rules.dates import due_after
from javon.service.lending.rules.terms import SAID, Terms
from javon.service.lending.views import terms_words as words
from javon.service.lending.views.terms import centre_or_404
from javon.service.readers.models import Card, Reader


@require_right(rights.LEND)
@never_cache
@require_GET
def why(request: ActingRequest) -> HttpResponse:
    """The form, and below it the answer."""
    asked = {name: request.GET.get(name, "")[:60] for name in ("card", "code")}
    form = TryForm(asked if any(asked.values()) else None)
    terms = _asked_terms(request.GET.get("terms", ""))
    if not form.is_bound:
        return page(request, "lending/terms/why.html", form=form, terms=terms)
    if not form.is_valid():
        return page(request, "lending/terms/why.html", 422, form=form, terms=terms)
    try:
        shown = _answer(asked["card"], asked["code"], terms)
    except Refused as refused:
        wrong = wording.sentences(refused.verdict.stops)
        return page(request, "lending/terms/why.html", 409, form=form, terms=terms, wrong=wrong)
    return page(request, "lending/terms/why.html", form=form, terms=terms, **shown)


def _asked_terms(text: str) -> TermsSet | None:
    """The draft that is tried; None: the terms of the day."""
    if not (text.isascii() and text.isdigit() and len(text) < 6):
        return None
    return queries.sets(centre_or_404().pk).filter(number=int(text)).first()


def _answer(card: str, code: str, terms: TermsSet | None) -> dict[str, Any]:
    centre = centre_or_404()
    reader, shown_card = _reader(centre.pk, card)
    copy = _copy(centre.pk, code)
    day = facts_of.day_of(centre, None)
    person = facts_of.reader_looked_at(reader.pk, day.happened_on)
    waits = holds.waits(copy, reader.pk, day.today)
    found = facts_of.borrowing(copy=copy, reader=person, card=shown_card, day=day, waits=waits, terms=terms)
    verdict = may_borrow(found.facts)
    due = due_after(clock.today(), found.said.loan_days, facts_of.calendar_from(centre, clock.today()))
    return {
        "reader": person,
        "copy": copy,
        "used": found.terms,
        "due": due.day,
        "why": wording.why_this_date(due.day, reasons_of(found.said, found.terms, due)),
        "stops": wording.sentences(verdict.stops),
        "notes": wording.sentences(verdict.warnings),
        "values": _values(found.said, found.terms),
    }


def _reader(centre_id: Any, card: str) -> tuple[Reader, Card | None]:
    found = found_behind(centre_id, card)
    if found.reader is None or found.copy is not None:
        raise Refused.because("try_no_reader")
    return found.reader, found.card


def _copy(centre_id: Any, code: str) -> Copy:
    found = found_behind(centre_id, code)
    if found.copies:
        raise Refused.because("several_copies")
    if found.copy is None:
        raise Refused.because("try_no_copy")
    return found.copy


def _values(said: Terms, terms: TermsSet) -> list[dict[str, Any]]:
    """Each value with the line that said it; one that nobody said is told as such."""
    lines = {one.row.position: one for one in words.told(terms)}
    rows = []
    for name in SAID:
        line = lines.get(said.said_by.get(name, 0))
        rows.append(
            {
                "label": wording.FIELDS[name],
                "value": words.value(name, getattr(said, name)),
                "line": line,
                "note": "" if line is not None else _("no line says it: the usual way"),
            }
        )
    return rows
