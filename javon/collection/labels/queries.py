"""Questions about labels: which sheets there are, what waits, what a printing holds, whose labels were meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet, Sum

from javon.centre.organisation.models import Centre
from javon.collection.catalogue.models import Title
from javon.collection.labels import designs
from javon.collection.labels.models import LabelRequest, LabelRun, LabelSheet
from javon.collection.labels.rules import MOST_AT_ONCE, MOST_COPIES
from javon.collection.labels.standard import kinds_that_fit, standard_sheets
from javon.collection.labels.wording import SHEETS
from javon.collection.stock.codes import Scanned, parse_code
from javon.collection.stock.models import Copy
from javon.core.sheets import Sheet

SHOWN_AT_ONCE = 100
RUNS_SHOWN = 10


# --- sheets


@dataclass(frozen=True, slots=True)
class SheetChoice:
    """A sheet on offer, standard or own."""

    key: str
    name: Any
    sheet: Sheet
    kinds: tuple[str, ...]
    is_own: bool = False


def sheets(centre_id: UUID) -> list[SheetChoice]:
    """Every sheet on offer: the standard ones with the centre's offsets, then its own by name."""
    rows = list(LabelSheet.objects.filter(centre_id=centre_id))
    kept = {row.code: row for row in rows if row.code}
    found = [
        SheetChoice(code, SHEETS[code], kept[code].geometry if code in kept else one.sheet, one.kinds)
        for code, one in standard_sheets().items()
    ]
    own = sorted((row for row in rows if not row.code and not row.is_retired), key=lambda row: row.name)
    return found + [
        SheetChoice(row.key, row.name, row.geometry, kinds_that_fit(row.geometry), is_own=True) for row in own
    ]


def sheets_for(centre_id: UUID, kind: str) -> list[SheetChoice]:
    """Those that carry labels of `kind`."""
    return [choice for choice in sheets(centre_id) if kind in choice.kinds]


def sheet_by_key(centre_id: UUID, key: str) -> SheetChoice | None:
    """The sheet that an address names; None when there is none, or it was retired."""
    return next((choice for choice in sheets(centre_id) if choice.key == key), None)


# --- whose labels


@dataclass(frozen=True, slots=True)
class Found:
    """Copies that were meant, and which of the typed codes nobody knows."""

    copies: list[Copy]
    unknown: tuple[str, ...] = ()
    readers: tuple[str, ...] = ()  # codes that are reader cards


def copies_by_codes(centre_id: UUID, typed: str) -> Found:
    """Copies by barcodes or inventory numbers, several of them with commas or line ends between.

    Our own barcode first, then a foreign one, then the inventory number of any book; under a number that old books
    repeat, every copy.
    """
    pieces = dict.fromkeys(piece.strip() for piece in re.split(r"[,;\n]", typed) if piece.strip())
    codes = [parse_code(piece) for piece in list(pieces)[: MOST_COPIES + 1]]
    codes = [code for code in codes if code.kind is not Scanned.NOTHING]
    ours = _by(centre_id, "barcode", [code.value for code in codes if code.kind is Scanned.COPY])
    others = [code.text for code in codes if code.value not in ours]
    foreign = _by(centre_id, "foreign_barcode", others)
    lines = _by(centre_id, "inventory_number", [text for text in others if text not in foreign])
    copies: dict[UUID, Copy] = {}
    unknown: list[str] = []
    readers: list[str] = []
    for code in codes:
        found = ours.get(code.value) or foreign.get(code.text) or lines.get(code.text, [])
        copies.update((copy.pk, copy) for copy in found)
        if not found:
            (readers if code.kind is Scanned.READER else unknown).append(code.value)
    return Found(list(copies.values()), tuple(unknown), tuple(readers))


def _by(centre_id: UUID, field: str, values: Sequence[str]) -> dict[str, list[Copy]]:
    """Value of `field` → the copies that have it, a few hundred values to a question."""
    found: dict[str, list[Copy]] = {}
    for at in range(0, len(values), 500):
        rows = Copy.objects.filter(centre_id=centre_id, **{f"{field}__in": values[at : at + 500]})
        for copy in rows.select_related("title").order_by(
            "inventory_book", "inventory_order", "inventory_repeat"
        ):
            found.setdefault(getattr(copy, field), []).append(copy)
    return found


def copies_by_range(centre_id: UUID, first: int, last: int, *, book: str = "") -> list[Copy]:
    """Copies on the lines `first` to `last` of an inventory book ("" is the main one), in its order; one more than
    may be asked for at once when there are more.
    """
    rows = Copy.objects.filter(centre_id=centre_id, inventory_book=book, inventory_order__range=(first, last))
    lines = rows.exclude(inventory_number="").select_related("title")
    return list(lines.order_by("inventory_order", "inventory_number", "inventory_repeat")[: MOST_COPIES + 1])


def copies_of_title(centre_id: UUID, number: int) -> tuple[Title | None, list[Copy]]:
    """The record with this short number and its copies that are still ours."""
    title = Title.objects.filter(centre_id=centre_id, number=number, is_donor=False, merged_into=None).first()
    if title is None:
        return None, []
    copies = Copy.objects.filter(title=title).exclude(state=Copy.State.WRITTEN_OFF).select_related("title")
    return title, list(copies.order_by("inventory_book", "inventory_order", "inventory_repeat"))


def copies_by_ids(centre_id: UUID, ids: Iterable[UUID]) -> list[Copy]:
    """Copies of the centre by their identifiers."""
    return list(Copy.objects.filter(centre_id=centre_id, pk__in=list(ids)).select_related("title"))


def is_withdrawn(copy: Copy) -> bool:
    """A copy that is no longer ours needs no label."""
    return copy.state == Copy.State.WRITTEN_OFF


def code_of(copy: Copy) -> str:
    """What the bars of a copy's label say: our barcode, a foreign one in plain letters, or "" when it has none."""
    code = copy.barcode or copy.foreign_barcode
    return code if code and code.isascii() and code.isprintable() else ""


def name_of(copy: Copy) -> str:
    """How people call a copy in a sentence."""
    return copy.inventory_number or copy.barcode or copy.foreign_barcode or copy.title.title[:40]


# --- the queue


def waiting(centre_id: UUID) -> QuerySet[LabelRequest]:
    """Labels that wait, in the order in which they were asked for."""
    rows = LabelRequest.objects.filter(centre_id=centre_id, run=None, printed_at=None)
    return rows.select_related("copy__title").order_by("id")


@dataclass(frozen=True, slots=True)
class Queue:
    """The labels of one kind that wait: the first of them, and how many in all."""

    kind: str
    requests: list[LabelRequest]
    copies: int
    labels: int


def queues(centre_id: UUID) -> list[Queue]:
    """One for each kind of which anything waits."""
    sums = waiting(centre_id).order_by().values("kind").annotate(copies=Count("id"), labels=Sum("quantity"))
    by_kind = {row["kind"]: row for row in sums}
    return [
        Queue(
            kind,
            list(waiting(centre_id).filter(kind=kind)[:SHOWN_AT_ONCE]),
            by_kind[kind]["copies"],
            by_kind[kind]["labels"],
        )
        for kind in LabelRequest.Kind.values
        if kind in by_kind
    ]


def next_of(centre_id: UUID, kind: str) -> list[LabelRequest]:
    """What the next printing takes: as many as make at most 500 labels."""
    taken, labels = [], 0
    for request in waiting(centre_id).filter(kind=kind)[:MOST_AT_ONCE]:
        labels += request.quantity
        if labels > MOST_AT_ONCE:
            break
        taken.append(request)
    return taken


# --- printings


def runs(centre_id: UUID) -> list[LabelRun]:
    """The last printings, the newest first; those that nobody has answered for stand before the others."""
    rows = LabelRun.objects.filter(centre_id=centre_id).select_related("sheet")
    newest = list(rows.order_by("-made_at")[:RUNS_SHOWN])
    return sorted(newest, key=lambda run: bool(run.printed_at or run.returned_at))


def run_by_id(centre_id: UUID, pk: UUID) -> LabelRun | None:
    """One printing."""
    return LabelRun.objects.filter(centre_id=centre_id, pk=pk).select_related("sheet").first()


def requests_of(run: LabelRun) -> list[LabelRequest]:
    """What a printing holds, in the order of its cells."""
    return list(LabelRequest.objects.filter(run=run).select_related("copy__title").order_by("id"))


def facts_of(requests: Sequence[LabelRequest], centre: Centre) -> list[designs.LabelFacts]:
    """One for each label: a copy that wants two of them twice."""
    return [fact for request in requests for fact in [facts_of_copy(request.copy, centre)] * request.quantity]


def facts_of_copy(copy: Copy, centre: Centre) -> designs.LabelFacts:
    """A copy as its labels show it."""
    title = copy.title
    return designs.LabelFacts(
        centre=centre.short_name,
        code=code_of(copy),
        inventory=copy.inventory_number,
        shelf_mark=copy.shelf_mark,
        title=title.title,
        author=title.author,
        year=str(title.year or ""),
        price="" if copy.price is None else _soums(copy.price),
    )


def _soums(tiyin: int) -> str:
    """So many soʻm, as in 45 000, and tiyin only where there are any."""
    whole, rest = divmod(tiyin, 100)
    return f"{whole:,}".replace(",", "\u00a0") + (f",{rest:02d}" if rest else "")


@dataclass(frozen=True, slots=True)
class Held:
    """What the copies of a title that are still ours tell its card."""

    shelf_mark: str  # of the first that has one
    inventory_numbers: tuple[str, ...]


def held(title_ids: Iterable[UUID]) -> dict[UUID, Held]:
    """Title → its shelf mark and the inventory numbers of its copies; titles without copies are left out."""
    rows = Copy.objects.filter(title_id__in=list(title_ids)).exclude(state=Copy.State.WRITTEN_OFF)
    marks: dict[UUID, str] = {}
    numbers: dict[UUID, list[str]] = {}
    ordered = rows.order_by("inventory_book", "inventory_order", "inventory_number")
    for title_id, number, mark in ordered.values_list("title_id", "inventory_number", "shelf_mark"):
        marks[title_id] = marks.get(title_id) or mark
        numbers.setdefault(title_id, []).append(number)
    return {key: Held(mark, tuple(filter(None, numbers[key]))) for key, mark in marks.items()}
