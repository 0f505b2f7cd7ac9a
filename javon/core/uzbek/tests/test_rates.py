"""How often the keys are right, counted on gold lists made for this project; -s prints the rates."""

from __future__ import annotations

import sys
from itertools import combinations
from pathlib import Path

import pytest

from javon.core.testing import shared_data
from javon.core.uzbek import fold, fold_loose, stem

HERE = Path(__file__).parent


def say(rate: str) -> None:
    sys.stdout.write(rate + "\n")


def lines(name: str) -> list[list[str]]:
    text = (HERE / name).read_text("utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


MERGE = [(first, other) for first, *others in lines("must_merge.tsv") for other in others]
APART = [(first, other) for first, other in lines("must_not_merge.tsv")]


def test_the_gold_lists_are_as_long_as_promised() -> None:
    assert len(MERGE) >= 300
    assert len(APART) >= 100
    assert len(set(MERGE)) >= 300


def test_spellings_of_one_word_have_one_key() -> None:
    missed = [(a, b, fold(a), fold(b)) for a, b in MERGE if fold(a) != fold(b)]
    say(f"\nmust merge: {len(MERGE) - len(missed)} of {len(MERGE)} pairs have one key")
    assert missed == []


def test_different_words_have_different_keys() -> None:
    merged = [(a, b, fold(a)) for a, b in APART if fold(a) == fold(b)]
    loosely = [(a, b) for a, b in APART if fold_loose(a) == fold_loose(b)]
    say(
        f"\nmust not merge: {len(APART) - len(merged)} of {len(APART)} pairs are apart; "
        f"in the second tier {len(APART) - len(loosely)}"
    )
    assert merged == []
    assert len(loosely) <= 0.30 * len(APART)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("узбек", "ўзбек"),
        ("кургонтепа", "Қўрғонтепа"),
        ("хикоя", "ҳикоя"),
        ("укувчи", "oʻquvchi"),
        ("Muhamad", "Muhammad"),
        ("Ташкент", "Toshkent"),
        ("Tashkent", "Тошкент"),
        ("Babur", "Бобур"),
        ("Khorezm", "Xorazm"),
        ("Kurgantepa", "Qoʻrgʻontepa"),
        ("Chekhov", "Чехов"),
        ("Zhukov", "Жуков"),
        ("Юлдашева", "Yoʻldosheva"),
        ("Maxmud", "Маҳмуд"),
    ],
)
def test_the_second_tier_finds_what_the_first_misses(typed: str, meant: str) -> None:
    assert fold_loose(typed) == fold_loose(meant)


def test_stems_of_one_word_agree_and_of_two_words_differ() -> None:
    families = [[stem(fold(form)) for form in forms] for forms in lines("stems.tsv")]
    together = [a == b for stems in families for a, b in combinations(stems, 2)]
    apart = [a == b for one, other in combinations(families, 2) for a in one for b in other]
    right, wrong = sum(together), sum(apart)
    recall = right / len(together)
    precision = right / (right + wrong)
    say(f"\nstems: precision {precision:.3f}, recall {recall:.3f} on {len(together)} pairs of forms")
    assert precision >= 0.98
    assert recall >= 0.85


def test_the_share_of_a_real_dictionary_that_collides_stays_small() -> None:
    path = shared_data("uz/words/uz_latin_word_freq_top60k.tsv")
    words = [line.split("\t")[0] for line in path.read_text("utf-8").splitlines()]
    words = [word for word in dict.fromkeys(words) if word.isalpha() and len(word) > 1]
    without_marks = str.maketrans("", "", "ʻʼ'‘’")
    bare = [word.lower().translate(without_marks) for word in words]

    def shared(keys: list[str]) -> float:
        seen: dict[str, set[str]] = {}
        for plain, key in zip(bare, keys, strict=True):
            seen.setdefault(key, set()).add(plain)
        return sum(len(same) for same in seen.values() if len(same) > 1) / len(set(bare))

    marks = 1 - len(set(bare)) / len({word.lower() for word in words})
    first = shared([fold(word) for word in words])
    second = shared([fold_loose(word) for word in words])
    say(
        f"\n{len(words)} frequent words: {marks:.2%} fall together when apostrophes are dropped; of the rest "
        f"{first:.2%} share a key with another, {second:.2%} in the second tier"
    )
    assert first <= 0.05
    assert second <= 0.20
