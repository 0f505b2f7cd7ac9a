"""What one cell of an old inventory line says: numbers, price, day, year, author and title, imprint.

Old books were written by many hands and retyped by others: what can be understood in one way only is, what cannot
is said. Sums are tiyin. Dossier 2.7.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta

from javon.collection.stock.rules.old_copies import NumbersUnclear, numbers_of
from javon.core.uzbek import fold

NOTHING = frozenset(
    {"", "-", "–", "—", "--", "---", "yoʻq", "yo'q", "нет", "йўқ", "x", "х", "0-0", "b/n", "б/н", "?"}
)

_SPACES = re.compile(r"[\s\u00a0\u2009\u202f]+")
_FRACTION = re.compile(r"(\d+)[.,]0+")
_ROUNDED = re.compile(r"\d(?:[.,]\d+)?[eE][+-]?\d+")
_NUMBER_SIGN = re.compile(r"^(?:№|#|no?[.:]?\s|inv\.?\s*(?:№|no)?\.?:?|инв\.?\s*№?\.?:?)\s*", re.IGNORECASE)
_GROUPED = re.compile(r"\d{1,3}(?: \d{3})+")


def is_nothing(text: str) -> bool:
    """Whether a cell is empty, or says with a dash that there is nothing to say."""
    return text.strip().casefold() in NOTHING


def inventory_numbers(text: str) -> list[str]:
    """The numbers in a cell: "1234.0", "№ 1234", "1201–1204", "15, 16". Raises NumbersUnclear with the piece."""
    bare = _NUMBER_SIGN.sub("", " ".join(text.split()))
    if _ROUNDED.fullmatch(bare):
        raise NumbersUnclear(bare)  # a spreadsheet has rounded it: its last digits are gone
    if whole := _FRACTION.fullmatch(bare):
        bare = whole[1]
    if _GROUPED.fullmatch(bare):
        bare = bare.replace(" ", "")
    return numbers_of(bare)


# --- prices

_CURRENCY = re.compile(
    r"(soʻm|so['‘’ʼ`]m|som|сўм|сум|сом|rubl?|руб(?:\.|лей|ля|ль)?|р(?=[\s.\d]|$)|r(?=[\s.\d]|$))\.?",
    re.IGNORECASE,
)
_SMALL = re.compile(r"(tiyin|тийин|kop\.?|коп(?:\.|еек|ейка)?|к|k|t|т)\.?$", re.IGNORECASE)
_PLAIN = re.compile(r"(-?)(\d{1,13})(?:[.,](\d{1,2}))?")
_PLAIN_LONG = re.compile(r"(-?)(\d{1,13})[.,](\d{3,20})")
_THOUSANDS = re.compile(r"(-?)(\d{1,3}(?:[.,']\d{3})+)(?:[.,](\d{1,2}))?")
_KOPECKS = re.compile(r"()(\d{1,6})[-=](\d{2})")  # «1-20», «1=20» of old books: one rouble twenty


class PriceUnclear(ValueError):
    """What stands in the cell is no sum; the argument is the text."""


def price(text: str) -> tuple[int | None, str]:
    """The price of one copy in tiyin and a remark ("" or a code); None where the cell says nothing.

    "45 000", "45000,50", "45 000 soʻm", "1,234.50", "45.000" (thousands, remarked on), "1-20", "1 р. 20 к.".
    Raises PriceUnclear.
    """
    if is_nothing(text):
        return None, ""
    told = _SPACES.sub(" ", text).strip().replace("−", "-")
    if _SMALL.search(told):
        if pair := re.fullmatch(r"(\d{1,6})\D{1,8}?(\d{1,2})\D*", told):
            return int(pair[1]) * 100 + int(pair[2]), ""
        if few := re.fullmatch(r"(\d{1,2})\s*\D+", told):
            return int(few[1]), ""
    bare = _SPACES.sub("", _CURRENCY.sub("", told)).rstrip(".,-=")
    if found := _PLAIN.fullmatch(bare) or _KOPECKS.fullmatch(bare):
        return _tiyin(found[1], found[2], found[3]), ""
    if found := _THOUSANDS.fullmatch(bare):
        digits = re.sub(r"\D", "", found[2])
        is_sure = len(re.findall(r"[.,']", found[2])) > 1 or found[3] is not None
        return _tiyin(found[1], digits, found[3]), "" if is_sure else "price_read_as"
    if found := _PLAIN_LONG.fullmatch(bare):  # 1.2000000000000002 of a formula
        return round(float(bare.replace(",", ".")) * 100), ""
    raise PriceUnclear(told[:40])


def _tiyin(sign: str, whole: str, part: str | None) -> int:
    amount = int(whole) * 100 + int((part or "").ljust(2, "0"))
    return -amount if sign else amount


# --- days and years

_MONTHS = {
    "yanvar": 1, "fevral": 2, "mart": 3, "aprel": 4, "may": 5, "iyun": 6, "iyul": 7, "avgust": 8, "sentabr": 9,
    "oktabr": 10, "noyabr": 11, "dekabr": 12,
}  # fmt: skip
# As folded: Russian genitives, and abbreviations of three letters and more.
_MONTH_WORD = re.compile(r"[a-z]{3,}")
_ISO = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?:[T ].*)?")
_DOTTED = re.compile(r"(\d{1,2})\s*[-./]\s*(\d{1,2})\s*[-./]\s*(\d{4}|\d{2})(?!\d)\D*")
_YEAR_ONLY = re.compile(r"(1[89]\d\d|20\d\d)\s*[-.]?\s*(?:y|yil|й|йил|г|год|йили|yili)?\.?", re.IGNORECASE)
_SERIAL = re.compile(r"(\d{4,5})(?:[.,]\d+)?")
_FIRST_DAY = date(1899, 12, 30)  # of the days of a spreadsheet
_YEAR = re.compile(r"(?<!\d)(1[4-9]\d\d|20\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class Day:
    """What a cell says of a day. `note` is its text where only a year, or no day at all, can be made of it."""

    on: date | None = None
    note: str = ""
    remark: str = ""  # "only_a_year", "day_unclear"


def day(text: str, today: date) -> Day:
    """The day in a cell: 1987-03-12, "12.03.1987", "12/3/87", "12-mart 1987-y.", a serial number, "1987-y.".

    A year alone is no day: it is kept as a note, for a made-up first of January would be false.
    """
    told = " ".join(text.split())
    if is_nothing(told):
        return Day()
    if found := _YEAR_ONLY.fullmatch(told.removesuffix(".0")):
        return Day(note=told, remark="only_a_year") if int(found[1]) <= today.year else _unclear(told)
    parts = None
    if found := _ISO.fullmatch(told):
        parts = int(found[1]), int(found[2]), int(found[3])
    elif found := _DOTTED.fullmatch(told):
        parts = _century(found[3], today), int(found[2]), int(found[1])
    elif found := _SERIAL.fullmatch(told):
        serial = int(found[1])
        return Day(_FIRST_DAY + timedelta(days=serial)) if 5_000 < serial < 60_000 else _unclear(told)
    else:
        parts = _in_words(told)
    if parts is not None:
        with suppress(ValueError):
            return Day(date(*parts))
    return _unclear(told)


def _unclear(told: str) -> Day:
    return Day(note=told[:60], remark="day_unclear")


def _century(year: str, today: date) -> int:
    """Two digits are of our century when that is not to come, else of the last."""
    if len(year) == 4:
        return int(year)
    return 2000 + int(year) if 2000 + int(year) <= today.year else 1900 + int(year)


def _in_words(told: str) -> tuple[int, int, int] | None:
    """ "1987-yil 12-mart", "12 марта 1987 г.", "12-mart, 1987": year, month, day."""
    year = _YEAR.search(told)
    if year is None:
        return None
    rest = told[: year.start()] + " " + told[year.end() :]
    days = re.findall(r"(?<!\d)\d{1,2}(?!\d)", rest)
    months = [month for word in _MONTH_WORD.findall(fold(rest)) if (month := _month(word))]
    return (int(year[0]), months[0], int(days[0])) if len(days) == 1 and len(months) == 1 else None


def _month(word: str) -> int:
    """The number of a month named in a folded word, whole, bent or cut to three letters; 0 for none."""
    for name, number in _MONTHS.items():
        if name.startswith(word) or word[: len(name) - 1] == name[:-1]:
            return number
    return {"sentyabr": 9, "oktyabr": 10, "maya": 5, "iyunya": 6, "iyulya": 7}.get(word, 0)


def year_in(text: str) -> str:
    """The year of a book: four digits, or ""."""
    found = _YEAR.search(text)
    return found[0] if found else ""


# --- words

_CAPITAL = "A-ZА-ЯЁЎҚҒҲ"
_INITIAL = rf"(?:[{_CAPITAL}][hʻʼ'‘’`]?[a-zа-я]?\.)"
_SURNAME = rf"[{_CAPITAL}][\w'ʻʼ‘’`-]+"
# «Qodiriy A. Oʻtkan kunlar», «Толстой Л.Н. Война и мир», «Oybek. Navoiy»: the author as old books begin a line.
_BEGINS = re.compile(rf"({_SURNAME},?\s+{_INITIAL}\s*{_INITIAL}?)\s*[.,:]?\s*(?=\S)(.+)", re.DOTALL)
_INITIALS_FIRST = re.compile(rf"({_INITIAL}\s*{_INITIAL}?\s*{_SURNAME})\s*[.,:]\s+(.+)", re.DOTALL)
_ONE_NAME = re.compile(rf"({_SURNAME}(?:\s+{_SURNAME})?)\.\s+([{_CAPITAL}«\"].{{2,}})", re.DOTALL)


def author_and_title(text: str) -> tuple[str, str]:
    """Author and title of a column that holds both; the author is "" where none is to be seen."""
    told = " ".join(text.split())
    for pattern in (_BEGINS, _INITIALS_FIRST, _ONE_NAME):
        if found := pattern.fullmatch(told):
            return heading(found[1]), found[2].strip(" .,:") if pattern is _ONE_NAME else found[2].strip()
    return "", told


_WITH_INITIALS = re.compile(rf"({_SURNAME}),?\s+({_INITIAL}\s*{_INITIAL}?)")


def heading(name: str) -> str:
    """An author as the catalogue files it: «Qodiriy A.» is "Qodiriy, A."; whatever else is left as it is."""
    told = " ".join(name.split()).strip(" ,;:")
    if found := _WITH_INITIALS.fullmatch(told):
        return f"{found[1]}, {found[2]}"
    if found := re.fullmatch(rf"({_INITIAL}\s*{_INITIAL}?)\s*({_SURNAME})", told):
        return f"{found[2]}, {found[1]}"
    return told


def imprint(text: str) -> tuple[str, str, str]:
    """Place, publisher, year of «T.: Oʻqituvchi, 1987», «Toshkent, 1987», «Oʻqituvchi 1987»."""
    told = " ".join(text.split())
    year = year_in(told)
    rest = told.replace(year, " ", 1) if year else told
    rest = re.sub(r"\s*[-–]?\s*(?:y|yil|г|й)\.?\s*$", "", rest.strip(" .,;:-")).strip(" .,;:-")
    place, sign, publisher = rest.partition(":")
    if not sign:
        place, sign, publisher = rest.partition(",")
    if not sign and len(place) > 3 and fold(place) not in _CITIES:
        place, publisher = "", place
    return place.strip(" .,;"), publisher.strip(' .,;«»"'), year


_CITIES = frozenset(
    {
        "toshkent",
        "tashkent",
        "moskva",
        "samarqand",
        "samarkand",
        "leningrad",
        "andijon",
        "buhoro",
        "nukus",
        "fargona",
        "namangan",
    }
)


def copies(text: str) -> int | None:
    """How many copies a cell tells; None where it tells none. Raises ValueError for what is no number."""
    if is_nothing(text):
        return None
    found = re.fullmatch(r"(\d{1,6})(?:[.,]0+)?\s*(?:\D{0,20})", text.strip())
    if found is None:
        raise ValueError(text[:40])
    return int(found[1])
