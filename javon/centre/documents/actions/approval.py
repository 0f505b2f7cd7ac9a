"""The way of a version: sent, agreed, returned with a remark, taken back, approved, in force, ended. Nizom 1.4.

A version is approved by pressing "Tasdiqlayman" and typing the PIN; what is approved is the very text whose number and
hash were on the approver's screen. That is a mark of the system, never a signature on paper.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from javon.centre.documents import happened, numbering, rights
from javon.centre.documents.actions import force
from javon.centre.documents.canonical import content_hash
from javon.centre.documents.models import ApprovalStep, Document, Version
from javon.centre.documents.queries import approval as routes
from javon.centre.documents.queries import reading
from javon.centre.documents.rules import approval as rules
from javon.centre.organisation import queries as organisation
from javon.centre.organisation.models import Person
from javon.core import audit, clock
from javon.core.access import Actor, require
from javon.core.accounts import pins
from javon.core.accounts.pins import PinProof
from javon.core.database import action
from javon.core.reactions import announce
from javon.core.verdict import Refused

State = ApprovalStep.State


def _locked(version: Version) -> Version:
    """The version and its document, both locked, the document first: everybody takes them in this order."""
    document = Document.objects.select_for_update().get(pk=version.document_id)
    found = Version.objects.select_for_update().get(pk=version.pk)
    found.document = document
    return found


def _set_status(document: Document, status: str) -> None:
    """What a draft's fate does to the document; one that binds goes on binding while a version is in work."""
    if document.status not in (*Document.BINDING, Document.Status.SUPERSEDED):
        document.status = status
        document.save(update_fields=["status"])


@action
def submit(*, by: Actor, version: Version, expected_edits: int, request_id: UUID | None = None) -> Version:
    """Send a draft on its route. Raises Refused with every objection of ``rules.approval.may_submit``."""
    require(by, rights.SUBMIT)
    version, today = _locked(version), clock.today()
    rules.may_submit(routes.submission_facts(by, version, expected_edits, today)).enforce()
    version.route.all().delete()
    stations = [
        ApprovalStep(version=version, position=place, kind=kind, post=post)
        for place, (kind, post) in enumerate(routes.planned_route(version, today), start=1)
    ]
    stations[0].state = State.CURRENT
    ApprovalStep.objects.bulk_create(stations)
    version.state, version.submitted_at = Version.State.AGREEING, clock.now()
    version.save(update_fields=["state", "submitted_at"])
    _set_status(version.document, Document.Status.AGREEING)
    audit.record(by, "submitted", version)
    _tell_whose_turn(version.document, stations[0])
    return version


def _tell_whose_turn(document: Document, station: ApprovalStep) -> None:
    announce(happened.DocumentSubmitted(document.pk, document.short_id, station.post_id))


@action
def agree(
    *, by: Actor, version: Version, expected_number: int, remark: str = "", request_id: UUID | None = None
) -> Version:
    """Agree at the current station; the next one's turn comes. Raises Refused: ``not_agreeing``, ``not_your_turn``,
    ``version_changed``, ``preparer_approves``.
    """
    require(by, rights.AGREE)
    version, today = _locked(version), clock.today()
    rules.may_decide(
        routes.decision_facts(by, version, "agree", today, expected_number=expected_number)
    ).enforce()
    station = routes.current_station(version)
    assert station is not None
    _pass(station, organisation.person_of(by), remark)
    following = version.route.filter(state=State.WAITING).order_by("position").first()
    if following is None:
        raise Refused.because("nobody_to_approve")
    following.state = State.CURRENT
    following.save(update_fields=["state"])
    audit.record(by, "agreed", version)
    _tell_whose_turn(version.document, following)
    return version


def _pass(station: ApprovalStep, person: Person | None, remark: str, state: str = State.PASSED) -> None:
    station.state, station.decided_by, station.decided_at = state, person, clock.now()
    station.remark = remark.strip()
    station.save(update_fields=["state", "decided_by", "decided_at", "remark"])


@action
def return_with_remark(
    *, by: Actor, version: Version, expected_number: int, remark: str, request_id: UUID | None = None
) -> Version:
    """Send it back to its author, who sees the remark and begins a new version. Raises Refused as :func:`agree`, and
    ``no_remark``, ``remark_too_long``.
    """
    require(by, rights.APPROVE if by.may(rights.APPROVE) else rights.AGREE)
    version, today = _locked(version), clock.today()
    rules.may_decide(
        routes.decision_facts(by, version, "", today, expected_number=expected_number, remark=remark)
    ).enforce()
    station = routes.current_station(version)
    assert station is not None
    _pass(station, organisation.person_of(by), remark, State.RETURNED)
    version.state = Version.State.RETURNED
    version.save(update_fields=["state"])
    _set_status(version.document, Document.Status.DRAFT)
    audit.record(by, "returned", version, reason=remark.strip())
    announce(happened.DocumentReturned(version.document_id, version.document.short_id, version.number))
    return version


@action
def withdraw(*, by: Actor, version: Version, request_id: UUID | None = None) -> Version:
    """Take a draft or a version on its route back; its text stays readable. Raises Refused ``not_withdrawable``,
    ``not_your_draft``.
    """
    require(by, rights.DRAFT)
    version = _locked(version)
    rules.may_take_back(version.state, routes.may_work_on(by, version)).enforce()
    version.state = Version.State.WITHDRAWN
    version.save(update_fields=["state"])
    version.route.filter(state=State.CURRENT).update(state=State.WAITING)
    _set_status(version.document, Document.Status.WITHDRAWN)
    audit.record(by, "withdrawn", version)
    document = version.document
    announce(happened.DocumentWithdrawn(document.pk, document.short_id, version.number))
    return version


@action
def approve(
    *,
    by: Actor,
    version: Version,
    expected_number: int,
    expected_hash: str,
    proof: PinProof | None,
    request_id: UUID | None = None,
) -> Version:
    """ "Tasdiqlayman": the text with this number and hash is approved, numbered, frozen and, when its day has come,
    in force. `proof` is of the approver's PIN (``core.accounts.pins``).

    Raises Refused: ``pin_needed``, ``not_agreeing``, ``version_changed`` (another text stands than was shown),
    ``not_your_turn``, ``preparer_approves``; and what tasks or the staffing table object to when they follow.
    """
    require(by, rights.APPROVE)
    pins.require_proof(by, proof)
    version, today = _locked(version), clock.today()
    facts = routes.decision_facts(
        by, version, "approve", today, expected_number=expected_number, expected_hash=expected_hash
    )
    rules.may_decide(facts).enforce()
    station = routes.current_station(version)
    assert station is not None
    person = organisation.person_of(by)
    _pass(station, person, "")
    _seal(version, person, station.post.title, today)
    if version.effective_on is None or version.effective_on <= today:
        force.take_effect(by, version, version.effective_on or today)
    audit.record(by, "approved", version, content_hash=version.content_hash)
    document = version.document
    announce(
        happened.DocumentApproved(document.pk, version.pk, document.short_id, document.kind, document.number)
    )
    return version


def _seal(version: Version, person: Person | None, office: str, today: date) -> None:
    """Number, hash, approver: from here on the database refuses any change of them."""
    document = version.document
    if document.sequence is None and (journal := document.register or numbering.register_for(document)):
        numbering.give_number(document, journal, on=today)
    document.dated_on = document.dated_on or today
    if document.status not in Document.BINDING:
        document.status = Document.Status.APPROVED
    document.search_key = reading.search_key_of(document, version)
    document.save()
    version.content_hash = content_hash(version)
    version.state = Version.State.APPROVED
    version.approved_by, version.approver_office = person, office[:240]
    version.approver_name = reading.signature_of(person)[:160] if person is not None else ""
    version.approved_at, version.approved_on = clock.now(), today
    version.save()


@action
def bring_into_force(*, by: Actor, version: Version, request_id: UUID | None = None) -> Version:
    """The day of an approved version has come. Called by the nightly job; twice does no harm.

    Raises Refused ``not_yet_in_force``.
    """
    require(by, rights.APPROVE)
    version, today = _locked(version), clock.today()
    if version.state != Version.State.APPROVED:
        return version
    if version.effective_on is not None and version.effective_on > today:
        raise Refused.because("not_yet_in_force")
    force.take_effect(by, version, version.effective_on or today)
    audit.record(by, "in_force", version)
    return version


@action
def end_force(
    *,
    by: Actor,
    document: Document,
    last_day: date,
    reason: str,
    proof: PinProof | None,
    request_id: UUID | None = None,
) -> Document:
    """The document binds no longer than `last_day`, without another in its place. Raises Refused ``pin_needed``,
    ``not_in_force``, ``ends_before_it_begins``, ``no_reason``.
    """
    require(by, rights.APPROVE)
    pins.require_proof(by, proof)
    document = Document.objects.select_for_update().get(pk=document.pk)
    rules.may_end_force(document.status, last_day, document.valid_from, reason).enforce()
    force.lose_force(document, last_day)
    audit.record(by, "ended_force", document, reason=reason.strip())
    return document
