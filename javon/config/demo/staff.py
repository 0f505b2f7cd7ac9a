"""The people of the demo library: invented, each with an account, a post, a place on the roster and a past."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.contrib.auth.hashers import make_password

from javon.centre.organisation import queries as organisation
from javon.centre.organisation.actions import absences, appointments, directory, people, roster, topics
from javon.centre.organisation.models import (
    Absence,
    Appointment,
    Centre,
    LocalBody,
    Person,
    Post,
    ServicePoint,
    Unit,
)
from javon.centre.organisation.standard import directory as district
from javon.centre.organisation.standard import units as standard_units
from javon.core import clock
from javon.core.access import Actor, machine
from javon.core.accounts import actions as accounts
from javon.core.accounts.models import Pin, SignInLink, User
from javon.core.days import next_open_day
from javon.core.verdict import Refused

SINCE = date(2024, 8, 7)  # the day of the Regulation: from it the staffing table is in force
FIRST_MORNING = datetime.combine(SINCE, time(9), clock.TASHKENT)


@dataclass(frozen=True, slots=True)
class Employee:
    """Somebody of the demo: login, name, post, and what the staff card asks for."""

    login: str
    surname: str
    given_name: str
    patronymic: str
    post: str
    sex: str
    birth_year: int
    education: str
    library_since: int
    computer_skill: str
    quarters: int = 4
    point: str = ""  # code of the service point where the roster puts them


EMPLOYEES = (
    Employee("direktor", "Rahimova", "Mavluda", "Anvarovna", "director", "female", 1969, "higher_library", 1993, "confident"),
    Employee("rahbar", "Ergasheva", "Nodira", "Hamidovna", "head", "female", 1973, "higher_library", 1997, "confident", point="ABONEMENT"),
    Employee("kutubxonachi1", "Mirzayeva", "Gulnoza", "Baxtiyorovna", "librarian-lending", "female", 1979, "secondary_library", 2001, "basic", point="ABONEMENT"),
    Employee("kutubxonachi2", "Toʻrayeva", "Shahlo", "Ilhomovna", "librarian-reading-room", "female", 1996, "higher", 2019, "advanced", point="OQUVZAL"),
    Employee("kutubxonachi3", "Yoʻldosheva", "Barno", "Alisherovna", "librarian-lending", "female", 1985, "higher_library", 2008, "confident", point="ABONEMENT"),
    Employee("kutubxonachi4", "Sobirova", "Dilfuza", "Rustamovna", "librarian-children", "female", 1988, "secondary_library", 2010, "confident", point="BOLALAR"),
    Employee("kutubxonachi5", "Holiqov", "Jasur", "Tohirovich", "librarian-events", "male", 1994, "higher", 2020, "advanced", point="KOCHMA"),
    Employee("kataloger", "Umarova", "Feruza", "Sodiqovna", "cataloguer", "female", 1982, "higher_library", 2005, "confident"),
    Employee("kuzatuvchi", "Karimov", "Ravshan", "Qodirovich", "observer", "male", 1971, "higher_library", 1995, "confident"),
    Employee("kotib", "Nazarova", "Oygul", "Shavkatovna", "clerk", "female", 1991, "secondary_special", 2015, "confident", quarters=2),
    Employee("bibliografiya", "Saidova", "Lola", "Erkinovna", "head-bibliography", "female", 1977, "higher_library", 2000, "confident"),
    Employee("fond", "Qosimova", "Hilola", "Maʼrufovna", "head-stock", "female", 1975, "higher_library", 1999, "basic"),
    Employee("akt", "Tursunov", "Aziz", "Botirovich", "head-technology", "male", 1990, "higher", 2016, "advanced"),
    Employee("dasturchi", "Olimov", "Sanjar", "Nodirovich", "it-specialist", "male", 1998, "higher", 2022, "advanced"),
)  # fmt: skip
PIN = "4826"


def open_accounts(password: str) -> None:
    """An account for everybody, all with one password and one PIN: hashed once, for hashing is slow on purpose."""
    by, sealed, sealed_pin = machine("javon demo"), make_password(password), make_password(PIN)
    for one in EMPLOYEES:
        name = f"{one.given_name} {one.surname}"
        # `javon init` may have opened the director's account already: its link gives way to the password.
        if User.objects.filter(username=one.login).update(password=sealed, display_name=name):
            SignInLink.objects.filter(user__username=one.login).delete()
            continue
        accounts.create_user(
            by=by, username=one.login, display_name=name, sealed_password=sealed, is_staff=True
        )
    logins = [one.login for one in EMPLOYEES]
    Pin.objects.bulk_create(
        Pin(user=user, sealed=sealed_pin, set_at=clock.now())
        for user in User.objects.filter(username__in=logins)
    )


def appoint_everybody(centre: Centre) -> None:
    """Each employee's card, account and post, since the day of the Regulation or their own first one."""
    by = machine("javon demo", centre.pk)
    posts = {post.code: post for post in Post.objects.filter(centre=centre)}
    for one in EMPLOYEES:
        since = max(SINCE, date(one.library_since, 9, 1))
        first = Person.objects.filter(user__username=one.login).first()
        if first is not None:
            people.correct_person(by=by, person=first, values=_card_of(one))
            first.appointments.update(valid_from=since)
            continue
        person = people.register_person(by=by, centre_id=centre.pk, values=_card_of(one))
        people.link_account(by=by, person=person, username=one.login)
        appointments.appoint(
            by=by, person=person, post=posts[one.post], quarters=one.quarters, from_day=since
        )


def _card_of(one: Employee) -> dict[str, object]:
    began = date(one.library_since, 9, 1)
    return {
        "surname": one.surname, "given_name": one.given_name, "patronymic": one.patronymic, "sex": one.sex,
        "birth_year": one.birth_year, "education": one.education, "computer_skill": one.computer_skill,
        "library_since": began, "working_since": began,
    }  # fmt: skip


def person_with(login: str) -> Person:
    """The employee with this login."""
    return Person.objects.get(user__username=login)


def holder_of(code: str) -> Person:
    """The first who was appointed to the post with this code."""
    return Appointment.objects.select_related("person").filter(post__code=code).earliest("valid_from").person


def acting(person: Person) -> Actor:
    """Who acts when `person` does, with the rights of the day that the clock tells."""
    rights = organisation.rights_of(person, clock.today())
    return Actor(person.user_id, str(person), person.centre_id, rights)


def take_leave(centre: Centre, today: date) -> None:
    """One is on leave this week with a colleague in her stead; one was ill a month ago."""
    by = machine("javon demo", centre.pk)
    away = person_with("kutubxonachi3")
    absence = absences.record_absence(
        by=by,
        person=away,
        kind=Absence.Kind.LEAVE,
        first_day=today - timedelta(days=2),
        last_day=today + timedelta(days=9),
    )
    absences.substitute(
        by=by, absence=absence, appointment=away.appointments.get(), person=person_with("kutubxonachi1")
    )
    ill = person_with("kutubxonachi2")
    absences.record_absence(
        by=by,
        person=ill,
        kind=Absence.Kind.SICK,
        first_day=today - timedelta(days=33),
        last_day=today - timedelta(days=29),
    )


def fill_roster(centre: Centre, today: date) -> None:
    """Three weeks of the roster: the last, this and the next one, mornings and afternoons by turns."""
    by = machine("javon demo", centre.pk)
    points = {point.code: point for point in ServicePoint.objects.filter(centre=centre)}
    monday = today - timedelta(days=today.weekday())
    for week in (-7, 0, 7):
        for number in range(6):
            day = monday + timedelta(days=week + number)
            for place, one in enumerate(one for one in EMPLOYEES if one.point):
                late = (place + number) % 2
                starts, ends = (time(11), time(18)) if late else (time(9), time(16))
                try:
                    roster.put_on_duty(
                        by=by, person=person_with(one.login), point=points[one.point], day=day, starts_at=starts,
                        ends_at=ends, today=today,
                    )  # fmt: skip
                except Refused:
                    continue  # on leave, or the house is closed


def map_the_district(centre: Centre, today: date) -> None:
    """The invented mahallas, schools, kindergartens and enterprises; a few figures of the passport."""
    by = machine("javon demo", centre.pk)
    mahallas: dict[str, LocalBody] = {}
    for one in district():
        body = directory.keep_body(
            by=by, centre=centre, kind=one.kind, name=one.name, name_cyrl=one.name_cyrl,
            mahalla=mahallas.get(one.mahalla), contact_name=one.contact_name, distance_km=one.distance_km,
        )  # fmt: skip
        if one.kind == LocalBody.Kind.MAHALLA:
            mahallas[one.name] = body
    new_year = date(today.year, 1, 1)
    paper = "Tuman statistika boʻlimining maʼlumotnomasi"
    for indicator, value in FIGURES:
        directory.enter_figure(
            by=by,
            centre=centre,
            indicator=indicator,
            value=value,
            as_of=new_year,
            basis_label=paper,
            today=today,
        )
    for number, mahalla in enumerate(mahallas.values()):
        directory.enter_figure(
            by=by, centre=centre, indicator="population", value=2_900 + 137 * (number * 7 % 24), as_of=new_year,
            body=mahalla, basis_label=paper, today=today,
        )  # fmt: skip


# Invented; money in tiyin, areas in square decimetres.
FIGURES: Iterable[tuple[str, int]] = (
    ("population", 108_600), ("households", 24_130), ("villages", 41), ("schools", 30), ("pupils", 21_480),
    ("kindergarten_children", 3_950), ("students", 1_240), ("area_total", 5_4000), ("area_readers", 3_1000),
    ("area_stock", 1_4500), ("seats", 64), ("shelf_metres", 1_180), ("computers", 18), ("computers_readers", 12),
    ("computers_online", 16), ("internet_kbit", 20_000), ("printers", 3), ("income_budget", 48_600_000_000),
    ("income_services", 640_000_000), ("spent_wages", 39_800_000_000), ("spent_stock", 2_150_000_000),
)  # fmt: skip


def tell_topics(centre: Centre) -> None:
    """What each service works on this year: the others have the right to know (Nizom 3.3)."""
    by = machine("javon demo", centre.pk)
    units = {unit.code: unit for unit in Unit.objects.filter(centre=centre)}
    for row in standard_units():
        for topic in row.topics:
            topics.set_topic(by=by, unit=units[row.code], text=topic, from_day=date(clock.today().year, 1, 5))


def open_day(centre: Centre, day: date) -> date:
    """`day`, or the next one on which the house is open."""
    return next_open_day(day, organisation.calendar(centre, day, day + timedelta(days=30)))
