"""The pages of a stocktaking: with a script and without, what is refused in words, what is printed."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from javon.centre.documents import rights as documents
from javon.centre.organisation.tests.characters import (
    a_centre,
    a_person,
    a_service_point,
    an_appointment,
    an_employee,
)
from javon.collection.stock import rights
from javon.collection.stock.actions import counting
from javon.collection.stock.actions import stocktaking as actions
from javon.collection.stock.codes import barcode_of
from javon.collection.stock.models import Copy, Scan, Stocktaking
from javon.collection.stock.queries import stocktaking as queries
from javon.collection.stock.rules.stocktaking import Scope
from javon.collection.stock.tests.characters import many_copies
from javon.core.access import machine
from javon.core.database.fields import uuid7

BY = machine("test")
FRAGMENT = {"HX-Request": "true"}


@pytest.fixture
def point(db):
    a_centre()
    return a_service_point("BOLALAR", name="Bolalar boʻlimi")


@pytest.fixture
def counter(client, point):
    """Somebody who may count, signed in."""
    person = an_employee("shahlo", rights.COUNT_STOCK)
    client.force_login(person.user)
    return client


@pytest.fixture
def leader(client, point):
    """Somebody who may open and close as well, signed in."""
    person = an_employee(
        "nodira", rights.COUNT_STOCK, rights.LEAD_STOCKTAKING, documents.DRAFT, documents.READ
    )
    client.force_login(person.user)
    return client


def a_session(point, copies=20):
    many_copies(copies, service_point=point)
    return actions.open_stocktaking(
        by=BY, centre=point.centre, scope=Scope(points=(point.pk,)), deed=actions.Deed("14-A, 09.01.2026")
    )


def text_of(response):
    return response.content.decode().replace("\xa0", " ")


def test_the_list_says_what_is_due_and_offers_nothing_that_one_may_not(counter, point):
    a_session(point)
    shown = text_of(counter.get("/stock/checks/"))
    assert "Bolalar boʻlimi" in shown and "bu yerda tekshirilmagan" in shown
    assert "/stock/checks/new/" not in shown and "/stock/checks/1/" in shown


@pytest.mark.parametrize(
    "address", ["/stock/checks/new/", "/stock/checks/handover/", "/stock/checks/1/cancel/"]
)
def test_who_only_counts_opens_and_ends_nothing(counter, point, address):
    a_session(point)
    assert counter.get(address).status_code == 403
    assert counter.post("/stock/checks/1/end/").status_code == 403


def test_a_stocktaking_is_opened_with_what_was_typed_kept_when_it_is_refused(leader, point):
    many_copies(4, service_point=point)
    request = str(uuid7())
    typed = {"points": [str(point.pk)], "kind": "planned", "shelf": "2-javon", "request_id": request}
    unclear = leader.post("/stock/checks/new/", typed)
    assert unclear.status_code == 422 and "2-javon" in text_of(unclear)
    typed["order_label"] = "14-A, 09.01.2026"
    refused = leader.post("/stock/checks/new/", {**typed, "shelf": "9-javon", "sample": "0"})
    assert refused.status_code == 409 and "9-javon" in text_of(refused)
    assert "Bu chegarada birorta nusxa yoʻq" in text_of(refused)
    opened = leader.post("/stock/checks/new/", typed)
    assert opened.status_code == 303 and opened["Location"] == "/stock/checks/1/"
    assert leader.get("/stock/checks/1/").status_code == 200
    assert Stocktaking.objects.get().expected == 2
    unclear = leader.post("/stock/checks/new/", {**typed, "number_from": "olti"})
    assert unclear.status_code == 422


def test_a_handover_is_begun_and_names_both(leader, point):
    many_copies(4, service_point=point)
    people = [a_person("Mirzayeva", "Gulnoza"), a_person("Toʻrayeva", "Shahlo")]
    for person in people:
        an_appointment(person)
    typed = {
        "points": [str(point.pk)], "order_label": "15-A, 10.01.2026", "request_id": str(uuid7()),
        "liable_before": str(people[0].pk), "liable_after": str(people[0].pk),
    }  # fmt: skip
    refused = leader.post("/stock/checks/handover/", typed)
    assert refused.status_code == 409 and "boshqa kishiga topshiriladi" in text_of(refused)
    typed |= {"liable_after": str(people[1].pk), "request_id": str(uuid7())}
    assert leader.post("/stock/checks/handover/", typed).status_code == 303
    session = Stocktaking.objects.get()
    assert (session.kind, session.liable_after) == ("handover", people[1])


def test_a_scan_without_a_script_comes_back_to_the_page_with_its_shelf(counter, point):
    session = a_session(point)
    shelf = session.shelves.first()
    answer = counter.post("/stock/checks/1/scan/", {"code": barcode_of(1), "shelf": shelf.pk})
    assert answer.status_code == 303 and answer["Location"] == f"/stock/checks/1/?shelf={shelf.pk}"
    shown = text_of(counter.get(answer["Location"]))
    assert "1 / 20" in shown and barcode_of(1) in shown and "autofocus" in shown


def test_enter_counts_and_does_not_finish_the_shelf(counter, point):
    """A browser presses the first button of the form when Enter is typed in its field."""
    a_session(point, 4)
    form = text_of(counter.get("/stock/checks/1/")).split('id="scan-form"')[1].split("</form>")[0]
    first = (
        form.split('type="submit"')[0].rsplit("<button", 1)[1] + form.split('type="submit"')[1].split(">")[0]
    )
    assert "formaction" not in first


def test_a_scan_with_a_script_gets_the_piece_that_changes(counter, point):
    session = a_session(point)
    first, second = session.shelves.all()
    request = {"code": barcode_of(1), "shelf": second.pk, "request_id": str(uuid7())}
    answer = counter.post("/stock/checks/1/scan/", request, headers=FRAGMENT)
    shown = text_of(answer)
    assert answer.status_code == 200 and "<html" not in shown and 'data-tone="double"' in shown
    assert "kutilgan: 1-javon · topildi: 2-javon" in shown
    again = counter.post("/stock/checks/1/scan/", request, headers=FRAGMENT)
    assert again.status_code == 200 and Scan.objects.count() == 1
    sent_later = counter.post(
        "/stock/checks/1/scan/",
        {"code": barcode_of(2), "shelf": first.pk, "request_id": str(uuid7())},
        headers={"X-Send-Later": "1"},
    )
    assert sent_later.json() == {"location": f"/stock/checks/1/?shelf={first.pk}"}


@pytest.mark.parametrize("headers", [FRAGMENT, {}])
def test_a_readers_card_is_refused_in_words_and_the_code_is_kept(counter, point, headers):
    a_session(point)
    answer = counter.post("/stock/checks/1/scan/", {"code": "K000127"}, headers=headers)
    assert answer.status_code == 422 and "K000127 – kitobxon kartasi, kitob emas" in text_of(answer)
    assert ('value="K000127"' in text_of(answer)) is (not headers)
    assert not Scan.objects.exists()


@pytest.mark.parametrize("code", ["<script>alert(1)</script>", "\x00", "%s" * 99, "💥" * 300, "‮127"])
@pytest.mark.parametrize("shelf", ["", "-1", "999999999999999999999", "1 OR 1=1"])
def test_hostile_codes_and_shelves_are_answered_in_words(counter, point, code, shelf):
    a_session(point, 4)
    answer = counter.post("/stock/checks/1/scan/", {"code": code, "shelf": shelf}, headers=FRAGMENT)
    assert answer.status_code in (200, 422) and "<script>alert" not in text_of(answer)


def test_scanning_after_the_end_is_refused_and_said(counter, point):
    session = a_session(point)
    counting.scan(by=BY, stocktaking=session, code=barcode_of(1))
    actions.end_counting(by=BY, stocktaking=session)
    answer = counter.post("/stock/checks/1/scan/", {"code": barcode_of(2)}, headers=FRAGMENT)
    assert answer.status_code == 409 and "toʻxtatilgan" in text_of(answer)


def test_the_counting_page_asks_the_same_however_much_there_is(counter, point, django_assert_max_num_queries):
    session = a_session(point, 300)
    shelf = session.shelves.first()
    for copy in Copy.objects.order_by("inventory_order")[:60]:
        counting.scan(by=BY, stocktaking=session, code=copy.barcode, shelf=session.shelves.last())
    with django_assert_max_num_queries(46):
        counter.get("/stock/checks/1/?class=wrong_place")
    with django_assert_max_num_queries(24):
        counter.post("/stock/checks/1/scan/", {"code": barcode_of(200), "shelf": shelf.pk}, headers=FRAGMENT)


def test_what_did_not_fit_is_put_right_on_its_line(counter, point):
    session = a_session(point)
    first, second = session.shelves.all()
    wrong = counting.scan(by=BY, stocktaking=session, code=barcode_of(1), shelf=second)
    slip = counting.scan(by=BY, stocktaking=session, code="qwerty", shelf=second)
    shown = text_of(counter.get("/stock/checks/1/?class=wrong_place"))
    assert "Shu yerga koʻchirish" in shown
    for asked in (
        {"class": "wrong_place", "deed": "put_here", "scan": wrong.pk},
        {"class": "unknown", "deed": "slip", "scan": slip.pk},
        {"class": "wrong_place", "deed": "remark", "scan": wrong.pk, "text": "Muqovasi yirtilgan"},
    ):
        assert counter.post("/stock/checks/1/settle/", asked).status_code == 303
    assert Copy.objects.get(barcode=barcode_of(1)).shelf == "2-javon"
    shown = text_of(counter.get("/stock/checks/1/?class=wrong_place"))
    assert "Muqovasi yirtilgan" in shown and "yozuvi tuzatildi: 2-javon" in shown
    counter.post("/stock/checks/1/shelf/", {"shelf": first.pk})
    gone = queries.unseen_of(session, "missing")[0].copy
    asked = {"class": "missing", "deed": "found", "copy": str(gone.pk)}
    assert counter.post("/stock/checks/1/settle/", asked).status_code == 303
    assert Scan.objects.filter(copy=gone, device="hand", outcome="in_place").exists()


@pytest.mark.parametrize(
    "asked",
    [{}, {"deed": "put_here", "scan": "x"}, {"deed": "found", "copy": "x"}, {"deed": "burn", "scan": "1"}],
)
def test_a_deed_that_is_none_is_a_bad_request(counter, point, asked):
    session = a_session(point)
    scan = counting.scan(by=BY, stocktaking=session, code=barcode_of(1))
    asked = {**asked, **({"scan": scan.pk} if asked.get("scan") == "1" else {})}
    assert counter.post("/stock/checks/1/settle/", asked).status_code == 400


def test_codes_of_a_handheld_scanner_come_as_text_and_as_a_file(counter, point):
    a_session(point)
    assert counter.get("/stock/checks/1/codes/").status_code == 200
    file = SimpleUploadedFile("kodlar.txt", f"\ufeff{barcode_of(3)}\r\nK000127\r\n".encode())
    typed = {"codes": f"{barcode_of(1)}\n{barcode_of(2)}", "file": file, "request_id": str(uuid7())}
    shown = text_of(counter.post("/stock/checks/1/codes/", typed))
    assert "Qabul qilingan kodlar: 3" in shown and "K000127 – kitobxon kartasi" in shown
    empty = counter.post("/stock/checks/1/codes/", {"codes": " ", "request_id": str(uuid7())})
    assert empty.status_code == 422 and "Kod yoʻq" in text_of(empty)


def test_from_the_last_shelf_to_the_act(leader, point):
    session = a_session(point)
    assert "Fondni tekshirish" in text_of(leader.get("/stock/checks/1/"))
    leader.post("/stock/checks/1/end/")
    assert Stocktaking.objects.get().state == "counting"  # nothing was scanned
    counting.scan(by=BY, stocktaking=session, code=barcode_of(1))
    leader.post("/stock/checks/1/end/")
    shown = text_of(leader.get("/stock/checks/1/?class=missing"))
    assert "Dalolatnoma tuzish" in shown and "Topilmadi" in shown
    assert leader.get("/stock/checks/1/print/missing.xlsx").content.startswith(b"PK")
    printed = text_of(leader.get("/stock/checks/1/print/missing/"))
    assert printed.count("<tr>") == 20 and "14-A, 09.01.2026" in printed
    leader.post("/stock/checks/1/resume/")
    leader.post("/stock/checks/1/end/")
    drafted = leader.post("/stock/checks/1/act/")
    assert drafted.status_code == 303 and drafted["Location"].startswith("/documents/")
    assert leader.get(drafted["Location"]).status_code == 200
    assert Stocktaking.objects.get().state == "act"


def test_ten_random_copies_are_printed_and_drawn_again_by_their_number(counter, point):
    many_copies(30, service_point=point)
    first = text_of(counter.get("/stock/checks/sample/?lot=7"))
    assert first.count("☐") == 10 and first == text_of(counter.get("/stock/checks/sample/?lot=7"))
    assert counter.get("/stock/checks/sample/?count=x&lot=-1&point=zzz").status_code == 200


def test_an_address_of_nothing_is_not_found(leader, point):
    a_session(point)
    for address in (
        "/stock/checks/99/",
        "/stock/checks/1/print/in_place/",
        "/stock/checks/1/print/in_place.xlsx",
        "/stock/checks/1/print/x/",
    ):
        assert leader.get(address).status_code == 404
    assert leader.post("/stock/checks/1/found/", {"copy": "x"}).status_code == 404
