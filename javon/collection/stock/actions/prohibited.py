"""Lists of prohibited publications entered, the stock looked over, suspicions laid aside. Nizom 2.11."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from javon.centre.organisation.models import Centre
from javon.collection.catalogue import hiding
from javon.collection.catalogue.happened import RecordCorrected, RecordCreated
from javon.collection.catalogue.models import Title
from javon.collection.stock import counters, happened, rights, rules, watching, whereabouts
from javon.collection.stock.models import (
    Copy,
    ProhibitedEntry,
    ProhibitedList,
    ProhibitedMatch,
    Whereabouts,
)
from javon.collection.stock.prohibited_paper import EntryRow
from javon.collection.stock.queries import prohibited as queries
from javon.collection.stock.rules.prohibited import ListFacts
from javon.core import audit, clock
from javon.core.access import Actor, require
from javon.core.database import action
from javon.core.reactions import announce
from javon.core.verdict import Refused

AT_ONCE = 100  # records looked at in one turn at the gate


@action
def enter_list(
    *,
    by: Actor,
    centre: Centre,
    kind: str,
    paper: str,
    dated_on: date | None,
    rows: Sequence[EntryRow],
    request_id: UUID | None = None,
) -> ProhibitedList:
    """The next version of the list, from one paper; a look over the whole catalogue follows it.

    A line that stands already stays the line it was. Raises Refused with every objection of
    ``rules.prohibited.may_enter_list``.
    """
    require(by, rights.KEEP_PROHIBITED)
    before = queries.newest(centre.pk)
    standing = dict(queries.in_force(centre.pk).values_list("identity", "pk"))
    given = {row.identity: row for row in rows}
    new = [row for key, row in given.items() if key not in standing] if kind != "withdrawn" else []
    ended: list[UUID] = []
    if kind == ProhibitedList.Kind.WHOLE:
        ended = [pk for key, pk in standing.items() if key not in given]
    elif kind == ProhibitedList.Kind.WITHDRAWN:
        ended = [standing[key] for key in given if key in standing]
    rules.prohibited.may_enter_list(
        ListFacts(
            today=clock.today(),
            kind=kind,
            paper=paper,
            dated_on=dated_on,
            lines=len(given),
            newest=before.number if before else 0,
            newest_dated_on=before.dated_on if before else None,
            unknown=len(given) - len(ended) if kind == ProhibitedList.Kind.WITHDRAWN else 0,
            new=len(new),
            ended=len(ended),
        )
    ).enforce()
    assert dated_on is not None
    version = ProhibitedList(
        centre=centre,
        number=counters.address_number("prohibited-list", centre.pk),
        kind=kind,
        paper=paper.strip(),
        dated_on=dated_on,
        lines=len(given),
        entered_at=clock.now(),
        entered_by_id=by.user_id,
        in_force=len(standing) + len(new) - len(ended),
        total=queries.looked_at(centre.pk)[0],
    )
    version.save(force_insert=True)
    _end(version, ended)
    ProhibitedEntry.objects.bulk_create(
        [
            ProhibitedEntry(centre=centre, came_with=version, identity=row.identity, **row.values)
            for row in new
        ],
        batch_size=100,
    )
    audit.record(by, "prohibited_list_entered", version)
    announce(happened.ProhibitedListEntered(version.pk))
    return version


def _end(version: ProhibitedList, keys: list[UUID]) -> None:
    """Lines taken off: alarms about them are alarms no longer. What a commission decided stays decided."""
    for start in range(0, len(keys), 400):
        part = keys[start : start + 400]
        ProhibitedEntry.objects.filter(pk__in=part).update(ended_with=version)
        ProhibitedMatch.objects.filter(entry__in=part, state="open", check_act=None).update(state="released")


@action
def carry_on_look(*, by: Actor, list_id: UUID) -> bool:
    """One turn of the look over the catalogue after a new list; True when records are left. Run again, it goes on."""
    require(by, rights.KEEP_PROHIBITED)
    version = ProhibitedList.objects.select_for_update().get(pk=list_id)
    if version.checked_at is not None:
        return False
    count, last, new = watching.look_at(version.centre_id, version.checked_to, AT_ONCE)
    version.checked_to, version.checked, version.found = last, version.checked + count, version.found + new
    if count < AT_ONCE:
        version.checked_at, version.total = clock.now(), version.checked
        audit.record(by, "prohibited_looked_over", version)
    version.save(update_fields=["checked_to", "checked", "found", "checked_at", "total"])
    return version.checked_at is None


@action
def lay_aside(
    *, by: Actor, title: Title, entry: ProhibitedEntry, note: str, request_id: UUID | None = None
) -> ProhibitedMatch:
    """Somebody has the book in hand and says why it is another publication than the line of the list.

    Raises Refused: ``exact_needs_commission``, ``examined_without_note``, ``suspicion_decided``,
    ``suspicion_before_commission``, ``no_suspicion``.
    """
    require(by, rights.EXAMINE_PROHIBITED)
    match = _locked(title, entry)
    rules.prohibited.may_lay_aside(queries.match_facts(match, note)).enforce()
    match.state, match.note = ProhibitedMatch.State.DIFFERENT, note.strip()
    match.decided_at, match.decided_by_id = clock.now(), by.user_id
    match.save(update_fields=["state", "note", "decided_at", "decided_by_id"])
    audit.record(by, "prohibited_laid_aside", title, reason=note.strip())
    return match


def _locked(title: Title, entry: ProhibitedEntry) -> ProhibitedMatch:
    """The suspicion, written down now when nobody has yet."""
    rows = ProhibitedMatch.objects.select_for_update(of=("self",)).select_related("check_act")
    found = rows.filter(title=title, entry=entry).first()
    if found is None and watching.mark_titles(entry.centre_id, [title.pk], "delivery"):
        found = rows.filter(title=title, entry=entry).first()
    if found is None:
        raise Refused.because("no_suspicion")
    return found


@action
def release(
    *, by: Actor, match: ProhibitedMatch, note: str, request_id: UUID | None = None
) -> ProhibitedMatch:
    """A book withdrawn from use goes back to readers: its line was taken off the list.

    Its copies that lie in the closed place go to their shelves. Raises Refused: ``line_still_in_force``,
    ``examined_without_note``.
    """
    require(by, rights.EXAMINE_PROHIBITED)
    rows = ProhibitedMatch.objects.select_for_update(of=("self",)).select_related("entry", "title")
    match = rows.get(pk=match.pk)
    rules.prohibited.may_release(match.state, match.entry.ended_with_id is not None, note).enforce()
    match.state, match.note = ProhibitedMatch.State.RELEASED, note.strip()
    match.save(update_fields=["state", "note"])
    if not ProhibitedMatch.objects.filter(title=match.title, state="withdrawn").exists():
        hiding.show([match.title_id])
        stays = Whereabouts.objects.filter(
            copy__title=match.title_id, until=None, cause="stock.prohibitedcheck"
        )
        copies = list(Copy.objects.select_for_update().filter(pk__in=stays.values("copy")))
        whereabouts.move(copies, to=Copy.State.ON_SHELF, by=by, because=match, note=note.strip())
    audit.record(by, "prohibited_released", match.title, reason=note.strip())
    return match


def mark_after_cataloguing(event: RecordCreated | RecordCorrected) -> None:
    """A record was entered or corrected: a reaction in its very transaction; it refuses nothing."""
    centre_id = Title.objects.values_list("centre_id", flat=True).get(pk=event.title_id)
    watching.mark_titles(centre_id, [event.title_id], ProhibitedMatch.Found.CATALOGUING)
