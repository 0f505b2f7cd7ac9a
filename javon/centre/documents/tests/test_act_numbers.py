"""An act is found by its number however it was typed. Dossier 4.3."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from javon.centre.documents.act_numbers import FAMILIES, number_key, same_number, spellings, wanted_words

TYPED = {FAMILIES[0]: ("O'RQ", "O`RQ", "oʻrq", "УРК"), FAMILIES[2]: ("ПК",), FAMILIES[4]: ("ВМК",)}
families = st.sampled_from(FAMILIES)
digits = st.integers(1, 9999).map(str)
between = st.sampled_from(["-", "–", " ", "", " - ", " № "])
behind = st.sampled_from(["", "-son", " son", "-сон", " сонли"])


def is_found(typed: str, key: str) -> bool:
    return all(word in f" {key} " for word in wanted_words(typed))


@given(family=families, number=digits, data=st.data())
def test_any_spelling_finds_the_act_in_any_script(family, number, data):
    written = data.draw(st.sampled_from(family)) + "-" + number
    typed = data.draw(st.sampled_from((*family, *TYPED.get(family, ()))))
    typed = data.draw(st.sampled_from([typed, typed.lower()]))
    query = typed + data.draw(between) + number + data.draw(behind)
    assert is_found(query, number_key(written)), (query, number_key(written))
    assert is_found(number, number_key(written))
    assert same_number(written, query)


@given(one=families, other=families, number=digits, data=st.data())
def test_another_family_with_the_same_digits_is_another_act(one, other, number, data):
    first, second = data.draw(st.sampled_from(one)), data.draw(st.sampled_from(other))
    assert is_found(f"{first}-{number}", number_key(f"{second}-{number}")) == (one is other)
    assert same_number(f"{first}-{number}", f"{second}-{number}") == (one is other)


@given(number=digits, more=st.integers(0, 9))
def test_digits_begin_a_number_and_never_stand_in_its_middle(number, more):
    assert not is_found(
        number, number_key(f"PQ-{9 if number[0] != '9' else 8}{more}{number}x".rstrip("x"))
    ) or (f"{9 if number[0] != '9' else 8}{more}{number}".startswith(number))


@given(st.text(max_size=40))
def test_no_text_breaks_a_search_or_a_key(text):
    assert isinstance(wanted_words(text), list) and isinstance(number_key(text), str)
    spellings(text)
    assert same_number(text, text) or not wanted_words(text)


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("OʻRQ-280", ("OʻRQ-280", "ЎРҚ-280", "ЗРУ-280", "ZRU-280")),
        ("552-son", ("552-son",)),
        ("05-12/418", ("05-12/418",)),
        ("", ()),
    ],
)
def test_spellings_begin_with_the_one_given(number, shown):
    assert spellings(number) == shown


def test_a_bare_number_is_the_numbered_act_but_two_families_are_two():
    assert same_number("552-son", "VMQ-552") and not same_number("PF-60", "PQ-60")
    assert not same_number("1/25", "12/5")
