"""Lists of prohibited publications as offices send them: workbooks, CSV in any encoding, pasted text, and hostile files."""

from __future__ import annotations

import io

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from javon.collection.sources.outcome import SourceError
from javon.collection.stock.prohibited_paper import EntryRow, rows_of_file, rows_of_text

HEADS = ("T/r", "Название", "Автор", "Другие названия", "Номер решения", "Дата", "Основание")
ROW = ("1", "Сўнгги йўл", "Сохтаев Қ.", "Последний путь", "1-сон хулоса", "12.03.2024", "тарғибот")


def a_workbook(*rows: tuple[object, ...]) -> bytes:
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for place, row in enumerate(rows):
            sheet.write_row(place, 0, row)
    return kept.getvalue()


def test_a_workbook_is_known_by_its_heads():
    found = rows_of_file(a_workbook(("Roʻyxat", "", ""), HEADS, ROW, ("2", "", "Сохтаев Қ.", "", "", "", "")))
    assert found.rows == [
        EntryRow(
            title="Сўнгги йўл",
            author="Сохтаев Қ.",
            other_names="Последний путь",
            decision="1-сон хулоса",
            decision_on="12.03.2024",
            ground="тарғибот",
        )
    ]
    assert found.without_title == [4]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_a_text_file_in_any_encoding(encoding):
    text = "Название;Автор;Год\nПоследний путь заблудших;Сохтаев К.;2011\n"
    (row,) = rows_of_file(text.encode(encoding)).rows
    assert (row.title, row.author, row.year) == ("Последний путь заблудших", "Сохтаев К.", "2011")


@pytest.mark.parametrize(
    "pasted, expected",
    [
        ("Soʻnggi yoʻl", [("Soʻnggi yoʻl", "")]),
        ("1. So'nggi yo'l; Soxtayev Q.\n2) Adashuv", [("Soʻnggi yoʻl", "Soxtayev Q."), ("Adashuv", "")]),
        ("7\tSoʻnggi yoʻl\tSoxtayev Q.", [("Soʻnggi yoʻl", "Soxtayev Q.")]),
        ("Nomi\tMuallif\nAdashuv\tSoxtayev Q.", [("Adashuv", "Soxtayev Q.")]),
        ("Muallif;Nomi\nSoxtayev Q.;Adashuv", [("Adashuv", "Soxtayev Q.")]),
        ("Adashuv\nАдашув\n\n   \n", [("Adashuv", "")]),
        ("\x00Adashuv\x07 yoʻli", [("Adashuv yoʻli", "")]),
        ("", []),
        ("…;!;?", []),
    ],
)
def test_a_pasted_text(pasted, expected):
    assert [(row.title, row.author) for row in rows_of_text(pasted).rows] == expected


def test_what_is_too_long_is_cut_and_what_repeats_is_counted():
    found = rows_of_text("\n".join(["A" * 900 + ";" + "B" * 900] * 3))
    (row,) = found.rows
    assert (len(row.title), len(row.author), found.repeated) == (500, 300, 2)


@pytest.mark.parametrize(
    "hostile",
    [b"PK\x03\x04 no workbook", b"PK", b"PK" + bytes(1000)],
)
def test_a_file_that_is_no_workbook_is_told(hostile):
    with pytest.raises(SourceError):
        rows_of_file(hostile)


@pytest.mark.parametrize("hostile", [b"", b"\x00" * 500, b"\xff\xfe", b'"' * 5000, b";" * 5000, b"\n" * 5000])
def test_a_file_of_nothing_has_no_lines(hostile):
    assert rows_of_file(hostile).rows == []


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300).filter(lambda given: not given.startswith(b"PK")))
def test_any_bytes_are_read_or_left(given):
    for row in rows_of_file(given).rows:
        assert row.title.isprintable() and 0 < len(row.title) <= 500


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read_or_left(pasted):
    for row in rows_of_text(pasted).rows:
        assert row.title.isprintable() and "\x00" not in row.other_names
