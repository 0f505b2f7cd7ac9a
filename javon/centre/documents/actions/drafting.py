"""Drafting: a new paper, its text saved, what it rests on, a new version of it. Nizom 2.3."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Max

from javon.centre.documents import rights
from javon.centre.documents.enclosed import Enclosed
from javon.centre.documents.models import BasisLink, Clause, ClauseGrant, Document, Reader, Register, Version
from javon.centre.documents.queries import approval as routes
from javon.centre.documents.queries import reading
from javon.centre.documents.rules import approval as approval_rules
from javon.centre.documents.rules import drafting as drafting_rules
from javon.centre.documents.rules.acknowledging import DAYS
from javon.centre.documents.typed import Point, repeated_numbers
from javon.centre.organisation import queries as organisation
from javon.centre.organisation.models import Centre, Post, Unit
from javon.core import audit, clock
from javon.core.access import Actor, require
from javon.core.database import action
from javon.core.verdict import Refused, Verdict


@dataclass(frozen=True, slots=True)
class WhoReads:
    """One line of the audience: the holders of a post, the people of a unit, or (both None) everyone."""

    post: Post | None = None
    unit: Unit | None = None
    days: int = DAYS  # open days


@dataclass(frozen=True, slots=True)
class Draft:
    """The whole of a draft as its editor leaves it; every save hands over all of it."""

    title: str
    points: tuple[Point, ...] = ()
    preamble: str = ""
    ending: str = ""
    place: str = ""
    effective_on: date | None = None  # None: from approval
    register: Register | None = None  # the journal, where several number papers of the kind
    readers: tuple[WhoReads, ...] = ()
    replaces: Document | None = None  # loses force when this one is in force
    is_confidential: bool = False

    @property
    def letters(self) -> int:
        texts = (self.title, self.preamble, self.ending, *(point.text for point in self.points))
        return sum(len(text) for text in texts)


@action
def draft_document(
    *,
    by: Actor,
    centre: Centre,
    kind: str,
    draft: Draft,
    unit: Unit | None = None,
    post: Post | None = None,
    template_code: str = "",
    enclosed: Enclosed | None = None,
    request_id: UUID | None = None,
) -> Document:
    """Begin a paper of `kind` with its first version. `enclosed` are lists that another room has made from its facts.

    Raises Refused with every objection of ``rules.drafting``.
    """
    require(by, rights.DRAFT)
    _verdict(by, draft, kind, post=post).enforce()
    author = organisation.person_of(by)
    document = Document.objects.create(
        centre=centre,
        short_id=next_short_id(centre),
        kind=kind,
        level=drafting_rules.LEVELS.get(kind, 0),
        title=draft.title.strip(),
        unit=unit,
        post=post,
        author=author,
        template_code=template_code,
        created_at=clock.now(),
    )
    version = Version.objects.create(
        document=document,
        number=1,
        title=document.title,
        prepared_by=author,
        prepared_at=clock.now(),
        enclosed=enclosed.to_json() if enclosed is not None else {},
    )
    write_draft(version, draft)
    audit.record(by, "drafted", document)
    return document


@action
def save_draft(
    *, by: Actor, version: Version, expected_edits: int, draft: Draft, request_id: UUID | None = None
) -> Version:
    """Keep the text of a draft. Raises Refused: ``saved_meanwhile`` when somebody saved since `expected_edits`,
    ``not_a_draft``, ``not_your_draft`` and the objections to the text itself.
    """
    require(by, rights.DRAFT)
    document = Document.objects.select_for_update().get(pk=version.document_id)
    version = Version.objects.select_for_update(of=("self",)).select_related("prepared_by").get(pk=version.pk)
    version.document = document
    _verdict(by, draft, document.kind, post=document.post, version=version, expected=expected_edits).enforce()
    write_draft(version, draft)
    audit.record(by, "saved", version)
    return version


def _verdict(
    by: Actor,
    draft: Draft,
    kind: str,
    *,
    post: Post | None,
    version: Version | None = None,
    expected: int | None = None,
) -> Verdict:
    points = draft.points
    doubled = [
        one.number or "–"
        for one in points
        if one.executor_id is not None and one.executor_id == one.controller_id
    ]
    return drafting_rules.may_keep(
        drafting_rules.DraftFacts(
            kind=kind,
            title=draft.title,
            letters=draft.letters,
            points=len(points),
            repeated=repeated_numbers(points),
            too_long_numbers=[
                one.number for one in points if len(one.number) > drafting_rules.LONGEST_NUMBER
            ],
            state=version.state if version is not None else "draft",
            is_mine=version is None or routes.may_work_on(by, version),
            expected_edits=expected,
            edits=version.edits if version is not None else None,
            saved_by=str(version.prepared_by or "") if version is not None else "",
            has_post=kind != "job_description" or post is not None,
            journal_fits=draft.register is None or kind in draft.register.kinds,
            grants_from_wrong_kind=kind not in drafting_rules.GIVES_RIGHTS
            and any(one.grants for one in points),
            executor_is_controller=doubled,
        )
    )


def write_draft(version: Version, draft: Draft) -> None:
    """Write the text of a draft version, its clauses, audience and intentions; counts the save."""
    document = version.document
    version.title = document.title = draft.title.strip()
    version.preamble, version.ending, version.place = draft.preamble, draft.ending, draft.place[:80]
    version.effective_on = draft.effective_on
    version.edits += 1
    version.save()
    write_clauses(version, draft.points)
    document.is_confidential = draft.is_confidential
    if document.sequence is None:
        document.register = draft.register
    document.search_key = reading.search_key_of(document, version)
    document.save()
    document.readers.all().delete()
    Reader.objects.bulk_create(
        [
            Reader(document=document, post=one.post, unit=one.unit, days=one.days)
            for one in _once(draft.readers)
        ]
    )
    Document.objects.filter(superseded_by=document).exclude(status=Document.Status.SUPERSEDED).update(
        superseded_by=None
    )
    if draft.replaces is not None:
        Document.objects.filter(pk=draft.replaces.pk, status__in=Document.BINDING).update(
            superseded_by=document
        )


def write_clauses(version: Version, points: Iterable[Point]) -> None:
    """Put `points` in place of the clauses that a draft had."""
    version.clauses.all().delete()
    pairs = [
        (
            Clause(
                version=version,
                position=place,
                number=point.number,
                is_heading=point.is_heading,
                text=point.text,
                text_cyrl=point.text_cyrl,
                executor_id=point.executor_id,
                controller_id=point.controller_id,
                due_on=point.due_on,
            ),
            point.grants,
        )
        for place, point in enumerate(points, start=1)
    ]
    Clause.objects.bulk_create([clause for clause, _grants in pairs])
    ClauseGrant.objects.bulk_create(
        [
            ClauseGrant(clause=clause, right=right)
            for clause, grants in pairs
            for right in dict.fromkeys(grants)
        ]
    )


def _once(readers: Iterable[WhoReads]) -> list[WhoReads]:
    return list({(one.post and one.post.pk, one.unit and one.unit.pk): one for one in readers}.values())


def next_short_id(centre: Centre) -> int:
    """The next number in the address; the row of the centre stands between two clerks on PostgreSQL."""
    Centre.objects.select_for_update(no_key=True).get(pk=centre.pk)
    return (Document.objects.filter(centre=centre).aggregate(last=Max("short_id"))["last"] or 0) + 1


@action
def start_new_version(*, by: Actor, document: Document, request_id: UUID | None = None) -> Version:
    """Begin a version with the text of the newest one: after a return, or to amend what is in force.

    Raises Refused: ``version_in_work``, ``approved_waits``, ``no_longer_in_force``, ``not_your_draft``,
    ``made_elsewhere`` (it encloses lists: whoever made them drafts it again).
    """
    require(by, rights.DRAFT)
    document = Document.objects.select_for_update().get(pk=document.pk)
    newest = reading.newest_version(document)
    is_amendment = document.status in Document.BINDING
    is_mine = is_amendment or routes.may_take_up(by, newest)
    approval_rules.may_begin_version(
        newest.state, document.status, is_mine, encloses_lists=bool(newest.enclosed)
    ).enforce()
    version = _begin_version(by, document, newest)
    if not is_amendment:
        document.status = Document.Status.DRAFT
        document.save(update_fields=["status"])
    audit.record(by, "began_version", version)
    return version


def _begin_version(by: Actor, document: Document, newest: Version) -> Version:
    version = Version.objects.create(
        document=document,
        number=newest.number + 1,
        title=newest.title,
        preamble=newest.preamble,
        ending=newest.ending,
        place=newest.place,
        prepared_by=organisation.person_of(by),
        prepared_at=clock.now(),
    )
    write_clauses(version, reading.points_of_version(newest))
    return version


@action
def draft_again(
    *, by: Actor, document: Document, draft: Draft, enclosed: Enclosed, request_id: UUID | None = None
) -> Document:
    """A returned or withdrawn paper with new text and newly made lists: its next version.

    Raises Refused: ``version_in_work``, ``approved_waits``, ``no_longer_in_force``, ``not_your_draft`` and the
    objections to the text.
    """
    require(by, rights.DRAFT)
    document = Document.objects.select_for_update().get(pk=document.pk)
    newest = reading.newest_version(document)
    approval_rules.may_begin_version(newest.state, document.status, routes.may_take_up(by, newest)).enforce()
    _verdict(by, draft, document.kind, post=document.post).enforce()
    version = _begin_version(by, document, newest)
    version.document, version.enclosed = document, enclosed.to_json()
    document.status = Document.Status.DRAFT
    write_draft(version, draft)
    audit.record(by, "began_version", version)
    return document


@action
def name_basis(
    *,
    by: Actor,
    document: Document,
    rests_on: Document,
    clause_number: str = "",
    note: str = "",
    request_id: UUID | None = None,
) -> BasisLink:
    """Say that `document` rests on another paper (and a clause of it).

    Raises Refused: ``on_itself``, ``no_such_clause``, ``basis_twice``, ``not_your_draft``.
    """
    require(by, rights.DRAFT)
    _require_mine(by, document)
    clause_number = clause_number.strip().rstrip(".")
    if rests_on.pk == document.pk:
        raise Refused.because("on_itself")
    binding = reading.version_in_force(rests_on)
    if clause_number and binding is not None and not binding.clauses.filter(number=clause_number).exists():
        raise Refused.because("no_such_clause", label=reading.label_of(rests_on), clause=clause_number)
    if document.basis.filter(rests_on=rests_on, clause_number=clause_number).exists():
        raise Refused.because("basis_twice")
    link = BasisLink.objects.create(
        document=document, rests_on=rests_on, clause_number=clause_number[:16], note=note[:200]
    )
    audit.record(by, "named_basis", document)
    return link


@action
def drop_basis(*, by: Actor, link: BasisLink, request_id: UUID | None = None) -> None:
    """Take a basis away from a paper that was never approved. Raises Refused ``not_a_draft``, ``not_your_draft``."""
    require(by, rights.DRAFT)
    document = link.document
    _require_mine(by, document)
    if document.versions.filter(state__in=Version.FIXED).exists():
        raise Refused.because("not_a_draft")
    BasisLink.objects.filter(pk=link.pk).delete()
    audit.record(by, "dropped_basis", document)


@action
def check_basis(*, by: Actor, link: BasisLink, request_id: UUID | None = None) -> BasisLink:
    """Say that the paper was looked at after its basis changed, and stands."""
    require(by, rights.APPROVE if by.may(rights.APPROVE) else rights.AGREE)
    link = BasisLink.objects.select_for_update().get(pk=link.pk)
    link.checked_at = clock.now()
    link.save(update_fields=["checked_at"])
    audit.record(by, "checked_basis", link.document)
    return link


def _require_mine(by: Actor, document: Document) -> None:
    if not routes.may_work_on(by, reading.newest_version(document)):
        raise Refused.because("not_your_draft")
