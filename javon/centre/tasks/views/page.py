"""The page of one task: what, who, by when, on what paper; its history; what this person may do now."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from javon.centre.organisation.models import Person
from javon.centre.tasks import attached, on_screen, queries
from javon.centre.tasks.models import Task
from javon.centre.tasks.rules.files import ACCEPT, LARGEST, MEGABYTE
from javon.centre.tasks.views.entry import having_a_part, person_of, task_of
from javon.centre.tasks.views.verbs import VERBS, Verb, empty_form
from javon.centre.tasks.wording import KINDS, sentences
from javon.core import clock
from javon.core.accounts.requests import ActingRequest
from javon.core.files import storage
from javon.core.ui.render import page


@having_a_part
def task(request: ActingRequest, year: int, number: int) -> HttpResponse:
    """The page; ``?do=<verb>`` opens the form of a verb."""
    today = clock.today()
    found = task_of(request, year, number, today)
    if isinstance(found, HttpResponse):
        return found
    chosen = request.GET.get("do", "")
    offered = {one.verb for one in queries.possible(found, request.actor, person_of(request), today)}
    verb = VERBS.get(chosen) if chosen in offered else None
    form = empty_form(verb, request, found, today) if verb is not None and verb.form is not None else None
    return task_page(request, found, today, verb=verb, form=form)


def task_page(
    request: ActingRequest, found: Task, today: date, status: int = 200, **more: Any
) -> HttpResponse:
    """The page with the form of a verb (`verb`, `form`), what stands in its way (`stops`), its kept files."""
    person = person_of(request)
    verb: Verb | None = more.get("verb")
    files = attached.unsealed(more["form"]["kept"].value() or "", request.actor) if _reports(verb) else []
    return page(
        request,
        "tasks/task.html",
        status,
        task=found,
        what_kind=KINDS[found.kind],
        badge=on_screen.badge(found, today),
        late=on_screen.lateness(found, today),
        is_late=found.is_late(today),
        pairs=_pairs(found),
        actions=_actions(request, found, person, today, verb),
        events=[on_screen.event(step) for step in queries.history(found)],
        parts=[on_screen.row(part, today) for part in found.parts.select_related("executor", "unit")],
        columns=on_screen.columns(),
        evidence=_evidence(found),
        extension=queries.pending_extension(found),
        verb=verb,
        form=more.get("form"),
        stops=sentences(more.get("stops", ())),
        kept_files=[{"name": file.original_name, "size": _size(file.size)} for file in files],
        accept=ACCEPT,
        limit=f"{LARGEST // MEGABYTE} MB",
        address=found.address,
    )


def _reports(verb: Verb | None) -> bool:
    return verb is not None and verb.name == "report_done"


def _pairs(found: Task) -> list[dict[str, Any]]:
    """The facts of the control card, in the order in which a director asks for them."""
    due = _day(found.due_on) if found.due_on is not None else _("no due date")
    first = ""
    if found.first_due_on is not None and found.first_due_on != found.due_on:
        first = _("at first %(day)s") % {"day": _day(found.first_due_on)}
    pairs = [
        {
            "label": _("Executor"),
            "text": on_screen.name(found.executor),
            "note": on_screen.unit_name(found.unit),
        },
        {"label": _("Due"), "text": due, "note": first},
        {"label": _("Given by"), "text": on_screen.name(found.issued_by), "note": _day(found.issued_on)},
        {"label": _("Controlled by"), "text": on_screen.name(found.controller)},
        {"label": pgettext("of a task", "Source"), **_source(found)},
    ]
    if found.parent is not None:
        pairs.append({"label": _("Part of"), "text": f"№ {found.parent}", "url": found.parent.address})
    return pairs


def _source(found: Task) -> dict[str, str]:
    """The paper and its clause; a link where the paper is in the system."""
    if found.basis_document_id is None:
        return {"text": on_screen.source(found)}
    return {
        "text": on_screen.source(found),
        "url": f"/documents/by-id/{found.basis_document_id}/",
        "note": str(KINDS[found.kind]),
    }


def _day(day: date) -> str:
    return date_format(day, "d.m.Y")


def _evidence(found: Task) -> list[dict[str, str]]:
    rows = []
    for one in found.evidence.select_related("file"):
        if one.file is not None:
            url = reverse("tasks:evidence", args=[found.year, found.number, one.pk])
            rows.append({"label": one.label, "url": url, "note": _size(one.file.size), "icon": "paperclip"})
        else:
            rows.append({"label": one.label, "url": one.address, "note": "", "icon": "link"})
    return rows


def _size(size: int) -> str:
    return f"{size / MEGABYTE:.1f} MB" if size >= MEGABYTE else f"{max(1, size // 1024)} KB"


def _actions(
    request: ActingRequest, found: Task, person: Person | None, today: date, chosen: Verb | None
) -> list[dict[str, Any]]:
    """The buttons of the page; the first is the next step of the work."""
    buttons: list[dict[str, Any]] = []
    for one in queries.possible(found, request.actor, person, today):
        verb = VERBS[one.verb]
        button: dict[str, Any] = {
            "label": verb.label,
            "icon": verb.icon,
            "kind": "" if buttons else "primary",
        }
        if one.verb == "cancel":
            button["kind"] = "quiet"
        if one.verdict.stops:
            button |= {"reason": " ".join(sentences(one.verdict.stops)), "kind": ""}
        elif verb.form is None:
            button["action"] = reverse("tasks:verb", args=[found.year, found.number, one.verb])
        else:
            button["url"] = f"{found.address}?do={one.verb}#do"
        if chosen is None or chosen.name != one.verb:
            buttons.append(button)
    return buttons


@having_a_part
def evidence(request: ActingRequest, year: int, number: int, pk: Any) -> HttpResponseBase:
    """A file that proves a task; offered for keeping, never opened in our own pages."""
    found = task_of(request, year, number, clock.today())
    if isinstance(found, HttpResponse):
        return found
    one = found.evidence.select_related("file").filter(pk=pk).first()
    if one is None or one.file is None:
        raise Http404
    try:
        opened = storage.open_file(one.file)
    except FileNotFoundError as error:
        raise Http404 from error
    return FileResponse(
        opened, as_attachment=True, filename=one.file.original_name, content_type=one.file.kind
    )


@having_a_part
def control_card(request: ActingRequest, year: int, number: int) -> HttpResponse:
    """The control card (nazorat varaqasi) on paper."""
    today = clock.today()
    found = task_of(request, year, number, today)
    if isinstance(found, HttpResponse):
        return found
    return page(
        request,
        "tasks/control_card.html",
        task=found,
        pairs=_pairs(found),
        badge=on_screen.badge(found, today),
        events=[on_screen.event(step) for step in queries.history(found)],
        evidence=_evidence(found),
        today=today,
    )
