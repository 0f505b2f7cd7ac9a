"""Pages of labels: who gets in, what they show, what they answer to bad input."""

from __future__ import annotations

import pytest
from django.test import Client

from javon.centre.organisation.tests.characters import a_centre, an_employee
from javon.collection.catalogue import rights as catalogue_rights
from javon.collection.labels import queries, rights
from javon.collection.labels.models import LabelRequest, LabelRun, LabelSheet
from javon.collection.labels.tests.characters import a_coded_copy, a_run, waiting_labels
from javon.collection.stock.tests.characters import a_copy
from javon.core.database.fields import uuid7
from javon.core.sheets import PaperFailed

pytestmark = pytest.mark.django_db
BACKEND = "javon.core.accounts.backends.AccountBackend"


@pytest.fixture(autouse=True)
def house(tmp_path, settings) -> None:
    settings.SEARCH_INDEX = tmp_path / "index"
    a_centre()


@pytest.fixture
def desk(client: Client) -> Client:
    person = an_employee("kataloger", rights.PRINT_LABELS, catalogue_rights.CORRECT_RECORD)
    client.force_login(person.user, backend=BACKEND)
    return client


def ask(desk: Client, **typed):
    given = {"request_id": str(uuid7()), "kinds": "barcode", "quantity": "1", **typed}
    return desk.post("/stock/labels/", given)


PAGES = (
    "/stock/labels/", "/stock/labels/print/barcode/", "/stock/labels/print/card/", "/stock/labels/sheets/",
    "/stock/labels/sheets/new/", "/stock/labels/sheets/a4-38x21/calibrate/", "/stock/labels/sheets/a4-38x21/calibration.pdf",
)  # fmt: skip


def test_every_page_answers_a_cataloguer_and_no_visitor(desk):
    run = a_run()
    addresses = [*PAGES, f"/stock/labels/printings/{run.pk}/", f"/stock/labels/printings/{run.pk}/labels.pdf"]
    for address in addresses:
        assert desk.get(address).status_code == 200, address
        assert Client().get(address).status_code == 302, address


def test_whoever_only_corrects_records_prints_no_labels(client):
    client.force_login(an_employee("boshqa", catalogue_rights.CORRECT_RECORD).user, backend=BACKEND)
    assert client.get("/stock/labels/").status_code == 403


def test_what_is_not_there_is_not_found(desk):
    for address in (
        f"/stock/labels/printings/{uuid7()}/", f"/stock/labels/printings/{uuid7()}/labels.pdf", "/stock/labels/print/nothing/",
        "/stock/labels/sheets/nothing/calibrate/", "/stock/labels/sheets/a4-38x21/", "/catalogue/999/card.pdf",
    ):  # fmt: skip
        assert desk.get(address).status_code == 404, address


def test_a_scanned_barcode_waits(desk):
    copy = a_coded_copy()
    assert ask(desk, codes=copy.barcode, kinds=["barcode", "spine"]).status_code == 303
    assert [one.kind for one in LabelRequest.objects.order_by("kind")] == ["barcode", "spine"]
    page = desk.get("/stock/labels/").content.decode()
    assert copy.title.title in page and copy.inventory_number in page


def test_inventory_numbers_with_commas_and_a_foreign_barcode(desk):
    first, second = a_coded_copy(inventory_number="4218"), a_coded_copy(inventory_number="A-7")
    third = a_copy(foreign_barcode="X99")
    ask(desk, codes="4218, A-7\nX99", kinds="spine")
    assert set(LabelRequest.objects.values_list("copy_id", flat=True)) == {first.pk, second.pk, third.pk}


def test_a_thousand_scanned_numbers_are_a_few_questions(django_assert_max_num_queries):
    copies = [a_coded_copy() for _ in range(3)]
    typed = "\n".join([*(copy.barcode for copy in copies), *(f"N{number}" for number in range(1_000))])
    with django_assert_max_num_queries(8):
        found = queries.copies_by_codes(copies[0].centre_id, typed)
    assert found.copies == copies and len(found.unknown) == 1_000


def test_a_number_that_old_books_repeat_means_every_copy_under_it(desk):
    a_coded_copy(inventory_number="4218")
    a_coded_copy(inventory_number="4218", inventory_repeat=1)
    a_coded_copy(inventory_number="4218", inventory_book="B")
    ask(desk, codes="4218")
    assert LabelRequest.objects.count() == 3


def test_a_range_of_one_book(desk):
    wanted = [a_coded_copy(inventory_number=number) for number in ("0098", "99", "000100")]
    a_coded_copy(inventory_number="101")
    a_coded_copy(inventory_number="99", inventory_book="B")
    ask(desk, first="0098", last="100")
    assert set(LabelRequest.objects.values_list("copy_id", flat=True)) == {copy.pk for copy in wanted}


def test_the_page_of_a_record_brings_its_copies(desk):
    copy = a_coded_copy()
    page = desk.get(f"/stock/labels/?title={copy.title.number}").content.decode()
    assert f'value="{copy.pk}" checked' in page
    ask(desk, copies=str(copy.pk))
    assert LabelRequest.objects.get().copy == copy
    record = desk.get(f"/catalogue/{copy.title.number}/").content.decode()
    assert f"/stock/labels/?title={copy.title.number}" in record and "/card.pdf" in record


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        ({"codes": "12345678"}, 409),
        ({"codes": "K000127"}, 409),
        ({"codes": ""}, 409),
        ({"codes": "x" * 50_000}, 422),
        ({"first": "abc"}, 422),
        ({"first": "-1"}, 422),
        ({"first": "1", "last": "99999999"}, 409),
        ({"quantity": "0"}, 422),
        ({"quantity": ""}, 422),
        ({"kinds": "bomb"}, 422),
        ({"copies": "not-a-uuid"}, 422),
        ({"copies": str(uuid7())}, 409),
        ({"request_id": "x"}, 422),
        ({"codes": "\x00,\u202e,'; DROP TABLE"}, 409),
    ],
)
def test_bad_input_is_answered_in_words_and_asks_for_nothing(desk, typed, status):
    answer = ask(desk, **typed)
    assert answer.status_code in {status, 400}
    assert LabelRequest.objects.count() == 0


def test_a_reader_card_is_told_apart(desk):
    assert "K000127" in ask(desk, codes="K000127").content.decode()


def test_from_the_queue_to_paper(desk):
    waiting_labels(3)
    sheet = {"sheet": "a4-38x21", "start": "7", "request_id": str(uuid7())}
    answer = desk.post("/stock/labels/print/barcode/", sheet)
    run = LabelRun.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, f"/stock/labels/printings/{run.pk}/")
    pdf = desk.get(f"/stock/labels/printings/{run.pk}/labels.pdf")
    assert pdf["Content-Type"] == "application/pdf" and pdf.content.startswith(b"%PDF-")
    assert desk.post(f"/stock/labels/printings/{run.pk}/printed/").status_code == 303
    assert LabelRequest.objects.filter(printed_at=None).count() == 0
    assert desk.post(f"/stock/labels/printings/{run.pk}/return/").status_code == 409


@pytest.mark.parametrize(
    "typed", [{"start": "66"}, {"start": "x"}, {"sheet": "nowhere"}, {"sheet": ""}, {"start": "0"}]
)
def test_a_sheet_that_is_none_is_refused_in_words(desk, typed):
    waiting_labels(1)
    given = {"sheet": "a4-38x21", "start": "1", "request_id": str(uuid7()), **typed}
    assert desk.post("/stock/labels/print/barcode/", given).status_code in {409, 422}
    assert LabelRun.objects.count() == 0


def test_ticked_labels_leave_the_queue(desk):
    waiting_labels(2)
    ticked = str(LabelRequest.objects.first().pk)
    desk.post("/stock/labels/withdraw/", {"requests": [ticked, "x"], "request_id": str(uuid7())})
    desk.post("/stock/labels/withdraw/", {"requests": ticked, "request_id": str(uuid7())})
    assert LabelRequest.objects.count() == 1


def test_an_own_sheet_is_typed_with_commas(desk):
    typed = {
        "name": "Dokon", "width": "210", "height": "297", "columns": "4", "rows": "10", "cell_width": "48,5",
        "cell_height": "25.4", "left": "8", "top": "21,5", "gap_x": "0", "gap_y": "0", "request_id": str(uuid7()),
    }  # fmt: skip
    assert desk.post("/stock/labels/sheets/new/", typed).status_code == 303
    own = LabelSheet.objects.get()
    assert (own.cell_width, own.cell_height, own.top) == (48_500, 25_400, 21_500)
    assert "48,5" in desk.get(f"/stock/labels/sheets/{own.pk}/").content.decode()
    wrong = desk.post(
        "/stock/labels/sheets/new/", {**typed, "columns": "5", "name": "B", "request_id": str(uuid7())}
    )
    assert wrong.status_code == 409 and "48,5" in wrong.content.decode()
    assert desk.post("/stock/labels/sheets/new/", {**typed, "width": "1e9"}).status_code == 422
    assert desk.post(f"/stock/labels/sheets/{own.pk}/retire/").status_code == 303
    assert desk.get(f"/stock/labels/sheets/{own.pk}/").status_code == 404


def test_the_cross_is_measured_and_remembered(desk):
    address = "/stock/labels/sheets/a4-38x21/calibrate/"
    typed = {"measured_x": "21,3", "measured_y": "19.6", "request_id": str(uuid7())}
    assert desk.post(address, typed).status_code == 303
    row = LabelSheet.objects.get()
    assert (row.offset_x, row.offset_y) == (-1_300, 400)
    # Measured again with that offset: the cross lies right, and nothing changes.
    desk.post(address, {"measured_x": "20", "measured_y": "20", "request_id": str(uuid7())})
    row.refresh_from_db()
    assert (row.offset_x, row.offset_y) == (-1_300, 400)
    far = desk.post(address, {"measured_x": "40", "measured_y": "20", "request_id": str(uuid7())})
    assert far.status_code == 409


def test_a_press_that_is_late_is_told(desk, monkeypatch):
    run = a_run()
    monkeypatch.setattr("javon.collection.labels.printing.render_sheets", _late)
    assert desk.get(f"/stock/labels/printings/{run.pk}/labels.pdf").status_code == 503


def _late(*_args, **_given):
    raise PaperFailed("late")


def test_the_card_of_a_record_in_both_sizes(desk):
    number = a_coded_copy().title.number
    for address in (
        f"/catalogue/{number}/card.pdf",
        f"/catalogue/{number}/card.pdf?paper=a4",
        f"/catalogue/{number}/card.pdf?paper=x",
    ):
        assert desk.get(address).content.startswith(b"%PDF-"), address


def test_a_full_queue_asks_few_questions(django_assert_num_queries):
    waiting_labels(30)
    centre_id = a_centre().pk
    with django_assert_num_queries(3):  # sums, the labels of one kind, printings
        queues, _runs = queries.queues(centre_id), queries.runs(centre_id)
        assert {one.copy.title.title for queue in queues for one in queue.requests}
