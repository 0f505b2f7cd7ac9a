"""The reader of a scanned card, as the hall needs to know them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from javon.core.booking.queries import Who
from javon.service.readers.codes import number_typed
from javon.service.readers.models import Reader
from javon.service.readers.queries.finding import reader_of_card
from javon.service.readers.queries.portraits import portrait as portrait_of
from javon.service.readers.queries.state import blocks_on, registration_of
from javon.service.readingroom.rules.hall import CardFacts

READER = "readers.reader"


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a scanned card; `reader` None when it is nobody's."""

    facts: CardFacts
    reader: Reader | None


def who(reader: Reader) -> Who:
    """The reader as the booking engine names people."""
    return who_is(reader.pk)


def who_is(reader_id: UUID) -> Who:
    """The same, by id."""
    return Who(READER, str(reader_id))


def card_number(typed: str) -> int | None:
    """The number of a card in any form, digits alone too; None for anything else."""
    return number_typed(typed)


def known_card(centre_id: UUID, typed: str, day: date, *, deeds: Collection[str] = ("all",)) -> Known:
    """Whose card it is, and what stands in the way of serving them: restrictions of `deeds` that are in force."""
    text, number = typed.strip()[:40], number_typed(typed)
    answer = reader_of_card(centre_id, number) if number is not None else None
    if answer is None:
        return Known(CardFacts(text=text, is_known=False), None)
    reader = answer.reader
    facts = CardFacts(
        text=text,
        is_ended=not answer.is_current,
        is_here=reader.is_here,
        is_registered=registration_of(reader.pk, day.year) is not None,
        blocked=tuple(blocks_on(reader.pk, day).filter(deed__in=deeds).values_list("reason", flat=True)),
    )
    return Known(facts, reader)


def readers_by_id(ids: Iterable[str]) -> dict[str, Reader]:
    """Readers by their id as text."""
    keys = {UUID(one) for one in ids}
    return {str(one.pk): one for one in Reader.objects.filter(pk__in=keys)} if keys else {}


def portrait(reader: Reader | None, day: date) -> dict[str, Any]:
    """Who the reader was on the day, for freezing; nothing of the nameless."""
    return portrait_of(reader, day) if reader is not None else {}
