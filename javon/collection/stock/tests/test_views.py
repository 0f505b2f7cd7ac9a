"""The cataloguers' pages: who gets in, what they show, what they answer to bad input."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from javon.centre.organisation.tests.characters import a_centre, an_employee
from javon.collection.catalogue import rights
from javon.collection.catalogue.models import Import, Quarantined, Title
from javon.collection.catalogue.tests.characters import a_record, a_title
from javon.collection.stock.tests.characters import a_copy
from javon.core import clock
from javon.core.database.fields import uuid7

pytestmark = pytest.mark.django_db

CATALOGUE_RIGHTS = (rights.CORRECT_RECORD, rights.IMPORT_RECORDS, rights.SEE_QUARANTINE)


@pytest.fixture(autouse=True)
def house(tmp_path: Path, settings) -> None:
    settings.SEARCH_INDEX = tmp_path / "index"
    a_centre()


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(
        an_employee("kataloger", *CATALOGUE_RIGHTS).user,
        backend="javon.core.accounts.backends.AccountBackend",
    )
    return client


def a_quarantined() -> Quarantined:
    run = Import.objects.create(
        centre=a_centre(),
        file_name="a.mrc",
        file_size=3,
        format="marc21",
        started_at=clock.now(),
        read=1,
        quarantined=1,
    )
    return Quarantined.objects.create(
        run=run,
        file_name="a.mrc",
        position=5,
        ordinal=2,
        reason="truncated",
        raw=b"\x00abc",
        digest=b"1" * 16,
    )


def pages() -> list[str]:
    title, row = a_title(), a_quarantined()
    a_copy(title)
    return [
        "/catalogue/", "/catalogue/?q=otkan", f"/catalogue/{title.number}/", f"/catalogue/{title.number}/?tab=marc",
        f"/catalogue/{title.number}/?tab=history", f"/catalogue/{title.number}/correct/", "/catalogue/new/",
        "/catalogue/new/?isbn=9789943000001", "/catalogue/imports/", "/catalogue/quarantine/",
        f"/catalogue/quarantine/{row.pk}/", f"/catalogue/quarantine/{row.pk}/bytes/",
    ]  # fmt: skip


def test_every_page_answers_a_librarian(desk: Client) -> None:
    for address in pages():
        assert desk.get(address).status_code == 200, address


def test_no_page_answers_a_visitor(client: Client) -> None:
    for address in pages():
        answer = client.get(address)
        assert answer.status_code == 302 and "/sign-in/" in answer["Location"], address


def test_unknown_numbers_are_not_found(desk: Client) -> None:
    for address in ("/catalogue/999/", "/catalogue/999/correct/", "/catalogue/quarantine/999/"):
        assert desk.get(address).status_code == 404


def test_strange_questions_are_answered(desk: Client) -> None:
    for address in (
        "/catalogue/?page=x",
        "/catalogue/?page=99999999",
        "/catalogue/?q=%22(((%00",
        "/catalogue/quarantine/?run=x&page=-1",
    ):
        assert desk.get(address).status_code in {200, 400}


def form_of(desk: Client, number: int) -> dict[str, str]:
    form = desk.get(f"/catalogue/{number}/correct/").context["form"]
    return {name: str(form.initial.get(name, "") or "") for name in form.fields}


def test_a_correction_is_saved_and_shown(desk: Client) -> None:
    title = a_title(record=a_record("Otkan kunlar"))
    answer = desk.post(
        f"/catalogue/{title.number}/correct/", {**form_of(desk, title.number), "title": "O'tkan kunlar"}
    )
    assert answer.status_code == 303
    assert Title.objects.get().title == "Oʻtkan kunlar"
    history = desk.get(f"/catalogue/{title.number}/?tab=history").content.decode()
    assert "<del>Otkan </del>" in history and "<ins>Oʻtkan </ins>" in history


def test_the_second_editor_sees_both_texts_and_may_save_again(desk: Client) -> None:
    title = a_title()
    mine = {**form_of(desk, title.number), "title": "Mening nomim", "request_id": str(uuid7())}
    desk.post(
        f"/catalogue/{title.number}/correct/", {**form_of(desk, title.number), "title": "Ularning nomi"}
    )
    answer = desk.post(f"/catalogue/{title.number}/correct/", mine)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Mening nomim" in page and "Ularning nomi" in page and "Gulnoza" in page
    again = answer.context["form"]
    assert again["expected_version"].value() == "2"
    posted = {name: str(again[name].value() or "") for name in again.fields}
    assert desk.post(f"/catalogue/{title.number}/correct/", posted).status_code == 303
    assert Title.objects.get().title == "Mening nomim"


def test_an_empty_title_comes_back_with_what_was_typed(desk: Client) -> None:
    title = a_title()
    answer = desk.post(
        f"/catalogue/{title.number}/correct/", {**form_of(desk, title.number), "title": "", "place": "Buxoro"}
    )
    assert answer.status_code == 422
    assert "Buxoro" in answer.content.decode()


def test_a_new_record_is_filled_from_a_donor_and_entered(desk: Client) -> None:
    donor = a_title(is_donor=True, isbn="9789943000001")
    form = desk.get("/catalogue/new/?isbn=978-9943-00-000-1").context["form"]
    assert form.initial["title"] == "Oʻtkan kunlar"
    posted = {name: str(form.initial.get(name, "") or "") for name in form.fields}
    answer = desk.post("/catalogue/new/", posted)
    made = Title.objects.get(is_donor=False)
    assert (answer.status_code, answer["Location"]) == (303, f"/catalogue/{made.number}/")
    assert made.number != donor.number


def test_a_book_held_already_is_told_and_entered_for_a_reason(desk: Client) -> None:
    a_title(isbn="9789943000001")
    typed = {"title": "Boshqa nashr", "isbn": "9789943000001", "request_id": str(uuid7())}
    answer = desk.post("/catalogue/new/", typed)
    assert answer.status_code == 409 and 'type="text" name="override_reason"' in answer.content.decode()
    again = {**typed, "request_id": str(uuid7()), "override_reason": "ikkinchi nashr"}
    assert desk.post("/catalogue/new/", again).status_code == 303


def test_fields_in_which_only_the_other_editor_wrote_keep_that_text(desk: Client) -> None:
    title = a_title()
    address = f"/catalogue/{title.number}/correct/"
    mine = {**form_of(desk, title.number), "place": "Buxoro", "request_id": str(uuid7())}
    desk.post(address, {**form_of(desk, title.number), "year": "2021"})
    answer = desk.post(address, mine)
    assert (answer.status_code, answer.context["conflicts"]) == (409, [])
    assert [one.name for _label, one in answer.context["theirs"]] == ["year"]
    again = answer.context["form"]
    desk.post(address, {name: str(again[name].value() or "") for name in again.fields})
    assert (Title.objects.get().year, Title.objects.get().place) == (2021, "Buxoro")


def test_the_other_text_can_be_chosen_field_by_field(desk: Client) -> None:
    title = a_title()
    address = f"/catalogue/{title.number}/correct/"
    mine = {**form_of(desk, title.number), "title": "Mening", "place": "Buxoro", "request_id": str(uuid7())}
    theirs = {**form_of(desk, title.number), "title": "Ularning", "place": "Samarqand"}
    desk.post(address, theirs)
    again = desk.post(address, mine).context["form"]
    posted = {name: str(again[name].value() or "") for name in again.fields}
    desk.post(address, {**posted, "choose-place": "theirs", "choose-title": "mine"})
    assert (Title.objects.get().title, Title.objects.get().place) == ("Mening", "Samarqand")


def test_a_saved_form_tells_the_device_that_its_draft_is_done(desk: Client) -> None:
    title = a_title()
    answer = desk.post(
        f"/catalogue/{title.number}/correct/", {**form_of(desk, title.number), "place": "Buxoro"}
    )
    assert answer.cookies["saved_form"].value == f"record-{title.number}"


def test_a_change_is_undone_from_the_history(desk: Client) -> None:
    title = a_title()
    desk.post(f"/catalogue/{title.number}/correct/", {**form_of(desk, title.number), "title": "Xato"})
    asked = {"version": "1", "expected_version": "2", "request_id": str(uuid7())}
    answer = desk.post(f"/catalogue/{title.number}/restore/", asked)
    assert answer.status_code == 303 and answer["Location"].endswith("?tab=history")
    assert Title.objects.get().title == "Oʻtkan kunlar"
    stale = desk.post(f"/catalogue/{title.number}/restore/", {**asked, "request_id": str(uuid7())})
    assert stale.status_code == 409 and "tab=history" in stale.content.decode()
    assert desk.post(f"/catalogue/{title.number}/restore/", {"version": "x"}).status_code == 400
    assert desk.get(f"/catalogue/{title.number}/restore/").status_code == 405


def test_the_hints_answer_what_is_typed(desk: Client) -> None:
    title = a_title(isbn="9789943000001")
    typed = {"title": "X", "isbn": "9789943000001", "year": ""}
    assert f"/catalogue/{title.number}/" in desk.post("/catalogue/checks/", typed).content.decode()
    own = desk.post(f"/catalogue/checks/?number={title.number}", typed).content.decode()
    assert f"/catalogue/{title.number}/" not in own and "#id_year" in own
    assert desk.post("/catalogue/checks/?number=99999999999999999999", {}).status_code == 200


def test_one_isbn_is_one_line_and_several_are_several(desk: Client) -> None:
    title = a_title(isbn="9789943000001")
    address = f"/catalogue/{title.number}/correct/"
    assert '<input type="text" name="isbn"' in desk.get(address).content.decode()
    typed = {**form_of(desk, title.number), "isbn": "9789943000001, 978-9943-01-079-6"}
    assert desk.post(address, typed).status_code == 303
    assert '<textarea name="isbn"' in desk.get(address).content.decode()
    assert Title.objects.get().identifiers.filter(kind="isbn").count() == 2


def test_the_marc_tab_names_fields_and_gives_plain_text(desk: Client) -> None:
    answer = desk.get(f"/catalogue/{a_title().number}/?tab=marc")
    assert "Sarlavha va masʼuliyat" in answer.content.decode()
    assert "245 10 ‡a Oʻtkan kunlar : ‡b roman" in answer.context["plain"]
