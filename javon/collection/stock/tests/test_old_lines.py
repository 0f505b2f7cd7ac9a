"""Old inventory lines from a spreadsheet: what becomes of each line, records found or made, all of it taken back."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from javon.centre.organisation.tests.characters import a_centre, a_service_point, an_employee
from javon.collection.catalogue.actions import correct_record
from javon.collection.catalogue.editing import shown
from javon.collection.catalogue.models import Title
from javon.collection.catalogue.tests.characters import a_title
from javon.collection.labels.actions import ask_for_labels
from javon.collection.labels.models import LabelRequest
from javon.collection.runs import queries, turns
from javon.collection.sources.outcome import SourceError
from javon.collection.sources.record import Record
from javon.collection.stock import checks, counters, jobs, rights, whereabouts
from javon.collection.stock.actions import old_lines as actions
from javon.collection.stock.actions.old_lines_kind import FILE_OF_OLD_LINES
from javon.collection.stock.models import (
    Copy,
    InventoryBook,
    Movement,
    OldLine,
    OldLineCopy,
    OldLinesRun,
    Whereabouts,
)
from javon.collection.stock.old_lines_file import described
from javon.collection.stock.tests import old_lines
from javon.collection.stock.tests.characters import a_copy
from javon.core.access import actor_for
from javon.core.audit.models import Entry
from javon.core.database.fields import uuid7
from javon.core.jobs.models import Job
from javon.core.verdict import Refused


@pytest.fixture(autouse=True)
def house(tmp_path: Path, settings, db) -> None:
    settings.SEARCH_INDEX = tmp_path / "index"
    a_centre()
    a_service_point()


def row(number: object, words: str, price: object = "1-00", **deviations: object) -> list[object]:
    given = {"place": "T.", "year": 1980, "on": "12.03.1987", "gone": "", "note": "", **deviations}
    return [
        "",
        number,
        given["on"],
        words,
        given["place"],
        given["year"],
        price,
        "",
        given["gone"],
        given["note"],
    ]


def test_every_row_of_the_file_is_told_of(tmp_path):
    run = old_lines.checked(old_lines.a_sheet(tmp_path))
    assert run.state == "checked"
    assert old_lines.said(run) == {
        4: ("good", []),
        5: ("good", ["only_a_year"]),
        6: ("good", []),
        7: ("good", ["number_repeated_in_file"]),
        8: ("refused", ["no_inventory_number"]),
        9: ("refused", ["line_without_title"]),
        10: ("refused", ["price_unclear"]),
        11: ("gone", ["written_off_long_ago"]),
        12: ("passed", ["total_or_carried"]),
        13: ("good", []),
    }
    assert not Copy.objects.exists() and not Title.objects.exists()  # a check enters nothing


def test_good_lines_become_copies_under_short_records_and_leave_the_ledger_alone(tmp_path):
    old_lines.entered(old_lines.a_sheet(tmp_path))
    rows = Copy.objects.order_by("inventory_order", "inventory_repeat")
    assert [
        (one.inventory_number, one.inventory_repeat, one.price, one.title.title.rstrip(".")) for one in rows
    ] == [
        ("4218", 0, 120, "Oʻtkan kunlar"),
        ("4219", 0, 250, "Navoiy"),
        ("4219", 1, 95, "Shum bola"),
        ("4220", 0, 300, "Война и мир"),
        ("4221", 0, 300, "Война и мир"),
        ("4222", 0, 300, "Война и мир"),
        ("4226", 0, 250, "Navoiy"),
    ]
    assert Title.objects.count() == 4  # lines alike are copies of one book
    assert all(
        Record.from_json(one.marc).leader[17] == "3" for one in Title.objects.all()
    )  # known as short ones
    assert {one.languages for one in Title.objects.all()} == {"uzb", "rus"}
    assert not Movement.objects.exists()
    repeat = rows.get(inventory_repeat=1)
    assert repeat.note == "Raqam eski kitobda takrorlangan" and repeat.barcode
    assert rows.get(inventory_number="4219", inventory_repeat=0).note == "1987-y."
    assert list(checks.verify()) == []
    assert list(Entry.objects.order_by("id").values_list("verb", flat=True))[-4:] == [
        "old_lines_begun", "old_lines_checked", "old_lines_entering", "old_lines_entered",
    ]  # fmt: skip


def test_a_book_that_is_in_the_catalogue_gets_the_copies(tmp_path):
    held = a_title("Oʻtkan kunlar", author="Qodiriy, Abdulla", year="1980", publisher="Fan")
    heads = ["Инв. №", "Автор", "Заглавие", "Год", "Издательство", "Цена"]
    run = old_lines.entered(
        old_lines.a_sheet(tmp_path, [[5, "Qodiriy A.", "O'tkan kunlar", 1980, "Fan", 2]], heads)
    )
    assert Copy.objects.get().title == held
    old_lines.taken_back(run)
    assert Title.objects.get() == held  # it was there before


def test_the_corrected_file_handed_in_again_enters_only_what_was_refused(tmp_path):
    old_lines.entered(old_lines.a_sheet(tmp_path))
    lines = [list(one) for one in old_lines.LINES]
    lines[4][1] = 4230
    again = old_lines.checked(old_lines.a_sheet(tmp_path, lines, name="tuzatilgan.xlsx"))
    assert queries.tally(again)["good"] == 1 and queries.tally(again)["known"] == 5
    actions.enter_old_lines(by=old_lines.by_whom(), run=again)
    old_lines.worked(again)
    assert Copy.objects.count() == 8 and list(checks.verify()) == []


def test_a_number_entered_by_hand_between_check_and_entering_is_seen(tmp_path):
    run = old_lines.checked(
        old_lines.a_sheet(tmp_path, [row(7, "Oybek. Navoiy"), row(8, "Hamza. Paranji sirlari")])
    )
    a_copy(a_title("Navoiy"), inventory_number="7")
    actions.enter_old_lines(by=old_lines.by_whom(), run=run)
    run = old_lines.worked(run)
    assert run.state == "entered"
    assert [outcome for outcome, _remarks in old_lines.said(run).values()] == ["known", "entered"]


def test_numbers_that_the_program_gives_are_refused(tmp_path):
    InventoryBook.objects.create(centre=a_centre(), code="", name="Inventar kitobi", paper_last=100, last=120)
    run = old_lines.checked(
        old_lines.a_sheet(tmp_path, [row(100, "Oybek. Navoiy"), row(110, "Fitrat. Abulfayzxon")])
    )
    assert [one[0] for one in old_lines.said(run).values()] == ["good", "refused"]


def test_an_old_book_entered_after_the_first_deliveries_stands_beside_their_numbers(tmp_path):
    book = InventoryBook.objects.create(
        centre=a_centre(), code="", name="Inventar kitobi", paper_last=0, last=2
    )
    for number in (1, 2):
        a_copy(a_title(f"Yangi {number}"), inventory_number=str(number))
    run = old_lines.entered(old_lines.a_sheet(tmp_path, [row(at, f"Eski kitob {at}") for at in (2, 3, 4, 6)]))
    assert [one[0] for one in old_lines.said(run).values()] == ["refused", "entered", "entered", "entered"]
    assert counters.inventory_numbers(book, 3) == [5, 7, 8]  # what the old book has is left to it
    for number in (5, 7, 8):
        a_copy(a_title(f"Yangi {number}"), inventory_number=str(number))
    assert list(checks.verify()) == []


def test_the_same_line_twice_and_a_volume_under_the_same_number(tmp_path):
    lines = [
        row(7, "Oybek. Asarlar. 1-jild"),
        row(7, "Oybek. Asarlar. 1-jild"),
        row(7, "Oybek. Asarlar. 2-jild"),
    ]
    run = old_lines.entered(old_lines.a_sheet(tmp_path, lines))
    assert [one[0] for one in old_lines.said(run).values()] == ["entered", "refused", "entered"]
    assert list(Copy.objects.order_by("inventory_repeat").values_list("inventory_repeat", flat=True)) == [
        0,
        1,
    ]


# --- taking back


def test_everything_is_taken_back_as_if_it_had_never_been_entered(tmp_path):
    run = old_lines.taken_back(old_lines.entered(old_lines.a_sheet(tmp_path)))
    assert run.state == "taken_back"
    for model in (Copy, Title, OldLineCopy, Whereabouts):
        assert not model.objects.exists()
    assert queries.tally(run)["back"] == 5 and list(checks.verify()) == []
    again = old_lines.checked(old_lines.a_sheet(tmp_path, name="yana.xlsx"))
    assert queries.tally(again)["good"] == 5


def test_what_was_used_since_stays_with_its_reason(tmp_path):
    run = old_lines.entered(old_lines.a_sheet(tmp_path))
    by = old_lines.by_whom()
    moved = Copy.objects.get(inventory_number="4218")
    whereabouts.move([moved], to="in_repair", by=by)
    priced = Copy.objects.get(inventory_number="4226")
    Copy.objects.filter(pk=priced.pk).update(price=999)
    run = old_lines.taken_back(run)
    assert set(Copy.objects.values_list("inventory_number", flat=True)) == {"4218", "4226"}
    assert {one: said[1] for one, said in old_lines.said(run).items() if said[0] == "stayed"} == {
        4: ["copy_has_moved"],
        5: ["only_a_year", "record_is_used"],  # its copy is gone, the record is that of 4226 too
        13: ["copy_was_changed"],
    }
    assert Title.objects.count() == 2 and list(checks.verify()) == []
    # The copy is back as it was: asked again, the rest goes too.
    Copy.objects.filter(pk=priced.pk).update(price=250)
    run = old_lines.taken_back(run)
    assert set(Copy.objects.values_list("inventory_number", flat=True)) == {"4218"}
    assert Title.objects.count() == 1 and queries.tally(run)["stayed"] == 1


def test_waiting_labels_go_first_and_printed_ones_hold_their_copy(tmp_path):
    run = old_lines.entered(old_lines.a_sheet(tmp_path))
    copies = list(Copy.objects.order_by("inventory_order", "inventory_repeat")[:2])
    ask_for_labels(by=old_lines.by_whom(), centre=a_centre(), copies=copies, kinds=["barcode"])
    kept = a_copy(barcode="99999997")
    ask_for_labels(by=old_lines.by_whom(), centre=a_centre(), copies=[kept], kinds=["barcode"])
    run = old_lines.taken_back(run)
    assert queries.tally(run)["stayed"] == 0
    assert LabelRequest.objects.get().copy == kept


def test_a_record_completed_by_somebody_stays(tmp_path):
    run = old_lines.entered(old_lines.a_sheet(tmp_path, [row(7, "Oybek. Navoiy")]))
    title = Title.objects.get()
    changes = {**shown(Record.from_json(title.marc)), "subtitle": "roman"}
    correct_record(
        by=old_lines.by_whom(), title=title, changes=changes, expected_version=1, request_id=uuid7()
    )
    run = old_lines.taken_back(run)
    assert old_lines.said(run)[4] == ("stayed", ["record_is_used"])
    assert Title.objects.exists() and not Copy.objects.exists()


# --- whoever may, and how often


def test_without_the_right_nothing_happens(tmp_path):
    run = old_lines.checked(old_lines.a_sheet(tmp_path))
    by = actor_for(an_employee("begona", rights.SEE_STOCK).user)
    for deed in (actions.enter_old_lines, actions.take_old_lines_back, actions.drop_old_lines):
        with pytest.raises(Refused):
            deed(by=by, run=run)


def test_a_job_run_twice_enters_once(tmp_path):
    run = old_lines.checked(old_lines.a_sheet(tmp_path))
    actions.enter_old_lines(by=old_lines.by_whom(), run=run)
    for _time in range(3):
        jobs.carry_on_old_lines(run_id=str(run.pk))
    assert Copy.objects.count() == 7
    old_lines.worked(run)
    assert Copy.objects.count() == 7 and not Job.objects.exists()


def test_a_file_that_is_being_entered_can_be_stopped_and_taken_back(tmp_path):
    run = old_lines.checked(old_lines.a_sheet(tmp_path))
    by = old_lines.by_whom()
    actions.enter_old_lines(by=by, run=run)
    first = queries.next_lines(run, "good", 2)
    ready = {line.pk: FILE_OF_OLD_LINES.prepared(run, line) for line in first}
    assert turns.take(FILE_OF_OLD_LINES, by, run.pk, "entering", ready) == 2
    actions.take_old_lines_back(by=by, run=run)
    # a worker that had not heard of it
    assert turns.take(FILE_OF_OLD_LINES, by, run.pk, "entering", ready) is None
    run = old_lines.worked(run)
    assert run.state == "taken_back" and not Copy.objects.exists() and not Title.objects.exists()
    assert (queries.tally(run)["back"], queries.tally(run)["good"]) == (2, 3)


def test_columns_named_anew_are_checked_anew(tmp_path):
    run = old_lines.checked(old_lines.a_sheet(tmp_path))
    layout = old_lines.layout_of(run)
    layout["columns"] = ["note" if one == "price" else one for one in layout["columns"]]
    actions.check_old_lines(by=old_lines.by_whom(), run=run, layout=layout)
    run = old_lines.worked(run)
    assert old_lines.said(run)[10] == ("good", ["old_copy_without_price"])
    assert run.lines.count() == 10


def test_a_file_given_up_is_not_entered(tmp_path):
    run = old_lines.checked(old_lines.a_sheet(tmp_path))
    actions.drop_old_lines(by=old_lines.by_whom(), run=run)
    with pytest.raises(Refused):
        actions.enter_old_lines(by=old_lines.by_whom(), run=run)


def test_a_file_that_has_vanished_is_said_and_asked_for_again(tmp_path, monkeypatch):
    run = old_lines.handed_in(old_lines.a_sheet(tmp_path))
    actions.check_old_lines(by=old_lines.by_whom(), run=run, layout=old_lines.layout_of(run))
    monkeypatch.setattr(turns, "path_of", lambda sha256: tmp_path / "nowhere")
    run = old_lines.worked(run)
    assert (run.state, run.trouble) == ("columns", "unreadable")


# --- files as people have them


def test_several_sheets_with_one_heading_are_read_together(tmp_path):
    path = tmp_path / "varaqlar.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name, number in (("1-kitob", 1), ("Izoh", 0), ("2-kitob", 2)):
            sheet = book.add_worksheet(name)
            if number:
                sheet.write_row(number, 0, ["Инв. №", "Номи", "Нархи"])
                sheet.write_row(number + 1, 0, [number * 10, f"Kitob {number}", 5])
            else:
                sheet.write_string(0, 0, "Bu yerda hech narsa yoʻq")
    run = old_lines.handed_in(path)
    layout = {**old_lines.layout_of(run), "every": True}
    actions.check_old_lines(by=old_lines.by_whom(), run=run, layout=layout)
    run = old_lines.worked(run)
    assert [(line.sheet, line.row, line.outcome) for line in run.lines.all()] == [
        (0, 3, "good"),
        (2, 4, "good"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1251", "utf-16"])
@pytest.mark.parametrize("sign", [";", ",", "\t"])
def test_text_tables_of_every_kind(tmp_path, encoding, sign):
    rows = [
        ["Инв. №", "Автор", "Название", "Год", "Цена"],
        ["4218", "Толстой Л.Н.", "Война и мир", "1983", "3.50"],
        ["4219", "Пушкин А.С.", "Сказки", "1980", "1"],
    ]
    path = tmp_path / "rojxat.csv"
    path.write_bytes("\r\n".join(sign.join(cells) for cells in rows).encode(encoding))
    run = old_lines.checked(path)
    assert [one[0] for one in old_lines.said(run).values()] == ["good", "good"]
    assert run.lines.first().cells[2] == "Война и мир"


def test_a_million_formatted_empty_rows_are_no_rows(tmp_path):
    path = tmp_path / "rangli.xlsx"
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet, colour = book.add_worksheet(), book.add_format({"bg_color": "#ffff00"})
        sheet.write_row(0, 0, ["Inv. №", "Nomi"])
        sheet.write_row(1, 0, [1, "Navoiy"])
        for at in range(2, 200_000):
            sheet.write_blank(at, 0, None, colour)
        sheet.write_blank(1_048_575, 3, None, colour)
    assert [one["rows"] for one in described(path)] == [2]


def test_formulas_dates_and_errors_of_a_spreadsheet(tmp_path):
    path = tmp_path / "formula.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet, day = book.add_worksheet(), book.add_format({"num_format": "dd.mm.yyyy"})
        sheet.write_row(0, 0, ["Inv. №", "Nomi", "Narxi", "Sana"])
        sheet.write_formula(1, 0, "=4200+18", None, 4218)
        sheet.write_row(1, 1, ["Navoiy"])
        sheet.write_formula(1, 2, "=1.1+0.1", None, 1.2000000000000002)
        sheet.write_number(1, 3, 31848, day)
        sheet.write_row(2, 0, [4219, "Shum bola"])
        sheet.write_formula(2, 2, "=1/0", None, "#DIV/0!")
    run = old_lines.entered(path)
    assert list(old_lines.said(run).values()) == [("entered", []), ("entered", ["old_copy_without_price"])]
    copy = Copy.objects.get(inventory_number="4218")
    assert (copy.inventory_number, copy.price, str(copy.acquired_on)) == ("4218", 120, "1987-03-12")


def test_a_workbook_written_by_another_program(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Inv. №", "Nomi", "Narxi"])
    sheet.append([1, "=HYPERLINK('x')", -5])
    sheet.append([2, "Navoiy\x0bson".replace("\x0b", " "), 5])
    sheet.merge_cells("A5:C5")
    book.save(tmp_path / "boshqa.xlsx")
    run = old_lines.checked(tmp_path / "boshqa.xlsx")
    assert [one[0] for one in old_lines.said(run).values()] == ["refused", "good"]


def a_bomb(path: Path) -> Path:
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet().write_row(0, 0, ["Inv. №", "Nomi"])
    with zipfile.ZipFile(path) as packed:
        members = {name: packed.read(name) for name in packed.namelist()}
    rows = b"".join(b'<row r="%d"><c r="A%d"><v>%d</v></c></row>' % (at, at, at) for at in range(1, 1000))
    members["xl/worksheets/sheet1.xml"] = (
        b"<worksheet><sheetData>" + rows + b" " * (300 << 20) + b"</sheetData></worksheet>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    return path


def test_a_bomb_is_not_unpacked(tmp_path):
    with pytest.raises(SourceError, match="too_large"):
        described(a_bomb(tmp_path / "bomba.xlsx"))


def test_any_damage_of_a_workbook_is_said_in_words(tmp_path):
    whole = old_lines.a_sheet(tmp_path).read_bytes()
    path = tmp_path / "shikast.xlsx"
    for at in range(0, len(whole), max(1, len(whole) // 60)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])
        try:
            described(path)
        except SourceError as fault:
            assert fault.code
        path.write_bytes(whole[:at])
        with pytest.raises(SourceError):
            described(path)


def test_lines_are_unique_in_the_database(tmp_path):
    run = old_lines.checked(old_lines.a_sheet(tmp_path))
    line = run.lines.first()
    twin = OldLine(run=run, sheet=line.sheet, row=line.row, cells=[], outcome="good")
    OldLine.objects.bulk_create([twin], ignore_conflicts=True)
    assert OldLine.objects.filter(run=run, row=line.row).count() == 1
    assert OldLinesRun.objects.count() == 1
