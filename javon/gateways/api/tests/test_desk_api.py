"""The desk for other programs: the contract's calls, word by word."""

from __future__ import annotations

import json
from datetime import timedelta
from uuid import uuid4

import pytest

from javon.centre.organisation.tests.characters import a_centre
from javon.collection.stock.codes import barcode_of
from javon.collection.stock.tests.characters import a_copy
from javon.core import clock
from javon.core.access import machine
from javon.core.accounts.actions import issue_api_token, revoke_api_token
from javon.service.lending.models import Loan
from javon.service.lending.tests.characters import a_borrower, a_desk_librarian, a_head, a_loan
from javon.service.readers.models import Card

pytestmark = pytest.mark.django_db
BY = machine("test")


@pytest.fixture
def program(client):
    """A program that calls with the token of a librarian at the desk."""
    librarian = a_desk_librarian()
    return _calling(client, issue_api_token(by=BY, username=librarian.user.username).token)


def _calling(client, token):
    def call(method, path, **body):
        given = {"data": json.dumps(body, default=str), "content_type": "application/json"} if body else {}
        answer = getattr(client, method)(f"/api/v1{path}", **given, HTTP_AUTHORIZATION=f"Bearer {token}")
        assert answer.headers["Content-Type"].split(";")[0].endswith("json")
        return answer.status_code, answer.json()

    return call


def _card(reader):
    return Card.objects.get(reader=reader, ended_on=None).code


def test_a_loan_is_made_once_and_the_same_request_gets_the_same_body(program):
    reader, copy, request_id = a_borrower(), a_copy(barcode=barcode_of(7)), uuid4()
    body = {"request_id": request_id, "card": _card(reader), "barcode": copy.barcode}
    status, made = program("post", "/loans", **body)
    assert status == 201
    assert set(made) == {"id", "card", "barcode", "title", "lent_on", "due_on", "warnings"}
    assert program("post", "/loans", **body) == (200, made)
    status, refused = program("post", "/loans", **{**body, "card": _card(a_borrower())})
    assert (status, refused["codes"]) == (409, ["request_id_reused"])
    assert Loan.objects.count() == 1


def test_a_refusal_carries_every_code_and_whether_it_can_be_overruled(program, client):
    reader, copy = a_borrower(registered=False), a_copy(loanable=False)
    body = {"request_id": uuid4(), "card": _card(reader), "barcode": copy.inventory_number}
    status, refused = program("post", "/loans", **body)
    assert status == 409
    assert refused["codes"] == ["not_registered_this_year", "reading_room_only"]
    assert refused["overridable"] is True
    assert refused["detail"]
    head = _calling(client, issue_api_token(by=BY, username=a_head().user.username).token)
    status, _made = head(
        "post", "/loans", **{**body, "request_id": uuid4(), "override_reason": "ruxsat berildi"}
    )
    assert status == 201


def test_a_copy_comes_back_and_a_late_one_says_so(program):
    reader, copy = a_borrower(), a_copy()
    with clock.at(clock.now() - timedelta(days=40)):
        a_loan(copy, reader, override_reason="test")
    status, back = program("post", "/returns", request_id=uuid4(), barcode=copy.inventory_number)
    assert status == 200
    assert (back["state"], back["hold"], back["loan"]["card"]) == ("on_shelf", None, _card(reader))
    assert [one["code"] for one in back["warnings"]] == ["came_late"]


def test_what_was_lent_while_the_power_was_out_keeps_its_day(program):
    reader, copy = a_borrower(), a_copy()
    yesterday = clock.today() - timedelta(days=1)
    body = {"request_id": uuid4(), "card": _card(reader), "barcode": copy.inventory_number}
    status, made = program("post", "/loans", **body, happened_on=yesterday)
    assert (status, made["lent_on"]) == (201, str(yesterday))


def test_renewing_and_undoing(program):
    copy, renewal = a_copy(), uuid4()
    with clock.at(clock.now() - timedelta(days=9)):
        a_loan(copy, a_borrower())
    before = Loan.objects.get().due_on
    status, renewed = program("post", "/renewals", request_id=renewal, barcode=copy.inventory_number)
    assert (status, renewed["due_on"] > str(before)) == (200, True)
    assert program("post", "/undo", request_id=uuid4(), undo=renewal) == (200, {"undone": 1})
    assert Loan.objects.get().due_on == before
    status, refused = program("post", "/undo", request_id=uuid4(), undo=uuid4())
    assert (status, refused["codes"]) == (409, ["nothing_to_undo"])


def test_a_reader_is_told_to_staff_without_birth_date_or_address(program):
    reader, copy = a_borrower(), a_copy()
    a_loan(copy, reader)
    status, told = program("get", f"/readers/{_card(reader)}")
    assert status == 200
    assert set(told) == {"card", "name", "category", "valid_until", "blocks", "loans", "holds"}
    assert told["loans"][0]["inventory_number"] == copy.inventory_number
    assert told["valid_until"] == f"{clock.today().year}-12-31"


def test_who_has_a_copy_is_told_to_staff_only(program, client):
    reader, copy = a_borrower(), a_copy()
    a_loan(copy, reader)
    assert program("get", f"/copies/{copy.inventory_number}")[1]["loan"]["card"] == _card(reader)
    told = client.get(f"/api/v1/copies/{copy.inventory_number}").json()
    assert (told["state"], told["loan"]["card"]) == ("on_loan", None)
    assert told["loan"]["due_on"]


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("get", "/readers/K000001"),
        ("post", "/loans"),
        ("post", "/returns"),
        ("post", "/renewals"),
        ("post", "/undo"),
    ],
)
def test_without_a_token_the_answer_is_401_and_nothing_else(client, method, path):
    given = {} if method == "get" else {"data": "{}", "content_type": "application/json"}
    answer = getattr(client, method)(f"/api/v1{path}", **given)
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    wrong = client.get("/api/v1/readers/K000001", HTTP_AUTHORIZATION="Bearer nonsense")
    assert wrong.status_code == 401


def test_a_revoked_token_and_a_locked_account_open_nothing(client):
    librarian = a_desk_librarian()
    call = _calling(client, issue_api_token(by=BY, username=librarian.user.username).token)
    assert call("get", "/readers/K000001")[0] == 404
    revoke_api_token(by=BY, username=librarian.user.username)
    assert call("get", "/readers/K000001")[0] == 401


def test_an_account_without_the_right_is_refused_in_words(client):
    from javon.centre.organisation.tests.characters import an_employee

    call = _calling(client, issue_api_token(by=BY, username=an_employee("kataloger").user.username).token)
    reader, copy = a_borrower(), a_copy()
    body = {"request_id": uuid4(), "card": _card(reader), "barcode": copy.inventory_number}
    assert call("post", "/loans", **body)[0] == 403
    assert call("get", f"/readers/{_card(reader)}")[0] == 403


@pytest.mark.parametrize(
    "body",
    [{}, {"request_id": "no"}, {"request_id": str(uuid4()), "card": 5, "barcode": []}, {"request_id": str(uuid4()), "card": "K" * 999, "barcode": "x"}],
)  # fmt: skip
def test_a_body_that_cannot_be_understood_is_422(program, client, body):
    token = issue_api_token(by=BY, username="kutubxonachi1").token
    answer = client.post(
        "/api/v1/loans",
        json.dumps(body),
        content_type="application/json",
        HTTP_AUTHORIZATION=f"Bearer {token}",
    )
    assert answer.status_code == 422
    assert answer.json()["fields"]


def test_what_is_not_here_is_404_with_its_code(program):
    assert program("get", "/copies/no-such")[1]["codes"] == ["copy_not_found"]
    status, told = program("post", "/loans", request_id=uuid4(), card="K999999", barcode="1")
    assert (status, told["codes"]) == (404, ["reader_not_found"])


def test_a_copy_on_loan_says_on_the_page_of_its_title_when_it_is_due(client):
    copy = a_copy()
    a_loan(copy, a_borrower())
    told = client.get(f"/api/v1/titles/{copy.title.number}").json()
    assert told["copies"][0]["due_on"] == str(Loan.objects.get().due_on)
    assert a_centre().pk == copy.centre_id


def test_a_hold_is_placed_once_told_with_its_place_and_given_up(client):
    from javon.service.lending import rights

    librarian = a_desk_librarian("kutubxonachi4", rights.HOLD)
    call = _calling(client, issue_api_token(by=BY, username=librarian.user.username).token)
    copy, first, second = a_copy(), a_borrower(), a_borrower()
    a_loan(copy, a_borrower())
    call("post", "/holds", request_id=uuid4(), card=_card(first), title_id=copy.title_id)
    body = {"request_id": uuid4(), "card": _card(second), "title_id": copy.title_id}
    status, placed = call("post", "/holds", **body)
    assert (status, placed["place"]) == (201, 2)
    assert call("post", "/holds", **body)[0] == 200
    assert call("get", f"/readers/{_card(second)}")[1]["holds"][0]["place"] == 2
    status, back = call("post", "/returns", request_id=uuid4(), barcode=copy.inventory_number)
    assert (status, back["state"], back["hold"]["card"]) == (200, "on_hold_shelf", _card(first))
    answer = client.delete(
        f"/api/v1/holds/{placed['id']}",
        HTTP_AUTHORIZATION=f"Bearer {issue_api_token(by=BY, username='kutubxonachi4').token}",
    )
    assert answer.status_code == 204
    assert client.delete(f"/api/v1/holds/{uuid4()}").status_code == 401


@pytest.mark.parametrize("path", ["/loans", "/returns", "/renewals", "/holds", "/undo"])
def test_a_form_where_json_is_wanted_is_told_so(client, path):
    token = issue_api_token(by=BY, username=a_desk_librarian().user.username).token
    given = {"request_id": str(uuid4()), "barcode": "1"}
    answer = client.post(f"/api/v1{path}", given, HTTP_AUTHORIZATION=f"Bearer {token}")
    told = answer.json()
    assert answer.status_code == 415
    assert told["codes"] == ["not_json"]
