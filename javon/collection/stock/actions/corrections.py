"""Corrections of the stock books: a new entry with its reason in the open month; nothing written changes. Dossier 2.7."""

from __future__ import annotations

from uuid import UUID

from javon.centre.organisation.models import Centre
from javon.collection.stock import columns, counters, ledger, rights
from javon.collection.stock.models import Copy, Correction, DisposalLine, Movement, StockKind
from javon.collection.stock.queries import balance
from javon.collection.stock.rules import corrections as rules
from javon.collection.stock.rules.corrections import CopyCorrection, Counting, SummaryCorrection
from javon.core import audit, clock
from javon.core.access import Actor, require
from javon.core.database import action
from javon.core.uzbek import normalise

LONGEST_REASON = 300
SummaryRow = tuple[str, str, str, int, int]  # kind, content group, language, copies, tiyin


@action
def correct_copy(
    *,
    by: Actor,
    copy: Copy,
    kind: str,
    content_group: str,
    language: str,
    script: str,
    price: int | None,
    reason: str,
    request_id: UUID | None = None,
) -> Correction:
    """Count a copy otherwise, or at another price. The ledger gets what stood with a minus and what is right with a plus.

    A copy of the old stock stands in the ledger only within the opening balance: of it the inventory line alone changes.
    Raises Refused with every objection of ``rules.corrections.may_correct_copy``.
    """
    require(by, rights.CORRECT_BOOKS)
    copy = Copy.objects.select_for_update(of=("self",)).select_related("centre").get(pk=copy.pk)
    reason = normalise(reason).strip()[:LONGEST_REASON]
    before = Counting(copy.kind, copy.content_group, copy.language, copy.script, copy.price)
    after = Counting(kind, content_group, language, script, price)
    facts = CopyCorrection(
        before=before,
        after=after,
        reason=reason,
        kinds=StockKind.values,
        groups=columns.GROUPS,
        is_written_off=copy.state == Copy.State.WRITTEN_OFF,
        is_on_write_off=DisposalLine.objects.filter(copy=copy, is_open=True).exists(),
    )
    rules.may_correct_copy(facts).enforce()
    made = _correction(by, copy.centre, reason)
    if copy.delivery_id is not None:
        rows = [_row(copy, before, -1, made), _row(copy, after, 1, made)]
        ledger.write(rows, copy.centre, clock.today())
    for name, value in after._asdict().items():
        setattr(copy, name, value)
    copy.note = f"{copy.note}; № {made.number}: {reason}".removeprefix("; ")[:200]
    copy.save(update_fields=[*Counting._fields, "note"])
    audit.record(by, "copy_corrected", copy, reason=reason, before=list(before), after=list(after))
    return made


def _row(copy: Copy, counting: Counting, sign: int, made: Correction) -> Movement:
    dimensions = {name: getattr(counting, name) for name in ledger.DIMENSIONS}
    return Movement(
        side=Movement.Side.IN,
        correction=made,
        copy=copy,
        copies=sign,
        amount=sign * (counting.price or 0),
        **dimensions,
    )


@action
def correct_summary(
    *,
    by: Actor,
    centre: Centre,
    part: str,
    rows: tuple[SummaryRow, ...],
    reason: str,
    request_id: UUID | None = None,
) -> Correction:
    """Correct sums of the summary book that no copy stands behind: part "in" or "out", rows signed as the ledger's are.

    In part 2 a positive number gives back what was struck off wrongly. Raises Refused of ``may_correct_summary``.
    """
    require(by, rights.CORRECT_BOOKS)
    centre = Centre.objects.select_for_update(no_key=True).get(pk=centre.pk)
    reason = normalise(reason).strip()[:LONGEST_REASON]
    facts = SummaryCorrection(
        rows=rows,
        reason=reason,
        kinds=StockKind.values,
        groups=columns.GROUPS,
        left=balance.left_after(centre.pk, rows),
    )
    rules.may_correct_summary(facts).enforce()
    made = _correction(by, centre, reason)
    side = Movement.Side.OUT if part == Movement.Side.OUT else Movement.Side.IN
    written = [
        Movement(
            side=side,
            correction=made,
            kind=kind,
            content_group=group,
            language=language,
            copies=copies,
            amount=amount,
        )
        for kind, group, language, copies, amount in rows
        if copies or amount
    ]
    ledger.write(written, centre, clock.today())
    audit.record(by, "summary_corrected", made, reason=reason, rows=len(written))
    return made


def _correction(by: Actor, centre: Centre, reason: str) -> Correction:
    return Correction.objects.create(
        centre=centre,
        number=counters.address_number("correction", centre.pk),
        reason=reason,
        entered_at=clock.now(),
        entered_by_id=by.user_id,
    )
