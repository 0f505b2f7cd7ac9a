"""Where a record says that it is a part of another, and which series it says that it belongs to.

House choice (docs/decisions/0016): an article or chapter has bibliographic level a or b in its leader and a field 773;
a volume is a record of its own (level m) whose field 773 leads to the record of the whole set, and whose number stands
in 245 ‡n. Both become one row each, by which a host lists what stands in it. Pure: it runs once per imported record.
Nizom 5.2; GOST 7.80, 7.1.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from javon.collection.catalogue.derive import Derived, bare, clean
from javon.collection.catalogue.isbn import isbn13
from javon.collection.sources.record import Field, Record
from javon.core.uzbek import fold

PART, VOLUME = "part", "volume"
MOST_NUMBER = 32_767  # what a small whole number of the database holds
_PARENTHESES = re.compile(r"^\(([^()]{1,64})\)(.+)$")
_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")
_ISSUE = re.compile(
    r"(?:№|\bn[or]?\.?|\bson[i]?\b|\bсон[и]?\b|\bвып(?:уск)?\.?)\s*(\d{1,5})(?!\d)|(?<!\d)(\d{1,5})\s*[-‐–]?\s*(?:son|сон)\b",
    re.IGNORECASE,
)
_PAGE = re.compile(
    r"(?:\b[bсcpбs]{1,2}\.|\bpp?\b|\bbet(?:lar)?\b|\bбет\b|\bстр\.?)\s*(\d{1,6})(?!\d)", re.IGNORECASE
)
_NUMBER = re.compile(r"\d{1,5}")
_ROMAN = re.compile(r"(?<![A-ZА-Я])([IVXLC]{1,7})(?![A-ZА-Яa-zа-я])")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_WORDS = {
    "birinchi": 1, "ikkinchi": 2, "uchinchi": 3, "toʻrtinchi": 4, "beshinchi": 5, "oltinchi": 6, "yettinchi": 7,
    "sakkizinchi": 8, "toʻqqizinchi": 9, "oʻninchi": 10,
}  # fmt: skip
_WORD_KEYS = {fold(word): number for word, number in _WORDS.items()}
_TOTAL = re.compile(
    r"(\d{1,3})\s*[-‐–]?\s*(?:ta\s+)?(?:jild|жилд|tomlik|томлик|томах|тома?\b|томов|т\.|v\.|vol)",
    re.IGNORECASE,
)


class HostEntry(NamedTuple):
    """What a record says of the one that it is a part of."""

    kind: str  # part, volume
    title: str  # of the host, as the record writes it
    source: str  # 003 of the host; "" when unknown
    number: str  # 001 of the host; ""
    standard: str  # ISBN of thirteen digits or ISSN of the host; ""
    label: str  # "2021. — № 2. — B. 34–37", "3-jild": what the host's list shows
    year: int | None
    issue: int | None  # number of the issue or of the volume
    page: int | None  # first page


class SeriesEntry(NamedTuple):
    """A series that a record belongs to. All spellings of its name have one key."""

    key: str
    name: str
    label: str  # "12-kitob"; "" without a number
    number: int | None


def host_entry(record: Record, book: Derived) -> HostEntry | None:
    """The first field 773 of `record`; None when it is no part of another."""
    field = record.get("773")
    if field is None or not field.subfields:
        return None
    source, number = _reference(field, book.control_source)
    where = clean(" ".join(field.all("d", "g")))
    pages = clean(" ".join(field.all("g")))
    if record.leader[7:8] not in {"a", "b"}:
        label = numbered(record) or bare(pages)
        return HostEntry(
            VOLUME, host_title(field), source, number, _standard(field), label[:200], book.year,
            number_in(label), None,
        )  # fmt: skip
    year, issue, page = _YEAR.search(where), _ISSUE.search(pages), _PAGE.search(pages)
    return HostEntry(
        kind=PART,
        title=host_title(field),
        source=source,
        number=number,
        standard=_standard(field),
        label=bare(pages)[:200],
        year=int(year.group()) if year else book.year,
        issue=_small(issue.group(1) or issue.group(2)) if issue else None,
        page=int(page.group(1)) if page else None,
    )


def host_title(field: Field) -> str:
    """Title of the host as a field 773 has it."""
    return bare(field.first("t") or field.first("s") or field.first("a") or "")[:500]


def numbered(record: Record) -> str:
    """The number of a volume: 245 ‡n, "3-jild"; else the number in its series statement."""
    return bare(record.first("245", "n") or record.first("490", "v") or "")


def _reference(field: Field, own_source: str) -> tuple[str, str]:
    """(003, 001) of the host: ‡w with the source in parentheses, or bare, which means our own source."""
    for value in field.all("w"):
        value = clean(value)
        if found := _PARENTHESES.match(value):
            return found.group(1)[:64], found.group(2).strip()[:64]
        if value:
            return own_source, value[:64]
    return "", ""


def _standard(field: Field) -> str:
    isbn = isbn13(field.first("z") or "")
    return isbn or clean(field.first("x") or "")[:20]


def number_in(text: str) -> int | None:
    """The number of a volume in words of any record: "3-jild" 3, "II tom" 2, "Birinchi kitob" 1; None without one."""
    if found := _NUMBER.search(text):
        return _small(found.group())
    if found := _ROMAN.search(text):
        return _roman(found.group(1))
    return next((number for word in fold(text).split() if (number := _WORD_KEYS.get(word))), None)


def _small(digits: str) -> int | None:
    number = int(digits)
    return number if number <= MOST_NUMBER else None


def _roman(letters: str) -> int:
    total = 0
    values = [_ROMAN_VALUES[letter] for letter in letters]
    for place, value in enumerate(values):
        total += -value if any(value < later for later in values[place + 1 : place + 2]) else value
    return total


def volumes_told(record: Record, book: Derived) -> int:
    """How many volumes the set says that it has: "10 jildlik" in its title or extent; 0 when it does not say."""
    for text in (book.subtitle, book.part, book.extent, book.title, book.responsibility):
        if found := _TOTAL.search(text):
            return int(found.group(1))
    return 0


def series_entries(book: Derived) -> tuple[SeriesEntry, ...]:
    """The series of a record, each once."""
    found: dict[str, SeriesEntry] = {}
    for text in book.series:
        name, _semicolon, label = text.partition(" ; ")
        key = series_key(name)
        if key:
            found.setdefault(key, SeriesEntry(key, name[:300], label[:80], number_in(label)))
    return tuple(found.values())


def series_key(name: str) -> str:
    """The key under which all spellings of a series' name meet; "" for a name without a letter."""
    return fold(name)[:160]
