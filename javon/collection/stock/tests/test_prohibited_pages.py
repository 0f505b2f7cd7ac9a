"""The pages of prohibited publications: for the staff with the right only, honest to bad input, cheap when long."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from javon.centre.documents.tests.characters import LIBRARIAN_RIGHTS
from javon.centre.organisation.tests.characters import a_centre, an_employee, the_actor
from javon.collection.catalogue import rights as catalogue_rights
from javon.collection.catalogue.hiding import hide
from javon.collection.catalogue.tests.characters import a_title
from javon.collection.stock import rights
from javon.collection.stock.actions import prohibited as actions
from javon.collection.stock.actions import prohibited_checks as checks
from javon.collection.stock.models import ProhibitedCheck, ProhibitedEntry, ProhibitedList, ProhibitedMatch
from javon.collection.stock.prohibited_paper import EntryRow
from javon.collection.stock.tests.characters import a_commission, a_copy
from javon.core import clock
from javon.core.database import writing
from javon.core.jobs.worker import work_all

pytestmark = pytest.mark.django_db
BACKEND = "javon.core.accounts.backends.AccountBackend"
NOTE = "Boshqa muallifning romani, faqat nomi oʻxshash"


@pytest.fixture(autouse=True)
def house(tmp_path, settings) -> None:
    settings.SEARCH_INDEX = tmp_path / "index"
    a_centre()


@pytest.fixture
def keeper():
    held = (*rights.RIGHTS, *LIBRARIAN_RIGHTS, catalogue_rights.CORRECT_RECORD)
    return an_employee("fondchi", *held, surname="Xolmatova", given_name="Nodira")


@pytest.fixture
def desk(client: Client, keeper) -> Client:
    client.force_login(keeper.user, backend=BACKEND)
    return client


def a_list(keeper, *titles: str) -> ProhibitedList:
    rows = [EntryRow(title, "Soxtayev, Qosim") for title in titles or ("Soʻnggi yoʻlning boshi",)]
    made = actions.enter_list(
        by=the_actor(keeper),
        centre=a_centre(),
        kind="whole",
        paper="1-sonli roʻyxat",
        dated_on=clock.today(),
        rows=rows,
    )
    work_all()
    return made


def a_check(keeper) -> ProhibitedCheck:
    return checks.begin_check(by=the_actor(keeper), centre=a_centre(), commission=a_commission())


def with_alarms(keeper) -> tuple[ProhibitedMatch, ProhibitedMatch]:
    """An exact one and a probable one."""
    bad = a_title("Сўнгги йўлнинг боши", author="Сохтаев, Қосим")
    fine = a_title("Soʻnggi yoʻlning boshi", author="Xolmatov, Anvar")
    a_copy(bad)
    a_list(keeper)
    return ProhibitedMatch.objects.get(title=bad), ProhibitedMatch.objects.get(title=fine)


def test_every_page_answers_and_says_what_it_shows(desk, keeper):
    bad, _fine = with_alarms(keeper)
    a_check(keeper)
    for address, words in (
        ("/stock/prohibited/", "Сўнгги йўлнинг боши"),
        ("/stock/prohibited/?state=different", ""),
        ("/stock/prohibited/list/", "Soxtayev, Qosim"),
        ("/stock/prohibited/list/?q=Сўнгги", "Soʻnggi yoʻlning boshi"),
        ("/stock/prohibited/list/?lines=ended", ""),
        ("/stock/prohibited/versions/", "1-sonli roʻyxat"),
        ("/stock/prohibited/versions/new/", "multipart/form-data"),
        ("/stock/prohibited/checks/", "/stock/prohibited/checks/1/"),
        ("/stock/prohibited/checks/new/", "Fondlarni saqlash komissiyasi"),
        ("/stock/prohibited/checks/1/", "Сўнгги йўлнинг боши"),
        (f"/stock/prohibited/alarms/{bad.pk}/", "Сохтаев, Қосим"),
        (f"/catalogue/{bad.title.number}/", f"/stock/prohibited/alarms/{bad.pk}/"),
        ("/stock/", "/stock/prohibited/"),
    ):
        answer = desk.get(address)
        assert answer.status_code == 200, address
        assert words in answer.content.decode(), address


def test_pages_of_an_empty_house_answer(desk):
    for tail in ("", "list/", "versions/", "checks/", "checks/new/"):
        assert desk.get(f"/stock/prohibited/{tail}").status_code == 200


def test_whoever_has_no_right_sees_neither_list_nor_alarms(client: Client, keeper):
    bad, _fine = with_alarms(keeper)
    reader = an_employee("kataloger", catalogue_rights.CORRECT_RECORD, rights.SEE_STOCK)
    assert client.get("/stock/prohibited/").status_code in (302, 403)
    client.force_login(reader.user, backend=BACKEND)
    for tail in ("", "list/", "versions/", "checks/", f"alarms/{bad.pk}/"):
        assert client.get(f"/stock/prohibited/{tail}").status_code == 403
    assert "/stock/prohibited/" not in client.get("/stock/").content.decode()
    assert "alarms" not in client.get(f"/catalogue/{bad.title.number}/").content.decode()


def entered(desk: Client, **given: object):
    typed = {"kind": "whole", "paper": "1-sonli roʻyxat", "dated_on": clock.today().isoformat(), **given}
    return desk.post("/stock/prohibited/versions/new/", typed)


def test_a_list_comes_as_a_file_or_as_text(desk):
    file = SimpleUploadedFile(
        "royxat.csv", "Nomi;Muallif\nSoʻnggi yoʻl;Soxtayev Q.\n".encode("cp1251", "replace")
    )
    assert entered(desk, file=file).status_code == 303
    assert entered(desk, kind="added", pasted="1. Adashuv; Soxtayev Q.").status_code == 303
    assert ProhibitedEntry.objects.count() == 2 and ProhibitedList.objects.count() == 2


@pytest.mark.parametrize(
    "given, status",
    [
        ({}, 422),  # neither file nor text
        ({"paper": "", "pasted": "Adashuv"}, 422),
        ({"dated_on": "kecha", "pasted": "Adashuv"}, 422),
        ({"dated_on": (clock.today() + timedelta(days=3)).isoformat(), "pasted": "Adashuv"}, 409),
        ({"kind": "else", "pasted": "Adashuv"}, 422),
        ({"kind": "withdrawn", "pasted": "Adashuv"}, 409),
        ({"pasted": "…;!"}, 422),  # a row without a title is told, and entered only when asked to
        ({"pasted": "\x00"}, 422),
        ({"file": SimpleUploadedFile("a.xlsx", b"PK\x03\x04 no workbook")}, 422),
        ({"file": SimpleUploadedFile("a.csv", b"\x00" * 900)}, 409),
        ({"file": SimpleUploadedFile("a.csv", b"x" * (9 << 20))}, 422),
    ],
)
def test_bad_papers_are_told_and_nothing_is_entered(desk, given, status):
    answer = entered(desk, **given)
    assert answer.status_code == status
    if given.get("paper") != "":
        assert "1-sonli roʻyxat" in answer.content.decode()
    assert not ProhibitedList.objects.exists()


def test_rows_without_a_title_are_left_out_when_asked_to(desk):
    assert entered(desk, pasted="Adashuv\n;Soxtayev").status_code == 422
    assert entered(desk, pasted="Adashuv\n;Soxtayev", without_title="on").status_code == 303
    assert ProhibitedEntry.objects.get().title == "Adashuv"


def test_a_probable_one_is_laid_aside_with_a_sentence_an_exact_one_is_not(desk, keeper):
    bad, fine = with_alarms(keeper)
    assert desk.post(f"/stock/prohibited/alarms/{fine.pk}/aside/", {"note": ""}).status_code == 422
    assert desk.post(f"/stock/prohibited/alarms/{fine.pk}/aside/", {"note": "yoʻq"}).status_code == 409
    assert desk.post(f"/stock/prohibited/alarms/{bad.pk}/aside/", {"note": NOTE}).status_code == 409
    assert desk.post(f"/stock/prohibited/alarms/{bad.pk}/release/", {"note": NOTE}).status_code == 409
    assert desk.post(f"/stock/prohibited/alarms/{fine.pk}/aside/", {"note": NOTE}).status_code == 303
    assert desk.get("/stock/prohibited/alarms/99999/").status_code == 404
    assert desk.get(f"/stock/prohibited/alarms/{2**70}/").status_code == 404
    states = {match.pk: match.state for match in ProhibitedMatch.objects.all()}
    assert states == {bad.pk: "open", fine.pk: "different"}


def test_a_check_goes_its_way_on_its_page(desk, keeper):
    bad, fine = with_alarms(keeper)
    assert desk.post("/stock/prohibited/checks/new/", {}).status_code == 409
    a_check(keeper)
    address = "/stock/prohibited/checks/1/"
    assert desk.post(f"{address}act/", {"kept_at": ""}).status_code == 409
    assert desk.post(f"{address}find/{bad.pk}/", {f"{bad.pk}-finding": "burned"}).status_code == 422
    assert desk.post(f"{address}find/{bad.pk}/", {f"{bad.pk}-finding": "different"}).status_code == 409
    assert desk.post(f"{address}find/999/", {"999-finding": "different"}).status_code == 404
    assert desk.post(f"{address}find/{bad.pk}/", {f"{bad.pk}-finding": "withdrawn"}).status_code == 303
    typed = {f"{fine.pk}-finding": "different", f"{fine.pk}-note": NOTE}
    assert desk.post(f"{address}find/{fine.pk}/", typed).status_code == 303
    drafted = desk.post(f"{address}act/", {"kept_at": "Yopiq shkaf"})
    assert drafted.status_code == 303 and "/documents/" in drafted.url
    assert desk.post(f"{address}find/{bad.pk}/", {f"{bad.pk}-finding": "withdrawn"}).status_code == 409
    assert desk.post(f"{address}give-up/").status_code == 303
    assert desk.post(f"{address}give-up/").status_code == 409
    assert desk.get("/stock/prohibited/checks/9/").status_code == 404


def test_while_a_record_is_typed_it_is_warned_of(desk, keeper):
    a_list(keeper)
    look = "/stock/prohibited/look/"
    htmx = {"HTTP_HX_REQUEST": "true"}
    found = desk.post(look, {"title": "Sungi", "author": ""}, **htmx)
    assert found.status_code == 200 and "alert" not in found.content.decode()
    found = desk.post(look, {"title": "СЎНГГИ ЙЎЛНИНГ БОШИ", "author": "Сохтаев Қ."}, **htmx)
    assert "alert--bad" in found.content.decode()
    for hostile in ({}, {"title": "\x00" * 9}, {"title": "a" * 9000, "isbn": "9" * 9000}):
        assert desk.post(look, hostile, **htmx).status_code == 200
    assert look in desk.get("/catalogue/new/").content.decode()


def test_a_record_laid_aside_is_not_warned_of_again(desk, keeper):
    _bad, fine = with_alarms(keeper)
    typed = {"title": fine.title.title, "author": "Xolmatov, Anvar"}
    look = f"/stock/prohibited/look/?number={fine.title.number}"
    assert "alert--bad" in desk.post(look, typed, HTTP_HX_REQUEST="true").content.decode()
    desk.post(f"/stock/prohibited/alarms/{fine.pk}/aside/", {"note": NOTE})
    assert "alert--bad" not in desk.post(look, typed, HTTP_HX_REQUEST="true").content.decode()


def test_a_withdrawn_title_is_gone_for_readers_and_stays_for_the_staff(client: Client, desk, keeper):
    bad, _fine = with_alarms(keeper)
    number = bad.title.number
    assert client.get(f"/title/{number}").status_code == 200
    with writing():
        hide([bad.title_id])
    readers = Client()
    for address in (f"/title/{number}", f"/title/{number}.mrc", f"/api/v1/titles/{bad.title_id}"):
        assert readers.get(address).status_code == 404, address
    assert desk.get(f"/catalogue/{number}/").status_code == 200


@pytest.mark.parametrize("address", ["/stock/prohibited/", "/stock/prohibited/list/"])
def test_a_long_list_costs_as_many_questions_as_a_short_one(desk, keeper, address):
    with_alarms(keeper)
    desk.get(address)
    with CaptureQueriesContext(connection) as few:
        desk.get(address)
    a_list(keeper, *(f"Soʻnggi yoʻlning {place}-boshi" for place in range(30)), "Soʻnggi yoʻlning boshi")
    for place in range(10):
        a_title(f"Soʻnggi yoʻlning {place}-boshi", author="Xolmatov, Anvar")
    with CaptureQueriesContext(connection) as many:
        desk.get(address)
    assert len(many) <= len(few) <= 36  # six of them are this page's own


def test_a_check_of_many_books_costs_as_many_questions_as_one_of_few(desk, keeper):
    with_alarms(keeper)
    a_check(keeper)
    with CaptureQueriesContext(connection) as few:
        desk.get("/stock/prohibited/checks/1/")
    other = ProhibitedMatch.objects.first()
    assert other is not None
    for place in range(8):
        ProhibitedMatch.objects.create(
            title=a_title(f"Boshqa kitob {place}"),
            entry=other.entry,
            certainty="probable",
            why="similar",
            found_by="check",
            found_at=clock.now(),
            check_act=other.check_act,
        )
    with CaptureQueriesContext(connection) as many:
        desk.get("/stock/prohibited/checks/1/")
    assert len(many) <= len(few)
