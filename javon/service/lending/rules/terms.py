"""Which terms hold for this reader and this copy: the fitting lines speak in order, field by field. Dossier 3.3.

The line with most conditions speaks first; what it leaves open the next fitting one says; the default, without any
condition, says the rest. So "children borrow three" and "new books go for five days" join into one answer, and the
trace names the line behind each value. docs/algorithms/lending-terms.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

REQUIRED: Final = ("loan_days", "most_copies", "renewals", "most_holds", "hold_days", "debtor_days")
"""What the default line must say, so that there is an answer always."""

SAID: Final = ("may_leave", *REQUIRED, "renewal_days", "renewal_base", "keep_place_days")
KEEP_PLACE_DAYS: Final = 30  # where the terms say nothing


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the terms: conditions (empty = for all) and values (None or "" = silent). Ages in whole years."""

    position: int
    category: str = ""
    age_from: int | None = None
    age_to: int | None = None
    kind: str = ""
    fund: str = ""
    service_point: UUID | None = None
    newer_than_days: int | None = None
    may_leave: bool | None = None
    loan_days: int | None = None
    most_copies: int | None = None
    counts: str = ""
    renewals: int | None = None
    renewal_days: int | None = None
    renewal_base: str = ""
    most_holds: int | None = None
    hold_days: int | None = None
    keep_place_days: int | None = None
    debtor_days: int | None = None

    @property
    def conditions(self) -> int:
        """How many things it asks; the span of ages is one."""
        asked = (self.category, self.kind, self.fund, self.service_point)
        numbers = self.newer_than_days is not None
        ages = self.age_from is not None or self.age_to is not None
        return sum(bool(one) for one in asked) + numbers + ages

    @property
    def is_default(self) -> bool:
        return self.conditions == 0

    def fits(self, case: Case) -> bool:
        """Whether every condition holds. Where the age or the day of coming is not known, a condition on it does not."""
        if self.category and self.category != case.category:
            return False
        if self.age_from is not None and (case.age is None or case.age < self.age_from):
            return False
        if self.age_to is not None and (case.age is None or case.age > self.age_to):
            return False
        if self.kind and self.kind != case.kind:
            return False
        if self.fund and self.fund not in case.funds:
            return False
        if self.service_point is not None and self.service_point != case.service_point:
            return False
        limit = self.newer_than_days
        return limit is None or (case.days_since_arrival is not None and case.days_since_arrival < limit)


@dataclass(frozen=True, slots=True)
class Case:
    """One reader, one copy, one place, as far as the terms ask."""

    category: str = ""
    age: int | None = None
    kind: str = "book"
    funds: frozenset[str] = frozenset()
    service_point: UUID | None = None
    days_since_arrival: int | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds, and which line (by its position) said each value."""

    may_leave: bool
    loan_days: int
    most_copies: int
    counts: str
    renewals: int
    renewal_days: int
    renewal_base: str
    most_holds: int
    hold_days: int
    debtor_days: int
    keep_place_days: int = KEEP_PLACE_DAYS
    said_by: dict[str, int] = field(default_factory=dict, compare=False)


class NoDefault(ValueError):
    """The terms have no line that answers for everybody: they were never put into force."""


def in_order(lines: Iterable[Line]) -> list[Line]:
    """The lines in the order in which they speak."""
    return sorted(lines, key=lambda line: (-line.conditions, line.position))


def resolve(lines: Iterable[Line], case: Case) -> Terms:
    """The terms of a case. Raises :class:`NoDefault` when a required value is said by nobody."""
    values: dict[str, Any] = {}
    said_by: dict[str, int] = {}
    for line in in_order(lines):
        if not line.fits(case):
            continue
        for name in SAID:
            value = getattr(line, name)
            if name not in values and value is not None and value != "":
                values[name] = value
                said_by[name] = line.position
                if name == "most_copies":  # a limit and what it counts are one thing
                    values["counts"] = line.counts or "all"
    missing = [name for name in REQUIRED if name not in values]
    if missing:
        raise NoDefault(", ".join(missing))
    return Terms(
        may_leave=values.get("may_leave", True),
        loan_days=values["loan_days"],
        most_copies=values["most_copies"],
        counts=values["counts"],
        renewals=values["renewals"],
        renewal_days=values.get("renewal_days", values["loan_days"]),
        renewal_base=values.get("renewal_base", "today"),
        most_holds=values["most_holds"],
        hold_days=values["hold_days"],
        debtor_days=values["debtor_days"],
        keep_place_days=values.get("keep_place_days", KEEP_PLACE_DAYS),
        said_by=said_by,
    )


STANDARD: Final[Sequence[dict[str, Any]]] = (
    {
        "loan_days": 15,
        "most_copies": 5,
        "counts": "all",
        "renewals": 1,
        "renewal_days": 15,
        "renewal_base": "today",
        "most_holds": 5,
        "hold_days": 3,
        "keep_place_days": KEEP_PLACE_DAYS,
        "debtor_days": 30,
    },
    {"age_to": 14, "loan_days": 10, "most_copies": 3, "renewal_days": 10},
    {"fund": "reference", "may_leave": False},
)
"""The terms a new centre begins with: adults 5 copies for 15 days, children 3 for 10, one renewal. Dossier 3.3."""

STANDARD_CLAUSES: Final = ("4.1", "4.2", "4.4")
"""Clauses of the model rules of use that say these lines."""
