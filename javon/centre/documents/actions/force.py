"""What follows when a paper binds or ceases to: rights, tasks, readers, papers that rest on it.

Called inside the transaction of the deed that causes it; that deed writes the one line of the journal.
"""

from __future__ import annotations

from datetime import date, timedelta

from javon.centre.documents import happened
from javon.centre.documents.models import Acknowledgement, BasisLink, Document, Version
from javon.centre.documents.queries import acknowledging as reading_sheet
from javon.centre.documents.queries import reading
from javon.centre.documents.rules.drafting import GIVES_RIGHTS
from javon.centre.organisation import actions as organisation_actions
from javon.centre.organisation import queries as organisation
from javon.centre.organisation.actions.grants import Given
from javon.centre.organisation.actions.staffing import put_in_force
from javon.centre.organisation.models import BasedOn, Person, StaffingTable
from javon.centre.tasks import actions as tasks
from javon.centre.tasks.models import Task
from javon.core import clock
from javon.core.access import Actor
from javon.core.reactions import announce


def take_effect(by: Actor, version: Version, day: date) -> None:
    """Let an approved `version` bind from `day`: the earlier one is superseded, rights and readers follow."""
    document = version.document
    _close_earlier_version(document, version)
    version.state = Version.State.IN_FORCE
    version.save(update_fields=["state"])
    was_binding = document.status in Document.BINDING
    document.status = Document.Status.AMENDED if was_binding else Document.Status.IN_FORCE
    document.title, document.valid_from = version.title, document.valid_from or day
    document.is_model_text = False
    document.search_key = reading.search_key_of(document, version)
    document.save()
    if was_binding:
        note_change(document)
    for older in Document.objects.filter(superseded_by=document, status__in=Document.BINDING):
        lose_force(older, day - timedelta(days=1), by_document=document)
    if document.post is not None:
        _supersede_earlier_descriptions(document, day)
    give_rights(version, day)
    put_staffing_in_force(by, version, day)
    give_tasks(by, version)
    ask_readers(version, day)
    announce(
        happened.DocumentInForce(document.pk, version.pk, document.kind, reading.label_of(document), day)
    )


def _close_earlier_version(document: Document, version: Version) -> None:
    earlier = document.versions.filter(state=Version.State.IN_FORCE).exclude(pk=version.pk).first()
    if earlier is not None:
        earlier.state = Version.State.SUPERSEDED
        earlier.save(update_fields=["state"])
        excuse_unread(earlier)


def _supersede_earlier_descriptions(document: Document, day: date) -> None:
    """A post has one job description: the new one takes the place of the one before."""
    if document.kind != Document.Kind.JOB_DESCRIPTION:
        return
    others = Document.objects.filter(
        centre_id=document.centre_id, kind=document.kind, post=document.post, status__in=Document.BINDING
    ).exclude(pk=document.pk)
    for other in others:
        lose_force(other, day - timedelta(days=1), by_document=document)


def lose_force(document: Document, last_day: date, *, by_document: Document | None = None) -> None:
    """Let `document` bind no longer than `last_day`: rights end, nobody is asked to read it, papers on it are listed."""
    document.status = Document.Status.SUPERSEDED
    # A paper replaced on the very day it began has bound for no day; its row still ends where it began.
    document.valid_to = max(last_day, document.valid_from) if document.valid_from else last_day
    if by_document is not None:
        document.superseded_by = by_document
    document.save(update_fields=["status", "valid_to", "superseded_by"])
    version = document.versions.filter(state=Version.State.IN_FORCE).first()
    if version is not None:
        version.state = Version.State.SUPERSEDED
        version.save(update_fields=["state"])
        excuse_unread(version)
    organisation_actions.end_grants(document_id=document.pk, last_day=last_day)
    note_change(document)
    announce(happened.DocumentLostForce(document.pk, last_day))


def note_change(document: Document) -> None:
    """Papers that rest on `document` are listed until somebody has looked at them."""
    BasisLink.objects.filter(rests_on=document).update(changed_at=clock.now())


def give_rights(version: Version, day: date) -> None:
    """Let the clauses of a job description (to its post) or of rules (to everyone) grant what they say."""
    document = version.document
    if document.kind not in GIVES_RIGHTS:
        return
    given = [
        Given(grant.right, clause.number, clause.text)
        for clause in version.clauses.prefetch_related("grants")
        for grant in clause.grants.all()
    ]
    post = document.post if document.kind == Document.Kind.JOB_DESCRIPTION else None
    organisation_actions.apply_grants(
        centre_id=document.centre_id,
        document_id=document.pk,
        document_label=reading.label_of(document)[:300],
        post=post,
        given=given,
        from_day=day,
    )


def put_staffing_in_force(by: Actor, version: Version, day: date) -> None:
    """A staffing table approved as a paper: the newest proposal takes effect with it."""
    document = version.document
    if document.kind != Document.Kind.STAFFING:
        return
    proposed = StaffingTable.objects.filter(
        centre_id=document.centre_id, state=StaffingTable.State.PROPOSED
    ).order_by("-number")
    if (table := proposed.first()) is not None:
        basis = BasedOn(reading.label_of(document), "", document.pk)
        put_in_force(by=by, table=table, based_on=basis, from_day=day)


def give_tasks(by: Actor, version: Version) -> int:
    """One task for every point that names an executor, controlled by whom the point names; returns how many."""
    document, today = version.document, clock.today()
    kind = Task.Kind.DIRECTIVE if document.kind == Document.Kind.DIRECTIVE else Task.Kind.POINT
    points = version.clauses.exclude(executor=None).select_related("executor", "controller")
    given = [(point, point.executor) for point in points if point.executor is not None]
    for point, executor in given:
        tasks.issue_from_document(
            by=by,
            issued_by=version.approved_by,
            what=point.text,
            executor=executor,
            due_on=point.due_on,
            kind=kind,
            today=today,
            basis_document_id=document.pk,
            basis_label=reading.label_of(document)[:300],
            basis_clause=point.number,
            controller=point.controller,
        )
    return len(given)


def ask_readers(version: Version, day: date) -> int:
    """Open a line for everybody who must read the version; returns how many were asked."""
    document = version.document
    asked = set(version.acknowledgements.values_list("person_id", flat=True))
    made = []
    for person, days in reading_sheet.readers_at(document, day).items():
        # Whoever wrote it or approved it has read it.
        if person.pk in asked or person.pk in (version.prepared_by_id, version.approved_by_id):
            continue
        made.append(line_for(version, person, day, days))
    Acknowledgement.objects.bulk_create(made)
    return len(made)


def line_for(version: Version, person: Person, day: date, days: int) -> Acknowledgement:
    """The line of `person` on the sheet, not saved: office and name as they stand that day."""
    return Acknowledgement(
        version=version,
        person=person,
        person_name=person.full_name[:160],
        office=organisation.office_of(person, day)[:240],
        asked_on=day,
        due_on=reading_sheet.due_on(version.document.centre, day, days),
    )


def excuse_unread(version: Version) -> None:
    """Nobody is asked to read a version that no longer binds."""
    version.acknowledgements.filter(at=None, is_paper=False).update(is_excused=True)
