"""The reader's pages: books, renewing with the result of each, family, history, wishes, data."""

from __future__ import annotations

import gzip
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from javon.collection.stock.tests.characters import a_copy
from javon.core import clock
from javon.core.access import machine
from javon.core.messaging.models import Preference
from javon.places.cabinet.tests.characters import a_family, signed_in, with_pin
from javon.service.lending.actions.desk import take_back
from javon.service.lending.actions.holds import place
from javon.service.lending.models import Channel, Loan, Renewal
from javon.service.lending.notices import wants_no_titles
from javon.service.lending.tests.characters import a_borrower, a_child, a_desk_librarian, a_loan, at_the_desk
from javon.service.readers.contacts import recipient_of
from javon.service.readers.models import Guardianship, Reader, ReaderRequest
from javon.service.readers.queries import current_card
from javon.service.readingroom.models import Visit

pytestmark = pytest.mark.django_db


def _text(answer) -> str:
    return " ".join(answer.content.decode().split())


def _lent(reader, days_ago: int = 5):
    with clock.at(clock.now() - timedelta(days=days_ago)):
        answer = a_loan(a_copy(), reader)
    return Loan.objects.get(pk=answer.loan_id)


def test_books_stand_by_the_day_they_are_due_with_what_is_late():
    reader = with_pin(a_borrower())
    fresh, old = _lent(reader, 1), _lent(reader, 40)
    page = _text(signed_in(reader).get("/account/"))
    assert page.index(str(old.pk)) < page.index(str(fresh.pk))
    assert page.count("badge--bad") == 1


def test_one_book_is_renewed_and_its_new_day_is_said():
    reader = with_pin(a_borrower())
    loan = _lent(reader)
    answer = signed_in(reader).post("/account/renew/", {"loan": str(loan.pk)})
    loan.refresh_from_db()
    assert answer.status_code == 200
    assert loan.renewals_made == 1
    assert Renewal.objects.get().channel == Channel.CABINET
    assert loan.copy.title.title in _text(answer)


def test_all_are_renewed_each_with_its_own_result_and_twice_is_once():
    reader = with_pin(a_borrower())
    first, second = _lent(reader, 5), _lent(reader, 3)
    Loan.objects.filter(pk=second.pk).update(renewals_made=1)
    client, sent = signed_in(reader), {"request_id": str(uuid4())}
    answers = [client.post("/account/renew/", sent) for _twice in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    for answer in answers:
        assert "uzaytirildi" in _text(answer)
        assert "yana uzaytirib boʻlmaydi" in _text(answer)
    first.refresh_from_db()
    assert first.renewals_made == 1


def test_a_book_of_another_is_not_renewed():
    reader, other = with_pin(a_borrower()), a_borrower()
    loan = _lent(other)
    for asked in (str(loan.pk), "x", str(uuid4())):
        answer = signed_in(reader).post("/account/renew/", {"loan": asked})
        assert answer.status_code == 409
        assert loan.copy.title.title not in _text(answer)
    loan.refresh_from_db()
    assert loan.renewals_made == 0


def test_a_mother_sees_and_renews_for_her_child():
    mother, child = a_family()
    loan = _lent(child)
    client = signed_in(mother)
    assert child.given_name in _text(client.get("/account/"))
    base = f"/account/of/{child.pk}/"
    assert loan.copy.title.title in _text(client.get(base))
    assert client.post(f"{base}renew/", {"request_id": str(uuid4())}).status_code == 200
    loan.refresh_from_db()
    assert loan.renewals_made == 1


@pytest.mark.parametrize("end", ["ended", "grown", "left", "teacher"])
def test_a_guardian_sees_no_more_once_it_is_over(end):
    mother, child = a_family()
    client = signed_in(mother)
    if end == "ended":
        Guardianship.objects.filter(reader=child).update(ended_on=clock.today())
    elif end == "grown":
        Reader.objects.filter(pk=child.pk).update(birth_date=date(clock.today().year - 17, 1, 1))
    elif end == "left":
        Reader.objects.filter(pk=child.pk).update(left_on=clock.today())
    else:
        Guardianship.objects.filter(reader=child).update(relation="teacher")
    answer = client.get(f"/account/of/{child.pk}/")
    assert answer.status_code == 404
    assert child.given_name not in _text(answer)
    assert child.given_name not in _text(client.get("/account/"))


def test_from_sixteen_on_the_reader_lets_the_mother_in_or_not():
    mother, child = a_family()
    Reader.objects.filter(pk=child.pk).update(birth_date=date(clock.today().year - 17, 1, 1))
    key = Guardianship.objects.get(reader=child).pk
    daughter, parent = signed_in(child), signed_in(mother)
    assert daughter.post(f"/account/family/{key}/", {"in": "1"}).status_code == 303
    assert parent.get(f"/account/of/{child.pk}/").status_code == 200
    daughter.post(f"/account/family/{key}/", {"in": "0"})
    assert parent.get(f"/account/of/{child.pk}/").status_code == 404
    assert parent.post(f"/account/family/{key}/", {"in": "1"}).status_code == 404


def test_a_child_has_a_garden_with_a_petal_for_each_book_that_came_back():
    child = with_pin(a_child(9))
    by = at_the_desk()
    for _book in range(3):
        take_back(by=by, copy=_lent(child).copy)
    page = _text(signed_in(child).get("/account/"))
    assert page.count("<ellipse") == 3
    assert "garden" not in _text(signed_in(with_pin(a_borrower())).get("/account/"))


def test_no_list_is_kept_unless_the_reader_wants_one():
    reader = with_pin(a_borrower())
    loan = _lent(reader)
    take_back(by=at_the_desk(), copy=loan.copy)
    client = signed_in(reader)
    title = loan.copy.title.title
    assert title not in _text(client.get("/account/history/"))
    client.post("/account/history/", {"deed": "on"})
    assert title in _text(client.get("/account/history/"))
    client.post("/account/history/", {"deed": "erase"})
    assert title not in _text(client.get("/account/history/"))
    client.post("/account/history/", {"deed": "off"})
    assert not Reader.objects.get(pk=reader.pk).keeps_history


def test_wishes_about_messages_are_kept_each():
    reader = with_pin(a_borrower())
    client = signed_in(reader)
    page = _text(client.get("/account/notices/"))
    keys = [part.split('"')[0] for part in page.split('name="on" value="')[1:]]
    assert keys and page.count(" checked") == len(keys)
    client.post("/account/notices/", {"on": [*keys[1:], "no.such"]})
    assert Preference.objects.filter(is_on=False).count() == 1
    assert _text(client.get("/account/notices/")).count(" checked") == len(keys) - 1


def test_another_telephone_is_asked_for_and_the_desk_changes_it(client):
    reader = with_pin(a_borrower())
    own = signed_in(reader)
    assert own.post("/account/data/ask/", {"kind": "phone", "phone": "12"}).status_code == 422
    assert own.post("/account/data/ask/", {"kind": "phone", "phone": "90 765 43 21"}).status_code == 303
    assert own.post("/account/data/ask/", {"kind": "phone", "phone": "90 765 43 22"}).status_code == 422
    assert Reader.objects.get(pk=reader.pk).phone == ""
    client.force_login(a_desk_librarian().user)
    assert "+998 90 765-43-21" in _text(client.get("/readers/requests/"))
    row = ReaderRequest.objects.get()
    assert client.post(f"/readers/requests/{row.pk}/phone/").status_code == 303
    assert client.post(f"/readers/requests/{row.pk}/phone/").status_code == 409
    assert Reader.objects.get(pk=reader.pk).phone == "998907654321"
    assert ReaderRequest.objects.get().phone == ""


def test_erasing_is_asked_for_shown_taken_back_and_declined_with_a_word(client):
    reader = with_pin(a_borrower())
    own = signed_in(reader)
    own.post("/account/data/ask/", {"kind": "erase"})
    first = ReaderRequest.objects.get()
    assert str(first.get_state_display()) in _text(own.get("/account/"))
    own.post(f"/account/data/withdraw/{first.pk}/")
    assert own.post(f"/account/data/withdraw/{first.pk}/").status_code == 409
    own.post("/account/data/ask/", {"kind": "erase"})
    second = ReaderRequest.objects.get(state="open")
    client.force_login(a_desk_librarian().user)
    assert client.post(f"/readers/requests/{second.pk}/decline/", {"because": " "}).status_code == 409
    client.post(f"/readers/requests/{second.pk}/decline/", {"because": "Avval kitobni qaytaring"})
    assert "Avval kitobni qaytaring" in _text(own.get("/account/data/"))


def test_my_data_as_a_file_and_the_card_with_its_codes():
    reader = with_pin(a_borrower())
    client = signed_in(reader)
    assert client.get("/account/data/my-data.json").json()["reader"]["given_name"] == reader.given_name
    assert _text(client.get("/account/card/")).count("<svg") >= 2


def test_every_page_is_kept_by_no_cache_and_light():
    mother, child = a_family()
    for days in (1, 2, 3):
        _lent(mother, days)
    client = signed_in(mother)
    for base in ("/account/", f"/account/of/{child.pk}/"):
        for page in ("", "card/", "history/", "visits/", "notices/", "data/"):
            answer = client.get(base + page)
            assert answer.status_code == 200
            assert "no-store" in answer["Cache-Control"]
            assert len(gzip.compress(answer.content)) <= 12_000


def test_the_number_of_questions_does_not_grow_with_the_books():
    reader = with_pin(a_borrower())
    client = signed_in(reader)
    counts = []
    for _round in range(2):
        _lent(reader, 2)
        client.get("/account/")
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get("/account/")
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 10


def test_what_is_reserved_stands_with_the_place_in_the_queue():
    reader = with_pin(a_borrower())
    title = a_copy().title
    place(by=machine("test", reader.centre_id), reader=reader, titles=[title])
    page = _text(signed_in(reader).get("/account/"))
    assert title.title in page
    assert "navbatdagi oʻrningiz: 1" in page


def test_the_switch_of_the_family_stays_on_the_page():
    mother, child = a_family()
    client = signed_in(mother)
    base = f"/account/of/{child.pk}/"
    for page in ("card/", "history/", "visits/", "notices/", "data/"):
        assert f'href="{base}{page}"' in _text(client.get(f"/account/{page}"))
        assert f'href="/account/{page}"' in _text(client.get(f"{base}{page}"))
    assert f'href="{base}"' in _text(
        client.get("/account/pin/")
    )  # a child's PIN is not the mother's to change


def test_messages_without_titles_are_asked_for_and_the_desk_sees_the_same_wish():
    reader = with_pin(a_borrower())
    client = signed_in(reader)
    keys = [
        part.split('"')[0] for part in _text(client.get("/account/notices/")).split('name="on" value="')[1:]
    ]
    assert not wants_no_titles(recipient_of(reader.pk))
    client.post("/account/notices/", {"on": keys, "without_titles": "yes"})
    assert wants_no_titles(recipient_of(reader.pk))
    assert Preference.objects.get().is_on is False  # nothing else was touched
    assert 'value="yes" checked' in _text(client.get("/account/notices/"))
    client.post("/account/notices/", {"on": keys})
    assert not wants_no_titles(recipient_of(reader.pk))


def test_visits_are_the_readers_own_and_undone_ones_never_were():
    reader, other = with_pin(a_borrower()), a_borrower()
    point, today = a_copy().service_point, clock.today()
    for who, days, undone in (
        (reader, 3, None),
        (reader, 40, None),
        (reader, 7, clock.now()),
        (other, 5, None),
    ):
        day = today - timedelta(days=days)
        Visit.objects.create(
            centre=who.centre, point=point, reader=who, day=day, counted_on=day, how="desk", audience="adult",
            category=who.category, entered_at=clock.now(), undone_at=undone,
        )  # fmt: skip
    page = _text(signed_in(reader).get("/account/visits/"))
    assert page.count("cabinet__row") == 2
    assert point.name in page


def test_the_card_is_kept_as_a_picture_and_as_paper_for_when_there_is_no_line():
    reader = with_pin(a_borrower())
    client = signed_in(reader)
    picture = client.get("/account/card/my-card.png")
    assert (picture["Content-Type"], picture["Content-Disposition"]) == (
        "image/png", f'attachment; filename="{current_card(reader).shown}.png"',
    )  # fmt: skip
    assert picture.content.startswith(b"\x89PNG\r\n\x1a\n") and len(picture.content) < 8_000
    assert client.get("/account/card/my-card.pdf").content.startswith(b"%PDF")
    reader.cards.update(ended_on=clock.today(), ended_because="lost")
    for name in ("my-card.png", "my-card.pdf"):
        assert client.get(f"/account/card/{name}").status_code == 404
