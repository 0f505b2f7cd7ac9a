"""One record made ready for the database: its columns in order, its keys folded, its names keyed.

Pure and free of Django, for it runs in the import's own process; the worked-by-hand record takes the same
way, so
that there is one truth of what a title's row holds.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from hashlib import blake2b
from typing import Any, NamedTuple

from javon.collection.catalogue.classification import mark_key
from javon.collection.catalogue.derive import Derived, derive
from javon.collection.catalogue.derive import Name as DerivedName
from javon.collection.catalogue.fingerprint import fingerprint
from javon.collection.catalogue.hosts import HostEntry, SeriesEntry, host_entry, series_entries
from javon.collection.catalogue.matching import Face
from javon.collection.sources.record import Record
from javon.core.uzbek import fold, script_of, sort_key

# The derived columns of catalogue_title, in the order of Prepared.columns.
COLUMNS = (
    "control_number",
    "control_source",
    "fingerprint",
    "title",
    "subtitle",
    "responsibility",
    "author",
    "title_key",
    "author_key",
    "year",
    "publisher",
    "place",
    "extent",
    "isbn",
    "languages",
    "script",
    "kind",
    "audience",
    "branch",
    "genre",
    "annotation",
    "udc",
    "bbk",
    "author_mark",
    "age_mark",
    "is_local_history",
    "is_encyclopaedia",
    "conclusion",
)

_YEAR = re.compile(r"\d{4}")
_LONGEST_KEY = 190


class Named(NamedTuple):
    """A name of the record with the key that brings its spellings together."""

    kind: str
    key: str  # folded; never ""
    birth: str  # four digits of the first year in the dates, or ""
    name: str
    script: str
    dates: str
    role: str
    variants: tuple[tuple[str, str], ...]  # (name, script)


class Prepared(NamedTuple):
    """Everything the database takes of one record."""

    marc: str
    digest: bytes
    columns: tuple[Any, ...]
    numbers: tuple[tuple[str, str], ...]  # (kind, value) of identifiers
    names: tuple[Named, ...]
    host: HostEntry | None = None  # of an article or a volume
    series: tuple[SeriesEntry, ...] = ()
    companion: Any = None  # what travels with a title, in plain tuples: copies, words of its search document

    @property
    def control(self) -> tuple[str, str]:
        """(003, 001)"""
        return self.columns[1], self.columns[0]

    @property
    def fingerprint(self) -> str:
        return str(self.columns[2])

    @property
    def isbns(self) -> tuple[str, ...]:
        """The numbers to match by: valid ones only."""
        return tuple(value for kind, value in self.numbers if kind == "isbn")

    @property
    def face(self) -> Face:
        """What matching compares."""
        return Face(self.columns[3], self.columns[4], self.columns[9], frozenset({self.control}))


def key_of(name: str) -> str:
    """The key under which all spellings of a name in all scripts meet; "" for a name without a letter."""
    key = fold(name)
    if len(key) <= _LONGEST_KEY:
        return key
    return f"{key[: _LONGEST_KEY - 33]} {blake2b(key.encode(), digest_size=16).hexdigest()}"


@lru_cache(maxsize=20_000)  # subjects, publishing bodies and authors come again and again
def _named(name: DerivedName) -> Named | None:
    key = key_of(name.name)
    if not key:
        return None
    year = _YEAR.search(name.dates) if name.dates and name.kind == "person" else None
    variants = tuple((variant, script_of(variant)) for variant in name.variants)
    return Named(
        name.kind,
        key,
        year.group() if year else "",
        name.name,
        script_of(name.name),
        name.dates,
        name.role,
        variants,
    )


@lru_cache(maxsize=20_000)
def _author_key(author: str) -> str:
    return sort_key(author)[:120]


def digest_of(record: Record, marc: str) -> bytes:
    """``record.digest()`` for the price of a hash when the JSON text is at hand already."""
    leader = record.leader
    if len(leader) != 24 or marc[2:26] != leader or "\\ud" in marc:
        return record.digest()  # a leader with characters that JSON escapes
    # Record.digest() blanks what a writer computes: lengths, coding, counts, entry map.
    blank = f"-----{leader[5:9]}--------{leader[17:20]}----"
    return blake2b(f"{marc[:2]}{blank}{marc[26:]}".encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _storable(marc: str) -> str:
    """No database takes half characters, which a wrongly declared encoding can leave: JSON has an escape
    for them.
    """
    try:
        marc.encode()
    except UnicodeEncodeError:
        return json.dumps(json.loads(marc), ensure_ascii=True, separators=(",", ":"))
    return marc


def marks_of(book: Derived) -> tuple[str, str, str, str, bool, bool, str]:
    """The last columns: first UDC and BBK in their one spelling, author mark, age mark, local history, encyclopaedia,
    expert conclusion.
    """
    return (
        mark_key("udc", book.udc[0])[:40] if book.udc else "",
        mark_key("bbk", book.bbk[0])[:40] if book.bbk else "",
        book.author_mark,
        book.age_mark,
        book.is_local_history,
        book.is_encyclopaedia,
        book.conclusion,
    )


def prepare(record: Record, derived: Derived | None = None) -> Prepared:
    """`record` as the rows it becomes."""
    book = derived or derive(record)
    marc = _storable(record.to_json())
    names: dict[tuple[str, str, str], Named] = {}
    for name in (*book.names, *book.subject_names):
        named = _named(name)
        if named is not None:
            # One authority stands in one role to one title once.
            names.setdefault((named.kind, named.key, named.role), named)
    numbers = dict.fromkeys(
        [("isbn", number) for number in book.isbns]
        + [("issn", number) for number in book.issns]
        + [("cancelled", number) for number in book.cancelled_isbns]
    )
    columns = (
        book.control_number,
        book.control_source,
        fingerprint(book),
        book.title,
        book.subtitle,
        book.responsibility,
        book.author,
        sort_key(book.filing_title)[:120],
        _author_key(book.author) if book.author else "",
        book.year,
        book.publisher,
        book.place,
        book.extent,
        book.isbn,
        " ".join(book.languages),
        book.script,
        book.kind,
        book.audience,
        book.branch,
        book.genre,
        book.annotation,
        *marks_of(book),
    )
    return Prepared(
        marc,
        digest_of(record, marc),
        columns,
        tuple(numbers),
        tuple(names.values()),
        host_entry(record, book),
        series_entries(book) if book.series else (),
    )
