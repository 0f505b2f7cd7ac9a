"""Spans of days, both ends included: the ground of every rule about dated things."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """From one day to another; no `last`: until further notice; no `first`: since ever."""

    first: date | None
    last: date | None = None

    def holds(self, day: date) -> bool:
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    def meets(self, other: Span) -> bool:
        """True when the two have a day in common."""
        return (self.last is None or other.first is None or other.first <= self.last) and (
            other.last is None or self.first is None or self.first <= other.last
        )

    def covers(self, other: Span) -> bool:
        """True when every day of `other` is a day of this."""
        begins = self.first is None or (other.first is not None and self.first <= other.first)
        return begins and (self.last is None or (other.last is not None and other.last <= self.last))

    @property
    def is_backwards(self) -> bool:
        return self.first is not None and self.last is not None and self.last < self.first


ALWAYS = Span(None)


def turning_days(span: Span, others: Iterable[Span]) -> list[date]:
    """The days of `span` on which anything among `others` may begin or be over, its own first day included.

    What holds on these days holds on every day between them, so a rule about "any day" looks at no other.
    """
    days = {span.first} if span.first is not None else set()
    for other in others:
        for day in (other.first, other.last + A_DAY if other.last is not None else None):
            if day is not None and span.holds(day):
                days.add(day)
    return sorted(day for day in days if day is not None)
