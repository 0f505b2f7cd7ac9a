"""A book without a record is lent at once and waits on the cataloguer's list."""

from __future__ import annotations

from uuid import uuid4

import pytest

from javon.centre.organisation.tests.characters import a_centre, a_service_point, the_actor
from javon.collection.catalogue.models import ShortRecord, Title
from javon.collection.catalogue.tests.characters import a_title
from javon.collection.stock.models import Copy
from javon.core.verdict import Refused
from javon.service.lending import rights
from javon.service.lending.actions.uncatalogued import lend_uncatalogued
from javon.service.lending.models import Loan
from javon.service.lending.tests.characters import a_borrower, a_desk_librarian
from javon.service.readers.models import Card

pytestmark = pytest.mark.django_db


@pytest.fixture
def librarian():
    return a_desk_librarian("kutubxonachi1", rights.LEND_UNCATALOGUED)


def _lend(librarian, **given):
    asked = {
        "number": "18 204",
        "name": "Dala kanalida",
        "author": "Abdulla Qahhor",
        "point": a_service_point(),
        **given,
    }
    return lend_uncatalogued(
        by=the_actor(librarian), centre=a_centre(), reader=a_borrower(), request_id=uuid4(), **asked
    )


def test_the_least_is_written_down_and_the_book_goes(librarian):
    answer = _lend(librarian)
    copy = Copy.objects.get()
    assert (copy.inventory_number, copy.state, answer.verb) == ("18 204", "on_loan", "lent")
    assert copy.barcode
    assert ShortRecord.objects.filter(title=copy.title).exists()
    assert Loan.objects.get().copy == copy


def test_a_title_that_is_held_gets_one_copy_more(librarian):
    title = a_title()
    _lend(librarian, title=title, name="")
    assert Title.objects.count() == 1
    assert Copy.objects.get().title == title


@pytest.mark.parametrize(
    ("given", "code"),
    [({"name": " "}, "uncatalogued_without_name"), ({"number": ""}, "uncatalogued_without_number")],
)
def test_without_the_least_nothing_is_written(librarian, given, code):
    with pytest.raises(Refused) as refused:
        _lend(librarian, **given)
    assert refused.value.verdict.codes == (code,)
    assert not Title.objects.exists()


def test_a_refused_loan_leaves_no_record_behind(librarian):
    reader = a_borrower(registered=False)
    with pytest.raises(Refused):
        lend_uncatalogued(
            by=the_actor(librarian),
            centre=a_centre(),
            reader=reader,
            point=a_service_point(),
            number="1",
            name="Hamsa",
        )
    assert not Title.objects.exists()


def test_the_page_keeps_what_was_typed_and_leads_back_to_the_desk(client, librarian):
    a_service_point()
    client.force_login(librarian.user)
    card = Card.objects.get(reader=a_borrower()).code
    assert client.get("/desk/uncatalogued/").status_code == 303  # no reader is open
    assert "018999" in client.get("/desk/uncatalogued/", {"card": card, "code": "018999"}).content.decode()
    wrong = client.post("/desk/uncatalogued/", {"card": card, "number": "", "name": "Kecha va kunduz"})
    assert wrong.status_code == 422
    assert "Kecha va kunduz" in wrong.content.decode()
    done = client.post("/desk/uncatalogued/", {"card": card, "number": "77", "name": "Kecha va kunduz"})
    assert done.status_code == 303
    assert done.headers["Location"] == f"/desk/?card={card}"
