"""The worker's turns over a file of old inventory lines: each one transaction, small enough that the desk never waits.

Every turn looks first whether it is still wanted and which of its lines are still to be done: a worker killed at any
moment, or two of them, enter no line twice and take none back twice. Nizom 2.11, 5.2.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple
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
from javon.collection.stock import codes, counters, old_lines_records, rights
from javon.collection.stock.dimensions import counted_title, order_of
from javon.collection.stock.happened import CopiesTakenBack
from javon.collection.stock.models import Copy, OldLine, OldLineCopy, OldLinesRun
from javon.collection.stock.queries import old_lines as queries
from javon.collection.stock.queries.old_copies import last_repeats
from javon.collection.stock.rules import old_lines as rules
from javon.collection.stock.rules.old_lines import Understood
from javon.collection.stock.whereabouts import open_stays, tell_index
from javon.core import audit, clock
from javon.core.access import Actor, require
from javon.core.database import action, execute_many
from javon.core.database.fields import uuid7
from javon.core.reactions import announce
from javon.core.verdict import Refusal, Weight

State, Outcome = OldLinesRun.State, OldLine.Outcome
CLEARED_AT_ONCE = 500
# What is deleted with a copy; whatever else knows it was asked for, and would let the transaction fail.
_OWN_ROWS = (("stock_oldlinecopy", "copy_id"), ("stock_whereabouts", "copy_id"), ("stock_copy", "id"))
_FIELDS = ("outcome", "title", "made_title", "remarks", "has_remarks")


class Ready(NamedTuple):
    """A good line with what it says and the record it would make: prepared while the gate was free."""

    line_id: int
    said: Understood
    record: Prepared


# --- checking


@action
def clear_lines(*, by: Actor, run_id: UUID) -> bool:
    """Forget what an earlier check said, a part of it; True while there is more. Then the check begins."""
    require(by, rights.IMPORT_OLD_LINES)
    run = _locked(run_id, State.CLEARING)
    if run is None:
        return False
    keys = list(OldLine.objects.filter(run=run).values_list("pk", flat=True)[:CLEARED_AT_ONCE])
    OldLine.objects.filter(pk__in=keys).delete()
    if not keys:
        run.state = State.CHECKING
        run.save(update_fields=["state"])
    return bool(keys)


@action
def write_lines(*, by: Actor, run_id: UUID, lines: Sequence[OldLine]) -> bool:
    """Write down what was found out about these lines; False when nobody wants it any more."""
    require(by, rights.IMPORT_OLD_LINES)
    run = _locked(run_id, State.CHECKING)
    if run is None:
        return False
    OldLine.objects.bulk_create(lines, ignore_conflicts=True, batch_size=200)
    run.done += len(lines)
    run.save(update_fields=["done"])
    return True


@action
def finish_check(*, by: Actor, run_id: UUID, trouble: str = "") -> None:
    """The file was read to its end, or could not be (`trouble`, a code): then its columns are asked for again."""
    require(by, rights.IMPORT_OLD_LINES)
    run = _locked(run_id, State.CHECKING)
    if run is not None:
        run.state, run.trouble = State.COLUMNS if trouble else State.CHECKED, trouble
        run.save(update_fields=["state", "trouble"])


# --- entering


@action
def enter_lines(*, by: Actor, run_id: UUID, ready: Sequence[Ready]) -> bool:
    """Enter these lines: copies under the records of their books, short records where there is none yet."""
    require(by, rights.IMPORT_OLD_LINES)
    take_turn()
    run = _locked(run_id, State.ENTERING)
    if run is None:
        return False
    Centre.objects.select_for_update(no_key=True).get(pk=run.centre_id)
    lines = _still({one.line_id for one in ready}, Outcome.GOOD)
    wanted = [one for one in ready if one.line_id in lines]
    good = _judged_again(run, wanted, lines)
    titles, new = _titles(run, good, by)
    _make_copies(run, good, lines, titles, by)
    for one in good:
        line = lines[one.line_id]
        line.outcome, line.title = Outcome.ENTERED, titles[one.said.key]
        line.made_title = new.pop(one.said.key, None) is not None  # of lines alike the first has made it
    OldLine.objects.bulk_update(lines.values(), _FIELDS, batch_size=100)
    run.done += len(wanted)
    run.save(update_fields=["done"])
    return True


@action
def finish_entering(*, by: Actor, run_id: UUID) -> None:
    """The last good line is in the books."""
    require(by, rights.IMPORT_OLD_LINES)
    run = _locked(run_id, State.ENTERING)
    if run is None or OldLine.objects.filter(run=run, outcome=Outcome.GOOD).exists():
        return
    run.state, run.entered_at = State.ENTERED, clock.now()
    run.save(update_fields=["state", "entered_at"])
    copies, titles = queries.made(run)
    audit.record(by, "old_lines_entered", run, copies=copies, titles=titles)


def _judged_again(run: OldLinesRun, ready: Sequence[Ready], lines: Mapping[int, OldLine]) -> list[Ready]:
    """Those that may still be entered: since the check, somebody may have entered their numbers by hand."""
    numbers = queries.Numbers(run)
    numbers.look(number for one in ready for number in one.said.numbers)
    good = []
    for one in ready:
        line = lines[one.line_id]
        outcome, said = rules.judged(one.said, numbers.standing(one.said, line.row), clock.today())
        if (
            outcome == Outcome.GOOD
        ):  # its remarks stay as the check, which saw the whole file, has written them
            good.append(one)
        else:
            line.outcome, line.remarks, line.has_remarks = outcome, old_lines_records.kept(said), True
    return good


def _titles(run: OldLinesRun, ready: Sequence[Ready], by: Actor) -> tuple[dict[str, Title], dict[str, Title]]:
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
    run: OldLinesRun,
    ready: Sequence[Ready],
    lines: Mapping[int, OldLine],
    titles: Mapping[str, Title],
    by: Actor,
) -> None:
    numbers = [number for one in ready for number in one.said.numbers]
    if not numbers:
        return
    now, at = clock.now(), counters.take("barcode", len(numbers))
    repeats = last_repeats(run.centre_id, run.inventory_book, numbers)
    copies, links = [], []
    for one in ready:
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
            links.append(OldLineCopy(line=lines[one.line_id], copy=copy, number=number, price=said.price))
    Copy.objects.bulk_create(copies, batch_size=100)
    OldLineCopy.objects.bulk_create(links, batch_size=200)
    open_stays(copies, place=Copy.State.ON_SHELF, since=now, by=by, because=run)
    tell_index(copy.title_id for copy in copies)


# --- taking back


@action
def take_lines_back(*, by: Actor, run_id: UUID, line_ids: Sequence[int]) -> bool:
    """Take back what these lines have made; what somebody has used since stays, with its reason."""
    require(by, rights.IMPORT_OLD_LINES)
    take_turn()
    run = _locked(run_id, State.TAKING_BACK)
    if run is None:
        return False
    lines = list(_still(set(line_ids), Outcome.ENTERED).values())
    reasons = _take_copies(lines)
    _take_titles(run, lines, reasons, by)
    for line in lines:
        if reasons[line.pk]:
            line.outcome = Outcome.STAYED
        else:
            line.outcome, line.title, line.made_title = Outcome.BACK, None, False
        line.remarks = [one for one in line.remarks if one[0] not in rules.REASONS_TO_STAY]
        line.remarks += old_lines_records.kept(reasons[line.pk])
        line.has_remarks = bool(line.remarks)
    OldLine.objects.bulk_update(lines, _FIELDS, batch_size=100)
    run.done += len(lines)
    run.save(update_fields=["done"])
    return True


@action
def finish_taking_back(*, by: Actor, run_id: UUID) -> None:
    """Nothing is left that could be taken back."""
    require(by, rights.IMPORT_OLD_LINES)
    run = _locked(run_id, State.TAKING_BACK)
    if run is None or OldLine.objects.filter(run=run, outcome=Outcome.ENTERED).exists():
        return
    run.state, run.taken_back_at = State.TAKEN_BACK, clock.now()
    run.save(update_fields=["state", "taken_back_at"])
    audit.record(by, "old_lines_taken_back", run, stayed=queries.tally(run)[Outcome.STAYED])


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


# --- the parts


def _locked(run_id: UUID, state: str) -> OldLinesRun | None:
    """The run, locked; None when it is no longer in this state: somebody else has finished the turn."""
    return OldLinesRun.objects.select_for_update(of=("self",)).filter(pk=run_id, state=state).first()


def _still(keys: set[int], outcome: str) -> dict[int, OldLine]:
    """Of these lines, those that are still to be done, locked, in the order of the file."""
    rows = OldLine.objects.select_for_update(of=("self",)).filter(pk__in=keys, outcome=outcome)
    return {line.pk: line for line in rows.order_by("pk")}
