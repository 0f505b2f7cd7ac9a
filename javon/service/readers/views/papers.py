"""Papers of readers as PDF, and the pages that lead to them. Dossier 2.1-2.3, 8.5."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from javon.core import clock
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.papers.register import render_register
from javon.core.ui.asked import pager, request_id_of
from javon.core.ui.render import page
from javon.core.uzbek.figures import number as figure
from javon.core.uzbek.figures import short_date
from javon.service.readers import rights
from javon.service.readers.actions import papers as actions
from javon.service.readers.codes import card_barcode
from javon.service.readers.papers import card as card_paper
from javon.service.readers.papers import formulary, journal, letters, registration_sheet
from javon.service.readers.papers.on_screen import bars_svg, qr_svg
from javon.service.readers.queries import papers as queries
from javon.service.readers.views.keeping_shared import (
    centre_or_404,
    head_of,
    paper_pdf,
    pdf,
    reader_or_404,
    whole,
)
from javon.service.readers.views.shared import name_of

CARDS_AT_ONCE = 200


def _language() -> str:
    return get_language() or "uz"


@require_right(rights.SEE_READERS)
def hub(request: ActingRequest) -> HttpResponse:
    """What is printed of readers, in one place."""
    centre = centre_or_404()
    year = clock.today().year
    have, total = queries.sheets_tally(centre.pk, year)
    return page(
        request,
        "readers/papers.html",
        years=[
            {"year": one, "volumes": range(1, -(-last // journal.LINES_A_VOLUME) + 1)}
            for one, last in queries.years_of_journal(centre.pk)
        ],
        have=have,
        total=total,
        year=year,
        unprinted=queries.cards_to_print(centre.pk).count(),
        deposits=queries.deposits(centre.pk, held_only=True).count(),
        may_register=request.actor.may(rights.REGISTER_READERS),
        may_merge=request.actor.may(rights.MERGE_READERS),
        may_import=request.actor.may(rights.IMPORT_READERS),
        may_erase=request.actor.may(rights.ERASE_READERS),
    )


# --- cards


@require_right(rights.REGISTER_READERS)
def cards(request: ActingRequest) -> HttpResponse:
    """Cards that nobody has on paper yet, and from which place of the sheet to begin."""
    centre = centre_or_404()
    waiting = queries.cards_to_print(centre.pk)
    sheet = card_paper.A4
    return page(
        request,
        "readers/cards.html",
        cards=waiting[:CARDS_AT_ONCE],
        total=waiting.count(),
        rows=[[1 + row * sheet.columns + at for at in range(sheet.columns)] for row in range(sheet.rows)],
    )


@require_right(rights.REGISTER_READERS)
def cards_pdf(request: ActingRequest) -> HttpResponse:
    """The chosen cards on sheets of A4, from the chosen place on."""
    centre = centre_or_404()
    given = request.POST if request.method == "POST" else request.GET
    numbers = [found for one in given.getlist("card")[:CARDS_AT_ONCE] if (found := whole(one)) is not None]
    start = whole(given.get("start", "1"), card_paper.A4.cells) or 1
    chosen = queries.cards_of(centre.pk, numbers)
    if not chosen:
        messages.error(request, _("Choose the cards that are to be printed."))
        return HttpResponseRedirect(reverse("readers:cards"), status=303)
    facts = queries.card_facts(centre, chosen)
    return pdf(
        request, f"biletlar-{clock.today():%Y-%m-%d}", lambda: card_paper.cards_pdf(facts, start=start)
    )


@require_right(rights.REGISTER_READERS)
@require_POST
def cards_printed(request: ActingRequest) -> HttpResponse:
    """They are on paper: they wait no longer."""
    numbers = [
        found for one in request.POST.getlist("card")[:CARDS_AT_ONCE] if (found := whole(one)) is not None
    ]
    count = actions.mark_cards_printed(
        by=request.actor, centre_id=centre_or_404().pk, numbers=numbers, request_id=request_id_of(request)
    )
    messages.success(request, _("Cards on paper: %(count)s.") % {"count": figure(count)})
    return HttpResponseRedirect(reverse("readers:cards"), status=303)


@require_right(rights.REGISTER_READERS)
def card_pdf(request: ActingRequest, number: int) -> HttpResponse:
    """The card of one reader, of its own size."""
    reader = reader_or_404(number)
    card = queries.card_in_use(reader)
    if card is None:
        messages.error(request, _("The reader has no card in use."))
        return HttpResponseRedirect(reverse("readers:papers_of", args=[number]), status=303)
    facts = queries.card_facts(reader.centre, [card])
    return pdf(request, f"bilet-{card.code}", lambda: card_paper.cards_pdf(facts, as_sheet=False))


@require_right(rights.SEE_READERS)
def card_on_screen(request: ActingRequest, number: int) -> HttpResponse:
    """The card to be held before a scanner: the same piece that the reader's own pages show."""
    reader = reader_or_404(number)
    card = queries.card_in_use(reader)
    shown = {}
    if card is not None:
        code = card_barcode(card.number)
        shown = {"shown": card.shown, "bars": bars_svg(code), "qr": qr_svg(code)}
    return page(request, "readers/card.html", reader=reader, name=reader.short_name, card=shown)


# --- sheet, formulary, journal, letters


@require_right(rights.REGISTER_READERS)
def sheet_pdf(request: ActingRequest, number: int) -> HttpResponse:
    """The registration sheet of a reader, to be signed."""
    reader = reader_or_404(number)
    facts = queries.sheet_facts(reader, clock.today())
    paper = registration_sheet.registration_sheet(head_of(reader.centre, _language()), facts)
    return paper_pdf(request, f"varaqa-K{number:06d}", paper)


@require_right(rights.REGISTER_READERS)
def blank_sheet_pdf(request: ActingRequest) -> HttpResponse:
    """A sheet for the pen; `?child=1` with the line of the parent."""
    centre = centre_or_404()
    facts = queries.blank_sheet(centre.pk, clock.today(), is_child=bool(request.GET.get("child")))
    return paper_pdf(
        request, "varaqa", registration_sheet.registration_sheet(head_of(centre, _language()), facts)
    )


@require_right(rights.REGISTER_READERS)
def blank_formulary_pdf(request: ActingRequest) -> HttpResponse:
    """A formulary for the pen; `?child=1` without the reader's signature, `?size=a5` larger."""
    card = formulary.Formulary(
        centre=queries.named(centre_or_404()),
        year=str(clock.today().year),
        is_child=bool(request.GET.get("child")),
    )
    size = "a5" if request.GET.get("size") == "a5" else "a6"
    return pdf(request, f"formulyar-{size}", lambda: formulary.formulary_pdf(card, size))


@require_right(rights.REGISTER_READERS)
def journal_pdf(request: ActingRequest, year: int, volume: int) -> HttpResponse:
    """One volume of the registration journal of a year."""
    centre = centre_or_404()
    rows = queries.journal_rows(centre.pk, year, volume) if 1900 < year < 2200 and 0 < volume < 1000 else []
    if not rows:
        raise Http404
    part = (
        f"№ {rows[0].number}–{rows[-1].number}" if volume > 1 or len(rows) == journal.LINES_A_VOLUME else ""
    )
    book = journal.journal(
        queries.named(centre), queries.named_shortly(centre), year, rows, today=clock.today(), volume=part
    )
    return pdf(request, f"royxat-jurnali-{year}-{volume}", lambda: render_register(book))


@require_right(rights.REGISTER_READERS)
def guarantee_pdf(request: ActingRequest, number: int) -> HttpResponse:
    """The letter of guarantee of a collective reader."""
    reader = reader_or_404(number)
    if reader.kind != reader.Kind.COLLECTIVE:
        raise Http404
    paper = letters.guarantee(
        queries.named(reader.centre), queries.group_facts(reader), year=clock.today().year
    )
    return paper_pdf(request, f"kafolat-K{number:06d}", paper)


@require_right(rights.REGISTER_READERS)
def blank_guarantee_pdf(request: ActingRequest) -> HttpResponse:
    """The same for the pen."""
    paper = letters.guarantee(queries.named(centre_or_404()), letters.GroupFacts(), year=clock.today().year)
    return paper_pdf(request, "kafolat", paper)


# --- signed sheets


@require_right(rights.SEE_READERS)
def sheets(request: ActingRequest, year: int) -> HttpResponse:
    """How many of a year's readers have their signed sheet, and the list of those who have not."""
    centre = centre_or_404()
    have, total = queries.sheets_tally(centre.pk, year)
    found = Paginator(queries.without_sheet(centre.pk, year), queries.WITHOUT_SHEET_SHOWN).get_page(
        request.GET.get("page", "1")[:6]
    )
    return page(
        request,
        "readers/sheets.html",
        year=year,
        text=f"{figure(have)} / {figure(total)}",
        have=have,
        total=total,
        columns=[
            {"label": "№", "kind": "code"}, {"label": _("Reader")}, {"label": _("Card"), "kind": "code"},
            {"label": _("Place of work or study")}, {"label": _("Date")},
        ],
        rows=[_sheet_row(line) for line in found],
        pager=pager(request, found),
    )  # fmt: skip


def _sheet_row(line: Any) -> dict[str, Any]:
    reader = line.reader
    address = reverse("readers:papers_of", args=[reader.number])
    return {
        "cells": [
            {"text": str(line.number)},
            {"text": name_of(reader), "url": address},
            {"text": f"K-{reader.number:06d}"},
            {"text": queries.work_of(reader)},
            {"text": short_date(line.registered_on)},
        ]
    }
