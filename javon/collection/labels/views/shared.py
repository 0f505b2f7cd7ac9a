"""What several pages of labels need: the centre, and a PDF as an answer."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from javon.centre.organisation.models import Centre
from javon.centre.organisation.queries import the_centre
from javon.core.sheets import PaperFailed
from javon.core.ui.render import page


def centre_or_404() -> Centre:
    """The house whose labels these are."""
    centre = the_centre()
    if centre is None:
        raise Http404
    return centre


def pdf_answer(request: HttpRequest, name: str, make: Callable[[], bytes]) -> HttpResponse:
    """The PDF shown in the browser; a sentence and 503 when the press did not make it in time."""
    try:
        made = make()
    except PaperFailed:
        words = _("The PDF was not ready in time. The labels are kept: open it again in a minute.")
        return page(request, "labels/not_ready.html", 503, words=words)
    return HttpResponse(
        made,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}.pdf"', "Cache-Control": "no-store"},
    )
