"""Papers, doubles and personal data of readers on their pages."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from javon.centre.organisation.tests.characters import a_centre, an_employee
from javon.core import clock
from javon.core.access import machine
from javon.core.papers import paper as paper_module
from javon.service.readers import rights
from javon.service.readers.actions.merging import merge_readers
from javon.service.readers.models import (
    Card,
    Deposit,
    Reader,
    ReaderMerge,
    Registration,
    Retention,
    SheetScan,
)
from javon.service.readers.tests.characters import a_reader, blocked, dilnoza, mother

pytestmark = pytest.mark.django_db
ALL = (rights.SEE_READERS, rights.REGISTER_READERS, rights.MERGE_READERS, rights.ERASE_READERS)


@pytest.fixture
def client():
    found = Client()
    found.force_login(an_employee("rahbar", *ALL).user, backend="javon.core.accounts.backends.AccountBackend")
    return found


@pytest.fixture
def unpressed(monkeypatch):
    """Papers are set out and not pressed: what is printed is looked at elsewhere."""
    for module in ("readers.views.keeping_shared", "lending.views.papers"):
        monkeypatch.setattr(f"javon.service.{module}.render_pdf", lambda _paper: b"%PDF-")
    monkeypatch.setattr("javon.service.readers.views.papers.render_register", lambda _book: b"%PDF-")
    monkeypatch.setattr("javon.core.sheets.pdf.pressed", lambda *_a, **_k: b"%PDF-")
    monkeypatch.setattr("javon.service.readers.papers.formulary.pressed", lambda *_a, **_k: b"%PDF-")


def test_every_paper_of_a_reader_opens(client, unpressed, django_assert_max_num_queries):
    reader = dilnoza()
    year = clock.today().year
    group = a_reader(
        kind="collective",
        surname="5-«B» sinf",
        given_name="",
        birth_date=None,
        sex="",
        head_count=28,
        guardian=mother(),
    )
    addresses = [
        *(reverse(f"readers:{name}", args=[reader.number]) for name in ("card_pdf", "sheet_pdf")),
        *(
            reverse(f"lending:{name}", args=[reader.number])
            for name in ("formulary_pdf", "clearance_pdf", "data_pdf")
        ),
        reverse("readers:guarantee_pdf", args=[group.number]),
        *(
            reverse(f"readers:{name}")
            for name in ("blank_sheet_pdf", "blank_formulary_pdf", "blank_guarantee_pdf")
        ),
        reverse("readers:journal_pdf", args=[year, 1]),
        f"{reverse('readers:cards_pdf')}?card={reader.number}&start=3",
    ]
    for address in addresses:
        with django_assert_max_num_queries(42):
            answer = client.get(address)
        assert (answer.status_code, answer.content) == (200, b"%PDF-"), address
        assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize("language", ["uz", "uz-cyrl", "ru", "en"])
def test_the_pages_open_in_every_language(client, language, django_assert_max_num_queries):
    reader = dilnoza()
    client.cookies["til"] = language
    pages = [
        reverse("readers:papers"), reverse("readers:cards"), reverse("readers:sheets", args=[clock.today().year]),
        reverse("readers:deposits"), reverse("readers:doubles"), reverse("readers:personal_data"),
        reverse("readers:papers_of", args=[reader.number]), reverse("readers:card_on_screen", args=[reader.number]),
        reverse("readers:erase", args=[reader.number]),
    ]  # fmt: skip
    for address in pages:
        with django_assert_max_num_queries(42):
            assert client.get(address).status_code == 200, address


@pytest.mark.parametrize("address", ["/readers/999999/papers/", "/readers/1234567/erase/", "/readers/journal/1800-1.pdf", "/readers/journal/2026-0.pdf", "/readers/9999999999/formulary.pdf"])  # fmt: skip
def test_what_is_not_there_is_404(client, address):
    a_centre()
    assert client.get(address).status_code == 404


def test_a_press_that_fails_says_so(client, monkeypatch):
    reader = dilnoza()

    def fails(_paper):
        raise paper_module.PaperFailed("no")

    monkeypatch.setattr("javon.service.readers.views.keeping_shared.render_pdf", fails)
    assert client.get(reverse("readers:sheet_pdf", args=[reader.number])).status_code == 503


def test_cards_on_paper_wait_no_longer(client):
    reader, other = dilnoza(), a_reader()
    answer = client.post(reverse("readers:cards_printed"), {"card": [reader.number, "x", "99999999"]})
    assert answer.status_code == 303
    assert Card.objects.get(printed_at=None).reader_id == other.pk
    assert client.get(reverse("readers:cards_pdf")).status_code == 303  # nothing chosen


def test_a_signed_sheet_comes_back_and_is_counted(client, settings, tmp_path):
    reader, other = dilnoza(), a_reader()
    year = clock.today().year
    lacking = {"state": "no_sheet"}
    assert reader.full_name in client.get(reverse("readers:index"), lacking).content.decode()
    address = reverse("readers:put_scan", args=[reader.number])
    text = SimpleUploadedFile("sheet.txt", b"no picture at all")
    assert client.post(address, {"file": text}).status_code == 409
    assert client.post(address, {}).status_code == 422
    picture = SimpleUploadedFile("Karimova Dilnoza.pdf", b"%PDF-1.7\n1 0 obj\nendobj\n%%EOF")
    assert client.post(address, {"file": picture}).status_code == 303
    scan = SheetScan.objects.get(reader=reader)
    assert "Karimova" not in scan.file.original_name
    assert client.get(reverse("readers:scan", args=[reader.number])).status_code == 200
    shown = client.get(reverse("readers:sheets", args=[year])).content.decode()
    assert "1 / 2" in shown and "Karimova Dilnoza" not in shown
    register = client.get(reverse("readers:index"), lacking).content.decode()
    assert other.full_name in register and reader.full_name not in register


def test_a_deposit_is_taken_once_and_returned_whole(client):
    reader = dilnoza()
    address = reverse("readers:take_deposit", args=[reader.number])
    good = {"amount": "200 000", "reason": "valuable", "taken_on": clock.today().isoformat()}
    assert client.post(address, {**good, "amount": "besh yuz"}).status_code == 422
    assert client.post(address, {**good, "amount": "5"}).status_code == 409
    later = (clock.today() + timedelta(days=1)).isoformat()
    assert client.post(address, {**good, "taken_on": later}).status_code == 409
    assert client.post(address, good).status_code == 303
    assert client.post(address, good).status_code == 409
    deposit = Deposit.objects.get()
    assert (deposit.amount, deposit.number) == (20_000_000, 1)
    back = reverse("readers:return_deposit", args=[deposit.year, 1])
    assert client.post(back).status_code == 303
    assert client.post(back).status_code == 409


def test_two_rows_of_one_person_are_joined_and_parted_by_hand(client):
    kept = dilnoza()
    gone = a_reader(
        surname="Каримова", given_name="Дилноза", patronymic="", birth_date=kept.birth_date, guardian=mother()
    )
    assert f"K-{gone.number:06d}" in client.get(reverse("readers:doubles")).content.decode()
    address = reverse("readers:merge")
    assert client.get(address, {"kept": kept.number, "gone": gone.number}).status_code == 200
    assert client.get(address, {"kept": kept.number, "gone": "x"}).status_code == 404
    assert client.post(address, {"kept": kept.number, "gone": kept.number}).status_code == 409
    assert client.post(address, {"kept": kept.number, "gone": gone.number}).status_code == 303
    merge = ReaderMerge.objects.get()
    assert client.post(reverse("readers:part", args=[merge.pk])).status_code == 303
    again = merge_readers(by=machine("test", a_centre().pk), kept=kept, gone=gone)
    blocked(kept)
    assert client.post(reverse("readers:part", args=[again.pk])).status_code == 409


def test_erasing_asks_for_the_number_of_the_card(client):
    reader = dilnoza()
    address = reverse("readers:erase", args=[reader.number])
    assert client.post(address, {"card": "127127"}).status_code == 422
    assert Reader.objects.get(pk=reader.pk).given_name == "Dilnoza"
    assert client.post(address, {"card": f"K-{reader.number:06d}"}).status_code == 303
    assert Reader.objects.get(pk=reader.pk).full_name == ""
    assert client.get(reverse("readers:papers_of", args=[reader.number])).status_code == 404


def test_who_was_last_registered_too_long_ago_is_proposed_and_terms_change_it(client):
    reader, _fresh = dilnoza(), a_reader()
    today = clock.today()
    long_ago = today.replace(year=today.year - 3, day=1)
    Reader.objects.filter(pk=reader.pk).update(registered_on=long_ago)
    Registration.objects.filter(reader=reader).update(registered_on=long_ago)
    address = reverse("readers:personal_data")
    assert f"K-{reader.number:06d}" not in client.get(address).content.decode()
    terms = {
        "valid_from": today.isoformat(),
        "unlink_days": "30",
        "erase_years": "2",
        "basis": "3-son buyruq",
    }
    assert client.post(address, {**terms, "erase_years": "99"}).status_code == 422
    yesterday = (today - timedelta(days=1)).isoformat()
    assert client.post(address, {**terms, "valid_from": yesterday}).status_code == 409
    assert client.post(address, terms).status_code == 303
    assert Retention.objects.get().basis_label == "3-son buyruq"
    assert f"K-{reader.number:06d}" in client.get(address).content.decode()


def test_a_copy_of_ones_data_holds_everything_but_the_number_of_the_document(client):
    reader = dilnoza(birth_date=date(clock.today().year - 11, 1, 1))
    answer = client.get(reverse("lending:data_json", args=[reader.number]))
    told = json.loads(answer.content)
    assert told["reader"]["given_name"] == "Dilnoza" and told["guardians"][0]["name"] == "Karimova Nargiza"
    assert told["document"] is None and len(told["registrations"]) == len(told["consents"]) == 1
    assert "no-store" in answer["Cache-Control"]


def test_who_may_only_see_prints_no_card_and_erases_nobody():
    reader = dilnoza()
    client = Client()
    seer = an_employee("kuzatuvchi", rights.SEE_READERS)
    client.force_login(seer.user, backend="javon.core.accounts.backends.AccountBackend")
    for name in ("card_pdf", "sheet_pdf", "erase"):
        assert client.get(reverse(f"readers:{name}", args=[reader.number])).status_code == 403
    assert client.get(reverse("lending:data_json", args=[reader.number])).status_code == 403
