"""The verbs of labels: ask for them, take them back, print, say that they are on paper, keep a sheet. Nizom 2.11."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from javon.centre.organisation.models import Centre
from javon.collection.labels import queries, rights, rules
from javon.collection.labels.designs import NEEDS_CODE
from javon.collection.labels.models import LabelRequest, LabelRun, LabelSheet
from javon.collection.labels.standard import kinds_that_fit, least_cells, standard_sheets
from javon.collection.stock.models import Copy
from javon.core import audit, clock
from javon.core.access import Actor, require
from javon.core.database import action
from javon.core.database.fields import uuid7
from javon.core.sheets import MM, Sheet, objections, width_needed
from javon.core.uzbek import normalise
from javon.core.verdict import Refused

_GEOMETRY = (
    "width", "height", "columns", "rows", "cell_width", "cell_height", "left", "top", "gap_x", "gap_y", "has_marks",
)  # fmt: skip


@action
def ask_for_labels(
    *,
    by: Actor,
    centre: Centre,
    copies: Sequence[Copy],
    kinds: Sequence[str],
    quantity: int = 1,
    request_id: UUID | None = None,
) -> int:
    """Put labels of `copies` into the queue; how many copies and kinds were added or got another quantity.

    A label that waits already keeps its place and gets the new quantity; one that is being printed stays.
    Raises Refused of ``rules.may_ask``.
    """
    require(by, rights.PRINT_LABELS)
    known = [kind for kind in LabelRequest.Kind.values if kind in kinds]
    needs_code = bool(NEEDS_CODE & set(known))
    rules.may_ask(
        rules.AskingFacts(
            copies=len(copies),
            kinds=len(known),
            quantity=quantity,
            withdrawn=tuple(queries.name_of(copy) for copy in copies if queries.is_withdrawn(copy)),
            without_code=tuple(
                queries.name_of(copy) for copy in copies if needs_code and not queries.code_of(copy)
            ),
        )
    ).enforce(rights=by.rights)
    wanted = [(copy.pk, kind) for copy in copies for kind in known]
    open_ones = _open_requests([copy.pk for copy in copies])
    again = [open_ones[key] for key in wanted if key in open_ones and open_ones[key].run_id is None]
    for request in again:
        request.quantity = quantity
    LabelRequest.objects.bulk_update(again, ["quantity"], batch_size=200)
    now = clock.now()
    new = [
        LabelRequest(
            id=uuid7(), centre=centre, copy_id=copy_id, kind=kind, quantity=quantity, asked_at=now, asked_by_id=by.user_id
        )
        for copy_id, kind in dict.fromkeys(wanted)
        if (copy_id, kind) not in open_ones
    ]  # fmt: skip
    LabelRequest.objects.bulk_create(new, batch_size=200)
    audit.record(by, "labels_asked", centre)
    return len(new) + len(again)


def _open_requests(copy_ids: Sequence[UUID]) -> dict[tuple[UUID, str], LabelRequest]:
    """(copy, kind) → the label that is not yet printed."""
    found: dict[tuple[UUID, str], LabelRequest] = {}
    for at in range(0, len(copy_ids), 500):
        rows = LabelRequest.objects.filter(copy_id__in=copy_ids[at : at + 500], printed_at=None)
        found.update(((row.copy_id, row.kind), row) for row in rows)
    return found


@action
def withdraw_labels(
    *, by: Actor, centre: Centre, requests: Sequence[UUID], request_id: UUID | None = None
) -> int:
    """Take labels that still wait out of the queue; how many there were."""
    require(by, rights.PRINT_LABELS)
    count, _each = LabelRequest.objects.filter(
        centre=centre, pk__in=list(requests), run=None, printed_at=None
    ).delete()
    audit.record(by, "labels_withdrawn", centre)
    return count


@action
def start_printing(
    *, by: Actor, centre: Centre, kind: str, sheet: str, start: int = 1, request_id: UUID | None = None
) -> LabelRun:
    """Take the next labels of `kind` out of the queue into one printing on the sheet called `sheet`.

    At most 500 labels; the rest waits for the next printing. Raises Refused of ``rules.may_print``.
    """
    require(by, rights.PRINT_LABELS)
    centre = Centre.objects.select_for_update().get(pk=centre.pk)
    taken = queries.next_of(centre.pk, kind)
    choice = queries.sheet_by_key(centre.pk, sheet)
    geometry = choice.sheet if choice else None
    labels = sum(request.quantity for request in taken)
    rules.may_print(
        rules.PrintFacts(
            waiting=labels,
            cells=geometry.cells if geometry else 0,
            start=start,
            fits=geometry is not None and _fits(geometry, kind),
            code_needs=_code_needs(taken, geometry, kind) if geometry else 0.0,
        )
    ).enforce(rights=by.rights)
    run = LabelRun.objects.create(
        centre=centre, sheet=_row_of(centre, sheet), kind=kind, start=start, labels=labels, made_at=clock.now(),
        made_by_id=by.user_id,
    )  # fmt: skip
    for at in range(0, len(taken), 500):
        LabelRequest.objects.filter(pk__in=[one.pk for one in taken[at : at + 500]]).update(run=run)
    audit.record(by, "labels_printing", run)
    return run


def _fits(sheet: Sheet, kind: str) -> bool:
    width, height = least_cells()[kind]
    return sheet.cell_width >= width and sheet.cell_height >= height


def _code_needs(requests: Sequence[LabelRequest], sheet: Sheet, kind: str) -> float:
    """Millimetres that the label must have for the widest code among `requests`; 0 when all of them fit."""
    if kind not in NEEDS_CODE:
        return 0.0
    codes = {queries.code_of(request.copy) for request in requests} - {""}
    widest = max((width_needed(code) for code in codes), default=0)
    beside = min(sheet.cell_width * 42 // 100, sheet.cell_width - 26 * MM) if kind == "combined" else 0
    return (widest + beside) / MM if widest > sheet.cell_width - beside else 0.0


def _row_of(centre: Centre, key: str) -> LabelSheet:
    """The row of a sheet; a standard one gets its row when it is first used."""
    standard = standard_sheets().get(key)
    if standard is None:
        return LabelSheet.objects.get(centre=centre, pk=key)
    given = {name: getattr(standard.sheet, name) for name in _GEOMETRY}
    row, _made = LabelSheet.objects.get_or_create(centre=centre, code=key, defaults=given)
    return row


@action
def mark_printed(*, by: Actor, run: LabelRun, request_id: UUID | None = None) -> LabelRun:
    """Somebody has the labels of `run` on paper. Raises Refused ``already_answered``."""
    require(by, rights.PRINT_LABELS)
    run = _open_run(run)
    run.printed_at = clock.now()
    run.save(update_fields=["printed_at"])
    LabelRequest.objects.filter(run=run).update(printed_at=run.printed_at)
    audit.record(by, "labels_printed", run)
    return run


@action
def return_to_queue(*, by: Actor, run: LabelRun, request_id: UUID | None = None) -> LabelRun:
    """The printing came to nothing: its labels wait again, in their old order. Raises Refused ``already_answered``."""
    require(by, rights.PRINT_LABELS)
    run = _open_run(run)
    run.returned_at = clock.now()
    run.save(update_fields=["returned_at"])
    LabelRequest.objects.filter(run=run).update(run=None)
    audit.record(by, "labels_returned", run)
    return run


def _open_run(run: LabelRun) -> LabelRun:
    run = LabelRun.objects.select_for_update().get(pk=run.pk)
    if run.printed_at or run.returned_at:
        raise Refused.because("already_answered")
    return run


@action
def keep_sheet(
    *,
    by: Actor,
    centre: Centre,
    name: str,
    geometry: Mapping[str, int],
    sheet: LabelSheet | None = None,
    request_id: UUID | None = None,
) -> LabelSheet:
    """Enter a sheet of the centre's own, or change it. Lengths in micrometres.

    What was printed on a changed sheet stays as it was: the change is a new row. Raises Refused of
    ``rules.may_keep_sheet``.
    """
    require(by, rights.PRINT_LABELS)
    name = normalise(name).strip()[:80]
    given = {key: geometry[key] for key in _GEOMETRY}
    made = Sheet(**given)  # type: ignore[arg-type]  # names and lengths of a sheet
    others = LabelSheet.objects.filter(centre=centre, code="", is_retired=False)
    if sheet is not None:
        others = others.exclude(pk=sheet.pk)
    rules.may_keep_sheet(
        rules.SheetFacts(
            objections=tuple((one.code, one.field, one.over) for one in objections(made)),
            name=name,
            name_is_taken=others.filter(name=name).exists(),
            kinds=len(kinds_that_fit(made)),
            own_sheets=others.count(),
        )
    ).enforce(rights=by.rights)
    pushed = {"offset_x": sheet.offset_x, "offset_y": sheet.offset_y} if sheet else {}
    if sheet is not None:
        LabelSheet.objects.filter(pk=sheet.pk).update(is_retired=True)
    kept = LabelSheet.objects.create(centre=centre, name=name, **given, **pushed)
    audit.record(by, "label_sheet_kept", kept)
    return kept


@action
def retire_sheet(*, by: Actor, sheet: LabelSheet, request_id: UUID | None = None) -> LabelSheet:
    """Offer an own sheet no longer."""
    require(by, rights.PRINT_LABELS)
    sheet.is_retired = True
    sheet.save(update_fields=["is_retired"])
    audit.record(by, "label_sheet_retired", sheet)
    return sheet


@action
def calibrate_sheet(
    *, by: Actor, centre: Centre, sheet: str, offset_x: int, offset_y: int, request_id: UUID | None = None
) -> LabelSheet:
    """Remember by how much this printer is to be pushed right and down on the sheet called `sheet`, in micrometres.

    Rounded to 0.1 mm. Raises Refused ``wrong_measure`` beyond 5 mm.
    """
    require(by, rights.PRINT_LABELS)
    row = _row_of(centre, sheet)
    row.offset_x, row.offset_y = (round(offset / 100) * 100 for offset in (offset_x, offset_y))
    if not all(-5 * MM <= offset <= 5 * MM for offset in (row.offset_x, row.offset_y)):
        raise Refused.because("wrong_measure")
    row.save(update_fields=["offset_x", "offset_y"])
    audit.record(by, "label_sheet_calibrated", row)
    return row
