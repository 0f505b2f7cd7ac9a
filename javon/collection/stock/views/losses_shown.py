"""The book of replacements as its pages show it: rows, figures, the facts of one row, its buttons."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from javon.centre.documents.queries.reading import shown
from javon.collection.stock import losses_book as book
from javon.collection.stock.models import Copy, Disposal, Loss
from javon.collection.stock.queries import losses as queries
from javon.collection.stock.queries.losses import Totals
from javon.collection.stock.queries.scanned import Answer
from javon.collection.stock.wording.money import soums
from javon.core import clock
from javon.core.uzbek.figures import number, short_date

BADGES = {"open": "warn", "settled": "info", "closed": "ok", "found": "ok"}


def address(loss: Loss) -> str:
    """The page of a row."""
    return reverse("stock:loss", args=[loss.year, loss.number])


def is_overdue(loss: Loss) -> bool:
    """Nobody has made it good in time."""
    return loss.state == Loss.State.OPEN and loss.due_on < clock.today()


def badge(loss: Loss) -> dict[str, str]:
    """Where it stands in words and colour; an overdue one is red."""
    if is_overdue(loss):
        return {"label": _("overdue"), "kind": "bad"}
    return {"label": loss.get_state_display(), "kind": BADGES[loss.state]}


def columns() -> list[dict[str, str]]:
    """The heads of the list."""
    return [
        {"label": "№", "kind": "code"},
        {"label": _("Written on")},
        {"label": _("Who lost it")},
        {"label": _("Lost copy")},
        {"label": _("Price, soums"), "kind": "number"},
        {"label": _("Taken in its place")},
        {"label": _("Worth, soums"), "kind": "number"},
        {"label": _("Acts")},
        {"label": pgettext("loss", "State")},
    ]


def row(loss: Loss) -> dict[str, Any]:
    """One line of the list."""
    new, copy = loss.replacement, loss.copy
    card = f"№ {loss.reader_card}" if loss.reader_card else ""
    taken = book.named(new.title) if new is not None else shown(book.instead(loss))
    return {
        "kind": "late" if is_overdue(loss) else "",
        "cells": [
            {"text": str(loss.number), "url": address(loss)},
            {"text": short_date(loss.written_on)},
            {"text": shown(loss.reader_name), "note": card},
            {"text": book.named(copy.title), "note": f"№ {copy.inventory_number or copy.code}"},
            {"text": soums(book.lost_price(loss))},
            {"text": taken, "note": f"№ {new.inventory_number}" if new is not None else _by(loss)},
            {"text": soums(loss.value) if loss.value is not None else ""},
            _acts(loss),
            {"badge": badge(loss)},
        ],
    }


def _by(loss: Loss) -> str:
    return _("until %(day)s") % {"day": short_date(loss.due_on)} if loss.state == Loss.State.OPEN else ""


def _acts(loss: Loss) -> dict[str, str]:
    came, gone = book.came_by(loss), book.gone_by(loss)
    came = _("in: %(act)s") % {"act": came} if came else ""
    gone = _("out: %(act)s") % {"act": gone} if gone else ""
    return {"text": came or gone, "note": gone if came else ""}


def years(year: int, ends: tuple[int, int]) -> dict[str, Any]:
    """The way between the books of the years."""
    first, last = ends
    return {
        "title": str(year),
        "previous_url": reverse("stock:replacements_of", args=[year - 1]) if year > first else "",
        "next_url": reverse("stock:replacements_of", args=[year + 1]) if year < last else "",
    }


def stats(totals: Totals) -> list[dict[str, Any]]:
    """The figures of the year's book."""
    return [
        {"label": _("Lost"), "value": totals.rows - totals.found, "note": _sum(totals.lost)},
        {
            "label": pgettext("losses", "Not made good yet"),
            "value": totals.open,
            "change": _("overdue: %(count)s") % {"count": number(totals.overdue)} if totals.overdue else "",
            "kind": "bad",
        },
        {"label": _("Copies taken in place"), "value": totals.copies, "note": _sum(totals.worth)},
        {"label": _("Money taken, soums"), "value": soums(totals.money)},
        {"label": _("Wait for the act"), "value": totals.settled},
        {"label": pgettext("losses", "Found again"), "value": totals.found},
    ]


def _sum(tiyin: int) -> str:
    return _("%(sum)s soums") % {"sum": soums(tiyin)}


def chips(year: int, state: str, totals: Totals) -> list[dict[str, Any]]:
    """Quick filters by where a row stands."""
    here = reverse("stock:replacements_of", args=[year])
    labels = dict(Loss.State.choices)
    every = [("", _("all"), totals.rows), ("overdue", _("overdue"), totals.overdue)]
    every += [(value, str(labels[value]), getattr(totals, value)) for value in Loss.State.values]
    return [
        {
            "label": f"{label} ({count})",
            "url": f"{here}?state={value}" if value else here,
            "is_on": value == state,
        }
        for value, label, count in every
    ]


def copy_asked(answer: Answer) -> dict[str, Any]:
    """The copy that was scanned, as the page of the declaration shows it."""
    (copy,) = answer.copies
    point = shown(copy.service_point.name, copy.service_point.name_cyrl)
    return {
        "copy": copy,
        "pairs": [
            {"label": _("Title"), "text": book.named(copy.title)},
            {"label": _("Inventory no."), "text": copy.inventory_number or copy.code},
            {"label": _("Year"), "text": str(copy.title.year or "")},
            {"label": _("Price, soums"), "text": soums(copy.price) if copy.price is not None else ""},
            {"label": _("Where it is"), "text": copy.get_state_display(), "note": point},
        ],
    }


def steps(loss: Loss) -> list[dict[str, Any]]:
    """The three steps of a row; none where the copy came back."""
    if loss.state == Loss.State.FOUND:
        return []
    names = (
        pgettext("step of a loss", "Declared lost"),
        pgettext("step of a loss", "Made good"),
        pgettext("step of a loss", "Written off"),
    )
    here = {"open": 1, "settled": 2, "closed": 3}[loss.state]
    return [
        {"label": label, "is_done": place < here, "is_current": place == here}
        for place, label in enumerate(names)
    ]


def facts_of_loss(loss: Loss) -> list[dict[str, Any]]:
    """What was lost, by whom, how."""
    copy, card = loss.copy, f"№ {loss.reader_card}" if loss.reader_card else ""
    url = reverse("stock:copy", args=[copy.pk])
    pairs = [
        {"label": _("Lost copy"), "text": book.named(copy.title), "url": url},
        {
            "label": _("Inventory no."),
            "text": copy.inventory_number or copy.code,
            "note": copy.get_state_display(),
        },
        {"label": _("Price, soums"), "text": soums(book.lost_price(loss))},
        {"label": _("Who lost it"), "text": shown(loss.reader_name), "note": card},
        {"label": _("Day of the loss"), "text": short_date(loss.lost_on)},
        {"label": _("How it was lost"), "text": shown(loss.circumstances)},
        {"label": _("Written on"), "text": short_date(loss.written_on)},
    ]
    if loss.state == Loss.State.OPEN:
        pairs.append({"label": _("To be made good by"), "text": short_date(loss.due_on)})
    return pairs


def facts_of_end(loss: Loss, listed: Disposal | None) -> list[dict[str, Any]]:
    """How it was made good, by which acts, or that it was found."""
    pairs: list[dict[str, Any]] = [{"label": pgettext("loss", "State"), "badge": badge(loss)}]
    if loss.way:
        day = short_date(loss.settled_on) if loss.settled_on else ""
        pairs.append({"label": _("How it was made good"), "text": loss.get_way_display(), "note": day})
    new, offer = loss.replacement, loss.offer
    if new is not None:
        url = reverse("stock:copy", args=[new.pk])
        pairs.append({"label": _("Taken in its place"), "text": book.named(new.title), "url": url})
        pairs.append({"label": _("New inventory number"), "text": new.inventory_number})
    if loss.judgement:
        pairs.append({"label": _("Of equal worth"), "text": shown(loss.judgement)})
    if loss.value is not None:
        pairs.append({"label": _("Worth, soums"), "text": soums(loss.value)})
    if loss.receipt_on is not None:
        day = short_date(loss.receipt_on)
        pairs.append({"label": _("Receipt"), "text": f"№ {loss.receipt_number}", "note": day})
    if loss.ground:
        pairs.append({"label": _("Ground"), "text": shown(loss.ground)})
    if offer is not None:
        url = reverse("stock:delivery", args=[offer.delivery.number])
        text = book.came_by(loss) or offer.delivery.get_state_display()
        pairs.append({"label": _("Act of acceptance"), "text": text, "url": url})
    gone = loss.disposal or listed
    if gone is not None:
        url = reverse("stock:write_off", args=[gone.number])
        text = book.gone_by(loss) or gone.get_state_display()
        pairs.append({"label": _("Act of disposal"), "text": text, "url": url})
    if book.in_summary(loss):
        pairs.append({"label": _("Summary book"), "text": book.in_summary(loss)})
    if loss.found_on is not None:
        told = {"label": _("Found again"), "text": short_date(loss.found_on), "note": shown(loss.found_note)}
        pairs.append(told)
    return pairs


def buttons(loss: Loss, offered: Mapping[str, Any], chosen: str, may_replace: bool) -> list[dict[str, Any]]:
    """What may be done now; the first is the next step."""
    here = [loss.year, loss.number]
    made: list[dict[str, Any]] = []
    if may_replace:
        url = reverse("stock:loss_replace", args=here)
        made.append(
            {"label": _("Take a copy in its place"), "icon": "book-open", "kind": "primary", "url": url}
        )
    for name, verb in offered.items():
        if name == chosen:
            continue
        button: dict[str, Any] = {"label": verb.label, "icon": verb.icon, "kind": verb.kind}
        if verb.form is None:
            button["action"] = reverse("stock:loss_do", args=[*here, name])
        else:
            button["url"] = f"{address(loss)}?do={name}#do"
        made.append(button)
    return made


def pairs_of_copy(copy: Copy) -> list[dict[str, Any]]:
    """What the page of a copy tells of the book of replacements: that it was lost, or taken in place of another."""
    lost, replaced = queries.of_copy(copy), queries.replaced_by(copy)
    pairs = []
    if lost is not None:
        note = lost.get_state_display()
        pairs.append({"label": _("Lost, row"), "text": str(lost), "url": address(lost), "note": note})
    if replaced is not None:
        pairs.append(
            {"label": _("Taken in place of a lost copy"), "text": str(replaced), "url": address(replaced)}
        )
    return pairs
