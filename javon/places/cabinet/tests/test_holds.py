"""A reader waits for a book and leaves the queue: on the title's page, on the reader's own, for a child."""

from __future__ import annotations

from uuid import uuid4

import pytest

from javon.collection.catalogue.models import Title
from javon.collection.stock.tests.characters import a_copy
from javon.core.access import machine
from javon.places.cabinet.tests.characters import a_family, signed_in, with_pin
from javon.service.lending.actions.holds import place
from javon.service.lending.models import Channel, Hold
from javon.service.lending.tests.characters import a_borrower, a_child, a_desk_librarian, a_loan
from javon.service.readers.models import Reader
from javon.service.readers.tests.characters import blocked

pytestmark = pytest.mark.django_db


def _text(answer) -> str:
    return " ".join(answer.content.decode().split())


def _reserve(client, title, base="/account/", **sent):
    return client.post(f"{base}reserve/{title.number}/", {"request_id": str(uuid4()), **sent})


def _waits(reader: Reader, title: Title) -> Hold:
    return place(by=machine("test", reader.centre_id), reader=reader, titles=[title])


def test_one_press_on_the_page_of_a_title_puts_the_reader_into_its_queue():
    reader, title = with_pin(a_borrower()), a_copy().title
    client = signed_in(reader)
    page = _text(client.get(f"/title/{title.number}"))
    assert f'action="/account/reserve/{title.number}/"' in page
    answer = _reserve(client, title)
    assert (answer.status_code, answer["Location"]) == (303, f"/title/{title.number}")
    hold = Hold.objects.get()
    assert (hold.reader_id, hold.channel, hold.requested_by_id) == (reader.pk, Channel.CABINET, None)
    page = _text(client.get(f"/title/{title.number}"))
    assert "Oʻrningiz: 1" in page and "navbatdagi oʻrningiz: 1" in page
    assert f"/account/holds/{hold.pk}/give-up/" in page


def test_the_same_press_sent_twice_is_one_place():
    reader, title = with_pin(a_borrower()), a_copy().title
    client, sent = signed_in(reader), {"request_id": str(uuid4())}
    assert [_reserve(client, title, **sent).status_code for _twice in range(2)] == [303, 303]
    assert Hold.objects.count() == 1


def test_a_visitor_is_led_to_the_card_and_back_to_the_title(client):
    reader, title = with_pin(a_borrower()), a_copy().title
    page = _text(client.get(f"/title/{title.number}"))
    assert f'href="/sign-in/card/?next=/title/{title.number}"' in page
    came = signed_in(reader, next=f"/title/{title.number}")
    assert came.get(f"/title/{title.number}").status_code == 200
    asked = client.post(f"/account/reserve/{title.number}/")
    assert asked.status_code == 302 and not Hold.objects.exists()


def test_the_place_is_told_and_nobody_who_stands_before():
    first, reader, title = a_borrower(), with_pin(a_borrower()), a_copy().title
    Reader.objects.filter(pk=first.pk).update(surname="Maxfiyov", given_name="Birinchi")
    _waits(first, title)
    client = signed_in(reader)
    _reserve(client, title)
    for address in ("/account/", f"/title/{title.number}", f"/account/reserve/{title.number}/"):
        page = _text(client.get(address))
        assert "navbatdagi oʻrningiz: 2" in page
        assert "Maxfiyov" not in page and "Birinchi" not in page


def test_a_place_is_given_up_and_the_next_moves_up():
    reader, next_one, title = with_pin(a_borrower()), with_pin(a_borrower()), a_copy().title
    mine = _waits(reader, title)
    _waits(next_one, title)
    client = signed_in(reader)
    answer = client.post(f"/account/holds/{mine.pk}/give-up/", {"next": f"/title/{title.number}"})
    assert (answer.status_code, answer["Location"]) == (303, f"/title/{title.number}")
    mine.refresh_from_db()
    assert mine.state == Hold.State.CANCELLED
    assert "navbatdagi oʻrningiz: 1" in _text(signed_in(next_one).get("/account/"))
    again = client.post(f"/account/holds/{mine.pk}/give-up/")
    assert again.status_code == 409 and "Bu navbat tugagan." in _text(again)


def test_the_place_of_another_is_not_given_up():
    reader, other, title = with_pin(a_borrower()), a_borrower(), a_copy().title
    theirs = _waits(other, title)
    for key in (theirs.pk, uuid4()):
        assert signed_in(reader).post(f"/account/holds/{key}/give-up/").status_code == 404
    theirs.refresh_from_db()
    assert theirs.state == Hold.State.WAITING


def test_a_mother_chooses_for_whom_and_takes_it_back():
    mother, child = a_family()
    title = a_copy().title
    client = signed_in(mother)
    assert f'href="/account/reserve/{title.number}/"' in _text(client.get(f"/title/{title.number}"))
    choice, base = _text(client.get(f"/account/reserve/{title.number}/")), f"/account/of/{child.pk}/"
    assert f'action="{base}reserve/{title.number}/"' in choice and child.given_name in choice
    assert _reserve(client, title, base).status_code == 303
    hold = Hold.objects.get()
    assert hold.reader_id == child.pk
    assert client.post(f"{base}holds/{hold.pk}/give-up/").status_code == 303


@pytest.mark.parametrize(
    ("why", "words"),
    [
        ("waits", "Bu kitobga navbatda turibsiz."),
        ("has_it", "Bu kitob sizda: muddatini uzaytirsangiz boʻladi."),
        ("reading_room", "Bu kitob faqat oʻquv zalida oʻqiladi, unga navbat yoʻq."),
        ("lost", "Nusxasi qolmagan: kutubxonachidan soʻrang, sotib olinishi mumkin."),
        ("restricted", "Avval kutubxonachiga uchrang."),
        ("not_this_year", "Avval bu yilga qayta yoziling."),
        ("too_young", "Bu kitob 16 yoshdan beriladi."),
        ("too_many", "5 ta kitobga navbatdasiz, 5 tasi mumkin: avval bittasidan chiqing."),
    ],
)
def test_a_refusal_says_why_in_the_readers_words_and_changes_nothing(why, words):
    reader = with_pin(a_child(11) if why == "too_young" else a_borrower())
    copy = a_copy(loanable=why != "reading_room", state="lost" if why == "lost" else "on_shelf")
    title = copy.title
    if why == "waits":
        _waits(reader, title)
    elif why == "has_it":
        a_loan(copy, reader)
    elif why == "restricted":
        blocked(reader, reason="Boshqalar bilmasin")
    elif why == "not_this_year":
        reader.registrations.all().delete()
    elif why == "too_young":
        Title.objects.filter(pk=title.pk).update(age_mark="16+")
    elif why == "too_many":
        for _book in range(5):
            _waits(reader, a_copy().title)
    before = Hold.objects.count()
    answer = _reserve(signed_in(reader), title)
    page = _text(answer)
    assert answer.status_code == 409
    assert words in page
    assert "Boshqalar bilmasin" not in page
    assert Hold.objects.count() == before


def test_no_queue_is_offered_where_none_can_be_joined(client):
    reader = with_pin(a_borrower())
    for copy in (a_copy(loanable=False), a_copy(state="lost")):
        for visitor in (client, signed_in(reader)):
            assert "/reserve/" not in _text(visitor.get(f"/title/{copy.title.number}"))
    librarian = a_desk_librarian()
    client.force_login(librarian.user)
    page = _text(client.get(f"/title/{a_copy().title.number}"))
    assert "/account/reserve/" not in page and "/sign-in/card/" not in page


def test_a_title_that_nobody_has_or_that_is_hidden_is_not_found():
    client, title = signed_in(with_pin(a_borrower())), a_copy().title
    Title.objects.filter(pk=title.pk).update(is_hidden=True)
    for number in (title.number, 987654):
        assert _reserve(client, Title(number=number)).status_code == 404
    assert client.get("/account/reserve/99999999999999999999/").status_code == 404
