"""Prohibited publications as their pages show them: rows, badges, two things side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from javon.centre.documents.queries.reading import shown
from javon.collection.catalogue.models import Title
from javon.collection.stock import rights
from javon.collection.stock.models import ProhibitedEntry, ProhibitedList, ProhibitedMatch
from javon.collection.stock.queries import prohibited
from javon.collection.stock.wording.prohibited import CERTAINTY, WHY
from javon.core.access import Actor
from javon.core.uzbek.figures import number, short_date

STATE_KINDS = {"open": "warn", "different": "ok", "withdrawn": "bad", "released": ""}


def tabs(current: str, waiting: int) -> list[dict[str, Any]]:
    """The way between the four lists."""
    known = (
        ("alarms", pgettext("prohibited", "Alarms"), "prohibited"),
        ("list", _("The list in force"), "prohibited_entries"),
        ("versions", _("Versions of the list"), "prohibited_lists"),
        ("checks", _("Check acts"), "prohibited_checks"),
    )
    return [
        {
            "label": label,
            "url": reverse(f"stock:{address}"),
            "is_current": name == current,
            "count": waiting if name == "alarms" and waiting else None,
        }
        for name, label, address in known
    ]


def likeness(certainty: str, why: str) -> str:
    """By what a book is alike, and how sure: "exact: the same title and author"."""
    return f"{CERTAINTY[certainty]}: {WHY[why]}"


def certainty_badge(certainty: str) -> dict[str, str]:
    """Red for an exact one, yellow for a probable one."""
    is_exact = certainty == "exact"
    return {"label": str(CERTAINTY[certainty]), "kind": "bad" if is_exact else "warn"}


def state_badge(match: ProhibitedMatch) -> dict[str, str]:
    """What became of it."""
    return {"label": match.get_state_display(), "kind": STATE_KINDS[match.state]}


def state_chips(current: str, counts: Mapping[str, int]) -> list[dict[str, Any]]:
    """Suspicions by their state, with how many."""
    return [
        {
            "label": f"{label} · {number(counts.get(value, 0))}",
            "url": f"?state={value}",
            "is_on": value == current,
        }
        for value, label in ProhibitedMatch.State.choices
    ]


def alarm_columns() -> list[dict[str, str]]:
    """The head of the alarms."""
    return [
        {"label": _("Our book")},
        {"label": _("Line of the list")},
        {"label": pgettext("prohibited", "Likeness")},
        {"label": pgettext("prohibited", "Found")},
        {"label": _("State")},
    ]


def alarm_row(match: ProhibitedMatch) -> dict[str, Any]:
    """One line of the alarms."""
    title, entry, check = match.title, match.entry, match.check_act
    paper = {"text": _("Check no. %(number)s") % {"number": check.number}} if check is not None else {}
    return {
        "cells": [
            {
                "text": title.title,
                "url": reverse("stock:prohibited_alarm", args=[match.pk]),
                "note": _of(title.author, title.year),
            },
            {"text": entry.title, "note": _of(entry.author, entry.year)},
            {"badge": certainty_badge(match.certainty), "note": str(WHY[match.why])},
            {"text": short_date(match.found_at), "note": match.get_found_by_display()},
            {"badge": state_badge(match), "note": paper.get("text", "")},
        ],
    }


def _of(author: str, year: object) -> str:
    return ", ".join(str(part) for part in (author, year) if part)


def _named(entry: ProhibitedEntry) -> str:
    return ". ".join(part for part in (entry.author.rstrip("."), entry.title) if part)


def entry_columns() -> list[dict[str, str]]:
    """The head of the list."""
    return [
        {"label": _("Title")},
        {"label": _("Author")},
        {"label": _("Imprint")},
        {"label": pgettext("prohibited", "Decision")},
        {"label": pgettext("prohibited", "Ground")},
        {"label": pgettext("prohibited", "Version")},
    ]


def entry_row(entry: ProhibitedEntry) -> dict[str, Any]:
    """One line of the list, word for word."""
    version = f"{entry.came_with.number}"
    if entry.ended_with is not None:
        version = f"{version}–{entry.ended_with.number}"
    return {
        "kind": "void" if entry.ended_with is not None else "",
        "cells": [
            {"text": entry.title, "note": "; ".join(entry.other_names.splitlines())},
            {"text": entry.author},
            {"text": _of(entry.publisher, entry.year), "note": entry.isbn},
            {"text": entry.decision, "note": entry.decision_on},
            {"text": entry.ground},
            {"text": version, "note": short_date(entry.came_with.dated_on)},
        ],
    }


def entry_filters(words: str, is_ended: bool) -> dict[str, Any]:
    """The search over the list."""
    options = [("", pgettext("prohibited", "in force")), ("ended", pgettext("prohibited", "taken off"))]
    return {
        "query": words,
        "label": _("Title or author, in any script"),
        "fields": [
            {
                "name": "lines",
                "label": pgettext("prohibited", "Lines"),
                "options": [
                    {"value": value, "label": label, "is_on": (value == "ended") == is_ended}
                    for value, label in options
                ],
            }
        ],
        "clear_url": reverse("stock:prohibited_entries") if words or is_ended else "",
    }


def list_columns() -> list[dict[str, str]]:
    """The head of the versions."""
    return [
        {"label": pgettext("prohibited", "Version"), "kind": "code"},
        {"label": pgettext("prohibited", "Paper")},
        {"label": pgettext("prohibited", "What it is")},
        {"label": pgettext("prohibited", "Lines"), "kind": "number"},
        {"label": pgettext("prohibited", "in force"), "kind": "number"},
        {"label": _("Look over the catalogue")},
        {"label": pgettext("prohibited", "New alarms"), "kind": "number"},
    ]


def list_row(version: ProhibitedList) -> dict[str, Any]:
    """One version, and how far its look has come."""
    if version.checked_at is not None:
        progress: dict[str, Any] = {
            "badge": {"label": pgettext("prohibited", "looked over"), "kind": "ok", "icon": "check"},
            "note": _("Records: %(count)s") % {"count": number(version.checked)},
        }
    else:
        done = {"done": number(version.checked), "total": number(version.total)}
        progress = {"text": _("%(done)s of %(total)s records") % done}
    return {
        "cells": [
            {"text": str(version.number)},
            {"text": shown(version.paper), "note": short_date(version.dated_on)},
            {"text": version.get_kind_display(), "note": short_date(version.entered_at)},
            {"text": number(version.lines)},
            {"text": number(version.in_force)},
            progress,
            {"text": number(version.found)},
        ],
    }


def compared(match: ProhibitedMatch) -> list[tuple[str, str, str]]:
    """Our book and the line, field by field: label, ours, theirs; what both lack has no line."""
    title, entry = match.title, match.entry
    ours = f"{title.title}: {title.subtitle}" if title.subtitle else title.title
    rows = [
        (_("Title"), ours, entry.title),
        (_("Author"), title.author or title.responsibility, entry.author),
        (_("Publisher"), title.publisher, entry.publisher),
        (_("Year"), str(title.year or ""), entry.year),
        (_("ISBN"), title.isbn, entry.isbn),
        (_("Other names"), "", "; ".join(entry.other_names.splitlines())),
        (pgettext("prohibited", "Decision"), "", _of(entry.decision, entry.decision_on)),
        (pgettext("prohibited", "Ground"), "", entry.ground),
    ]
    return [row for row in rows if row[1] or row[2]]


def alarm_facts(match: ProhibitedMatch) -> list[dict[str, Any]]:
    """When and how it was found, what was decided."""
    version = match.entry.came_with
    pairs: list[dict[str, Any]] = [
        {
            "label": pgettext("prohibited", "Found"),
            "text": short_date(match.found_at),
            "note": match.get_found_by_display(),
        },
        {
            "label": pgettext("prohibited", "Version"),
            "text": f"№ {version.number}",
            "note": shown(version.paper),
        },
        {
            "label": _("Our record"),
            "text": _("Record no. %(number)s") % {"number": match.title.number},
            "url": reverse("stock:record", args=[match.title.number]),
        },
    ]
    if match.check_act is not None:
        pairs.append(
            {
                "label": _("Check act"),
                "text": f"№ {match.check_act.number}",
                "url": reverse("stock:prohibited_check", args=[match.check_act.number]),
                "note": match.check_act.get_state_display(),
            }
        )
    if match.copies:
        pairs.append({"label": _("Copies withdrawn"), "text": number(match.copies)})
    if match.note:
        day = short_date(match.decided_at) if match.decided_at is not None else ""
        pairs.append({"label": _("What was found"), "text": shown(match.note), "note": day})
    return pairs


def on_titles(titles: Iterable[Title], centre_id: UUID, by: Actor) -> list[dict[str, Any]]:
    """Suspicions as a delivery and a record show them: the book, the line, the way to decide.

    Whoever may not see the list is told that there is one, and not which line.
    """
    books = {title.pk: title for title in titles}
    found = prohibited.suspicions(centre_id, books)
    may_see = by.may(rights.SEE_PROHIBITED)
    alarms = prohibited.alarms_of(books) if found and may_see else {}
    return [
        {
            "title": books[one.title_id].title,
            "entry": _named(one.entry) if may_see else "",
            "badge": certainty_badge(one.certainty),
            "why": WHY[one.why],
            "is_withdrawn": one.is_withdrawn,
            "url": reverse("stock:prohibited_alarm", args=[alarms[one.title_id, one.entry.pk]])
            if (one.title_id, one.entry.pk) in alarms
            else "",
        }
        for one in found
    ]
