"""The lists of tasks: mine, those I gave, those under my control, all; on the screen and on paper."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from javon.centre.organisation.models import Unit
from javon.centre.organisation.queries import people_at
from javon.centre.tasks import on_screen, queries, rights
from javon.centre.tasks.forms import ListForm
from javon.centre.tasks.queries import Choice
from javon.centre.tasks.views.entry import having_a_part, person_of
from javon.centre.tasks.wording import KINDS
from javon.core import clock
from javon.core.accounts.requests import ActingRequest
from javon.core.ui.render import page

PER_PAGE = 50


@having_a_part
def tasks(request: ActingRequest, tab: str = "") -> HttpResponse:
    """A list with its tabs, filters and counts."""
    today, person = clock.today(), person_of(request)
    choice = ListForm(request.GET).choice(tab or _first_tab(request))
    found = queries.filtered(request.actor, person, choice, today)
    pages = Paginator(found, PER_PAGE)
    shown = pages.get_page(request.GET.get("page"))
    counts = queries.counts(request.actor, person, today)
    return page(
        request,
        "tasks/list.html",
        tabs=_tabs(request, choice, counts),
        chips=_chips(choice),
        filters=_filters(request, choice, today),
        columns=on_screen.columns(),
        rows=[on_screen.row(task, today) for task in shown],
        total=pages.count,
        pager=_pager(choice, shown),
        is_filtered=choice.state != "active"
        or bool(choice.text or choice.kind or choice.person or choice.unit),
        may_give=request.actor.may(rights.ISSUE) or request.actor.may(rights.ASSIGN),
        may_write_down=request.actor.may(rights.CONFIRM_ORAL),
        print_url=reverse("tasks:print", args=[choice.tab]) + _query(choice),
    )


@having_a_part
def printed(request: ActingRequest, tab: str) -> HttpResponse:
    """The same list on paper, whole."""
    today = clock.today()
    choice = ListForm(request.GET).choice(tab)
    found = queries.filtered(request.actor, person_of(request), choice, today)[:1000]
    return page(request, "tasks/list_print.html", tasks=found, today=today, title=_tab_names()[choice.tab])


def _first_tab(request: ActingRequest) -> str:
    """Whoever executes sees the own tasks first; a director what is under control."""
    return "mine" if request.actor.may(rights.EXECUTE) else "controlled"


def _tab_names() -> dict[str, str]:
    return {
        "mine": pgettext("tasks", "To me"),
        "given": pgettext("tasks", "Given by me"),
        "controlled": pgettext("tasks", "Under my control"),
        "all": pgettext("tasks", "All"),
    }


def _tabs(request: ActingRequest, choice: Choice, counts: dict[str, int]) -> list[dict[str, Any]]:
    """Everybody has the first; the others appear for whoever gives or sees more."""
    gives = any(request.actor.may(one) for one in (rights.ISSUE, rights.ASSIGN, rights.CONTROL))
    sees_more = gives or request.actor.may(rights.SEE_DISCIPLINE)
    shown = {"mine": True, "given": gives, "controlled": gives, "all": sees_more}
    return [
        {
            "label": label,
            "url": reverse("tasks:list", args=[tab]),
            "count": counts[tab],
            "is_current": choice.tab == tab,
        }
        for tab, label in _tab_names().items()
        if shown[tab] or choice.tab == tab
    ]


def _chips(choice: Choice) -> list[dict[str, Any]]:
    return [
        {
            "label": label,
            "url": reverse("tasks:list", args=[choice.tab])
            + _query(choice, state="active" if choice.state == state else state),
            "is_on": choice.state == state,
        }
        for state, label in _states().items()
        if state not in ("active", "cancelled")
    ]


def _states() -> dict[str, str]:
    return {
        "active": _("Not closed"),
        "late": pgettext("tasks", "Late"),
        "done": _("Done, to be looked at"),
        "extension": _("More time asked"),
        "off_control": _("Taken off control"),
        "cancelled": pgettext("tasks", "Called off"),
        "every": _("Closed ones too"),
    }


def _query(choice: Choice, **changed: Any) -> str:
    asked = {
        "state": choice.state,
        "person": choice.person or "",
        "unit": choice.unit or "",
        "kind": choice.kind,
        "q": choice.text,
        **changed,
    }
    if asked["state"] == "active":
        asked["state"] = ""
    return "?" + urlencode({name: value for name, value in asked.items() if value})


def _filters(request: HttpRequest, choice: Choice, today: date) -> dict[str, Any]:
    """The fields above the list."""
    anyone = {"value": "", "label": _("anyone"), "is_on": False}
    people = [
        {"value": person.pk, "label": on_screen.name(person), "is_on": person.pk == choice.person}
        for person in people_at(today)
    ]
    units = [
        {"value": unit.pk, "label": on_screen.unit_name(unit), "is_on": unit.pk == choice.unit}
        for unit in Unit.objects.all()
    ]
    kinds = [{"value": kind, "label": label, "is_on": kind == choice.kind} for kind, label in KINDS.items()]
    states = [
        {"value": state, "label": label, "is_on": state == choice.state} for state, label in _states().items()
    ]
    fields = [
        {"name": "state", "label": pgettext("of a task", "State"), "options": states},
        {
            "name": "kind",
            "label": pgettext("of a task", "Source"),
            "options": [{**anyone, "label": _("any")}, *kinds],
        },
    ]
    if choice.tab != "mine":
        fields += [
            {"name": "person", "label": _("Executor"), "options": [anyone, *people]},
            {"name": "unit", "label": _("Service"), "options": [{**anyone, "label": _("any")}, *units]},
        ]
    return {
        "action": reverse("tasks:list", args=[choice.tab]),
        "query": choice.text,
        "label": _("Number, words or paper"),
        "fields": fields,
        "clear_url": reverse("tasks:list", args=[choice.tab]),
    }


def _pager(choice: Choice, shown: Any) -> dict[str, Any]:
    here = reverse("tasks:list", args=[choice.tab])
    return {
        "number": shown.number,
        "pages": shown.paginator.num_pages,
        "previous_url": here + _query(choice, page=shown.previous_page_number())
        if shown.has_previous()
        else "",
        "next_url": here + _query(choice, page=shown.next_page_number()) if shown.has_next() else "",
    }
