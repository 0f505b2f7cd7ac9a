"""Other libraries asked, and what they sent looked at: the question, the asking, lists for pages, facts for rules.

The asking stands outside any transaction: it waits for strangers. Nizom 2.5, 5.2.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from javon.collection.catalogue import queries, targets
from javon.collection.catalogue.derive import Derived, derive
from javon.collection.catalogue.fingerprint import fingerprint
from javon.collection.catalogue.isbn import digits_of, isbn10, isbn13
from javon.collection.catalogue.models import ElsewhereSearch, FoundElsewhere, Origin, Target, Title
from javon.collection.catalogue.rules import RecordFacts
from javon.collection.sources.elsewhere import By, Limits, Question, Term, ask_all
from javon.collection.sources.elsewhere.question import LONGEST_TERM
from javon.collection.sources.record import Record
from javon.core import clock

KEPT_FOR = timedelta(hours=1)
MOST_TARGETS = 6  # asked at once
# Each search holds a thread of the web process while it waits, and there are eight.
MOST_SEARCHES = 2
LIMITS = Limits()
MOST_BYTES = 99_999  # of a record in ISO 2709
_STANDS = Coalesce(
    "merged_into__number", "number"
)  # of a title: that of the record it was merged into, or its own
_ORIGIN_STANDS = Coalesce("title__merged_into__number", "title__number")
_places = threading.BoundedSemaphore(MOST_SEARCHES)


# --- asking


def question_of(isbn: str = "", title: str = "", author: str = "") -> Question | None:
    """What was typed as a question; None when nothing was. An ISBN is enough and is asked alone, in both its lengths."""
    number = digits_of(isbn) or _plain(isbn)
    if number:
        both = dict.fromkeys(filter(None, (isbn13(number), isbn10(number)))) or {number: None}
        return Question(tuple(Term(By.ISBN, one) for one in both), any_of=True)
    typed = ((By.TITLE, _plain(title)), (By.AUTHOR, _plain(author)))
    terms = tuple(Term(by, text) for by, text in typed if text)
    return Question(terms) if terms else None


def _plain(text: str) -> str:
    """One line without signs that no keyboard types."""
    printable = "".join(letter if letter.isprintable() else " " for letter in text)
    return " ".join(printable.split())[:LONGEST_TERM]


@dataclass(frozen=True, slots=True)
class Heard:
    """What one library answered, ready to be kept. `trouble` is "" when it answered."""

    target_id: UUID
    name: str
    hits: int
    records: tuple[Record, ...]
    unread: tuple[str, ...]
    trouble: str
    details: Mapping[str, Any]

    @property
    def kept(self) -> dict[str, Any]:
        """Everything but the records, as JSON."""
        return {
            "name": self.name,
            "hits": self.hits,
            "shown": len(self.records),
            "unread": list(self.unread),
            "trouble": self.trouble,
            "details": dict(self.details),
        }


@contextmanager
def a_turn() -> Iterator[bool]:
    """Whether one more search may wait for strangers now; the place is given back at the end."""
    has_place = _places.acquire(blocking=False)
    try:
        yield has_place
    finally:
        if has_place:
            _places.release()


def hear(asked: Sequence[Target], question: Question) -> list[Heard]:
    """Ask all of them at once; takes some seconds, never more than ``LIMITS.whole`` and a half."""
    outcomes = ask_all([targets.address_of(target) for target in asked], question, LIMITS)
    heard = []
    for target, outcome in zip(asked, outcomes, strict=True):
        answer, trouble = outcome.answer, outcome.trouble
        heard.append(
            Heard(
                target.pk,
                target.name,
                answer.hits if answer else 0,
                tuple(answer.records) if answer else (),
                tuple(answer.unread) if answer else (),
                trouble.code.value if trouble else "",
                trouble.details if trouble else {},
            )
        )
    return heard


# --- what they sent


def search_of(search_id: UUID, user_id: int | None) -> ElsewhereSearch | None:
    """A search of the last hour that this person made."""
    since = clock.now() - KEPT_FOR
    return ElsewhereSearch.objects.filter(pk=search_id, by_user_id=user_id, asked_at__gt=since).first()


def found_of(found_id: UUID, user_id: int | None) -> FoundElsewhere | None:
    """A record that this person's search of the last hour brought."""
    since = clock.now() - KEPT_FOR
    rows = FoundElsewhere.objects.select_related("search", "target")
    return rows.filter(pk=found_id, search__by_user_id=user_id, search__asked_at__gt=since).first()


@dataclass(frozen=True, slots=True)
class FoundRow:
    """One line of the list: the record in short, whose it is, our own record of that book."""

    id: UUID
    book: Derived
    library: str
    held: int | None  # number of our record; None: we do not have the book
    is_taken: bool  # our record was made from this very one


def rows_of(search: ElsewhereSearch) -> list[FoundRow]:
    """What a search brought, library by library."""
    found = list(search.found.select_related("target"))
    books = [derive(Record.from_json(one.marc)) for one in found]
    held = _Held(search.centre_id, books, [bytes(one.digest) for one in found])
    return [
        FoundRow(one.pk, book, one.target.name, *held.of(book, bytes(one.digest)))
        for one, book in zip(found, books, strict=True)
    ]


class _Held:
    """Which of several books we hold, asked of the database once for all of them."""

    def __init__(self, centre_id: UUID, books: Sequence[Derived], digests: Sequence[bytes]) -> None:
        own = Title.objects.filter(centre_id=centre_id, is_donor=False).order_by("-pk")
        isbns = {number for book in books for number in book.isbns}
        prints = {fingerprint(book) for book in books} - {""}
        by_isbn = own.filter(identifiers__kind="isbn", identifiers__value__in=isbns)
        self._by_isbn = dict(by_isbn.values_list("identifiers__value", _STANDS))
        self._by_print = dict(own.filter(fingerprint__in=prints).values_list("fingerprint", _STANDS))
        origins = _own_origins(centre_id).filter(digest__in=digests)
        self._by_digest = {
            bytes(digest): number for digest, number in origins.values_list("digest", _ORIGIN_STANDS)
        }

    def of(self, book: Derived, digest: bytes) -> tuple[int | None, bool]:
        """The number of our record, and whether it was made from this very one."""
        taken = self._by_digest.get(digest)
        if taken is not None:
            return taken, True
        by_isbn = (self._by_isbn[number] for number in book.isbns if number in self._by_isbn)
        return next(by_isbn, None) or self._by_print.get(fingerprint(book)), False


def held_of(found: FoundElsewhere) -> tuple[int | None, bool]:
    """The same for one record."""
    book, digest = derive(Record.from_json(found.marc)), bytes(found.digest)
    return _Held(found.search.centre_id, [book], [digest]).of(book, digest)


def copied(record: Record) -> Record:
    """The record without what belongs to its own library: its numbers, its copies, its local fields."""
    fields = [
        field
        for field in record.fields
        if field.tag not in queries.NOT_TAKEN_FROM_DONORS and not field.tag.startswith("9")
    ]
    return Record(record.leader, fields)


def taking_facts(found: FoundElsewhere, record: Record, values: Mapping[str, str]) -> RecordFacts:
    """What the rules need to know when `record`, made from `found`, is about to become ours."""
    centre_id = found.search.centre_id
    book = derive(record)
    held = queries.number_by_isbn(centre_id, book.isbns) if book.isbns else None
    return RecordFacts(
        title=values.get("title", record.first("245", "a") or ""),
        year=values.get("year", ""),
        this_year=clock.today().year,
        letters=len(record.to_json().encode("utf-8", "surrogatepass")),
        has_mistyped_isbn=bool(book.cancelled_isbns),
        already_held=held or _alike(centre_id, found, book),
        is_held_by_isbn=held is not None,
        already_taken=_taken(centre_id, found),
        most_letters=MOST_BYTES,
    )


def _own_origins(centre_id: UUID) -> QuerySet[Origin]:
    """What our records were made from."""
    return Origin.objects.filter(title__centre_id=centre_id, title__is_donor=False).order_by("-pk")


def _taken(centre_id: UUID, found: FoundElsewhere) -> int | None:
    return (
        _own_origins(centre_id)
        .filter(digest=bytes(found.digest))
        .values_list(_ORIGIN_STANDS, flat=True)
        .first()
    )


def _alike(centre_id: UUID, found: FoundElsewhere, book: Derived) -> int | None:
    """Our record of what has the same fingerprint, or a later or earlier state of the same source record."""
    print_of_it = fingerprint(book)
    own = Title.objects.filter(centre_id=centre_id, is_donor=False, fingerprint=print_of_it)
    number = own.values_list(_STANDS, flat=True).order_by("number").first() if print_of_it else None
    source = Record.from_json(found.marc)
    name, theirs = (source.first("003") or "").strip(), (source.first("001") or "").strip()
    if number is None and name and theirs:
        origins = _own_origins(centre_id).filter(source=name, number=theirs)
        number = origins.values_list(_ORIGIN_STANDS, flat=True).first()
    return number
