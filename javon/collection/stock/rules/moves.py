"""May copies go from one service point to another. Nizom 2.11; dossier 8.2 (in transit)."""

from __future__ import annotations

from javon.collection.stock.rules import scanned
from javon.core.verdict import Refusal, Verdict, Weight

LIST, ON_WAY, RECEIVED, CANCELLED = "list", "on_way", "received", "cancelled"
MOST_LINES = 2_000
MOST_AT_ONCE = 500


def may_begin(from_point: object, to_point: object, is_open: bool) -> Verdict:
    """Whether a move from one point to the other may be begun; `is_open`: the other one still works."""
    return Verdict.of(
        (
            Refusal("same_point", Weight.FORBIDS) if from_point == to_point else None,
            Refusal("point_closed", Weight.FORBIDS) if not is_open else None,
        )
    )


def may_list(facts: scanned.CopyFacts, *, is_at_the_point: bool, state_fits: bool) -> Verdict:
    """Whether the copy may stand on the list: it belongs to the point that gives, and is not missing or lost."""
    elsewhere = facts.found == 1 and not is_at_the_point and not facts.is_on_this_list
    nowhere = facts.found == 1 and not state_fits
    return Verdict.of(
        (
            *(rule(facts) for rule in scanned.RULES),
            Refusal("copy_of_another_point", Weight.FORBIDS, {"code": facts.text}) if elsewhere else None,
            Refusal("copy_not_at_hand", Weight.FORBIDS, {"code": facts.text}) if nowhere else None,
        )
    )


def may_change_list(state: str, lines: int = 0, adding: int = 0) -> Verdict:
    """Whether lines may be added to or taken from the list now."""
    return Verdict.of(
        (
            Refusal("list_is_closed", Weight.FORBIDS) if state != LIST else None,
            Refusal("list_too_long", Weight.FORBIDS, {"most": MOST_LINES})
            if lines + adding > MOST_LINES
            else None,
            Refusal("too_many_codes", Weight.FORBIDS, {"count": adding, "most": MOST_AT_ONCE})
            if adding > MOST_AT_ONCE
            else None,
        )
    )


def may_send(state: str, lines: int) -> Verdict:
    """Whether the copies may go."""
    return Verdict.of(
        (
            Refusal("not_at_this_step", Weight.FORBIDS) if state != LIST else None,
            Refusal("list_empty", Weight.FORBIDS) if lines == 0 else None,
        )
    )


def may_receive(state: str) -> Verdict:
    """Whether the other side may confirm that they have come."""
    return Verdict.of((Refusal("not_on_its_way", Weight.FORBIDS) if state != ON_WAY else None,))


def may_cancel(state: str, reason: str) -> Verdict:
    """Whether the move may be given up: before it is received; copies under way come back."""
    return Verdict.of(
        (
            Refusal("move_is_over", Weight.FORBIDS) if state not in (LIST, ON_WAY) else None,
            Refusal("cancel_without_reason", Weight.FORBIDS) if not reason.strip() else None,
        )
    )
