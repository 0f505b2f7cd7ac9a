"""May this loan be renewed? Nizom 2.6; dossier 3.3: one renewal, none while somebody waits; late may be renewed at the
desk with a reason only.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from javon.core.verdict import Refusal, Verdict, Weight
from javon.service.lending.rules.borrowing import OVERRULE, Restriction


@dataclass(frozen=True, slots=True)
class RenewingFacts:
    """One loan, who has it, who waits. `new_due` is what the renewal would give."""

    is_open: bool = True
    belongs_to_centre: bool = True
    is_own: bool = True  # the reader who asks has it (a reader's own page)
    renewals_made: int = 0
    renewals_allowed: int = 1
    waiting_readers: int = 0
    copy_is_wanted: bool = False  # none of those who wait can be served by another copy
    restrictions: tuple[Restriction, ...] = ()
    is_registered: bool = True
    days_late: int = 0
    debtor_days: int = 30
    was_claimed: bool = False
    due_on: date = date(2026, 1, 1)
    new_due: date = date(2026, 1, 16)
    day_to_come: bool = False
    clock_is_behind: bool = False
    day_was_chosen: bool = False


def loan_is_over(f: RenewingFacts) -> Refusal | None:
    return None if f.is_open else Refusal("loan_over", Weight.FORBIDS)


def copy_is_of_another_centre(f: RenewingFacts) -> Refusal | None:
    return None if f.belongs_to_centre else Refusal("copy_of_another_centre", Weight.FORBIDS)


def loan_is_anothers(f: RenewingFacts) -> Refusal | None:
    return None if f.is_own else Refusal("not_your_loan", Weight.FORBIDS)


def day_is_to_come(f: RenewingFacts) -> Refusal | None:
    return Refusal("day_to_come", Weight.FORBIDS) if f.day_to_come else None


def clock_stands_behind(f: RenewingFacts) -> Refusal | None:
    if f.clock_is_behind and not f.day_was_chosen:
        return Refusal("clock_behind", Weight.FORBIDS)
    return None


def renewals_are_used_up(f: RenewingFacts) -> Refusal | None:
    if f.renewals_made >= f.renewals_allowed:
        details = {"most": f.renewals_allowed}
        return Refusal("renewals_used_up", Weight.HOLDS, details, OVERRULE)
    return None


def somebody_waits(f: RenewingFacts) -> Refusal | None:
    if f.waiting_readers and f.copy_is_wanted:
        return Refusal("others_wait_renewal", Weight.HOLDS, {"readers": f.waiting_readers}, OVERRULE)
    return None


def reader_is_restricted(f: RenewingFacts) -> Refusal | None:
    for one in f.restrictions:
        if one.deed in ("all", "renewal"):
            details = {"reason": one.reason, "until": one.ends_on}
            return Refusal("reader_restricted", Weight.HOLDS, details, OVERRULE)
    return None


def registration_is_over(f: RenewingFacts) -> Refusal | None:
    if not f.is_registered:
        return Refusal("not_registered_this_year", Weight.HOLDS, {"year": f.due_on.year}, OVERRULE)
    return None


def loan_is_long_late(f: RenewingFacts) -> Refusal | None:
    if f.days_late > f.debtor_days:
        return Refusal("too_late_to_renew", Weight.HOLDS, {"days": f.days_late}, OVERRULE)
    return None


def renewal_gains_nothing(f: RenewingFacts) -> Refusal | None:
    if f.new_due <= f.due_on:
        return Refusal("renewal_gains_nothing", Weight.FORBIDS, {"due_on": f.due_on})
    return None


def reader_said_it_was_returned(f: RenewingFacts) -> Refusal | None:
    return Refusal("claimed_returned", Weight.FORBIDS) if f.was_claimed else None


RENEWING_RULES: tuple[Callable[[RenewingFacts], Refusal | None], ...] = (
    loan_is_over,
    copy_is_of_another_centre,
    loan_is_anothers,
    day_is_to_come,
    clock_stands_behind,
    reader_said_it_was_returned,
    renewal_gains_nothing,
    renewals_are_used_up,
    somebody_waits,
    reader_is_restricted,
    registration_is_over,
    loan_is_long_late,
)


def may_renew(facts: RenewingFacts) -> Verdict:
    """Every objection to a renewal."""
    return Verdict.of(rule(facts) for rule in RENEWING_RULES)
