"""What the journal's rows speak of: a name to show and a page to open, looked up for a whole page at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.apps import apps
from django.urls import NoReverseMatch, reverse

from javon.core.audit.models import Entry


@dataclass(frozen=True, slots=True)
class Thing:
    """`url` is "" where the thing has no page of its own, or is gone."""

    label: str
    url: str = ""


# Type of the row → address name and the arguments that it needs.
PAGES: dict[str, tuple[str, Callable[[Any], list[Any]]]] = {
    "catalogue.title": ("stock:record", lambda title: [title.number]),
    "documents.document": ("documents:document", lambda document: [document.short_id]),
    "documents.version": ("documents:document", lambda version: [version.document.short_id]),
    "tasks.task": ("tasks:task", lambda task: [task.year, task.number]),
    "organisation.person": ("organisation:person", lambda person: [person.pk]),
}


def things_of(entries: list[Entry]) -> dict[tuple[str, str], Thing]:
    """(type, id) → what to show, one query for each type on the page."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        wanted[entry.object_type].add(entry.object_id)
    found: dict[tuple[str, str], Thing] = {}
    for kind, keys in wanted.items():
        rows = _rows(kind, keys)
        for key in keys:
            found[kind, key] = _thing(kind, key, rows.get(key))
    return found


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


def _thing(kind: str, key: str, row: Any) -> Thing:
    if row is None:
        return Thing(key)
    name, arguments = PAGES.get(kind, ("", lambda row: []))
    try:
        url = reverse(name, args=arguments(row)) if name else ""
    except NoReverseMatch:
        url = ""
    return Thing(str(row), url)
