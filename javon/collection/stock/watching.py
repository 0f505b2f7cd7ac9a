"""Suspicions written down: books held against the list of prohibited publications, wherever they come in.

Only inside a write transaction. A pair that was met before, whatever was decided on it, stays as it is. Nizom 2.11.
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from javon.collection.catalogue.bulk import Written
from javon.collection.catalogue.models import Title
from javon.collection.catalogue.prepared import COLUMNS
from javon.collection.stock.models import ProhibitedMatch
from javon.collection.stock.queries import prohibited as queries
from javon.collection.stock.rules.likeness import Book, Likeness, Watch
from javon.core import clock

_NAMED = tuple(COLUMNS.index(name) for name in ("title", "subtitle", "author", "responsibility"))


def mark(found: Iterable[tuple[UUID, Likeness]], found_by: str) -> int:
    """Write these down; how many are new."""
    rows = [
        ProhibitedMatch(
            title_id=title,
            entry_id=one.key,
            certainty=one.certainty,
            why=one.why,
            found_by=found_by,
            found_at=clock.now(),
        )
        for title, one in found
    ]
    if not rows:
        return 0
    known = set(
        ProhibitedMatch.objects.filter(title__in={row.title_id for row in rows}).values_list(
            "title_id", "entry_id"
        )
    )
    new = [row for row in rows if (row.title_id, row.entry_id) not in known]
    ProhibitedMatch.objects.bulk_create(new, batch_size=200, ignore_conflicts=True)
    return len(new)


def mark_titles(centre_id: UUID, title_ids: Iterable[UUID], found_by: str) -> int:
    """The same for titles that stand already; alarms on them that hold no longer are taken back."""
    keys = list(title_ids)
    likely = queries.likenesses(centre_id, keys)
    still = {(title, one.key) for title, found in likely.items() for one in found}
    waiting = ProhibitedMatch.objects.filter(title__in=keys, state="open", check_act=None)
    gone = [
        pk for pk, title, entry in waiting.values_list("pk", "title", "entry") if (title, entry) not in still
    ]
    if gone:
        ProhibitedMatch.objects.filter(pk__in=gone).delete()
    return mark(((title, one) for title, found in likely.items() for one in found), found_by)


def mark_written(watch: Watch, written: Iterable[Written]) -> int:
    """The same for records that an import has just written: what it knows of them is at hand."""
    if not len(watch):
        return 0
    found = [(one.title_id, alike) for one in written for alike in watch.look(_book(one))]
    return mark(found, ProhibitedMatch.Found.IMPORT)


def _book(one: Written) -> Book:
    title, subtitle, author, responsibility = (one.prepared.columns[place] for place in _NAMED)
    isbns = tuple(value for kind, value in one.prepared.numbers if kind == "isbn")
    return Book(title, subtitle, author, responsibility, isbns)


def look_at(centre_id: UUID, after: int, most: int) -> tuple[int, int, int]:
    """The next `most` records after number `after`: how many there were, the last number, how many new suspicions."""
    ready = queries.watch(centre_id)
    rows = Title.objects.filter(
        centre_id=centre_id, is_donor=False, merged_into=None, number__gt=after
    ).order_by("number")
    found = list(rows.values_list("number", *queries.OF_A_RECORD)[:most])
    if not found:
        return 0, after, 0
    pairs = ((key, one) for key, book in queries.books(row[1:] for row in found) for one in ready.look(book))
    return len(found), found[-1][0], mark(pairs, ProhibitedMatch.Found.CHECK)
