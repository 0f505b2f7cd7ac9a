"""However people are appointed, moved, released, sent on leave and replaced: no post is ever held beyond the table, and
everybody's rights on any day are what a naive model says. Nizom 3.1, 4.1, 4.2.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from javon.centre.organisation.actions.absences import (
    cancel_absence,
    cancel_substitution,
    record_absence,
    substitute,
)
from javon.centre.organisation.actions.appointments import appoint, end_appointment, move, release
from javon.centre.organisation.models import Absence, Appointment, Person, Substitution
from javon.centre.organisation.queries import rights_of
from javon.centre.organisation.tests.characters import a_centre, a_grant, a_person, a_post, a_table
from javon.core.access import machine
from javon.core.verdict import Refused

FIRST, DAYS = date(2026, 2, 1), 24
BY = machine("test")
day_numbers = st.integers(0, DAYS - 1)
TABLE = {"head": (1, 4), "librarian": (2, 2)}


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


@dataclass
class Held:
    """A naive appointment: on which days who holds which post at how much."""

    person: int
    post: str
    quarters: int
    days: set[int]
    stand_ins: list[tuple[int, set[int], object]]  # substitute, days, key of the absence


class Employment(RuleBasedStateMachine):
    """The real thing beside a model made of plain sets of days (an open end is the end of the window)."""

    def __init__(self) -> None:
        super().__init__()
        self.undone = transaction.atomic()  # each run leaves the database as it found it
        self.undone.__enter__()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    @initialize()
    def house(self) -> None:
        self.posts = {code: a_post(code, kind="head" if code == "head" else "librarian") for code in TABLE}
        a_table({post: TABLE[code] for code, post in self.posts.items()})
        for code, post in self.posts.items():
            a_grant(f"right.{code}", post)
        self.people = [a_person(f"Xodim{number}", centre=a_centre()) for number in range(4)]
        self.held: dict[object, Held] = {}
        self.away: dict[object, tuple[int, set[int]]] = {}
        self.left: dict[int, int] = {}

    def _pick(self, rows: list, number: int):
        return rows[number % len(rows)] if rows else None

    def _forget_after(self, held: Held, last: int) -> None:
        held.days = {one for one in held.days if one <= last}
        held.stand_ins = [(who, {d for d in days if d <= last}, key) for who, days, key in held.stand_ins]

    @rule(
        who=st.integers(0, 3),
        code=st.sampled_from(sorted(TABLE)),
        quarters=st.integers(1, 4),
        first=day_numbers,
        length=st.one_of(st.none(), st.integers(1, 12)),
    )
    def appointing(self, who, code, quarters, first, length) -> None:
        last = None if length is None else day(first + length - 1)
        person = Person.objects.get(pk=self.people[who].pk)
        try:
            row = appoint(
                by=BY,
                person=person,
                post=self.posts[code],
                quarters=quarters,
                from_day=day(first),
                last_day=last,
            )
        except Refused:
            return
        end = DAYS if length is None else first + length
        self.held[row.pk] = Held(who, code, quarters, set(range(first, min(end, DAYS))), [])
        if self.left.get(who, DAYS) < first:
            del self.left[who]

    @rule(number=st.integers(0, 9), last=day_numbers)
    def ending(self, number, last) -> None:
        row = self._pick(list(Appointment.objects.order_by("pk")), number)
        if row is None:
            return
        try:
            end_appointment(by=BY, appointment=row, last_day=day(last))
        except Refused:
            return
        self._forget_after(self.held[row.pk], last)

    @rule(number=st.integers(0, 9), code=st.sampled_from(sorted(TABLE)), first=st.integers(1, DAYS - 1))
    def moving(self, number, code, first) -> None:
        row = self._pick(list(Appointment.objects.order_by("pk")), number)
        if row is None:
            return
        until = row.valid_to
        try:
            new = move(
                by=BY, appointment=row, post=self.posts[code], quarters=row.quarters, from_day=day(first)
            )
        except Refused:
            return
        old = self.held[row.pk]
        self._forget_after(old, first - 1)
        end = DAYS if until is None else (until - FIRST).days + 1
        self.held[new.pk] = Held(old.person, code, row.quarters, set(range(first, min(end, DAYS))), [])
        if self.left.get(old.person, DAYS) < first:
            del self.left[old.person]

    @rule(who=st.integers(0, 3), last=day_numbers)
    def releasing(self, who, last) -> None:
        try:
            release(by=BY, person=self.people[who], last_day=day(last))
        except Refused:
            return
        self.left[who] = last
        for held in self.held.values():
            if held.person == who:
                self._forget_after(held, last)
            held.stand_ins = [
                (sub, {d for d in days if d <= last} if sub == who else days, key)
                for sub, days, key in held.stand_ins
            ]
        self.away = {
            key: (person, {d for d in days if d <= last} if person == who else days)
            for key, (person, days) in self.away.items()
        }

    @rule(who=st.integers(0, 3), first=day_numbers, length=st.integers(1, 8))
    def falling_ill(self, who, first, length) -> None:
        days = set(range(first, first + length))
        try:
            row = record_absence(
                by=BY,
                person=self.people[who],
                kind="sick",
                first_day=day(first),
                last_day=day(first + length - 1),
            )
        except Refused:
            return
        self.away[row.pk] = (who, days)
        for held in self.held.values():
            held.stand_ins = [
                (sub, {d for d in kept if d < first} if sub == who and kept & days else kept, key)
                for sub, kept, key in held.stand_ins
            ]

    @rule(number=st.integers(0, 9))
    def being_well_again(self, number) -> None:
        row = self._pick(list(Absence.objects.order_by("pk")), number)
        if row is None:
            return
        try:
            cancel_absence(by=BY, absence=row)
        except Refused:
            return
        self.away.pop(row.pk)
        for held in self.held.values():
            held.stand_ins = [one for one in held.stand_ins if one[2] != row.pk]

    @rule(number=st.integers(0, 9), which=st.integers(0, 3), who=st.integers(0, 3))
    def standing_in(self, number, which, who) -> None:
        absence = self._pick(list(Absence.objects.filter(is_cancelled=False).order_by("pk")), number)
        row = (
            self._pick(list(Appointment.objects.filter(person=absence.person).order_by("pk")), which)
            if absence
            else None
        )
        if row is None:
            return
        person = Person.objects.get(pk=self.people[who].pk)
        try:
            substitute(by=BY, absence=absence, appointment=row, person=person)
        except Refused:
            return
        first, last = (absence.first_day - FIRST).days, (absence.last_day - FIRST).days
        self.held[row.pk].stand_ins.append((who, set(range(first, last + 1)), absence.pk))

    @rule(number=st.integers(0, 9))
    def standing_in_no_more(self, number) -> None:
        row = self._pick(list(Substitution.objects.filter(is_cancelled=False).order_by("pk")), number)
        if row is None:
            return
        cancel_substitution(by=BY, substitution=row)
        held = self.held[row.appointment_id]
        first = (row.first_day - FIRST).days
        who = next(index for index, person in enumerate(self.people) if person.pk == row.substitute_id)
        held.stand_ins = [
            one for one in held.stand_ins
            if not (one[0] == who and one[2] == row.absence_id and one[1] and min(one[1]) == first)
        ]  # fmt: skip

    @invariant()
    def no_post_is_held_beyond_the_table(self) -> None:
        if not hasattr(self, "posts"):
            return
        rows = list(Appointment.objects.all())
        for code, post in self.posts.items():
            positions, quarters = TABLE[code]
            for number in range(DAYS):
                taken = sum(
                    row.quarters for row in rows
                    if row.post_id == post.pk and row.valid_from <= day(number) and (row.valid_to is None or day(number) <= row.valid_to)
                )  # fmt: skip
                assert taken <= positions * quarters

    @invariant()
    def everybody_has_the_rights_of_the_naive_model(self) -> None:
        if not hasattr(self, "posts"):
            return
        for number in (0, DAYS // 2, DAYS - 1):
            for who, person in enumerate(self.people):
                gone = self.left.get(who, DAYS) < number
                expected = {
                    f"right.{held.post}"
                    for held in self.held.values()
                    if not gone
                    and ((held.person == who and number in held.days)
                         or any(sub == who and number in days for sub, days, _key in held.stand_ins))
                }  # fmt: skip
                assert rights_of(Person.objects.get(pk=person.pk), day(number)) == expected


@pytest.mark.django_db
def test_no_way_of_employing_people_breaks_the_table_or_the_rights() -> None:
    run_state_machine_as_test(
        Employment,
        settings=settings(
            max_examples=12, stateful_step_count=18, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
