"""The verbs at the shelf: scan a code, take in a list of codes, finish a shelf, put right what did not fit.

A scan is its own line of the journal (who, when, which code, on which device; never changed): writing it twice
would only slow the scanner down. Deeds that change a copy have their line in the journal as everywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID, uuid5

from javon.collection.stock import rights
from javon.collection.stock.codes import Code, Scanned, parse_code
from javon.collection.stock.models import Copy, CountedShelf, Expectation, Scan, Stocktaking, StocktakingNote
from javon.collection.stock.queries import stocktaking as queries
from javon.collection.stock.rules import stocktaking as rules
from javon.core import audit, clock
from javon.core.access import Actor, require
from javon.core.database import action
from javon.core.database.fields import uuid7
from javon.core.verdict import Refused

NOT_A_COPY = {
    Scanned.READER: "reader_card",
    Scanned.ISBN: "isbn_of_a_title",
    Scanned.NOTHING: "no_code",
}


@action
def scan(
    *,
    by: Actor,
    stocktaking: Stocktaking,
    code: str,
    shelf: CountedShelf | None = None,
    device: str = Scan.Device.SCANNER,
    request_id: UUID | None = None,
) -> Scan:
    """Take in one code scanned at `shelf`. Raises Refused: ``not_counting``, ``reader_card``, ``isbn_of_a_title``,
    ``no_code``, ``several_copies``.
    """
    require(by, rights.COUNT_STOCK)
    session = _being_counted(stocktaking)
    parsed = parse_code(code)
    taken, refused = _take(session, [(parsed, request_id or uuid7())], shelf, device, by)
    if refused:
        _code, reason = refused[0]
        raise Refused.because(reason, scanned=parsed.text)
    return taken[0]


@action
def scan_list(
    *,
    by: Actor,
    stocktaking: Stocktaking,
    text: str,
    shelf: CountedShelf | None = None,
    request_id: UUID | None = None,
) -> dict[str, object]:
    """Take in the codes that a handheld scanner has gathered, one a line; those that are no copies are told.

    Answers {"taken": number, "outcomes": {outcome: number}, "refused": [[code, why] …]}. Raises Refused:
    ``not_counting``, ``no_code``, ``too_many_codes``.
    """
    require(by, rights.COUNT_STOCK)
    session = _being_counted(stocktaking)
    lines = [line for line in text.replace(";", "\n").replace("\t", "\n").splitlines() if line.strip()]
    if not lines:
        raise Refused.because("no_code")
    if len(lines) > rules.LONGEST_LIST:
        raise Refused.because("too_many_codes", most=rules.LONGEST_LIST, codes=len(lines))
    whole = request_id or uuid7()
    codes = [(parse_code(line), uuid5(whole, f"{place}")) for place, line in enumerate(lines)]
    taken, refused = _take(session, codes, shelf, Scan.Device.LIST, by)
    outcomes: dict[str, int] = {}
    for one in taken:
        outcomes[one.outcome] = outcomes.get(one.outcome, 0) + 1
    audit.record(by, "codes_taken_in", session)
    return {"taken": len(taken), "outcomes": outcomes, "refused": [[code, why] for code, why in refused]}


@action
def find_by_hand(*, by: Actor, stocktaking: Stocktaking, copy: Copy, request_id: UUID | None = None) -> Scan:
    """The copy was on the list of what is not there, and was found after all: in place, or where it is put now.

    Raises Refused: ``not_counting``, ``not_expected``.
    """
    require(by, rights.COUNT_STOCK)
    session = _being_counted(stocktaking)
    row = Expectation.objects.filter(stocktaking=session, copy=copy).select_related("shelf").first()
    if row is None:
        raise Refused.because("not_expected")
    found = Copy.objects.select_for_update().get(pk=copy.pk)
    code = found.code or found.inventory_number or str(found.pk)
    made = _written(session, [(code, request_id or uuid7(), found)], row.shelf, Scan.Device.HAND, by)
    return made[0]


def _being_counted(stocktaking: Stocktaking) -> Stocktaking:
    """The session as it is now; whoever ends it waits for the scans that are under way."""
    found = Stocktaking.objects.select_for_update(of=("self",), no_key=True).get(pk=stocktaking.pk)
    if found.state != Stocktaking.State.COUNTING:
        raise Refused.because("not_counting")
    return found


def _take(
    session: Stocktaking,
    codes: Sequence[tuple[Code, UUID]],
    shelf: CountedShelf | None,
    device: str,
    by: Actor,
) -> tuple[list[Scan], list[tuple[str, str]]]:
    """The scans of these codes, and those that are no copies with the reason."""
    meant = queries.candidates(session.centre_id, [code for code, _request in codes])
    # Only where one code means several copies must be known which of them are still open.
    unclear = {copy.pk for copies in meant.values() if len(copies) > 1 for copy in copies}
    expected = {row.copy_id for row in _expectations(session, unclear)}
    used: set[UUID] = _counted(session, unclear)
    rows: list[tuple[str, UUID, Copy | None]] = []
    refused: list[tuple[str, str]] = []
    for code, request in codes:
        copies = meant.get(code.text, [])
        if not copies and code.kind in NOT_A_COPY:
            refused.append((code.text, NOT_A_COPY[code.kind]))
            continue
        copy = _chosen(copies, expected, used)
        if copy is None and len(copies) > 1:
            refused.append((code.text, "several_copies"))
            continue
        if copy is not None:
            used.add(copy.pk)
        rows.append((code.text, request, copy))
    return _written(session, rows, shelf, device, by), refused


def _chosen(copies: Sequence[Copy], expected: set[UUID], used: set[UUID]) -> Copy | None:
    """Which of the copies under one code is meant: old labels and old numbers repeat.

    The one that is expected and not yet counted; where there are several of those by number alone, nobody can tell.
    """
    if len(copies) <= 1:
        return copies[0] if copies else None
    open_ones = [copy for copy in copies if copy.pk in expected and copy.pk not in used]
    if open_ones and (len(open_ones) == 1 or copies[0].foreign_barcode):
        return open_ones[0]
    if open_ones:
        return None
    return next((copy for copy in copies if copy.pk in expected), copies[0])


def _expectations(session: Stocktaking, keys: set[UUID]) -> list[Expectation]:
    rows = Expectation.objects.filter(stocktaking=session, copy_id__in=keys).select_related("shelf")
    return list(rows) if keys else []


def _counted(session: Stocktaking, keys: set[UUID]) -> set[UUID]:
    rows = Scan.objects.filter(stocktaking=session, copy_id__in=keys).exclude(outcome="duplicate")
    return set(rows.values_list("copy_id", flat=True)) if keys else set()


def _written(
    session: Stocktaking,
    rows: Sequence[tuple[str, UUID, Copy | None]],
    shelf: CountedShelf | None,
    device: str,
    by: Actor,
) -> list[Scan]:
    """Write one scan a row, and its outcome to what was expected."""
    keys = {copy.pk for _code, _request, copy in rows if copy is not None}
    expected = {row.copy_id: row for row in _expectations(session, keys)}
    counted, moment = _counted(session, keys), clock.now()
    here = _named(shelf) if shelf is not None else None
    scans: list[Scan] = []
    outcomes: dict[str, list[int]] = {}
    for code, request, copy in rows:
        row = expected.get(copy.pk) if copy is not None else None
        outcome = rules.scanned(
            rules.ScanFacts(
                is_known=copy is not None,
                is_counted=copy is not None and copy.pk in counted,
                is_expected=row is not None,
                now=copy.state if copy is not None else "",
                own=_named(row.shelf) if row is not None else None,
                here=here,
            )
        )
        if copy is not None:
            counted.add(copy.pk)
        if row is not None and outcome != "duplicate":
            outcomes.setdefault(outcome, []).append(row.pk)
        scans.append(
            Scan(
                stocktaking=session,
                request_id=request,
                at=moment,
                by_user_id=by.user_id,
                code=code[:60],
                copy=copy,
                shelf=shelf,
                device=device,
                outcome=outcome,
            )
        )
    Scan.objects.bulk_create(scans, batch_size=200)
    for outcome, ids in outcomes.items():
        for start in range(0, len(ids), 400):
            Expectation.objects.filter(pk__in=ids[start : start + 400]).update(outcome=outcome)
    return scans


def _named(shelf: CountedShelf) -> rules.Shelf:
    return rules.Shelf(shelf.pk, shelf.point_id, shelf.name)


@action
def finish_shelf(
    *, by: Actor, shelf: CountedShelf, is_finished: bool = True, request_id: UUID | None = None
) -> CountedShelf:
    """This shelf has been gone through: what was not seen there is missing; or it is taken up again.

    Raises Refused ``not_counting``.
    """
    require(by, rights.COUNT_STOCK)
    session = _being_counted(shelf.stocktaking)
    shelf = CountedShelf.objects.select_for_update().get(pk=shelf.pk)
    shelf.finished_at = clock.now() if is_finished else None
    shelf.finished_by_id = by.user_id if is_finished else None
    shelf.save(update_fields=["finished_at", "finished_by_id"])
    audit.record(by, "shelf_finished" if is_finished else "shelf_resumed", session)
    return shelf


@action
def put_here(*, by: Actor, scan: Scan, request_id: UUID | None = None) -> Copy:
    """The copy stays where it was found: its record says this shelf from now on.

    Raises Refused: ``not_on_another_shelf``, ``other_point`` (a move between points has its own act).
    """
    require(by, rights.COUNT_STOCK)
    if scan.outcome != Scan.Outcome.WRONG_PLACE or scan.shelf is None or scan.copy_id is None:
        raise Refused.because("not_on_another_shelf")
    copy = Copy.objects.select_for_update().get(pk=scan.copy_id)
    if copy.service_point_id != scan.shelf.point_id:
        raise Refused.because("other_point")
    if copy.shelf == scan.shelf.name:
        return copy
    copy.shelf = scan.shelf.name
    copy.save(update_fields=["shelf"])
    _note(scan.stocktaking_id, StocktakingNote.Kind.PUT_HERE, by, scan=scan, text=scan.shelf.name)
    audit.record(by, "copy_put_on_shelf", copy)
    return copy


@action
def remark(
    *, by: Actor, scan: Scan, text: str = "", is_slip: bool = False, request_id: UUID | None = None
) -> StocktakingNote:
    """Say something about a scan, or that an unknown code was a slip of the hand. Raises Refused: ``no_remark_text``,
    ``not_a_slip``.
    """
    require(by, rights.COUNT_STOCK)
    if is_slip and scan.outcome != Scan.Outcome.UNKNOWN:
        raise Refused.because("not_a_slip")
    if not is_slip and not text.strip():
        raise Refused.because("no_remark_text")
    kind = StocktakingNote.Kind.SLIP if is_slip else StocktakingNote.Kind.REMARK
    made = _note(scan.stocktaking_id, kind, by, scan=scan, text=text.strip())
    audit.record(by, "scan_remarked", (Stocktaking._meta.label_lower, scan.stocktaking_id))
    return made


def _note(session_id: UUID, kind: str, by: Actor, *, scan: Scan, text: str) -> StocktakingNote:
    return StocktakingNote.objects.create(
        stocktaking_id=session_id,
        scan=scan,
        copy_id=scan.copy_id,
        kind=kind,
        text=text[:300],
        at=clock.now(),
        by_user_id=by.user_id,
    )
