"""The worked examples of description (GOST 7.1): each line as a librarian would write it on a card."""

from __future__ import annotations

import pytest

from javon.collection.catalogue.derive import derive
from javon.collection.catalogue.describe import card, describe
from javon.collection.catalogue.tests.characters import LEADER
from javon.collection.sources.record import Field, Record


def record(*fields: tuple[str, str, list[tuple[str, str]]]) -> Record:
    return Record(LEADER, [Field(tag, inds[0], inds[1], pairs) for tag, inds, pairs in fields])


QODIRIY = record(
    ("020", "  ", [("a", "978-9943-00-000-0")]),
    ("080", "  ", [("a", "821.512.133-31")]),
    ("084", "  ", [("a", "84(5Oʻz)1")]),
    ("090", "  ", [("b", "Q 58")]),
    ("100", "1 ", [("a", "Qodiriy, Abdulla")]),
    (
        "245",
        "10",
        [
            ("a", "Oʻtkan kunlar"),
            ("h", "[Matn]"),
            ("b", "roman"),
            ("c", "Abdulla Qodiriy ; soʻzboshi muallifi U. Normatov"),
        ],
    ),
    ("250", "  ", [("a", "Qayta nashr")]),
    ("264", " 1", [("a", "Toshkent"), ("b", "Sharq"), ("c", "2019")]),
    ("300", "  ", [("a", "384 b."), ("c", "21 sm.")]),
    ("490", "0 ", [("a", "Oʻzbek adabiyoti durdonalari")]),
    ("500", "  ", [("a", "10000 nusxa")]),
)
DICTIONARY = record(
    ("100", "1 ", [("a", "Rahmatullayev, Sh.")]),
    (
        "245",
        "10",
        [
            ("a", "Oʻzbek tilining etimologik lugʻati :"),
            ("b", "(turkiy soʻzlar) /"),
            ("c", "Sh. Rahmatullayev."),
        ],
    ),
    ("260", "  ", [("a", "Toshkent :"), ("b", "Universitet,"), ("c", "2000.")]),
    ("300", "  ", [("a", "599 b.")]),
)
TEXTBOOK = record(
    ("100", "1 ", [("a", "Xolmurodov, A.")]),
    (
        "245",
        "10",
        [("a", "Ona tili"), ("b", "5-sinf darsligi"), ("c", "A. Xolmurodov, N. Mahmudov, B. Yoʻldoshev")],
    ),
    ("250", "  ", [("a", "3-nashr")]),
    ("260", "  ", [("a", "Toshkent"), ("b", "Maʼnaviyat"), ("c", "2020")]),
    ("300", "  ", [("a", "144 b."), ("b", "rasmli")]),
)
EPIC = record(
    (
        "245",
        "00",
        [
            ("a", "Alpomish"),
            ("b", "oʻzbek xalq qahramonlik dostoni"),
            ("c", "nashrga tayyorlovchi H. Zarifov"),
        ],
    ),
    ("260", "  ", [("a", "Toshkent"), ("b", "Fan"), ("c", "1999")]),
    ("300", "  ", [("a", "824 b.")]),
)
VOLUME = record(
    ("100", "0 ", [("a", "Navoiy, Alisher")]),
    (
        "245",
        "10",
        [
            ("a", "Toʻla asarlar toʻplami"),
            ("n", "10 jildlik"),
            ("n", "1-jild"),
            ("p", "Xazoyin ul-maoniy: Gʻaroyib us-sigʻar"),
            ("c", "Alisher Navoiy"),
        ],
    ),
    ("260", "  ", [("a", "Toshkent"), ("b", "Gʻafur Gʻulom"), ("c", "2011")]),
    ("300", "  ", [("a", "804 b.")]),
)
ARTICLE = record(
    ("100", "1 ", [("a", "Mirxodjayeva, M.")]),
    ("245", "10", [("a", "Axborot-kutubxona fondlarini xatlovdan oʻtkazish"), ("c", "M. Mirxodjayeva")]),
    ("773", "0 ", [("t", "Infolib"), ("g", "2021. — № 2. — B. 34-37")]),
)


@pytest.mark.parametrize(
    "made, line",
    [
        (
            QODIRIY,
            "Qodiriy, Abdulla. Oʻtkan kunlar [Matn] : roman / Abdulla Qodiriy ; soʻzboshi muallifi U. Normatov. — "
            "Qayta nashr. — Toshkent : Sharq, 2019. — 384 b. ; 21 sm. — (Oʻzbek adabiyoti durdonalari). — "
            "10000 nusxa. — ISBN 978-9943-00-000-0.",
        ),
        (
            DICTIONARY,
            "Rahmatullayev, Sh. Oʻzbek tilining etimologik lugʻati : (turkiy soʻzlar) / Sh. Rahmatullayev. — "
            "Toshkent : Universitet, 2000. — 599 b.",
        ),
        (
            TEXTBOOK,
            "Xolmurodov, A. Ona tili : 5-sinf darsligi / A. Xolmurodov, N. Mahmudov, B. Yoʻldoshev. — 3-nashr. — "
            "Toshkent : Maʼnaviyat, 2020. — 144 b. : rasmli.",
        ),
        (
            EPIC,
            "Alpomish : oʻzbek xalq qahramonlik dostoni / nashrga tayyorlovchi H. Zarifov. — Toshkent : Fan, 1999. — "
            "824 b.",
        ),
        (
            VOLUME,
            "Navoiy, Alisher. Toʻla asarlar toʻplami. 10 jildlik. 1-jild. Xazoyin ul-maoniy: Gʻaroyib us-sigʻar / "
            "Alisher Navoiy. — Toshkent : Gʻafur Gʻulom, 2011. — 804 b.",
        ),
        (
            ARTICLE,
            "Mirxodjayeva, M. Axborot-kutubxona fondlarini xatlovdan oʻtkazish / M. Mirxodjayeva // Infolib. — 2021. "
            "— № 2. — B. 34–37.",
        ),
    ],
)
def test_the_description_stands_in_the_prescribed_order(made: Record, line: str) -> None:
    assert describe(made).text == line


def test_the_card_has_class_mark_heading_and_foot() -> None:
    lines = card(QODIRIY).splitlines()
    assert lines[0] == "84(5Oʻz)1"
    assert lines[1].split(maxsplit=2) == ["Q", "58", "Qodiriy, Abdulla"]
    assert lines[-1].strip() == "UOʻK 821.512.133-31     KBK 84(5Oʻz)1"


def test_what_a_record_says_is_derived_in_one_place() -> None:
    book = derive(QODIRIY)
    assert (book.title, book.subtitle, book.year, book.branch, book.author_mark) == (
        "Oʻtkan kunlar", "roman", 2019, "FIC", "Q 58",
    )  # fmt: skip
    assert book.cancelled_isbns == ("9789943000000",) and book.isbns == ()
    assert (
        derive(VOLUME).title
        == "Toʻla asarlar toʻplami. 10 jildlik. 1-jild. Xazoyin ul-maoniy: Gʻaroyib us-sigʻar"
    )
