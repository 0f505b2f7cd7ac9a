"""The register as its page shows it: rows, quick filters, filters with their figures."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from javon.centre.organisation.models import LocalBody
from javon.core.access import Actor
from javon.service.readers import phones, rights
from javon.service.readers.models import Category, Reader
from javon.service.readers.queries import listing
from javon.service.readers.views.shared import address, age_words, body_name, name_of, place_words

Shown = dict[str, Any]
GRADES = frozenset(str(grade) for grade in range(1, 12))


def rooms(by: Actor, current: str) -> list[Shown]:
    """The way between the pages of readers that this person may see."""
    known = (
        ("index", _("All readers"), rights.SEE_READERS),
        ("classes", _("Schools and classes"), rights.SEE_READERS),
        ("papers", _("Papers of readers"), rights.SEE_READERS),
        ("consent", pgettext("page", "Consent"), rights.SEE_READERS),
    )
    return [
        {"label": label, "url": reverse(f"readers:{name}"), "is_current": name == current}
        for name, label, right in known
        if by.may(right)
    ]


def columns() -> list[Shown]:
    """The heads of the register."""
    return [
        {"label": _("Card"), "kind": "code"},
        {"label": _("Reader")},
        {"label": _("What the reader does")},
        {"label": _("Mahalla")},
        {"label": _("Phone"), "kind": "code"},
        {"label": pgettext("reader", "State")},
    ]


def state_badge(reader: Any) -> Shown:
    """How a reader stands, in words and colour; of rows from ``listing.with_state``."""
    if reader.left_on is not None:
        return {"label": _("has left"), "kind": ""}
    if reader.is_blocked:
        return {"label": _("restricted"), "kind": "bad"}
    if not reader.is_registered:
        return {"label": pgettext("this year", "not yet registered"), "kind": "warn"}
    return {"label": pgettext("this year", "registered"), "kind": "ok"}


def row(reader: Reader) -> Shown:
    """One line."""
    born = str(reader.birth_date.year) if reader.birth_date else ""
    note = " · ".join(part for part in (born, age_words(reader)) if part)
    if reader.head_count:
        note = _("people: %(count)s") % {"count": reader.head_count}
    return {
        "kind": "void" if reader.left_on else "",
        "cells": [
            {"text": f"K-{reader.number:06d}"},
            {"text": name_of(reader), "url": address(reader), "note": note},
            {"text": str(reader.get_category_display()), "note": place_words(reader)},
            {"text": body_name(reader.mahalla)},
            {"text": phones.shown(reader.phone)},
            {"badge": state_badge(reader)},
        ],
    }


def chips(request: HttpRequest, wanted: listing.Wanted, counts: listing.Counts) -> list[Shown]:
    """Quick filters by how a reader stands."""
    labels = {
        "active": _("registered this year"),
        "not_again": _("not registered this year"),
        "no_sheet": _("no signed sheet"),
        "blocked": _("restricted"),
        "left": _("have left"),
    }
    given = request.GET.copy()
    for name in ("state", "page"):
        given.pop(name, None)
    everybody = counts.state["active"] + counts.state["not_again"]
    made = [{"label": f"{_('all')} ({everybody})", "url": f"?{given.urlencode()}", "is_on": not wanted.state}]
    for state, label in labels.items():
        given["state"] = state
        made.append(
            {
                "label": f"{label} ({counts.state[state]})",
                "url": f"?{given.urlencode()}",
                "is_on": wanted.state == state,
            }
        )
    return made


def facets(centre_id: UUID, wanted: listing.Wanted, counts: listing.Counts) -> list[Shown]:
    """The filters beside the register."""
    bodies = {
        one.pk: one for one in listing.bodies(centre_id, *listing.PLACES_OF_LEARNING, LocalBody.Kind.MAHALLA)
    }
    return [
        _group("category", _("What the reader does"), counts.category, dict(Category.choices), wanted.category),
        _group("age", _("Age"), counts.age, {code: code for code in counts.age}, wanted.age, in_order=True),
        _group("school", _("School"), counts.school, {key: body_name(one) for key, one in bodies.items()}, wanted.school),
        _group("grade", _("Class"), dict(sorted(counts.grade.items())), {grade: str(grade) for grade in range(1, 12)},
               wanted.grade, in_order=True),
        _group("mahalla", _("Mahalla"), counts.mahalla, {key: body_name(one) for key, one in bodies.items()}, wanted.mahalla),
    ]  # fmt: skip


def _group(
    name: str,
    title: str,
    counts: dict[Any, int],
    labels: dict[Any, Any],
    on: tuple[Any, ...],
    *,
    in_order: bool = False,
) -> Shown:
    """One filter: the largest first, what is ticked before all."""
    values = [value for value in counts if value in labels and (counts[value] or value in on)]
    if not in_order:
        values.sort(key=lambda value: (value not in on, -counts[value], str(labels[value])))
    options = [
        {"value": value, "label": str(labels[value]), "count": counts[value], "is_on": value in on}
        for value in values
    ]
    return {"name": name, "title": title, "options": options}


def pager(request: HttpRequest, found: Any) -> Shown:
    """Addresses of the pages before and after, everything else asked for kept."""
    given = request.GET.copy()

    def to(number: int) -> str:
        given["page"] = str(number)
        return f"?{given.urlencode()}"

    return {
        "number": found.number,
        "pages": found.paginator.num_pages,
        "previous_url": to(found.previous_page_number()) if found.has_previous() else "",
        "next_url": to(found.next_page_number()) if found.has_next() else "",
    }
