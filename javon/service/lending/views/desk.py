"""The desk: one box for every code, the scan is the confirmation. ux.md 3.2; works without JavaScript, slower, whole."""

from __future__ import annotations

from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from javon.centre.organisation import queries as organisation
from javon.centre.organisation.models import Centre
from javon.collection.catalogue import search
from javon.core import clock
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.database.fields import uuid7
from javon.core.search.index import INDEX_TROUBLE
from javon.core.ui.asked import request_id_of
from javon.core.ui.render import fragment, page
from javon.core.verdict import Refused
from javon.service.lending import rights, wording
from javon.service.lending.actions.refusals import refuse_request
from javon.service.lending.actions.scanning import Renewed, Scan, Scanned, open_reader, renew_all, scan
from javon.service.lending.actions.undoing import undo
from javon.service.lending.models import RefusedRequest
from javon.service.lending.queries import desk as queries
from javon.service.lending.queries.scanning import Found, card_of, found_behind
from javon.service.lending.rules.scanning import Step
from javon.service.lending.views import bands
from javon.service.lending.views.asked import (
    PAPER_COOKIE,
    PAPERS,
    POINT_COOKIE,
    Desk,
    key_asked,
    paper_of,
    scan_asked,
)
from javon.service.readers import rights as readers
from javon.service.readers.actions import register_again
from javon.service.readers.actions.doors import give_first_pin
from javon.service.readers.models import Reader
from javon.service.readers.papers.on_screen import way_in
from javon.service.readers.queries import found_readers
from javon.service.readers.wording import registering as reader_wording

MOST_PEOPLE = 8
YEAR = 365 * 24 * 60 * 60  # seconds a computer remembers which desk it stands at


def centre_or_404() -> Centre:
    """The centre; a home without one lends nothing yet."""
    centre = organisation.the_centre()
    if centre is None:
        raise Http404
    return centre


@require_right(rights.LEND)
@never_cache
@require_GET
def desk(request: ActingRequest) -> HttpResponse:
    """The desk as the address says it: empty, or with a reader open, or with what was sought."""
    centre = centre_or_404()
    stands = Desk.of(request, centre)
    reader, _card = open_reader(centre.pk, stands.card)
    if stands.card and stands.since is None:
        stands = stands.opened(stands.card)
    band = bands.quiet()
    if stands.card and reader is None:
        band = bands.Band("bad", _("Not found: %(code)s") % {"code": stands.card}, "octagon-alert", "low")
    response = fragment(
        request,
        "lending/_desk.html",
        otherwise="lending/desk.html",
        is_a6=paper_of(request) == "a6",
        **_shown(request, centre, stands, reader, band, words=request.GET.get("q", "")),
    )
    if request.GET.get("point") and stands.point is not None:
        response.set_cookie(POINT_COOKIE, str(stands.point.pk), max_age=YEAR, httponly=True, samesite="Lax")
    if request.GET.get("paper") in PAPERS:
        response.set_cookie(PAPER_COOKIE, paper_of(request), max_age=YEAR, httponly=True, samesite="Lax")
    return response


@require_right(rights.LEND)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def scan_code(request: ActingRequest) -> HttpResponse:
    """One scan, in any state and order."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("lending:desk"), status=303)
    centre = centre_or_404()
    stands = Desk.of(request, centre)
    asked = scan_asked(request, card=stands.card, waiting=stands.waiting, returns_only=stands.returns_only)
    found = found_behind(centre.pk, asked.typed, copy_id=asked.copy_id)
    came = _what_came(request, centre, stands, asked, found)
    if came.step == Step.SEAT:
        return _to_the_room(request, found.code.text, stands)
    reader, _card = open_reader(centre.pk, came.stands.card)
    shown = _shown(request, centre, came.stands, reader, came.band, words=came.words)
    return fragment(request, "lending/_desk.html", came.status, otherwise="lending/desk.html", **shown)


class Came(NamedTuple):
    """What came of a scan: what stands on the desk now, what the band says, the status, what is to be sought."""

    stands: Desk
    band: bands.Band
    status: int = 200
    step: str = ""
    words: str = ""


def _what_came(request: ActingRequest, centre: Centre, stands: Desk, asked: Scan, found: Found) -> Came:
    try:
        scanned = scan(
            by=request.actor, centre=centre, scan=asked, point=stands.point,
            happened_on=stands.happened_on, request_id=request_id_of(request),
        )  # fmt: skip
    except Refused as refused:
        title = found.copy.title.title if found.copy is not None else ""
        return Came(
            stands,
            bands.of_refused(refused.verdict, title=title, code=found.code.text, by=request.actor),
            409,
        )
    after = _after(stands, scanned, found)
    reader, _card = open_reader(centre.pk, after.card)
    whose = reader or found.reader
    name = whose.short_name if whose is not None else ""
    band = bands.of_scanned(scanned, found, reader_name=name, by=request.actor)
    stopped = scanned.stopped or scanned.step == Step.UNKNOWN
    words = found.code.text if scanned.step == Step.SEARCH else ""
    return Came(after, band, 409 if stopped else 200, scanned.step, words)


def _after(stands: Desk, scanned: Scanned, found: Found) -> Desk:
    """What stands on the desk after a scan."""
    if found.card is not None:
        return stands.opened(found.card.code)
    if scanned.step == Step.ASK_WHO:
        return stands.waits_with(found.copy.code or found.code.text) if found.copy is not None else stands
    return stands


def _to_the_room(request: ActingRequest, code: str, stands: Desk) -> HttpResponse:
    """A seat or a computer was scanned: its page of the reading room, with the reader who is open."""
    address = "/reading-room/?" + urlencode({"code": code, "card": stands.card})
    if request.headers.get("HX-Request") == "true":
        response = HttpResponse(status=204)
        response.headers["HX-Redirect"] = address
        return response
    return HttpResponseRedirect(address, status=303)


def _shown(
    request: ActingRequest,
    centre: Centre,
    stands: Desk,
    reader: Reader | None,
    band: bands.Band,
    *,
    words: str,
) -> dict[str, Any]:
    """Everything that the fragment says."""
    today = clock.today()
    open_one = queries.open_reader(reader, today) if reader is not None else None
    rows = queries.sitting(request.actor, centre, reader=reader, since=stands.shown_since)
    return {
        "stands": stands,
        "band": band,
        "open": open_one,
        "photo": _photo(request, reader),
        "rows": rows,
        "last": next((row for row in rows if row.can_undo), None),
        "people": _people(centre, words) if words else [],
        "titles": _titles(centre, words) if words else [],
        "words": words,
        "figures": queries.figures_of_the_day(centre.pk, today),
        "request_id": uuid7(),
        "waiting": [found_behind(centre.pk, code) for code in stands.waiting],
        "reasons": bands.why_anyway(),
        "today": today,
    }


def _photo(request: ActingRequest, reader: Reader | None) -> str:
    """Where the face of the open reader is; "" without one, and for whoever lends and may not look at readers."""
    if reader is None or reader.photo_id is None or not request.actor.may(readers.SEE_READERS):
        return ""
    return reverse("readers:photo", args=[reader.number])


def _people(centre: Centre, words: str) -> list[dict[str, Any]]:
    found = found_readers(centre.pk, words, MOST_PEOPLE)
    has = queries.open_loans_of([one.pk for one in found])
    cards = queries.cards_of([one.pk for one in found])
    return [
        {"reader": one, "card": cards[one.pk], "has": has.get(one.pk, 0)} for one in found if one.pk in cards
    ]


def _titles(centre: Centre, words: str) -> list[queries.FoundTitle]:
    try:
        answer = search.find(words, limit=6, with_facets=False)
    except INDEX_TROUBLE:  # being rebuilt: readers and codes are found all the same
        return []
    return queries.found_titles(centre.pk, list(answer.ids))


@require_right(rights.LEND)
@never_cache
@require_GET
def suggest(request: ActingRequest) -> HttpResponse:
    """Readers and books while somebody types: readers first on an empty desk, books first with a reader open."""
    centre = centre_or_404()
    words = request.GET.get("q", "")[:100].replace("\x00", "").strip()
    stands = Desk.of(request, centre)
    context: dict[str, Any] = {
        "people": _people(centre, words) if words else [],
        "titles": _titles(centre, words) if len(words) > 1 else [],
        "stands": stands,
        "words": words,
    }
    return page(request, "lending/_found.html", **context)


@require_right(rights.LEND)
@require_POST
def undo_deed(request: ActingRequest) -> HttpResponse:
    """Undo one request of this sitting; everything that followed from it steps back too."""
    centre = centre_or_404()
    stands = Desk.of(request, centre)
    undone = key_asked(request.POST.get("undo", ""))
    try:
        if undone is None:
            raise Refused.because("nothing_to_undo")
        undo(by=request.actor, centre=centre, undone=undone, request_id=request_id_of(request))
    except Refused as refused:
        band, status = bands.of_refused(refused.verdict, title="", code="", by=request.actor), 409
    else:
        detail = " · ".join(queries.titles_of_deeds(centre.pk, undone))
        band = bands.Band("ok", _("Undone. Everything is as it was."), "undo-2", "double", detail)
        status = 200
    reader, _card = open_reader(centre.pk, stands.card)
    return _answered(request, centre, stands, reader, band, status)


def _answered(
    request: ActingRequest, centre: Centre, stands: Desk, reader: Reader | None, band: bands.Band, status: int
) -> HttpResponse:
    shown = _shown(request, centre, stands, reader, band, words="")
    return fragment(request, "lending/_desk.html", status, otherwise="lending/desk.html", **shown)


@require_right(rights.LEND)
@require_POST
def renew_loans(request: ActingRequest) -> HttpResponse:
    """Renew everything that the open reader has, with the result of each book."""
    centre = centre_or_404()
    stands = Desk.of(request, centre)
    reader, _card = open_reader(centre.pk, stands.card)
    if reader is None:
        return HttpResponseRedirect(reverse("lending:desk"), status=303)
    renewed = renew_all(by=request.actor, reader=reader, request_id=request_id_of(request))
    status = 409 if renewed.stopped and not renewed.done else 200
    return _answered(request, centre, stands, reader, _renewed(renewed), status)


@require_right(readers.REGISTER_READERS)
@require_POST
def register_again_here(request: ActingRequest) -> HttpResponse:
    """The reader who is open is registered for this year, in one press (Alt+F9)."""
    centre = centre_or_404()
    stands = Desk.of(request, centre)
    reader, _card = open_reader(centre.pk, stands.card)
    if reader is None:
        return HttpResponseRedirect(reverse("lending:desk"), status=303)
    try:
        line = register_again(by=request.actor, reader=reader, request_id=request_id_of(request))
    except Refused as refused:
        reasons = tuple(reader_wording.sentences(refused.verdict.stops))
        band, status = bands.Band("bad", _("Not done"), "octagon-alert", "low", stops=reasons), 409
    else:
        told = _("Registered again: No. %(number)s of %(year)s") % {"number": line.number, "year": line.year}
        band, status = bands.Band("ok", told, "check", "high"), 200
    return _answered(request, centre, stands, reader, band, status)


def _renewed(renewed: Renewed) -> bands.Band:
    told = _("Renewed: %(done)s of %(all)s") % {
        "done": len(renewed.done),
        "all": len(renewed.done) + len(renewed.stopped),
    }
    reasons = tuple(
        f"«{one.title}»: {' '.join(wording.sentences(one.verdict.stops))}" for one in renewed.stopped
    )
    if not renewed.done and not renewed.stopped:
        return bands.quiet(_("The reader has nothing to renew."))
    if not renewed.done:
        return bands.Band("bad", told, "octagon-alert", "low", stops=reasons)
    kind = "warn" if reasons else "ok"
    return bands.Band(
        kind, told, "triangle-alert" if reasons else "check", "double" if reasons else "high",
        due_on=min(one.due_on for one in renewed.done if one.due_on), notes=reasons,
    )  # fmt: skip


@require_right(rights.LEND)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def refuse(request: ActingRequest) -> HttpResponse:
    """F9: what somebody asked for and did not get. A page of its own where no script opens it as a sheet."""
    centre = centre_or_404()
    stands = Desk.of(request, centre)
    reader, _card = open_reader(centre.pk, stands.card)
    wrong: list[str] = []
    if request.method == "POST":
        try:
            refuse_request(
                by=request.actor, centre=centre, wanted=request.POST.get("wanted", ""),
                why=request.POST.get("why", ""), reader=reader, point=stands.point,
                happened_on=stands.happened_on, request_id=request_id_of(request),
            )  # fmt: skip
        except Refused as refused:
            wrong = wording.sentences(refused.verdict.stops)
        else:
            band = bands.Band("ok", _("Written down as refused."), "check", "high")
            return _answered(request, centre, stands, reader, band, 200)
    return page(
        request,
        "lending/refusal.html",
        422 if wrong else 200,
        stands=stands,
        reader=reader,
        wrong=wrong,
        wanted=request.POST.get("wanted", "")[:200],
        chosen=request.POST.get("why", ""),
        reasons=RefusedRequest.Why.choices,
        request_id=uuid7(),
    )


@require_right(rights.LEND)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def slip(request: ActingRequest) -> HttpResponse:
    """What was lent in this sitting, on 80 mm or A6. Asked for by the button, the first one brings the reader's PIN."""
    centre = centre_or_404()
    stands = Desk.of(request, centre)
    answer = card_of(centre.pk, stands.card) if stands.card else None
    if answer is None:
        messages.warning(request, _("Open a reader first: the slip is for a reader."))
        return HttpResponseRedirect(reverse("lending:desk"), status=303)
    open_one = queries.open_reader(answer.reader, clock.today())
    pin = _first_pin(request, answer.reader) if request.method == "POST" else ""
    return page(
        request,
        "lending/slip.html",
        pin=pin,
        **(way_in(request.build_absolute_uri(reverse("cabinet:sign_in")), open_one.card) if pin else {}),
        open=open_one,
        is_a6=paper_of(request) == "a6",
        centre=centre,
        today=clock.today(),
        card=stands.card,
    )


def _first_pin(request: ActingRequest, reader: Reader) -> str:
    """The PIN of a reader who had none; empty where there is one, and where whoever stands here gives none."""
    if not request.actor.may(readers.REGISTER_READERS):
        return ""
    try:
        return give_first_pin(by=request.actor, reader=reader)
    except Refused:
        return ""  # gone, or without a card in use: the panel beside says so, and the slip is whole without


LINES_ON_PAPER = 16  # of one A4 sheet, 9 mm each: high enough for a hand in winter


@require_right(rights.LEND)
@require_GET
def paper_sheet(request: ActingRequest) -> HttpResponse:
    """The blank sheet for a day without power: printed beforehand, scanned later under its own day."""
    return page(
        request, "lending/paper_sheet.html", lines=range(1, LINES_ON_PAPER + 1), centre=centre_or_404()
    )
