"""Units, their places, posts and service points: what may be added, moved, closed. Nizom 1.1, 1.2."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from javon.centre.organisation.rules.spans import ALWAYS, Span, turning_days
from javon.core.verdict import Refusal, Verdict, Weight

FORBIDS = Weight.FORBIDS


@dataclass(frozen=True, slots=True)
class Placement:
    """Under whom (`parent`, a key or None) the unit with key `unit` stands, and when."""

    unit: object
    parent: object | None
    span: Span


@dataclass(frozen=True, slots=True)
class Move:
    """A unit is to stand under `parent` from `day` on."""

    unit: object
    unit_name: str
    parent: object | None
    parent_name: str
    day: date
    unit_span: Span
    parent_span: Span = ALWAYS
    placements: tuple[Placement, ...] = ()  # of every unit of the centre


def may_move(move: Move) -> Verdict:
    """May the unit stand there from that day on? A unit has one place a day and is never above itself."""
    return Verdict.of([
        outside_its_days(move), under_a_closed_unit(move), under_itself(move), moved_later(move), stands_there(move),
    ])  # fmt: skip


def outside_its_days(move: Move) -> Refusal | None:
    if move.unit_span.holds(move.day):
        return None
    return Refusal("unit_not_there_then", FORBIDS, {"unit": move.unit_name, "day": move.day})


def under_a_closed_unit(move: Move) -> Refusal | None:
    if move.parent is None or move.parent_span.covers(Span(move.day, move.unit_span.last)):
        return None
    return Refusal("parent_not_there_then", FORBIDS, {"unit": move.parent_name, "day": move.day})


def under_itself(move: Move) -> Refusal | None:
    """On no day from `day` on may the way up from the new parent lead back to the unit."""
    if move.parent is None:
        return None
    others = [place for place in move.placements if place.unit != move.unit]
    for day in turning_days(Span(move.day), [place.span for place in others]):
        above = {place.unit: place.parent for place in others if place.span.holds(day)}
        at: object | None = move.parent
        seen: set[object] = set()
        while at is not None and at not in seen:
            if at == move.unit:
                return Refusal(
                    "unit_under_itself", FORBIDS, {"unit": move.unit_name, "parent": move.parent_name}
                )
            seen.add(at)
            at = above.get(at)
    return None


def moved_later(move: Move) -> Refusal | None:
    """Places are written in the order of their days: a place that begins on that day or later stands in the way."""
    later = [
        place.span.first
        for place in move.placements
        if place.unit == move.unit and place.span.first is not None and place.span.first >= move.day
    ]
    return (
        Refusal("unit_moved_later", FORBIDS, {"unit": move.unit_name, "day": min(later)}) if later else None
    )


def stands_there(move: Move) -> Refusal | None:
    for place in move.placements:
        if place.unit == move.unit and place.span.holds(move.day) and place.parent == move.parent:
            return Refusal("unit_stands_there", FORBIDS, {"unit": move.unit_name})
    return None


@dataclass(frozen=True, slots=True)
class Closing:
    """A unit, a post or a point is to end with `last_day`; `still` names what lives longer, by what it is."""

    name: str
    last_day: date
    span: Span
    units: tuple[str, ...] = ()
    posts: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    people: tuple[str, ...] = ()  # appointed beyond the last day
    table: int | None = None  # number of the staffing table in force that still lists the post


def may_close(closing: Closing) -> Verdict:
    """May it end on that day? Nothing that hangs on it may be left hanging."""
    return Verdict.of([
        closed_before_it_began(closing),
        closed_already(closing),
        _still("units_below", closing, closing.units),
        _still("posts_open", closing, closing.posts),
        _still("points_open", closing, closing.points),
        _still("people_appointed", closing, closing.people),
        listed_in_the_table(closing),
    ])  # fmt: skip


def closed_before_it_began(closing: Closing) -> Refusal | None:
    first = closing.span.first
    if first is None or closing.last_day >= first:
        return None
    return Refusal("closed_before_it_began", FORBIDS, {"name": closing.name, "day": first})


def closed_already(closing: Closing) -> Refusal | None:
    if closing.span.last is None:
        return None
    return Refusal("closed_already", FORBIDS, {"name": closing.name, "day": closing.span.last})


def listed_in_the_table(closing: Closing) -> Refusal | None:
    if closing.table is None:
        return None
    return Refusal("post_in_the_table", FORBIDS, {"name": closing.name, "number": closing.table})


def _still(code: str, closing: Closing, names: Iterable[str]) -> Refusal | None:
    found = list(names)
    return Refusal(code, FORBIDS, {"name": closing.name, "names": ", ".join(found)}) if found else None


@dataclass(frozen=True, slots=True)
class Naming:
    """Something gets a name and a code; `taken_by` is who has the code already."""

    name: str
    taken_by: str = ""
    span: Span = ALWAYS
    unit_span: Span | None = None  # of the unit it is to belong to
    unit_name: str = ""


def may_name(naming: Naming) -> Verdict:
    """May something be called so, and live in that unit on those days?"""
    return Verdict.of([nameless(naming), code_taken(naming), unit_closed(naming)])


def nameless(naming: Naming) -> Refusal | None:
    return None if naming.name.strip() else Refusal("nameless", FORBIDS)


def code_taken(naming: Naming) -> Refusal | None:
    return Refusal("code_taken", FORBIDS, {"name": naming.taken_by}) if naming.taken_by else None


def unit_closed(naming: Naming) -> Refusal | None:
    if naming.unit_span is None or naming.unit_span.covers(naming.span):
        return None
    return Refusal("unit_closed", FORBIDS, {"unit": naming.unit_name})
