"""Cells, captions and lines of retyped inventory books: tables of cases as a librarian could read them."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from javon.collection.stock.rules import old_lines_cells as cells
from javon.collection.stock.rules.old_copies import NumbersUnclear
from javon.collection.stock.rules.old_lines import (
    MadeFacts,
    Standing,
    Understood,
    is_same_book,
    judged,
    may_go_on,
    may_take_back,
    understand,
    why_no_line,
)
from javon.collection.stock.rules.old_lines_columns import (
    CAPTIONS,
    MEANINGS,
    heading_of,
    meaning_of,
    what_is_missing,
)

TODAY = date(2026, 11, 28)


@pytest.mark.parametrize(
    "typed, numbers",
    [
        ("1234", ["1234"]),
        ("1234.0", ["1234"]),
        ("0042", ["0042"]),
        ("№ 1234", ["1234"]),
        ("Inv. № 77", ["77"]),
        ("инв. 77", ["77"]),
        ("1 234", ["1234"]),
        ("1201–1204", ["1201", "1202", "1203", "1204"]),
        ("15, 16; 19а", ["15", "16", "19а"]),
        ("K-17", ["K-17"]),
        ("", []),
    ],
)
def test_inventory_numbers(typed, numbers):
    assert cells.inventory_numbers(typed) == numbers


@pytest.mark.parametrize("typed", ["1.23457E+11", "raqamsiz", "9-1", "1-100000", "7" * 40])
def test_what_is_no_number_is_said(typed):
    with pytest.raises(NumbersUnclear):
        cells.inventory_numbers(typed)


@pytest.mark.parametrize(
    "typed, tiyin, remark",
    [
        ("45 000", 4_500_000, ""),
        ("45\xa0000", 4_500_000, ""),
        ("45000,50", 4_500_050, ""),
        ("45000.0", 4_500_000, ""),
        ("12.5", 1_250, ""),
        ("45 000 so'm", 4_500_000, ""),
        ("12 345 678,00 сўм", 1_234_567_800, ""),
        ("3,50 руб", 350, ""),
        ("1 р. 20 к.", 120, ""),
        ("1р20к", 120, ""),
        ("1-20", 120, ""),
        ("0-95", 95, ""),
        ("85 тийин", 85, ""),
        ("1,234.50", 123_450, ""),
        ("1.234.567", 123_456_700, ""),
        ("45.000", 4_500_000, "price_read_as"),
        ("1.2000000000000002", 120, ""),
        ("-5", -500, ""),
        ("0", 0, ""),
        ("", None, ""),
        ("–", None, ""),
        ("b/n", None, ""),
    ],
)
def test_prices(typed, tiyin, remark):
    assert cells.price(typed) == (tiyin, remark)


@pytest.mark.parametrize("typed", ["qimmat", "1e12", "5 dona 3", "20 $", "#REF!", "12/5"])
def test_what_is_no_price_is_said(typed):
    with pytest.raises(cells.PriceUnclear):
        cells.price(typed)


@pytest.mark.parametrize(
    "typed, day, remark",
    [
        ("1987-03-12", date(1987, 3, 12), ""),
        ("1987-03-12 00:00:00", date(1987, 3, 12), ""),
        ("12.03.1987", date(1987, 3, 12), ""),
        ("12.3.1987-y.", date(1987, 3, 12), ""),
        ("12/03/87", date(1987, 3, 12), ""),
        ("12.03.25", date(2025, 3, 12), ""),
        ("31848", date(1987, 3, 12), ""),
        ("31848.0", date(1987, 3, 12), ""),
        ("1987-yil 12-mart", date(1987, 3, 12), ""),
        ("12 марта 1987 г.", date(1987, 3, 12), ""),
        ("12 сент. 1990", date(1990, 9, 12), ""),
        ("5-oktabr, 1990", date(1990, 10, 5), ""),
        ("1987-y.", None, "only_a_year"),
        ("1987 год", None, "only_a_year"),
        ("1987.0", None, "only_a_year"),
        ("40.03.1987", None, "day_unclear"),
        ("2087", None, "day_unclear"),
        ("kecha", None, "day_unclear"),
        ("", None, ""),
        ("-", None, ""),
    ],
)
def test_days(typed, day, remark):
    found = cells.day(typed, TODAY)
    assert (found.on, found.remark) == (day, remark)
    assert not remark or found.note  # what is not understood is kept


@pytest.mark.parametrize(
    "typed, author, title",
    [
        ("Qodiriy A. Oʻtkan kunlar", "Qodiriy, A.", "Oʻtkan kunlar"),
        ("Толстой Л.Н. Война и мир", "Толстой, Л.Н.", "Война и мир"),
        ("Gʻulom Gʻ. Shum bola", "Gʻulom, Gʻ.", "Shum bola"),
        ("Ўткир Ҳ. Икки эшик ораси", "Ўткир, Ҳ.", "Икки эшик ораси"),
        ("A.Qodiriy. Oʻtkan kunlar", "Qodiriy, A.", "Oʻtkan kunlar"),
        ("Sh.Xolmirzayev. Qil koʻprik", "Xolmirzayev, Sh.", "Qil koʻprik"),
        ("Oybek. Navoiy", "Oybek", "Navoiy"),
        ("Абдулла Қаҳҳор. Синчалак", "Абдулла Қаҳҳор", "Синчалак"),
        ("Oʻzbek tili. Darslik", "", "Oʻzbek tili. Darslik"),
        ("Oʻzbek tili", "", "Oʻzbek tili"),
        ("Matematika. 5-sinf", "", "Matematika. 5-sinf"),
    ],
)
def test_author_and_title_in_one_column(typed, author, title):
    assert cells.author_and_title(typed) == (author, title)


@pytest.mark.parametrize(
    "typed, parts",
    [
        ("T.: Oʻqituvchi, 1987", ("T", "Oʻqituvchi", "1987")),
        ("Toshkent, 1987", ("Toshkent", "", "1987")),
        ("Toshkent 1987-y.", ("Toshkent", "", "1987")),
        ("Oʻqituvchi 1987", ("", "Oʻqituvchi", "1987")),
        ("М., Просвещение, 1980", ("М", "Просвещение", "1980")),
    ],
)
def test_imprints(typed, parts):
    assert cells.imprint(typed) == parts


@given(st.text(max_size=60))
@example("0¹")  # a raised digit is a digit and no number
def test_no_cell_breaks_the_reading(typed):
    with suppress(NumbersUnclear):
        cells.inventory_numbers(typed)
    with suppress(cells.PriceUnclear):
        cells.price(typed)
    with suppress(ValueError):
        cells.copies(typed)
    cells.day(typed, TODAY)
    cells.author_and_title(typed)
    cells.imprint(typed)
    line = understand([typed] * 22, [one for one in MEANINGS if one], today=TODAY)
    judged(line, Standing(), TODAY)
    why_no_line([typed, typed], ["number", "title"], ["Inv", typed])


@given(st.integers(0, 10**12), st.booleans())
def test_a_sum_written_as_people_write_it_is_read_back(tiyin, grouped):
    whole, part = divmod(tiyin, 100)
    text = f"{whole:,}".replace(",", " ") if grouped else str(whole)
    assert cells.price(f"{text},{part:02}")[0] == tiyin


# --- captions


@pytest.mark.parametrize(
    "caption, meaning",
    [
        ("Inventar raqami", "number"), ("Инвентарь рақами", "number"), ("Инв. №", "number"), ("INVENTAR №", "number"),
        ("Инвентарный номер", "number"), ("Yozilgan sana", "entered_on"), ("Ёзилган сана", "entered_on"),
        ("Дата записи", "entered_on"), ("Muallif va nomi", "author_title"), ("Муаллиф ва китоб номи", "author_title"),
        ("Автор и заглавие", "author_title"), ("Muallifi", "author"), ("Муаллиф", "author"), ("Автор", "author"),
        ("Kitob nomi", "title"), ("Китоб номи", "title"), ("Название книги", "title"), ("Nashr yili", "year"),
        ("Йили", "year"), ("Год издания", "year"), ("Narxi (soʻm)", "price"), ("Баҳоси", "price"), ("Цена (сум)", "price"),
        ("UO'K", "udc"), ("УЎК", "udc"), ("УДК", "udc"), ("KBK", "bbk"), ("ББК", "bbk"), ("Муаллиф белгиси", "author_mark"),
        ("Авторский знак", "author_mark"), ("Nusxa soni", "copies"), ("Кол-во", "copies"), ("Izoh", "note"),
        ("Эслатма", "note"), ("Примечание", "note"), ("Chiqim (akt)", "gone"), ("Ҳисобдан чиқариш далолатномаси", "gone"),
        ("Акт №", "gone"), ("Отметка о выбытии", "gone"), ("Nashriyoti", "publisher"), ("Нашриёт", "publisher"),
        ("Издательство", "publisher"), ("Inventar raqmi", "number"), ("Инвентраный номер", "number"),
    ],
)  # fmt: skip
def test_captions_in_three_scripts_and_with_slips(caption, meaning):
    assert meaning_of(caption)[0] == meaning


@pytest.mark.parametrize("caption", ["", "Rangi", "№", "T/r", "Varaqlandi", "12"])
def test_a_caption_that_nobody_knows_is_left_open(caption):
    assert meaning_of(caption)[0] in ("", "ordinal")


def test_no_caption_stands_under_two_meanings():
    told = [caption for captions in CAPTIONS.values() for caption in captions.split("|")]
    assert len(told) == len(set(told))


def test_the_heading_is_found_below_a_title_and_over_two_rows():
    rows = [
        (1, ["Inventar kitobi № 3", "", "", "", ""]),
        (3, ["T/r", "Inv. №", "Muallif va nomi", "Nashr", ""]),
        (4, ["", "", "", "joyi", "yili"]),
        (5, ["1", "2", "3", "4", "5"]),
        (6, ["1", "4218", "Oybek. Navoiy", "T.", "1986"]),
    ]
    found = heading_of(rows)
    assert (found.row, found.columns) == (4, ("", "number", "author_title", "place", "year"))


def test_a_list_without_a_heading_is_left_to_the_person():
    found = heading_of([(1, ["4218", "Oybek. Navoiy", "1986"])])
    assert (found.row, found.columns) == (0, ("", "", ""))


@pytest.mark.parametrize(
    "columns, wrong",
    [
        (["number", "title"], []),
        (["number", "author_title", "note", "note"], []),
        (["title"], ["no_column_of_numbers"]),
        (["number"], ["no_column_of_titles"]),
        (["number", "title", "title"], ["meaning_chosen_twice"]),
        ([], ["no_column_of_numbers", "no_column_of_titles"]),
    ],
)
def test_what_a_choice_of_columns_lacks(columns, wrong):
    assert what_is_missing(columns) == wrong


# --- lines

COLUMNS = ["", "number", "entered_on", "author_title", "place", "year", "price", "copies", "gone", "note"]
CAPTION = ["T/r", "Inv. №", "Sana", "Muallif va nomi", "Joyi", "Yili", "Narxi", "Soni", "Chiqim", "Izoh"]


@pytest.mark.parametrize(
    "row, why",
    [
        (["1", "4218", "", "Oybek. Navoiy"], ""),
        (CAPTION, "heading_again"),
        ([str(at) for at in range(1, 11)], "row_of_numbers"),
        (["", "Jami:", "", "", "", "", "12-40"], "total_or_carried"),
        (["", "", "", "Жами", "", "", "12-40"], "total_or_carried"),
        (["", "", "", "Итого на странице", "", "", "3"], "total_or_carried"),
        (["", "", "", "Keyingi sahifaga oʻtkazildi", "", "", "3"], "total_or_carried"),
        (["1987-yil"], "single_cell"),
        (["", "4218"], ""),
        (["5", "4219", "", "Jamila", "F.", "1980"], ""),
        (["", "", ""], "empty"),
    ],
)
def test_rows_that_are_no_lines(row, why):
    assert why_no_line(row, COLUMNS, CAPTION) == why


def line(*changes: tuple[int, str]) -> Understood:
    row = ["1", "4218", "12.03.1987", "Oybek. Navoiy", "T.", "1986", "2,50", "", "", ""]
    for place, text in changes:
        row[place] = text
    return understand(row, COLUMNS, today=TODAY)


@pytest.mark.parametrize(
    "case, changes, standing, outcome, codes",
    [
        ("a line of the book", [], {}, "good", []),
        ("no price", [(6, "")], {}, "good", ["old_copy_without_price"]),
        ("a price in words", [(6, "qimmat")], {}, "refused", ["price_unclear"]),
        ("a price of minus one", [(6, "-1")], {}, "refused", ["price_negative"]),
        ("a price of a million million", [(6, "1000000000000")], {}, "refused", ["price_too_high"]),
        ("no number", [(1, "")], {}, "refused", ["no_inventory_number"]),
        ("a number in words", [(1, "raqamsiz")], {}, "refused", ["numbers_unclear"]),
        ("no title", [(3, "-")], {}, "refused", ["line_without_title"]),
        ("two reasons", [(1, ""), (3, "")], {}, "refused", ["line_without_title", "no_inventory_number"]),
        ("a day to come", [(2, "01.01.2027")], {}, "refused", ["old_copy_day_unreal"]),
        ("a year only", [(2, "1987-y.")], {}, "good", ["only_a_year"]),
        ("three copies, one number", [(7, "3")], {}, "refused", ["copies_and_numbers_differ"]),
        ("three copies, three numbers", [(1, "5-7"), (7, "3")], {}, "good", []),
        ("one number twice in one line", [(1, "5, 5")], {}, "refused", ["number_typed_twice"]),
        ("a barcode in the wrong column", [(1, "9789943000001")], {}, "good", ["number_strange"]),
        ("written off long ago", [(8, "4-akt, 1999"), (6, "qimmat")], {}, "gone", ["written_off_long_ago"]),
        ("a dash for the act", [(8, "-")], {}, "good", []),
        ("the number of another book", [], {"taken": ("4218",)}, "good", ["number_repeated"]),
        ("this very book is there", [], {"same": ("4218",)}, "known", ["line_known"]),
        ("a number that the program gives", [], {"ours": ("4218",)}, "refused", ["number_is_ours"]),
        ("a number from above", [], {"earlier": ("4218",), "row": 7}, "good", ["number_repeated_in_file"]),
        (
            "a line from above",
            [],
            {"earlier": ("4218",), "is_twice": True, "row": 7},
            "refused",
            ["line_twice"],
        ),
        ("no such book", [], {"book_exists": False}, "refused", ["no_such_book"]),
    ],
)
def test_lines_are_judged(case, changes, standing, outcome, codes):
    told, said = judged(line(*changes), Standing(**standing), TODAY)
    assert (told, [one.code for one in said]) == (outcome, codes)


@pytest.mark.parametrize(
    "typed, held, same",
    [
        ("Oʻtkan kunlar", "Ўткан кунлар", True),
        ("Navoiy : roman", "Navoiy", True),
        ("Tanlangan asarlar. 1-jild", "Tanlangan asarlar. 2-jild", False),
        ("Shum bola", "Navoiy", False),
        ("", "Navoiy", False),
    ],
)
def test_one_book_under_one_number(typed, held, same):
    assert is_same_book(typed, held) is same


@pytest.mark.parametrize(
    "changes, codes",
    [
        ({}, ()),
        ({"is_on_its_shelf": False}, ("copy_has_moved",)),
        ({"is_as_entered": False, "used_by": "yorliq"}, ("copy_was_changed", "copy_is_used")),
    ],
)
def test_what_may_be_taken_back(changes, codes):
    assert may_take_back(MadeFacts(number="4218", **changes)).codes == codes


@pytest.mark.parametrize(
    "deed, state, left, codes",
    [
        ("check", "columns", 1, ()),
        ("check", "entered", 1, ("old_lines_not_now_check",)),
        ("enter", "checked", 1, ()),
        ("enter", "checked", 0, ("no_good_line",)),
        ("enter", "entering", 5, ("old_lines_not_now_enter",)),
        ("take_back", "entered", 0, ()),
        ("take_back", "entering", 0, ()),
        ("drop", "checking", 0, ()),
        ("take_back", "taken_back", 2, ()),
        ("take_back", "taken_back", 0, ("old_lines_not_now_take_back",)),
        ("drop", "entered", 0, ("old_lines_not_now_drop",)),
    ],
)
def test_each_deed_has_its_time(deed, state, left, codes):
    assert may_go_on(deed, state, left).codes == codes
