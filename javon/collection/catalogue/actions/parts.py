"""What stands in what: an article is entered in its magazine, a volume in its set, a record is led to its set. Nizom 5.2."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from javon.collection.catalogue import (
    contents,
    happened,
    part_records,
    placing,
    queries,
    rights,
    rules,
    rules_parts,
)
from javon.collection.catalogue.bulk import Change, TitleWriter
from javon.collection.catalogue.derive import derive
from javon.collection.catalogue.hosts import host_entry
from javon.collection.catalogue.models import Title
from javon.collection.catalogue.numbers import take_turn
from javon.collection.catalogue.prepared import prepare
from javon.collection.sources.record import Record
from javon.core import audit, clock
from javon.core.access import Actor, require
from javon.core.database import action
from javon.core.reactions import announce
from javon.core.verdict import Verdict


@action
def add_part(*, by: Actor, host: Title, typed: Mapping[str, str], request_id: UUID) -> Title:
    """Enter an article, a chapter or a poem that stands in `host`; `typed` as ``part_records.part_of`` takes it.

    Raises Refused: ``empty_title``, ``part_no_year``, ``part_is_there``, ``host_is_part``, ``host_is_donor``,
    ``merged_record``, ``too_long``.
    """
    require(by, rights.CORRECT_RECORD)
    take_turn()
    host = Title.objects.select_for_update().get(pk=host.pk)
    whole = Record.from_json(host.marc)
    record = part_records.part_of(whole, placing.reference_to(host), typed, clock.today())
    label = part_records.where(whole, typed)
    rules_parts.may_add_part(contents.part_facts(host, record, dict(typed), label)).enforce(rights=by.rights)
    return _entered(by, host, record, "part_added")


@action
def add_volume(*, by: Actor, host: Title, typed: Mapping[str, str], request_id: UUID) -> Title:
    """Enter a volume of the set `host`; what all volumes share comes from its record.

    The set's record is marked as that of a set with its first volume. Raises Refused: ``volume_no_number``,
    ``volume_is_there``, ``already_held`` by ISBN, ``host_is_part``, ``host_is_donor``, ``merged_record``, ``too_long``.
    """
    require(by, rights.CORRECT_RECORD)
    take_turn()
    host = Title.objects.select_for_update().get(pk=host.pk)
    reference = placing.reference_to(host)
    record = part_records.volume_of(Record.from_json(host.marc), reference, typed, clock.today())
    facts = contents.volume_facts(host, record, typed.get("number", ""), typed.get("year", ""))
    held = rules.book_is_held_already(queries.creation_facts(host.centre_id, record, {"title": "x"}))
    verdict = rules_parts.may_add_volume(facts)
    Verdict((*verdict.refusals, *([held] if held else []))).enforce(rights=by.rights)
    _mark_as_set(by, host)
    return _entered(by, host, record, "volume_added")


@action
def put_into_set(
    *, by: Actor, title: Title, host: Title, number: str, expected_version: int, request_id: UUID
) -> Title:
    """Lead a record that is in the catalogue already to the set that it is a volume of; its own text stays.

    Raises Refused: ``changed_meanwhile``, ``volume_of_itself``, ``volume_is_part``, and those of :func:`add_volume`.
    """
    require(by, rights.CORRECT_RECORD)
    take_turn()
    host = Title.objects.select_for_update().get(pk=host.pk)
    title = Title.objects.select_for_update().get(pk=title.pk)
    before = Record.from_json(title.marc)
    record = part_records.placed_in(before, Record.from_json(host.marc), placing.reference_to(host), number)
    allowed = rules.may_correct(queries.correction_facts(title, record, {}, expected_version))
    told = rules_parts.may_add_volume(contents.volume_facts(host, record, number, "", title))
    Verdict((*allowed.refusals, *told.refusals)).enforce(rights=by.rights)
    _mark_as_set(by, host)
    if record != before:
        _write(by, title, record)
        audit.record(by, "placed_in_set", title, host=host.number)
        announce(happened.RecordCorrected(title.pk, title.number, title.version + 1))
    title.refresh_from_db()
    return title


def _entered(by: Actor, host: Title, record: Record, verb: str) -> Title:
    (written,) = TitleWriter(host.centre_id, by_user_id=by.user_id).create([prepare(record)])
    title = Title.objects.get(pk=written.title_id)
    audit.record(by, verb, title, host=host.number)
    announce(happened.RecordCreated(title.pk, title.number))
    return title


def _mark_as_set(by: Actor, host: Title) -> None:
    before = Record.from_json(host.marc)
    record = part_records.as_set(before)
    if record != before and host_entry(before, derive(before)) is None:
        _write(by, host, record)


def _write(by: Actor, title: Title, record: Record) -> None:
    change = Change(title.pk, title.number, title.version, title.marc, title.added_on, prepare(record))
    TitleWriter(title.centre_id, by_user_id=by.user_id).change([change], cause="corrected")
