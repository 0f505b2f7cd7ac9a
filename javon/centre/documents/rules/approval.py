"""The way of a version to "Tasdiqlayman": who stands on it, who may decide, what may still be taken back.

Nizom 1.4 (the director approves), 2.2 (agreed within the centre); the preparer never approves (dossier 8.2).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from javon.core.verdict import Refusal, Verdict, Weight

AGREE, APPROVE = "agree", "approve"
HEAD, DIRECTOR = "head", "director"  # kinds of posts
# Papers that the head agrees even when somebody of equal rank prepared them.
ALWAYS_AGREED = ("regulation", "centre_regulation", "job_description", "rules", "charter")
LONGEST_REMARK = 2000


@dataclass(frozen=True, slots=True)
class Station:
    """One station of a route: `kind` agree or approve, `post` the kind of post that decides."""

    kind: str
    post: str


def default_route(kind: str, preparer: Sequence[str]) -> tuple[Station, ...]:
    """The stations of a paper of `kind` prepared by somebody who holds posts of these kinds.

    The head's own papers go straight to the director, everybody else's pass the head first.
    """
    by_head = HEAD in preparer or DIRECTOR in preparer
    if by_head and kind not in ALWAYS_AGREED:
        return (Station(APPROVE, DIRECTOR),)
    return (Station(AGREE, HEAD), Station(APPROVE, DIRECTOR))


@dataclass(frozen=True, slots=True)
class SubmissionFacts:
    """What is known when a draft is about to leave its author."""

    state: str
    is_mine: bool
    expected_edits: int
    edits: int
    has_text: bool
    has_approver: bool  # somebody other than the preparer holds the post that approves, with the right
    today: date
    effective_on: date | None = None
    saved_by: str = ""
    past_due: Sequence[str] = ()  # numbers of points whose date is over
    points_without_date: Sequence[str] = ()  # points with an executor and no date


def draft_left_already(facts: SubmissionFacts) -> Refusal | None:
    return Refusal("not_a_draft", Weight.FORBIDS) if facts.state != "draft" else None


def draft_is_not_yours(facts: SubmissionFacts) -> Refusal | None:
    return Refusal("not_your_draft", Weight.FORBIDS) if not facts.is_mine else None


def draft_was_saved_meanwhile(facts: SubmissionFacts) -> Refusal | None:
    if facts.expected_edits != facts.edits:
        return Refusal("saved_meanwhile", Weight.FORBIDS, {"by": facts.saved_by})
    return None


def draft_is_empty(facts: SubmissionFacts) -> Refusal | None:
    return Refusal("no_text", Weight.FORBIDS) if not facts.has_text else None


def nobody_may_approve_it(facts: SubmissionFacts) -> Refusal | None:
    return Refusal("nobody_to_approve", Weight.FORBIDS) if not facts.has_approver else None


def a_date_is_over(facts: SubmissionFacts) -> Refusal | None:
    if facts.past_due:
        return Refusal("due_in_the_past", Weight.FORBIDS, {"numbers": ", ".join(facts.past_due[:5])})
    return None


def a_point_has_no_date(facts: SubmissionFacts) -> Refusal | None:
    if facts.points_without_date:
        return Refusal(
            "point_without_date", Weight.WARNS, {"numbers": ", ".join(facts.points_without_date[:5])}
        )
    return None


SUBMISSION = (
    draft_left_already,
    draft_is_not_yours,
    draft_was_saved_meanwhile,
    draft_is_empty,
    nobody_may_approve_it,
    a_date_is_over,
    a_point_has_no_date,
)


def may_submit(facts: SubmissionFacts) -> Verdict:
    """Whether a draft may go on its way."""
    return Verdict.of(rule(facts) for rule in SUBMISSION)


@dataclass(frozen=True, slots=True)
class DecisionFacts:
    """What is known when a station is about to decide. `hash` is of the text as it stands."""

    state: str
    station: str  # kind of the current station, "" when the version is on no route
    wanted: str  # the kind that the deed needs; "" when any will do (returning)
    holds_post: bool
    is_preparer: bool
    expected_number: int
    number: int
    newest: int  # number of the newest version of the document
    expected_hash: str = ""
    hash: str = ""
    remark: str | None = None  # None where none is asked for


def version_is_another(facts: DecisionFacts) -> Refusal | None:
    changed = facts.expected_number != facts.number or facts.number != facts.newest
    if changed or (facts.wanted == APPROVE and facts.expected_hash != facts.hash):
        return Refusal("version_changed", Weight.FORBIDS, {"number": facts.newest})
    return None


def it_waits_for_nobody(facts: DecisionFacts) -> Refusal | None:
    return Refusal("not_agreeing", Weight.FORBIDS) if facts.state != "agreeing" else None


def it_waits_for_another(facts: DecisionFacts) -> Refusal | None:
    if facts.state == "agreeing" and (
        not facts.holds_post or (facts.wanted and facts.wanted != facts.station)
    ):
        return Refusal("not_your_turn", Weight.FORBIDS)
    return None


def the_preparer_decides_nothing(facts: DecisionFacts) -> Refusal | None:
    return Refusal("preparer_approves", Weight.FORBIDS, {"clause": "1.4"}) if facts.is_preparer else None


def a_remark_is_needed(facts: DecisionFacts) -> Refusal | None:
    if facts.remark is not None and not facts.remark.strip():
        return Refusal("no_remark", Weight.FORBIDS)
    if facts.remark is not None and len(facts.remark) > LONGEST_REMARK:
        return Refusal("remark_too_long", Weight.FORBIDS, {"most": LONGEST_REMARK})
    return None


DECISION = (
    it_waits_for_nobody,
    version_is_another,
    it_waits_for_another,
    the_preparer_decides_nothing,
    a_remark_is_needed,
)


def may_decide(facts: DecisionFacts) -> Verdict:
    """Whether this person may agree, approve or return this version now."""
    return Verdict.of(rule(facts) for rule in DECISION)


def may_take_back(state: str, is_mine: bool) -> Verdict:
    """Whether a draft or a version on its route may be withdrawn by this person."""
    return Verdict.of(
        (
            Refusal("not_withdrawable", Weight.FORBIDS) if state not in ("draft", "agreeing") else None,
            Refusal("not_your_draft", Weight.FORBIDS) if not is_mine else None,
        )
    )


def may_begin_version(
    newest_state: str, status: str, is_mine: bool, *, encloses_lists: bool = False
) -> Verdict:
    """Whether a new version may be begun on top of the newest one; `encloses_lists` that another room has made."""
    return Verdict.of(
        (
            Refusal("version_in_work", Weight.FORBIDS) if newest_state in ("draft", "agreeing") else None,
            Refusal("approved_waits", Weight.FORBIDS) if newest_state == "approved" else None,
            Refusal("no_longer_in_force", Weight.FORBIDS) if status == "superseded" else None,
            Refusal("not_your_draft", Weight.FORBIDS) if not is_mine else None,
            Refusal("made_elsewhere", Weight.FORBIDS) if encloses_lists else None,
        )
    )


def may_end_force(status: str, last_day: date, valid_from: date | None, reason: str) -> Verdict:
    """Whether a document in force may lose it after `last_day`."""
    return Verdict.of(
        (
            Refusal("not_in_force", Weight.FORBIDS) if status not in ("in_force", "amended") else None,
            Refusal("ends_before_it_begins", Weight.FORBIDS)
            if valid_from and last_day < valid_from
            else None,
            Refusal("no_reason", Weight.FORBIDS) if not reason.strip() else None,
        )
    )
