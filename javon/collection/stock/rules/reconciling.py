"""The yearly reconciliation with accounting: may its act be drawn up? Issue of the stock books; dossier 8.1."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from javon.collection.stock.rules.balance import Quantity
from javon.core.verdict import Refusal, Verdict, Weight

MOST_COPIES = 5_000_000
MOST_AMOUNT = 10**15  # tiyin


@dataclass(frozen=True, slots=True)
class ReconcilingFacts:
    """What the books say at the end of `as_of`, what accounting says, and why they differ."""

    as_of: date
    today: date
    books: Quantity
    accounting: Quantity
    explanation: str
    has_opening: bool = True
    is_done: bool = False  # there is one for this day


def may_reconcile(f: ReconcilingFacts) -> Verdict:
    """May the act be drawn up? Every objection."""
    is_month_end = (f.as_of + timedelta(days=1)).day == 1
    real = 0 <= f.accounting.copies <= MOST_COPIES and 0 <= f.accounting.amount <= MOST_AMOUNT
    return Verdict.of(
        (
            None if f.has_opening else Refusal("reconciling_without_opening", Weight.FORBIDS),
            None if is_month_end else Refusal("reconciling_inside_a_month", Weight.FORBIDS, {"day": f.as_of}),
            None if f.as_of < f.today else Refusal("reconciling_too_early", Weight.FORBIDS, {"day": f.as_of}),
            Refusal("reconciled_already", Weight.FORBIDS, {"day": f.as_of}) if f.is_done else None,
            None if real else Refusal("accounting_unreal", Weight.FORBIDS),
            Refusal("difference_unexplained", Weight.FORBIDS)
            if f.accounting != f.books and not f.explanation.strip()
            else None,
        )
    )
