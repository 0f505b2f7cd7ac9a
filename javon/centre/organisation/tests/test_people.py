"""People: who may be appointed to what, who may be away, who may stand in, what ends when somebody leaves."""

from __future__ import annotations

import threading
from datetime import date, time, timedelta

import pytest
from django.db import connection

from javon.centre.organisation import jobs, rights
from javon.centre.organisation.actions.absences import (
    cancel_absence,
    cancel_substitution,
    record_absence,
    substitute,
)
from javon.centre.organisation.actions.appointments import (
    appoint,
    end_access_of_leavers,
    end_appointment,
    move,
    release,
)
from javon.centre.organisation.actions.people import (
    correct_person,
    link_account,
    register_person,
    unlink_account,
)
from javon.centre.organisation.models import Absence, Appointment, DutyShift, Person, Post, Substitution
from javon.centre.organisation.queries import rights_of
from javon.centre.organisation.rules import people as rules
from javon.centre.organisation.rules.spans import Span
from javon.centre.organisation.rules.staffing import Held
from javon.centre.organisation.tests.characters import (
    a_centre,
    a_grant,
    a_person,
    a_post,
    a_service_point,
    a_table,
    an_appointment,
    an_employee,
    the_actor,
)
from javon.core import clock
from javon.core.access import VISITOR, machine
from javon.core.accounts.tests.characters import an_account
from javon.core.audit.models import Entry
from javon.core.database.fields import uuid7
from javon.core.verdict import Refused

JAN, FEB, MAR = date(2026, 1, 12), date(2026, 2, 2), date(2026, 3, 2)


def codes_of(deed) -> tuple[str, ...]:
    with pytest.raises(Refused) as refused:
        deed()
    return refused.value.verdict.codes


# --- rules, as tables a librarian can read ------------------------------------------------------------------


def an_asking(**given) -> rules.Appointing:
    return rules.Appointing(
        **{"person": "Gulnoza", "post": "Kutubxonachi", "span": Span(FEB), "quarters": 4, **given}
    )


FIVE = (rules.Approved(Span(JAN), 20),)


@pytest.mark.parametrize(
    ("given", "codes"),
    [
        ({"approved": FIVE}, ()),
        ({"approved": FIVE, "on_post": (Held(Span(JAN), 16),)}, ()),
        ({"approved": FIVE, "on_post": (Held(Span(JAN), 17),)}, ("beyond_approved",)),
        # a day far inside the range counts as much as the first
        ({"approved": FIVE, "on_post": (Held(Span(MAR, MAR), 20),)}, ("beyond_approved",)),
        ({"approved": (rules.Approved(Span(JAN, date(2026, 2, 28)), 20), rules.Approved(Span(date(2026, 3, 1)), 0))},
         ("beyond_approved",)),
        ({"approved": FIVE, "span": Span(date(2020, 1, 1), date(2020, 2, 1)), "on_post": (Held(Span(None), 20),)}, ()),
        ({"approved": (rules.Approved(Span(JAN), 0),), "is_limited": False}, ()),
        ({"quarters": 0}, ("rate_unreal",)),
        ({"quarters": 7}, ("rate_unreal", "overloaded")),
        ({"of_person": (Held(Span(JAN), 2),)}, ()),
        ({"of_person": (Held(Span(JAN), 3),)}, ("overloaded",)),
        ({"of_person": (Held(Span(JAN, date(2026, 2, 1)), 6),)}, ()),
        ({"same": (Span(JAN),)}, ("holds_it_already",)),
        ({"same": (Span(JAN, date(2026, 2, 1)),)}, ()),
        ({"post_span": Span(MAR)}, ("post_not_there",)),
        ({"by_oneself": True}, ("for_oneself",)),
        ({"span": Span(FEB, JAN)}, ("ends_before_it_begins",)),
    ],
)  # fmt: skip
def test_who_may_be_appointed(given, codes) -> None:
    assert rules.may_appoint(an_asking(**given)).codes == codes


def test_the_refusal_beyond_the_table_names_its_clause() -> None:
    for kind, clause in (("head", "4.1"), ("librarian", "4.2"), ("specialist", "3.7")):
        verdict = rules.may_appoint(an_asking(kind=kind, approved=(rules.Approved(Span(JAN), 0),)))
        assert verdict.stops[0].details["clause"] == clause


def a_stand_in(**given) -> rules.StandingIn:
    facts = {
        "substitute": "Barno", "person": "Gulnoza", "post": "Kutubxonachi", "span": Span(FEB, FEB),
        "absence": Span(JAN, MAR), "appointment": Span(JAN),
    }  # fmt: skip
    return rules.StandingIn(**{**facts, **given})


@pytest.mark.parametrize(
    ("given", "codes"),
    [
        ({}, ()),
        ({"is_same_person": True}, ("stands_in_for_oneself",)),
        ({"by_oneself": True}, ("for_oneself",)),
        ({"span": Span(FEB, date(2026, 3, 3))}, ("outside_the_absence",)),
        ({"appointment": Span(MAR)}, ("outside_the_appointment",)),
        ({"substitute_works": Span(None, JAN)}, ("left_by_then",)),
        ({"substitute_away": (Span(FEB, MAR),)}, ("substitute_away",)),
        ({"taken": (("Shahlo", Span(JAN, FEB)),)}, ("stood_in_already",)),
        ({"taken": (("Shahlo", Span(JAN, JAN)),)}, ()),
        ({"span": Span(MAR, FEB)}, ("ends_before_it_begins",)),
    ],
)
def test_who_may_stand_in(given, codes) -> None:
    assert rules.may_stand_in(a_stand_in(**given)).codes == codes


@pytest.mark.parametrize(
    ("given", "codes"),
    [
        ({}, ()),
        ({"others": (Span(MAR, MAR),)}, ()),
        ({"others": (Span(FEB, MAR),)}, ("away_already",)),
        ({"works": Span(None, JAN)}, ("left_by_then",)),
        ({"span": Span(MAR, FEB)}, ("ends_before_it_begins",)),
    ],
)
def test_who_may_be_away(given, codes) -> None:
    assert (
        rules.may_be_away(rules.BeingAway(**{"person": "Gulnoza", "span": Span(FEB, FEB), **given})).codes
        == codes
    )


# --- deeds ------------------------------------------------------------------------------------------------


@pytest.fixture
def director(db):
    a_centre()
    person = an_employee("direktor", rights.MANAGE_STAFF, rights.SEE_STAFF)
    Post.objects.filter(code="post-of-direktor").update(kind=Post.Kind.OBSERVER)
    return the_actor(person)


def test_a_registered_person_is_found_in_any_script_and_not_entered_twice(director) -> None:
    values = {"surname": "Yo'ldosheva", "given_name": "Barno", "patronymic": "", "birth_year": 1981}
    person = register_person(by=director, centre_id=a_centre().pk, values=values, request_id=uuid7())
    assert person.surname == "Yoʻldosheva"
    again = {"surname": "Йўлдошева", "given_name": "Барно"}
    deed = lambda **more: register_person(by=director, centre_id=a_centre().pk, values=again, **more)  # noqa: E731
    assert codes_of(deed) == ("same_name",)
    deed(is_another=True)
    assert Person.objects.filter(search_key__contains="barno").count() == 2


def test_an_impossible_card_is_refused(director) -> None:
    person = a_person()
    for values, code in (
        ({"surname": "", "given_name": "Barno"}, "person_nameless"),
        ({"surname": "Mirzayeva", "given_name": "G", "birth_year": 2020}, "birth_year_unreal"),
    ):
        assert codes_of(lambda values=values: correct_person(by=director, person=person, values=values)) == (
            code,
        )
    person.refresh_from_db()
    assert person.surname == "Mirzayeva"


def test_a_visitor_appoints_nobody(db) -> None:
    assert codes_of(lambda: appoint(by=VISITOR, person=a_person(), post=a_post(), from_day=JAN)) == (
        "no_right",
    )
    assert not Appointment.objects.exists()


def test_an_appointment_is_written_once_with_one_line_in_the_journal(director) -> None:
    given = {"person": a_person(), "post": a_post(), "quarters": 3, "from_day": JAN, "request_id": uuid7()}
    first, second = appoint(by=director, **given), appoint(by=director, **given)
    assert first == second
    assert Entry.objects.filter(verb="appointed").count() == 1


def test_nobody_appoints_oneself_or_takes_an_account(director) -> None:
    me = Person.objects.get(user_id=director.user_id)
    assert codes_of(lambda: appoint(by=director, person=me, post=a_post(), quarters=2, from_day=JAN)) == (
        "for_oneself",
    )
    assert codes_of(lambda: release(by=director, person=me, last_day=JAN)) == ("for_oneself",)
    assert codes_of(lambda: unlink_account(by=director, person=me)) == ("for_oneself",)
    other = a_person()
    login = me.user.username
    assert set(codes_of(lambda: link_account(by=director, person=other, username=login))) == {
        "for_oneself", "account_taken",
    }  # fmt: skip


def test_an_account_belongs_to_one_person(director) -> None:
    person, user = a_person(), an_account("gulnoza")
    assert link_account(by=director, person=person, username="Gulnoza").user == user
    assert codes_of(lambda: link_account(by=director, person=a_person("Boshqa"), username="gulnoza")) == (
        "account_taken",
    )
    assert codes_of(lambda: link_account(by=director, person=a_person("Uchinchi"), username="yoq")) == (
        "no_such_account",
    )
    assert unlink_account(by=director, person=person).user_id is None


def test_more_than_one_and_a_half_rates_needs_the_one_right_and_a_reason(director) -> None:
    person = a_person()
    an_appointment(person, a_post("first"))

    def deed(by, **more):
        return appoint(by=by, person=person, post=a_post("second"), from_day=JAN, quarters=3, **more)

    assert codes_of(lambda: deed(director)) == ("overloaded",)
    assert codes_of(lambda: deed(director, override_reason="yoz")) == ("overloaded",)
    both = the_actor(an_employee("mudir", rights.MANAGE_STAFF, rights.ALLOW_OVERLOAD))
    assert codes_of(lambda: deed(both)) == ("overloaded",)
    deed(both, override_reason="Hamkasb tugʻruq taʼtilida")
    assert Entry.objects.get(verb="appointed").overruled == ["overloaded"]


def test_moving_ends_the_one_and_begins_the_other_or_does_neither(director) -> None:
    person = a_person()
    old = an_appointment(person, a_post("old"))
    a_table({a_post("old"): (1, 4), a_post("full"): (1, 4), a_post("free"): (1, 4)})
    an_appointment(a_person("Boshqa"), a_post("full"))
    assert codes_of(lambda: move(by=director, appointment=old, post=a_post("full"), from_day=FEB)) == (
        "beyond_approved",
    )
    old.refresh_from_db()
    assert old.valid_to is None
    new = move(by=director, appointment=old, post=a_post("free"), from_day=FEB)
    old.refresh_from_db()
    assert (old.valid_to, new.valid_from) == (date(2026, 2, 1), FEB)


def test_an_appointment_that_never_began_is_taken_out(director) -> None:
    later = an_appointment(a_person(), valid_from=MAR)
    end_appointment(by=director, appointment=later, last_day=FEB)
    assert not Appointment.objects.filter(pk=later.pk).exists()


# --- leaving ----------------------------------------------------------------------------------------------


def test_leaving_ends_posts_standing_in_and_access_that_same_minute(director) -> None:
    today = clock.today()
    person = an_employee("gulnoza", rights.SEE_STAFF)
    absent = a_person("Boshqa")
    row = an_appointment(absent)
    absence = Absence.objects.create(person=absent, kind="leave", first_day=today, last_day=date(2030, 1, 1))
    stands_in = Substitution.objects.create(
        appointment=row, substitute=person, absence=absence, first_day=today, last_day=date(2030, 1, 1)
    )
    assert rights_of(person, today)
    release(by=director, person=person, last_day=today, note="Oʻz arizasi bilan")
    person.refresh_from_db()
    person.user.refresh_from_db()
    stands_in.refresh_from_db()
    assert not person.user.is_active
    assert person.left_on == today
    assert stands_in.last_day == today
    assert person.appointments.get().valid_to == today
    assert rights_of(person, date(2030, 1, 1)) == frozenset()
    assert codes_of(lambda: release(by=director, person=person, last_day=today)) == ("left_already",)


def test_a_leavers_shifts_after_the_last_day_are_off_the_roster(director) -> None:
    person, point = an_employee("gulnoza", rights.SEE_STAFF), a_service_point()
    for day in (FEB, FEB + timedelta(days=1)):
        DutyShift.objects.create(person=person, point=point, day=day, starts_at=time(9), ends_at=time(18))
    release(by=director, person=person, last_day=FEB, today=JAN)
    assert list(DutyShift.objects.values_list("day", flat=True)) == [FEB]


def test_a_leaver_of_tomorrow_keeps_access_until_the_job_comes(director) -> None:
    person = an_employee("gulnoza", rights.SEE_STAFF)
    release(by=director, person=person, last_day=FEB, today=JAN)
    assert end_access_of_leavers(by=machine("job"), today=FEB) == 0
    person.user.refresh_from_db()
    assert person.user.is_active
    assert end_access_of_leavers(by=machine("job"), today=date(2026, 2, 3)) == 1
    person.user.refresh_from_db()
    assert not person.user.is_active
    assert end_access_of_leavers(by=machine("job"), today=date(2026, 2, 3)) == 0
    assert jobs.end_access_of_leavers() == 0


def test_who_comes_back_is_here_again(director) -> None:
    person = a_person(left_on=JAN)
    appoint(by=director, person=person, post=a_post(), from_day=FEB)
    person.refresh_from_db()
    assert person.left_on is None


# --- standing in ------------------------------------------------------------------------------------------


def test_the_substitute_has_the_rights_on_those_days_and_no_others(director) -> None:
    absent, stands_in = a_person("Mirzayeva"), a_person("Yoʻldosheva", "Barno")
    row = an_appointment(absent, a_post("librarian-children"))
    an_appointment(stands_in, a_post("librarian-lending"))
    a_grant("loans.lend", a_post("librarian-children"), valid_from=date(2024, 1, 9))
    absence = record_absence(by=director, person=absent, kind="leave", first_day=JAN, last_day=FEB)
    substitution = substitute(by=director, absence=absence, appointment=row, person=stands_in)
    held = {
        day: "loans.lend" in rights_of(stands_in, day)
        for day in (date(2026, 1, 11), JAN, FEB, date(2026, 2, 3))
    }
    assert list(held.values()) == [False, True, True, False]
    cancel_substitution(by=director, substitution=substitution)
    assert "loans.lend" not in rights_of(stands_in, JAN)


def test_an_absence_taken_back_takes_standing_in_with_it(director) -> None:
    absent, stands_in = a_person("Mirzayeva"), a_person("Yoʻldosheva", "Barno")
    row = an_appointment(absent)
    absence = record_absence(by=director, person=absent, kind="sick", first_day=JAN, last_day=FEB)
    substitute(by=director, absence=absence, appointment=row, person=stands_in)
    cancel_absence(by=director, absence=absence)
    assert Substitution.objects.get().is_cancelled
    assert codes_of(lambda: cancel_absence(by=director, absence=absence)) == ("no_such_absence",)
    record_absence(by=director, person=absent, kind="sick", first_day=JAN, last_day=FEB)


def test_a_substitute_who_falls_ill_stops_standing_in(director) -> None:
    absent, stands_in = a_person("Mirzayeva"), a_person("Yoʻldosheva", "Barno")
    row = an_appointment(absent)
    absence = record_absence(by=director, person=absent, kind="leave", first_day=JAN, last_day=MAR)
    substitute(by=director, absence=absence, appointment=row, person=stands_in)
    record_absence(by=director, person=stands_in, kind="sick", first_day=FEB, last_day=FEB)
    assert Substitution.objects.get().last_day == date(2026, 2, 1)


# --- the last free rate -----------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_two_appointments_to_the_last_free_rate_at_once_and_one_wins() -> None:
    by = machine("test", a_centre().pk)
    post = a_post()
    a_table({post: (1, 4)})
    people = [a_person("Mirzayeva"), a_person("Yoʻldosheva", "Barno")]
    begun, answers = threading.Barrier(2), []

    def attempt(person: Person) -> None:
        begun.wait()
        try:
            appoint(by=by, person=person, post=post, from_day=FEB)
            answers.append("appointed")
        except Refused as refused:
            answers.append(refused.verdict.codes[0])
        finally:
            connection.close()

    threads = [threading.Thread(target=attempt, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == ["appointed", "beyond_approved"]
    assert Appointment.objects.count() == 1
