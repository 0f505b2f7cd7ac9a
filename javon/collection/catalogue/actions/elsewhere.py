"""What other libraries sent: kept for an hour, taken into our catalogue, forgotten. Nizom 2.5, 5.2."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from javon.collection.catalogue import editing, elsewhere, happened, rights, rules
from javon.collection.catalogue.bulk import TitleWriter
from javon.collection.catalogue.elsewhere import Heard
from javon.collection.catalogue.models import ElsewhereSearch, FoundElsewhere, Origin, Target, Title
from javon.collection.catalogue.numbers import take_turn
from javon.collection.catalogue.prepared import prepare
from javon.collection.sources.record import Record
from javon.core import audit, clock
from javon.core.access import Actor, require
from javon.core.database import action
from javon.core.database.fields import uuid7
from javon.core.reactions import announce
from javon.core.verdict import Refused


@action
def keep_search(
    *, by: Actor, centre_id: UUID, question: Mapping[str, str], heard: Sequence[Heard], search_id: UUID
) -> ElsewhereSearch:
    """Keep what the libraries answered, under an identifier made with the form: pressing twice keeps once."""
    require(by, rights.CORRECT_RECORD)
    earlier = ElsewhereSearch.objects.filter(pk=search_id).first()
    if earlier is not None:
        if earlier.by_user_id != by.user_id:
            raise Refused.because("request_id_reused")
        return earlier
    now = clock.now()
    search = ElsewhereSearch.objects.create(
        id=search_id, centre_id=centre_id, by_user_id=by.user_id, asked_at=now,
        question=dict(question), outcomes=[one.kept for one in heard],
    )  # fmt: skip
    sent = [(one.target_id, prepare(record)) for one in heard for record in one.records]
    FoundElsewhere.objects.bulk_create(
        FoundElsewhere(
            id=uuid7(), search=search, target_id=target_id, position=place,
            marc=prepared.marc, digest=prepared.digest,
        )
        for place, (target_id, prepared) in enumerate(sent)
    )  # fmt: skip
    answered = [one.target_id for one in heard if not one.trouble]
    Target.objects.filter(pk__in=answered).update(answered_at=now)
    audit.record(by, "searched_elsewhere", search)
    return search


@action
def take_record(
    *,
    by: Actor,
    found: FoundElsewhere,
    request_id: UUID,
    values: Mapping[str, str] | None = None,
    override_reason: str = "",
) -> Title:
    """Make a record of ours from one of another library; `values` are what was typed over it in the simple form.

    Raises Refused: ``already_taken``, ``empty_title``, ``too_long``; ``already_held`` unless an `override_reason` is
    given.
    """
    require(by, rights.CORRECT_RECORD)
    take_turn()
    source = Record.from_json(found.marc)
    record = elsewhere.copied(source)
    if values:
        record = editing.edited(record, values)
    verdict = rules.may_take(elsewhere.taking_facts(found, record, values or {}))
    verdict.enforce(rights=by.rights, reason=override_reason)
    (written,) = TitleWriter(found.search.centre_id, by_user_id=by.user_id).create([prepare(record)])
    title = Title.objects.get(pk=written.title_id)
    # As it came: the same record in a file, or found again, is recognised by it.
    number, name = (source.first("001") or "").strip(), (source.first("003") or "").strip()
    Origin.objects.create(
        title=title,
        source=name[:64],
        number=number[:64],
        digest=bytes(found.digest),
        target_id=found.target_id,
    )
    overruled = [stop.code for stop in verdict.stops]
    audit.record(by, "took_record", title, overruled=overruled, reason=override_reason)
    announce(happened.RecordCreated(title.pk, title.number))
    return title


@action
def forget_searches(*, by: Actor, before: datetime) -> int:
    """Forget what other libraries sent before this moment; answers how many searches that were."""
    require(by, rights.CORRECT_RECORD)
    old = ElsewhereSearch.objects.filter(asked_at__lte=before)
    count = old.count()
    old.delete()
    return count
