"""Who is served first, and by which copy. Pure; docs/algorithms/holds.md.

The place in a queue follows from an order key that is never renumbered. Which copy goes to whom is an assignment: as
many requests as possible are met, and of all such ways the one that meets the earlier requests. Earliest first alone
would give the only copy that a later request can use to an earlier one that another copy would serve as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from javon.core.days import IsOpen, NoOpenDay, add_open_days

LESSON, ORDINARY = 0, 1

OrderKey = tuple[int, int, datetime, UUID]


def order_class(*, is_collective: bool) -> int:
    """A class or a group reads together on a fixed day: it goes before single readers."""
    return LESSON if is_collective else ORDINARY


def order_key(*, is_pinned: bool, order_class: int, requested_at: datetime, key: UUID) -> OrderKey:
    """What a queue is sorted by; the smallest is served first."""
    return (0 if is_pinned else 1, order_class, requested_at, key)


def takes_part(*, is_here: bool, is_restricted: bool, paused_until: date | None, today: date) -> bool:
    """Whether a waiting hold may be met today. Whoever may not keeps the place and is passed by."""
    return is_here and not is_restricted and (paused_until is None or paused_until <= today)


@dataclass(frozen=True, slots=True)
class Request:
    """One hold that may be met, and the copies at hand that would meet it."""

    key: OrderKey
    hold_id: UUID
    copies: frozenset[UUID]


MOST_COPIES: Final = 50  # of one title that are looked at: more are never needed by a queue of this house


def assign(requests: Iterable[Request], copies: Sequence[UUID]) -> dict[UUID, UUID]:
    """hold → copy: as many as possible, the earlier requests before the later ones.

    `copies` in the order in which they are liked (the one in the hand first). Each request in turn takes a copy, or
    makes those before it change theirs for another that serves them too; it never takes one away (Kuhn's augmenting
    paths; the sets that can be met together form a matroid, so going by the key is also best by the number).
    """
    held: dict[UUID, Request] = {}  # copy → who has it
    rank = {copy: place for place, copy in enumerate(copies)}
    for request in sorted(requests, key=lambda one: one.key):
        _take(request, rank, held, set())
    return {request.hold_id: copy for copy, request in held.items()}


def _take(request: Request, rank: Mapping[UUID, int], held: dict[UUID, Request], seen: set[UUID]) -> bool:
    wanted = sorted((copy for copy in request.copies if copy in rank), key=rank.__getitem__)
    for copy in wanted:
        if copy not in held:
            held[copy] = request
            return True
    for copy in wanted:
        if copy not in seen:
            seen.add(copy)
            if _take(held[copy], rank, held, seen):
                held[copy] = request
                return True
    return False


def last_day(ready_on: date, days: int, is_open: IsOpen, *, known: date | None = None) -> date | None:
    """The last day on which a copy is kept: `days` open days after the one on which it was put aside.

    The calendar of today decides, so that a house that closed since gives its readers more days; what was promised
    (`known`) is never shortened. None: the place of fetching opens no more, nothing expires there.
    """
    try:
        counted = add_open_days(ready_on, days, is_open)
    except NoOpenDay:
        return None
    return max(counted, known) if known is not None else counted
