"""The pages of files of old inventory lines: handed in, columns named, checked, entered, taken back, reported."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from javon.centre.organisation.tests.characters import a_centre, a_service_point, an_employee
from javon.collection.stock.models import Copy, OldLinesRun
from javon.collection.stock.rights import RIGHTS, SEE_STOCK
from javon.collection.stock.tests import old_lines
from javon.core.database.fields import uuid7
from javon.core.jobs.worker import work_all

BACKEND = "javon.core.accounts.backends.AccountBackend"


@pytest.fixture
def desk(client: Client, tmp_path: Path, settings, db) -> Client:
    settings.SEARCH_INDEX = tmp_path / "index"
    a_centre()
    a_service_point()
    client.force_login(an_employee("kataloger", *RIGHTS).user, backend=BACKEND)
    return client


def hand_in(desk: Client, content: bytes, name: str = "eski.xlsx", **changes: object):
    typed = {"service_point": a_service_point().pk, "loanable": "on", "request_id": uuid7(), **changes}
    return desk.post("/stock/old-lines/new/", {"file": SimpleUploadedFile(name, content), **typed})


def chosen(run: OldLinesRun, **changes: object) -> dict[str, object]:
    sheet = run.sheets[0]
    columns = {f"column-{place}": meaning for place, meaning in enumerate(sheet["columns"])}
    return {
        "sheet": "0",
        "head": sheet["head"],
        "shown": f"0:{sheet['head']}",
        "do": "check",
        **columns,
        **changes,
    }


def test_a_file_goes_its_whole_way_from_the_form_to_the_books_and_back(desk, tmp_path):
    answer = hand_in(desk, old_lines.a_sheet(tmp_path).read_bytes())
    assert answer["Location"] == "/stock/old-lines/1/columns/"
    shown = desk.get("/stock/old-lines/1/columns/").content.decode()
    assert "Chiqim (akt)" in shown and "Qodiriy, A. Oʻtkan kunlar" in shown
    run = OldLinesRun.objects.get()
    assert desk.post("/stock/old-lines/1/columns/", chosen(run)).status_code == 303
    shown = desk.get("/stock/old-lines/1/").content.decode()
    assert 'hx-trigger="every 2s"' in shown and "/stock/old-lines/1/drop/" in shown
    work_all()
    shown = desk.get("/stock/old-lines/1/").content.decode()
    assert "hx-trigger" not in shown and "Raqamsiz kitob" in shown
    assert desk.post("/stock/old-lines/1/enter/").status_code == 303
    work_all()
    assert Copy.objects.count() == 7
    assert desk.get("/stock/old-lines/1/?lines=entered").status_code == 200
    assert desk.get("/stock/old-lines/1/take-back/").status_code == 200
    assert desk.post("/stock/old-lines/1/take-back/", {"reason": "xato fayl"}).status_code == 303
    work_all()
    assert not Copy.objects.exists()
    assert desk.get("/stock/old-lines/1/?lines=back").status_code == 200
    assert desk.get("/stock/old-lines/").status_code == 200


def test_the_same_form_sent_twice_is_one_file(desk, tmp_path):
    content, form = old_lines.a_sheet(tmp_path).read_bytes(), uuid7()
    for _time in range(2):
        answer = hand_in(desk, content, request_id=form)
        assert answer["Location"] == "/stock/old-lines/1/columns/"
    assert OldLinesRun.objects.count() == 1


def test_pressed_twice_it_is_entered_once(desk, tmp_path):
    run = old_lines.checked(old_lines.a_sheet(tmp_path))
    assert desk.post(f"/stock/old-lines/{run.number}/enter/").status_code == 303
    answer = desk.post(f"/stock/old-lines/{run.number}/enter/")
    assert answer.status_code == 409
    work_all()
    assert Copy.objects.count() == 7


def test_a_column_corrected_by_hand_is_seen_before_anything_is_checked(desk, tmp_path):
    run = old_lines.handed_in(old_lines.a_sheet(tmp_path))
    place = f"/stock/old-lines/{run.number}/columns/"
    shown = desk.post(place, chosen(run, do="look", **{"column-9": ""})).content.decode()
    assert '<option value="" selected>' in shown
    answer = desk.post(place, chosen(run, **{"column-1": "", "column-3": ""}))
    assert answer.status_code == 409
    run.refresh_from_db()
    assert run.state == "columns"


def test_another_heading_row_is_looked_at_again(desk, tmp_path):
    run = old_lines.handed_in(old_lines.a_sheet(tmp_path))
    shown = desk.post(f"/stock/old-lines/{run.number}/columns/", chosen(run, head="0", do="look"))
    assert shown.status_code == 200
    assert desk.post(f"/stock/old-lines/{run.number}/columns/", chosen(run, head="x")).status_code == 422


def test_the_report_is_a_workbook_with_the_row_as_it_came_and_what_is_wrong(desk, tmp_path):
    run = old_lines.checked(old_lines.a_sheet(tmp_path))
    answer = desk.get(f"/stock/old-lines/{run.number}/report.xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    rows = {row[0]: row for row in sheet.iter_rows(values_only=True)}
    assert rows["10"][2] and "qimmat" in rows["10"]
    assert "4" not in rows  # a line without a remark
    # Corrected, it can be handed in as it is: its own three columns mean nothing.
    corrected = openpyxl.load_workbook(io.BytesIO(answer.content))
    for cells in corrected.active.iter_rows(min_row=2):
        cells[9].value = "1-00"
    corrected.save(tmp_path / "tuzatilgan.xlsx")
    again = old_lines.checked(tmp_path / "tuzatilgan.xlsx")
    assert again.layout["columns"][:3] == ["", "", ""]
    assert {line.outcome for line in again.lines.all() if "qimmat" in line.cells or "4224" in line.cells} == {
        "good"
    }


@pytest.mark.parametrize(
    "content, name",
    [
        (b"", "bosh.xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "eski.xls"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + "EncryptedPackage".encode("utf-16-le"),
            "parol.xlsx",
        ),
        (b"PK\x03\x04 damaged", "buzuq.xlsx"),
        (b"%PDF-1.7 ...", "kitob.xlsx"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(32)) * 30, "rasm.csv"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "sahifa.xlsx"),
        (b"MZ\x90\x00\x03\x00\x00\x00", "dastur.csv"),
        (b"\n\n ; ; \n", "probel.csv"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_words(desk, content, name):
    answer = hand_in(desk, content, name)
    assert answer.status_code == 422
    assert "field__error" in answer.content.decode()
    assert not OldLinesRun.objects.exists()


@pytest.mark.parametrize(
    "changes",
    [{"service_point": "x"}, {"inventory_book": "yoʻq"}, {"default_on": "2090-01-01"}, {"request_id": "x"}],
)
def test_bad_input_is_said(desk, tmp_path, changes):
    assert hand_in(desk, old_lines.a_sheet(tmp_path).read_bytes(), **changes).status_code == 422


@pytest.mark.parametrize("place", ["", "columns/", "report.xlsx", "take-back/"])
def test_no_such_file(desk, place):
    assert desk.get(f"/stock/old-lines/99999999999/{place}").status_code == 404
    assert desk.get(f"/stock/old-lines/77/{place}").status_code == 404


def test_whoever_may_only_see_the_stock_is_told_to_whom_it_belongs(client, desk):
    client.force_login(an_employee("kutubxonachi", SEE_STOCK).user, backend=BACKEND)
    assert client.get("/stock/old-lines/").status_code == 403
    assert b"/stock/old-lines/" not in client.get("/stock/").content


def test_a_long_file_costs_as_many_questions_as_a_short_one(desk, tmp_path, django_assert_max_num_queries):
    rows = [[at, at, "", f"Kitob {at}", "T.", 1980, "", "", "", ""] for at in range(1, 140)]
    run = old_lines.checked(old_lines.a_sheet(tmp_path, rows))
    with django_assert_max_num_queries(42):
        assert desk.get(f"/stock/old-lines/{run.number}/?lines=all&page=2").status_code == 200
    with django_assert_max_num_queries(42):
        assert desk.get("/stock/old-lines/").status_code == 200
