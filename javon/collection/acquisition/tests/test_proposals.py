"""A book is asked for again and again: one proposal, many voices; what we hold is told; decisions say why."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from javon.collection.acquisition.actions import lists, proposals
from javon.collection.acquisition.models import ProposalVoice, PurchaseProposal
from javon.collection.acquisition.queries import proposals as queries
from javon.collection.acquisition.tests.characters import a_keeper, a_list, a_proposal, the_actor
from javon.collection.catalogue.tests.characters import a_title
from javon.collection.stock.tests.characters import a_copy
from javon.core import clock
from javon.core.verdict import Refused

pytestmark = pytest.mark.django_db
ISBN = "9789943000001"


@pytest.fixture(autouse=True)
def index(tmp_path: Path, settings) -> None:
    settings.SEARCH_INDEX = tmp_path / "index"


@pytest.fixture
def keeper():
    return the_actor(a_keeper())


@pytest.mark.parametrize(
    "name, author, isbn",
    [
        ("Oʻtkan kunlar", "Abdulla Qodiriy", ""),
        ("O'tkan kunlar", "Qodiriy A.", ""),
        ("Ўткан кунлар", "Абдулла Қодирий", ""),
        ("oʻtkan  KUNLAR", "", ""),
        ("Boshqacha yozilgan nom", "", ISBN),
    ],
)
def test_the_same_book_spelled_otherwise_gets_a_voice_not_a_row(keeper, name, author, isbn):
    first = a_proposal(keeper, isbn=ISBN)
    again = a_proposal(keeper, name, author=author, isbn=isbn, who="Aliyev Bobur")
    assert again.pk == first.pk
    assert queries.by_number(first.centre_id, first.number).asked == 2


def test_one_title_of_two_authors_is_two_books(keeper):
    a_proposal(keeper, "Tanlangan asarlar", author="Oybek")
    a_proposal(keeper, "Tanlangan asarlar", author="Hamid Olimjon")
    assert PurchaseProposal.objects.count() == 2


def test_what_the_first_asker_did_not_know_the_next_one_tells(keeper):
    a_proposal(keeper, author="", publisher="")
    found = a_proposal(keeper, author="Abdulla Qodiriy", isbn=ISBN, publisher="Sharq", year=2020)
    assert (found.author, found.isbn, found.publisher, found.year) == ("Abdulla Qodiriy", ISBN, "Sharq", 2020)


def test_two_clicks_are_one_voice(keeper):
    press = uuid4()
    for _ in range(2):
        a_proposal(keeper, request_id=press)
    assert ProposalVoice.objects.count() == 1


def test_the_book_that_we_hold_is_told_with_its_copies(keeper):
    title = a_title("Kecha va kunduz", isbn=ISBN)
    a_copy(of=title)
    a_copy(of=title, state="written_off")
    found = a_proposal(keeper, "Kecha va kunduz", author="Choʻlpon", isbn=ISBN)
    assert found.title_record_id == title.pk
    held = queries.held(found.centre_id, name=found.name, isbn=ISBN)
    assert [(one.title.pk, one.copies) for one in held] == [(title.pk, 1)]


def test_a_declined_book_may_be_asked_for_anew(keeper):
    first = a_proposal(keeper)
    proposals.decline_proposal(by=keeper, proposal=first, reason="Mablagʻ yoʻq")
    assert a_proposal(keeper).pk != first.pk


def test_what_stands_on_a_list_is_not_declined(keeper):
    wish = a_proposal(keeper)
    lists.put_proposals(by=keeper, purchase_list=a_list(keeper), proposals=[wish])
    wish.refresh_from_db()
    assert wish.state == "chosen"
    with pytest.raises(Refused) as refused:
        proposals.decline_proposal(by=keeper, proposal=wish, reason="kerak emas")
    assert refused.value.verdict.codes == ("proposal_on_a_list",)


def test_the_database_keeps_one_open_row_of_a_book(keeper):
    wish = a_proposal(keeper)
    with pytest.raises(IntegrityError), transaction.atomic():
        PurchaseProposal.objects.create(
            centre=wish.centre, number=99, name=wish.name, key=wish.key, created_at=clock.now()
        )


@pytest.mark.parametrize("wrong", [{"wanted": 0}, {"wanted": 501}, {"source": "reader", "who": ""}])
def test_the_database_refuses_a_voice_that_cannot_be(keeper, wrong):
    wish = a_proposal(keeper)
    given = {
        "source": "reader",
        "who": "Aliyev",
        "wanted": 1,
        "asked_on": clock.today(),
        "written_at": clock.now(),
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        ProposalVoice.objects.create(proposal=wish, **{**given, **wrong})


def test_the_most_wished_for_stands_first(keeper):
    a_proposal(keeper, "Bir marta", author="")
    for who in ("A", "B", "D"):
        a_proposal(keeper, "Uch marta", author="", who=who)
    assert [one.name for one in queries.register(a_list(keeper).centre_id)] == ["Uch marta", "Bir marta"]
