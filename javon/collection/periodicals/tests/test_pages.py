"""The pages of periodicals: the day's post without a script, the sheet, a subscription; what bad input is told."""

from __future__ import annotations

import io
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from javon.centre.organisation.tests.characters import a_service_point, an_employee
from javon.collection.catalogue.tests.characters import a_title
from javon.collection.periodicals.models import BoundVolume, Claim, Issue, Periodical, Subscription
from javon.collection.periodicals.rights import SEE_PERIODICALS
from javon.collection.periodicals.tests.characters import (
    SATURDAY,
    a_journal,
    a_newspaper,
    a_registrar,
    subscribed,
    the_actor,
    ticked,
)
from javon.collection.stock.models import Delivery
from javon.core import clock

pytestmark = pytest.mark.django_db
BACKEND = "javon.core.accounts.backends.AccountBackend"


@pytest.fixture(autouse=True)
def saturday(tmp_path: Path, settings):
    settings.SEARCH_INDEX = tmp_path / "index"
    a_service_point()
    with clock.at(datetime.combine(SATURDAY, time(10), clock.TASHKENT)):
        yield


@pytest.fixture
def person():
    return a_registrar()


@pytest.fixture
def desk(person, client: Client) -> Client:
    client.force_login(person.user, backend=BACKEND)
    return client


def test_the_post_is_ticked_and_stands_there_as_come(desk, person):
    by = the_actor(person)
    paper, journal = a_newspaper(by), a_journal(by)
    subscribed(by, paper, journal)
    text = desk.get("/periodicals/post/").content.decode()
    boxes = [f"{paper.number}/2026-11-28", f"{journal.number}/7"]
    assert all(f'value="{box}"' in text for box in boxes)
    answer = desk.post("/periodicals/post/", {"on": "2026-11-28", "tick": boxes})
    assert answer.status_code == 303 and Issue.objects.count() == 2
    assert desk.post("/periodicals/post/", {"on": "2026-11-28", "tick": boxes}).status_code == 303
    assert set(Issue.objects.values_list("copies", flat=True)) == {2}
    assert f'value="{boxes[0]}"' not in desk.get("/periodicals/post/").content.decode()


@pytest.mark.parametrize(
    "junk", ["", "x", "1/", "/5", "999/2026-11-28", "1/2026-13-45", "1/99999", "9" * 400]
)
def test_junk_in_the_post_is_passed_over(desk, person, junk):
    subscribed(the_actor(person), a_newspaper(the_actor(person)))
    assert desk.post("/periodicals/post/", {"on": junk[:10], "tick": [junk]}).status_code in (303, 400)
    assert not Issue.objects.exists()


@pytest.mark.parametrize(
    "typed, status, words",
    [
        ({"day": "2026-11-26"}, 303, ""),
        ({"day": ""}, 409, "Gazeta sanasini yozing"),
        ({"day": "2025-11-26"}, 409, "Oʻz yilining varaqasini oching"),
        ({"day": "2026-12-26"}, 409, "hali kelmagan"),
        ({"day": "2026-11-26", "copies": "0"}, 409, "1 dan 100"),
        ({"day": "2026-11-26", "copies": "-1"}, 409, "1 dan 100"),
        ({"day": "2026-11-26", "copies": "x"}, 422, ""),
        ({"day": "kecha"}, 422, ""),
        ({"day": "2026-11-26", "arrived_on": "2026-11-20"}, 409, "oldin kela olmaydi"),
        ({"day": "2026-11-26", "is_unpublished": "on", "copies": ""}, 303, ""),
    ],
)
def test_an_issue_is_entered_on_the_sheet_or_told_why_not(desk, person, typed, status, words):
    paper = a_newspaper(the_actor(person))
    form = {"copies": "2", "arrived_on": "2026-11-28", "supplement": "", **typed}
    answer = desk.post(f"/periodicals/{paper.number}/2026/tick/", form)
    assert answer.status_code == status and words in answer.content.decode()
    assert Issue.objects.count() == (status == 303)


def test_a_square_opens_its_issue_and_a_mistaken_tick_is_taken_off(desk, person):
    by = the_actor(person)
    journal = a_journal(by)
    issue = ticked(by, journal, number=5)
    place = f"/periodicals/{journal.number}/2026/"
    assert str(issue.pk) in desk.get(place, {"slot": "5"}).content.decode()
    for junk in ("x", "2026-99-99", "5'--", "9" * 50):
        assert desk.get(place, {"slot": junk}).status_code == 200
        assert desk.post(place + "untick/", {"issue": junk}).status_code == 303
    assert desk.post(place + "untick/", {"issue": str(issue.pk)}).status_code == 303
    assert not Issue.objects.exists()
    assert desk.get(f"/periodicals/{journal.number}/1800/").status_code == 404


def test_from_the_record_to_the_ordered_subscription(desk):
    title = a_title("Sogʻlom avlod", author="")
    form = {
        "record": f"№ {title.number}",
        "kind": "newspaper",
        "frequency": "weekly",
        "weekdays": ["5"],
        "post_index": "144",
    }
    assert desk.post("/periodicals/new/", {**form, "record": "777777"}).status_code == 422
    assert desk.post("/periodicals/new/", {**form, "weekdays": ["5", "6"]}).status_code == 409
    assert desk.post("/periodicals/new/", form).status_code == 303
    assert desk.post("/periodicals/new/", form).status_code == 409
    paper = Periodical.objects.get()
    assert desk.post(f"/periodicals/{paper.number}/change/", {**form, "weekdays": ["4"]}).status_code == 303
    head = {"year": "2027", "half": "1", "supplier": "Oʻzbekiston pochtasi"}
    assert desk.post("/periodicals/subscriptions/new/", {**head, "supplier": ""}).status_code == 409
    assert desk.post("/periodicals/subscriptions/new/", {**head, "year": "2099"}).status_code == 409
    assert desk.post("/periodicals/subscriptions/new/", head).status_code == 303
    place = f"/periodicals/subscriptions/{Subscription.objects.get().number}/"
    assert desk.post(place + "order/", {}).status_code == 409
    line = {
        "periodical": paper.pk,
        "copies": "1",
        "first_month": "1",
        "last_month": "6",
        "month_price": "12 500",
    }
    wrongs = ({"copies": "0"}, 409), ({"month_price": "-1"}, 409), ({"month_price": "1000000000000"}, 409), ({"last_month": "7"}, 409), ({"month_price": ""}, 422), ({"periodical": "x"}, 422)  # fmt: skip
    for wrong, status in wrongs:
        assert desk.post(place + "lines/", {**line, **wrong}).status_code == status, wrong
    assert desk.post(place + "lines/", line).status_code == 303
    assert desk.post(place + "lines/", line).status_code == 409
    assert "75\u00a0000" in desk.get(place).content.decode()
    assert desk.post(place + "order/", {"receipt": "K-77"}).status_code == 303
    assert desk.post(place + f"lines/{paper.number}/drop/").status_code == 409
    assert "K-77" in desk.get(place).content.decode()


def test_missing_issues_are_claimed_by_a_letter(desk, person):
    by = the_actor(person)
    paper = a_newspaper(by)
    subscribed(by, paper)
    assert f'value="{paper.number}/2026-11-19"' in desk.get("/periodicals/claims/").content.decode()
    assert desk.post("/periodicals/claims/", {"addressee": "Pochta"}).status_code == 409
    form = {"addressee": "Oʻzbekiston pochtasi", "missing": [f"{paper.number}/2026-11-19"]}
    assert desk.post("/periodicals/claims/", form).status_code == 303
    assert Claim.objects.get().lines.get().day == date(2026, 11, 19)
    assert desk.get("/periodicals/claims/1/letter.pdf").content.startswith(b"%PDF")


def test_a_set_is_bound_and_goes_on_to_its_delivery(desk, person):
    by = the_actor(person)
    paper = a_newspaper(by)
    ticked(by, paper, day=date(2026, 11, 24))
    form = {
        "label": "noyabr",
        "first_month": "11",
        "last_month": "11",
        "price": "60 000",
        "service_point": a_service_point().pk,
    }
    place = f"/periodicals/{paper.number}/2026/bind/"
    for wrong, status in (({"price": ""}, 409), ({"price": "-1"}, 409), ({"label": ""}, 409), ({"first_month": "1", "last_month": "2"}, 409), ({"price": "x"}, 422)):  # fmt: skip
        assert desk.post(place, {**form, **wrong}).status_code == status, wrong
    answer = desk.post(place, form)
    assert (
        answer.status_code == 303
        and answer["Location"] == f"/stock/deliveries/{Delivery.objects.get().number}/"
    )
    assert BoundVolume.objects.get().issues.count() == 1


def test_papers_and_workbooks_open(desk, person):
    by = the_actor(person)
    paper, journal = a_newspaper(by, "=1+1"), a_journal(by)
    made = subscribed(by, paper, journal)
    ticked(by, journal, number=7, last_number=8)
    for place in (f"/periodicals/{paper.number}/2026/", f"/periodicals/{journal.number}/2026/", f"/periodicals/subscriptions/{made.number}/"):  # fmt: skip
        assert desk.get(place + "print.pdf").content.startswith(b"%PDF")
        assert openpyxl.load_workbook(io.BytesIO(desk.get(place + "print.xlsx").content)).active is not None
        assert desk.get(place + "print.doc").status_code == 404


def test_whoever_only_sees_changes_nothing(client, person):
    by = the_actor(person)
    paper = a_newspaper(by)
    watcher = an_employee("kuzatuvchi", SEE_PERIODICALS)
    client.force_login(watcher.user, backend=BACKEND)
    for address in (
        "/periodicals/",
        f"/periodicals/{paper.number}/2026/",
        "/periodicals/claims/",
        "/periodicals/subscriptions/",
    ):
        assert client.get(address).status_code == 200
    assert client.get("/periodicals/post/").status_code == 403
    assert client.post(f"/periodicals/{paper.number}/2026/tick/", {"day": "2026-11-26"}).status_code == 403
    assert client.post("/periodicals/claims/", {"addressee": "P", "missing": []}).status_code == 403


def test_pages_ask_the_database_no_more_for_more_titles(desk, person):
    def count(address: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert desk.get(address).status_code == 200
        return len(asked)

    by = the_actor(person)
    subscribed(by, a_newspaper(by))
    addresses = ("/periodicals/", "/periodicals/post/", "/periodicals/claims/", "/periodicals/subscriptions/")
    count(addresses[0])
    before = [count(address) for address in addresses]
    subscribed(by, *(a_journal(by, f"Jurnal {place}") for place in range(6)))
    assert [count(address) for address in addresses] == before
