"""What a person decides about a file of open loans: columns, who is meant, entering, taking back. Issue D, 2 "Go-live"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from javon.centre.organisation.models import Centre
from javon.collection.runs import deeds
from javon.collection.runs.remarks import kept
from javon.collection.stock import counters
from javon.core import audit, clock
from javon.core.access import Actor, require
from javon.core.database import action
from javon.core.files.models import StoredFile
from javon.core.verdict import Refused
from javon.service.lending import rights
from javon.service.lending.actions.opening_kind import FILE_OF_OPEN_LOANS
from javon.service.lending.models import OpeningLine, OpeningRun
from javon.service.lending.queries import opening as queries
from javon.service.lending.queries.terms import terms_in_force
from javon.service.lending.rules import opening as rules
from javon.service.readers.happened import ReaderErased

Outcome = OpeningLine.Outcome
_OF_PERSONS: dict[str, Any] = {"offered": [], "reader_number": 0}  # of a line, besides its cells and remarks


@action
def begin_opening(
    *,
    by: Actor,
    centre: Centre,
    run_id: UUID,
    file: StoredFile,
    name: str,
    sheets: Sequence[Mapping[str, Any]],
) -> OpeningRun:
    """Keep a file of open loans whose `sheets` were described. `run_id` is the form's own: sent twice it is one file.

    Raises Refused ``opening_file_twice`` when the very same file stands here already and was not taken back.
    """
    require(by, rights.IMPORT_LOANS)
    if (same := deeds.begun(FILE_OF_OPEN_LOANS, centre, run_id)) is not None:
        return same
    if (earlier := queries.earlier_run(centre.pk, file.sha256)) is not None:
        raise Refused.because("opening_file_twice", number=earlier.number, name=earlier.name)
    number = counters.address_number("open-loans-files", centre.pk)
    return deeds.begin(
        FILE_OF_OPEN_LOANS, by=by, centre=centre, run_id=run_id, number=number, file=file, sheets=sheets,
        digest=file.sha256, name=name[:120],
    )  # fmt: skip


@action
def check_opening(
    *, by: Actor, run: OpeningRun, layout: Mapping[str, Any], request_id: UUID | None = None
) -> OpeningRun:
    """Say what the columns mean and have every line looked at; nothing is entered by that.

    Raises Refused: ``opening_no_column_of_readers``, ``opening_no_column_of_numbers``, ``opening_no_column_of_days``,
    ``opening_meaning_twice``, ``opening_not_now_check``.
    """
    require(by, rights.IMPORT_LOANS)
    return deeds.check(FILE_OF_OPEN_LOANS, by=by, run=run, layout=layout)


@action
def choose_reader(
    *, by: Actor, run: OpeningRun, row: int, card: int | None, request_id: UUID | None = None
) -> OpeningLine:
    """Say who is meant by a line whose name met several readers, or whose card is somebody else's.

    Raises Refused: ``opening_not_now_choose``, ``opening_line_decided``, ``opening_choose_card``.
    """
    require(by, rights.IMPORT_LOANS)
    run = deeds.locked(FILE_OF_OPEN_LOANS, run)
    rules.may_go_on("choose", run.state).enforce()
    line = OpeningLine.objects.select_for_update(of=("self",)).filter(run=run, row=row).first()
    if line is None or line.outcome not in (Outcome.UNSURE, Outcome.REFUSED, Outcome.GOOD):
        raise Refused.because("opening_line_decided")
    reader = queries.meant(run.centre_id, card) if card is not None else None
    if reader is None:
        raise Refused.because("opening_choose_card")
    said = rules.understand(line.cells, run.layout["columns"])
    others = {key: at for key, at in queries.rows_of_copies(run).items() if at != row}
    standing, line.copy_key = queries.standing(run.centre_id, said, others, reader.number)
    line.outcome, objections = rules.judged(said, standing, clock.today())
    line.reader_number, line.is_chosen = reader.number, True
    line.remarks, line.has_remarks = kept(objections), bool(objections)
    line.save(update_fields=["copy_key", "outcome", "reader_number", "is_chosen", "remarks", "has_remarks"])
    audit.record(by, "opening_reader_chosen", run)
    return line


@action
def enter_opening(*, by: Actor, run: OpeningRun, request_id: UUID | None = None) -> OpeningRun:
    """Enter the good lines of a checked file as open loans.

    Raises Refused: ``opening_not_now_enter``, ``opening_no_good_line``, ``no_terms``.
    """
    require(by, rights.IMPORT_LOANS)
    run = deeds.enter(FILE_OF_OPEN_LOANS, by=by, run=run)
    terms_in_force(run.centre_id, clock.today())  # refused here, nothing of the above has happened
    return run


@action
def take_opening_back(*, by: Actor, run: OpeningRun, request_id: UUID | None = None) -> OpeningRun:
    """Take back every loan of an entered file that nobody has touched since; the others stay, each with the reason.

    A file that is still being entered is stopped. Raises Refused ``opening_not_now_take_back``.
    """
    require(by, rights.IMPORT_LOANS)
    return deeds.take_back(FILE_OF_OPEN_LOANS, by=by, run=run)


@action
def drop_opening(*, by: Actor, run: OpeningRun, request_id: UUID | None = None) -> OpeningRun:
    """Give up a file of which nothing was entered. Raises Refused ``opening_not_now_drop``."""
    require(by, rights.IMPORT_LOANS)
    return deeds.drop(FILE_OF_OPEN_LOANS, by=by, run=run)


@action
def forget_old_openings(*, by: Actor) -> int:
    """Files of loans that were done with thirty days ago, and their lines, are forgotten; how many."""
    require(by, rights.IMPORT_LOANS)
    runs = queries.done_with(before=clock.now())
    deeds.forget(runs, **_OF_PERSONS)
    return len(runs)


def forget_openings_of_erased(event: ReaderErased) -> None:
    """Files of loans hold the names of hundreds: the first erasing takes all that are done with, and the lines of her."""
    deeds.forget(queries.done_with(), **_OF_PERSONS)
    OpeningLine.objects.filter(reader_number__in=event.numbers).update(cells=[], remarks=[], **_OF_PERSONS)
