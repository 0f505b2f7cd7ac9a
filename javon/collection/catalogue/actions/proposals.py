"""Whoever may not merge proposes; whoever may merge does so, or declines with a word. Nizom 5.2; job clause 2.8."""

from __future__ import annotations

from uuid import UUID

from javon.collection.catalogue import proposals, rights, rules_proposals
from javon.collection.catalogue.models import Merge, MergeProposal, Title
from javon.core import audit, clock
from javon.core.access import Actor, require
from javon.core.database import action
from javon.core.database.fields import uuid7

State = MergeProposal.State


@action
def propose_merge(*, by: Actor, keep: Title, take: Title, reason: str, request_id: UUID) -> MergeProposal:
    """Say that `take` is a record of the same book as `keep`, and why.

    Raises Refused: ``merged_with_itself``, ``donor_not_merged``, ``already_merged``, ``proposed_already``,
    ``proposal_without_reason``.
    """
    require(by, rights.PROPOSE_MERGE)
    rows = Title.objects.select_for_update().filter(pk__in=(keep.pk, take.pk)).order_by("pk")
    found = {title.pk: title for title in rows}
    keep, take = found[keep.pk], found[take.pk]
    rules_proposals.may_propose(proposals.facts(keep, take, reason)).enforce()
    made = MergeProposal.objects.create(
        id=uuid7(), keep=keep, take=take, reason=reason.strip()[:300], at=clock.now(), by_user_id=by.user_id
    )
    audit.record(by, "merge_proposed", keep, reason=made.reason, taken=take.number)
    return made


@action
def decline_proposal(*, by: Actor, proposal: MergeProposal, answer: str, request_id: UUID) -> MergeProposal:
    """The two stay apart; `answer` says why. Raises Refused: ``proposal_decided``, ``declined_without_reason``."""
    require(by, rights.MERGE_RECORDS)
    proposal = MergeProposal.objects.select_for_update().get(pk=proposal.pk)
    rules_proposals.may_decline(proposal.state, answer).enforce()
    proposal.state, proposal.answer = State.DECLINED, answer.strip()[:300]
    proposal.decided_at, proposal.decided_by_user_id = clock.now(), by.user_id
    proposal.save(update_fields=["state", "answer", "decided_at", "decided_by_user_id"])
    keep, take = Title.objects.get(pk=proposal.keep_id), Title.objects.get(pk=proposal.take_id)
    audit.record(by, "merge_declined", keep, reason=proposal.answer, taken=take.number)
    return proposal


def accept(merge: Merge, by: Actor) -> None:
    """A merge is the acceptance of whatever was proposed about these two. In the transaction of the merge."""
    proposals.open_of(merge.kept, merge.taken).update(
        state=State.ACCEPTED, decided_at=merge.at, decided_by_user_id=by.user_id, merge=merge
    )
