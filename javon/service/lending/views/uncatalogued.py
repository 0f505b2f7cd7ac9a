"""The form of thirty seconds: a book that the catalogue does not know goes with its reader all the same."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from javon.collection.catalogue import search
from javon.collection.catalogue.models import Title
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.database.fields import uuid7
from javon.core.search.index import INDEX_TROUBLE
from javon.core.ui.asked import request_id_of
from javon.core.ui.render import page
from javon.core.verdict import Refused
from javon.service.lending import rights, wording
from javon.service.lending.actions.scanning import open_reader
from javon.service.lending.actions.uncatalogued import lend_uncatalogued
from javon.service.lending.views.asked import Desk, key_asked
from javon.service.lending.views.desk import centre_or_404

FIELDS = ("number", "name", "author", "year")
MOST_ALIKE = 4


@require_right(rights.LEND_UNCATALOGUED)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def uncatalogued(request: ActingRequest) -> HttpResponse:
    """The form, and the loan."""
    centre = centre_or_404()
    stands = Desk.of(request, centre)
    reader, card = open_reader(centre.pk, stands.card)
    if reader is None or stands.point is None:
        messages.warning(request, _("Open a reader first."))
        return HttpResponseRedirect(reverse("lending:desk"), status=303)
    typed = {name: request.POST.get(name, "")[:200] for name in FIELDS}
    typed["number"] = typed["number"] or request.GET.get("code", "")[:30]
    wrong: list[str] = []
    if request.method == "POST" and "look" not in request.POST:
        chosen = key_asked(request.POST.get("title", ""))
        title = Title.objects.filter(centre=centre, pk=chosen, merged_into=None).first() if chosen else None
        try:
            answer = lend_uncatalogued(
                by=request.actor, centre=centre, reader=reader, card=card, point=stands.point, title=title,
                happened_on=stands.happened_on, override_reason=request.POST.get("override_reason", ""),
                request_id=request_id_of(request), **typed,
            )  # fmt: skip
        except Refused as refused:
            wrong = wording.sentences(refused.verdict.stops)
        else:
            messages.success(request, _("Lent: «%(title)s»") % {"title": answer.title})
            return HttpResponseRedirect(_back(request, stands), status=303)
    context: dict[str, Any] = {
        "stands": stands,
        "reader": reader,
        "typed": typed,
        "wrong": wrong,
        "alike": _alike(typed["name"], typed["author"]),
        "request_id": uuid7(),
        "of_class": _of_class(request),
        "back": _back(request, stands),
    }
    return page(request, "lending/uncatalogued.html", 422 if wrong else 200, **context)


def _of_class(request: ActingRequest) -> str:
    """The page of the class that the book was scanned at; "" at the desk."""
    path = (request.POST if request.method == "POST" else request.GET).get("class", "")[:200]
    return path if path.startswith(reverse("lending:classes")) else ""


def _back(request: ActingRequest, stands: Desk) -> str:
    """Where one came from, on the day that was being entered: the class, or the desk with its reader."""
    of_class = _of_class(request)
    stood = {} if of_class else {"card": stands.card}
    if stands.happened_on is not None:
        stood["day"] = str(stands.happened_on)
    return f"{of_class or reverse('lending:desk')}{'?' if stood else ''}{urlencode(stood)}"


def _alike(name: str, author: str) -> list[Title]:
    """Titles that the catalogue holds already: perhaps only the copy is missing."""
    words = f"{name} {author}".strip()
    if len(words) < 3:
        return []
    try:
        ids = search.find(words, limit=MOST_ALIKE, with_facets=False).ids
    except INDEX_TROUBLE:
        return []
    found = Title.objects.in_bulk(list(ids))
    return [found[key] for key in ids if key in found]
