"""The verbs of a task as its page offers them: word, form, and the action behind each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from javon.centre.tasks import actions, attached, queries
from javon.centre.tasks.forms import (
    CloseForm,
    ExtensionForm,
    GrantForm,
    HandOnForm,
    ReasonForm,
    ReportForm,
)
from javon.centre.tasks.models import Task
from javon.centre.tasks.views.entry import person_of
from javon.core.accounts.requests import ActingRequest

Given = dict[str, Any]  # arguments of an action
MakeForm = Callable[[ActingRequest, Task, date, Any], forms.Form]


@dataclass(frozen=True, slots=True)
class Verb:
    """`act` is the action; `form` makes its form (None: one press); `arguments` reads what was typed."""

    name: str
    label: Promise
    icon: str
    done: Promise
    act: Callable[..., Any]
    form: MakeForm | None = None
    arguments: Callable[[ActingRequest, Any], Given] = lambda request, form: {}
    kind: str = "primary"


def empty_form(verb: Verb, request: ActingRequest, task: Task, today: date) -> forms.Form | None:
    """The form of a verb before anything is typed."""
    return verb.form(request, task, today, None) if verb.form is not None else None


def _reason(label: Promise) -> MakeForm:
    return lambda request, task, today, typed: ReasonForm(typed, label=label)


def _report(request: ActingRequest, task: Task, today: date, typed: Any) -> forms.Form:
    return ReportForm(typed)


def _close(request: ActingRequest, task: Task, today: date, typed: Any) -> forms.Form:
    return CloseForm(typed)


def _extension(request: ActingRequest, task: Task, today: date, typed: Any) -> forms.Form:
    last = max(today, task.due_on) if task.due_on is not None else today
    return ExtensionForm(typed, after=last + timedelta(days=1))


def _grant(request: ActingRequest, task: Task, today: date, typed: Any) -> forms.Form:
    asked = queries.pending_extension(task)
    return GrantForm(typed, initial={"new_due_on": asked.asked_due_on if asked is not None else None})


def _hand_on(request: ActingRequest, task: Task, today: date, typed: Any) -> forms.Form:
    people = queries.reach(request.actor, person_of(request), today)
    return HandOnForm(typed, people=people, centre=task.centre, today=today, initial={"due_on": task.due_on})


def _typed_report(request: ActingRequest, form: Any) -> Given:
    files = attached.unsealed(form.cleaned_data["kept"], request.actor)
    return {"outcome": form.cleaned_data["outcome"], "link": form.cleaned_data["link"], "files": files}


def _typed_part(request: ActingRequest, form: Any) -> Given:
    return {
        "what": form.cleaned_data["what"],
        "executor": form.executor_given,
        "due_on": form.day,
        "override_reason": form.cleaned_data["override_reason"],
    }


def _text_as(argument: str) -> Callable[[ActingRequest, Any], Given]:
    return lambda request, form: {argument: form.cleaned_data["text"]}


def _same(request: ActingRequest, form: Any) -> Given:
    return {name: value for name, value in form.cleaned_data.items() if name != "request_id"}


_ALL = (
    Verb("accept", _("Accept"), "check", _("You have accepted the task."), actions.accept),
    Verb("start", _("Begin"), "hourglass", _("Work has begun."), actions.start),
    Verb(
        "report_done", _("Report done"), "file-check", _("Reported. The controller looks at it now."),
        actions.report_done, _report, _typed_report,
    ),
    Verb(
        "ask_extension", _("Ask for more time"), "calendar-clock", _("More time is asked."),
        actions.ask_extension, _extension, _same,
    ),
    Verb("hand_on", _("Hand on a part"), "user-plus", _("The part is given."), actions.hand_on, _hand_on, _typed_part),
    Verb(
        "take_off_control", _("Take off control"), "circle-check", _("Taken off control."),
        actions.take_off_control, _close, _same,
    ),
    Verb(
        "send_back", _("Send back"), "undo-2", _("Sent back with your remark."),
        actions.send_back, _reason(_("What is missing")), _text_as("remark"),
    ),
    Verb(
        "grant_extension", _("Give more time"), "calendar-days", _("More time is given."),
        actions.grant_extension, _grant, _same,
    ),
    Verb(
        "refuse_extension", _("Refuse more time"), "calendar-off", _("The due date stays."),
        actions.refuse_extension, _reason(_("Why the date stays")), _text_as("reason"),
    ),
    Verb("remind", _("Remind"), "bell", _("The executor is reminded."), actions.remind),
    Verb(
        "note", _("Write a remark"), "message-square", _("The remark is written."),
        actions.note, _reason(_("Remark")), _text_as("text"),
    ),
    Verb(
        "cancel", pgettext_lazy("task", "Call off"), "x", _("The task is called off."),
        actions.cancel, _reason(_("Why it is called off")), _text_as("reason"), "danger",
    ),
)  # fmt: skip
VERBS: dict[str, Verb] = {verb.name: verb for verb in _ALL}
