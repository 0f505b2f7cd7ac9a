"""Dilnoza of eleven, her brother Jasur and their mother Nargiza: one family, three cards, the first of the demo.

The mother opens the reader's pages on her phone (K-000001) and sees to the children. Of Dilnoza's three books one is
late, one may be renewed, one is wanted by somebody else; she waits for a fourth. A book waits ready for the mother.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from typing import Any

from javon.centre.organisation.models import Centre, LocalBody
from javon.core.access import reader_actor
from javon.core.days import IsOpen
from javon.service.readers.bulk import Known
from javon.service.readers.models import Reader
from javon.service.readers.rules.registering import GuardianData, ReaderData

SURNAME = "Oripov"  # no other household of the demo has it
MOTHER, DAUGHTER, SON = "Nargiza", "Dilnoza", "Jasur"
# given name → of each book still out, how many days ago it was lent; the last is the one that others want
OUT = {MOTHER: (8, 3), DAUGHTER: (14, 6, 4), SON: (5,)}
READ = {MOTHER: 6, DAUGHTER: 11, SON: 5}  # books that came back this year
KEPT_DAYS = (6, 8, 9, 11)


def household(centre: Centre, today: date) -> list[Known]:
    """The three as the register knows them, the mother first."""
    school = LocalBody.objects.filter(centre=centre, kind=LocalBody.Kind.SCHOOL).order_by("name").first()
    mahalla = LocalBody.objects.filter(centre=centre, kind=LocalBody.Kind.MAHALLA).order_by("name").first()
    home: dict[str, Any] = {
        "mahalla_id": mahalla.pk if mahalla else None,
        "address": "Bogʻbon koʻchasi, 12-uy",
    }
    began = (today.year if today.month >= 9 else today.year - 1) - 6  # when first-graders of today were born
    days = tuple(
        min(today, date(year, 1, 1 if year < today.year else 9))
        for year in range(today.year - 2, today.year + 1)
    )
    mother = ReaderData(
        surname=f"{SURNAME}a", given_name=MOTHER, patronymic="Anvar qizi", birth_date=date(began - 31, 5, 14),
        sex="female", category="office", workplace="Tuman hokimligi", phone="998901234512", **home,
    )  # fmt: skip
    answers = GuardianData(name=f"{SURNAME}a {MOTHER}", phone="998901234512", relation="mother")

    def child(name: str, sex: str, grade: int) -> Known:
        data = ReaderData(
            surname=f"{SURNAME}a" if sex == "female" else SURNAME, given_name=name,
            patronymic="Rustam qizi" if sex == "female" else "Rustam oʻgʻli",
            birth_date=date(began - grade, 3, 21), sex=sex, category="pupil",
            school_id=school.pk if school else None, grade=grade, class_letter="A", **home,
        )  # fmt: skip
        return Known(data, days, answers, 0)

    return [Known(mother, days), child(DAUGHTER, "female", 5), child(SON, "male", 2)]


def members(centre: Centre) -> dict[str, Reader]:
    """Given name → reader."""
    rows = Reader.objects.filter(centre=centre, surname__in=(SURNAME, f"{SURNAME}a"))
    return {one.given_name: one for one in rows}


def loans(family: dict[str, Reader], copies: list[Any], today: date, is_open: IsOpen) -> Iterator[Any]:
    """What the three have and what they brought back this year; `copies` with their titles, each is taken once."""
    from javon.service.lending.bulk import PastLoan

    chance, shelves = random.Random(12), {True: _titles(copies, True), False: _titles(copies, False)}
    for name, reader in family.items():
        works = shelves[name != MOTHER]
        for place, days in enumerate(OUT[name]):
            if works:
                is_wanted = name == DAUGHTER and place == len(OUT[name]) - 1
                work = min(works, key=lambda one: len(works[one])) if is_wanted else next(iter(works))
                yield PastLoan(
                    works.pop(work)[0], reader, _open_before(today - timedelta(days=days), is_open)
                )
    longest = max(26, today.timetuple().tm_yday - 12)
    for name, reader in family.items():
        once = [copy for edition in shelves[name != MOTHER].values() for copy in edition]
        for copy in chance.sample(once, min(READ[name], len(once))):
            shelves[name != MOTHER][copy.title.title_key].remove(copy)
            lent = _open_before(today - timedelta(days=chance.randint(25, longest)), is_open)
            back = _open_before(lent + timedelta(days=chance.choice(KEPT_DAYS)), is_open)
            yield PastLoan(copy, reader, lent, back)


def _titles(copies: list[Any], is_child: bool) -> dict[str, list[Any]]:
    """Work → the copies of one edition that are on the shelf, for a child of six or for grown-ups; the well-known ones
    stand first, no work in two scripts.
    """
    found: dict[str, list[Any]] = {}
    for copy in copies:
        of_child = copy.content_group == "CHI"
        if copy.state == "on_shelf" and of_child == is_child and copy.title.age_mark in ("", "6+"):
            edition = found.setdefault(copy.title.title_key, [])
            if not edition or edition[0].title_id == copy.title_id:
                edition.append(copy)
    return found


def _open_before(day: date, is_open: IsOpen) -> date:
    return next(
        (day - timedelta(days=back) for back in range(14) if is_open(day - timedelta(days=back))), day
    )


def reserve(centre: Centre, today: date) -> None:
    """After the loans: who else wants Dilnoza's book, what she waits for, what waits for her mother."""
    from javon.collection.stock.models import Copy
    from javon.config.demo.holds_story import a_shelf, reserved_for, wanted_by_many
    from javon.config.demo.staff import acting, holder_of
    from javon.service.lending.actions import holds
    from javon.service.lending.models import Channel, Loan
    from javon.service.readers.actions.own import keep_history

    family = members(centre)
    if len(family) < len(OUT):
        return
    by, daughter = acting(holder_of("librarian-lending")), family[DAUGHTER]
    own = reader_actor(daughter.pk, centre_id=centre.pk)
    keep_history(by=own, reader=daughter, is_on=True)
    last = Loan.objects.filter(reader=daughter, state=Loan.State.OPEN).order_by("-lent_on").first()
    if last is not None:
        others = Reader.objects.filter(centre=centre, kind="person", left_on=None).exclude(
            pk__in=[one.pk for one in family.values()]
        )
        title = last.copy.title
        at_hand = Copy.objects.filter(
            title=title, loanable=True, state__in=("on_shelf", "on_display")
        ).count()
        crowd = iter(others.order_by("-number")[:40])
        for _each in range(at_hand + 1):
            reserved_for(by, crowd, title)
    popular = wanted_by_many(centre)
    if popular is not None:
        reserved_for(own, iter([daughter]), popular, channel=Channel.CABINET)
    for title in islice(a_shelf(centre), 3):
        hold = reserved_for(by, iter([family[MOTHER]]), title)
        if hold is None:
            continue
        here = Copy.objects.filter(title=title, service_point=hold.pickup, state="on_shelf", loanable=True)
        if copy := here.first():
            holds.find(by=by, copy=copy, point=copy.service_point)
            return
