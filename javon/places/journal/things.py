"""What the journal's rows speak of: a name to show and a page to open, looked up for a whole page at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.apps import apps
from django.urls import NoReverseMatch, reverse

from javon.centre.documents.queries import visible_documents
from javon.centre.organisation import queries as organisation
from javon.centre.organisation import rights as organisation_rights
from javon.centre.tasks.queries import visible as visible_tasks
from javon.core import clock
from javon.core.access import Actor
from javon.core.audit.models import Entry


@dataclass(frozen=True, slots=True)
class Thing:
    """`url` is "" where the thing has no page of its own, or is gone."""

    label: str
    url: str = ""


# Type of the row → address name and the arguments that it needs.
PAGES: dict[str, tuple[str, Callable[[Any], list[Any]]]] = {
    "documents.document": ("documents:document", lambda document: [document.short_id]),
    "documents.version": ("documents:document", lambda version: [version.document.short_id]),
    "tasks.task": ("tasks:task", lambda task: [task.year, task.number]),
    "organisation.person": ("organisation:person", lambda person: [person.pk]),
}


def things_of(entries: list[Entry], by: Actor) -> dict[tuple[str, str], Thing]:
    """(type, id) → what to show, one query for each type on the page; a link only to what `by` may open."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        wanted[entry.object_type].add(entry.object_id)
    found: dict[tuple[str, str], Thing] = {}
    for kind, keys in wanted.items():
        rows = _rows(kind, keys)
        opens = _may_open(kind, list(rows.values()), by)
        for key in keys:
            row = rows.get(key)
            found[kind, key] = _thing(kind, key, row, is_open=row is not None and row.pk in opens)
    return found


def _may_open(kind: str, rows: list[Any], by: Actor) -> set[Any]:
    """Keys of the rows whose page opens for `by`."""
    keys = [row.pk for row in rows]
    if kind == "catalogue.title":
        return set(keys)
    if kind in {"documents.document", "documents.version"}:
        of_document = {row.pk: row.pk if kind == "documents.document" else row.document_id for row in rows}
        seen = set(visible_documents(by).filter(pk__in=of_document.values()).values_list("pk", flat=True))
        return {key for key, document in of_document.items() if document in seen}
    if kind == "tasks.task":
        seen_tasks = visible_tasks(by, organisation.person_of(by), clock.today())
        return set(seen_tasks.filter(pk__in=keys).values_list("pk", flat=True))
    if kind == "organisation.person":
        return set(keys) if by.may(organisation_rights.SEE_STAFF) else set()
    return set()


def _rows(kind: str, keys: set[str]) -> dict[str, Any]:
    try:
        model = apps.get_model(kind)
    except (LookupError, ValueError):
        return {}
    field = model._meta.pk
    usable = {key: value for key in keys if (value := _as_key(field, key)) is not None}
    rows = model._default_manager.in_bulk(list(usable.values()))
    return {key: rows[value] for key, value in usable.items() if value in rows}


def _as_key(field: Any, key: str) -> Any:
    try:
        return UUID(key) if field.get_internal_type() == "UUIDField" else field.to_python(key)
    except (ValueError, TypeError):
        return None


def _thing(kind: str, key: str, row: Any, *, is_open: bool) -> Thing:
    if row is None:
        return Thing(key)
    if kind == "catalogue.title":
        return Thing(str(row), f"/title/{row.number}")  # the page that everybody may open
    name, arguments = PAGES.get(kind, ("", lambda row: []))
    try:
        url = reverse(name, args=arguments(row)) if name and is_open else ""
    except NoReverseMatch:
        url = ""
    return Thing(str(row), url)
