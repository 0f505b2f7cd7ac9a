"""The tables of UDC and BBK: whole, a tree, searchable however one writes."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from javon.collection.catalogue import classification
from javon.collection.catalogue.classification import (
    below,
    class_of,
    counted,
    found,
    mark_key,
    named_by,
    table,
    way_to,
)
from javon.core.uzbek import script_of


@pytest.mark.parametrize("scheme", classification.SCHEMES)
def test_every_class_has_a_caption_in_four_languages_with_our_apostrophes(scheme: str) -> None:
    assert len(table(scheme)) > 100
    for one in table(scheme).values():
        captions = [one.label(language) for language in ("uz", "uz-cyrl", "ru", "en")]
        assert all(captions), one.code
        assert not set("'‘’`´?") & set("".join(captions[:3])), one
        assert script_of(one.uz) == "latn" and script_of(one.uz_cyrl) == script_of(one.ru) == "cyrl", one


@pytest.mark.parametrize("scheme", classification.SCHEMES)
def test_every_class_is_reached_from_a_main_class_and_finds_itself(scheme: str) -> None:
    reached, level = [], below(scheme)
    while level:
        reached += level
        level = [child for one in level for child in below(scheme, one.code)]
    assert {one.code for one in reached} == set(table(scheme))
    for one in table(scheme).values():
        assert way_to(scheme, one.code)[-1] is one
        assert all(class_of(scheme, mark) is one for mark in [one.mark] if mark), one


def test_the_main_classes_are_those_of_the_tables() -> None:
    assert [one.code for one in below("udc")] == list("0123456789")
    assert [one.code for one in below("bbk")] == ["2", "3", "4", "5", "6/8", "9"]


@pytest.mark.parametrize(
    "scheme, printed, code",
    [
        ("udc", "821.512.133-31", "821.512.133"),
        ("udc", "UO'K 821.512.133", "821.512.133"),
        ("udc", "356.1", "355/359"),
        ("udc", "94(575.1)", "94(575.1)"),
        ("udc", "94(47)", "93/94"),
        ("udc", "02 (075)", "02"),
        ("bbk", "84(5Oʻ)6", "84(5Oʻ)"),
        ("bbk", "84(5O'z)1", "84(5Oʻ)"),
        ("bbk", "84 (5Ў) 6", "84(5Oʻ)"),
        ("bbk", "84(5Узб)", "84(5Oʻ)"),
        ("bbk", "84(5Oʻzb)7ya7", "84(5Oʻ)"),
        ("bbk", "84(2Р)7", "84(2Рос)"),
        ("bbk", "Д84(5Ў)", "84(5Oʻ)"),
        ("bbk", "81.2O‘zb", "81.2Oʻzb"),
        ("bbk", "81.2Ўзб-9", "81.2Oʻzb"),
        ("bbk", "81.2Англ", "81.2Ingl"),
        ("bbk", "78.3ya722", "78.3"),
        ("bbk", "54.1", "54"),
        ("bbk", "42.161", "42.16"),
    ],
)
def test_a_mark_stands_in_its_class_however_it_is_printed(scheme: str, printed: str, code: str) -> None:
    place = class_of(scheme, printed)
    assert place is not None and place.code == code


def test_what_the_table_does_not_know_stands_nowhere() -> None:
    assert class_of("bbk", "хато") is class_of("udc", "") is class_of("udc", "x") is None
    with pytest.raises(KeyError):
        table("dewey")


def test_one_mark_has_one_spelling() -> None:
    written = ["84(5Oʻ)6", "84(5O'z)6", "84(5Oʻzb)6", "84(5Ў)6", "84 (5Узб) 6", "KBK 84(5У)6"]
    assert {mark_key("bbk", mark) for mark in written} == {"84(5Oʻ)6"}
    assert mark_key("bbk", "22.1ya721") == mark_key("bbk", "22.1я721") == "22.1я721"
    assert mark_key("bbk", "84(4Fra)6") == "84(4Fra)6"


@given(st.sampled_from(classification.SCHEMES), st.text(max_size=40))
@example("bbk", '"\r0')
@example("bbk", "\u2028(84(5\u200aЎ)")
def test_the_one_spelling_does_not_change_again(scheme: str, mark: str) -> None:
    once = mark_key(scheme, mark)
    assert (
        mark_key(scheme, once) == once or once[:1] in "KkКкUuУуBbБб"
    )  # a text that begins as the scheme's name
    class_of(scheme, mark)


def test_a_class_counts_what_stands_below_it() -> None:
    marks = {"84(5Oʻ)6": 3, "84(5Ў)7": 2, "84(7Сое)": 1, "54.1": 4, "хато": 9}
    count = counted("bbk", marks)
    assert count["84"] == count["6/8"] == 6
    assert count["84(5Oʻ)"] == 5
    assert count["53/57"] == count["54"] == count["5"] == 4
    assert "22" not in count


@pytest.mark.parametrize(
    "scheme, typed, code",
    [
        ("bbk", "84", "84"),
        ("bbk", "84(5Ў", "84(5Oʻ)"),
        ("bbk", "badiiy adabiyot", "84"),
        ("bbk", "бадиий адабиёт", "84"),
        ("bbk", "художественная литература", "84"),
        ("bbk", "fiction", "84"),
        ("bbk", "san'at", "85"),
        ("bbk", "o'zbekiston tarixi", "63.3(5Oʻ)"),
        ("bbk", "pazanda", "36.99"),
        ("udc", "ўлкашунослик", "908"),
        ("udc", "oʻlkashunoslik", "908"),
        ("udc", "краеведение", "908"),
        ("udc", "PSIXOLOGIYA", "159.9"),
    ],
)
def test_a_class_is_found_by_code_or_caption_in_any_script(scheme: str, typed: str, code: str) -> None:
    assert code in [one.code for one in found(scheme, typed)]


@pytest.mark.parametrize("typed", ["", " ", "—", "%", "(", "яяяя", "a" * 5000])
def test_nonsense_finds_nothing_and_breaks_nothing(typed: str) -> None:
    assert found("bbk", typed) == []


@pytest.mark.parametrize(
    "texts, bbk, udc",
    [
        (["Paxtachilik"], "42.16", "633"),
        (["Пахтачилик асослари"], "42.16", "633"),
        (["Oʻzbekiston tarixi"], "63.3(5Oʻ)", "94(575.1)"),
        (["История Узбекистана"], "63.3(5Oʻ)", "94(575.1)"),
        (["Pazandalik sirlari"], "36.99", "641"),
        (["Psixologiya", "Oʻsmirlar"], "88", "159.9"),
        (["Ingliz tili grammatikasi"], "81.2Ingl", "811.111"),
    ],
)
def test_subjects_name_a_class(texts: list[str], bbk: str, udc: str) -> None:
    for scheme, code in (("bbk", bbk), ("udc", udc)):
        place = named_by(scheme, texts)
        assert place is not None and place.code == code


def test_a_story_names_no_class_by_chance() -> None:
    assert named_by("bbk", ["Shum bola", "Oʻtkan kunlar"]) is None
    assert named_by("udc", []) is None
