"""The card on the phone, before the scanner of the desk; and to be kept for when there is no line."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from javon.core.papers.paper import PaperFailed
from javon.core.ui.render import page
from javon.places.cabinet.family import Cabinet, for_readers
from javon.service.readers.codes import card_barcode
from javon.service.readers.models import Card
from javon.service.readers.papers.card import cards_pdf
from javon.service.readers.papers.on_screen import bars_svg, card_png, qr_svg
from javon.service.readers.queries import current_card
from javon.service.readers.queries.papers import card_facts


@for_readers
@require_safe
def card(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """Bars and QR of the card in use; whoever has none is told where one is given."""
    return _page(request, cabinet)


def _page(
    request: HttpRequest, cabinet: Cabinet, status: int = 200, stops: list[str] | None = None
) -> HttpResponse:
    found = current_card(cabinet.reader)
    code = card_barcode(found.number) if found is not None else ""
    pictures = {"shown": found.shown, "bars": bars_svg(code), "qr": qr_svg(code)} if found else {}
    return page(request, "cabinet/card.html", status, cabinet=cabinet, card=pictures, stops=stops or [])


def _card(cabinet: Cabinet) -> Card:
    found = current_card(cabinet.reader)
    if found is None:
        raise Http404
    return found


@for_readers
@require_safe
def picture(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """The codes as a picture for the phone's gallery: it is there when the line is not."""
    found = _card(cabinet)
    return _file(card_png(card_barcode(found.number)), "image/png", f"{found.shown}.png")


@for_readers
@require_safe
def printed(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """The card of its own size, as the desk prints it."""
    found = _card(cabinet)
    try:
        made = cards_pdf(card_facts(cabinet.reader.centre, [found]), as_sheet=False)
    except PaperFailed:
        return _page(request, cabinet, 503, [_("The PDF was not ready in time. Open it again in a minute.")])
    return _file(made, "application/pdf", f"{found.shown}.pdf")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(
        content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
