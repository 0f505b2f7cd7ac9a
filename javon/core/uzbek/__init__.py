"""Any Uzbek or Russian text, in any script and with any apostrophe: keys, scripts, order, words, figures."""

from __future__ import annotations

from javon.core.uzbek.figures import (
    day_and_weekday,
    day_month,
    in_words,
    long_date,
    month_and_year,
    month_name,
    number,
    short_date,
    weekday_name,
)
from javon.core.uzbek.folding import fold, fold_loose, fold_word
from javon.core.uzbek.interface import translate_po
from javon.core.uzbek.script import is_russian, repair_homoglyphs, script_of
from javon.core.uzbek.sorting import sort_key
from javon.core.uzbek.stemming import STOP_WORDS, stem
from javon.core.uzbek.transliteration import from_latin_2026, to_cyrillic, to_latin, to_latin_2026
from javon.core.uzbek.typing_habits import normalise

__all__ = [
    "STOP_WORDS",
    "day_and_weekday",
    "day_month",
    "fold",
    "fold_loose",
    "fold_word",
    "from_latin_2026",
    "in_words",
    "is_russian",
    "long_date",
    "month_and_year",
    "month_name",
    "normalise",
    "number",
    "repair_homoglyphs",
    "script_of",
    "short_date",
    "sort_key",
    "stem",
    "to_cyrillic",
    "to_latin",
    "to_latin_2026",
    "translate_po",
    "weekday_name",
]
