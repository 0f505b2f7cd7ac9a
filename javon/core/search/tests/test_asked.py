from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from javon.core.search.asked import MOST_CLAUSES, MOST_LETTERS, Clause, understand

PREFIXES = {"author": "author", "muallif": "author", "автор": "author", "year": "year", "yil": "year"}


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("", ()),
        ("   ", ()),
        ("oʻtkan kunlar", (Clause("oʻtkan"), Clause("kunlar"))),
        ('"oʻtkan kunlar"', (Clause("oʻtkan kunlar", phrase=True),)),
        ("«oʻtkan kunlar»", (Clause("oʻtkan kunlar", phrase=True),)),
        ("“oʻtkan kunlar”", (Clause("oʻtkan kunlar", phrase=True),)),
        ('"kunlar"', (Clause("kunlar"),)),
        ('oʻtkan "kunlar', (Clause("oʻtkan"), Clause("kunlar"))),
        ('oʻtkan" kunlar', (Clause("oʻtkan"), Clause("kunlar"))),
        ("author:Oybek", (Clause("Oybek", "author"),)),
        ("muallif: Oybek", (Clause("Oybek", "author"),)),
        ("Автор:Ойбек роман", (Clause("Ойбек", "author"), Clause("роман"))),
        ('author:"Abdulla Qodiriy"', (Clause("Abdulla Qodiriy", "author", phrase=True),)),
        ("yil:1990-2000", (Clause("1990-2000", "year"),)),
        ("author:", ()),
        ("izoh: soʻz", (Clause("izoh:"), Clause("soʻz"))),  # no such field: plain words
        ("roman -Oybek", (Clause("roman"), Clause("Oybek", excluded=True))),
        ("roman −muallif:Oybek", (Clause("roman"), Clause("Oybek", "author", excluded=True))),
        ('-"oʻtkan kunlar"', (Clause("oʻtkan kunlar", phrase=True, excluded=True),)),
        ("ota-ona", (Clause("ota-ona"),)),
        ("roman - hikoya", (Clause("roman"), Clause("-"), Clause("hikoya"))),
        ("a\x00b\x07c\u200b", (Clause("a"), Clause("b"), Clause("c"))),
        ("(a|b)* [", (Clause("(a|b)*"), Clause("["))),
        ('""', ()),
        ("\ud800 kitob", (Clause("kitob"),)),
    ],
)
def test_what_is_typed_is_understood(typed: str, understood: tuple[Clause, ...]) -> None:
    assert understand(typed, PREFIXES).clauses == understood


@settings(deadline=None)
@given(st.text(alphabet=st.characters(), max_size=300))
@example('"' * 300)
@example("-" * 300)
@example("author:" * 60)
@example("«»“”„" * 50)
def test_nothing_typed_is_an_error(typed: str) -> None:
    asked = understand(typed, PREFIXES)
    assert len(asked.clauses) <= MOST_CLAUSES
    assert all(clause.text.strip() for clause in asked.clauses)


PIECES = ["a", "ota-ona", '"a b"', "«a b»", "author:", "-", "a:b", "\x00", "1990-2000", "author: a"]


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=20))
def test_reading_what_was_understood_again_changes_nothing(pieces: list[str]) -> None:
    asked = understand(" ".join(pieces), PREFIXES)
    again = understand(" ".join(_typed(clause) for clause in asked.clauses), PREFIXES)
    assert again.clauses == asked.clauses


def _typed(clause: Clause) -> str:
    text = f'"{clause.text}"' if clause.phrase else clause.text
    return ("-" if clause.excluded else "") + (f"{clause.field}:" if clause.field else "") + text


@pytest.mark.parametrize(
    "hostile", ['"' * 10_000, "a:" * 5_000, "-" * 10_000, "«" * 10_000, "x" * 10_000, "a " * 5_000]
)
def test_ten_thousand_characters_are_cut_and_said_to_be(hostile: str) -> None:
    asked = understand(hostile, PREFIXES)
    assert asked.cut
    assert sum(len(clause.text) for clause in asked.clauses) <= MOST_LETTERS
