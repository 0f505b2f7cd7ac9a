"""The search key, the sort key, scripts, typing habits: what must hold for any text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from javon.core.uzbek import (
    fold,
    fold_loose,
    fold_word,
    is_russian,
    normalise,
    repair_homoglyphs,
    script_of,
    sort_key,
    stem,
)

LATIN_TEXT = st.text(st.sampled_from("abdefghijklmnopqrstuvxyzʻʼ' -şçöğ05"), max_size=40)
CYRILLIC_TEXT = st.text(st.sampled_from("абвгдеёжзийклмнопрстуфхцчшъьэюяўқғҳ -5"), max_size=40)
ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=80)
UZBEK_TEXT = st.text(
    st.sampled_from("abdefghijklmnopqrstuvxyzʻʼ' -абвгдеёжзийклмнопрстуфхцчшъьэюяўқғҳşçöğ05"), max_size=40
)


@given(ANY_TEXT)
def test_any_text_has_keys(text: str) -> None:
    for key in (fold(text), fold_loose(text)):
        assert key == " ".join(key.split())
        assert key == key.lower()
    assert isinstance(sort_key(text), str)
    assert isinstance(normalise(text), str)
    assert isinstance(stem(fold(text)), str)
    script_of(text)
    is_russian(text)
    repair_homoglyphs(text)


@given(UZBEK_TEXT)
def test_folding_a_key_again_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(LATIN_TEXT | CYRILLIC_TEXT)
def test_capitals_do_not_matter(text: str) -> None:
    assert fold(text.upper()) == fold(text) == fold(text.title())


@given(UZBEK_TEXT, UZBEK_TEXT)
def test_the_key_of_words_in_a_row_is_their_keys_in_a_row(one: str, other: str) -> None:
    assert fold(f"{one} {other}") == f"{fold(one)} {fold(other)}".strip()


@given(UZBEK_TEXT)
def test_normalising_twice_is_normalising_once_and_keeps_the_key(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    assert fold(once) == fold(text)
    assert unicodedata.is_normalized("NFC", once)


@pytest.mark.parametrize(
    "text",
    [
        "a" * 10_000,
        "\u0301\u0323" * 5_000,
        "'o" * 5_000,
        "\ud800" * 100,
        "\x00\x1f",
        "ц" * 10_000,
        '"' * 10_000,
    ],
)
def test_hostile_text_has_keys_too(text: str) -> None:
    fold(text), fold_loose(text), sort_key(text), normalise(text), stem(fold(text))


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("5-sinf", "5 sinf"),
        ("№ 7", "7"),
        ("«O'tkan kunlar»", "otkan kunlar"),
        ("٣", "3"),
        ("don’t", "dont"),
        ("—", ""),
        ("Ali\u00adsher", "alisher"),
        ("سعدی", "سعدی"),
        ("978-9943-01-234-5", "978 9943 01 234 5"),
    ],
)
def test_the_key_of_signs_and_numbers(text: str, key: str) -> None:
    assert fold(text) == key


def test_one_word_has_a_key_without_spaces() -> None:
    assert fold_word("Ilmiy-ommabop") == "ilmiommabop"


def test_uzbek_alphabetical_order_puts_both_scripts_on_one_shelf_list() -> None:
    in_order = [
        "2-sinf",
        "10-sinf",
        "Ahmad",
        "«Ayol»",
        "Бола",
        "Boʻri",
        "Daryo",
        "Hikoya",
        "Ko'k",
        "Nashr",
        "Ona",
        "Роман",
        "цирк",
        "Xalq",
        "Yozuv",
        "Ziyo",
        "Зулфия",
        "Oʻtkan",
        "Ғазал",
        "G'oya",
        "Shahar",
        "Шум бола",
        "Choʻl",
    ]
    shuffled = [*in_order[1::2], *in_order[::2]]
    assert sorted(shuffled, key=sort_key) == in_order


def test_a_shorter_title_comes_before_a_longer_one_that_begins_with_it() -> None:
    assert sort_key("Ona") < sort_key("Ona tili") < sort_key("Onajon")
    assert sort_key("Ilmiy-ommabop") == sort_key("«Ilmiy ommabop»")
    assert sort_key("Isʼhoq") < sort_key("Ishoq")


@pytest.mark.parametrize(
    ("text", "script"),
    [("kitob", "latn"), ("китоб", "cyrl"), ("كتاب", "arab"), ("1984", ""), ("", ""), ("PDF файллар", "cyrl")],
)
def test_the_script_is_that_of_most_letters(text: str, script: str) -> None:
    assert script_of(text) == script


@pytest.mark.parametrize(
    ("mixed", "repaired"),
    [
        ("\u0445odimlar", "xodimlar"),
        ("\u0410\u0445borot r\u0435surs m\u0430rk\u0430zi", "Axborot resurs markazi"),
        ("кит\u006fб", "китоб"),
        ("PDFни", "PDFни"),
        ("kitob", "kitob"),
    ],
)
def test_look_alike_letters_go_to_the_script_of_their_word(mixed: str, repaired: str) -> None:
    assert repair_homoglyphs(mixed) == repaired


@pytest.mark.parametrize("text", ["Война и мир", "Сборник рассказов", "Учебник для 5 класса", "Мёртвые души"])
def test_russian_is_recognised(text: str) -> None:
    assert is_russian(text)


@pytest.mark.parametrize(
    "text", ["Ўткан кунлар", "Шум бола", "Китоб ва кутубхона", "kitob", "Юлдузли тунлар", ""]
)
def test_uzbek_is_not_taken_for_russian(text: str) -> None:
    assert not is_russian(text)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("O'tkan  kunlar ", "Oʻtkan kunlar"),
        ("G`afur G´ulom", "Gʻafur Gʻulom"),
        ("ma'no, san’at, e‘lon", "maʼno, sanʼat, eʼlon"),
        ("Is'hoq", "Isʼhoq"),
        ("'O'tkan kunlar'", "'Oʻtkan kunlar'"),
        ("'Kitob'", "'Kitob'"),
        ("bog'", "bogʻ"),
        ("O'Reilly", "OʼReilly"),
        ("O'ZBEKISTON", "OʻZBEKISTON"),
        ("https://a.uz/o'z", "https://a.uz/o'z"),
        ("5'30", "5'30"),
        ("bir\nikki", "bir\nikki"),
    ],
)
def test_typed_uzbek_is_stored_with_its_own_letters(typed: str, stored: str) -> None:
    assert normalise(typed) == stored
