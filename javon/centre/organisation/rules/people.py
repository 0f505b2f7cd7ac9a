"""People: registering, appointing, moving, releasing; absence and standing in. Nizom 3.1, 4.1, 4.2."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from javon.centre.organisation.rules.spans import ALWAYS, Span, turning_days
from javon.centre.organisation.rules.staffing import Held, fullest_day
from javon.core.verdict import Refusal, Verdict, Weight

FORBIDS, HOLDS = Weight.FORBIDS, Weight.HOLDS
MOST_RATES = 6  # a person's rates together, in quarters: 1.50
ALLOW_OVERLOAD = "organisation.allow_overload"  # the right that may overrule exactly this
CLAUSES = {"head": "4.1", "librarian": "4.2"}  # which clause counts a post of that kind; others: 3.7


@dataclass(frozen=True, slots=True)
class Approved:
    """What a staffing table that was in force on these days approves for a post, in quarters."""

    span: Span
    quarters: int


@dataclass(frozen=True, slots=True)
class Appointing:
    """A person is to hold a post at a rate on the days of `span`."""

    person: str
    post: str
    span: Span
    quarters: int
    kind: str = "librarian"
    by_oneself: bool = False
    post_span: Span = ALWAYS
    on_post: tuple[Held, ...] = ()  # what others and the person hold of the post
    of_person: tuple[Held, ...] = ()  # what the person holds, of any post
    same: tuple[Span, ...] = ()  # the person's other appointments to the very post
    approved: tuple[Approved, ...] = ()  # by each table; days before the first table are not limited
    is_limited: bool = True  # the staffing table speaks of such posts


def may_appoint(asked: Appointing) -> Verdict:
    """May the person be appointed so?"""
    if asked.span.is_backwards:
        return Verdict((Refusal("ends_before_it_begins", FORBIDS),))
    return Verdict.of([
        appoints_oneself(asked), unreal_rate(asked), post_not_there(asked), holds_it_already(asked),
        beyond_approved(asked), overloaded(asked),
    ])  # fmt: skip


def appoints_oneself(asked: Appointing) -> Refusal | None:
    return Refusal("for_oneself", FORBIDS) if asked.by_oneself else None


def unreal_rate(asked: Appointing) -> Refusal | None:
    return None if 1 <= asked.quarters <= MOST_RATES else Refusal("rate_unreal", FORBIDS)


def post_not_there(asked: Appointing) -> Refusal | None:
    if asked.post_span.covers(asked.span):
        return None
    return Refusal("post_not_there", FORBIDS, {"post": asked.post})


def holds_it_already(asked: Appointing) -> Refusal | None:
    for span in asked.same:
        if span.meets(asked.span):
            return Refusal(
                "holds_it_already", FORBIDS, {"person": asked.person, "post": asked.post, "day": span.first}
            )
    return None


def beyond_approved(asked: Appointing) -> Refusal | None:
    """On any day: what is held of the post and what is asked together, against the table in force that day."""
    if not asked.is_limited:
        return None
    others = [*(one.span for one in asked.on_post), *(one.span for one in asked.approved)]
    for day in turning_days(asked.span, others):
        approved = next((one.quarters for one in asked.approved if one.span.holds(day)), None)
        taken = sum(one.quarters for one in asked.on_post if one.span.holds(day))
        if approved is not None and taken + asked.quarters > approved:
            details = {
                "post": asked.post, "day": day, "approved_quarters": approved, "taken_quarters": taken,
                "asked_quarters": asked.quarters, "clause": CLAUSES.get(asked.kind, "3.7"),
            }  # fmt: skip
            return Refusal("beyond_approved", FORBIDS, details)
    return None


def overloaded(asked: Appointing) -> Refusal | None:
    """More than one and a half rates on one day is too much for anybody, unless somebody answers for it."""
    day, most = fullest_day(asked.span, [*asked.of_person, Held(asked.span, asked.quarters)])
    if most <= MOST_RATES:
        return None
    return Refusal(
        "overloaded", HOLDS, {"person": asked.person, "sum_quarters": most, "day": day}, ALLOW_OVERLOAD
    )


@dataclass(frozen=True, slots=True)
class Registering:
    """Somebody is to be entered as an employee; `namesakes` are people of the same folded name."""

    surname: str
    given_name: str
    this_year: int
    birth_year: int | None = None
    namesakes: tuple[str, ...] = ()
    is_another: bool = False  # "this is another person", said on the form


def may_register(asked: Registering) -> Verdict:
    """May the person be entered?"""
    return Verdict.of([person_nameless(asked), same_name(asked), unreal_birth_year(asked)])


def person_nameless(asked: Registering) -> Refusal | None:
    return None if asked.surname.strip() and asked.given_name.strip() else Refusal("person_nameless", FORBIDS)


def same_name(asked: Registering) -> Refusal | None:
    if asked.is_another or not asked.namesakes:
        return None
    return Refusal("same_name", HOLDS, {"names": ", ".join(asked.namesakes)})


def unreal_birth_year(asked: Registering) -> Refusal | None:
    if asked.birth_year is None or asked.this_year - 90 <= asked.birth_year <= asked.this_year - 14:
        return None
    return Refusal("birth_year_unreal", FORBIDS, {"year": asked.birth_year})


@dataclass(frozen=True, slots=True)
class Ending:
    """An appointment is to end with `last_day`."""

    post: str
    span: Span
    last_day: date
    by_oneself: bool = False


def may_end(asked: Ending) -> Verdict:
    """May the appointment end on that day? One that has not begun yet is taken out by ending it earlier."""
    over = asked.span.last is not None and asked.span.last <= asked.last_day
    return Verdict.of([
        Refusal("for_oneself", FORBIDS) if asked.by_oneself else None,
        Refusal("ended_already", FORBIDS, {"post": asked.post, "day": asked.span.last}) if over else None,
    ])  # fmt: skip


def may_release(*, person: str, left_on: date | None, by_oneself: bool) -> Verdict:
    """May the person be released?"""
    return Verdict.of([
        Refusal("for_oneself", FORBIDS) if by_oneself else None,
        Refusal("left_already", FORBIDS, {"person": person, "day": left_on}) if left_on is not None else None,
    ])  # fmt: skip


@dataclass(frozen=True, slots=True)
class BeingAway:
    """A person is to be away on the days of `span`."""

    person: str
    span: Span
    others: tuple[Span, ...] = ()  # absences that hold
    works: Span = ALWAYS  # until the last working day


def may_be_away(asked: BeingAway) -> Verdict:
    """May this absence be entered?"""
    if asked.span.is_backwards:
        return Verdict((Refusal("ends_before_it_begins", FORBIDS),))
    meets = next((span for span in asked.others if span.meets(asked.span)), None)
    taken = {"person": asked.person, "first": meets.first, "last": meets.last} if meets else {}
    left = not asked.works.covers(asked.span)
    return Verdict.of([
        Refusal("away_already", FORBIDS, taken) if meets else None,
        Refusal("left_by_then", FORBIDS, {"person": asked.person, "day": asked.works.last}) if left else None,
    ])  # fmt: skip


@dataclass(frozen=True, slots=True)
class StandingIn:
    """Somebody is to stand in for an absent person in one of that person's posts."""

    substitute: str
    person: str
    post: str
    span: Span
    absence: Span
    appointment: Span
    is_same_person: bool = False
    by_oneself: bool = False  # the substitute enters it: nobody gives oneself rights
    substitute_works: Span = ALWAYS
    substitute_away: tuple[Span, ...] = ()
    taken: tuple[tuple[str, Span], ...] = ()  # who stands in for the same post already, and when


def may_stand_in(asked: StandingIn) -> Verdict:
    """May the substitute take the post, with its rights, on those days?"""
    if asked.span.is_backwards:
        return Verdict((Refusal("ends_before_it_begins", FORBIDS),))
    return Verdict.of([
        Refusal("for_oneself", FORBIDS) if asked.by_oneself else None,
        Refusal("stands_in_for_oneself", FORBIDS, {"person": asked.person}) if asked.is_same_person else None,
        outside_the_absence(asked), outside_the_appointment(asked), substitute_gone(asked), substitute_away(asked),
        taken_already(asked),
    ])  # fmt: skip


def outside_the_absence(asked: StandingIn) -> Refusal | None:
    if asked.absence.covers(asked.span):
        return None
    return Refusal("outside_the_absence", FORBIDS, {"first": asked.absence.first, "last": asked.absence.last})


def outside_the_appointment(asked: StandingIn) -> Refusal | None:
    if asked.appointment.covers(asked.span):
        return None
    return Refusal("outside_the_appointment", FORBIDS, {"person": asked.person, "post": asked.post})


def substitute_gone(asked: StandingIn) -> Refusal | None:
    if asked.substitute_works.covers(asked.span):
        return None
    return Refusal("left_by_then", FORBIDS, {"person": asked.substitute, "day": asked.substitute_works.last})


def substitute_away(asked: StandingIn) -> Refusal | None:
    for span in asked.substitute_away:
        if span.meets(asked.span):
            details = {"person": asked.substitute, "first": span.first, "last": span.last}
            return Refusal("substitute_away", FORBIDS, details)
    return None


def taken_already(asked: StandingIn) -> Refusal | None:
    for name, span in asked.taken:
        if span.meets(asked.span):
            return Refusal("stood_in_already", FORBIDS, {"person": name, "post": asked.post})
    return None


def may_link(*, login: str, exists: bool, taken_by: str, is_own: bool, has_one: bool) -> Verdict:
    """May the account become this person's? Whoever signs in with it gets the person's rights."""
    return Verdict.of([
        Refusal("for_oneself", FORBIDS) if is_own else None,
        None if exists else Refusal("no_such_account", FORBIDS, {"login": login}),
        Refusal("account_taken", FORBIDS, {"login": login, "person": taken_by}) if taken_by else None,
        Refusal("has_an_account", FORBIDS) if has_one else None,
    ])  # fmt: skip
