"""Moves as their pages show them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from javon.centre.documents.queries.reading import shown
from javon.centre.organisation.models import ServicePoint
from javon.collection.stock.models import Transfer, TransferLine
from javon.core import clock
from javon.core.uzbek.figures import number, short_date

BADGES = {"on_way": "warn", "received": "ok", "cancelled": "", "list": "info"}


def columns() -> list[dict[str, str]]:
    """The heads of the list."""
    return [
        {"label": "№", "kind": "code"},
        {"label": pgettext("move", "From")},
        {"label": pgettext("move", "To")},
        {"label": _("Copies"), "kind": "number"},
        {"label": pgettext("move", "Where it stands")},
        {"label": pgettext("move", "Begun")},
        {"label": _("Received by")},
    ]


def point(one: ServicePoint) -> str:
    """Its name in the page's script."""
    return shown(one.name, one.name_cyrl)


def _badge(transfer: Transfer) -> dict[str, str]:
    return {"label": transfer.get_state_display(), "kind": BADGES[transfer.state]}


def row(transfer: Any) -> dict[str, Any]:
    """One line of the list."""
    return {
        "kind": "void" if transfer.state == Transfer.State.CANCELLED else "",
        "cells": [
            {"text": str(transfer.number), "url": reverse("stock:move", args=[transfer.number])},
            {"text": point(transfer.from_point)},
            {"text": point(transfer.to_point)},
            {"text": str(transfer.copies_listed)},
            {"badge": _badge(transfer)},
            {"text": _day(transfer.created_at)},
            {"text": shown(str(transfer.received_by)) if transfer.received_by else ""},
        ],
    }


def chips(state: str) -> list[dict[str, Any]]:
    """Quick filters by where a move stands."""
    address = reverse("stock:moves")
    every = [("", _("all")), *Transfer.State.choices]
    return [
        {"label": label, "url": f"{address}?state={value}" if value else address, "is_on": value == state}
        for value, label in every
    ]


def _day(moment: Any) -> str:
    return short_date(clock.day_of(moment)) if moment is not None else ""


def facts(transfer: Transfer, copies: int) -> list[dict[str, Any]]:
    """What is written down of it."""
    pairs: list[dict[str, Any]] = [
        {"label": pgettext("move", "From"), "text": point(transfer.from_point)},
        {"label": pgettext("move", "To"), "text": point(transfer.to_point)},
        {"label": pgettext("move", "Where it stands"), "badge": _badge(transfer)},
        {"label": _("Copies"), "text": number(copies)},
    ]
    if transfer.sent_at is not None:
        pairs.append({"label": _("Sent"), "text": _day(transfer.sent_at)})
    if transfer.received_at is not None:
        by = shown(str(transfer.received_by)) if transfer.received_by else ""
        pairs.append({"label": _("Received"), "text": _day(transfer.received_at), "note": by})
    if transfer.note:
        pairs.append({"label": _("Note"), "text": shown(transfer.note)})
    return pairs


def lines(found: Iterable[TransferLine], last: int) -> list[dict[str, Any]]:
    """Lines from the newest on; `last` is the place of the first one shown."""
    return [
        {
            "place": last - turn,
            "key": line.pk,
            "title": line.copy.title,
            "number": line.copy.inventory_number or line.copy.code,
            "url": reverse("stock:record", args=[line.copy.title.number]),
            "where": point(line.copy.service_point),
            "state": line.copy.get_state_display(),
        }
        for turn, line in enumerate(found)
    ]


def buttons(transfer: Transfer, may_move: bool, copies: int) -> list[dict[str, Any]]:
    """What may be done now; the first is the next step."""
    made: list[dict[str, Any]] = []

    def address(verb: str) -> str:
        return reverse("stock:move_do", args=[transfer.number, verb])

    if may_move and transfer.state == Transfer.State.LIST and copies:
        made.append({"label": _("Send"), "icon": "send", "kind": "primary", "action": address("send")})
        made.append(
            {"label": _("Hand over at once"), "icon": "check", "kind": "", "action": address("hand-over")}
        )
    if may_move and transfer.state == Transfer.State.ON_WAY:
        made.append(
            {
                "label": _("The copies have come"),
                "icon": "check",
                "kind": "primary",
                "action": address("receive"),
            }
        )
    if copies:
        paper = reverse("stock:move_list", args=[transfer.number])
        made.append({"label": _("Print the list"), "icon": "printer", "kind": "quiet", "url": paper})
        book = reverse("stock:move_book", args=[transfer.number])
        made.append({"label": "Excel", "icon": "download", "kind": "quiet", "url": book})
    if may_move and transfer.state in Transfer.OPEN:
        page = f"{reverse('stock:move', args=[transfer.number])}?do=cancel#do"
        made.append({"label": _("Give up the move"), "icon": "x", "kind": "quiet", "url": page})
    return made
