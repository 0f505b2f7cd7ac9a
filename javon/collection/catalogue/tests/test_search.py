"""Which book comes first for what is typed: tables that a librarian can read and correct."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from javon.collection.catalogue import search
from javon.collection.catalogue.derive import derive
from javon.collection.catalogue.search import FEW, find, highlight, suggest
from javon.collection.catalogue.search_schema import FACETS, SCHEMA
from javon.collection.sources.record import Field, Record
from javon.collection.stock.documents import CopyFacts, TitleFacts, document_of
from javon.core.search.index import Index
from javon.core.uzbek import sort_key, to_cyrillic, to_latin_2026

POINTS = [UUID(int=1), UUID(int=2)]
AUTHORS: dict[str, int] = {}
NUMBERS: dict[UUID, int] = {}


def a_book(
    number: int,
    title: str,
    author: str = "",
    *,
    subtitle: str = "",
    subjects: Sequence[str] = (),
    year: int = 1990,
    isbn: str = "",
    note: str = "",
    language: str = "uzb",
    publisher: str = "Sharq",
    copies: Sequence[CopyFacts] = (),
) -> dict[str, object]:
    """The document of a book as its record would give it."""
    fields = [Field("008", value=f"230608s{year}    uz            000 1 {language} d")]
    if isbn:
        fields.append(Field("020", subfields=[("a", isbn)]))
    if author:
        fields.append(Field("100", "1", " ", [("a", author)]))
    subfields = [("a", title)] + ([("b", subtitle)] if subtitle else [])
    fields.append(Field("245", "1", "0", subfields))
    fields.append(Field("260", subfields=[("a", "Toshkent"), ("b", publisher), ("c", str(year))]))
    if note:
        fields.append(Field("520", subfields=[("a", note)]))
    fields += [Field("650", " ", "7", [("a", subject)]) for subject in subjects]
    derived = derive(Record(fields=fields))
    key = UUID(int=number)
    NUMBERS[key] = number
    facts = TitleFacts(
        id=key,
        number=number,
        version=1,
        added_on=date(2020, 1, 1 + number % 28),
        title_key=sort_key(derived.title)[:120],
        author_key=sort_key(derived.author)[:120],
        derived=derived,
        author_numbers=[AUTHORS.setdefault(author, len(AUTHORS) + 1)] if author else [],
        subject_numbers=[AUTHORS.setdefault(subject, len(AUTHORS) + 1) for subject in subjects],
        copies=copies,
    )
    return dict(document_of(facts))


ON_SHELF = CopyFacts("on_shelf", True, POINTS[0])
ON_LOAN = CopyFacts("on_loan", True, POINTS[1])
READING_ROOM = CopyFacts("on_shelf", False, POINTS[1])

SHELF = [
    a_book(1, "Oʻtkan kunlar", "Qodiriy, Abdulla", subtitle="roman", year=2018, subjects=["Oʻzbek adabiyoti"],
           isbn="978-9943-26-123-4", copies=[ON_SHELF, ON_LOAN]),
    a_book(2, "Ўткан кунлар", "Қодирий, Абдулла", subtitle="роман", year=1974, copies=[ON_LOAN]),
    a_book(3, "Oʻtkan kunlar saboqlari", "Karimov, Naim", year=2005, subjects=["Adabiyotshunoslik"]),
    a_book(4, "Abdulla Qodiriyning «Oʻtkan kunlar» romani haqida", "Normatov, Umarali", year=1996),
    a_book(5, "Mehrobdan chayon", "Qodiriy, Abdulla", year=2012,
           note="«Oʻtkan kunlar» muallifining ikkinchi romani", copies=[READING_ROOM]),
    a_book(6, "Kunlar va yillar", "Mirzayev, Saydulla", year=1980),
    a_book(7, "Navoiy", "Oybek", subtitle="roman", year=2004, subjects=["Navoiy, Alisher"],
           copies=[ON_SHELF]),
    a_book(8, "Xamsa", "Navoiy, Alisher", year=2006, subjects=["Oʻzbek mumtoz adabiyoti"]),
    a_book(9, "Alisher Navoiy hayoti", "Sultonov, Izzat", year=1968, subjects=["Navoiy, Alisher"]),
    a_book(10, "Tanlangan asarlar", "Fitrat, Abdurauf", year=1998, subjects=["Navoiy ijodi"]),
    a_book(11, "Шум бола", "Ғафур Ғулом", year=1977, copies=[ON_SHELF]),
    a_book(12, "Анна Каренина", "Толстой, Лев Николаевич", year=1985, language="rus",
           publisher="Художественная литература"),
    a_book(13, "Физика. 7-класс", "Пёрышкин, Александр Васильевич", year=2010, language="rus"),
    a_book(14, "Oʻzbekiston tarixi", "Sagdullayev, Anatoliy", year=1997, subjects=["Oʻzbekiston tarixi"]),
    a_book(15, "Bahor qaytmaydi", "Hoshimov, Oʻtkir", year=1970),
    a_book(16, "Ikki eshik orasi", "Hoshimov, Oʻtkir", year=1986, isbn="5-635-00123-9"),
    a_book(17, "Ota-ona kitobi", "", year=2001),
    a_book(18, "Yoʻldosheva hikoyalari", "Yoʻldosheva, Saodat", year=2015),
]  # fmt: skip


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    made = Index(tmp_path_factory.mktemp("titles") / "index", SCHEMA)
    with made.writing() as writer:
        for document in SHELF:
            writer.add(document)
        writer.commit()
    return made


def numbers(index: Index, query: str, **options: object) -> list[int]:
    return [NUMBERS[key] for key in find(query, index=index, limit=50, **options).ids]  # type: ignore[arg-type]


EQUALS = {"yil:1996-1998", "mavzu:navoiy", "kunlar oʻtkan"}  # these books answer equally well


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        (
            "Oʻtkan kunlar",
            [1, 2, 3],
        ),  # the whole title, own script before the other; then titles that begin so
        ("Ўткан кунлар", [2, 1, 3]),
        ("Otkan kunlar", [1, 2, 3]),
        ("O'tkan kunlar", [1, 2, 3]),
        ("O‘TKAN KUNLAR", [1, 2, 3]),
        ("Ötkan kunlar", [1, 2, 3]),
        ("kunlar oʻtkan", [3, 1]),  # order of words does not matter
        ("oʻtkan", [1]),  # title that begins so
        ("Navoiy", [7]),  # the whole title, then titles, then the author, then a subject, then anywhere
        ("Навоий", [7]),
        ("Navoi", [7]),
        ("qodiriy kunlar", [1]),  # a name and a title together
        ("Qodiriy, Abdulla", [1, 5]),
        ("қодирий", [2]),
        ("shum bola", [11]),
        ("шум бола", [11]),
        ("karenina tolstoy", [12]),
        ("перышкин физика", [13]),
        ("fizika 7", [13]),
        ('"kunlar va yillar"', [6]),
        ("kunlar -oʻtkan", [6]),
        ("muallif:qodiriy -roman", [5]),
        ("author:Navoiy", [8]),
        ("автор:Навоий", [8]),
        ("mavzu:navoiy", [7, 9, 10]),
        ("nomi:navoiy", [7, 9]),
        ("yil:1996-1998", [4, 14, 10]),
        ("yil:1968", [9]),
        ("-a isbn:9789943261234", []),
        ("publisher:художественная", [12]),
        ("Oʻtkir", [16, 15]),
        ("yoldosheva", [18]),
        ("Йўлдошева", [18]),
        ("ota-ona", [17]),
        ("otaona", []),
    ],
)
def test_the_first_books_for_what_is_typed(index: Index, typed: str, first: list[int]) -> None:
    found = numbers(index, typed)[: len(first)]
    if typed in EQUALS:
        assert set(found) == set(first)
    else:
        assert found == first


def test_steps_of_the_ladder_stand_in_their_order(index: Index) -> None:
    whole_title, in_title, author, subject = 7, 9, 8, 10
    found = numbers(index, "navoiy")
    assert [found.index(number) for number in (whole_title, in_title, author, subject)] == [0, 1, 2, 3]


@pytest.mark.parametrize(
    "title", ["Mehrobdan chayon", "Shum bola", "Bahor qaytmaydi", "Ikki eshik orasi", "Oʻzbekiston tarixi"]
)
def test_one_title_in_every_way_of_writing_finds_the_same_book_first(index: Index, title: str) -> None:
    without = title.replace("ʻ", "").replace("ʼ", "")
    ways = [title, without, title.replace("ʻ", "'"), title.upper(), to_cyrillic(title), to_latin_2026(title)]
    firsts = {way: numbers(index, way)[0] for way in ways}
    assert len(set(firsts.values())) == 1, firsts


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("978-9943-26-123-4", 1),
        ("9789943261234", 1),
        ("978 9943 26 123 4", 1),
        ("ISBN 978-9943-26-123-4", 1),
        ("isbn:9789943261234", 1),
        ("5635001239", 16),
        ("5-635-00123-9", 16),
    ],
)
def test_a_book_is_found_by_its_number_however_it_is_typed(index: Index, typed: str, number: int) -> None:
    from javon.collection.catalogue.isbn import isbn13

    known = [key for key, document in zip(NUMBERS, SHELF, strict=True) if set(document["identifier"])]  # type: ignore[call-overload]
    assert {NUMBERS[key] for key in known} == {1, 16}
    assert numbers(index, typed) == [number], isbn13(typed)


@pytest.mark.parametrize(
    ("typed", "number", "said"),
    [
        ("mehrobdan chayn", 5, "mehrobdan chayon"),
        ("Мехробдан чаён", 5, None),  # х for ҳ is no slip
        ("otkan kunalr saboqlari", 3, "saboqlari"),
        ("Kareninna", 12, "Каренина"),
        ("xmasa", 8, "Xamsa"),
    ],
)
def test_slips_are_guessed_at_and_said(index: Index, typed: str, number: int, said: str | None) -> None:
    found = find(typed, index=index)
    assert NUMBERS[found.ids[0]] == number
    if said is None:
        assert found.also_searched == ()
    else:
        assert any(said in text for text in found.also_searched), found.also_searched


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(SHELF), st.data())
def test_a_wider_answer_always_says_what_else_was_looked_for(
    index: Index, book: dict[str, object], data: st.DataObject
) -> None:
    word = data.draw(st.sampled_from(sorted(str(book["heart"]).split())))
    at = data.draw(st.integers(0, len(word) - 1))
    typed = word[:at] + data.draw(st.sampled_from(["", "a", "zz"])) + word[at + 1 :]
    asked = search.search_question.read(typed)
    found = find(typed, index=index)
    if found.count > index.snapshot().count(asked.wanted):
        assert found.also_searched, typed


def test_nothing_is_guessed_at_when_three_answer(index: Index) -> None:
    found = find("kunlar", index=index)
    assert found.count >= FEW
    assert found.also_searched == ()


def test_what_was_typed_exactly_stands_above_every_guess(index: Index) -> None:
    found = find("qaytmaydi", index=index)
    assert NUMBERS[found.ids[0]] == 15


def test_facets_ignore_what_is_chosen_in_themselves(index: Index) -> None:
    free = find("", index=index)
    assert free.count == len(SHELF)
    assert set(free.facets) == set(FACETS)
    chosen = find("", {"language": ["rus"]}, index=index)
    assert chosen.count == 2
    assert {(value.value, value.count) for value in chosen.facets["language"]} == {
        (value.value, value.count) for value in free.facets["language"]
    }
    assert sum(value.count for value in chosen.facets["year"]) == 2
    both = find("", {"language": ["rus", "uzb"]}, index=index)
    assert both.count == len(SHELF)
    assert [value.value for value in both.facets["language"] if value.chosen] == ["uzb", "rus"]


def test_every_facet_filters_to_as_many_as_it_counted(index: Index) -> None:
    for name, values in find("", index=index).facets.items():
        for value in values:
            assert find("", {name: [value.value]}, index=index).count == value.count, (name, value)


def test_a_chosen_value_that_answers_nothing_is_still_shown(index: Index) -> None:
    found = find("karenina", {"script": ["latn"]}, index=index)
    assert found.count == 0
    assert ("latn", 0, True) in [(value.value, value.count, value.chosen) for value in found.facets["script"]]


@pytest.mark.parametrize(
    ("copies", "said"),
    [
        ((), "none"),
        ((ON_SHELF, ON_LOAN), "available"),
        ((ON_LOAN,), "out"),
        ((READING_ROOM,), "reading_room"),
        ((CopyFacts("lost", True, POINTS[0]),), "none"),
        ((CopyFacts("on_display", True, POINTS[0]), ON_LOAN), "reading_room"),
    ],
)
def test_availability_of_all_copies_together(copies: tuple[CopyFacts, ...], said: str) -> None:
    assert a_book(99, "x", copies=copies)["availability"] == said
    NUMBERS.pop(UUID(int=99))


def test_years_are_a_facet_with_ranges(index: Index) -> None:
    assert find("", {"year": ["1968-1974"]}, index=index).count == 3
    assert find("", {"year": ["1968", "1970"]}, index=index).count == 2
    assert find("", {"year": ["soon"]}, index=index).count == 0
    assert find("", {"nonsense": ["x"], "kind": []}, index=index).count == len(SHELF)


@pytest.mark.parametrize(
    ("sort", "first", "last"),
    [("title", 4, 11), ("year", 9, 1), ("-year", 1, 9), ("author", 12, 17)],
)
def test_sorts(index: Index, sort: str, first: int, last: int) -> None:
    found = numbers(index, "", sort=sort)
    assert len(found) == len(SHELF)
    if sort == "author":
        assert found[-1] == last  # no author stands at the end
    elif sort == "title":
        assert found[0] == first
    else:
        assert (found[0], found[-1]) == (first, last)


def test_pages_joined_are_the_whole_answer(index: Index) -> None:
    for sort in search.SORTS:
        whole = find("", sort=sort, limit=100, index=index).ids
        pages = [
            key
            for offset in range(0, 20, 3)
            for key in find("", sort=sort, limit=3, offset=offset, index=index).ids
        ]
        assert pages == list(whole), sort
    assert find("", limit=3, offset=10_000, index=index).ids == ()


@pytest.mark.parametrize(
    ("typed", "suggested"),
    [
        ("oʻtk", "Oʻtkan kunlar"),
        ("отк", None),
        ("otkan k", "Oʻtkan kunlar"),
        ("ўтк", "Ўткан кунлар"),
        ("qodi", "Qodiriy, Abdulla"),
        ("abdulla q", "Qodiriy, Abdulla"),
        ("", None),
        ("zzz", None),
    ],
)
def test_suggestions_while_typing(index: Index, typed: str, suggested: str | None) -> None:
    found = suggest(typed, index=index)
    assert len(found) <= 8
    assert (suggested in found) if suggested else True


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=120))
def test_nothing_typed_is_an_error(index: Index, typed: str) -> None:
    found = find(typed, index=index, limit=5)
    assert len(found.ids) == min(found.count, 5)
    suggest(typed, index=index)


@pytest.mark.parametrize(
    "hostile",
    [
        '"' * 10_000, "a" * 10_000, "a " * 5_000, "oʻtkan kunlar " * 700, "(a+)+$" * 1500, "\x00" * 10_000,
        "author:" * 1400, "-a " * 3000, "yil:99999999999999999999", "yil:-", "isbn:" + "9" * 5000,
        "\ud800\udfff",
        "%' OR 1=1 --", "٣٤٥", "*",
    ],
)  # fmt: skip
def test_hostile_queries_get_an_answer(index: Index, hostile: str) -> None:
    find(hostile, {"year": [hostile], "author": [hostile]}, index=index)
    find(hostile, index=index)
    suggest(hostile, index=index)


def test_matching_words_are_marked_in_either_script(index: Index) -> None:
    words = find("o'tkan kunlar", index=index).words
    assert highlight("Oʻtkan kunlar : roman", words) == [
        ("Oʻtkan", True), (" ", False), ("kunlar", True), (" : roman", False),
    ]  # fmt: skip
    assert highlight("«Ўткан кунлар»", words) == [
        ("«", False), ("Ўткан", True), (" ", False), ("кунлар", True), ("»", False),
    ]  # fmt: skip
    assert highlight("", words) == []


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=80), st.sets(st.sampled_from(["oq", "kema", "otkan"])))
def test_marked_pieces_joined_are_the_text(text: str, words: set[str]) -> None:
    assert "".join(piece for piece, _ in highlight(text, frozenset(words))) == text


def test_about_keeps_titles_with_any_of_the_words_or_phrases(index: Index) -> None:
    everything = find("", index=index, limit=100)
    for text in ("kunlar", "oʻtkan kunlar"):
        found = find("", index=index, limit=100, about=[text, "zzzz qqqq"])
        assert 0 < found.count < everything.count
        assert set(found.ids) <= set(everything.ids)
        counted = sum(value.count for value in found.facets["script"])
        assert counted <= found.count
    assert find("", index=index, about=["zzzz"]).count == 0
    assert find("", index=index, about=["  "]).count == 0
    assert find("kunlar", index=index, about=["kunlar"]).count <= find("kunlar", index=index).count
