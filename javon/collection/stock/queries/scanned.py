"""Which copies answer to what was scanned or typed, and which lists hold them. Dossier 5.5, 2.10."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q

from javon.collection.stock.codes import Code, Scanned, parse_code
from javon.collection.stock.dimensions import order_of
from javon.collection.stock.models import Copy, Disposal, DisposalLine, Transfer, TransferLine
from javon.collection.stock.queries.stocktaking import in_open_stocktaking
from javon.collection.stock.rules.scanned import CopyFacts

AT_ONCE = 200  # values in one question


class Answer(NamedTuple):
    """One code and the copies that answer to it: one, where all is well."""

    code: Code
    copies: tuple[Copy, ...]


def answers(centre_id: UUID, typed: Iterable[str]) -> list[Answer]:
    """Each code with its copies, in the order in which they were scanned; a code scanned twice is answered once.

    Our barcode first, then a foreign one, then an inventory number (leading zeros do not matter). Of several copies
    under one old number those that have left the stock give way to one that is there.
    """
    codes = list(
        {code.text: code for code in map(parse_code, typed) if code.kind is not Scanned.NOTHING}.values()
    )
    found: list[Answer] = []
    for start in range(0, len(codes), AT_ONCE):
        part = codes[start : start + AT_ONCE]
        rows = _candidates(centre_id, part)
        found += [Answer(code, _fitting(code, rows)) for code in part]
    return found


def _candidates(centre_id: UUID, codes: Sequence[Code]) -> list[Copy]:
    barcodes = [code.value for code in codes if code.kind is Scanned.COPY]
    texts = [code.text for code in codes]
    orders = {order_of(text) for text in texts if text.isascii() and text.isdigit()}
    wanted = Q(barcode__in=barcodes) | Q(foreign_barcode__in=texts) | Q(inventory_number__in=texts)
    wanted |= Q(inventory_order__in=orders - {0})
    rows = Copy.objects.filter(wanted, centre_id=centre_id).select_related("title", "service_point")
    return list(rows.order_by("inventory_order", "pk"))


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


def held(copy_ids: Sequence[UUID]) -> Held:
    """The open write-off, the open move, the open stocktaking of each copy."""
    write_offs: dict[UUID, int] = {}
    transfers: dict[UUID, int] = {}
    for start in range(0, len(copy_ids), AT_ONCE):
        part = list(copy_ids[start : start + AT_ONCE])
        lines = DisposalLine.objects.filter(copy_id__in=part, is_open=True, disposal__state__in=Disposal.OPEN)
        write_offs.update(lines.values_list("copy_id", "disposal__number"))
        moves = TransferLine.objects.filter(copy_id__in=part, is_open=True, transfer__state__in=Transfer.OPEN)
        transfers.update(moves.values_list("copy_id", "transfer__number"))
    return Held(write_offs, transfers, in_open_stocktaking(copy_ids))


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
