"""Prohibited publications: alarms, the list in force, its versions. Staff with the right only; no page of readers knows them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from javon.collection.catalogue import rights as catalogue_rights
from javon.collection.catalogue.isbn import isbn13
from javon.collection.stock import rights, wording
from javon.collection.stock.actions import prohibited as actions
from javon.collection.stock.forms.prohibited import ListForm, NoteForm
from javon.collection.stock.models import ProhibitedMatch
from javon.collection.stock.queries import prohibited as queries
from javon.collection.stock.rules.likeness import Book
from javon.collection.stock.views import prohibited_shown as shown
from javon.collection.stock.views.asked import Asked, ask
from javon.collection.stock.views.rooms import PER_PAGE, number_of_page
from javon.collection.stock.views.shared import (
    again,
    centre_or_404,
    whole,
    words_of,
)
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.ui import errors
from javon.core.ui.asked import pager
from javon.core.ui.render import fragment, page
from javon.core.verdict import Refused


def register(
    request: ActingRequest, tab: str, heading: str, rows: Any, row: Any, **more: Any
) -> HttpResponse:
    """A page of one of the four lists: its rows a page at a time."""
    found = Paginator(rows, PER_PAGE).get_page(number_of_page(request))
    waiting = queries.open_count(centre_or_404().pk)
    return page(
        request,
        "stock/prohibited.html",
        heading=heading,
        tabs=shown.tabs(tab, waiting),
        rows=[row(one) for one in found],
        total=found.paginator.count,
        pager=pager(request, found),
        may_keep=request.actor.may(rights.KEEP_PROHIBITED),
        may_examine=request.actor.may(rights.EXAMINE_PROHIBITED),
        tab=tab,
        **more,
    )


@require_right(rights.SEE_PROHIBITED)
def alarms(request: ActingRequest) -> HttpResponse:
    """Books that look like a line of the list, by what became of them."""
    centre, asked = centre_or_404(), request.GET.get("state", "open")
    state = asked if asked in ProhibitedMatch.State.values else "open"
    return register(
        request,
        "alarms",
        _("Prohibited publications"),
        queries.matches(centre.pk, state),
        shown.alarm_row,
        columns=shown.alarm_columns(),
        chips=shown.state_chips(state, queries.counts(centre.pk)),
        version=queries.newest(centre.pk),
    )


@require_right(rights.SEE_PROHIBITED)
def entries(request: ActingRequest) -> HttpResponse:
    """The list in force line by line, or the lines that were taken off."""
    centre, words, is_ended = centre_or_404(), words_of(request), request.GET.get("lines") == "ended"
    return register(
        request,
        "list",
        _("The list in force"),
        queries.entries(centre.pk, words, is_ended),
        shown.entry_row,
        columns=shown.entry_columns(),
        filters=shown.entry_filters(words, is_ended),
    )


@require_right(rights.SEE_PROHIBITED)
def lists(request: ActingRequest) -> HttpResponse:
    """Every paper that was entered, and how far the look over the catalogue after it has come."""
    return register(
        request,
        "versions",
        _("Versions of the list"),
        queries.lists(centre_or_404().pk),
        shown.list_row,
        columns=shown.list_columns(),
    )


@require_right(rights.KEEP_PROHIBITED)
def new_list(request: ActingRequest) -> HttpResponse:
    """A paper that came."""
    centre, form = centre_or_404(), ListForm(request.POST or None, request.FILES or None)
    asked = Asked(
        heading=_("Enter a list"),
        submit=_("Enter the list"),
        back=reverse("stock:prohibited_lists"),
        done=_("The list is entered. The whole catalogue is being looked over by it."),
        lead=_(
            "The lines are kept word for word and never changed: what a later paper takes off stays readable."
        ),
        icon="file-plus",
    )

    def deed(request_id: Any) -> Any:
        given = {name: form.cleaned_data[name] for name in ("kind", "paper", "dated_on", "rows")}
        return actions.enter_list(by=request.actor, centre=centre, request_id=request_id, **given)

    return ask(request, asked, form, deed, "stock/prohibited_list_new.html")


@require_right(catalogue_rights.CORRECT_RECORD)
@require_POST
def look(request: ActingRequest) -> HttpResponse:
    """While a record is being typed: whether it looks like a prohibited publication."""
    typed = {
        name: request.POST.get(name, "").replace("\x00", "")[:500]
        for name in ("title", "subtitle", "author", "responsibility")
    }
    isbns = request.POST.get("isbn", "")[:300].splitlines()
    book = Book(**typed, isbns=tuple(filter(None, map(isbn13, isbns))))
    found = queries.watch(centre_or_404().pk).look(book) if book.title.strip() or book.isbns else []
    decided = queries.laid_aside(whole(request.GET.get("number", "")))
    found = [one for one in found if one.key not in decided]
    sentences = list(dict.fromkeys(shown.likeness(one.certainty, one.why) for one in found))
    return fragment(request, "stock/_prohibited_look.html", otherwise="/catalogue/new/", sentences=sentences)


# --- one alarm


def _found(pk: int) -> ProhibitedMatch:
    rows = ProhibitedMatch.objects.select_related(
        "title", "entry__came_with", "entry__ended_with", "check_act"
    )
    return get_object_or_404(rows, pk=pk if pk < 2**63 else 0, entry__centre_id=centre_or_404().pk)


@require_right(rights.SEE_PROHIBITED)
def alarm(request: ActingRequest, pk: int) -> HttpResponse:
    """The book and the line side by side, and what may be decided."""
    return _page(request, _found(pk))


def _page(request: ActingRequest, match: ProhibitedMatch, status: int = 200, **more: Any) -> HttpResponse:
    may = request.actor.may(rights.EXAMINE_PROHIBITED)
    waits = match.state == "open" and match.check_act is None
    return page(
        request,
        "stock/prohibited_alarm.html",
        status,
        match=match,
        heading=match.title.title,
        badge=shown.state_badge(match),
        why=shown.likeness(match.certainty, match.why),
        compared=shown.compared(match),
        facts=shown.alarm_facts(match),
        may_lay_aside=may and waits and match.certainty == "probable",
        needs_commission=waits and match.certainty == "exact",
        may_release=may and match.state == "withdrawn" and match.entry.ended_with is not None,
        form=more.get("form") or NoteForm(),
        stops=more.get("stops", ()),
    )


def _decided(
    request: ActingRequest, match: ProhibitedMatch, deed: Callable[..., Any], done: str
) -> HttpResponse:
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _page(request, match, 422, form=form)
    try:
        deed(note=form.cleaned_data["note"], request_id=form.cleaned_data["request_id"])
    except Refused as refused:
        if "no_right" in refused.verdict.codes:
            return errors.forbidden(request)
        stops = wording.sentences(refused.verdict.stops)
        return _page(request, _found(match.pk), 409, form=again(form), stops=stops)
    messages.success(request, done)
    return HttpResponseRedirect(reverse("stock:prohibited_alarm", args=[match.pk]), status=303)


@require_right(rights.EXAMINE_PROHIBITED)
@require_POST
def lay_aside(request: ActingRequest, pk: int) -> HttpResponse:
    """Another publication: said by whoever has compared the two."""
    match, by = _found(pk), request.actor

    def deed(**typed: Any) -> Any:
        return actions.lay_aside(by=by, title=match.title, entry=match.entry, **typed)

    return _decided(request, match, deed, _("It is written down: another publication."))


@require_right(rights.EXAMINE_PROHIBITED)
@require_POST
def release(request: ActingRequest, pk: int) -> HttpResponse:
    """Back to readers: the line is off the list."""
    match, by = _found(pk), request.actor

    def deed(**typed: Any) -> Any:
        return actions.release(by=by, match=match, **typed)

    return _decided(request, match, deed, _("The book is back among those that readers see."))
