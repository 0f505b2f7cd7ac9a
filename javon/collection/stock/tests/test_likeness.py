"""Which books look like a prohibited one: pairs of a line and a book, each in the spellings that people use, both ways."""

from __future__ import annotations

from itertools import product
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from javon.collection.stock.rules.likeness import Book, Listed, Watch, identity_of, keys_of

KEY = uuid4()
# One invented title as three hands write it: Latin with four apostrophes and none, Uzbek Cyrillic, the reform alphabet.
SPELLINGS = (
    "Soʻnggi yoʻlning boshi",
    "So'nggi yo'lning boshi",
    "So`nggi yo‘lning boshi",
    "Songgi yolning boshi",
    "Сўнгги йўлнинг боши",
    "Sõnggi yõlning boshi",
)
AUTHORS = ("Soxtayev, Qosim", "Сохтаев Қ.", "Q. Soxtayev", "Қосим Сохтаев")
LINE = Listed(KEY, "Soʻnggi yoʻlning boshi", "Soxtayev, Qosim", isbn="9789943999015")


def looks(line: Listed, book: Book) -> str:
    """ "exact: title_author", or "" when nothing is alike."""
    found = Watch([line]).look(book)
    return f"{found[0].certainty}: {found[0].why}" if found else ""


@pytest.mark.parametrize("listed, ours", list(product(SPELLINGS, SPELLINGS)))
def test_every_spelling_finds_every_other(listed, ours):
    line = Listed(KEY, listed, "Soxtayev, Qosim")
    assert looks(line, Book(ours, author="Soxtayev, Qosim")) == "exact: title_author"


@pytest.mark.parametrize("listed, ours", list(product(AUTHORS, AUTHORS)))
def test_every_way_to_write_an_author_finds_every_other(listed, ours):
    line = Listed(KEY, "Сўнгги йўлнинг боши", listed)
    assert looks(line, Book("Soʻnggi yoʻlning boshi", author=ours)) == "exact: title_author"


@pytest.mark.parametrize(
    "case, book, expected",
    [
        ("words in another order", Book("Yoʻlning soʻnggi boshi", author="Soxtayev Q."), "exact: title_author"),
        ("without the genitive", Book("Soʻnggi yoʻl boshi", author="Soxtayev Q."), "exact: title_author"),
        ("with a subtitle", Book("Soʻnggi yoʻlning boshi: roman", author="Soxtayev Q."), "exact: title_author"),
        ("subtitle apart", Book("Soʻnggi yoʻlning boshi", "roman", "Soxtayev Q."), "exact: title_author"),
        ("author in the statement", Book("Сўнгги йўлнинг боши", responsibility="Қ. Сохтаев"), "exact: title_author"),
        ("no author told", Book("Soʻnggi yoʻlning boshi"), "probable: title"),
        ("a long title by another", Book("Soʻnggi yoʻlning boshi", author="Xolmatov, Anvar"), "probable: title"),
        ("a word more", Book("Soʻnggi yoʻlning boshi qayerda", author="Soxtayev Q."), "probable: similar"),
        ("a word less in four", Book("Soʻnggi uzun yoʻlning boshi"), "probable: similar"),
        ("the ISBN", Book("Soʻnggi yoʻl", isbns=("9789943999015",)), "exact: isbn"),
        ("the ISBN on another book", Book("Algebra", isbns=("9789943999015",)), "probable: isbn"),
        ("two words of three by another", Book("Soʻnggi yoʻlning oxiri", author="Xolmatov, Anvar"), ""),
        ("one word", Book("Bosh"), ""),
        ("another book", Book("Oʻtkan kunlar", author="Qodiriy, Abdulla"), ""),
        ("a namesake's other book", Book("Bahor keldi", author="Soxtayev, Qosim"), ""),
        ("nothing but signs", Book("…!?"), ""),
        ("nothing", Book(""), ""),
    ],
)  # fmt: skip
def test_what_a_book_looks_like(case, book, expected):
    assert looks(LINE, book) == expected, case


@pytest.mark.parametrize(
    "listed, book, expected",
    [
        # Titles that many books have raise no alarm by another author.
        (Listed(KEY, "Iymon", "Soxtayev, Qosim"), Book("Iymon", author="Xolmatov, Anvar"), ""),
        (Listed(KEY, "Iymon", "Soxtayev, Qosim"), Book("Иймон", author="Сохтаев, Қосим"), "exact: title_author"),
        (Listed(KEY, "Iymon", "Soxtayev, Qosim"), Book("Iymon"), "probable: title"),
        (Listed(KEY, "Namoz kitobi", "Soxtayev, Qosim"), Book("Намоз китоби", author="Холматов А."), ""),
        (Listed(KEY, "Namoz kitobi"), Book("Намоз китоби", author="Холматов А."), "probable: title"),
        (Listed(KEY, "Namoz", "Soxtayev, Qosim"), Book("Namoz: savol va javob", author="Soxtayev Q."), ""),
        # A given name that many bear makes no two authors one.
        (Listed(KEY, "Tavba", "Muhammad Yolgʻonov"), Book("Tavba", author="Muhammad Yusuf"), ""),
        (Listed(KEY, "Tavba", "Ibn Qosim"), Book("Tavba", author="Ibn Sino"), ""),
        # Another name of the same publication, in Russian.
        (
            Listed(KEY, "Haqiqat yoʻli", names=("Путь истины и разума",)),
            Book("Путь истины и разума : перевод с арабского"),
            "probable: title",
        ),
        (Listed(KEY, "Путь истины и разума"), Book("Истины и разума путь"), "probable: title"),
        (Listed(KEY, "Путь истины"), Book("Путь абая", author="Ауэзов, М."), ""),
        (Listed(KEY, "Matematika"), Book("Matematika: 5-sinf uchun darslik", author="Mirzaahmedov M."), ""),
        (Listed(KEY, "Oʻzbekiston tarixi"), Book("Oʻzbekiston tarixi", author="Usmonov Q."), "probable: title"),
        (Listed(KEY, "Islom tarixi haqida risola"), Book("Islom tarixi", author="Hasanov A."), ""),
        (Listed(KEY, "Islom tarixi haqida risola"), Book("Islom tarixi haqida suhbat"), ""),
    ],
)  # fmt: skip
def test_common_titles_raise_few_alarms(listed, book, expected):
    assert looks(listed, book) == expected


def test_one_book_may_look_like_several_lines_each_by_its_surest_reason():
    other = uuid4()
    watch = Watch([LINE, Listed(other, "Soʻnggi yoʻlning boshi va oxiri", "Soxtayev, Qosim")])
    book = Book("Soʻnggi yoʻlning boshi", author="Soxtayev, Qosim", isbns=("9789943999015",))
    found = {one.key: one.why for one in watch.look(book)}
    assert found == {KEY: "isbn", other: "similar"}


def test_an_empty_list_finds_nothing():
    assert Watch([]).look(Book("Soʻnggi yoʻlning boshi")) == []


def test_a_line_of_another_paper_is_the_same_line_however_it_is_spelled():
    assert identity_of("Сўнгги йўл", "Сохтаев Қ.", "") == identity_of("So'nggi yo'l", "Q. Soxtayev", "")
    assert identity_of("Soʻnggi yoʻl", "", "") != identity_of("Soʻnggi yoʻl", "Soxtayev", "")


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60), st.text(max_size=30), st.text(max_size=20))
def test_any_line_finds_itself_and_nothing_breaks(title, subtitle, author):
    line = Listed(UUID(int=1), title, author)
    found = Watch([line]).look(Book(title, subtitle, author))
    assert [one.key for one in found] == ([UUID(int=1)] if keys_of(title) else [])
