"""What is a file of old inventory lines' own among the files in turns: how a row is looked at, entered, taken back.

Nizom 2.11, 5.2.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

from javon.centre.organisation.models import Centre
from javon.collection.catalogue import short_records
from javon.collection.catalogue.authorities import raw_id
from javon.collection.catalogue.bulk import TitleWriter
from javon.collection.catalogue.importing.pipeline import recognise
from javon.collection.catalogue.importing.shelf import Shelf
from javon.collection.catalogue.models import Origin, Title
from javon.collection.catalogue.numbers import take_turn
from javon.collection.catalogue.prepared import Prepared
from javon.collection.runs.kind import Kind
from javon.collection.runs.queries import tally
from javon.collection.runs.reading import SheetRow
from javon.collection.runs.remarks import kept
from javon.collection.runs.rules import State
from javon.collection.stock import codes, counters, old_lines_records
from javon.collection.stock.dimensions import counted_title, order_of
from javon.collection.stock.happened import CopiesTakenBack, OldLinesMoveOn
from javon.collection.stock.models import Copy, OldLine, OldLineCopy, OldLinesRun
from javon.collection.stock.old_lines_file import rows_in, rows_of
from javon.collection.stock.queries import old_lines as queries
from javon.collection.stock.queries.old_copies import last_repeats
from javon.collection.stock.rules import old_lines as rules
from javon.collection.stock.rules.old_lines import Understood
from javon.collection.stock.rules.old_lines_columns import what_is_missing
from javon.collection.stock.whereabouts import open_stays, tell_index
from javon.core import clock
from javon.core.access import Actor
from javon.core.database import execute_many
from javon.core.database.fields import uuid7
from javon.core.reactions import announce
from javon.core.verdict import Refusal, Weight

Outcome = OldLine.Outcome
LOOKED_UP_AT_ONCE = 400  # rows whose numbers are asked for together
# What is deleted with a copy; whatever else knows it was asked for, and would let the transaction fail.
_OWN_ROWS = (("stock_oldlinecopy", "copy_id"), ("stock_whereabouts", "copy_id"), ("stock_copy", "id"))


class Ready(NamedTuple):
    """What a good line says and the record it would make."""

    said: Understood
    record: Prepared


class FileOfOldLines(Kind[OldLinesRun, OldLine, Ready]):
    """A line becomes copies under the record of its book, a short one where there is none yet."""

    model = OldLinesRun
    name, worker = "old_lines", "old_lines"
    moves_on = OldLinesMoveOn
    own_fields = ("title", "made_title")
    may_go_on = staticmethod(rules.may_go_on)
    what_is_missing = staticmethod(what_is_missing)

    def rows_in(self, run: OldLinesRun) -> int:
        """Those of every sheet that is meant."""
        return rows_in(run.sheets, run.layout)

    def looked_at(self, run: OldLinesRun, path: Path) -> Iterator[OldLine]:
        """The inventory book is asked for the numbers of many rows together."""
        numbers = queries.Numbers(run)
        rows = rows_of(path, run.sheets, run.layout)
        while together := list(islice(rows, LOOKED_UP_AT_ONCE)):
            yield from _judged(run, numbers, together)

    def prepared(self, run: OldLinesRun, line: OldLine) -> Ready:
        """What it says, and the record that takes long to be made."""
        said = old_lines_records.said_by(run, line.cells)
        return Ready(said, old_lines_records.prepared_of(said, clock.today()))

    def enter(self, by: Actor, run: OldLinesRun, said: Mapping[OldLine, Ready]) -> Collection[OldLine]:
        """Copies under the records of their books; of lines alike the first makes the record."""
        take_turn()
        Centre.objects.select_for_update(no_key=True).get(pk=run.centre_id)
        good = _judged_again(run, said)
        titles, new = _titles(run, good.values(), by)
        _make_copies(run, good, titles, by)
        for line, one in good.items():
            line.outcome, line.title = Outcome.ENTERED, titles[one.said.key]
            line.made_title = new.pop(one.said.key, None) is not None
        return said.keys()

    def take_back(self, by: Actor, run: OldLinesRun, lines: list[OldLine]) -> Collection[OldLine]:
        """What somebody has used since stays, with its reason."""
        take_turn()
        reasons = _take_copies(lines)
        _take_titles(run, lines, reasons, by)
        for line in lines:
            if reasons[line.pk]:
                line.outcome = Outcome.STAYED
            else:
                line.outcome, line.title, line.made_title = Outcome.BACK, None, False
            line.remarks = [one for one in line.remarks if one[0] not in rules.REASONS_TO_STAY]
            line.remarks += kept(reasons[line.pk])
        return lines

    def told(self, run: OldLinesRun) -> dict[str, Any]:
        """How much there was of what."""
        if run.state == State.ENTERING:
            return {"lines": run.total}
        if run.state == State.ENTERED:
            return dict(zip(("copies", "titles"), queries.made(run), strict=True))
        return {"stayed": tally(run)[Outcome.STAYED]}


FILE_OF_OLD_LINES = FileOfOldLines()


# --- checking


def _judged(run: OldLinesRun, numbers: queries.Numbers, rows: list[SheetRow]) -> Iterator[OldLine]:
    columns, captions, today = run.layout["columns"], run.layout["captions"], clock.today()
    said = [old_lines_records.said_by(run, row.cells) for row in rows]
    numbers.look(number for one in said for number in one.numbers)
    for (sheet, place, cells), one in zip(rows, said, strict=True):
        line = OldLine(run=run, sheet=sheet, row=place, cells=cells)
        if why := rules.why_no_line(cells, columns, captions):
            line.outcome = Outcome.PASSED
            line.remarks = kept([Refusal(why, Weight.WARNS)])
        else:
            line.outcome, objections = rules.judged(one, numbers.standing(one, place), today)
            line.remarks, line.key = kept(objections), one.key
        line.has_remarks = bool(line.remarks)
        yield line


# --- entering


def _judged_again(run: OldLinesRun, said: Mapping[OldLine, Ready]) -> dict[OldLine, Ready]:
    """Those that may still be entered: since the check, somebody may have entered their numbers by hand."""
    numbers = queries.Numbers(run)
    numbers.look(number for one in said.values() for number in one.said.numbers)
    good = {}
    for line, one in said.items():
        outcome, objections = rules.judged(one.said, numbers.standing(one.said, line.row), clock.today())
        if outcome == Outcome.GOOD:  # its remarks stay as the check, which saw the whole file, wrote them
            good[line] = one
        else:
            line.outcome, line.remarks = outcome, kept(objections)
    return good


def _titles(
    run: OldLinesRun, ready: Collection[Ready], by: Actor
) -> tuple[dict[str, Title], dict[str, Title]]:
    """The record of each wording, and those of them that were made here: every wording once."""
    found = queries.titles_by_key(run.centre_id, (one.said.key for one in ready))
    unknown = {one.said.key: one.record for one in ready if one.said.key not in found}
    ids = _recognised(run.centre_id, unknown)
    made: dict[str, str] = {}  # fingerprint → the wording whose record it is
    create: dict[str, Prepared] = {}
    same: dict[str, str] = {}
    for key, record in unknown.items():
        if key in ids:
            continue
        first = made.setdefault(record.fingerprint or key, key)
        if first == key:
            create[key] = record
        else:
            same[key] = first
    writer = TitleWriter(run.centre_id, by_user_id=by.user_id)
    made_now = writer.create(list(create.values()))
    short_records.begin([(one.title_id, one.prepared) for one in made_now], "old_lines", run.created_by_id)
    for key, written in zip(create, made_now, strict=True):
        ids[key] = written.title_id
    titles = queries.titles_by_id(ids.values())
    found |= {key: titles[title_id] for key, title_id in ids.items()}
    new = {key: found[key] for key in create}
    return found | {key: found[first] for key, first in same.items()}, new


def _recognised(centre_id: UUID, records: Mapping[str, Prepared]) -> dict[str, UUID]:
    """Records of the catalogue that these lines are of, by content, ISBN, fingerprint."""
    found = Shelf(centre_id, is_donor=False).look(list(records.values()))
    seen = {
        bytes(origin.digest): origin.title.merged_into_id or origin.title_id
        for origin in Origin.objects.filter(
            digest__in=list(found.digests), title__centre=centre_id, title__is_donor=False
        ).select_related("title")
    }
    ids: dict[str, UUID] = {}
    for key, record in records.items():
        if record.digest in seen:
            ids[key] = seen[record.digest]
        elif match := recognise(record, found):
            raw = match[1].key
            ids[key] = raw if isinstance(raw, UUID) else UUID(bytes=bytes(raw))
    return ids


def _make_copies(
    run: OldLinesRun, good: Mapping[OldLine, Ready], titles: Mapping[str, Title], by: Actor
) -> None:
    numbers = [number for one in good.values() for number in one.said.numbers]
    if not numbers:
        return
    now, at = clock.now(), counters.take("barcode", len(numbers))
    repeats = last_repeats(run.centre_id, run.inventory_book, numbers)
    copies, links = [], []
    for line, one in good.items():
        title, said = titles[one.said.key], one.said
        for number in said.numbers:
            repeat = repeats[number] = repeats.get(number, -1) + 1
            copy = Copy(
                id=uuid7(),
                centre_id=run.centre_id,
                title=title,
                service_point_id=run.service_point_id,
                barcode=codes.barcode_of(at),
                inventory_book=run.inventory_book,
                inventory_number=number,
                inventory_repeat=repeat,
                inventory_order=order_of(number),
                shelf_mark=old_lines_records.shelf_mark_of(said),
                shelf=said.shelf[:80],
                loanable=run.loanable,
                price=said.price,
                acquired_on=said.entered_on,
                note=said.note or (rules.REPEATED_NOTE if repeat else ""),
                entered_at=now,
                entered_by_id=run.created_by_id,
                **counted_title(title)._asdict(),
            )
            at += 1
            copies.append(copy)
            links.append(OldLineCopy(line=line, copy=copy, number=number, price=said.price))
    Copy.objects.bulk_create(copies, batch_size=100)
    OldLineCopy.objects.bulk_create(links, batch_size=200)
    open_stays(copies, place=Copy.State.ON_SHELF, since=now, by=by, because=run)
    tell_index(copy.title_id for copy in copies)


# --- taking back


def _take_copies(lines: Sequence[OldLine]) -> dict[int, list[Refusal]]:
    """Delete the copies that may go; for each line the reasons of those that may not."""
    made = queries.made_facts(lines)
    untouched = [copy for rows in made.values() for copy, facts in rows if rules.may_take_back(facts)]
    if untouched:
        announce(CopiesTakenBack(tuple(copy.pk for copy in untouched)))
    uses = queries.uses_of_copies(untouched)
    reasons: dict[int, list[Refusal]] = {line.pk: [] for line in lines}
    going: list[Copy] = []
    for line_id, rows in made.items():
        for copy, facts in rows:
            verdict = rules.may_take_back(replace(facts, used_by=uses.get(copy.pk, "")))
            if verdict:
                going.append(copy)
            else:
                reasons[line_id] += verdict.stops
    keys = [(raw_id(copy.pk),) for copy in going]
    for table, column in _OWN_ROWS:
        execute_many(f"DELETE FROM {table} WHERE {column} = %s", keys)
    tell_index(copy.title_id for copy in going)
    return reasons


def _take_titles(
    run: OldLinesRun, lines: Sequence[OldLine], reasons: dict[int, list[Refusal]], by: Actor
) -> None:
    """Let go of the records of lines whose copies are gone; those made for them that nothing else knows are deleted."""
    free = [line for line in lines if not reasons[line.pk]]
    made = {line.pk: line.title_id for line in free if line.made_title and line.title_id is not None}
    keys = [line.pk for line in free]
    OldLine.objects.filter(pk__in=keys).update(outcome=Outcome.BACK, title=None, made_title=False)
    uses = queries.uses_of_titles(made.values())
    for line_id, title_id in made.items():
        if title_id in uses:
            reasons[line_id].append(Refusal("record_is_used", Weight.FORBIDS, {"by": uses[title_id]}))
    gone = [title_id for title_id in made.values() if title_id not in uses]
    if gone:
        TitleWriter(run.centre_id, by_user_id=by.user_id).take_back(gone)
