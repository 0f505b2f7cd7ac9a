"""Which copies answer to what was scanned or typed, and which lists hold them. Dossier 5.5, 2.10."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet, Value

from javon.collection.stock.codes import Code, Scanned, parse_code
from javon.collection.stock.dimensions import order_of
from javon.collection.stock.models import (
    Copy,
    Disposal,
    DisposalLine,
    Expectation,
    Stocktaking,
    Transfer,
    TransferLine,
)
from javon.collection.stock.rules.scanned import CopyFacts
from javon.core.database.prepared import Prepared, a_key, a_number, a_text

AT_ONCE = 200  # values in one question


class Answer(NamedTuple):
    """One code and the copies that answer to it: one, where all is well."""

    code: Code
    copies: tuple[Copy, ...]


def answers(centre_id: UUID, typed: Iterable[str], *, bare: bool = False) -> list[Answer]:
    """Each code with its copies, in the order in which they were scanned; a code scanned twice is answered once.

    Our barcode first, then a foreign one, then an inventory number (leading zeros do not matter). Of several copies
    under one old number those that have left the stock give way to one that is there. `bare`: without the titles and
    the service points, for whoever asks no more than which copy it is.
    """
    codes = list(
        {code.text: code for code in map(parse_code, typed) if code.kind is not Scanned.NOTHING}.values()
    )
    found: list[Answer] = []
    for start in range(0, len(codes), AT_ONCE):
        part = codes[start : start + AT_ONCE]
        rows = _candidates(centre_id, part, bare=bare)
        found += [Answer(code, _fitting(code, rows)) for code in part]
    return found


def _candidates(centre_id: UUID, codes: Sequence[Code], *, bare: bool) -> list[Copy]:
    """Every copy that any of the ways of :func:`_fitting` could choose. Each way has an index of its own: joined by OR
    in one question, they would have the whole stock read.
    """
    if len(codes) == 1:  # a desk: the first way that leads anywhere is the one that is taken
        for question, value in _ways_of_one(codes[0], bare=bare):
            if found := question(centre=centre_id, value=value):
                return found
        return []
    rows = _rows(bare=bare).filter(centre_id=centre_id)
    ids = {
        pk
        for where in _ways(codes)
        if where is not None
        for pk in Copy.objects.filter(where, centre_id=centre_id).values_list("pk", flat=True)
    }
    return list(rows.filter(pk__in=ids)) if ids else []


def _rows(*, bare: bool) -> QuerySet[Copy]:
    rows = Copy.objects.order_by("inventory_order", "pk")
    if bare:
        return rows
    # The record behind a title weighs more than all the rest, and no list shows it.
    return rows.select_related("title", "service_point").defer("title__marc", "title__annotation")


def _one(*, bare: bool, apart: Q | None = None, **where: Any) -> Prepared[Copy]:
    return Prepared(
        lambda: _rows(bare=bare).filter(*([apart] if apart else ()), centre_id=a_key("centre"), **where)
    )


# "" is no number; saying so lets the partial index answer.
_NUMBERED, _FOREIGN = ~Q(inventory_number=""), ~Q(foreign_barcode="")
_ONE = {
    bare: (
        _one(bare=bare, barcode=a_text("value")),
        _one(bare=bare, foreign_barcode=a_text("value"), apart=_FOREIGN),
        _one(bare=bare, inventory_number=a_text("value"), apart=_NUMBERED),
        _one(bare=bare, inventory_order=a_number("value"), apart=_NUMBERED),
    )
    for bare in (False, True)
}


def _ways_of_one(code: Code, *, bare: bool) -> Iterator[tuple[Prepared[Copy], int | str]]:
    """The ways of :func:`_ways` for a single code."""
    barcode, foreign, number, order = _ONE[bare]
    if code.kind is Scanned.COPY:
        yield barcode, code.value
    yield foreign, code.text
    yield number, code.text
    if code.text.isascii() and code.text.isdigit() and (ordered := order_of(code.text)):
        yield order, ordered


def _ways(codes: Sequence[Code]) -> Iterator[Q | None]:
    barcodes = [code.value for code in codes if code.kind is Scanned.COPY]
    texts = [code.text for code in codes]
    orders = {order_of(text) for text in texts if text.isascii() and text.isdigit()} - {0}
    yield Q(barcode__in=barcodes) if barcodes else None
    yield Q(foreign_barcode__in=texts) & _FOREIGN
    yield Q(inventory_number__in=texts) & _NUMBERED
    yield Q(inventory_order__in=orders) & _NUMBERED if orders else None


def _fitting(code: Code, rows: Sequence[Copy]) -> tuple[Copy, ...]:
    bare = code.text.lstrip("0")
    ways = (
        [copy for copy in rows if code.kind is Scanned.COPY and copy.barcode == code.value],
        [copy for copy in rows if copy.foreign_barcode == code.text],
        [copy for copy in rows if copy.inventory_number == code.text],
        [copy for copy in rows if bare and copy.inventory_number.lstrip("0") == bare],
    )
    fitting = next((way for way in ways if way), [])
    here = [copy for copy in fitting if copy.state != Copy.State.WRITTEN_OFF]
    return tuple(here or fitting)


class Held(NamedTuple):
    """Which open lists hold copies, by the copy's id."""

    write_offs: dict[UUID, int]  # number of the write-off
    transfers: dict[UUID, int]  # number of the move
    counted: set[UUID]


def _lists(**copies: Any) -> QuerySet[Any, tuple[UUID, int, int]]:
    """One question: the copy, which kind of list, its number."""
    lines = DisposalLine.objects.filter(**copies, is_open=True, disposal__state__in=Disposal.OPEN).order_by()
    moves = TransferLine.objects.filter(**copies, is_open=True, transfer__state__in=Transfer.OPEN).order_by()
    counts = Expectation.objects.filter(**copies, stocktaking__state__in=Stocktaking.OPEN).order_by()
    return lines.values_list("copy_id", Value(1), "disposal__number").union(
        moves.values_list("copy_id", Value(2), "transfer__number"),
        counts.values_list("copy_id", Value(3), "stocktaking__number"),
        all=True,
    )


_of_one = Prepared[tuple[UUID, int, int]](lambda: _lists(copy_id=a_key("copy")))


def _held_by(copy_ids: list[UUID]) -> Iterable[tuple[UUID, int, int]]:
    if len(copy_ids) == 1:  # a desk asks it at every scan
        return _of_one(copy=copy_ids[0])
    return _lists(copy_id__in=copy_ids)


def held(copy_ids: Sequence[UUID]) -> Held:
    """The open write-off, the open move, the open stocktaking of each copy."""
    found = Held({}, {}, set())
    for start in range(0, len(copy_ids), AT_ONCE):
        part = list(copy_ids[start : start + AT_ONCE])
        for copy_id, which, number in _held_by(part):
            if which == 1:
                found.write_offs[copy_id] = number
            elif which == 2:
                found.transfers[copy_id] = number
            else:
                found.counted.add(copy_id)
    return found


def facts_of(answer: Answer, lists: Held, on_this_list: set[UUID]) -> CopyFacts:
    """What the rules of lists ask of one scanned code."""
    copies = answer.copies
    if len(copies) != 1:
        return CopyFacts(answer.code.text, answer.code.kind, found=len(copies))
    (copy,) = copies
    return CopyFacts(
        text=answer.code.text,
        kind=answer.code.kind,
        state=copy.state,
        is_counted=copy.pk in lists.counted,
        write_off=lists.write_offs.get(copy.pk),
        transfer=lists.transfers.get(copy.pk),
        is_on_this_list=copy.pk in on_this_list,
    )
