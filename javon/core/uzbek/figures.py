"""Numbers, dates and sums in words as Uzbek, Russian and English print them.

`lang` is one of "uz", "uz-cyrl", "ru", "en"; any other value is read as "uz".
Uzbek Cyrillic is made from Latin.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final

from javon.core.uzbek.transliteration import to_cyrillic

NO_BREAK_SPACE: Final = "\u00a0"


def _words(text: str) -> tuple[str, ...]:
    """A row of words laid out in one string; a space at its start leaves the place of nought empty."""
    return tuple(text.split(" "))


_MONTHS: Final = {
    "uz": _words("yanvar fevral mart aprel may iyun iyul avgust sentabr oktabr noyabr dekabr"),
    "ru": _words("январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь"),
    "en": _words("January February March April May June July August September October November December"),
}
_MONTHS_OF: Final = _words(
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
)
_WEEKDAYS: Final = {
    "uz": _words("dushanba seshanba chorshanba payshanba juma shanba yakshanba"),
    "ru": _words("понедельник вторник среда четверг пятница суббота воскресенье"),
    "en": _words("Monday Tuesday Wednesday Thursday Friday Saturday Sunday"),
}


def _in_language(lang: str, uz: str, ru: str, en: str) -> str:
    if lang == "ru":
        return ru
    if lang == "en":
        return en
    return to_cyrillic(uz) if lang == "uz-cyrl" else uz


def number(value: int | float | Decimal, places: int | None = None) -> str:
    """3240 as "3 240" with no-break spaces, 1250000.5 as "1 250 000,50"; `places` fixes the decimals.

    A number of four digits is grouped too. A negative one begins with the minus sign U+2212.
    """
    exact = Decimal(str(value)) if isinstance(value, float) else Decimal(value)
    if places is not None:
        exact = round(exact, places)
    whole, _, fraction = f"{abs(exact):,f}".partition(".")
    written = whole.replace(",", NO_BREAK_SPACE) + (f",{fraction}" if fraction else "")
    return f"\u2212{written}" if exact < 0 else written


def month_name(month: int, lang: str = "uz") -> str:
    """The name of month 1 to 12 by itself: noyabr, ноябрь, November."""
    return _in_language(lang, *(_MONTHS[each][month - 1] for each in ("uz", "ru", "en")))


def weekday_name(day: date, lang: str = "uz") -> str:
    """The day's name: dushanba, душанба, понедельник, Monday."""
    return _in_language(lang, *(_WEEKDAYS[each][day.weekday()] for each in ("uz", "ru", "en")))


def short_date(day: date, lang: str = "uz") -> str:
    """For tables, the same in every language: 23.11.2026."""
    return f"{day.day:02d}.{day.month:02d}.{day.year:04d}"


def day_month(day: date, lang: str = "uz") -> str:
    """23-noyabr, 23 ноябрь, 23 ноября, 23 November; the space does not break."""
    return _in_language(
        lang,
        f"{day.day}-{_MONTHS['uz'][day.month - 1]}",
        f"{day.day}{NO_BREAK_SPACE}{_MONTHS_OF[day.month - 1]}",
        f"{day.day}{NO_BREAK_SPACE}{_MONTHS['en'][day.month - 1]}",
    )


def day_and_weekday(day: date, lang: str = "uz") -> str:
    """23-noyabr, dushanba; 23 ноября, понедельник; Monday, 23 November."""
    if lang == "en":
        return f"{weekday_name(day, lang)}, {day_month(day, lang)}"
    return f"{day_month(day, lang)}, {weekday_name(day, lang)}"


def long_date(day: date, lang: str = "uz") -> str:
    """2026-yil 23-noyabr, 2026 йил 23 ноябрь, 23 ноября 2026 года, 23 November 2026.

    The hyphen belongs to Latin; Uzbek Cyrillic puts none between the figure and the year or the month.
    """
    year = f"{day.year}"
    if lang == "ru":
        return f"{day_month(day, lang)} {year}{NO_BREAK_SPACE}года"
    if lang == "en":
        return f"{day_month(day, lang)} {year}"
    return f"{_in_language(lang, f'{year}-yil', '', '')} {day_month(day, lang)}"


def month_and_year(year: int, month: int, lang: str = "uz") -> str:
    """2026-yil noyabr, 2026 йил ноябрь, ноябрь 2026 года, November 2026."""
    name = month_name(month, lang)
    if lang == "ru":
        return f"{name} {year}{NO_BREAK_SPACE}года"
    if lang == "en":
        return f"{name} {year}"
    return f"{_in_language(lang, f'{year}-yil', '', '')} {name}"


_LARGEST: Final = 10**12 - 1

_UZ_ONES: Final = _words(" bir ikki uch toʻrt besh olti yetti sakkiz toʻqqiz")
_UZ_TENS: Final = _words(" oʻn yigirma oʻttiz qirq ellik oltmish yetmish sakson toʻqson")
_UZ_GROUPS: Final = ("", "ming", "million", "milliard")

_RU_ONES: Final = _words(
    " один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать "
    "четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать"
)
_RU_TENS: Final = _words("  двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто")
_RU_HUNDREDS: Final = _words(" сто двести триста четыреста пятьсот шестьсот семьсот восемьсот девятьсот")
_RU_GROUPS: Final = (
    ("", "", ""),
    ("тысяча", "тысячи", "тысяч"),
    ("миллион", "миллиона", "миллионов"),
    ("миллиард", "миллиарда", "миллиардов"),
)

_EN_ONES: Final = _words(
    " one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_EN_TENS: Final = _words("  twenty thirty forty fifty sixty seventy eighty ninety")
_EN_GROUPS: Final = ("", "thousand", "million", "billion")


def _uz_group(group: int, rank: int) -> list[str]:
    hundreds, rest = divmod(group, 100)
    words = [_UZ_ONES[hundreds], "yuz"] if hundreds else []
    return [*words, _UZ_TENS[rest // 10], _UZ_ONES[rest % 10], _UZ_GROUPS[rank]]


def _ru_group(group: int, rank: int) -> list[str]:
    hundreds, rest = divmod(group, 100)
    words = [_RU_HUNDREDS[hundreds]]
    if rest >= 20:
        words.append(_RU_TENS[rest // 10])
        rest %= 10
    if rank == 1 and rest in (1, 2):
        words.append(("", "одна", "две")[rest])
    else:
        words.append(_RU_ONES[rest])
    form = 0 if rest == 1 else 1 if rest in (2, 3, 4) else 2
    return [*words, _RU_GROUPS[rank][form]]


def _en_group(group: int, rank: int) -> list[str]:
    hundreds, rest = divmod(group, 100)
    words = [_EN_ONES[hundreds], "hundred"] if hundreds else []
    if hundreds and rest:
        words.append("and")
    if rest < 20:
        words.append(_EN_ONES[rest])
    else:
        words.append("-".join(filter(None, (_EN_TENS[rest // 10], _EN_ONES[rest % 10]))))
    return [*words, _EN_GROUPS[rank]]


def in_words(n: int, lang: str = "uz") -> str:
    """A whole number in words for acts: 3240 is "uch ming ikki yuz qirq".

    Russian counts in the masculine (два экземпляра). Raises ValueError beyond ±999 999 999 999.
    """
    if abs(n) > _LARGEST:
        raise ValueError(f"in_words goes up to {_LARGEST}, not {n}")
    if lang == "uz-cyrl":
        return to_cyrillic(in_words(n, "uz"))
    if n == 0:
        return _in_language(lang, "nol", "ноль", "zero")
    group_words = {"ru": _ru_group, "en": _en_group}.get(lang, _uz_group)
    words: list[str] = []
    left, rank = abs(n), 0
    while left:
        left, group = divmod(left, 1000)
        if group:
            joined = group_words(group, rank)
            if lang == "en" and rank == 0 and left and group < 100:
                joined = ["and", *joined]
            words = [*joined, *words]
        rank += 1
    if n < 0:
        words.insert(0, _in_language(lang, "minus", "минус", "minus"))
    return " ".join(filter(None, words))
