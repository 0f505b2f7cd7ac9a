"""The search index's document of a title: its words from the record, its availability from the copies.

Built here because only the stock knows both; it says nothing that the database does not. Nizom 2.11, 5.2.
"""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import Any
from uuid import UUID

from javon.collection.catalogue.derive import Derived, derive
from javon.collection.catalogue.models import Title, TitleAuthority
from javon.collection.catalogue.search_schema import (
    UNKNOWN,
    spelling,
    starts_of,
    suggestion,
    with_roots,
)
from javon.collection.sources.record import Record
from javon.collection.stock.models import Copy
from javon.core.search.index import Document, Snapshot, digest_of
from javon.core.uzbek import fold

KIND = "title"  # of the outbox rows that ask for these documents

_TITLES_AT_ONCE = 500
_GONE = frozenset({"written_off", "lost"})
_AS_JSON = json.JSONEncoder(ensure_ascii=False).encode
_LAST = "\uffff"  # who has no author stands after all who have


@dataclass(frozen=True, slots=True)
class CopyFacts:
    """What the index needs of one copy."""

    state: str
    loanable: bool
    point: UUID


@dataclass(frozen=True, slots=True)
class TitleFacts:
    """Everything a document is made of; the import fills it without asking the database again."""

    id: UUID
    number: int
    version: int
    added_on: date
    title_key: str
    author_key: str
    derived: Derived | None = None  # either this
    words: Mapping[str, Any] | None = None  # or what words_of() made of it
    author_numbers: Sequence[int] = ()  # of the authorities that are authors of it
    subject_numbers: Sequence[int] = ()
    copies: Sequence[CopyFacts] = ()


def availability(copies: Iterable[CopyFacts]) -> str:
    """One word for all copies together: available, reading_room, out, or none."""
    held = [copy for copy in copies if copy.state not in {"written_off", "lost", "missing"}]
    on_shelf = [copy for copy in held if copy.state == "on_shelf"]
    if any(copy.loanable for copy in on_shelf):
        return "available"
    if on_shelf or any(copy.state in {"in_reading_room", "on_display"} for copy in held):
        return "reading_room"
    return "out" if held else "none"


def words_of(derived: Derived) -> dict[str, Any]:
    """The part of a document that the record alone decides, and nine tenths of the work of making it.

    An import makes it where it parses, in another process, and hands it over in ``TitleFacts.words``.
    """
    proper = fold(derived.title)
    titles = fold(" ".join((derived.title, derived.subtitle, *derived.variants)))
    names = [spelled for name in derived.names for spelled in (name.name, *name.variants)]
    name_words = fold(" ".join(names))
    topics = [*derived.subjects, *(variant for name in derived.subject_names for variant in name.variants)]
    topic_words = fold(" ".join(topics))
    publisher, series = fold(derived.publisher), fold(" ".join(derived.series))
    rest = (derived.responsibility, derived.place, derived.genre, derived.annotation, derived.notes)
    year = derived.year if derived.year and derived.year > 0 else None
    return {
        "title": titles,
        "start": [*starts_of(proper), *(fold(variant) + "$" for variant in derived.variants)],
        "names": name_words,
        "topics": topic_words,
        "publisher": publisher,
        "series": series,
        "everything": " ".join(
            (titles, name_words, topic_words, publisher, series, fold(" ".join(rest)), str(year or ""))
        ),
        "heart": with_roots((*titles.split(), *name_words.split(), *topic_words.split())),
        "spelling": sorted(set(spelling(" ".join((derived.title, derived.subtitle, *names))))),
        "identifier": [
            *derived.isbns,
            *derived.cancelled_isbns,
            *(issn.replace("-", "") for issn in derived.issns),
        ],
        "language": list(derived.languages) or [UNKNOWN],
        "script": derived.script or UNKNOWN,
        "year": year,
        "kind": derived.kind or UNKNOWN,
        "audience": derived.audience or UNKNOWN,
        "branch": derived.branch or UNKNOWN,
        "suggested_title": suggestion(derived.title, derived.title),
        "suggested_author": _suggested(derived.authors),
        "shown": _AS_JSON([derived.title, derived.subtitle, *names, *derived.subjects]),
    }


def document_of(facts: TitleFacts) -> Document:
    """The document of one title."""
    words = facts.words
    if words is None:
        if facts.derived is None:
            raise ValueError("a document is made of a derived record or of its words")
        words = words_of(facts.derived)
    year = words["year"]
    return {
        **words,
        "id": facts.id.hex,
        "version": facts.version,
        "number": facts.number,
        "availability": availability(facts.copies),
        "author": [str(number) for number in dict.fromkeys(facts.author_numbers)],
        "subject": [str(number) for number in dict.fromkeys(facts.subject_numbers)],
        "point": sorted({str(copy.point) for copy in facts.copies if copy.state not in _GONE}),
        "by_title": f"{facts.title_key}\x00{facts.number:010d}",
        "by_author": f"{facts.author_key or _LAST}\x00{facts.title_key[:40]}\x00{facts.number:010d}",
        "by_year": (year << 32 | facts.number) if year else None,
        "by_newest": facts.added_on.toordinal() << 32 | facts.number,
        "weight": _weight(year, len(facts.copies), facts.number),
    }


def _weight(year: int | None, copies: int, number: int) -> float:
    """At most 0.02, so at most 1.4 % more points: among equals newer, better stocked books come first."""
    newness = min(max((year or 1950) - 1950, 0), 80) / 80
    plenty = min(copies, 10) / 10
    return round(0.009 * newness + 0.009 * plenty + 0.002 / (1 + number / 1000), 9)


def _suggested(authors: Sequence[str]) -> list[str]:
    return [suggested for author in authors[:5] for suggested in _suggestions(author)]


@lru_cache(maxsize=20_000)
def _suggestions(author: str) -> tuple[str, ...]:
    """An author as her heading begins and as she is called: "Qodiriy, Abdulla" and "Abdulla Qodiriy"."""
    family, comma, given = author.partition(",")
    if comma and given.strip():
        return suggestion(author, author), suggestion(f"{given} {family}", author)
    return (suggestion(author, author),)


def documents_of(ids: Sequence[UUID]) -> dict[UUID, Document]:
    """The documents of these titles as the database is now; hidden, donor and deleted titles have none."""
    titles = Title.objects.filter(pk__in=ids, is_donor=False, is_hidden=False)
    return {title.pk: document for title, document in _documents(list(titles))}


def all_documents() -> Iterator[Document]:
    """The documents of the whole catalogue in the order of their numbers; memory stays small."""
    last = 0
    while True:
        titles = list(
            Title.objects.filter(is_donor=False, is_hidden=False, number__gt=last).order_by("number")[
                :_TITLES_AT_ONCE
            ]
        )
        if not titles:
            return
        last = titles[-1].number
        for _title, document in _documents(titles):
            yield document


def all_versions() -> Iterator[tuple[UUID, int]]:
    """(id, version) of every title that readers may find: what the index must hold."""
    shown = Title.objects.filter(is_donor=False, is_hidden=False)
    return shown.order_by("number").values_list("pk", "version").iterator(chunk_size=5000)


def _documents(titles: Sequence[Title]) -> Iterator[tuple[Title, Document]]:
    source = iter(titles)
    while chunk := list(islice(source, _TITLES_AT_ONCE)):
        ids = [title.pk for title in chunk]
        authors, subjects = _authorities(ids)
        copies = _copies(ids)
        for title in chunk:
            yield (
                title,
                document_of(
                    TitleFacts(
                        id=title.pk,
                        number=title.number,
                        version=title.version,
                        added_on=title.added_on,
                        title_key=title.title_key,
                        author_key=title.author_key,
                        derived=derive(Record.from_json(title.marc)),
                        author_numbers=authors[title.pk],
                        subject_numbers=subjects[title.pk],
                        copies=copies[title.pk],
                    )
                ),
            )


def _authorities(ids: Sequence[UUID]) -> tuple[dict[UUID, list[int]], dict[UUID, list[int]]]:
    """Numbers of the authors and of the subjects of each title, in the record's order."""
    authors: dict[UUID, list[int]] = defaultdict(list)
    subjects: dict[UUID, list[int]] = defaultdict(list)
    links = TitleAuthority.objects.filter(title__in=ids, role__in=("author", "subject")).order_by(
        "position", "pk"
    )
    for title, number, role in links.values_list("title_id", "authority__number", "role"):
        (subjects if role == "subject" else authors)[title].append(number)
    return authors, subjects


def _copies(ids: Sequence[UUID]) -> dict[UUID, list[CopyFacts]]:
    copies: dict[UUID, list[CopyFacts]] = defaultdict(list)
    rows = Copy.objects.filter(title__in=ids).values_list("title_id", "state", "loanable", "service_point_id")
    for title, state, loanable, point in rows:
        copies[title].append(CopyFacts(state, loanable, point))
    return copies


def sample_that_differs(snapshot: Snapshot, size: int = 300) -> list[UUID]:
    """Titles, of a sample drawn by lot, whose document is not the one the database would make now."""
    ids = [key for key, _version in all_versions()]
    return those_that_differ(snapshot, random.sample(ids, min(size, len(ids))))


def those_that_differ(snapshot: Snapshot, ids: Sequence[UUID]) -> list[UUID]:
    """Which of these titles stand in the index otherwise than the database would have them now."""
    differing = []
    for key, document in documents_of(ids).items():
        kept = [digest for _id, _version, digest, _times in snapshot.stamps(key.hex[::-1])]
        if kept != [digest_of(document)]:
            differing.append(key)
    return differing
