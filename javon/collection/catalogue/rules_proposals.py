"""May two records be proposed for a merge, and may a proposal be declined? Pure decisions. Nizom 5.2; job clause 2.8."""

from __future__ import annotations

from dataclasses import dataclass

from javon.core.verdict import Refusal, Verdict, Weight


@dataclass(frozen=True, slots=True)
class ProposalFacts:
    """What is known when somebody proposes to merge two records."""

    keep: int  # numbers of the records
    take: int
    reason: str
    is_donor: bool = False  # either of them
    merged: tuple[int, int] | None = None  # one that is merged already, and into which
    is_proposed: bool = False  # the same two wait for a decision already, in whichever order


def may_propose(facts: ProposalFacts) -> Verdict:
    """Whether the two may be laid before the one who merges."""
    merged = None
    if facts.merged is not None:
        details = {"number": facts.merged[0], "into": facts.merged[1]}
        merged = Refusal("already_merged", Weight.FORBIDS, details)
    return Verdict.of(
        (
            Refusal("merged_with_itself", Weight.FORBIDS) if facts.keep == facts.take else None,
            Refusal("donor_not_merged", Weight.FORBIDS) if facts.is_donor else None,
            merged,
            Refusal("proposed_already", Weight.FORBIDS) if facts.is_proposed else None,
            Refusal("proposal_without_reason", Weight.FORBIDS) if not facts.reason.strip() else None,
        )
    )


def may_decline(state: str, answer: str) -> Verdict:
    """Whether a proposal may be declined: once, and with a word to the one who made it."""
    return Verdict.of(
        (
            Refusal("proposal_decided", Weight.FORBIDS) if state != "open" else None,
            Refusal("declined_without_reason", Weight.FORBIDS) if not answer.strip() else None,
        )
    )
