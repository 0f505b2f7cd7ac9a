"""Who comes in: an employee who has a part in the execution of tasks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase

from javon.centre.organisation import queries as organisation
from javon.centre.organisation.models import Person
from javon.centre.tasks import queries, rights
from javon.centre.tasks.models import Task
from javon.core.accounts.refusals import ask_to_sign_in
from javon.core.accounts.requests import ActingRequest
from javon.core.ui import errors

View = Callable[..., HttpResponseBase]


def having_a_part(view: View) -> View:
    """Let in whoever holds any right around tasks; a visitor signs in first, others are told who may."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        actor = request.actor  # type: ignore[attr-defined]
        if any(actor.may(right) for right in rights.RIGHTS):
            return view(request, *args, **kwargs)
        return (
            ask_to_sign_in(request)
            if actor.user_id is None
            else errors.forbidden(request, right=str(rights.EXECUTE.label))
        )

    return guarded


def person_of(request: ActingRequest) -> Person | None:
    """The employee who is signed in."""
    return organisation.person_of(request.actor)


def task_of(request: ActingRequest, year: int, number: int, today: date) -> Task | HttpResponse:
    """The task of that number; a page that says who may see it when this person may not. Raises Http404."""
    centre = organisation.the_centre()
    task = (
        queries.task_numbered(centre.pk, year, number)
        if centre is not None and max(year, number) < 2**31
        else None
    )
    if task is None:
        raise Http404
    if not queries.may_see(task, request.actor, person_of(request), today):
        return errors.forbidden(request, right=str(rights.SEE_DISCIPLINE.label))
    return task
