"""Deliveries as the pages show them: rows of the register, facts of one, its foot."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from javon.centre.documents import rights as papers
from javon.centre.documents.queries.reading import label_of, newest_version
from javon.collection.stock import rights
from javon.collection.stock.models import Delivery
from javon.collection.stock.queries import losses
from javon.collection.stock.queries.deliveries import Totals
from javon.collection.stock.rules.deliveries import may_draft_act
from javon.collection.stock.wording.money import soums
from javon.core.access import Actor
from javon.core.uzbek.figures import number, short_date

STATE_KINDS = {"draft": "warn", "accepted": "ok", "cancelled": ""}


def badge(delivery: Delivery) -> dict[str, str]:
    """Its state in words and colour."""
    return {"label": delivery.get_state_display(), "kind": STATE_KINDS[delivery.state]}


def act(delivery: Delivery, by: Actor) -> dict[str, Any] | None:
    """Its act of acceptance: where it stands, and whether `by` may draft it now; None of a delivery not accepted."""
    if delivery.state != Delivery.State.ACCEPTED:
        return None
    paper = delivery.act
    state = newest_version(paper).state if paper is not None else ""
    may_draft = by.may(rights.ACCEPT_DELIVERIES) and by.may(papers.DRAFT)
    return {
        "url": reverse("documents:document", args=[paper.short_id]) if paper is not None else "",
        "words": label_of(paper) if paper is not None and paper.number else "",
        "state": paper.get_status_display() if paper is not None else "",
        "may_draft": may_draft and bool(may_draft_act(delivery.state, state)),
    }


def columns() -> list[dict[str, str]]:
    """The head of the register."""
    return [
        {"label": _("No."), "kind": "code"},
        {"label": _("Received on")},
        {"label": _("From whom")},
        {"label": pgettext("of a delivery", "Paper")},
        {"label": _("Titles"), "kind": "number"},
        {"label": _("Copies"), "kind": "number"},
        {"label": _("Sum, soums"), "kind": "number"},
        {"label": _("Part 1"), "kind": "code"},
        {"label": _("State")},
    ]


def row(delivery: Any) -> dict[str, Any]:
    """One line of the register."""
    booked = f"{delivery.book_number} / {delivery.book_year}" if delivery.book_number else ""
    return {
        "kind": "void" if delivery.state == "cancelled" else "",
        "cells": [
            {"text": str(delivery.number)},
            {"text": short_date(delivery.received_on)},
            {"text": delivery.source, "url": address(delivery), "note": delivery.get_kind_display()},
            {"text": paper(delivery)},
            {"text": number(delivery.titles or 0)},
            {"text": number(delivery.copies_on_lines or 0)},
            {"text": soums(delivery.amount or 0)},
            {"text": booked},
            {"badge": badge(delivery)},
        ],
    }


def address(delivery: Delivery) -> str:
    """Its page."""
    return reverse("stock:delivery", args=[delivery.number])


def paper(delivery: Delivery) -> str:
    """Its paper as people name it: "№ 128, 14.11.2026"."""
    name = f"№ {delivery.paper_number}" if delivery.paper_number else ""
    day = short_date(delivery.paper_date) if delivery.paper_date else ""
    return ", ".join(filter(None, (name, day)))


def pairs(delivery: Delivery) -> list[dict[str, Any]]:
    """What its head says, and which losses it makes good."""
    facts = [
        (_("How it came"), delivery.get_kind_display()),
        (_("From whom"), delivery.source),
        (pgettext("of a delivery", "Paper"), paper(delivery)),
        (_("Received on"), short_date(delivery.received_on)),
        (_("Commission"), str(delivery.commission or "")),
        (_("Materially liable"), str(delivery.liable or "")),
        (pgettext("of a delivery", "Note"), delivery.note),
    ]
    if delivery.booked_on:
        line = _("line %(number)s of %(year)s, written on %(day)s") % {
            "number": delivery.book_number,
            "year": delivery.book_year,
            "day": short_date(delivery.booked_on),
        }
        facts.insert(0, (_("Summary book, part 1"), line))
    told = [{"label": label, "text": text} for label, text in facts if text]
    for loss in losses.of_delivery(delivery) if delivery.kind == Delivery.Kind.REPLACEMENT else ():
        url = reverse("stock:loss", args=[loss.year, loss.number])
        told.append({"label": _("In place of the loss"), "text": str(loss), "url": url})
    return told


def difference(totals: Totals) -> str:
    """In words what is wrong between paper and lines; "" when they agree or nothing was declared."""
    said = []
    if totals.copies_missing > 0:
        said.append(_("copies still missing: %(count)s") % {"count": number(totals.copies_missing)})
    elif totals.copies_missing < 0:
        said.append(_("copies too many: %(count)s") % {"count": number(-totals.copies_missing)})
    if totals.amount_missing > 0:
        said.append(_("soums still missing: %(sum)s") % {"sum": soums(totals.amount_missing)})
    elif totals.amount_missing < 0:
        said.append(_("soums too many: %(sum)s") % {"sum": soums(-totals.amount_missing)})
    return "; ".join(said)


def tabs(current: str) -> list[dict[str, Any]]:
    """Drafts, accepted, all."""
    labels = (
        ("", pgettext("deliveries", "All")),
        ("draft", pgettext("deliveries", "Being entered")),
        ("accepted", pgettext("deliveries", "Accepted")),
    )
    return [
        {"label": label, "url": f"?state={state}" if state else "?", "is_current": state == current}
        for state, label in labels
    ]
