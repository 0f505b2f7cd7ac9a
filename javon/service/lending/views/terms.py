"""Terms of lending: the set in force in sentences, the sets before it, a draft and its lines. Nizom 1.5."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from javon.centre.documents.queries.reading import shown
from javon.centre.organisation.models import Centre
from javon.centre.organisation.queries import the_centre
from javon.centre.organisation.queries.structure import open_points
from javon.core import clock
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.database.fields import uuid7
from javon.core.ui.asked import request_id_of
from javon.core.ui.render import page
from javon.core.verdict import Refused
from javon.service.lending import rights, wording
from javon.service.lending.actions import terms as actions
from javon.service.lending.forms import LineForm, typed_of
from javon.service.lending.models import TermsRow, TermsSet
from javon.service.lending.queries import terms_sets as queries
from javon.service.lending.queries.terms import line_of, lines_of, terms_in_force
from javon.service.lending.rules.terms_lint import lint
from javon.service.lending.views import terms_words as words

LARGEST = 2**31 - 1


def centre_or_404() -> Centre:
    """The centre; a home without one lends nothing yet."""
    centre = the_centre()
    if centre is None:
        raise Http404
    return centre


def terms_or_404(number: int) -> TermsSet:
    """The set with this number."""
    centre = centre_or_404()
    found = queries.sets(centre.pk).filter(number=number).first() if number <= LARGEST else None
    if found is None:
        raise Http404
    return found


def again(form: Any, **more: str) -> Any:
    """The same form with what was typed; the refused request is spent, so pressing again is a new one."""
    data = form.data.copy()
    data.update({"request_id": str(uuid7()), **more})
    form.data = data
    return form


def home() -> HttpResponseRedirect:
    """To the page of the terms."""
    return HttpResponseRedirect(reverse("lending:terms"), status=303)


def to_set(terms: TermsSet) -> HttpResponseRedirect:
    """To the page of one set."""
    return HttpResponseRedirect(reverse("lending:terms_set", args=(terms.number,)), status=303)


def _of_set(terms: TermsSet, request: ActingRequest) -> dict[str, Any]:
    today = clock.today()
    standing = queries.standing(terms, today)
    label, kind = words.STANDING[standing]
    paper = queries.paper_of(terms)
    trouble = queries.trouble_with_paper(terms) if standing in ("in_force", "to_come") else ""
    return {
        "terms": terms,
        "standing": standing,
        "standing_label": label,
        "standing_kind": kind,
        "ends_on": queries.ends_on(terms) if standing != "draft" else None,
        "lines": words.told(terms),
        "paper": paper,
        "paper_label": shown(terms.basis_label),
        "trouble": words.TROUBLE.get(trouble, ""),
        "may_set": request.actor.may(rights.SET_TERMS),
        "begun_long_ago": terms.valid_from == actions.LONG_AGO,
    }


@require_right(rights.LEND)
@never_cache
@require_GET
def terms(request: ActingRequest) -> HttpResponse:
    """The set in force, the draft, every set before."""
    centre, today = centre_or_404(), clock.today()
    return page(
        request,
        "lending/terms/terms.html",
        **_of_set(terms_in_force(centre.pk, today), request),
        draft=queries.draft(centre.pk),
        history=[_row(one) for one in queries.sets(centre.pk)],
        request_id=uuid7(),
    )


def _row(one: TermsSet) -> dict[str, Any]:
    label, kind = words.STANDING[queries.standing(one, clock.today())]
    return {
        "terms": one,
        "label": label,
        "kind": kind,
        "paper": shown(one.basis_label),
        "long_ago": one.valid_from == actions.LONG_AGO,
    }


@require_right(rights.LEND)
@never_cache
@require_GET
def terms_set(request: ActingRequest, number: int) -> HttpResponse:
    """One set; a draft with what the lint has found and what may be done."""
    return set_page(request, terms_or_404(number))


def set_page(request: ActingRequest, found: TermsSet, status: int = 200, wrong: Any = ()) -> HttpResponse:
    """The page of a set, also after a refusal."""
    verdict = queries.findings(found, found.centre, clock.today())
    return page(
        request,
        "lending/terms/set.html",
        status,
        **_of_set(found, request),
        stops=wording.sentences(verdict.stops),
        notes=wording.sentences(verdict.warnings),
        wrong=wrong,
        request_id=uuid7(),
    )


@require_right(rights.SET_TERMS)
@require_POST
def begin(request: ActingRequest) -> HttpResponse:
    """A draft from the set in force."""
    made = actions.begin_terms(by=request.actor, centre=centre_or_404(), request_id=request_id_of(request))
    return to_set(made)


@require_right(rights.SET_TERMS)
@require_POST
def drop(request: ActingRequest, number: int) -> HttpResponse:
    """Give the draft up."""
    found = terms_or_404(number)
    try:
        actions.drop_terms(by=request.actor, terms=found, request_id=request_id_of(request))
    except Refused as refused:
        return set_page(request, found, 409, wording.sentences(refused.verdict.stops))
    messages.success(request, _("The draft was given up. What was in force stays in force."))
    return home()


# --- lines -------------------------------------------------------------------------------------------------


@require_right(rights.SET_TERMS)
@never_cache
def line(request: ActingRequest, number: int, key: UUID | None = None) -> HttpResponse:
    """Add a line or change one; what the lint finds in it is told before it is saved."""
    found = terms_or_404(number)
    row = found.rows.filter(pk=key).first() if key is not None else None
    if key is not None and row is None:
        raise Http404
    points = open_points(found.centre, clock.today())
    form = LineForm(request.POST or None, points=points, initial=typed_of(row) if row is not None else None)
    if request.method != "POST":
        return _line_page(request, found, row, form)
    if not form.is_valid():
        return _line_page(request, found, row, form, 422)
    told = _told_of(found, row, form.given)
    if told and form.cleaned_data["seen"] != "|".join(told)[:400]:
        form = again(form, seen="|".join(told)[:400])
        return _line_page(request, found, row, form, 409, notes=told)
    return _saved(request, found, row, form)


def _saved(request: ActingRequest, found: TermsSet, row: TermsRow | None, form: LineForm) -> HttpResponse:
    try:
        actions.set_line(
            by=request.actor,
            terms=found,
            values=form.given,
            line_id=row.pk if row is not None else None,
            request_id=request_id_of(request),
        )
    except Refused as refused:
        return _line_page(request, found, row, form, 409, wrong=wording.sentences(refused.verdict.stops))
    messages.success(request, _("The line is saved in the draft."))
    return to_set(found)


def _told_of(found: TermsSet, row: TermsRow | None, given: dict[str, Any]) -> list[str]:
    """What the lint finds with this line and would not find without it."""
    before = list(lines_of(found))
    place = row.position if row is not None else max((one.position for one in before), default=0) + 1
    would_be = line_of(TermsRow(terms=found, position=place, **given))
    after = [one for one in before if one.position != place] + [would_be]
    world = queries.world_of(found.centre, clock.today())
    known = set(wording.sentences(lint(before, world).refusals))
    return [said for said in wording.sentences(lint(after, world).refusals) if said not in known]


def _line_page(
    request: ActingRequest, found: TermsSet, row: TermsRow | None, form: LineForm, status: int = 200, **more: Any
) -> HttpResponse:  # fmt: skip
    if status == 409:
        form = again(form)
    return page(
        request, "lending/terms/line.html", status, terms=found, row=row, form=form, is_default=bool(row and row.is_default),
        **more,
    )  # fmt: skip


@require_right(rights.SET_TERMS)
@require_POST
def move(request: ActingRequest, number: int, key: UUID) -> HttpResponse:
    """A line one place up or down."""
    found = terms_or_404(number)
    up = request.POST.get("to") == "up"
    try:
        actions.move_line(
            by=request.actor, terms=found, line_id=key, up=up, request_id=request_id_of(request)
        )
    except Refused as refused:
        return set_page(request, found, 409, wording.sentences(refused.verdict.stops))
    return to_set(found)


@require_right(rights.SET_TERMS)
@require_POST
def delete(request: ActingRequest, number: int, key: UUID) -> HttpResponse:
    """A line goes out of the draft."""
    found = terms_or_404(number)
    try:
        actions.delete_line(by=request.actor, terms=found, line_id=key, request_id=request_id_of(request))
    except Refused as refused:
        return set_page(request, found, 409, wording.sentences(refused.verdict.stops))
    messages.success(request, _("The line is deleted from the draft."))
    return to_set(found)
