"""What is a file of open loans' own among the files in turns: how a row is looked at, entered, taken back.

A turn waits for no desk: a copy or a reader that somebody holds just now is left for the next turn.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from javon.collection.runs.kind import Kind
from javon.collection.runs.queries import last_line
from javon.collection.runs.remarks import kept
from javon.collection.stock import whereabouts
from javon.collection.stock.models import Copy
from javon.core import clock
from javon.core.access import Actor
from javon.core.verdict import Refusal, Weight
from javon.service.lending.bulk import PastLoan, TermsOfDays, row_of
from javon.service.lending.happened import OpeningRunMovesOn
from javon.service.lending.models import Channel, Loan, OpeningLine, OpeningRun
from javon.service.lending.opening_file import rows_of
from javon.service.lending.queries import opening as queries
from javon.service.lending.queries.facts import calendar_from
from javon.service.lending.rules import opening as rules
from javon.service.lending.rules.opening_columns import what_is_missing
from javon.service.readers.models import Reader

Outcome = OpeningLine.Outcome


class FileOfOpenLoans(Kind[OpeningRun, OpeningLine, rules.Said]):
    """A line becomes a loan as the paper has it, its copy out."""

    model = OpeningRun
    name, worker = "opening_file", "openings"
    moves_on = OpeningRunMovesOn
    own_fields = ("loan", "place_before")
    states = rules.STATES
    may_go_on = staticmethod(rules.may_go_on)
    what_is_missing = staticmethod(what_is_missing)

    def looked_at(self, run: OpeningRun, path: Path) -> Iterator[OpeningLine]:
        """A copy is lent once: the first row that has it. Rows written down already are not asked about again."""
        earlier, today, written_to = queries.rows_of_copies(run), clock.today(), last_line(run)
        for sheet, row, cells in rows_of(path, run.layout):
            if (sheet, row) <= written_to:
                continue
            said = rules.understand(cells, run.layout["columns"])
            standing, copy_key = queries.standing(run.centre_id, said, earlier)
            outcome, objections = rules.judged(said, standing, today)
            if copy_key is not None and outcome in (Outcome.GOOD, Outcome.UNSURE):
                earlier.setdefault(copy_key, row)
            yield OpeningLine(
                run=run, sheet=sheet, row=row, cells=cells, outcome=outcome, copy_key=copy_key,
                reader_number=standing.reader, offered=list(standing.offered), remarks=kept(objections),
                has_remarks=bool(objections),
            )  # fmt: skip

    def prepared(self, run: OpeningRun, line: OpeningLine) -> rules.Said:
        """What its cells say."""
        return rules.understand(line.cells, run.layout["columns"])

    def enter(
        self, by: Actor, run: OpeningRun, said: Mapping[OpeningLine, rules.Said]
    ) -> Collection[OpeningLine]:
        """What the desk did since the check is looked at once more: a line may still be refused here."""
        copies = _copies([line.copy_key for line in said])
        is_there = set(
            Copy.objects.filter(pk__in=[line.copy_key for line in said]).values_list("pk", flat=True)
        )
        readers = {line.reader_number: queries.meant(run.centre_id, line.reader_number) for line in said}
        free = _free_readers([one for one in readers.values() if one is not None])
        terms, decided = TermsOfDays(run.centre), []
        for line, one in said.items():
            reader, copy = readers[line.reader_number], copies.get(line.copy_key)
            is_busy = (copy is None and line.copy_key in is_there) or (
                reader is not None and reader.pk not in free
            )
            if is_busy:
                continue
            _enter(by, run, line, one, (copy, reader), terms)
            decided.append(line)
        return decided

    def take_back(self, by: Actor, run: OpeningRun, lines: list[OpeningLine]) -> Collection[OpeningLine]:
        """A loan that was returned, renewed or otherwise touched stays; one that goes leaves nothing: it was never given
        here. Its copy goes back to where it stood.
        """
        copies = _copies([line.copy_key for line in lines])
        loans = list(Loan.objects.filter(pk__in=[line.loan_id for line in lines]))
        touched = queries.touched(loans)
        by_key: dict[Any, Loan] = {loan.pk: loan for loan in loans}
        decided = []
        for line in lines:
            loan, copy = by_key.get(line.loan_id), copies.get(line.copy_key)
            if loan is not None and copy is None:
                continue  # the desk holds the copy: the next turn
            reasons: list[Refusal] = []
            if loan is not None:
                reasons = list(rules.may_take_back(touched[loan.pk]).stops)
                if copy is not None and not reasons and copy.state != Copy.State.ON_LOAN:
                    reasons = [Refusal("opening_since_moved", Weight.FORBIDS)]
                if copy is not None and not reasons:
                    _take_back(by, run, line, loan, copy)
            line.outcome = Outcome.STAYED if reasons else Outcome.BACK
            line.remarks = [one for one in line.remarks if not one[0].startswith("opening_since")]
            line.remarks += kept(reasons)
            decided.append(line)
        return decided


FILE_OF_OPEN_LOANS = FileOfOpenLoans()


def _enter(
    by: Actor,
    run: OpeningRun,
    line: OpeningLine,
    said: rules.Said,
    who_and_what: tuple[Copy | None, Reader | None],
    terms: TermsOfDays,
) -> None:
    copy, reader = who_and_what
    standing = rules.Standing(
        reader=reader.number if reader is not None else 0,
        born_on=reader.birth_date if reader is not None else None,
        why="gone",
        copies=1 if copy is not None else 0,
        state=str(copy.state) if copy is not None else "",
        is_lent=copy is not None and queries.open_loan_of(copy.pk) is not None,
    )
    line.outcome, objections = rules.judged(said, standing, clock.today())
    line.remarks = kept(objections)
    if line.outcome != Outcome.GOOD or copy is None or reader is None or said.lent_on is None:
        return
    past = PastLoan(
        copy, reader, said.lent_on, by_user_id=run.created_by_id, channel=Channel.IMPORT, due_on=said.due_on,
        entered_at=clock.now(),
    )  # fmt: skip
    is_open = calendar_from(run.centre, said.lent_on) if said.due_on is None else bool
    loan, _renewals = row_of(run.centre, past, terms, is_open)
    loan.save(force_insert=True)
    line.place_before = copy.state
    whereabouts.move([copy], to=Copy.State.ON_LOAN, by=by, because=loan)
    line.loan, line.outcome = loan, Outcome.ENTERED


def _take_back(by: Actor, run: OpeningRun, line: OpeningLine, loan: Loan, copy: Copy) -> None:
    line.loan = None
    OpeningLine.objects.filter(pk=line.pk).update(loan=None)
    loan.delete()
    whereabouts.move([copy], to=line.place_before or Copy.State.ON_SHELF, by=by, because=run)


def _copies(keys: Sequence[Any]) -> Mapping[Any, Copy]:
    """Those of the copies that no desk holds, locked."""
    rows = Copy.objects.select_for_update(of=("self",), skip_locked=True).select_related("title")
    rows = rows.defer("title__marc", "title__annotation")
    return {copy.pk: copy for copy in rows.filter(pk__in=[key for key in keys if key is not None])}


def _free_readers(readers: Sequence[Reader]) -> set[Any]:
    """Those of the readers whom no desk serves just now, locked."""
    rows = Reader.objects.select_for_update(of=("self",), skip_locked=True)
    return set(rows.filter(pk__in=[one.pk for one in readers]).values_list("pk", flat=True))
