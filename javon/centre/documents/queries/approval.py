"""What waits for whose decision, and what the rules of the route need to know."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import F, Q, QuerySet

from javon.centre.documents import rights
from javon.centre.documents.canonical import content_hash
from javon.centre.documents.models import ApprovalStep, BasisLink, Document, Version
from javon.centre.documents.rules.approval import DecisionFacts, Station, SubmissionFacts, default_route
from javon.centre.organisation import queries as organisation
from javon.centre.organisation.models import Person, Post
from javon.core.access import Actor


def current_station(version: Version) -> ApprovalStep | None:
    """The station whose turn it is."""
    return version.route.filter(state=ApprovalStep.State.CURRENT).select_related("post").first()


def holds(person: Person | None, post: Post, day: date) -> bool:
    """`person` holds `post` on `day`, in somebody's stead included."""
    return person is not None and any(held.post.pk == post.pk for held in organisation.posts_of(person, day))


def may_work_on(by: Actor, version: Version) -> bool:
    """The draft is the actor's own: its author's, or whoever's began the version."""
    if by.is_machine:
        return True
    person = organisation.person_of(by)
    return person is not None and person.pk in (version.prepared_by_id, version.document.author_id)


def may_take_up(by: Actor, version: Version) -> bool:
    """A returned or withdrawn paper is taken up by its author, or, who may have left, by those who decide on it."""
    return may_work_on(by, version) or by.may(rights.AGREE) or by.may(rights.APPROVE)


def planned_route(version: Version, day: date) -> list[tuple[str, Post]]:
    """The stations that this draft would pass on `day`: (kind, post). A station that only the preparer holds, or
    nobody, is left out when it agrees; the approving one stays, so that the refusal can be told.
    """
    preparer = version.prepared_by
    held = [one.post.kind for one in organisation.posts_of(preparer, day)] if preparer else []
    stations = default_route(version.document.kind, held)
    found = []
    for station in stations:
        post = _post_of(station, version, day)
        if post is not None and (station.kind == "approve" or _others(post, preparer, day)):
            found.append((station.kind, post))
    return found


def _post_of(station: Station, version: Version, day: date) -> Post | None:
    """The post of this kind, that of the preparer's own unit first."""
    posts = Post.objects.filter(
        Q(valid_to=None) | Q(valid_to__gte=day), centre_id=version.document.centre_id, kind=station.post
    ).order_by("position", "code")
    units = (
        {one.post.unit_id for one in organisation.posts_of(version.prepared_by, day)}
        if version.prepared_by
        else set()
    )
    return next((post for post in posts if post.unit_id in units), None) or posts.first()


def _others(post: Post, preparer: Person | None, day: date) -> list[Person]:
    return [
        person
        for person in organisation.holders_of(post, day)
        if preparer is None or person.pk != preparer.pk
    ]


def submission_facts(by: Actor, version: Version, expected_edits: int, day: date) -> SubmissionFacts:
    """What :func:`rules.approval.may_submit` needs."""
    route = planned_route(version, day)
    last = route[-1][1] if route and route[-1][0] == "approve" else None
    approvers = _others(last, version.prepared_by, day) if last is not None else []
    points = list(version.clauses.filter(executor__isnull=False))
    return SubmissionFacts(
        state=version.state,
        is_mine=may_work_on(by, version),
        expected_edits=expected_edits,
        edits=version.edits,
        has_text=version.clauses.exists() or bool(version.preamble.strip()),
        has_approver=bool(organisation.holders_of_right(rights.APPROVE.code, day, among=approvers)),
        today=day,
        effective_on=version.effective_on,
        past_due=[point.number or "–" for point in points if point.due_on is not None and point.due_on < day],
        points_without_date=[point.number or "–" for point in points if point.due_on is None],
    )


def decision_facts(
    by: Actor, version: Version, wanted: str, day: date, *, expected_number: int, expected_hash: str = "",
    remark: str | None = None,
) -> DecisionFacts:  # fmt: skip
    """What :func:`rules.approval.may_decide` needs; the hash is computed anew from the rows."""
    station = current_station(version)
    person = organisation.person_of(by)
    return DecisionFacts(
        state=version.state,
        station=station.kind if station is not None else "",
        wanted=wanted,
        holds_post=by.is_machine or (station is not None and holds(person, station.post, day)),
        is_preparer=person is not None and person.pk == version.prepared_by_id,
        expected_number=expected_number,
        number=version.number,
        newest=version.document.versions.latest("number").number,
        expected_hash=expected_hash,
        hash=content_hash(version) if wanted == "approve" else "",
        remark=remark,
    )


def to_decide(person: Person, day: date) -> QuerySet[ApprovalStep]:
    """Stations that wait for `person` today, the oldest first: what the list "Tasdiqlashga" and Today show."""
    posts = [held.post.pk for held in organisation.posts_of(person, day)]
    return (
        ApprovalStep.objects.filter(
            state=ApprovalStep.State.CURRENT, version__state=Version.State.AGREEING, post_id__in=posts
        )
        .exclude(version__prepared_by=person)
        .select_related("version__document", "version__prepared_by", "post")
        .order_by("version__submitted_at")
    )


def papers_to_check(centre_id: UUID) -> QuerySet[BasisLink]:
    """Papers whose basis changed or lost force and that nobody has looked at since ("Asosi oʻzgargan hujjatlar")."""
    return (
        BasisLink.objects.filter(document__centre_id=centre_id, changed_at__isnull=False)
        .filter(document__status__in=[*Document.BINDING, Document.Status.APPROVED])
        .filter(Q(checked_at=None) | Q(checked_at__lt=F("changed_at")))
        .select_related("document", "rests_on")
        .order_by("-changed_at")
    )
