"""Age on a day, and the age groups of reports: views over the birth date, never stored. Dossier 3.4, 8.8.

Bounds are whole years, both included, and differ by profile because reports differ: they are data. A group's code is
what is frozen in figures.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

OLDEST: Final = 120  # an older birth date is a slip
CHILD_TO: Final = 14  # a child is who is under fifteen
YOUNG: Final = (14, 30)  # youth (yoshlar) by the law on youth policy
GUARDIAN_TO: Final = 15  # up to this age a parent or guardian answers and agrees
OF_AGE: Final = 18


@dataclass(frozen=True, slots=True)
class AgeGroup:
    """`first` to `last` whole years, both included; no `last`: and older."""

    code: str
    first: int
    last: int | None

    def holds(self, age: int) -> bool:
        """Whether a person of `age` belongs to it."""
        return self.first <= age and (self.last is None or age <= self.last)


def _groups(*codes: str) -> tuple[AgeGroup, ...]:
    groups = []
    for code in codes:
        first, _dash, last = code.rstrip("+").partition("-")
        groups.append(AgeGroup(code, int(first), int(last) if last else None))
    return tuple(groups)


# Every report names its profile. Groups of a profile follow one another without gap or overlap.
PROFILES: Final[Mapping[str, tuple[AgeGroup, ...]]] = {
    "statistics": _groups("0-14", "15-24", "25+"),
    "pedagogical": _groups("0-6", "7-10", "11-14", "15-17", "18-30", "31-60", "61+"),
}


def age_on(birth_date: date | None, day: date) -> int | None:
    """Whole years on `day`; None without a birth date or before it. Born on 29 February: a year older on 1 March."""
    if birth_date is None or day < birth_date:
        return None
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))


def group_of(age: int | None, profile: str) -> str:
    """The code of the group of `profile` that `age` falls in; "" without an age."""
    if age is None:
        return ""
    return next((group.code for group in PROFILES[profile] if group.holds(age)), "")


def is_child(age: int | None) -> bool:
    """Under fifteen; nobody knows of whom nobody knows the age, and that is no child."""
    return age is not None and age <= CHILD_TO


def is_young(age: int | None) -> bool:
    """Fourteen to thirty."""
    return age is not None and YOUNG[0] <= age <= YOUNG[1]


def needs_guardian(age: int | None) -> bool:
    """Under sixteen: a parent or guardian signs and agrees."""
    return age is not None and age <= GUARDIAN_TO


def birthdays_between(group_first: int, group_last: int | None, day: date) -> tuple[date | None, date]:
    """The birth dates of those who are `group_first` to `group_last` years old on `day`: first and last, included."""
    youngest = _years_before(day, group_first)
    if group_last is None:
        return None, youngest
    eldest = _years_before(day, group_last + 1)
    return date.fromordinal(eldest.toordinal() + 1), youngest


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February of a year that has none: who was born on the 28th is that old
        return day.replace(year=day.year - years, day=28)
