"""The inbox, the register, one paper, its changes, its print."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
)
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from javon.centre.documents import paper, rights
from javon.centre.documents.models import Document, Version
from javon.centre.documents.queries import acknowledging, approval, reading
from javon.centre.documents.views import opening
from javon.centre.documents.views.screen import badge_of
from javon.centre.organisation import queries as organisation
from javon.core import clock
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.files import storage
from javon.core.papers import PaperFailed
from javon.core.ui import differences
from javon.core.ui.render import page

PER_PAGE = 40
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def tabs(request: ActingRequest, current: str) -> list[dict[str, Any]]:
    """The rooms of papers."""
    person = organisation.person_of(request.actor)
    waiting = 0
    if person is not None:
        day = clock.today()
        waiting = approval.to_decide(person, day).count() + acknowledging.to_read(person).count()
    address = reverse("documents:list")
    found: list[dict[str, Any]] = [
        {
            "label": _("For me"),
            "url": f"{address}?tab=me",
            "count": waiting or "",
            "is_current": current == "me",
        },
        {"label": _("Sent by me"), "url": reverse("documents:mine"), "is_current": current == "mine"},
        {"label": _("All papers"), "url": f"{address}?tab=all", "is_current": current == "all"},
    ]
    if request.actor.may(rights.DRAFT):
        url = reverse("documents:templates")
        found.append({"label": _("Templates"), "url": url, "is_current": current == "templates"})
    # Rooms with pages of their own: the letters, the journals that number papers, the acts above us.
    for label, name in (
        (_("Incoming letters"), "letters"),
        (_("Registration journals"), "registers"),
        (_("Normative acts"), "acts"),
    ):
        found.append({"label": label, "url": reverse(f"documents:{name}"), "is_current": False})
    return found


@require_right(rights.READ)
def inbox(request: ActingRequest, tab: str = "") -> HttpResponse:
    """What waits for me, what I sent, the register of all."""
    tab = tab or request.GET.get("tab", "")
    asked = any(request.GET.get(name) for name in ("q", "kind", "status", "year"))
    tab = tab if tab in ("me", "mine", "all") else "all" if asked else "me"
    if tab == "me":
        return _for_me(request)
    return _register(request, tab)


def _for_me(request: ActingRequest) -> HttpResponse:
    person, day = organisation.person_of(request.actor), clock.today()
    return page(
        request,
        "documents/for_me.html",
        tabs=tabs(request, "me"),
        to_decide=approval.to_decide(person, day) if person else [],
        to_read=acknowledging.to_read(person) if person else [],
        returned=reading.returned_to(person) if person else [],
        drafts=reading.drafts_of(person) if person else [],
        today=day,
        may_draft=request.actor.may(rights.DRAFT),
    )


def _register(request: ActingRequest, tab: str) -> HttpResponse:
    given = request.GET
    year = given.get("year", "")
    wanted = reading.Wanted(
        words=given.get("q", "")[:200].replace("\x00", ""),
        kind=given.get("kind", "")[:24],
        status=given.get("status", "")[:16],
        year=int(year) if year.isascii() and year.isdigit() and len(year) == 4 else None,
        mine=tab == "mine",
    )
    rows = reading.found_documents(request.actor, wanted)
    found = Paginator(rows, PER_PAGE).get_page(given.get("page"))
    return page(
        request,
        "documents/register.html",
        tabs=tabs(request, tab),
        filters=_filters(request, tab, wanted),
        rows=[_row(one) for one in found],
        columns=_columns(),
        total=found.paginator.count,
        pager=_pager(request, found),
        may_draft=request.actor.may(rights.DRAFT),
        may_see_late=request.actor.may(rights.SEE_ACKNOWLEDGEMENTS),
    )


def _columns() -> list[dict[str, str]]:
    return [
        {"label": _("Number"), "kind": "code"},
        {"label": _("Title")},
        {"label": _("Kind")},
        {"label": _("Date"), "kind": "number"},
        {"label": _("State")},
    ]


def _row(document: Document) -> dict[str, Any]:
    from javon.core.ui.templatetags.ui import short_date

    author = reading.shown(str(document.author)) if document.author else ""
    return {
        "cells": [
            {"text": reading.shown(document.number)},
            {
                "text": reading.shown(document.title, document.title_cyrl),
                "note": author,
                "url": opening.address_of(document),
            },
            {"text": str(document.get_kind_display())},
            {"text": short_date(document.dated_on)},
            {"badge": badge_of(document)},
        ],
        "kind": "void" if document.status in ("superseded", "withdrawn") else "",
    }


def _filters(request: ActingRequest, tab: str, wanted: reading.Wanted) -> dict[str, Any]:
    def options(choices: Any, chosen: str) -> list[dict[str, Any]]:
        found = [{"value": "", "label": _("any"), "is_on": not chosen}]
        return found + [
            {"value": value, "label": str(label), "is_on": value == chosen} for value, label in choices
        ]

    years = [(str(year), str(year)) for year in reading.years(request.actor)]
    address = reverse("documents:mine" if tab == "mine" else "documents:list")
    return {
        "action": address,
        "query": wanted.words,
        "label": _("Number, title or words of the text"),
        "fields": [
            {"name": "kind", "label": _("Kind"), "options": options(Document.Kind.choices, wanted.kind)},
            {"name": "status", "label": _("State"), "options": options(Document.Status.choices, wanted.status)},
            {"name": "year", "label": _("Year"), "options": options(years, str(wanted.year or ""))},
        ],
        "clear_url": f"{address}?tab={tab}",
    }  # fmt: skip


def _pager(request: HttpRequest, found: Any) -> dict[str, Any]:
    """Addresses of the pages before and after, everything else asked for kept."""
    given = request.GET.copy()

    def address(number: int) -> str:
        given["page"] = str(number)
        return f"?{given.urlencode()}"

    return {
        "number": found.number,
        "pages": found.paginator.num_pages,
        "previous_url": address(found.previous_page_number()) if found.has_previous() else "",
        "next_url": address(found.next_page_number()) if found.has_next() else "",
    }


@require_right(rights.READ)
def document(request: ActingRequest, short_id: int, number: int | None = None) -> HttpResponse:
    """One paper: the version that binds or is worked on, or the one asked for."""
    found = opening.paper_or_404(request, short_id)
    if (address := opening.address_of(found)) != reverse("documents:document", args=[short_id]):
        return HttpResponseRedirect(address)
    if not found.versions.exists():
        raise Http404
    return opening.document_page(request, found, _version(request, found, number))


def _version(request: ActingRequest, found: Document, number: int | None) -> Version:
    """The version asked for; else the newest, or for those who only read, the one that binds."""
    if number is not None:
        if number > 32767:
            raise Http404
        return get_object_or_404(found.versions.select_related("prepared_by"), number=number)
    newest = reading.newest_version(found)
    if newest.state in Version.FIXED or approval.may_work_on(request.actor, newest):
        return newest
    stations = newest.route.values_list("post_id", flat=True)
    person = organisation.person_of(request.actor)
    held = {one.post.pk for one in organisation.posts_of(person, clock.today())} if person else set()
    if held & set(stations):
        return newest
    return reading.version_in_force(found) or newest


@require_right(rights.READ)
def by_id(request: ActingRequest, pk: UUID) -> HttpResponse:
    """From the identifier that other records keep to the short number that people use."""
    found = get_object_or_404(reading.visible_documents(request.actor), pk=pk)
    return HttpResponseRedirect(opening.address_of(found))


@require_right(rights.READ)
def changes(request: ActingRequest, short_id: int) -> HttpResponse:
    """Two versions beside each other, word by word."""
    found = opening.own_or_404(request, short_id)
    versions = list(found.versions.order_by("number"))
    after = _chosen(versions, request.GET.get("to", ""), len(versions) - 1)
    before = _chosen(versions, request.GET.get("from", ""), max(versions.index(after) - 1, 0))
    rows = differences.compared(reading.lines_of(before), reading.lines_of(after))
    return page(
        request,
        "documents/changes.html",
        document=found,
        versions=versions,
        before=before,
        after=after,
        rows=rows,
        changed=sum(row.state != "same" for row in rows),
    )


def _chosen(versions: list[Version], number: str, otherwise: int) -> Version:
    return next((one for one in versions if str(one.number) == number), versions[otherwise])


@require_right(rights.READ)
def printed(request: ActingRequest, short_id: int) -> HttpResponse:
    """The paper alone, for the printer."""
    found = opening.own_or_404(request, short_id)
    version = _version(request, found, None)
    version.document = found
    shown = paper.paper_of(version, cyrillic=get_language() == "uz-cyrl")
    return page(request, "documents/print.html", document=found, version=version, paper=shown)


@require_right(rights.READ)
def download(request: ActingRequest, short_id: int, ending: str) -> HttpResponseBase:
    """The PDF or the Word file: the one kept at approval, else made now."""
    if ending not in ("pdf", "docx"):
        raise Http404
    found = opening.own_or_404(request, short_id)
    number = request.GET.get("version", "")
    version = _version(
        request, found, int(number) if number.isascii() and number.isdigit() and len(number) < 6 else None
    )
    version.document = found
    kept = version.pdf if ending == "pdf" else version.docx
    name = f"{(found.number or f'hujjat-{found.short_id}').replace('/', '-')}.{ending}"
    if kept is not None and storage.path_of(kept.sha256).exists():
        return FileResponse(
            storage.open_file(kept), as_attachment=True, filename=name, content_type=kept.kind
        )
    return _made_now(request, found, version, ending, name)


def _made_now(
    request: ActingRequest, found: Document, version: Version, ending: str, name: str
) -> HttpResponseBase:
    try:
        content = paper.printed_as(version, ending, address=_address(request, found))
    except PaperFailed:
        words = [
            _("The paper could not be printed just now. Print the page itself, or try again in a minute.")
        ]
        return opening.document_page(request, found, version, status=503, stops=words)
    response = HttpResponse(content, content_type="application/pdf" if ending == "pdf" else WORD)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _address(request: HttpRequest, found: Document) -> str:
    return request.build_absolute_uri(reverse("documents:document", args=[found.short_id]))


@require_right(rights.READ)
def resting(request: ActingRequest) -> HttpResponse:
    """Papers whose basis was changed or cancelled, until somebody has looked at them."""
    centre = organisation.the_centre()
    links = approval.papers_to_check(centre.pk) if centre else []
    seen = set(reading.visible_documents(request.actor).values_list("pk", flat=True))
    return page(
        request,
        "documents/resting.html",
        links=[link for link in links if link.document_id in seen],
        tabs=tabs(request, ""),
        may_check=request.actor.may(rights.APPROVE) or request.actor.may(rights.AGREE),
    )
