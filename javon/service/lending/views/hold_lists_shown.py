"""How the lists of reservations look: four tabs, one row for each hold."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from javon.centre.organisation.models import Centre
from javon.service.lending.queries import hold_lists
from javon.service.lending.queries.hold_lists import Line
from javon.service.readers.models import Card

LISTS = ("find", "ready", "clear", "waiting")


def lists(which: str, centre: Centre, today: date) -> tuple[list[dict[str, Any]], list[Line]]:
    """The tabs, each with its figure, and the lines of the one that is open."""
    to_find = hold_lists.to_find(centre.pk, today)
    ask: dict[str, Callable[[], list[Line]]] = {
        "find": lambda: to_find,
        "ready": lambda: hold_lists.ready(centre.pk),
        "clear": lambda: hold_lists.to_clear(centre.pk),
        "waiting": lambda: hold_lists.waiting(centre.pk, today),
    }
    return _tabs(which, hold_lists.figures(centre.pk, len(to_find))), ask[which]()


def _tabs(which: str, figures: hold_lists.Figures) -> list[dict[str, Any]]:
    known = (
        ("find", _("To fetch"), figures.to_find),
        ("ready", pgettext("reservations", "Ready"), figures.ready),
        ("clear", _("To carry back"), figures.to_clear),
        ("waiting", pgettext("reservations", "In the queue"), figures.waiting),
    )
    address = reverse("lending:holds")
    return [
        {"label": label, "count": count, "url": f"{address}?list={code}", "is_current": code == which}
        for code, label, count in known
    ]


def rows(lines: list[Line]) -> list[dict[str, Any]]:
    """Each line with the card in use of its reader."""
    readers = {line.hold.reader_id for line in lines if line.hold.reader_id}
    cards = {card.reader_id: card for card in Card.objects.filter(reader_id__in=readers, ended_on=None)}
    return [
        {
            "line": line,
            "hold": line.hold,
            "reader": line.hold.reader,
            "card": cards.get(line.hold.reader_id or UUID(int=0)),
        }
        for line in lines
    ]


def empty_words(which: str) -> tuple[str, str]:
    """What an empty list says."""
    words = {
        "find": (
            _("Nothing has to be fetched"),
            _("When a reader reserves what stands on a shelf, it is listed here."),
        ),
        "ready": (
            _("The shelf of reservations is empty"),
            _("Copies put aside for readers will stand here."),
        ),
        "clear": (_("Nothing has to be carried back"), _("What nobody fetched in time will stand here.")),
        "waiting": (_("Nobody waits"), _("The queue of each book will stand here, the first reader first.")),
    }
    return words[which]
