"""Questions about proposals to merge: which wait, what became of the others. Nizom 5.2; job clause 2.8."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from javon.collection.catalogue.models import MergeProposal, Title
from javon.collection.catalogue.rules_proposals import ProposalFacts

State = MergeProposal.State


def of_centre(centre_id: UUID) -> QuerySet[MergeProposal]:
    """Every proposal with its records, the newest first."""
    rows = MergeProposal.objects.filter(keep__centre=centre_id).select_related(
        "keep__merged_into", "take__merged_into"
    )
    marc = ("keep__marc", "take__marc", "keep__merged_into__marc", "take__merged_into__marc")
    return rows.defer(*marc).order_by("-at")


def waiting(centre_id: UUID) -> QuerySet[MergeProposal]:
    """Those that nobody has decided, the longest waiting first."""
    return of_centre(centre_id).filter(state=State.OPEN).order_by("at")


def decided(centre_id: UUID) -> QuerySet[MergeProposal]:
    """Those that somebody has decided, the last decision first."""
    return of_centre(centre_id).exclude(state=State.OPEN).order_by("-decided_at")


def open_of(one: Title, other: Title) -> QuerySet[MergeProposal]:
    """What waits for a decision about these two, in whichever order they were named."""
    pair = Q(keep=one, take=other) | Q(keep=other, take=one)
    return MergeProposal.objects.filter(pair, state=State.OPEN)


def facts(keep: Title, take: Title, reason: str) -> ProposalFacts:
    """What the rules need to know of a proposal."""
    gone = next((title for title in (keep, take) if title.merged_into_id), None)
    return ProposalFacts(
        keep=keep.number,
        take=take.number,
        reason=reason,
        is_donor=keep.is_donor or take.is_donor,
        merged=(gone.number, gone.merged_into.number) if gone and gone.merged_into else None,
        is_proposed=open_of(keep, take).exists(),
    )
