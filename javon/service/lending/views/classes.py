"""A class of thirty at the desk: scan the books one after another, each goes to the next pupil. ux.md 1, 2.3."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from javon.centre.organisation.models import Centre, LocalBody
from javon.core import clock
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.database.fields import uuid7
from javon.core.ui.asked import request_id_of
from javon.core.ui.render import fragment, page
from javon.core.ui.templatetags.ui import in_script
from javon.core.verdict import Refused
from javon.service.lending import rights
from javon.service.lending.actions.scanning import scan
from javon.service.lending.actions.undoing import undo_together
from javon.service.lending.models import Channel
from javon.service.lending.queries import classes as queries
from javon.service.lending.queries.classes import Pupil
from javon.service.lending.queries.scanning import found_behind
from javon.service.lending.rules.scanning import Step
from javon.service.lending.views import bands
from javon.service.lending.views.asked import Desk, key_asked, scan_asked
from javon.service.lending.views.desk import centre_or_404

MOST_GRADE = 11
MOST_UNDONE = 200  # requests of one class: far more than ten minutes hold


@require_right(rights.LEND)
@never_cache
@require_GET
def classes(request: ActingRequest) -> HttpResponse:
    """Every class that has readers."""
    centre = centre_or_404()
    return page(
        request, "lending/classes.html", classes=queries.classes(centre.pk), stands=Desk.of(request, centre)
    )


@require_right(rights.LEND)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def school_class(request: ActingRequest, school: UUID, grade: int, letter: str = "") -> HttpResponse:
    """One class; a scanned book goes to the pupil whose turn it is, and the turn to the next."""
    centre = centre_or_404()
    stands = Desk.of(request, centre)
    day = stands.happened_on or clock.today()
    body = LocalBody.objects.filter(centre=centre, pk=school).first()
    if body is None or grade > MOST_GRADE:
        raise Http404

    def pupils() -> list[Pupil]:
        return queries.pupils(request.actor, centre.pk, school, grade, letter, day)

    rows = pupils()
    if not rows:
        raise Http404
    turn = _turn(request, rows)
    band = _of_turn(turn)
    status = 200
    if request.method == "POST":
        done = _undone if "undo" in request.POST else _scanned
        band, turn, status = done(request, centre, stands, rows, turn)
        rows = pupils()
    return fragment(
        request, "lending/_class.html", status, otherwise="lending/class.html", school=body, grade=grade,
        letter=letter, called=_called(grade, letter), rows=rows, turn=turn, band=band, request_id=uuid7(),
        lent=sum(len(one.today) for one in rows), stands=replace(stands, card=turn.card), open=turn.card,
        undoes=queries.to_undo(rows), to_register=sum(not one.is_registered for one in rows), here=request.path, scan_to=request.path, reasons=bands.why_anyway(),
        prompt=_("Book for: %(name)s") % {"name": in_script(turn.reader.short_name)},
    )  # fmt: skip


def _called(grade: int, letter: str) -> str:
    return str(in_script(f"{grade}-«{letter}»")) if letter else str(grade)


def _of_turn(pupil: Pupil) -> bands.Band:
    """Before a book is scanned: who comes now."""
    more = _("Scan a book: it goes to the pupil whose turn it is.")
    return bands.Band("quiet", _named(pupil), "scan-barcode", detail=more)


def _named(pupil: Pupil) -> str:
    return _("It is the turn of %(name)s.") % {"name": in_script(pupil.reader.short_name)}


def _turn(request: HttpRequest, rows: list[Pupil]) -> Pupil:
    """Whose turn it is: the pupil named, else the first who was given nothing today."""
    given = request.POST if request.method == "POST" else request.GET
    named = next((one for one in rows if one.card and one.card == given.get("pupil", "")), None)
    return named or next((one for one in rows if one.card and not one.today), rows[0])


def _scanned(
    request: ActingRequest, centre: Centre, stands: Desk, rows: list[Pupil], turn: Pupil
) -> tuple[bands.Band, Pupil, int]:
    """What the scan did, and whose turn it is now. A card of the class gives the turn to its pupil."""
    asked = scan_asked(request, card=turn.card)
    found = found_behind(centre.pk, asked.typed, copy_id=asked.copy_id)
    if found.reader is not None and found.card is not None:
        named = next((one for one in rows if one.reader.pk == found.reader.pk), None)
        if named is None:
            told = _("%(name)s is not in this class.") % {"name": in_script(found.reader.short_name)}
            return bands.Band("bad", told, "octagon-alert", "low"), turn, 409
        return _of_turn(named), named, 200
    try:
        scanned = scan(
            by=request.actor, centre=centre, scan=asked, channel=Channel.CLASS, point=stands.point,
            happened_on=stands.happened_on, request_id=request_id_of(request),
        )  # fmt: skip
    except Refused as refused:
        title = found.copy.title.title if found.copy is not None else ""
        return (
            bands.of_refused(refused.verdict, title=title, code=found.code.text, by=request.actor),
            turn,
            409,
        )
    band = bands.of_scanned(scanned, found, reader_name=turn.reader.short_name, by=request.actor)
    stopped = scanned.stopped or scanned.step in (Step.UNKNOWN, Step.SEARCH, Step.SEAT)
    lent = any(one.verb == "lent" for one in scanned.done)
    after = _after(rows, turn) if lent else turn
    if after is not turn:
        band = replace(band, lead=" ".join(filter(None, (band.lead, _named(after)))))
    return band, after, 409 if stopped else 200


def _undone(
    request: ActingRequest, centre: Centre, stands: Desk, rows: list[Pupil], turn: Pupil
) -> tuple[bands.Band, Pupil, int]:
    """What was lent to the class by mistake goes back, one book or all; the turn goes to the first whom it was taken from."""
    keys = [key for key in map(key_asked, request.POST.getlist("undo")[:MOST_UNDONE]) if key is not None]
    gone = [(pupil, one) for pupil in rows for one in pupil.today if one.undo in keys]
    try:
        undo_together(by=request.actor, centre=centre, undone=keys, request_id=request_id_of(request))
    except Refused as refused:
        return bands.of_refused(refused.verdict, title="", code="", by=request.actor), turn, 409
    after = gone[0][0] if gone else turn
    detail = " · ".join(f"«{one.title}»" for _pupil, one in gone[:3]) + (" …" if len(gone) > 3 else "")
    band = bands.Band("ok", _("Undone. Everything is as it was."), "undo-2", "double", detail)
    return replace(band, lead=_named(after)), after, 200


def _after(rows: list[Pupil], turn: Pupil) -> Pupil:
    """The next pupil of the list who was given nothing yet; after the last the turn stays."""
    place = next((at for at, one in enumerate(rows) if one.reader.pk == turn.reader.pk), 0)
    return next((one for one in rows[place + 1 :] if one.card and not one.today), turn)


@require_right(rights.LEND)
@never_cache
@require_GET
def class_sheet(request: ActingRequest, school: UUID, grade: int, letter: str = "") -> HttpResponse:
    """One sheet for the teacher: what each pupil took today, or on the paper day, and until when."""
    centre = centre_or_404()
    today = Desk.of(request, centre).happened_on or clock.today()
    body = LocalBody.objects.filter(centre=centre, pk=school).first()
    rows = (
        queries.pupils(request.actor, centre.pk, school, grade, letter, today)
        if body is not None and grade <= MOST_GRADE
        else []
    )
    if not rows:
        raise Http404
    return page(
        request, "lending/class_sheet.html", school=body, called=_called(grade, letter), rows=rows, today=today,
        lent=sum(len(one.today) for one in rows),
    )  # fmt: skip
