"""Borrowers and loans that tests play with."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count
from typing import Any

from javon.centre.organisation.models import Person
from javon.centre.organisation.tests.characters import a_centre, an_employee, the_actor
from javon.collection.catalogue.models import Title
from javon.collection.stock.models import Copy
from javon.core import clock
from javon.core.access import Actor, machine
from javon.service.lending import rights
from javon.service.lending.actions import holds
from javon.service.lending.actions.desk import lend
from javon.service.lending.actions.terms import put_standard_terms
from javon.service.lending.answers import Answer
from javon.service.lending.models import Hold, TermsSet
from javon.service.readers import names
from javon.service.readers import rights as reader_rights
from javon.service.readers.models import Card, Category, Guardianship, Reader, Registration
from javon.service.readers.phones import phone_key

_numbers = count(1)


def the_terms() -> TermsSet:
    """The terms in force: the standard ones, put there when missing."""
    put_standard_terms(by=machine("test", a_centre().pk), centre=a_centre())
    return TermsSet.objects.exclude(state="draft").get()


def a_borrower(**deviations: Any) -> Reader:
    """A grown reader with a card, registered this year, at a centre that lends."""
    the_terms()
    today = clock.today()
    number = next(_numbers)
    registered = deviations.pop("registered", True)
    given = {
        "centre": a_centre(),
        "number": number,
        "surname": "Karimova",
        "given_name": "Nargiza",
        "birth_date": date(1990, 5, 5),
        "sex": "female",
        "category": Category.OFFICE,
        "registered_on": today - timedelta(days=400),
        "created_at": clock.now(),
    }
    told = {**given, **deviations}
    told["search_key"] = names.search_key(str(told["surname"]), str(told["given_name"]))
    told["given_key"] = names.name_key(str(told["given_name"]))
    told["phone_key"] = phone_key(str(told.get("phone", "")))
    reader = Reader.objects.create(**told)
    Card.objects.create(centre=a_centre(), reader=reader, number=number, issued_on=reader.registered_on)
    # Tests lend as of some weeks ago: around New Year that is another year, and who stands here is of both.
    near = (timedelta(days=days) for days in (-60, 0, 20))
    for year in sorted({(today + one).year for one in near} if registered else ()):
        Registration.objects.create(
            centre=a_centre(),
            reader=reader,
            year=year,
            number=number,
            kind=Registration.Kind.AGAIN,
            registered_on=today,
            entered_at=clock.now(),
            category=reader.category,
        )
    return reader


def a_child(age: int = 11, **deviations: Any) -> Reader:
    """A pupil whose mother answers for her."""
    today = clock.today()
    given = {
        "surname": "Karimova",
        "given_name": "Dilnoza",
        "birth_date": date(today.year - age, 1, 1),
        "category": Category.PUPIL,
        "grade": 5,
        "class_letter": "B",
    }
    child = a_borrower(**{**given, **deviations})
    Guardianship.objects.create(
        reader=child, relation="mother", name="Nargiza Karimova", phone="998901234567", since=today
    )
    return child


def a_desk_librarian(username: str = "kutubxonachi1", *more: Any) -> Person:
    """Lends and registers; overrules nothing."""
    held = (
        rights.LEND,
        rights.HOLD,
        rights.SEE_OVERDUE,
        reader_rights.SEE_READERS,
        reader_rights.REGISTER_READERS,
        *more,
    )
    return an_employee(username, *held)


def a_head(username: str = "rahbar") -> Person:
    """May overrule and undo the deeds of others."""
    return a_desk_librarian(
        username, rights.OVERRULE, rights.UNDO_OF_OTHERS, rights.SET_TERMS, rights.PIN_HOLD
    )


def at_the_desk() -> Actor:
    """The actor of a librarian at the desk."""
    return the_actor(a_desk_librarian())


def a_loan(copy: Copy, reader: Reader, **given: Any) -> Answer:
    """Lent by the machine: nothing but the rules stands in its way."""
    return lend(by=machine("test", copy.centre_id), copy=copy, reader=reader, **given)


def a_hold(reader: Reader, title: Title | None = None, **given: Any) -> Hold:
    """Reserved by the machine: nothing but the rules stands in its way."""
    titles = [title] if title is not None else []
    return holds.place(by=machine("test", reader.centre_id), reader=reader, titles=titles, **given)
