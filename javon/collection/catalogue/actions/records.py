"""The verbs of one record: correct it, bring an earlier text of it back, enter a new one. Nizom 5.2.

Each takes the same six steps: right, claim (by ``@action``), lock, verdict, write, tell.
"""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from javon.collection.catalogue import editing, happened, marc_rules, queries, rights, rules, short_records
from javon.collection.catalogue.bulk import Change, TitleWriter
from javon.collection.catalogue.models import Title
from javon.collection.catalogue.numbers import take_turn
from javon.collection.catalogue.prepared import prepare
from javon.collection.sources.record import Record
from javon.core import audit, clock
from javon.core.access import Actor, require
from javon.core.database import action
from javon.core.reactions import announce
from javon.core.verdict import Refused, Verdict


@action
def correct_record(
    *,
    by: Actor,
    title: Title,
    changes: Mapping[str, str],
    expected_version: int,
    request_id: UUID,
    reason: str = "",
) -> Title:
    """Give `title` the text typed into the simple form; fields that the form does not show stay as they are.

    `changes` maps names of ``editing.NAMES`` to what was typed. Raises Refused: ``changed_meanwhile`` when
    somebody
    has changed the record since version `expected_version`, ``empty_title``, ``too_long``, ``donor_record``.
    """
    require(by, rights.CORRECT_RECORD)
    take_turn()
    title = Title.objects.select_for_update().get(pk=title.pk)
    before = Record.from_json(title.marc)
    record = editing.edited(before, changes)
    if record != before and not short_records.lacks(prepare(record)):
        record = editing.marked_full(record)
    verdict = rules.may_correct(queries.correction_facts(title, record, changes, expected_version))
    verdict.enforce(rights=by.rights, reason=reason)
    return _corrected(by, title, record, reason)


def _corrected(by: Actor, title: Title, record: Record, reason: str) -> Title:
    """The locked `title` with another record; a record that is the same makes no revision."""
    if record == Record.from_json(title.marc):
        return title
    change = Change(title.pk, title.number, title.version, title.marc, title.added_on, prepare(record))
    TitleWriter(title.centre_id, by_user_id=by.user_id).change([change], cause="corrected", reason=reason)
    audit.record(by, "corrected", title, reason=reason)
    announce(happened.RecordCorrected(title.pk, title.number, title.version + 1))
    title.refresh_from_db()
    return title


@action
def correct_marc(
    *, by: Actor, title: Title, marc: str, expected_version: int, request_id: UUID, reason: str = ""
) -> Title:
    """Give `title` the record that was typed into the MARC editor, every character and the order of fields as typed.

    `marc` is ``Record.to_json``. Raises Refused: ``changed_meanwhile``, ``donor_record``, ``too_long``, and every
    certain fault (``marc_…``, see marc_rules.py) that the record did not have before.
    """
    require(by, rights.CORRECT_RECORD)
    take_turn()
    title = Title.objects.select_for_update().get(pk=title.pk)
    before, record = Record.from_json(title.marc), Record.from_json(marc)
    allowed = rules.may_correct(queries.correction_facts(title, record, {}, expected_version))
    verdict = Verdict((*allowed.refusals, *marc_rules.objections(record, before)))
    verdict.enforce(rights=by.rights, reason=reason)
    return _corrected(by, title, record, reason)


@action
def restore_revision(
    *, by: Actor, title: Title, version: int, expected_version: int, request_id: UUID, reason: str = ""
) -> Title:
    """Give `title` the very text it had as `version`. What stands now is kept in the history like any other.

    Raises Refused: ``changed_meanwhile`` when somebody has changed the record since `expected_version`,
    ``no_such_revision``, ``donor_record``.
    """
    require(by, rights.CORRECT_RECORD)
    take_turn()
    title = Title.objects.select_for_update().get(pk=title.pk)
    revision = queries.revision_of(title, version)
    if revision is None:
        raise Refused.because("no_such_revision", version=version)
    record = Record.from_json(revision.marc)
    rules.may_correct(queries.correction_facts(title, record, {}, expected_version)).enforce(rights=by.rights)
    if revision.marc == title.marc:
        return title
    change = Change(title.pk, title.number, title.version, title.marc, title.added_on, prepare(record))
    TitleWriter(title.centre_id, by_user_id=by.user_id).change([change], cause="undone", reason=reason)
    audit.record(by, "restored", title, reason=reason)
    announce(happened.RecordCorrected(title.pk, title.number, title.version + 1))
    title.refresh_from_db()
    return title


@action
def create_record(
    *,
    by: Actor,
    centre_id: UUID,
    values: Mapping[str, str],
    request_id: UUID,
    donor: Title | None = None,
    override_reason: str = "",
    is_short: bool = False,
) -> Title:
    """Enter a new record from the simple form, on top of a donor record when one was found by ISBN.

    `is_short` marks the record of an old book, entered with the least, for somebody to complete later. Raises Refused: ``empty_title``, ``too_long``; ``already_held`` unless an `override_reason` is given.
    """
    require(by, rights.CORRECT_RECORD)
    take_turn()
    start = Record.from_json(donor.marc) if donor is not None else editing.new_record(clock.today())
    if donor is not None:
        # The number is the donor's own; ours is the title's, and the donor's copies are not ours.
        start = Record(
            start.leader, [field for field in start.fields if field.tag not in queries.NOT_TAKEN_FROM_DONORS]
        )
    record = editing.edited(start, values)
    if donor is None:
        record = editing.finished(record)
    if is_short:
        record = editing.marked_short(record)
    verdict = rules.may_create(queries.creation_facts(centre_id, record, values))
    verdict.enforce(rights=by.rights, reason=override_reason)
    (written,) = TitleWriter(centre_id, by_user_id=by.user_id).create([prepare(record)])
    if is_short:
        short_records.begin([(written.title_id, written.prepared)], short_records.Source.QUICK, by.user_id)
    title = Title.objects.get(pk=written.title_id)
    audit.record(
        by, "created", title, overruled=[stop.code for stop in verdict.stops], reason=override_reason
    )
    announce(happened.RecordCreated(title.pk, title.number))
    return title
