"""The desk as a browser meets it: with a script and without, whole and as a fragment."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from javon.centre.organisation.tests.characters import a_centre, a_service_point, an_employee
from javon.collection.stock.tests.characters import a_copy
from javon.core import clock
from javon.core.files.models import StoredFile
from javon.core.messaging import recipients
from javon.service.lending import rights
from javon.service.lending.models import Loan, RefusedRequest
from javon.service.lending.tests.characters import a_borrower, a_desk_librarian, a_head, a_loan
from javon.service.readers.contacts import keep_contacts, recipient_of
from javon.service.readers.models import Card, Reader

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def desk(client):
    a_service_point()
    client.force_login(a_desk_librarian().user)
    return client


def _card(reader) -> str:
    return Card.objects.get(reader=reader, ended_on=None).code


def _scan(client, code, **more):
    given = {"request_id": str(uuid4()), "code": code, **more}
    return client.post("/desk/scan/", given, **more.pop("headers", {}))


def test_the_desk_stands_empty_with_its_box(desk):
    page = desk.get("/desk/")
    assert page.status_code == 200
    assert 'id="code"' in page.content.decode()


def test_without_a_script_a_scan_gives_the_whole_page_with_the_reader_open(desk):
    reader, copy = a_borrower(), a_copy()
    page = _scan(desk, _card(reader))
    assert reader.short_name in page.content.decode()
    page = _scan(desk, copy.inventory_number, card=_card(reader))
    assert page.status_code == 200
    assert f"Berildi: «{copy.title.title}»" in page.content.decode()
    assert Loan.objects.get().reader == reader


def test_with_a_script_the_answer_is_the_fragment_alone(desk):
    reader = a_borrower()
    answer = desk.post("/desk/scan/", {"request_id": str(uuid4()), "code": _card(reader)}, **HTMX)
    text = answer.content.decode()
    assert text.lstrip().startswith("<div")
    assert "<html" not in text


def test_a_stop_says_every_reason_keeps_the_reader_and_changes_nothing(desk):
    reader, copy = a_borrower(), a_copy(loanable=False)
    page = _scan(desk, copy.inventory_number, card=_card(reader))
    assert page.status_code == 409
    text = page.content.decode()
    assert "faqat oʻquv zalida" in text
    assert reader.short_name in text
    assert "override_reason" not in text  # this librarian may not decide otherwise
    assert not Loan.objects.exists()


def test_the_head_lends_anyway_with_a_reason(client):
    a_service_point()
    client.force_login(a_head().user)
    reader, copy = a_borrower(), a_copy(loanable=False)
    page = _scan(client, copy.inventory_number, card=_card(reader))
    assert 'name="override_reason"' in page.content.decode()
    page = _scan(client, copy.inventory_number, card=_card(reader), override_reason="Oʻqish uchun zarur")
    assert page.status_code == 200
    assert Loan.objects.get().override_reason == "Oʻqish uchun zarur"


def test_a_row_of_the_sitting_is_undone_by_its_button(desk):
    reader, copy, request_id = a_borrower(), a_copy(), uuid4()
    desk.post(
        "/desk/scan/", {"request_id": str(request_id), "code": copy.inventory_number, "card": _card(reader)}
    )
    page = desk.post(
        "/desk/undo/", {"request_id": str(uuid4()), "undo": str(request_id), "card": _card(reader)}
    )
    assert page.status_code == 200
    assert Loan.objects.get().state == "undone"
    text = page.content.decode()
    assert f'band__detail">«{copy.title.title}»' in text  # what was undone is said, and struck out below
    assert 'class="desk__undone"' in text
    assert desk.post("/desk/undo/", {"undo": str(uuid4())}).status_code == 409
    assert desk.post("/desk/undo/", {"undo": "nonsense"}).status_code == 409


def test_a_found_reader_can_be_opened_and_a_found_book_taken(desk):
    reader = a_borrower()
    page = desk.get("/desk/found/", {"q": "karimova"})
    assert reader.full_name in page.content.decode() or "Karimova" in page.content.decode()


def test_a_refusal_is_written_down_with_the_open_reader(desk):
    reader = a_borrower()
    assert desk.get("/desk/refusal/").status_code == 200
    given = {
        "request_id": str(uuid4()),
        "wanted": "Sariq devni minib",
        "why": "on_loan",
        "card": _card(reader),
    }
    assert desk.post("/desk/refusal/", given).status_code == 200
    row = RefusedRequest.objects.get()
    assert (row.reader, row.why, row.category) == (reader, "on_loan", reader.category)
    wrong = desk.post("/desk/refusal/", {"wanted": "Hamsa", "why": "because"})
    assert wrong.status_code == 422
    assert "Hamsa" in wrong.content.decode()


@pytest.mark.parametrize(
    "given",
    [
        {"card": "K999999"}, {"since": "yesterday"}, {"waiting": "x " * 400}, {"day": "2026-13-45"}, {"day": "2999-01-01"},
        {"point": "nobody"}, {"copy": "no-uuid"}, {"mode": "upside-down"}, {"answer": "maybe"}, {"request_id": "no"},
        {"override_reason": "x" * 5000},
    ],
)  # fmt: skip
def test_nonsense_in_any_field_is_answered_in_words(desk, given):
    page = _scan(desk, a_copy().inventory_number, **given)
    assert page.status_code in (200, 409)


def test_the_slip_lists_what_the_reader_has_and_needs_a_reader(desk):
    reader, copy = a_borrower(), a_copy()
    a_loan(copy, reader)
    page = desk.get("/desk/slip/", {"card": _card(reader)})
    assert copy.title.title in page.content.decode()
    assert desk.get("/desk/slip/").status_code == 303


def test_what_slips_are_printed_on_is_chosen_once_on_a_device(desk):
    """A6 was ticked before each slip. What the address says of one slip counts for that slip alone."""
    reader = a_borrower()
    a_loan(a_copy(), reader)
    ticked = 'data-remember="/desk/" checked'
    assert ticked not in desk.get("/desk/slip/", {"card": _card(reader)}).content.decode()
    assert "varaqcha" not in desk.get("/desk/", {"paper": "papyrus"}).cookies
    assert '<option value="a6" selected>' in desk.get("/desk/", {"paper": "a6"}).content.decode()
    assert ticked in desk.get("/desk/slip/", {"card": _card(reader)}).content.decode()
    assert ticked not in desk.get("/desk/slip/", {"card": _card(reader), "paper": "roll"}).content.decode()
    assert ticked in desk.get("/desk/slip/", {"card": _card(reader)}).content.decode()
    desk.get("/desk/", {"paper": "roll"})
    assert ticked not in desk.get("/desk/slip/", {"card": _card(reader)}).content.decode()


def test_a_scan_asks_the_database_for_little(desk):
    reader = a_borrower()
    _scan(desk, a_copy().inventory_number, card=_card(reader))
    copy = a_copy()
    with CaptureQueriesContext(connection) as asked:
        desk.post(
            "/desk/scan/",
            {"request_id": str(uuid4()), "code": copy.inventory_number, "card": _card(reader)},
            **HTMX,
        )
    assert len(asked) <= 85


def test_a_number_that_died_is_asked_for_while_the_reader_stands_here(desk):
    reader = a_borrower(phone="998901112233")
    keep_contacts()
    assert "ishlamaydi" not in _scan(desk, _card(reader)).content.decode()
    recipients.declare_dead(recipient_of(reader.pk), "sms", "bad_address")
    assert "+998 90 111-22-33 raqami ishlamaydi" in _scan(desk, _card(reader)).content.decode()


def test_a_loan_of_another_centre_is_not_found_whatever_is_asked_of_it(desk):
    loan = Loan.objects.get(pk=a_loan(a_copy(), a_borrower()).loan_id)
    Loan.objects.update(centre=a_centre(code="boshqa", name="Boshqa markaz", short_name="Boshqa"))
    assert desk.get(f"/desk/loans/{loan.pk}/").status_code == 404
    for deed in ("lost", "claimed", "damaged"):
        sent = {"circumstances": "Yoʻqolgan", "price": "1000", "words": "yirtiq"}
        assert desk.post(f"/desk/loans/{loan.pk}/{deed}/", sent).status_code == 404
    loan.refresh_from_db()
    assert (loan.state, loan.claimed_returned_on) == ("open", None)


def test_a_face_stands_beside_the_name_and_costs_no_question(desk):
    reader = a_borrower()
    code, address = _card(reader), f"/readers/{reader.number}/photo"
    desk.get(f"/desk/?card={code}")
    with CaptureQueriesContext(connection) as without:
        assert address not in desk.get(f"/desk/?card={code}").content.decode()
    face = StoredFile.objects.create(sha256="a" * 64, kind="image/jpeg", size=1, original_name="surat.jpg", created_at=clock.now())  # fmt: skip
    Reader.objects.filter(pk=reader.pk).update(photo=face)
    with CaptureQueriesContext(connection) as with_face:
        assert address in desk.get(f"/desk/?card={code}").content.decode()
    assert len(with_face) == len(without)


def test_whoever_lends_and_may_not_look_at_readers_gets_no_face(client):
    a_service_point()
    client.force_login(an_employee("stajyor", rights.LEND).user)
    reader = a_borrower()
    face = StoredFile.objects.create(sha256="a" * 64, kind="image/jpeg", size=1, original_name="surat.jpg", created_at=clock.now())  # fmt: skip
    Reader.objects.filter(pk=reader.pk).update(photo=face)
    assert (
        f"/readers/{reader.number}/photo" not in client.get(f"/desk/?card={_card(reader)}").content.decode()
    )
