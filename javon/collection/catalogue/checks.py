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

from django.db.models import Q

from javon.collection.catalogue import editing, queries
from javon.collection.catalogue.derive import derive
from javon.collection.catalogue.fingerprint import fingerprint
from javon.collection.catalogue.isbn import digits_of, isbn13
from javon.collection.catalogue.models import Title
from javon.collection.catalogue.rules import RecordFacts, year_is_strange
from javon.collection.sources.record import Record
from javon.core import clock
from javon.core.uzbek import repair_homoglyphs

_MOST_ALIKE = 3
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
    for name in ("title", "subtitle", "part", "author", "publisher", "place"):
        mixed = next(
            (word for word in _WORD.findall(values.get(name, "")) if repair_homoglyphs(word) != word), ""
        )
        if mixed:
            found.append(Check("mixed_letters", name, {"word": mixed}))
    return found


def _alike(values: Mapping[str, str], centre_id: UUID, title: Title | None) -> list[Check]:
    start = Record.from_json(title.marc) if title is not None else editing.new_record(clock.today())
    book = derive(editing.edited(start, values))
    print_of_it = fingerprint(book)
    wanted = Q(pk__in=[])
    if book.isbns:
        wanted |= Q(identifiers__kind="isbn", identifiers__value__in=book.isbns)
    if print_of_it:
        wanted |= Q(fingerprint=print_of_it)
    others = queries.own_titles(centre_id).filter(wanted).distinct().order_by("number")
    if title is not None:
        others = others.exclude(pk=title.pk)
    return [
        Check(
            "same_isbn" if one.isbn and one.isbn in book.isbns else "alike",
            "",
            {"title": one.title},
            one.number,
        )
        for one in others.defer("marc")[:_MOST_ALIKE]
    ]
