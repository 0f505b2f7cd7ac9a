"""The readers of the demo library: households of an invented district, in both scripts, as a register of years has them.

Two in five are children; one in twelve has not come this year; a few are restricted; two pairs look like one person each.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from javon.centre.organisation.models import Centre, LocalBody
from javon.config.demo import family_story
from javon.config.demo.words import MEN, SURNAMES, WOMEN
from javon.core import clock
from javon.core.access import machine
from javon.core.uzbek import to_cyrillic
from javon.service.readers import actions, bulk
from javon.service.readers.bulk import Known
from javon.service.readers.models import Block, Reader
from javon.service.readers.rules import ages
from javon.service.readers.rules.registering import GuardianData, ReaderData

READERS = 1200  # at scale 1
CLASS = 25  # pupils of the one class that reads as a whole
YEARS_BACK = 2  # since then the register is kept here; who came earlier was taken over with the first journal
CODES = ("90", "91", "93", "94", "97", "98", "99", "88", "33", "50")
STREETS = "Navoiy Bobur Mustaqillik Guliston Bogʻbon Chinor Yangi Tinchlik Paxtakor Amir_Temur Doʻstlik Istiqlol".split()
LETTERS = "ABV"
WORK = {
    "teacher": ("5-maktab", "12-maktab", "1-maktab"),
    "office": ("Tuman hokimligi", "Tuman soliq inspeksiyasi", "Xalq banki"),
    "worker": ("Paxta tozalash zavodi", "Gʻisht zavodi"),
    "researcher": ("Andijon davlat universiteti",),
    "entrepreneur": ("Oilaviy korxona",),
}
GROWN_UPS = ("teacher", "teacher", "teacher", "office", "office", "housewife", "housewife", "housewife", "worker", "farmer",
             "entrepreneur", "unemployed", "researcher", "other")  # fmt: skip
REASONS = (
    "Kitobni uch marta kechiktirib qaytardi",
    "Yoʻqotilgan kitob oʻrni qoplanmagan",
    "Kitobga ziyon yetkazgan",
)


def settle(centre: Centre, today: date, scale: float, seed: int) -> list[Reader]:
    """The whole register, the restrictions last; the same seed gives the same people, moved to today."""
    chance = random.Random(seed * 7919)
    family = family_story.household(centre, today)
    people = _people(centre, today, chance, first=len(family))
    known = [
        *family,
        *_once_more(list(itertools.islice(people, max(12, round(READERS * scale)))), today),
        *_a_class(centre, today, chance, max(6, round(CLASS * min(scale, 1)))),
    ]
    known += _groups(centre, today)
    by = machine("javon demo", centre.pk)
    readers = bulk.write(by=by, centre=centre, known=known)
    others = readers[len(family) :]
    for number, reader in enumerate(chance.sample(others[: len(others) // 2], 3)):
        with clock.at(datetime.combine(today - timedelta(days=9 + number), clock.now().timetz())):
            deed = Block.Deed.LOAN if number else Block.Deed.ALL
            until = today + timedelta(days=30 * (number + 1))
            actions.block(by=by, reader=reader, deed=deed, reason=REASONS[number], ends_on=until)
    return readers


def _people(centre: Centre, today: date, chance: random.Random, *, first: int) -> Iterator[Known]:
    """Household after household: who answers stands before the children, so that they can point at them.

    `first` is the place that the first of them has in the whole list."""
    mahallas = list(LocalBody.objects.filter(centre=centre, kind=LocalBody.Kind.MAHALLA).order_by("name"))
    schools = list(LocalBody.objects.filter(centre=centre, kind=LocalBody.Kind.SCHOOL).order_by("name"))
    place = first
    while True:
        for one in _household(today, chance, mahallas, schools, place):
            yield one
            place += 1


def _household(
    today: date, chance: random.Random, mahallas: list[LocalBody], schools: list[LocalBody], place: int
) -> Iterator[Known]:
    surname = chance.choice(SURNAMES)
    mahalla = chance.choice(mahallas) if mahallas else None
    school = chance.choice(schools) if schools else None
    address = f"{chance.choice(STREETS).replace('_', ' ')} koʻchasi, {chance.randint(1, 140)}-uy"
    home: dict[str, Any] = {"mahalla_id": mahalla.pk if mahalla else None, "address": address}
    old = chance.random() < 0.16
    parent = _grown_up(today, chance, surname, (58, 82) if old else (24, 55), home)
    is_reader = old or chance.random() < 0.62
    if is_reader:
        yield Known(parent, _days(today, chance, parent))
    if old:
        return
    mother = GuardianData(
        name=f"{parent.surname} {parent.given_name}",
        phone=parent.phone or "",
        relation="mother" if parent.sex == "female" else "father",
    )
    for _number in range(chance.choice((0, 1, 1, 2)) if is_reader else chance.choice((1, 1, 2))):
        child = _child(today, chance, surname, parent, home, school)
        needs = ages.needs_guardian(ages.age_on(child.birth_date, today))
        family = place if is_reader and needs else None
        yield Known(child, _days(today, chance, child), mother if needs else None, family)


def _grown_up(
    today: date, chance: random.Random, surname: str, span: tuple[int, int], home: dict[str, Any]
) -> ReaderData:
    woman = chance.random() < 0.64
    born = _birth_date(today, chance, *span)
    age = ages.age_on(born, today) or 0
    category = "pensioner" if age > 59 else chance.choice(GROWN_UPS)
    if category == "housewife" and not woman:
        category = "farmer"
    father = chance.choice(MEN)
    data = ReaderData(
        surname=f"{surname}a" if woman else surname,
        given_name=chance.choice(WOMEN if woman else MEN),
        patronymic=_patronymic(chance, father, woman, age),
        birth_date=born,
        sex="female" if woman else "male",
        category=category,
        workplace=chance.choice(WORK[category]) if category in WORK else "",
        phone=_phone(chance),
        **home,
    )
    return _in_cyrillic(data) if age > 44 and chance.random() < 0.35 else data


def _child(
    today: date,
    chance: random.Random,
    surname: str,
    parent: ReaderData,
    home: dict[str, Any],
    school: LocalBody | None,
) -> ReaderData:
    girl = chance.random() < 0.56
    born = _birth_date(today, chance, 4, 22)
    school_year = today.year if today.month >= 9 else today.year - 1
    grade: int | None = school_year - born.year - 6
    age = ages.age_on(born, today) or 0
    if grade is not None and grade > 11:
        category, grade = chance.choice(("student", "student", "college", "applicant", "unemployed")), None
    elif grade is not None and grade < 1:
        category, grade = "preschool", None
    else:
        category = "pupil"
    father = parent.given_name if parent.sex == "male" else chance.choice(MEN)
    return ReaderData(
        surname=f"{surname}a" if girl else surname,
        given_name=chance.choice(WOMEN if girl else MEN),
        patronymic=_patronymic(chance, father, girl, age),
        birth_date=born,
        sex="female" if girl else "male",
        category=category,
        school_id=school.pk if school and category == "pupil" else None,
        grade=grade,
        class_letter=chance.choice(LETTERS) if grade else "",
        phone="" if ages.needs_guardian(age) else _phone(chance),
        **home,
    )


def _patronymic(chance: random.Random, father: str, woman: bool, age: int) -> str:
    if chance.random() < 0.14:
        return ""
    if age > 35 and chance.random() < 0.7:
        return f"{father}ovna" if woman else f"{father}ovich"
    return f"{father} qizi" if woman else f"{father} oʻgʻli"


def _in_cyrillic(data: ReaderData) -> ReaderData:
    return replace(
        data,
        surname=to_cyrillic(data.surname),
        given_name=to_cyrillic(data.given_name),
        patronymic=to_cyrillic(data.patronymic),
    )


def _phone(chance: random.Random) -> str:
    return f"998{chance.choice(CODES)}{chance.randint(1_000_000, 9_999_999)}"


def _birth_date(today: date, chance: random.Random, youngest: int, eldest: int) -> date:
    return today - timedelta(days=chance.randint(youngest * 365 + 20, eldest * 365))


def _days(today: date, chance: random.Random, data: ReaderData) -> tuple[date, ...]:
    """The day of each year on which this reader was registered; one in twelve has not come this year."""
    first_year = chance.choice((today.year - YEARS_BACK, today.year - YEARS_BACK, today.year - 1, today.year))
    years = list(range(first_year, today.year + 1))
    if len(years) > 1 and chance.random() < 0.14:
        years.pop()
    born = data.birth_date or today
    days = (_day_of(year, today, chance, is_first=at == 0) for at, year in enumerate(years))
    return tuple(day for day in days if day > born) or (today,)


def _day_of(year: int, today: date, chance: random.Random, *, is_first: bool) -> date:
    """New readers come all the year, known ones mostly in January to March and in September."""
    last = (min(today, date(year, 12, 31)) - date(year, 1, 1)).days
    span = last if is_first or chance.random() < 0.3 else min(last, 89)
    return date(year, 1, 1) + timedelta(days=chance.randint(0, max(span, 0)))


def _once_more(known: list[Known], today: date) -> list[Known]:
    """Three who seem to be registered twice: one in the other script, two with day and month swapped."""
    children = [
        one
        for one in known
        if one.data.category == "pupil" and one.data.birth_date and 2 < one.data.birth_date.day < 13
    ]
    again = []
    for place, one in enumerate(children[:3]):
        data = one.data
        born = data.birth_date
        assert born is not None
        if place:
            data = replace(data, birth_date=born.replace(month=born.day, day=born.month), patronymic="")
        else:
            data = _in_cyrillic(data)
        again.append(replace(one, data=data, registered=(today - timedelta(days=3 + place),), family=None))
    return known + again


def _a_class(centre: Centre, today: date, chance: random.Random, pupils: int) -> list[Known]:
    """5-«B» of the fifth school: came with the teacher last year; half of it has not come this year yet."""
    school = LocalBody.objects.filter(
        centre=centre, kind=LocalBody.Kind.SCHOOL, name__startswith="5-"
    ).first()
    if school is None:
        return []
    home = {"mahalla_id": school.mahalla_id, "address": ""}
    born = (today.year if today.month >= 9 else today.year - 1) - 11
    came, again = date(today.year - 1, 10, 7), max(date(today.year, 1, 1), today - timedelta(days=40))
    known = []
    for place in range(pupils):
        surname = chance.choice(SURNAMES)
        parent = _grown_up(today, chance, surname, (30, 42), home)
        child = replace(
            _child(today, chance, surname, parent, home, school),
            birth_date=date(born, chance.randint(1, 12), chance.randint(1, 28)),
            category="pupil",
            school_id=school.pk,
            grade=5,
            class_letter="B",
            phone="",
        )
        mother = GuardianData(
            name=f"{parent.surname} {parent.given_name}", phone=parent.phone, relation="mother"
        )
        known.append(Known(child, (came, again) if place % 2 else (came,), mother))
    return known


def _groups(centre: Centre, today: date) -> list[Known]:
    """A class, a mahalla and a kindergarten that borrow together."""
    begun = (max(date(today.year, 1, 1), today - timedelta(days=60)),)
    wanted = (
        (LocalBody.Kind.SCHOOL, "{name}, 3-«A» sinf", "pupil", 26, "Xolmatova Zulfiya"),
        (LocalBody.Kind.MAHALLA, "{name} kitobxonlari", "other", 40, "Sodiqov Anvar"),
        (LocalBody.Kind.KINDERGARTEN, "{name}", "preschool", 32, "Rasulova Oydin"),
    )
    groups = []
    for number, (kind, name, category, heads, answers) in enumerate(wanted):
        body = LocalBody.objects.filter(centre=centre, kind=kind).order_by("name").first()
        if body is None:
            continue
        data = ReaderData(
            surname=name.format(name=body.name),
            kind="collective",
            category=category,
            school_id=None if kind == LocalBody.Kind.MAHALLA else body.pk,
            mahalla_id=body.pk if kind == LocalBody.Kind.MAHALLA else body.mahalla_id,
            head_count=heads,
        )
        phone = f"99890{7_654_321 + number}"
        groups.append(Known(data, begun, GuardianData(name=answers, phone=phone)))
    return groups
