"""The pages of write-offs, moves and commissions: who gets in, what they show, what they answer to bad input."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from javon.centre.documents.tests.characters import a_director, a_head
from javon.centre.organisation.tests.characters import a_centre, a_person, a_service_point, the_actor
from javon.collection.stock.actions import moves, write_offs
from javon.collection.stock.models import Commission, Copy, Disposal, Transfer
from javon.collection.stock.tests.characters import (
    a_commission,
    a_copy,
    a_move,
    a_stock_keeper,
    a_write_off,
    approved_write_off,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def house(tmp_path, settings) -> None:
    settings.SEARCH_INDEX = tmp_path / "index"
    a_centre()


@pytest.fixture
def keeper():
    return a_stock_keeper()


@pytest.fixture
def desk(client: Client, keeper) -> Client:
    client.force_login(keeper.user, backend="javon.core.accounts.backends.AccountBackend")
    return client


def pages(keeper) -> list[str]:
    by = the_actor(keeper)
    a_commission()
    a_write_off(by, a_copy(price=45_000_00))
    a_move(by, a_copy())
    return [
        "/stock/commissions/", "/stock/commissions/new/", f"/stock/commissions/{Commission.objects.get().pk}/end/",
        "/stock/write-offs/", "/stock/write-offs/?state=open&reason=worn&q=1", "/stock/write-offs/new/",
        "/stock/write-offs/1/", "/stock/write-offs/1/?do=commission", "/stock/write-offs/1/?do=cancel",
        "/stock/write-offs/1/list.pdf", "/stock/write-offs/1/list.xlsx", "/stock/moves/", "/stock/moves/?state=on_way", "/stock/moves/new/",
        "/stock/moves/1/", "/stock/moves/1/?do=cancel", "/stock/moves/1/list.pdf", "/stock/moves/1/list.xlsx",
    ]  # fmt: skip


def test_every_page_answers_a_keeper_of_the_stock(desk, keeper):
    for address in pages(keeper):
        assert desk.get(address).status_code == 200, address


def test_no_page_answers_a_visitor(client, keeper):
    for address in pages(keeper):
        answer = client.get(address)
        assert answer.status_code == 302 and "/sign-in/" in answer["Location"], address


@pytest.mark.parametrize(
    "address",
    [
        "/stock/write-offs/9/",
        "/stock/write-offs/99999999999/",
        "/stock/moves/9/",
        "/stock/moves/99999999999/",
    ],
)
def test_unknown_numbers_are_not_found(desk, address):
    assert desk.get(address).status_code == 404


def test_strange_questions_are_answered(desk):
    for address in ("/stock/write-offs/?page=x&q=%00&state=zzz&reason=1", "/stock/moves/?state=%27&page=-1"):
        assert desk.get(address).status_code == 200


def test_the_whole_way_through_the_pages(desk, keeper):
    a_head(), a_director()
    commission, copies = a_commission(), [a_copy(price=10_000_00) for _ in range(3)]
    answer = desk.post("/stock/write-offs/new/", {"reason": "worn"})
    assert (answer.status_code, answer["Location"]) == (303, "/stock/write-offs/1/")
    assert desk.post("/stock/write-offs/1/scan/", {"codes": copies[0].inventory_number}).status_code == 303
    many = "\r\n".join(copy.inventory_number for copy in copies[1:])
    assert desk.post("/stock/write-offs/1/scan/", {"codes": many}).status_code == 303
    page = desk.get("/stock/write-offs/1/").content.decode()
    assert all(copy.inventory_number in page for copy in copies) and "30 000" in page.replace("\xa0", " ")
    assert desk.post("/stock/write-offs/1/commission/", {"commission": str(commission.pk)}).status_code == 303
    minutes = {"number": "3", "on": "2026-01-20", "conclusion": "Chiqarilsin"}
    assert desk.post("/stock/write-offs/1/minutes/", minutes).status_code == 303
    answer = desk.post("/stock/write-offs/1/act/")
    assert answer.status_code == 303 and answer["Location"].startswith("/documents/")
    paper = desk.get(answer["Location"]).content.decode()
    assert "DALOLATNOMA" in paper and copies[2].inventory_number in paper and "KOʻRIB CHIQILDI" in paper
    assert Disposal.objects.get().state == "act"


def test_a_scan_of_the_good_and_the_bad_keeps_the_bad_ones_in_the_field(desk, keeper):
    good = a_copy(price=100)
    a_write_off(the_actor(keeper))
    answer = desk.post("/stock/write-offs/1/scan/", {"codes": f"{good.inventory_number}\nXATO-1\nXATO-2"})
    page = answer.content.decode()
    assert answer.status_code == 409 and "XATO-1\nXATO-2</textarea>" in page
    assert Disposal.objects.get().lines.count() == 1


def test_a_refused_scan_and_a_refused_step_say_why_and_lose_nothing(desk, keeper):
    a_write_off(the_actor(keeper), a_copy(price=100))
    answer = desk.post("/stock/write-offs/1/scan/", {"codes": "9789943000001"})
    assert answer.status_code == 409 and 'value="9789943000001"' in answer.content.decode()
    answer = desk.post("/stock/write-offs/1/scan/", {"codes": "1", "price": "arzon"})
    assert answer.status_code == 422 and "arzon" in answer.content.decode()
    assert desk.post("/stock/write-offs/1/commission/", {}).status_code == 422
    answer = desk.post("/stock/write-offs/1/commission/", {"commission": "x"})
    assert answer.status_code == 422
    assert desk.post("/stock/write-offs/1/act/").status_code == 409
    assert desk.post("/stock/write-offs/1/nothing/").status_code == 404
    assert desk.get("/stock/write-offs/1/act/").status_code == 405
    assert desk.post("/stock/write-offs/1/strike/", {"line": "x"}).status_code == 404
    assert desk.post("/stock/write-offs/new/", {"reason": "yoqmadi"}).status_code == 422


def test_a_line_is_struck_and_a_list_given_up(desk, keeper):
    disposal = a_write_off(the_actor(keeper), a_copy(price=100))
    line = disposal.lines.get()
    assert desk.post("/stock/write-offs/1/strike/", {"line": str(line.pk)}).status_code == 303
    assert desk.post("/stock/write-offs/1/cancel/", {"reason": ""}).status_code == 422
    assert desk.post("/stock/write-offs/1/cancel/", {"reason": "Kerak emas"}).status_code == 303
    assert Disposal.objects.get().state == "cancelled"
    assert desk.get("/stock/write-offs/1/").status_code == 200


def test_the_page_of_a_booked_write_off_names_its_number_in_part_two(desk, keeper):
    a_head()
    approved_write_off(the_actor(keeper), the_actor(a_director()), a_copy(price=100))
    assert "№ 1 / 20" in desk.get("/stock/write-offs/1/").content.decode()
    answer = desk.post("/stock/write-offs/1/out/", {"destiny": "Makulaturaga", "out_on": "2026-01-01"})
    assert answer.status_code == 409


def test_a_commission_is_entered_and_ended(desk, keeper):
    people = [a_person(surname) for surname in ("Aliyev", "Boboyev", "Davronov")]
    typed = {
        "name": "Komissiya", "purposes": ["preservation"], "order_label": "14-A", "valid_from": "2026-01-09",
        "chair": str(people[0].pk), "members": [str(people[1].pk)],
    }  # fmt: skip
    answer = desk.post("/stock/commissions/new/", typed)
    assert answer.status_code == 409 and 'value="Komissiya"' in answer.content.decode()
    typed["members"].append(str(people[2].pk))
    assert desk.post("/stock/commissions/new/", typed).status_code == 303
    commission = Commission.objects.get()
    assert commission.members.count() == 3
    answer = desk.post(f"/stock/commissions/{commission.pk}/end/", {"last_day": "2025-01-01"})
    assert answer.status_code == 409
    assert (
        desk.post(f"/stock/commissions/{commission.pk}/end/", {"last_day": "2026-06-01"}).status_code == 303
    )


def test_copies_are_moved_through_the_pages(desk, keeper):
    copy, room = a_copy(), a_service_point("ZAL", name="Oʻquv zali")
    points = {"from_point": str(copy.service_point_id), "to_point": str(room.pk)}
    assert desk.post("/stock/moves/new/", {**points, "to_point": points["from_point"]}).status_code == 409
    assert desk.post("/stock/moves/new/", points).status_code == 303
    assert desk.post("/stock/moves/1/scan/", {"codes": "??"}).status_code == 409
    assert desk.post("/stock/moves/1/scan/", {"codes": copy.inventory_number}).status_code == 303
    assert desk.post("/stock/moves/1/send/").status_code == 303
    assert Copy.objects.get().state == "in_transit"
    assert desk.post("/stock/moves/1/receive/").status_code == 303
    assert desk.post("/stock/moves/1/receive/").status_code == 409
    assert desk.post("/stock/moves/1/fly/").status_code == 404
    assert (Copy.objects.get().service_point, Transfer.objects.get().state) == (room, "received")


def questions(desk, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        desk.get(address)
    return len(asked)


@pytest.mark.parametrize("address", ["/stock/write-offs/", "/stock/write-offs/1/", "/stock/moves/1/"])
def test_more_lines_are_no_more_questions(desk, keeper, address):
    by, first = the_actor(keeper), a_copy(price=100)
    disposal, transfer = a_write_off(by, first), a_move(by, a_copy())
    desk.get(address)
    few = questions(desk, address)
    for _ in range(4):
        a_write_off(by, a_copy(price=100))
        write_offs.list_copies(by=by, disposal=disposal, codes=a_copy(price=100).inventory_number)
        moves.list_for_move(by=by, transfer=transfer, codes=a_copy().inventory_number)
    assert questions(desk, address) == few
