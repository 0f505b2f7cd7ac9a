"""Who may do what, and why: the matrix of rights and the page «Why may I?». Nizom 3.1."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from javon.centre.organisation import queries, rights
from javon.centre.organisation.models import Person
from javon.centre.organisation.queries import rights as facts
from javon.centre.organisation.queries import staff
from javon.centre.organisation.views.structure import day_asked
from javon.centre.organisation.wording.rights import module
from javon.core import access
from javon.core.access import Right
from javon.core.accounts.refusals import require_right, require_sign_in
from javon.core.accounts.requests import ActingRequest
from javon.core.ui import errors
from javon.core.ui.render import page
from javon.core.ui.templatetags.ui import in_script


def _grouped() -> list[tuple[str, list[Right]]]:
    groups: dict[str, list[Right]] = {}
    for right in access.all_rights():
        groups.setdefault(module(right.code), []).append(right)
    return list(groups.items())


@require_right(rights.SEE_RIGHTS)
def matrix(request: ActingRequest) -> HttpResponse:
    """Rights by module, against posts or (``?by=people``) against people; every mark leads to its reason."""
    centre, by_people = queries.the_centre(), request.GET.get("by") == "people"
    found = facts.rights_matrix(centre, day_asked(request)) if centre is not None else None
    columns = _columns(found, by_people=by_people) if found is not None else []
    groups = [
        {"title": words, "rows": [_row(right, columns) for right in group]} for words, group in _grouped()
    ]
    choices = [
        {"label": _("By posts"), "url": "?", "is_on": not by_people},
        {"label": _("By people"), "url": "?by=people", "is_on": by_people},
    ]
    shown = {"columns": columns, "groups": groups}
    return page(request, "organisation/rights.html", matrix=shown, choices=choices, by_people=by_people)


def _columns(found: facts.RightsMatrix, *, by_people: bool) -> list[dict[str, Any]]:
    """A column per person or post: its words, the rights in it, where a mark leads."""
    why = reverse("organisation:why")
    if by_people:
        return [
            {
                "label": in_script(one.short_name),
                "held": found.by_person[one.pk],
                "why": f"{why}?person={one.pk}&right=",
            }
            for one in found.people
        ]
    return [
        {
            "label": in_script(one.title, one.title_cyrl),
            "held": found.by_post[one.pk] | found.for_everyone,
            "why": f"{why}?right=",
        }
        for one in found.posts
    ]


def _row(right: Right, columns: list[dict[str, Any]]) -> dict[str, Any]:
    cells = [
        {
            "mark": "yes" if right.code in column["held"] else "no",
            # Most cells say no: the heads of row and column name it, and the page stays light.
            "text": f"{column['label']}: {_('may')}" if right.code in column["held"] else "",
            "url": column["why"] + right.code,
        }
        for column in columns
    ]
    return {"label": str(right.label), "note": right.nizom, "cells": cells}


@require_sign_in
def why(request: ActingRequest) -> HttpResponse:
    """Why somebody may do something, or whom to ask: of oneself for everybody, of others by right."""
    day = day_asked(request)
    me = queries.person_of(request.actor)
    person = _asked_person(request.GET.get("person", ""), me)
    if person is not None and person != me and not request.actor.may(rights.SEE_RIGHTS):
        return errors.forbidden(request, right=str(rights.SEE_RIGHTS.label))
    code = request.GET.get("right", "")[:64]
    chosen = next((right for right in access.all_rights() if right.code == code), None)
    links = queries.chains(person, day, code) if person is not None and chosen is not None else []
    held = queries.rights_of(person, day) if person is not None else frozenset()
    return page(
        request,
        "organisation/why.html",
        person=person,
        is_me=person == me,
        right=chosen,
        links=links,
        allowed=facts.who_may(code, day) if chosen is not None else [],
        groups=[(words, [(one, one.code in held) for one in group]) for words, group in _grouped()],
        day=day,
        heading=_("Why may I?") if links or chosen is None else _("Why may I not?"),
        may_see_matrix=request.actor.may(rights.SEE_RIGHTS),
    )


def _asked_person(text: str, me: Person | None) -> Person | None:
    """The person of ``?person=``; oneself when nobody is named."""
    if not text:
        return me
    centre = queries.the_centre()
    try:
        found = staff.person_by_id(centre, UUID(text)) if centre is not None else None
    except ValueError:
        found = None
    if found is None:
        raise Http404
    return found
