"""The register of incoming letters, the clerk's form, one letter with the director's resolution. Dossier 2.25."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from javon.centre.documents import actions, rights, wording
from javon.centre.documents.forms.attachments import Arrived, arrived
from javon.centre.documents.forms.letters import LetterForm, ResolutionForm
from javon.centre.documents.forms.registers import PutInForm
from javon.centre.documents.letter_answer import answer_draft
from javon.centre.documents.models import Document
from javon.centre.documents.queries import letters as queries
from javon.centre.documents.rules.attachments import ACCEPT
from javon.centre.documents.views import attachments_card, letters_shown
from javon.centre.documents.views.asked import (
    again,
    centre_or_404,
    pager,
)
from javon.centre.documents.views.opening import LARGEST_SHORT_ID
from javon.centre.organisation import queries as organisation
from javon.centre.tasks import queries as tasks
from javon.centre.tasks import rights as task_rights
from javon.core import clock
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.database.fields import uuid7
from javon.core.ui.asked import request_id_of
from javon.core.ui.render import page
from javon.core.verdict import Refused

PER_PAGE = 40
TABS = ("resolution", "answer", "late", "all")


def letter_or_404(request: ActingRequest, short_id: int) -> Document:
    """The letter that the person may open; one that may not be seen is not found."""
    found = queries.letter_by_number(request.actor, short_id) if short_id <= LARGEST_SHORT_ID else None
    if found is None:
        raise Http404
    return found


@require_right(rights.READ)
def letters(request: ActingRequest) -> HttpResponse:
    """The register of letters that came: what waits for the director, what waits for an answer, all."""
    by, today = request.actor, clock.today()
    rows = {
        "resolution": queries.waiting_for_resolution(by),
        "answer": queries.waiting_for_answer(by),
        "late": queries.answers_late(by, today),
        "all": queries.letters_in(by),
    }
    asked, words = request.GET.get("tab", ""), request.GET.get("q", "")[:200].replace("\x00", "")
    tab = asked if asked in TABS else "resolution" if by.may(task_rights.ISSUE) and not words else "all"
    found = Paginator(queries.found(rows[tab], words), PER_PAGE).get_page(request.GET.get("page"))
    return page(
        request,
        "documents/letters.html",
        tabs=letters_shown.tabs({name: rows[name].count() for name in TABS if name != "all"}, tab),
        tab=tab,
        columns=letters_shown.columns(),
        rows=[letters_shown.row(letter, today) for letter in found],
        filters=letters_shown.filters(tab, words),
        total=found.paginator.count,
        pager=pager(request, found),
        may_register=by.may(rights.REGISTER),
    )


# --- the clerk


@require_right(rights.REGISTER)
def new(request: ActingRequest) -> HttpResponse:
    """A letter that came gets its number."""
    centre, today = centre_or_404(), clock.today()
    if request.method != "POST":
        return _new_page(request, LetterForm(centre=centre, today=today), Arrived())
    files = arrived(request, request.actor, today)
    form = LetterForm(request.POST, centre=centre, today=today)
    if "drop" in request.POST:
        return _new_page(request, form, files)
    if not form.is_valid() or not files.verdict:
        status = 409 if form.is_valid() else 422
        return _new_page(request, again(form), files, status)
    try:
        letter = actions.register_letter(
            by=request.actor, centre=centre, today=today, files=files.files, **form.given
        )
    except Refused as refused:
        return _new_page(request, again(form), files, 409, wording.sentences(refused.verdict.stops))
    messages.success(
        request, _("The letter is registered. Its number: %(number)s") % {"number": letter.number}
    )
    return HttpResponseRedirect(reverse("documents:letter", args=[letter.short_id]), status=303)


def _new_page(
    request: ActingRequest,
    form: LetterForm,
    files: Arrived,
    status: int = 200,
    stops: list[str] | None = None,
) -> HttpResponse:
    return page(
        request,
        "documents/letter_new.html",
        status,
        form=form,
        stops=stops or [],
        correspondents=queries.correspondents(centre_or_404()),
        kept=files.token,
        files=[attachments_card.waiting(file) for file in files.files],
        wrong=wording.sentences(files.verdict.stops),
        accept=ACCEPT,
        limit=attachments_card.LIMIT,
    )


# --- one letter


@require_right(rights.READ)
def letter(request: ActingRequest, short_id: int) -> HttpResponse:
    """The letter, its way, and for the director the resolution in ten seconds."""
    return letter_page(request, letter_or_404(request, short_id))


def letter_page(request: ActingRequest, letter: Document, status: int = 200, **more: Any) -> HttpResponse:
    """The page of a letter, with what a refused deed has to say and what was typed for it."""
    by, today = request.actor, clock.today()
    way = queries.way_of(letter)
    given: dict[str, Any] = {
        "letter": letter,
        "badge": letters_shown.badge(letter, today),
        "pairs": letters_shown.pairs(letter),
        "resolutions": letters_shown.resolutions(way.resolutions, by, today),
        "answers": way.answers,
        "attachments": attachments_card.card(by, letter),
        "resolution": _resolution_form(request, letter) if by.may(task_rights.ISSUE) else None,
        "may_answer": by.may(rights.DRAFT),
        "put_in": PutInForm(centre=letter.centre, initial={"case_file": letter.case_file_id})
        if by.may(rights.REGISTER)
        else None,
        "request_id": uuid7(),
    }
    return page(request, "documents/letter.html", status, **{**given, **more})


def _resolution_form(request: ActingRequest, letter: Document, typed: Any = None) -> ResolutionForm:
    by, today = request.actor, clock.today()
    return ResolutionForm(
        typed,
        letter=letter,
        people=tasks.reach(by, organisation.person_of(by), today),
        controllers=tasks.controllers(by, today),
        centre=letter.centre,
        today=today,
    )


@require_POST
@require_right(rights.READ)
@require_right(task_rights.ISSUE)
def resolve(request: ActingRequest, short_id: int) -> HttpResponse:
    """The resolution is written and becomes a task."""
    letter = letter_or_404(request, short_id)
    form = _resolution_form(request, letter, request.POST)
    if not form.is_valid():
        return letter_page(request, letter, 422, resolution=form)
    try:
        task = actions.write_resolution(
            by=request.actor,
            letter=letter,
            text=form.words,
            executors=[form.executor_given],
            due_on=form.day,
            today=clock.today(),
            controller=form.controller_given,
            request_id=form.cleaned_data["request_id"],
        )
    except Refused as refused:
        stops = wording.sentences(refused.verdict.stops)
        return letter_page(request, letter, 409, resolution=again(form), resolution_stops=stops)
    messages.success(request, _("The resolution is written. Task no. %(number)s") % {"number": task})
    return HttpResponseRedirect(reverse("documents:letter", args=[letter.short_id]), status=303)


@require_POST
@require_right(rights.READ)
@require_right(rights.DRAFT)
def answer(request: ActingRequest, short_id: int) -> HttpResponse:
    """The outgoing letter that answers this one is begun."""
    letter = letter_or_404(request, short_id)
    try:
        draft = answer_draft(letter, organisation.person_of(request.actor))
        made = actions.begin_answer(
            by=request.actor, letter=letter, draft=draft, request_id=request_id_of(request)
        )
    except Refused as refused:
        return letter_page(request, letter, 409, stops=wording.sentences(refused.verdict.stops))
    messages.success(request, pgettext("letter", "The answer is begun: write its text."))
    return HttpResponseRedirect(reverse("documents:edit", args=[made.short_id]), status=303)
