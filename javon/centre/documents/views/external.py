"""The register of acts above us: found in any spelling, what rests on them, what follows from them. Nizom 1.7."""

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
from javon.centre.documents.act_numbers import spellings
from javon.centre.documents.forms.external import KINDS, ActForm, EndActForm, FollowUpForm
from javon.centre.documents.models import Document
from javon.centre.documents.queries import external as queries
from javon.centre.documents.queries.reading import label_of, shown
from javon.centre.documents.views import attachments_card, letters_shown
from javon.centre.documents.views.asked import Asked, again, ask, centre_or_404, pager
from javon.centre.documents.views.opening import LARGEST_SHORT_ID
from javon.centre.documents.views.screen import badge_of
from javon.centre.organisation import queries as organisation
from javon.centre.tasks import actions as task_actions
from javon.centre.tasks import queries as tasks
from javon.centre.tasks import rights as task_rights
from javon.centre.tasks.models import Task
from javon.core import clock
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.ui.render import page
from javon.core.ui.templatetags.ui import short_date
from javon.core.verdict import Refused

PER_PAGE = 60


def act_or_404(request: ActingRequest, short_id: int) -> Document:
    """The act with this number in the address."""
    found = queries.act_by_number(request.actor, short_id) if short_id <= LARGEST_SHORT_ID else None
    if found is None:
        raise Http404
    return found


@require_right(rights.READ)
def acts(request: ActingRequest) -> HttpResponse:
    """The register by rung of the ladder."""
    given = request.GET
    words, kind = given.get("q", "")[:200].replace("\x00", ""), given.get("kind", "")
    only_in_force = given.get("force", "") != "all"
    rows = queries.acts(
        request.actor,
        words=words,
        kind=kind if kind in Document.EXTERNAL else "",
        only_in_force=only_in_force,
    )
    found = Paginator(rows, PER_PAGE).get_page(given.get("page"))
    return page(
        request,
        "documents/acts.html",
        filters=_filters(words, kind, only_in_force),
        columns=_columns(),
        rows=[_row(act) for act in found],
        total=found.paginator.count,
        pager=pager(request, found),
        is_narrowed=bool(words or kind),
        may_enter=request.actor.may(rights.MANAGE_EXTERNAL),
    )


def _filters(words: str, kind: str, only_in_force: bool) -> dict[str, Any]:
    kinds = [{"value": "", "label": pgettext("rung", "all"), "is_on": not kind}]
    kinds += [{"value": value, "label": str(label), "is_on": value == kind} for value, label in KINDS]
    forces = [
        {"value": "", "label": _("in force only"), "is_on": only_in_force},
        {"value": "all", "label": _("also those that lost force"), "is_on": not only_in_force},
    ]
    return {
        "action": reverse("documents:acts"),
        "query": words,
        "label": _("Number in any spelling, or words"),
        "fields": [
            {"name": "kind", "label": _("Rung"), "options": kinds},
            {"name": "force", "label": _("Force"), "options": forces},
        ],
        "clear_url": reverse("documents:acts"),
    }


def _columns() -> list[dict[str, str]]:
    return [
        {"label": pgettext("column", "Number"), "kind": "code"},
        {"label": _("Title")},
        {"label": pgettext("act", "Date"), "kind": "number"},
        {"label": _("Rung")},
        {"label": pgettext("act", "Force")},
    ]


def _row(act: Document) -> dict[str, Any]:
    return {
        "kind": "void" if act.status == Document.Status.SUPERSEDED else "",
        "cells": [
            {"text": shown(act.number)},
            {
                "text": shown(act.title, act.title_cyrl),
                "note": shown(act.correspondent),
                "url": reverse("documents:act", args=[act.short_id]),
            },
            {"text": short_date(act.dated_on) if act.dated_on else ""},
            {"text": str(act.get_kind_display()), "note": str(act.level)},
            {"badge": badge_of(act)},
        ],
    }


@require_right(rights.READ)
def act(request: ActingRequest, short_id: int) -> HttpResponse:
    """One act: its number in every spelling, what rests on it, what followed and what may follow."""
    return act_page(request, act_or_404(request, short_id))


def act_page(request: ActingRequest, act: Document, status: int = 200, **more: Any) -> HttpResponse:
    """The page of an act, with what a refused deed has to say and what was typed for it."""
    by, today = request.actor, clock.today()
    may_give = by.may(task_rights.ISSUE) or by.may(task_rights.ASSIGN)
    given: dict[str, Any] = {
        "act": act,
        "badge": badge_of(act),
        "pairs": _pairs(act),
        "resting": queries.resting_on(by, act),
        "tasks": letters_shown.resolutions(queries.follow_ups(act), by, today),
        "attachments": attachments_card.card(by, act),
        "follow_up": _follow_up_form(request, act) if may_give else None,
        "may_end": by.may(rights.MANAGE_EXTERNAL) and act.status == Document.Status.IN_FORCE,
    }
    return page(request, "documents/act.html", status, **{**given, **more})


def _pairs(act: Document) -> list[dict[str, Any]]:
    force = short_date(act.valid_from) if act.valid_from else ""
    if act.valid_to:
        force = f"{force} – {short_date(act.valid_to)}"
    return [
        {"label": _("Number"), "text": " = ".join(spellings(queries.full_number(act))[:4])},
        {"label": _("Date of the act"), "text": short_date(act.dated_on) if act.dated_on else ""},
        {"label": _("Who issued it"), "text": shown(act.correspondent)},
        {"label": _("Rung"), "text": f"{act.level}. {act.get_kind_display()}"},
        {"label": pgettext("act", "Force"), "text": force},
    ]


def _follow_up_form(request: ActingRequest, act: Document, typed: Any = None) -> FollowUpForm:
    by, today = request.actor, clock.today()
    people = tasks.reach(by, organisation.person_of(by), today)
    return FollowUpForm(typed, ideas=queries.ideas_of(act), people=people, centre=act.centre, today=today)


@require_POST
@require_right(rights.READ)
def follow(request: ActingRequest, short_id: int) -> HttpResponse:
    """What follows from the act becomes a task that cites it; the right is that of giving tasks."""
    act = act_or_404(request, short_id)
    form = _follow_up_form(request, act, request.POST)
    if not form.is_valid():
        return act_page(request, act, 422, follow_up=form)
    try:
        task = task_actions.issue(
            by=request.actor,
            what=form.words,
            executor=form.executor_given,
            due_on=form.day,
            kind=Task.Kind.OTHER,
            today=clock.today(),
            basis_document_id=act.pk,
            basis_label=label_of(act)[:300],
            request_id=form.cleaned_data["request_id"],
        )
    except Refused as refused:
        stops = wording.sentences(refused.verdict.stops)
        return act_page(request, act, 409, follow_up=again(form), follow_up_stops=stops)
    messages.success(request, _("Task no. %(number)s is given.") % {"number": task})
    return HttpResponseRedirect(reverse("documents:act", args=[act.short_id]), status=303)


@require_right(rights.MANAGE_EXTERNAL)
def enter(request: ActingRequest) -> HttpResponse:
    """An act is entered."""
    centre = centre_or_404()
    asked = Asked(
        heading=_("Enter an act"),
        submit=_("Enter the act"),
        back=reverse("documents:acts"),
        done=_("The act is in the register."),
    )
    return ask(
        request,
        asked,
        ActForm(request.POST if request.method == "POST" else None),
        lambda typed: actions.enter_act(by=request.actor, centre=centre, today=clock.today(), **typed),
        lambda made: reverse("documents:act", args=[made.short_id]),
    )


@require_right(rights.READ)
@require_right(rights.MANAGE_EXTERNAL)
def end(request: ActingRequest, short_id: int) -> HttpResponse:
    """The act has lost force; the papers that rest on it are listed next."""
    act = act_or_404(request, short_id)
    rests = queries.resting_on(request.actor, act)
    asked = Asked(
        heading=_("The act has lost force"),
        lead=shown(f"{act.number} {act.title}".strip()),
        submit=_("Enter its end"),
        back=reverse("documents:act", args=[act.short_id]),
        done=_("Its end is entered. Papers of ours to be looked at: %(count)s") % {"count": len(rests)},
    )
    form = EndActForm(request.POST if request.method == "POST" else None, act=act, today=clock.today())
    onward = reverse("documents:resting") if rests else asked.back
    return ask(
        request,
        asked,
        form,
        lambda typed: actions.end_act(by=request.actor, act=act, **typed),
        lambda _made: onward,
    )


@require_POST
@require_right(rights.MANAGE_EXTERNAL)
def load(request: ActingRequest) -> HttpResponse:
    """The acts that every centre lives under, where they are not there yet."""
    made = actions.load_acts(by=request.actor, centre=centre_or_404(), today=clock.today())
    messages.success(request, _("Acts added: %(count)s") % {"count": made})
    return HttpResponseRedirect(reverse("documents:acts"), status=303)
