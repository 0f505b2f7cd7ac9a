"""Author marks: whose name gets which letter and figures, and which tables are taken."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from javon.collection.catalogue.author_marks import (
    CYRILLIC,
    LATIN,
    MarkTable,
    author_mark,
    letters,
    read_rows,
    standard_table,
)

# A piece of a two-figure table as a library has it on paper.
PAPER = MarkTable(
    (("Q", "10"), ("Qo", "51"), ("Qod", "58"), ("Qos", "63"), ("Oʻ", "12"), ("Oʻt", "40"), ("Sh", "20"), ("Sha", "25"),
     ("S", "13"), ("So", "70"), ("Қ", "11"), ("Қод", "59"), ("Т", "12"), ("То", "52"))
)  # fmt: skip


@pytest.mark.parametrize(
    "author, title, mark",
    [
        ("Qodiriy, Abdulla", "Oʻtkan kunlar", "Q 58"),  # equal to a syllable
        ("Qodirov, Pirimqul", "Yulduzli tunlar", "Q 58"),
        ("Qosimov, Begali", "Milliy uygʻonish", "Q 63"),
        ("Qori, Niyoziy", "Hayot maktabi", "Q 58"),  # nearest before
        ("Qobilov", "", "Q 51"),
        ("Qahhor, Abdulla", "Sarob", "Q 10"),
        ("Қодирий, Абдулла", "Ўткан кунлар", "Қ 59"),  # a Cyrillic book, the Cyrillic letter
        ("Толстой, Лев", "Война и мир", "Т 52"),
        ("Sharipov, A.", "", "Sh 25"),  # Sh is a letter
        ("Soliyev", "", "S 70"),
        ("Sʼhirov", "", "S 13"),  # s and h parted by the tutuq belgisi
        ("O'tayev, O'tkir", "", "Oʻ 40"),
        ("Oʻtayev, Oʻtkir", "", "Oʻ 40"),
        ("", "«Qoʻrqma»", "Q 63"),  # no author: the title's first word
        ("", "100 ta sovol", "T ?"),
        ("", "1984", ""),
        ("", "", ""),
        ("Zokirov", "", ""),  # the table has no such letter
    ],
)
def test_a_name_takes_the_syllable_equal_to_it_or_the_nearest_before(
    author: str, title: str, mark: str
) -> None:
    found = author_mark(PAPER, author, title)
    assert found == ("" if mark.endswith("?") else mark)


def test_works_of_one_author_are_parted_by_a_letter_of_the_title_when_asked() -> None:
    assert author_mark(PAPER, "Qodiriy, Abdulla", "Oʻtkan kunlar", with_title_letter=True) == "Q 58 oʻ"
    assert author_mark(PAPER, "Qodiriy, Abdulla", "«Mehrobdan chayon»", with_title_letter=True) == "Q 58 m"
    assert author_mark(PAPER, "Qodiriy, Abdulla", "1984", with_title_letter=True) == "Q 58"
    assert author_mark(PAPER, "", "Qodirlar", with_title_letter=True) == "Q 58"


def test_letters_are_those_of_the_alphabet() -> None:
    assert letters("Gʻafur G‘ulom") == ("gʻ", "a", "f", "u", "r", "gʻ", "u", "l", "o", "m")
    assert letters("Choʻlpon") == ("ch", "oʻ", "l", "p", "o", "n")
    assert letters("Isʼhoq") == ("i", "s", "h", "o", "q")
    assert letters("Şaripov") == letters("Sharipov")
    assert letters("Ҳамид Ғулом")[0] == "ҳ"
    assert letters("—1984") == ()


def test_the_standard_table_has_every_letter_and_two_figures() -> None:
    table = standard_table()
    for letter in (*LATIN, *CYRILLIC):
        expected = letter not in "ъыь"
        assert bool(table.figures((letter,))) is expected, letter
    assert {len(figures) for _syllable, figures in table.rows} == {2}
    rows, faults = read_rows((number, row) for number, row in enumerate(table.rows, 1))
    assert faults == [] and sorted(rows) == sorted(table.rows)


def test_the_standard_table_parts_common_names() -> None:
    table = standard_table()
    names = [
        "Abdullayev",
        "Ahmedov",
        "Aliyev",
        "Azimov",
        "Bobur",
        "Qahhor",
        "Qodiriy",
        "Navoiy",
        "Yoʻldoshev",
        "Oybek",
    ]
    marks = [author_mark(table, name) for name in names]
    assert all(marks) and len(set(marks)) == len(names)


@given(
    st.sampled_from([LATIN, CYRILLIC]).flatmap(
        lambda alphabet: st.tuples(*[st.lists(st.sampled_from(alphabet), min_size=1, max_size=6)] * 2)
    )
)
def test_in_the_standard_table_later_names_never_have_smaller_figures(
    pair: tuple[list[str], list[str]],
) -> None:
    table = standard_table()
    alphabet = LATIN if pair[0][0] in LATIN else CYRILLIC
    one, other = sorted(
        ([*pair[0]], [pair[0][0], *pair[1]]), key=lambda said: [alphabet.index(letter) for letter in said]
    )
    assert table.figures(one) <= table.figures(other)


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_text_breaks_a_mark(author: str, title: str) -> None:
    mark = author_mark(standard_table(), author, title, with_title_letter=True)
    assert mark == "" or mark.split()[1].isdigit()


def test_a_table_that_is_brought_is_read_row_by_row() -> None:
    rows, faults = read_rows(
        [(1, ["Boʻgʻin", "Raqam"]), (2, ["Ab", "14"]), (3, ["", ""]), (4, ["16", "Av"]), (5, ["Ab", "14"])]
    )
    assert rows == [("Ab", "14"), ("Av", "16")] and faults == []


@pytest.mark.parametrize(
    "rows, fault",
    [
        ([["—", "14"]], (1, "no_syllable")),
        ([["Аb", "14"]], (1, "two_scripts")),  # a Cyrillic А before a Latin b
        ([["Ab", "oʻn 4"], ["Ad", ""]], (1, "no_figures")),
        ([["Ab", "14"], ["Ab", "15"]], (2, "twice")),
        ([["Ab", "14"], ["Av", "12"]], (2, "falls")),
        ([["Ab", "99999"]], (1, "no_figures")),
    ],
)
def test_every_bad_row_is_named(rows: list[list[str]], fault: tuple[int, str]) -> None:
    _good, faults = read_rows(enumerate(rows, 1))
    assert fault in [(one.row, one.code) for one in faults]
