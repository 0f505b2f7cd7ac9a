"""Papers of readers set out: the order of columns, how pages fold, what is cut, what is asked."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from javon.core.papers import Letterhead
from javon.core.papers.manuscript import widths
from javon.core.papers.register import set_out_register
from javon.service.readers.papers import journal, letters
from javon.service.readers.papers.formulary import ROWS, Formulary, LoanRow, NoteRow, heads, imposed, set_out
from javon.service.readers.papers.registration_sheet import GuardianFacts, SheetFacts, registration_sheet
from javon.service.readers.rules import papers as rules

A_DAY = date(2026, 1, 9)


def a_row(**deviations):
    given = {
        "lent_on": A_DAY,
        "due": (date(2026, 1, 24),),
        "inventory": "1",
        "shelf_mark": "84",
        "book": "Oʻtkan kunlar",
    }
    return LoanRow(**{**given, **deviations})


def test_the_six_columns_stand_in_the_order_of_the_paper_and_a_child_signs_nothing():
    with translation.override("uz"):
        grown, child = heads(False), heads(True)
    assert grown == [
        "Qaytarish muddati", "Inventar №", "Boʻlim (indeks)", "Muallif va kitob nomi", "Kitobxon imzosi (olganligi)",
        "Qaytarilgan sana va kutubxonachi imzosi",
    ]  # fmt: skip
    assert child == grown[:4] + grown[5:]


@given(st.integers(1, 40))
def test_folded_sheets_bring_the_pages_into_their_order(sheets):
    sides = imposed(4 * sheets)
    assert sorted(page for side in sides for page in side) == list(range(1, 4 * sheets + 1))
    assert sides[0] == (4 * sheets, 1)  # the back page and the heading are outside
    for left, right in sides[1::2]:
        assert right - left == 1 or left + right == 4 * sheets + 1


@given(st.lists(st.booleans(), max_size=120), st.booleans())
def test_no_line_is_lost_and_every_page_is_full(kinds, is_child):
    rows = [a_row() if kind else NoteRow(A_DAY, "oʻq. zali") for kind in kinds]
    made = set_out(Formulary("AKM", is_child=is_child, rows=rows))
    pages = [page for side in made["sides"] for page in side]
    tables = [page["rows"] for page in pages if page["is"] == "table"]
    assert all(len(table) == ROWS for table in tables)
    assert sum(any(row["cells"]) for table in tables for row in table) == len(rows)
    assert {len(row["cells"]) for table in tables for row in table} == {5 if is_child else 6}
    assert [page["is"] for page in pages].count("front") == [page["is"] for page in pages].count("back") == 1


def test_a_renewal_is_a_second_date_with_its_mark():
    with translation.override("uz"):
        made = set_out(Formulary("AKM", rows=[a_row(due=(date(2026, 1, 24), date(2026, 2, 8)))]))
    first = made["sides"][1][0]["rows"][0]["cells"]
    assert first[0] == "24.01.2026\nuz. 08.02.2026"


def test_in_the_journal_a_house_does_not_part_from_its_number():
    row = journal.JournalRow(
        1, A_DAY, "Karimova D.", "2015", "oʻquvchi", "5-maktab, 8-«V»", "Bogʻbon koʻchasi, 125-uy", ""
    )
    with translation.override("uz"):
        made = set_out_register(journal.journal("AKM", "AKM", 2026, [row], today=A_DAY))
    (line,) = (row["cells"] for row in made["sheets"][0]["rows"])
    assert line[5:7] == ["5-\u2060maktab, 8-\u2060«V»", "Bogʻbon koʻchasi, 125-\u2060uy"]


def test_the_journal_counts_its_leaves_and_says_of_whom_nothing_is_known():
    rows = [journal.JournalRow(number, A_DAY, "", "", "oʻquvchi", "", "", "") for number in range(1, 50)]
    with translation.override("uz"):
        made = set_out_register(journal.journal("AKM", "AKM", 2026, rows, today=A_DAY))
    assert len(made["sheets"]) == 3 and "5 varaq" in made["lacing"][0]
    assert made["sheets"][0]["rows"][0]["cells"][2] == "(maʼlumotlari oʻchirilgan)"
    assert len(made["columns"]) == 10


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("uz", "200 000 (ikki yuz ming) soʻm"),
        ("uz-cyrl", "200 000 (икки юз минг) сўм"),
        ("ru", "200 000 (двести тысяч) сум"),
    ],
)
def test_a_sum_is_written_in_words(language, said):
    with translation.override(language):
        assert letters.sum_in_words(20_000_000).replace("\u00a0", " ") == said


@pytest.mark.parametrize(
    ("deviation", "code"),
    [
        ({}, None),
        ({"is_here": False}, "reader_is_gone"),
        ({"holds_one": True}, "deposit_held_already"),
        ({"amount": None}, "deposit_sum_unreal"),
        ({"amount": 99_999}, "deposit_sum_unreal"),
        ({"amount": 10_000_000_01}, "deposit_sum_unreal"),
        ({"reason": ""}, "deposit_without_reason"),
        ({"taken_on": date(2026, 1, 10)}, "deposit_day_unreal"),
        ({"taken_on": date(2025, 12, 31)}, "deposit_day_unreal"),
    ],
)
def test_when_a_deposit_may_be_taken(deviation, code):
    facts = {
        "amount": 5_000_000,
        "reason": "valuable",
        "taken_on": A_DAY,
        "today": A_DAY,
        "is_here": True,
        "holds_one": False,
    }
    verdict = rules.may_take_deposit(**{**facts, **deviation})
    assert verdict.codes == ((code,) if code else ())


def test_a_sheet_for_the_pen_has_room_to_write_and_a_date():
    with translation.override("uz"):
        blank = registration_sheet(Letterhead("AKM"), SheetFacts(is_child=True))
        filled = registration_sheet(
            Letterhead("AKM"),
            SheetFacts(
                name="Oripova Dilnoza",
                on=A_DAY,
                is_child=True,
                guardian=GuardianFacts("onasi", "Oripova Nargiza", "+998 90 123-45-12"),
            ),
        )
    asked, answers = widths(blank.body[0])[1:]
    assert answers >= asked / 2  # as wide as an answer, not as its heading
    assert "20__-yil" in blank.place
    assert filled.place == ""
    assert filled.body[0].rows[8][2] == "+998 90 123-45-12 (onasi)"
    assert filled.signatures[0].office == "Ota-ona yoki vasiy (onasi)"


def test_a_guarantee_waits_for_its_number_and_its_date():
    with translation.override("uz"):
        paper = letters.guarantee("Qoʻrgʻontepa AKM", letters.GroupFacts(), year=2026)
    assert paper.reference is not None
    assert paper.addressee == ("Qoʻrgʻontepa AKM direktoriga",)
