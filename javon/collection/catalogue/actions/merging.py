"""Two records of one book become one, and, when that was a mistake, two again. Nizom 5.2.

The record taken in is hidden and points to the kept one; its origins and numbers stay with it, so that a file
imported once finds the kept record through it. docs/algorithms/merging.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from javon.collection.catalogue import duplicates, happened, merging, queries, rights, rules
from javon.collection.catalogue.actions import proposals
from javon.collection.catalogue.bulk import OUTBOX_KIND, Change, TitleWriter
from javon.collection.catalogue.models import Merge, NotDuplicate, Title
from javon.collection.catalogue.numbers import take_turn
from javon.collection.catalogue.prepared import prepare
from javon.collection.sources.record import Record
from javon.core import audit, clock
from javon.core.access import Actor, require
from javon.core.database import action
from javon.core.database.fields import uuid7
from javon.core.reactions import announce
from javon.core.search.outbox import note_change
from javon.core.verdict import Refused


@action
def merge_records(
    *,
    by: Actor,
    keep: Title,
    take: Title,
    chosen: Mapping[str, str],
    keep_version: int,
    take_version: int,
    request_id: UUID,
    reason: str = "",
) -> Merge:
    """Make `keep` stand for `take` too, with the fields `chosen` (keys and choices of ``merging.rows``).

    Raises Refused: ``merged_with_itself``, ``donor_not_merged``, ``already_merged``, ``changed_since_compared``
    (either record has another version than the one compared), ``no_such_choice``, ``empty_title``, ``too_long``.
    """
    require(by, rights.MERGE_RECORDS)
    take_turn()
    keep, take = _locked(keep, take)
    before = Record.from_json(keep.marc)
    try:
        record = merging.merged(before, Record.from_json(take.marc), chosen)
    except ValueError:
        raise Refused.because("no_such_choice") from None
    facts = duplicates.merge_facts(keep, take, record, keep_version, take_version)
    rules.may_merge(facts).enforce(rights=by.rights, reason=reason)
    reason = reason.strip()[:300]
    version = _write(keep, record, by, cause="merged", reason=reason)
    done = Merge.objects.create(
        id=uuid7(),
        kept=keep,
        taken=take,
        at=clock.now(),
        by_user_id=by.user_id,
        reason=reason,
        kept_version=keep.version,
        merged_version=version,
        taken_version=take.version,
        was_hidden=take.is_hidden,
    )
    Title.objects.filter(pk=take.pk).update(is_hidden=True, merged_into=keep)
    # Whatever stood for itself only through the taken record stands through the kept one: one step, never two.
    Title.objects.filter(merged_into=take).update(merged_into=keep)
    proposals.accept(done, by)
    audit.record(by, "merged", keep, reason=reason, taken=take.number)
    announce(happened.RecordsMerged(done.pk, keep.pk, take.pk))
    note_change(OUTBOX_KIND, keep.pk, take.pk)
    done.refresh_from_db()
    return done


@action
def undo_merge(*, by: Actor, merge: Merge, request_id: UUID) -> Merge:
    """Put both records, and what came with the taken one, back as they were.

    Raises Refused: ``merge_undone_already``, ``kept_was_merged_since``, ``changed_since_merge``.
    """
    require(by, rights.MERGE_RECORDS)
    take_turn()
    merge = Merge.objects.select_for_update().get(pk=merge.pk)
    keep, take = _locked(Title(pk=merge.kept_id), Title(pk=merge.taken_id))
    rules.may_unmerge(duplicates.unmerge_facts(merge, keep)).enforce()
    earlier = queries.revision_of(keep, merge.kept_version)
    if merge.merged_version != merge.kept_version and earlier is not None:
        _write(keep, Record.from_json(earlier.marc), by, cause="unmerged", reason=merge.reason)
    Merge.objects.filter(pk=merge.pk).update(undone_at=clock.now(), undone_by_user_id=by.user_id)
    Title.objects.filter(pk=take.pk).update(is_hidden=merge.was_hidden, merged_into=None)
    Title.objects.filter(pk__in=duplicates.merged_before_into(take)).update(merged_into=take)
    audit.record(by, "merge_undone", keep, taken=take.number)
    announce(happened.MergeUndone(merge.pk, keep.pk, take.pk))
    note_change(OUTBOX_KIND, keep.pk, take.pk)
    merge.refresh_from_db()
    return merge


def note_moved(merge_id: UUID, what: str, rows: list[Any]) -> None:
    """What another module has moved in reaction to a merge, kept with it for the way back. In its transaction."""
    merge = Merge.objects.get(pk=merge_id)
    merge.moved = {**merge.moved, what: rows}
    merge.save(update_fields=["moved"])


@action
def set_apart(*, by: Actor, titles: list[Title], request_id: UUID) -> int:
    """Say that records that seem alike are different books; they are not shown as duplicates any more.

    Answers how many pairs are new.
    """
    require(by, rights.CORRECT_RECORD)
    ordered = sorted({title.pk: title for title in titles}.values(), key=lambda title: title.number)
    pairs = [(one, other) for place, one in enumerate(ordered) for other in ordered[place + 1 :]]
    known = duplicates.set_apart_already(ordered)
    new = [pair for pair in pairs if (pair[0].pk, pair[1].pk) not in known]
    NotDuplicate.objects.bulk_create(
        [NotDuplicate(first=one, second=other, at=clock.now(), by_user_id=by.user_id) for one, other in new],
        ignore_conflicts=True,
    )
    if new:
        audit.record(by, "set_apart", ordered[0], others=[title.number for title in ordered[1:]])
    return len(new)


def _locked(one: Title, other: Title) -> tuple[Title, Title]:
    """Both as they are now, locked in the order of their keys, so that two who merge crosswise do not wait for ever."""
    rows = Title.objects.select_for_update().filter(pk__in=(one.pk, other.pk)).order_by("pk")
    found = {title.pk: title for title in rows}
    return found[one.pk], found[other.pk]


def _write(title: Title, record: Record, by: Actor, *, cause: str, reason: str) -> int:
    """The version of `title` with this record; unchanged when it has it already."""
    prepared = prepare(record)
    if prepared.marc == title.marc:
        return title.version
    change = Change(title.pk, title.number, title.version, title.marc, title.added_on, prepared)
    (written,) = TitleWriter(title.centre_id, by_user_id=by.user_id).change(
        [change], cause=cause, reason=reason
    )
    return written.version
