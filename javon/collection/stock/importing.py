"""The door of every import: records to titles (catalogue), with their copies and straight into the search
index.

Nizom 2.11, 5.2.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import connection

from javon.centre.organisation import actions as organisation_actions
from javon.centre.organisation import queries as organisation
from javon.centre.organisation.models import ServicePoint
from javon.collection.catalogue.authorities import raw_ids, raw_keys
from javon.collection.catalogue.bulk import Written
from javon.collection.catalogue.derive import derive
from javon.collection.catalogue.importing import pipeline
from javon.collection.catalogue.importing.counting import Outcome, Progress
from javon.collection.catalogue.prepared import COLUMNS, Prepared
from javon.collection.catalogue.search import catalogue_index
from javon.collection.sources.record import Record
from javon.collection.stock import watching
from javon.collection.stock.dimensions import Counted, counted, order_of
from javon.collection.stock.documents import KIND, CopyFacts, TitleFacts, document_of, documents_of
from javon.collection.stock.loads import Load, prepare_load
from javon.collection.stock.queries import prohibited
from javon.core import clock
from javon.core.access import Actor
from javon.core.database import execute_many
from javon.core.database.fields import uuid7
from javon.core.search.lease import IndexBusy
from javon.core.search.outbox import BulkIndexer, Follower, bulk_indexing
from javon.core.verdict import Refused

# Codes that libraries write for their departments, to the kind of point they mean.
WELL_KNOWN = {
    "ab": "lending",
    "аб": "lending",
    "abonement": "lending",
    "абонемент": "lending",
    "oz": "reading_room",
    "ўз": "reading_room",
    "чз": "reading_room",
    "oquvzal": "reading_room",
    "bo": "children",
    "бо": "children",
    "до": "children",
    "bolalar": "children",
    "kx": "store",
    "кх": "store",
    "хр": "store",
    "nf": "store",
    "fond": "store",
}

_COLUMNS = (
    "id",
    "centre_id",
    "title_id",
    "service_point_id",
    "foreign_barcode",
    "inventory_book",
    "inventory_number",
    "inventory_repeat",
    "shelf_mark",
    "shelf",
    "state",
    "loanable",
    "price",
    "acquired_on",
    "source_key",
    "inventory_order",
    "kind",
    "content_group",
    "language",
    "script",
    "note",
)
_INSERT = f"INSERT INTO stock_copy ({', '.join(_COLUMNS)}) VALUES ({', '.join(['%s'] * len(_COLUMNS))})"
_STAY = "INSERT INTO stock_whereabouts (copy_id, place, since, cause, cause_id, note) VALUES (%s, %s, %s, '', '', '')"
_AT_ONCE = 400


def run_import(
    paths: Iterable[str | Path],
    *,
    by: Actor,
    format: str = "auto",
    encoding: str = "auto",
    columns: dict[str, str] | None = None,
    donor: bool = False,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> Outcome:
    """Import files of records with their copies; everything taken is searchable when this returns.

    `donor`: records of books that we do not own: no copies, no index, never shown. Raises Refused
    (``no_right``,
    ``no_centre``) and :class:`pipeline.ImportBroken`.
    """
    centre = organisation.the_centre()
    if centre is None:
        raise Refused.because("no_centre")
    centre_id = by.centre_id or centre.pk
    files = [Path(path) for path in paths]
    given: dict[str, Any] = {
        "by": by,
        "centre_id": centre_id,
        "format": format,
        "encoding": encoding,
        "columns": columns,
        "donor": donor,
        "dry_run": dry_run,
        "progress": progress,
    }
    if donor or dry_run:
        return pipeline.run(files, companion=None, **given)
    with _feeding() as feeder:
        outcome = pipeline.run(files, companion=Travelling(centre_id, feeder), **given)
    # Titles of an earlier run that was killed between writing and indexing were met as unchanged: they follow now.
    Follower(catalogue_index(), {KIND: documents_of}).catch_up()
    return outcome


@contextmanager
def _feeding() -> Iterator[BulkIndexer | None]:
    """The index for the length of an import; None when another import has it, whose end the follower waits
    for.
    """
    batch = uuid7()
    feeding = bulk_indexing(catalogue_index(), batch, {KIND: documents_of})
    try:
        feeder = feeding.__enter__()
    except IndexBusy:
        yield None
        return
    try:
        yield feeder
    except BaseException as error:
        if not feeding.__exit__(type(error), error, error.__traceback__):
            raise
    else:
        feeding.__exit__(None, None, None)


class Travelling:
    """The import's companion: copies into the stock, documents into the index."""

    preparing = "javon.collection.stock.loads:prepare_load"

    def __init__(self, centre_id: UUID, feeder: BulkIndexer | None) -> None:
        self._centre_id = centre_id
        self._raw = raw_ids()
        self._feeder = feeder
        self._points = Points(centre_id)
        self.batch = feeder.batch if feeder else None
        self._facts: dict[UUID, list[CopyFacts]] = {}
        self._watch = prohibited.watch(centre_id)

    def prepare(self, record: Record, prepared: Prepared) -> tuple[Any, ...]:
        return prepare_load(record, derive(record), prepared)

    def write(self, written: Sequence[Written]) -> int:
        watching.mark_written(self._watch, written)
        known = self._known([one.title_id for one in written if not one.is_new])
        arriving = [
            (one, copy)
            for one in written
            for copy in Load(*one.prepared.companion).arriving
            if copy.source_key not in known.get(one.title_id, ())
        ]
        repeats = self._repeats([copy.inventory_number for _one, copy in arriving if copy.inventory_number])
        rows: list[tuple[Any, ...]] = []
        stays: list[tuple[Any, ...]] = []
        centre, raw = self._raw(self._centre_id), self._raw
        now = connection.ops.adapt_datetimefield_value(clock.now())
        counts = {one.title_id: _counted(one.prepared.columns) for one, _copy in arriving}
        for key, (one, copy) in zip(raw_keys(len(arriving)), arriving, strict=True):
            point, shelf = self._points.find(copy.branch, copy.location)
            repeat = 0
            if copy.inventory_number:
                repeat = repeats[copy.inventory_number] = repeats.get(copy.inventory_number, -1) + 1
            rows.append(
                (
                    key,
                    centre,
                    raw(one.title_id),
                    raw(point),
                    copy.barcode,
                    "",
                    copy.inventory_number,
                    repeat,
                    copy.shelf_mark,
                    shelf[:80],
                    copy.state,
                    copy.loanable,
                    copy.price,
                    copy.acquired_on or None,
                    copy.source_key,
                    order_of(copy.inventory_number),
                    *counts[one.title_id],
                    "",
                )
            )
            stays.append((key, copy.state, now))
            self._facts.setdefault(one.title_id, []).append(CopyFacts(copy.state, copy.loanable, point))
        execute_many(_INSERT, rows)
        execute_many(_STAY, stays)
        return len(rows)

    def after(self, written: Sequence[Written]) -> None:
        if self._feeder is None:
            return
        self._feeder.add(
            document_of(
                TitleFacts(
                    id=one.title_id,
                    number=one.number,
                    version=one.version,
                    added_on=one.added_on,
                    title_key=one.prepared.columns[7],
                    author_key=one.prepared.columns[8],
                    words=Load(*one.prepared.companion).words,
                    author_numbers=_numbers(one, "author"),
                    subject_numbers=_numbers(one, "subject"),
                    copies=self._facts.get(one.title_id, ()),
                )
            )
            for one in written
            if one.is_new
        )
        self._facts = {}
        changed = [one.title_id for one in written if not one.is_new]
        if changed:
            # What a changed title has besides its record, copies of old among them, only the database knows.
            self._feeder.replace(documents_of(changed).values())

    def _known(self, titles: list[UUID]) -> dict[UUID, set[str]]:
        known: dict[UUID, set[str]] = {}
        with connection.cursor() as cursor:
            for start in range(0, len(titles), _AT_ONCE):
                part = {self._raw(title): title for title in titles[start : start + _AT_ONCE]}
                cursor.execute(
                    "SELECT title_id, source_key FROM stock_copy WHERE source_key <> '' AND title_id IN"
                    f" ({', '.join(['%s'] * len(part))})",
                    list(part),
                )
                for title, key in cursor.fetchall():
                    known.setdefault(part[title], set()).add(key)
        return known

    def _repeats(self, numbers: list[str]) -> dict[str, int]:
        """The last repeat of each inventory number that is taken already."""
        wanted = sorted(set(numbers))
        found: dict[str, int] = {}
        with connection.cursor() as cursor:
            for start in range(0, len(wanted), _AT_ONCE):
                part = wanted[start : start + _AT_ONCE]
                cursor.execute(
                    "SELECT inventory_number, MAX(inventory_repeat) FROM stock_copy WHERE centre_id = %s AND"
                    f" inventory_book = '' AND NOT (inventory_number = '') AND inventory_number IN ({', '.join(['%s'] * len(part))})"
                    " GROUP BY inventory_number",
                    [self._raw(self._centre_id), *part],
                )
                found.update(cursor.fetchall())
        return found


_COUNTED_BY = [COLUMNS.index(name) for name in ("kind", "branch", "audience", "languages", "script")]


def _counted(columns: Sequence[Any]) -> Counted:
    """How the books count the copies of a title with these derived columns."""
    return counted(*(columns[place] for place in _COUNTED_BY))


def _numbers(one: Written, role: str) -> list[int]:
    """Numbers of the authorities in this role, in the order of the record."""
    return [number for named, _authority, number in one.authorities if named.role == role]


class Points:
    """Which service point a code of another system means; unknown codes become points of their own."""

    def __init__(self, centre_id: UUID) -> None:
        self._centre_id = centre_id
        self._by_code: dict[str, UUID] = {}
        self._by_kind: dict[str, UUID] = {}
        self._found: dict[tuple[str, str], tuple[UUID, str]] = {}
        for point in ServicePoint.objects.filter(centre_id=centre_id).order_by("position", "code"):
            self._by_code[point.code.casefold()] = point.pk
            self._by_kind.setdefault(point.kind, point.pk)

    def find(self, branch: str, location: str) -> tuple[UUID, str]:
        """The point, and what is left to say about the shelf. A code of ours wins over a well-known one."""
        key = (branch, location)
        if key not in self._found:
            self._found[key] = self._decide(branch, location)
        return self._found[key]

    def _decide(self, branch: str, location: str) -> tuple[UUID, str]:
        for code, shelf in ((location, ""), (branch, location)):
            if code and code.casefold() in self._by_code:
                return self._by_code[code.casefold()], shelf
        for code, shelf in ((location, ""), (branch, location)):
            kind = WELL_KNOWN.get(code.casefold(), "")
            if kind in self._by_kind:
                return self._by_kind[kind], shelf
        code = branch or location
        if not code and "lending" in self._by_kind:
            return self._by_kind["lending"], ""
        point = organisation_actions.point_for_code(
            centre_id=self._centre_id,
            code=code or "ABONEMENT",
            kind=WELL_KNOWN.get(location.casefold(), "lending"),
        )
        self._by_code[point.code.casefold()] = point.pk
        self._by_kind.setdefault(point.kind, point.pk)
        return point.pk, location if branch else ""
