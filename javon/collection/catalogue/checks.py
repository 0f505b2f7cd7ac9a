"""What the form of a record points out while it is being filled: hints for the eye, never a refusal.

Whether the record may be saved is decided by rules.py alone. Nizom 5.2.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from javon.collection.catalogue import editing, mark_tables, queries, search, suggesting
from javon.collection.catalogue.derive import UNTITLED, Derived, derive
from javon.collection.catalogue.fingerprint import fingerprint
from javon.collection.catalogue.isbn import digits_of, isbn13
from javon.collection.catalogue.knowledge import is_religious
from javon.collection.catalogue.matching import Face, titles_agree, years_agree
from javon.collection.catalogue.models import NotDuplicate, Title
from javon.collection.catalogue.rules import RecordFacts, year_is_strange
from javon.collection.sources.record import Record
from javon.core import clock
from javon.core.search.index import INDEX_TROUBLE
from javon.core.uzbek import fold, repair_homoglyphs

_MOST_ALIKE = 3
_MOST_WORDS = 8  # of a title that are looked for
_MOST_LOOKED_AT = 10  # of what the index finds
_WORD = re.compile(r"[^\W\d_]+(?:[ʻʼ‘’'`-][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Check:
    """One hint: a code with its figures, the form field that it is about, the record that it points to."""

    code: str
    field: str = ""
    details: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    number: int | None = None  # of the record that looks alike


def checks(values: Mapping[str, str], *, centre_id: UUID, title: Title | None = None) -> list[Check]:
    """Everything worth a second look in `values`, typed over `title` or into an empty form; [] is praise."""
    return [*_missing(values), *_odd(values), *_alike(values, centre_id, title)]


def suggested(
    values: Mapping[str, str], *, centre_id: UUID, title: Title | None = None
) -> list[suggesting.Suggestion]:
    """Marks that the empty fields may want. At most two queries, none when no field for a mark is empty."""
    if all(values.get(name, "").strip() for name in suggesting.FIELDS):
        return []
    own = mark_tables.marks_of_kin(
        centre_id,
        author=values.get("author", ""),
        subjects=values.get("subjects", "").splitlines(),
        besides=title.pk if title else None,
    )
    table, _row = mark_tables.in_force(centre_id, clock.today())
    return suggesting.suggestions(values, own, table)


def _missing(values: Mapping[str, str]) -> list[Check]:
    return [
        Check(f"no_{name}", name)
        for name in ("title", "year", "language", "bbk")
        if not values.get(name, "").strip()
    ]


def _odd(values: Mapping[str, str]) -> list[Check]:
    found = []
    year = values.get("year", "").strip()
    facts = RecordFacts(title="", year=year, this_year=clock.today().year, letters=0, has_mistyped_isbn=False)
    if year_is_strange(facts):
        found.append(Check("strange_year", "year", {"year": year}))
    for line in values.get("isbn", "").splitlines():
        if line.strip() and not isbn13(line):
            found.append(Check("mistyped_isbn", "isbn", {"isbn": digits_of(line) or line.strip()[:40]}))
    if (
        is_religious(values.get("udc", ""), values.get("bbk", ""))
        and not values.get("conclusion_number", "").strip()
    ):
        found.append(Check("no_conclusion", "conclusion_number"))
    for name in ("title", "subtitle", "part", "author", "publisher", "place"):
        mixed = next(
            (word for word in _WORD.findall(values.get(name, "")) if repair_homoglyphs(word) != word), ""
        )
        if mixed:
            found.append(Check("mixed_letters", name, {"word": mixed}))
    return found


def _alike(values: Mapping[str, str], centre_id: UUID, title: Title | None) -> list[Check]:
    """Records of ours that may be of this very book: by ISBN, by everything, else by title, author and year."""
    start = Record.from_json(title.marc) if title is not None else editing.new_record(clock.today())
    book = derive(editing.edited(start, values))
    print_of_it = fingerprint(book)
    wanted = Q(pk__in=[])
    if book.isbns:
        wanted |= Q(identifiers__kind="isbn", identifiers__value__in=book.isbns)
    if print_of_it:
        wanted |= Q(fingerprint=print_of_it)
    others = _others(centre_id, title).filter(wanted).distinct().order_by("number")
    found = [
        Check(
            "same_isbn" if one.isbn and one.isbn in book.isbns else "alike",
            "",
            {"title": one.title},
            one.number,
        )
        for one in others.defer("marc")[:_MOST_ALIKE]
    ]
    known = {check.number for check in found}
    if len(found) < _MOST_ALIKE and values.get("title", "").strip():
        near = (check for check in _near(book, centre_id, title) if check.number not in known)
        found += list(near)[: _MOST_ALIKE - len(found)]
    return found


def _others(centre_id: UUID, title: Title | None) -> QuerySet[Title]:
    """Our own records besides this one and those that somebody has told apart from it."""
    others = queries.own_titles(centre_id)
    if title is None:
        return others
    apart = NotDuplicate.objects.filter(Q(first=title) | Q(second=title)).values_list("first", "second")
    return others.exclude(pk__in={title.pk, *(pk for pair in apart for pk in pair)})


def _near(book: Derived, centre_id: UUID, title: Title | None) -> list[Check]:
    """Records that the index finds by the words of the title, and that nothing tells apart. Two bounded questions."""
    words = fold(book.title).split()[:_MOST_WORDS]
    if not words or book.title_proper == UNTITLED:
        return []
    try:
        ids = search.find(" ".join(words), limit=_MOST_LOOKED_AT, with_facets=False).ids
    except INDEX_TROUBLE:
        return []  # without an index there is less help, and no hindrance
    face = Face(book.title, book.subtitle, book.year, frozenset())
    held = {one.pk: one for one in _others(centre_id, title).filter(pk__in=ids).defer("marc")}
    found = []
    for pk in ids:
        one = held.get(pk)
        if one is not None and (common := likeness(face, book.author, book.script, one)):
            found.append(Check("near", "", {"title": one.title, "common": common}, one.number))
    return found


def likeness(face: Face, author: str, script: str, held: Title) -> tuple[str, ...]:
    """What `held` has in common with a book of this face; () when it is another book.

    Another book: most words of the title differ, a volume or class differs, so does the author's surname, the year
    by more than one, or the script.
    """
    other = Face(held.title, held.subtitle, held.year, frozenset())
    mine, theirs = set(fold(face.title).split()), set(fold(held.title).split())
    one, two = fold(author).partition(" ")[0], fold(held.author).partition(" ")[0]
    if len(mine & theirs) * 4 < max(len(mine), len(theirs)) * 3 or not titles_agree(face, other):
        return ()
    if not years_agree(face, other) or (one and two and one != two) or (script and script != held.script):
        return ()
    has_author, has_year = bool(one and two), face.year is not None and held.year is not None
    # A title alone ("Matematika") says nothing of who wrote it and when.
    if not has_author and not has_year:
        return ()
    same_year = has_year and face.year == held.year
    return ("title", *(("author",) if has_author else ()), *(("year",) if same_year else ()))
