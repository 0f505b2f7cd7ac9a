from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from javon.collection.sources import Reason, Rejected, SourceError, Taken, read
from javon.collection.sources.columns import HEADERS, language_code, meaning
from javon.collection.sources.outcome import Fault
from javon.collection.sources.sheets import sheets
from javon.collection.sources.tables import inventory_numbers
from javon.collection.sources.tests.characters import a_file


def a_workbook(folder: Path, rows: list[list[object]]) -> Path:
    path = folder / "list.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Kitoblar")
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()
    return path


ROWS: list[list[object]] = [
    ["Qoʻrgʻontepa tuman AKM"],
    ["2019-yilda olingan kitoblar roʻyxati"],
    [],
    [
        "№",
        "Kitob nomi",
        "Muallif",
        "Nashriyot",
        "Nashr yili",
        "ISBN",
        "Inventar raqami",
        "Soni",
        "Narxi",
        "Tili",
        "Rangi",
    ],
    [
        1,
        "O'tkan kunlar",
        "Qodiriy, Abdulla",
        "Sharq",
        2019,
        9789943000001,
        "1201-1203",
        3,
        45000,
        "oʻzbek",
        "koʻk",
    ],
    [2, "Мастер и Маргарита", "Булгаков М.; Комарова Л.", "Азбука", "2018 г.", "", "", 2, 39000.5, "рус", ""],
    [3, "", "Kimdir", "", "", "", "", "", "", "", ""],
    ["", "Jami:", "", "", "", "", "", 5, "", "", ""],
]


def test_a_workbook_with_title_rows_becomes_records_with_copies(tmp_path: Path) -> None:
    reader = read(a_workbook(tmp_path, ROWS))
    assert reader.format == "xlsx"
    first, second, nameless, total = reader
    record = first.record
    assert first.position == 5
    assert record.first("245", "a") == "O'tkan kunlar" and record.first("100", "a") == "Qodiriy, Abdulla"
    assert record.first("020", "a") == "9789943000001" and record.first("264", "c") == "2019"
    assert [field.first("i") for field in record.all("952")] == ["1201", "1202", "1203"]
    assert {field.first("g") for field in record.all("952")} == {"45000"}
    assert (
        record.first("041", "a") == "uzb"
        and record.first("008")[35:38] == "uzb"
        and len(record.first("008")) == 40
    )
    assert record.first("590", "a") == "Rangi: koʻk"
    assert second.record.first("700", "a") == "Комарова Л." and second.record.first("041", "a") == "rus"
    assert second.record.first("008")[7:11] == "2018" and len(second.record.all("952")) == 2
    assert [piece.reason for piece in (nameless, total)] == [Reason.NO_TITLE, Reason.NO_TITLE]
    assert nameless.details["row"] == 7


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "cp866", "utf-16"])
@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_csv_in_any_usual_encoding_and_delimiter(tmp_path: Path, encoding: str, sign: str) -> None:
    rows = [
        ["Название", "Автор", "Год издания", "Издательство", "Инвентарный номер", "Цена"],
        ["Война и мир", "Толстой Лев Николаевич", "1985", "Художественная литература", "15", "3.50"],
        ["Преступление и наказание", "Достоевский Федор", "1990", '"Просвещение"', "16", "2.20"],
    ]
    text = "\r\n".join(sign.join(f'"{cell}"' if sign in cell else cell for cell in row) for row in rows)
    reader = read(a_file(tmp_path, text.encode(encoding), "list.csv"))
    assert reader.format == "csv"
    assert [piece.record.first("245", "a") for piece in reader] == ["Война и мир", "Преступление и наказание"]
    assert [piece.record.first("952", "i") for piece in reader] == ["15", "16"]


def test_a_given_mapping_by_header_or_by_letter(tmp_path: Path) -> None:
    content = b"Asar;Kim yozgan;Nechta\nSarob;Qahhor, Abdulla;4\n"
    (piece,) = read(
        a_file(tmp_path, content), columns={"Asar": "245$a", "kim yozgan": "author", "Nechta": "count"}
    )
    assert piece.record.first("100", "a") == "Qahhor, Abdulla" and len(piece.record.all("952")) == 4
    first, second = read(a_file(tmp_path, content), format="csv", columns={"A": "245$a", "2": "author"})
    assert (first.record.first("245", "a"), second.record.first("245", "a")) == ("Asar", "Sarob")


@pytest.mark.parametrize("columns", [{}, {"A": "author"}, {"A": "title"}, {"A": "245$a", "B": "9$9"}])
def test_a_mapping_that_cannot_be_is_refused(tmp_path: Path, columns: dict[str, str]) -> None:
    with pytest.raises(SourceError, match="bad_columns"):
        read(a_file(tmp_path, b"a,b\n"), columns=columns)


def test_a_stray_quotation_mark_does_not_swallow_the_rest(tmp_path: Path) -> None:
    lines = ["nomi,muallif"] + [f"Kitob {n},Muallif {n}" for n in range(200)]
    lines[10] = '"Kitob 9,Muallif 9'
    pieces = list(read(a_file(tmp_path, "\n".join(lines).encode())))
    assert len(pieces) == 200 and all(isinstance(piece, Taken) for piece in pieces)


def test_rows_with_too_many_cells_or_copies_are_rejected_with_their_number(tmp_path: Path) -> None:
    content = b"nomi,soni\nA,2\nB,2,extra\nC,999999\n"
    pieces = list(read(a_file(tmp_path, content)))
    assert isinstance(pieces[0], Taken)
    assert [(piece.reason, piece.details["row"]) for piece in pieces[1:] if isinstance(piece, Rejected)] == [
        (Reason.TOO_MANY_CELLS, 3),
        (Reason.BAD_COUNT, 4),
    ]
    assert pieces[1].raw == b"B,2,extra\n"


def test_a_table_without_known_columns_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no_header"):
        list(read(a_file(tmp_path, b"x,y\n1,2\n"), format="csv"))


def test_inventory_numbers_in_one_cell() -> None:
    assert inventory_numbers("0098-0101; 205") == ["0098", "0099", "0100", "0101", "205"]
    assert inventory_numbers("12/345") == ["12/345"]
    assert inventory_numbers("1-99999999999") == ["1-99999999999"]


def test_no_header_word_means_two_things() -> None:
    words = [word for text in HEADERS.values() for word in text.split("|")]
    assert len(words) == len(set(words))
    assert (
        meaning("Kitobning  NOMI:") == "245$a"
        and meaning("Нархи (сўм)") == "952$g"
        and meaning("UO'K") == "080$a"
    )
    assert language_code("Oʻzbek tilida") == "uzb" and language_code("klingon") == ""


def test_packed_and_old_files_are_refused(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", "<workbook/>")
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * (300 << 20))
    other = tmp_path / "other.zip"
    with zipfile.ZipFile(other, "w") as packed:
        packed.writestr("a.txt", "x")
        packed.writestr("b.txt", "x")
    far = tmp_path / "far.xlsx"
    with zipfile.ZipFile(far, "w") as packed:
        packed.writestr("xl/workbook.xml", "<workbook/>")
        packed.writestr("xl/worksheets/sheet1.xml", '<row><c r="A1"/><c r="XFD1048576"><v>1</v></c></row>')
    for path, code in (
        (bomb, "too_large"),
        (far, "too_large"),
        (other, "packed"),
        (a_file(tmp_path, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600), "old_excel"),
        (a_file(tmp_path, b"PK\x03\x04broken", "broken.xlsx"), "wrong_format"),
    ):
        with pytest.raises(SourceError, match=code):
            list(read(path))


FAR_AWAY = [
    b'<c t="n" r="XFD1048576"><v>1</v></c>',
    b"<c r='XFD1048576'><v>1</v></c>",
    b'<c r="XFD1048576"' + b" " * 200 + b't="n"><v>1</v></c>',
    b'<c r="xfd1048576" s="/"><v>1</v></c>',
    b'<c/><c r="XFD1"/><c><v>1</v></c>',
    b'<x:c xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" r="XFD1048576"><x:v>1</x:v></x:c>',
]


def rewritten(path: Path, change: Callable[[str, bytes], tuple[str, bytes]]) -> Path:
    """The same workbook with its parts changed."""
    target = path.with_name("changed.xlsx")
    with zipfile.ZipFile(path) as good, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as bad:
        for part in good.namelist():
            bad.writestr(*change(part, good.read(part)))
    return target


@pytest.mark.parametrize("cell", FAR_AWAY)
@pytest.mark.parametrize("name", [b"sheet1.xml", b"tablica.xml"])
def test_a_cell_far_away_is_refused_however_it_is_written(tmp_path: Path, cell: bytes, name: bytes) -> None:
    end = b'<row r="1048576">' + cell + b"</row></sheetData>"

    def change(part: str, content: bytes) -> tuple[str, bytes]:
        renamed = part.replace("sheet1.xml", name.decode())
        return renamed, content.replace(b"</sheetData>", end).replace(b"sheet1.xml", name)

    with pytest.raises(SourceError) as fault:
        list(sheets(rewritten(a_workbook(tmp_path, ROWS), change)))
    assert fault.value.code is Fault.TOO_LARGE


def test_a_workbook_that_says_it_has_endless_texts_is_refused(tmp_path: Path) -> None:
    def change(part: str, content: bytes) -> tuple[str, bytes]:
        return part, re.sub(rb'uniqueCount="\d+"', b'uniqueCount="4294967296"', content)

    with pytest.raises(SourceError) as fault:
        list(sheets(rewritten(a_workbook(tmp_path, ROWS), change)))
    assert fault.value.code is Fault.TOO_LARGE


def test_a_part_in_an_encoding_that_nobody_knows_is_answered(tmp_path: Path) -> None:
    def change(part: str, content: bytes) -> tuple[str, bytes]:
        return part, content.replace(b'encoding="UTF-8"', b'encoding="A"')

    with pytest.raises(SourceError) as fault:
        list(sheets(rewritten(a_workbook(tmp_path, ROWS), change)))
    assert fault.value.code is Fault.WRONG_FORMAT


def test_columns_coloured_to_the_last_row_are_no_cells(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet, colour = book.add_worksheet(), book.add_format({"bg_color": "red"})
        sheet.write_row(0, 0, ["Kitob nomi", "Muallif"])
        for column in range(40):
            sheet.write_blank(1_048_575, column, None, colour)
    [(_name, rows)] = sheets(path)
    assert [row.cells for row in rows] == [["Kitob nomi", "Muallif"]]


def test_a_cell_merged_over_rows_is_meant_for_each_of_them_however_many_there_are(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for at in range(6_000):
            sheet.write(2 * at, 0, f"Aliyev {at}")
            sheet.write(2 * at + 1, 0, f"Valiyev {at}")
            sheet.merge_range(2 * at, 1, 2 * at + 1, 1, f"{at}-sinf")
    [(_name, rows)] = sheets(path)
    told = [row.cells[1] for row in rows]
    assert told == [f"{at // 2}-sinf" for at in range(12_000)]


def test_a_hidden_sheet_comes_after_those_that_people_see(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    with xlsxwriter.Workbook(path) as book:
        old, new = book.add_worksheet("Eski"), book.add_worksheet("Yangi")
        old.write(0, 0, "Kitob nomi")
        new.write(0, 0, "Kitob nomi")
        new.activate()
        old.hide()
        chart = book.add_chart({"type": "bar"})
        chart.add_series({"values": "=Yangi!$A$1:$A$1"})
        book.add_chartsheet("Diagramma").set_chart(chart)
    assert [name for name, _rows in sheets(path)] == ["Yangi", "Eski"]
