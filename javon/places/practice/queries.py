"""What somebody has exercised, as the journal and the loans of the training database tell; and codes to exercise with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any
from uuid import UUID

from django.db.models import F, Q

from javon.collection.stock.models import Copy
from javon.core.audit.models import Entry
from javon.core.card_code import card_barcode
from javon.service.lending.models import Channel, Loan
from javon.service.readers.models import Reader

READERS, COPIES, LATE = 6, 12, 4


@dataclass(frozen=True, slots=True)
class Done:
    """How often an exercise was done of how often it is asked for."""

    code: str
    count: int
    wanted: int

    @property
    def is_done(self) -> bool:
        """Is it enough?"""
        return self.count >= self.wanted


def done_by(user_id: int) -> tuple[Done, ...]:
    """The exercises of the desk in the order in which they are learned, with what `user_id` did of each."""
    deeds = Entry.objects.filter(actor_id=user_id)
    taken_back = Loan.objects.filter(returned_by_id=user_id).exclude(state=Loan.State.UNDONE)
    counts = (
        ("lend", deeds.filter(verb="lent"), 3),
        ("return", taken_back, 1),
        ("late", taken_back.filter(returned_on__gt=F("due_on")), 1),
        ("renew", deeds.filter(Q(verb="renewed") | Q(verb="renewed_all")), 1),
        ("undo", deeds.filter(verb="undone"), 1),
        ("register", deeds.filter(verb="reader_registered"), 1),
        ("hold", deeds.filter(verb="hold_placed"), 1),
        ("lost", deeds.filter(verb="loan_lost"), 1),
        ("paper_day", Loan.objects.filter(lent_by_id=user_id, channel=Channel.PAPER), 1),
    )
    return tuple(Done(code, min(rows.count(), wanted), wanted) for code, rows, wanted in counts)


@dataclass(frozen=True, slots=True)
class Code:
    """One barcode to scan: what its bars say, what it is of, and a remark."""

    bars: str
    name: str
    about: str = ""
    due_on: date | None = None


def cards(centre_id: UUID, today: date) -> list[Code]:
    """Cards to which three books are lent without a word: registered this year, not blocked, nothing in hand.

    As many pupils as grown-ups.
    """
    readers = (
        Reader.objects.filter(
            centre_id=centre_id,
            kind=Reader.Kind.PERSON,
            left_on=None,
            merged_into=None,
            erased_at=None,
            blocks=None,
            registrations__year=today.year,
        )
        .exclude(pk__in=Loan.objects.filter(state=Loan.State.OPEN).values("reader"))
        .distinct()
        .order_by("number")
    )
    half = READERS // 2
    chosen = [*readers.exclude(grade=None)[:half], *readers.filter(grade=None)[:half]]
    return [Code(card_barcode(one.number), one.short_name, one.class_name) for one in chosen]


def on_the_shelf(centre_id: UUID) -> list[Code]:
    """Copies that may be lent now to anybody of any age, one of a title."""
    copies = (
        Copy.objects.filter(
            centre_id=centre_id,
            state=Copy.State.ON_SHELF,
            loanable=True,
            title__age_mark="",
            title__is_encyclopaedia=False,
        )
        .exclude(barcode=None)
        .select_related("title")
        .order_by("title_id", "barcode")
    )
    chosen = islice(_one_of_a_title(copies), COPIES)
    return [Code(one.barcode or "", one.title.title, one.inventory_number) for one in chosen]


def late(centre_id: UUID, today: date) -> list[Code]:
    """Copies that should have come back already; an old one without a label is known by its inventory number."""
    loans = (
        Loan.objects.filter(centre_id=centre_id, state=Loan.State.OPEN, due_on__lt=today)
        .select_related("copy__title", "reader")
        .order_by("-due_on")
    )
    return [
        Code(
            one.copy.barcode or one.copy.foreign_barcode or one.copy.inventory_number,
            one.copy.title.title,
            one.reader.short_name if one.reader else "",
            one.due_on,
        )
        for one in loans[:LATE]
    ]


def _one_of_a_title(copies: Any) -> Iterator[Copy]:
    seen: set[Any] = set()
    for one in copies:
        if one.title_id not in seen:
            seen.add(one.title_id)
            yield one
