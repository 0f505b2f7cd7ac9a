"""A MARC record as rows: shown, typed, judged, put together with another editor's; not a character lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from javon.collection.catalogue import marc21, two_texts, wording
from javon.collection.catalogue.marc_rules import faults, objections
from javon.collection.catalogue.marc_text import Row, arranged, field_of, record_of, row_of, rows_of
from javon.collection.catalogue.tests.characters import a_record
from javon.collection.sources.record import Field, Record

codes = st.sampled_from("abcdxyz089")
tags = st.from_regex(r"[0-9]{3}", fullmatch=True)
words = st.text(max_size=40)
control_fields = st.builds(
    lambda tag, value: Field(tag, value=value), st.sampled_from(["001", "003", "005", "008"]), words
)


def data_fields(
    values: st.SearchStrategy[str], all_codes: st.SearchStrategy[str]
) -> st.SearchStrategy[Field]:
    return st.builds(
        lambda tag, one, two, pairs: Field(tag if tag > "010" else "500", one, two, pairs),
        tags,
        st.sampled_from(" 01a#_"),
        st.sampled_from(" 01a"),
        st.lists(st.tuples(all_codes, values), max_size=5),
    )


strange = st.builds(
    lambda fields: Record("00000nam a2200000 i 4500", fields),
    st.lists(control_fields | data_fields(words, codes | st.just("")), max_size=8),
)


@given(strange)
def test_a_record_shown_and_sent_back_unread_is_the_same_record(record: Record) -> None:
    assert record_of(record.leader, rows_of(record), record).to_json() == record.to_json()


typable = st.text(st.characters(exclude_characters="‡ǂ", exclude_categories=["Cc", "Cs"]), max_size=30)


@given(data_fields(typable, codes).filter(lambda field: field.subfields and field.ind1 not in "#_"))
def test_what_can_be_typed_is_read_back_to_the_last_space(field: Field) -> None:
    assert field_of(row_of(field)) == field


@pytest.mark.parametrize(
    "text, pairs",
    [
        ("‡a Oʻtkan kunlar : ‡b roman", [("a", "Oʻtkan kunlar :"), ("b", "roman")]),
        ("$a Oʻtkan kunlar $b roman", [("a", "Oʻtkan kunlar"), ("b", "roman")]),
        ("|aOʻtkan kunlar|broman", [("a", "Oʻtkan kunlar"), ("b", "roman")]),
        ("ǂa Shum bola", [("a", "Shum bola")]),
        ("‡a Narxi 5$a teng", [("a", "Narxi 5$a teng")]),
        ("‡aX", [("a", "X")]),
        ("‡a  X ", [("a", " X ")]),
        ("Oʻtkan kunlar ‡b roman", [("", "Oʻtkan kunlar"), ("b", "roman")]),
        ("‡ yolgʻiz", [("", "yolgʻiz")]),
        ("", [("", "")]),
        ("‡", [("", "")]),
    ],
)
def test_subfields_as_cataloguers_type_them(text: str, pairs: list[tuple[str, str]]) -> None:
    assert field_of(Row("245", "1", "0", text)).subfields == pairs


def test_line_breaks_are_spaces_and_blanks_are_blanks() -> None:
    record = record_of(
        "x", [Row("520", "_", "#", "‡a bir\r\nikki\n\n ‡b uch"), Row(" ", "", "", " ")], Record("x", [])
    )
    assert record.fields == [Field("520", " ", " ", [("a", "bir ikki"), ("b", "uch")])]


ROWS = [Row("001"), Row("245"), Row("650")]


@pytest.mark.parametrize(
    "what, order, focus",
    [
        ("up-1", ["245", "001", "650"], 0),
        ("up-0", ["001", "245", "650"], 0),
        ("down-1", ["001", "650", "245"], 2),
        ("down-2", ["001", "245", "650"], 2),
        ("remove-2", ["001", "245"], 1),
        ("add-0", ["001", "", "245", "650"], 1),
        ("add", ["001", "245", "650", ""], 3),
        ("remove-9", ["001", "245", "650"], None),
        ("up--1", ["001", "245", "650"], None),
        ("remove-²", ["001", "245", "650"], None),
        ("", ["001", "245", "650"], None),
    ],
)
def test_buttons_arrange_rows(what: str, order: list[str], focus: int | None) -> None:
    rows, place = arranged(ROWS, what)
    assert ([row.tag for row in rows], place) == (order, focus)


# --- what is said of a record

SOUND = a_record(isbn="9789943000001")


def changed(**rows: str) -> Record:
    """The sound record with fields put in the place of those with that tag: m245="1 0 ‡a X"."""
    record = SOUND
    for name, text in rows.items():
        tag = name[1:4]
        field = (
            Field(tag, value=text)
            if tag < "010"
            else field_of(Row(tag, text[0].strip(), text[1].strip(), text[3:]))
        )
        record = record.without_field(tag) if not name.endswith("more") else record
        record = record.with_field(field)
    return record


@pytest.mark.parametrize(
    "record, certain, unusual",
    [
        (SOUND, [], []),
        (Record("00000nam", SOUND.fields), ["leader_length"], []),
        (Record("00000xam a2200000 i 4500", SOUND.fields), ["leader_codes"], []),
        (changed(m008="190101"), ["fixed_length"], []),
        (changed(m008="190101ў2019    uz            000 1 uzb d"), ["fixed_letters"], ["date_kind"]),
        (changed(m008="190101s2019    uz            000 1 UZB d"), [], ["fixed_language"]),
        (SOUND.without_field("008"), [], ["no_fixed"]),
        (SOUND.without_field("245"), ["no_title"], []),
        (changed(m245="10 ‡b roman"), ["no_title"], []),
        (changed(m245="00 ‡a Kitob"), [], ["title_entry"]),
        (changed(m245="1x ‡a Kitob"), ["indicator"], []),
        (changed(m245="1Ў ‡a Kitob"), ["indicator_sign"], []),
        (changed(m245="10 Kitob ‡b roman"), ["no_code", "no_title"], []),
        (changed(m245="10 ‡a Kitob ‡А roman"), ["code_sign"], []),
        (changed(m245="10 ‡a Kitob ‡j roman"), [], ["unknown_subfield"]),
        (changed(m245="10 ‡a Kitob ‡9 roman"), [], []),
        (changed(m245="10 ‡a Kitob ‡a roman"), [], ["subfield_twice"]),
        (changed(m245="10 ‡a Ki\x07tob"), ["control_character"], []),
        (changed(m500="   ‡a "), ["empty"], []),
        (changed(m500="   ‡a Izoh ‡3 "), [], ["empty_subfield"]),
        (changed(m245more="10 ‡a Kitob"), ["field_twice"], []),
        (changed(m240="10 ‡a Kitob", m240more="10 ‡a Boshqa"), [], ["field_twice"]),
        (changed(m110="2  ‡a Markaz"), ["two_authors"], []),
        (changed(m388="   ‡a X"), [], ["unknown_tag"]),
        (changed(m999="zz ‡A X"), ["code_sign"], []),
        (changed(m952="zz ‡e X"), [], []),
        (changed(m020="   ‡a 9789943000002"), [], ["isbn"]),
        (Record(SOUND.leader, [*SOUND.fields, Field("24", " ", " ", [("a", "x")])]), ["tag"], []),
    ],
)
def test_what_is_wrong_and_what_is_only_unusual(
    record: Record, certain: list[str], unusual: list[str]
) -> None:
    found = faults(record)
    assert [one.code for one in found if one.is_certain] == certain
    assert [one.code for one in found if not one.is_certain] == unusual


def test_a_fault_names_its_row_and_its_field_in_words() -> None:
    found = objections(changed(m245="1x ‡a Kitob"))
    assert wording.sentences(found) == [
        "4-qator, 245-maydon: 2-indikatorda «x» turibdi, bu yerda mumkin boʻlgani: "
        "0, 1, 2, 3, 4, 5, 6, 7, 8, 9 (_ – boʻsh joy)."
    ]


def test_a_fault_that_was_there_before_warns_and_a_second_one_stops() -> None:
    before = changed(m245="1x ‡a Kitob")
    assert [one.weight.name for one in objections(changed(m245="1x ‡a Kitoblar"), before)] == ["WARNS"]
    again = before.with_field(Field("245", "1", "x", [("a", "Kitob")]))
    assert [one.weight.name for one in objections(again, before)] == ["WARNS", "FORBIDS", "FORBIDS"]


@given(strange)
def test_every_record_can_be_judged_and_every_fault_has_its_words(record: Record) -> None:
    assert all(wording.sentences(objections(record)))


# --- two people


def test_who_wrote_where_is_told_by_tags() -> None:
    theirs = changed(m245="10 ‡a Boshqa nom", m300="   ‡a 400 b.")
    mine = changed(m245="10 ‡a Mening nomim", m500="   ‡a Izoh")
    found = {one.tag: one for one in two_texts.conflicts(SOUND, theirs, mine)}
    assert (found["245"].theirs, found["245"].mine, found["245"].is_mine) == (
        "10 ‡a Boshqa nom",
        "10 ‡a Mening nomim",
        True,
    )
    assert found["300"].is_mine is False
    assert set(found) == {"245", "300"}
    both = two_texts.with_theirs(mine, theirs, ["300"])
    assert (both.first("300", "a"), both.first("245", "a"), both.first("500", "a")) == (
        "400 b.",
        "Mening nomim",
        "Izoh",
    )


@given(strange, strange)
def test_taking_every_tag_from_the_other_one_leaves_nothing_of_mine_there(
    mine: Record, theirs: Record
) -> None:
    tags = list(dict.fromkeys(field.tag for field in (*theirs.fields, *mine.fields)))
    both = two_texts.with_theirs(mine, theirs, tags)
    assert all(both.all(tag) == theirs.all(tag) for tag in tags)


# --- the tables


def test_every_field_of_the_table_has_a_name_and_every_code_a_meaning() -> None:
    from javon.collection.catalogue.wording_marc import field_name

    for tag, rule in marc21.field_rules().items():
        assert field_name(tag), tag
        words = [one.word for one in rule.subfields.values()] + [
            word for values in rule.indicators for word in values.values()
        ]
        for language in ("en", "ru", "uz", "uz-cyrl"):
            assert all(marc21.meaning(word, language) for word in words if word), tag


@pytest.mark.parametrize("tag, local", [("952", True), ("590", True), ("490", False), ("245", False)])
def test_local_fields_are_nobodys_business(tag: str, local: bool) -> None:
    assert marc21.is_local(tag) is local
