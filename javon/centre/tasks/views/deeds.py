"""What people do to tasks: one view for every verb, and the forms in which tasks are given."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from javon.centre.organisation import queries as organisation
from javon.centre.tasks import actions, attached, queries, rights
from javon.centre.tasks.forms import OralForm, TaskForm
from javon.centre.tasks.forms.parts import OverrideMixin
from javon.centre.tasks.models import Task
from javon.centre.tasks.rights import OVERRIDE_SHORT_DEADLINE
from javon.centre.tasks.views.entry import having_a_part, person_of, task_of
from javon.centre.tasks.views.page import task_page
from javon.centre.tasks.views.verbs import VERBS, Verb
from javon.centre.tasks.wording import sentences
from javon.core import clock
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.database.fields import uuid7
from javon.core.ui import errors
from javon.core.ui.render import page
from javon.core.verdict import Refused, Verdict


@having_a_part
@require_POST
def verb(request: ActingRequest, year: int, number: int, name: str) -> HttpResponse:
    """Do one thing to a task; refused, its page comes back with the form as it was typed."""
    today = clock.today()
    task = task_of(request, year, number, today)
    if isinstance(task, HttpResponse):
        return task
    if (chosen := VERBS.get(name)) is None:
        raise Http404
    if chosen.form is None:
        return _do(request, task, chosen, None, today)
    typed, kept = _with_files(request, today) if name == "report_done" else (request.POST, Verdict())
    form = chosen.form(request, task, today, typed)
    if not form.is_valid() or not kept:
        status = 409 if form.is_valid() else 422
        return task_page(request, task, today, status, verb=chosen, form=form, stops=kept.stops)
    return _do(request, task, chosen, form, today)


def _with_files(request: ActingRequest, today: date) -> tuple[QueryDict, Verdict]:
    """What was typed, with the files that came kept and named in it."""
    typed = request.POST.copy()
    before = attached.unsealed(typed.get("kept", ""), request.actor)
    uploads = request.FILES.getlist("files")
    files, verdict = attached.keep(uploads, already=len(before), today=today)
    typed["kept"] = attached.sealed([*before, *files], request.actor)
    return typed, verdict


def _do(
    request: ActingRequest, task: Task, chosen: Verb, form: forms.Form | None, today: date
) -> HttpResponse:
    arguments = chosen.arguments(request, form) if form is not None else {}
    request_id = form.cleaned_data.get("request_id") if form is not None else None
    try:
        made = chosen.act(by=request.actor, task=task, today=today, request_id=request_id, **arguments)
    except Refused as refused:
        if "no_right" in refused.verdict.codes:
            return errors.forbidden(request)
        again = _again(form, refused.verdict, request) if form is not None else None
        task.refresh_from_db()
        shown = chosen if form is not None else None
        return task_page(request, task, today, 409, verb=shown, form=again, stops=refused.verdict.stops)
    messages.success(request, str(chosen.done))
    _tell_warnings(request, made)
    return HttpResponseRedirect(task.address, status=303)


def _again(form: Any, verdict: Verdict, request: ActingRequest) -> Any:
    """The same form with what was typed; the refused request is spent, so pressing again is a new one."""
    data = form.data.copy()
    data["request_id"] = str(uuid7())
    form.data = data
    if isinstance(form, OverrideMixin) and verdict.overridable and request.actor.may(OVERRIDE_SHORT_DEADLINE):
        form.ask_for_a_reason()
    return form


def _tell_warnings(request: ActingRequest, made: Any) -> None:
    """A task just given may deserve a word: the executor is away."""
    if isinstance(made, Task) and made.state == Task.State.ISSUED:
        for sentence in sentences(queries.warnings_of(made, request.actor)):
            messages.warning(request, sentence)


# --- giving


@having_a_part
def new(request: ActingRequest) -> HttpResponse:
    """A task for somebody else."""
    if not (request.actor.may(rights.ISSUE) or request.actor.may(rights.ASSIGN)):
        return errors.forbidden(request, right=str(rights.ASSIGN.label))
    form = _task_form(request, request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _new_page(request, form)
    if not form.is_valid():
        return _new_page(request, form, 422)
    typed = form.cleaned_data
    given = {
        "what": typed["what"],
        "executor": form.executor_given,
        "due_on": form.day,
        "kind": typed["kind"],
        "controller": form.controller_given,
        "basis_label": typed["basis_label"],
        "override_reason": typed["override_reason"],
    }
    return _give(request, form, actions.issue, given)


@require_right(rights.CONFIRM_ORAL)
def oral(request: ActingRequest) -> HttpResponse:
    """«The director said»: written down by the executor."""
    form = _oral_form(request, request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _new_page(request, form, is_oral=True)
    if not form.is_valid():
        return _new_page(request, form, 422, is_oral=True)
    typed = form.cleaned_data
    given = {
        "what": typed["what"],
        "said_by": form.said_by_given,
        "due_on": form.day,
        "override_reason": typed["override_reason"],
    }
    return _give(request, form, actions.write_down_oral, given, is_oral=True)


def _task_form(request: ActingRequest, typed: Any) -> TaskForm:
    today, person = clock.today(), person_of(request)
    people = queries.reach(request.actor, person, today)
    controllers = [one for one in queries.controllers(request.actor, today) if one != person]
    centre = organisation.the_centre()
    initial = {"what": request.GET.get("what", "")[:500], "basis_label": request.GET.get("basis", "")[:300]}
    return TaskForm(
        typed, people=people, controllers=controllers, centre=centre, today=today, initial=initial
    )


def _oral_form(request: ActingRequest, typed: Any) -> OralForm:
    today, person = clock.today(), person_of(request)
    people = [one for one in queries.givers(request.actor, today) if one != person]
    return OralForm(typed, people=people, centre=organisation.the_centre(), today=today)


def _give(
    request: ActingRequest, form: Any, act: Any, given: dict[str, Any], is_oral: bool = False
) -> HttpResponse:
    try:
        task = act(by=request.actor, today=clock.today(), request_id=form.cleaned_data["request_id"], **given)
    except Refused as refused:
        again = _again(form, refused.verdict, request)
        return _new_page(request, again, 409, is_oral=is_oral, stops=refused.verdict.stops)
    messages.success(request, _("Task no. %(number)s is given.") % {"number": task})
    _tell_warnings(request, task)
    return HttpResponseRedirect(task.address, status=303)


def _new_page(request: ActingRequest, form: Any, status: int = 200, **more: Any) -> HttpResponse:
    people = form.fields["said_by" if more.get("is_oral") else "executor"].choices
    return page(
        request,
        "tasks/new.html",
        status,
        form=form,
        is_oral=more.get("is_oral", False),
        stops=sentences(more.get("stops", ())),
        has_people=bool(list(people)),
        may_give=request.actor.may(rights.ISSUE) or request.actor.may(rights.ASSIGN),
        may_write_down=request.actor.may(rights.CONFIRM_ORAL),
    )
