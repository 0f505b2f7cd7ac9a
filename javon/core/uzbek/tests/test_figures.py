"""Numbers, dates and sums in words, as the acts and the pages print them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from javon.core.uzbek import (
    day_and_weekday,
    day_month,
    in_words,
    long_date,
    month_and_year,
    number,
    short_date,
)

DAY = date(2026, 11, 23)


def test_numbers_are_grouped_by_spaces_that_do_not_break() -> None:
    assert number(3240) == "3\u00a0240"
    assert number(Decimal("1250000.5"), 2) == "1\u00a0250\u00a0000,50"
    assert number(-5) == "\u22125"
    assert number(0) == "0"


@pytest.mark.parametrize(
    ("lang", "short", "long", "weekday"),
    [
        ("uz", "23-noyabr", "2026-yil 23-noyabr", "23-noyabr, dushanba"),
        ("uz-cyrl", "23\u00a0ноябрь", "2026\u00a0йил 23\u00a0ноябрь", "23\u00a0ноябрь, душанба"),
        ("ru", "23\u00a0ноября", "23\u00a0ноября 2026\u00a0года", "23\u00a0ноября, понедельник"),
        ("en", "23\u00a0November", "23\u00a0November 2026", "Monday, 23\u00a0November"),
    ],
)
def test_a_date_is_written_in_every_language(lang: str, short: str, long: str, weekday: str) -> None:
    assert day_month(DAY, lang) == short
    assert long_date(DAY, lang) == long
    assert day_and_weekday(DAY, lang) == weekday
    assert short_date(DAY, lang) == "23.11.2026"


def test_a_month_is_named_with_its_year() -> None:
    assert month_and_year(2026, 11) == "2026-yil noyabr"
    assert month_and_year(2026, 11, "ru") == "ноябрь 2026\u00a0года"


@pytest.mark.parametrize(
    ("n", "uz", "cyrl", "ru", "en"),
    [
        (0, "nol", "ноль", "ноль", "zero"),
        (3240, "uch ming ikki yuz qirq", "уч минг икки юз қирқ", "три тысячи двести сорок",
         "three thousand two hundred and forty"),
        (1001, "bir ming bir", "бир минг бир", "одна тысяча один", "one thousand and one"),
        (2_000_021, "ikki million yigirma bir", "икки миллион йигирма бир", "два миллиона двадцать один",
         "two million and twenty-one"),
        (5_000_000_000, "besh milliard", "беш миллиард", "пять миллиардов", "five billion"),
        (-15, "minus oʻn besh", "минус ўн беш", "минус пятнадцать", "minus fifteen"),
        (112_000, "bir yuz oʻn ikki ming", "бир юз ўн икки минг", "сто двенадцать тысяч",
         "one hundred and twelve thousand"),
    ],
)  # fmt: skip
def test_a_whole_number_is_written_in_words(n: int, uz: str, cyrl: str, ru: str, en: str) -> None:
    assert [in_words(n, lang) for lang in ("uz", "uz-cyrl", "ru", "en")] == [uz, cyrl, ru, en]


def test_a_number_too_large_for_an_act_is_refused() -> None:
    with pytest.raises(ValueError, match="up to"):
        in_words(10**12)
