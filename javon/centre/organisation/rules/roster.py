"""Who may be put at which desk when. Nizom 1.3: the head draws up the roster."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from javon.core.verdict import Refusal, Verdict, Weight

CHANGED_FOR = 31  # days back
OVERRIDE_CLOSED_HOUSE = "organisation.override_closed_house"


@dataclass(frozen=True, slots=True)
class OtherShift:
    """A shift that the same person has that day."""

    point: str
    starts_at: time
    ends_at: time


@dataclass(frozen=True, slots=True)
class ShiftFacts:
    """A shift that is to be entered, and what stands around it."""

    person: str
    point: str
    day: date
    today: date
    starts_at: time
    ends_at: time
    is_appointed: bool
    absence: str = ""  # what kind, in words; "" = at work
    point_works: bool = True
    hours: tuple[tuple[time, time], ...] = ()  # of the house that day; empty: closed
    others: tuple[OtherShift, ...] = ()


def shift_is_upside_down(f: ShiftFacts) -> Refusal | None:
    if f.ends_at <= f.starts_at:
        return Refusal("shift_upside_down", Weight.FORBIDS, {"starts": f.starts_at, "ends": f.ends_at})
    return None


def shift_is_long_past(f: ShiftFacts) -> Refusal | None:
    if (f.today - f.day).days > CHANGED_FOR:
        return Refusal("shift_long_past", Weight.FORBIDS, {"day": f.day})
    return None


def person_is_not_appointed(f: ShiftFacts) -> Refusal | None:
    if not f.is_appointed:
        return Refusal("not_appointed", Weight.FORBIDS, {"person": f.person, "day": f.day})
    return None


def person_is_absent(f: ShiftFacts) -> Refusal | None:
    if f.absence:
        return Refusal("person_absent", Weight.FORBIDS, {"person": f.person, "day": f.day, "kind": f.absence})
    return None


def point_does_not_work(f: ShiftFacts) -> Refusal | None:
    if not f.point_works:
        return Refusal("point_closed", Weight.FORBIDS, {"point": f.point, "day": f.day})
    return None


def person_is_elsewhere(f: ShiftFacts) -> Refusal | None:
    for other in f.others:
        if f.starts_at < other.ends_at and other.starts_at < f.ends_at:
            details = {
                "person": f.person,
                "point": other.point,
                "starts": other.starts_at,
                "ends": other.ends_at,
            }
            return Refusal("already_on_duty", Weight.FORBIDS, details)
    return None


def house_is_closed(f: ShiftFacts) -> Refusal | None:
    if not f.hours:
        return Refusal("house_closed", Weight.HOLDS, {"day": f.day}, override_right=OVERRIDE_CLOSED_HOUSE)
    return None


def shift_reaches_beyond_hours(f: ShiftFacts) -> Refusal | None:
    if f.hours and not any(opens <= f.starts_at and f.ends_at <= closes for opens, closes in f.hours):
        hours = ", ".join(f"{opens:%H:%M}–{closes:%H:%M}" for opens, closes in f.hours)
        return Refusal("outside_hours", Weight.WARNS, {"hours": hours})
    return None


SHIFT_RULES = (
    shift_is_upside_down,
    shift_is_long_past,
    person_is_not_appointed,
    person_is_absent,
    point_does_not_work,
    person_is_elsewhere,
    house_is_closed,
    shift_reaches_beyond_hours,
)


def may_be_on_duty(facts: ShiftFacts) -> Verdict:
    """May this person be at this desk then?"""
    return Verdict.of(rule(facts) for rule in SHIFT_RULES)
