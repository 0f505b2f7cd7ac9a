"""What a record says of where it stands, and the records that the short forms make."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from javon.collection.catalogue import hosts, part_records
from javon.collection.catalogue.derive import derive
from javon.collection.catalogue.describe import describe
from javon.collection.catalogue.outside import outside_links, safe_address
from javon.collection.catalogue.rules_parts import (
    HostFacts,
    PartFacts,
    VolumeFacts,
    may_add_part,
    may_add_volume,
    missing_volumes,
    next_volume,
)
from javon.collection.catalogue.tests.characters import a_record
from javon.collection.sources.record import Field, Record

TODAY = date(2026, 11, 28)
REFERENCE = ("NLUz", "77")


def a_magazine(title: str = "Tafakkur", *more: Field) -> Record:
    record = a_record(
        title, author="", subtitle="", more=(Field("022", " ", " ", [("a", "2010-5584")]), *more)
    )
    return Record(record.leader[:7] + "s" + record.leader[8:], record.fields)


def entry_of(*pairs: tuple[str, str], level: str = "b") -> hosts.HostEntry | None:
    record = a_record("Maqola", more=(Field("773", "0", " ", list(pairs)),))
    record = Record(record.leader[:7] + level + record.leader[8:], record.fields)
    return hosts.host_entry(record, derive(record))


@pytest.mark.parametrize(
    "said, expected",
    [
        # 773 ‡g as libraries write it → year, issue, first page
        ("2021. — № 2. — B. 34–37", (2021, 2, 34)),
        ("2021. - № 2 (5-may). - B. 34-37", (2021, 2, 34)),
        ("2019. – N 11. – С. 5-9", (2019, 11, 5)),
        ("2005, 3-son, 12-bet", (2005, 3, None)),
        ("Vol. 24, no. 10 (Oct. 1997), p. 20-24", (1997, 10, 20)),
        ("1998. — Вып. 4. — С. 101", (1998, 4, 101)),
        ("B. 34", (2019, None, 34)),
        ("2020. — 14-yanvar", (2020, None, None)),
        ("№ 99999999. — B. 99999999999", (2019, None, None)),
        ("", (2019, None, None)),
    ],
)
def test_year_issue_and_page_are_read_from_what_libraries_write(said: str, expected) -> None:
    found = entry_of(("t", "Tafakkur"), ("g", said))
    assert found is not None and (found.year, found.issue, found.page) == expected


@pytest.mark.parametrize(
    "pairs, expected",
    [
        ([("w", "(NLUz)77")], ("NLUz", "77", "")),
        ([("w", "77")], ("", "77", "")),
        ([("w", " (NLUz) 77 ")], ("NLUz", "77", "")),
        ([("x", "2010-5584")], ("", "", "2010-5584")),
        ([("z", "978-9943-00-000-1")], ("", "", "9789943000001")),
        ([("w", "(" * 90)], ("", ("(" * 64), "")),
        ([], ("", "", "")),
    ],
)
def test_the_host_is_named_by_its_numbers(pairs, expected) -> None:
    found = entry_of(("t", "Tafakkur"), *pairs)
    assert found is not None and (found.source, found.number, found.standard) == expected


@pytest.mark.parametrize(
    "text, number",
    [("3-jild", 3), ("Т. 12", 12), ("II tom", 2), ("XIV", 14), ("Birinchi kitob", 1), ("Тўққизинчи жилд", 9),
     ("", None), ("qoʻshimcha", None), ("99999", None)],
)  # fmt: skip
def test_the_number_of_a_volume_in_words_of_any_record(text: str, number: int | None) -> None:
    assert hosts.number_in(text) == number


@pytest.mark.parametrize(
    "subtitle, told",
    [("10 jildlik", 10), ("в 8 томах", 8), ("ўн жилдлик", 0), ("3 tomlik asarlar", 3), ("roman", 0)],
)
def test_a_set_tells_how_many_volumes_it_has(subtitle: str, told: int) -> None:
    record = a_record("Asarlar", subtitle=subtitle)
    assert hosts.volumes_told(record, derive(record)) == told


def test_spellings_of_a_series_meet_in_one_key() -> None:
    assert (
        hosts.series_key("Oltin meros")
        == hosts.series_key("Олтин мерос")
        == hosts.series_key("«OLTIN  MEROS»")
    )


@given(st.text(max_size=60))
def test_whatever_stands_in_773_is_read_without_an_error(text: str) -> None:
    found = entry_of(("t", text), ("g", text), ("d", text), ("w", text), ("x", text), ("z", text))
    assert found is not None and (found.issue is None or 0 <= found.issue <= hosts.MOST_NUMBER)


# --- records made


def test_an_article_is_described_as_gost_wants_it() -> None:
    typed = {
        "title": "Navoiy va zamon", "author": "Qayumov, Aziz", "year": "2021", "issue": "2", "pages": "34-37",
        "subjects": "Navoiyshunoslik", "is_local": "1",
    }  # fmt: skip
    made = part_records.part_of(a_magazine(), REFERENCE, typed, TODAY)
    book = derive(made)
    assert describe(made).text == "Qayumov, Aziz. Navoiy va zamon // Tafakkur. — 2021. — № 2. — B. 34–37."
    assert (book.kind, book.year, book.languages, book.is_local_history) == ("article", 2021, ("uzb",), True)
    assert made.leader[7] == "b" and made.first("773", "w") == "(NLUz)77"
    assert made.first("773", "x") == "2010-5584"


def test_a_chapter_takes_the_imprint_of_its_book() -> None:
    typed = {"title": "Kuz", "author": "Oripov, Abdulla", "pages": "12"}
    made = part_records.part_of(
        a_record("Yillar armoni", author="Oripov, Abdulla", subtitle=""), REFERENCE, typed, TODAY
    )
    assert describe(made).body == "Kuz // Yillar armoni. — Toshkent : Sharq, 2019. — B. 12."
    assert made.leader[7] == "a"


def test_an_article_of_a_russian_magazine_is_described_in_russian() -> None:
    typed = {"title": "О книге", "year": "2020", "issue": "5", "pages": "8-9"}
    made = part_records.part_of(a_magazine("Звезда Востока"), REFERENCE, typed, TODAY)
    assert made.first("773", "g") == "2020. — № 5. — С. 8–9"


def test_a_volume_takes_from_its_set_what_all_volumes_share() -> None:
    whole = a_record("Asarlar", subtitle="10 jildlik", subjects=("Oʻzbek nasri",))
    made = part_records.volume_of(
        whole, REFERENCE, {"number": "3", "name": "Ulugʻbek xazinasi", "year": "2014"}, TODAY
    )
    book = derive(made)
    assert book.title == "Asarlar. 3-jild. Ulugʻbek xazinasi" and book.author == "Qodiriy, Abdulla"
    assert (book.publisher, book.year, book.subjects, book.kind) == ("Sharq", 2014, ("Oʻzbek nasri",), "book")
    assert made.leader[19] == "b" and part_records.as_set(whole).leader[19] == "a"
    link = hosts.host_entry(made, book)
    assert link is not None and (link.kind, link.issue, link.label) == ("volume", 3, "3-jild")


def test_a_volume_without_a_title_of_its_own_depends_on_its_set() -> None:
    made = part_records.volume_of(a_record("Сочинения", subtitle=""), REFERENCE, {"number": "1"}, TODAY)
    assert made.leader[19] == "c" and derive(made).title.startswith("Сочинения. Т. 1")


# --- rules


@pytest.mark.parametrize(
    "facts, codes",
    [
        (PartFacts(HostFacts(), "Kuz"), ()),
        (PartFacts(HostFacts(), " "), ("empty_title",)),
        (PartFacts(HostFacts(is_donor=True), "Kuz"), ("host_is_donor",)),
        (PartFacts(HostFacts(merged_into=4), "Kuz"), ("merged_record",)),
        (PartFacts(HostFacts(kind_of_link="part"), "Kuz"), ("host_is_part",)),
        (PartFacts(HostFacts(kind_of_link="volume"), "Kuz"), ()),
        (PartFacts(HostFacts(), "Kuz", is_serial=True, year="21"), ("part_no_year",)),
        (PartFacts(HostFacts(), "Kuz", is_serial=True, year="1021", this_year=2026), ("strange_year",)),
        (PartFacts(HostFacts(), "Kuz", pages="oxirida"), ("part_pages",)),
        (PartFacts(HostFacts(), "", same=9, letters=30_000), ("empty_title", "part_is_there", "too_long")),
    ],
)
def test_may_an_article_be_entered(facts: PartFacts, codes: tuple[str, ...]) -> None:
    assert may_add_part(facts).codes == codes


@pytest.mark.parametrize(
    "facts, codes",
    [
        (VolumeFacts(HostFacts(), 3), ()),
        (VolumeFacts(HostFacts(), None), ("volume_no_number",)),
        (VolumeFacts(HostFacts(), 0), ("volume_no_number",)),
        (VolumeFacts(HostFacts(), 501), ("volume_no_number",)),
        (VolumeFacts(HostFacts(kind_of_link="volume"), 1), ("host_is_part",)),
        (VolumeFacts(HostFacts(), 1, held=5), ("volume_is_there",)),
        (
            VolumeFacts(HostFacts(), 1, is_the_set_itself=True, is_part=True),
            ("volume_of_itself", "volume_is_part"),
        ),
        (VolumeFacts(HostFacts(), 1, year="kecha"), ("strange_year",)),
    ],
)
def test_may_a_volume_be_entered(facts: VolumeFacts, codes: tuple[str, ...]) -> None:
    assert may_add_volume(facts).codes == codes


@pytest.mark.parametrize(
    "held, told, missing, following",
    [
        (set(), 0, (), 1),
        ({1, 2, 4}, 0, (3,), 3),
        ({1, 2}, 4, (3, 4), 3),
        ({1, 2}, 2, (), 3),
        ({5}, 0, (1, 2, 3, 4), 1),
    ],
)
def test_missing_volumes_and_the_next_one(held, told, missing, following) -> None:
    assert (missing_volumes(held, told), next_volume(held, told)) == (missing, following)


# --- addresses


@pytest.mark.parametrize(
    "address, is_safe",
    [
        ("https://kitob.uz/a.pdf?x=1", True),
        ("http://192.168.1.5:8080/kitob", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//kitob.uz", False),
        ("https://", False),
        ("https://a:b@kitob.uz/", False),
        ("https://kitob.uz:port/", False),
        ("https://kitob.uz/<script>", False),
        ("java\nscript:alert(1)", False),
        ("https://[", False),
        ("kitob.uz", False),
    ],
)
def test_only_safe_addresses_become_links(address: str, is_safe: bool) -> None:
    record = a_record(more=(Field("856", "4", "0", [("u", address), ("y", "Matn")]),))
    assert bool(safe_address(address)) is is_safe and bool(outside_links(record)) is is_safe
