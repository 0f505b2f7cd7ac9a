"""The staffing table: who may propose one, when it may take effect. Nizom 3.7, 4.1, 4.2."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from javon.centre.organisation.rules.spans import Span, turning_days
from javon.core.verdict import Refusal, Verdict, Weight

FORBIDS = Weight.FORBIDS
QUARTERS = (1, 2, 3, 4)  # the rate of one position, in quarters
MOST_POSITIONS = 99


@dataclass(frozen=True, slots=True)
class Line:
    """So many positions of a post, each at a rate of so many quarters."""

    post: object
    title: str
    positions: int
    quarters: int
    is_open: bool = True  # the post is not closed

    @property
    def total(self) -> int:
        return self.positions * self.quarters


def may_propose(lines: list[Line], before: list[Line], note: str) -> Verdict:
    """May these lines be proposed in the place of `before`?"""
    return Verdict.of([
        no_lines(lines), no_reason_why(note), nothing_changed(lines, before),
        *(unreal_line(line) for line in lines), *(closed_post(line) for line in lines), post_twice(lines),
    ])  # fmt: skip


def no_lines(lines: list[Line]) -> Refusal | None:
    return None if lines else Refusal("table_empty", FORBIDS)


def no_reason_why(note: str) -> Refusal | None:
    return None if note.strip() else Refusal("table_without_reason", FORBIDS)


def nothing_changed(lines: list[Line], before: list[Line]) -> Refusal | None:
    def told(rows: list[Line]) -> set[tuple[object, int, int]]:
        return {(line.post, line.positions, line.quarters) for line in rows}

    return Refusal("table_unchanged", FORBIDS) if before and told(lines) == told(before) else None


def unreal_line(line: Line) -> Refusal | None:
    if line.quarters in QUARTERS and 1 <= line.positions <= MOST_POSITIONS:
        return None
    return Refusal("line_unreal", FORBIDS, {"post": line.title})


def closed_post(line: Line) -> Refusal | None:
    return None if line.is_open else Refusal("line_of_a_closed_post", FORBIDS, {"post": line.title})


def post_twice(lines: list[Line]) -> Refusal | None:
    posts = [line.post for line in lines]
    twice = [line.title for line in lines if posts.count(line.post) > 1]
    return Refusal("post_twice_in_table", FORBIDS, {"post": twice[0]}) if twice else None


@dataclass(frozen=True, slots=True)
class Held:
    """Somebody holds a post at a rate; `post` None where the post does not matter."""

    span: Span
    quarters: int
    post: object = None


@dataclass(frozen=True, slots=True)
class Effect:
    """A proposed table is to take effect on `day`."""

    number: int
    state: str
    day: date
    proposed_by: int | None
    approved_by: int | None  # the account; None: a command
    paper: str  # number and date of the paper that approves it
    in_force_since: date | None = None  # the table that it replaces
    lines: tuple[Line, ...] = ()
    held: tuple[Held, ...] = ()  # every appointment from `day` on, to posts that the table limits
    titles: tuple[tuple[object, str], ...] = ()  # of those posts


def may_take_effect(effect: Effect) -> Verdict:
    """May the table take effect? Nobody approves their own proposal, and nobody loses the post they hold by it."""
    return Verdict.of([
        not_proposed(effect), own_proposal(effect), no_paper(effect), before_the_last(effect), *people_left_over(effect),
    ])  # fmt: skip


def not_proposed(effect: Effect) -> Refusal | None:
    return (
        None
        if effect.state == "proposed"
        else Refusal("table_not_proposed", FORBIDS, {"number": effect.number})
    )


def own_proposal(effect: Effect) -> Refusal | None:
    if effect.approved_by is None or effect.approved_by != effect.proposed_by:
        return None
    return Refusal("table_own_proposal", FORBIDS, {"number": effect.number})


def no_paper(effect: Effect) -> Refusal | None:
    return None if effect.paper.strip() else Refusal("table_without_paper", FORBIDS)


def before_the_last(effect: Effect) -> Refusal | None:
    since = effect.in_force_since
    return (
        None if since is None or effect.day > since else Refusal("table_too_early", FORBIDS, {"day": since})
    )


def people_left_over(effect: Effect) -> list[Refusal]:
    """Posts of which more is held, on some day from then on, than the new table approves."""
    approved = {line.post: line.total for line in effect.lines}
    found = []
    for post, title in effect.titles:
        held = [one for one in effect.held if one.post == post]
        day, most = fullest_day(Span(effect.day), held)
        if most > approved.get(post, 0):
            details = {
                "post": title,
                "taken_quarters": most,
                "approved_quarters": approved.get(post, 0),
                "day": day,
            }
            found.append(Refusal("people_beyond_table", FORBIDS, details))
    return found


def fullest_day(span: Span, held: list[Held]) -> tuple[date | None, int]:
    """The day of `span` on which most is held, and how much that is, in quarters."""
    days = turning_days(span, [one.span for one in held])
    taken = [(sum(one.quarters for one in held if one.span.holds(day)), day) for day in days]
    if not taken:
        return None, 0
    most = max(quarters for quarters, _day in taken)
    return min(day for quarters, day in taken if quarters == most), most


def may_withdraw(number: int, state: str) -> Verdict:
    """Only what is still a proposal can be withdrawn."""
    return Verdict.of(
        [None if state == "proposed" else Refusal("table_not_proposed", FORBIDS, {"number": number})]
    )
