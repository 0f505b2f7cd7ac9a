"""May a purchase list be kept, sent, approved? Sums in tiyin. Nizom 2.11; job description of the director, 2.12 and 2.16."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from javon.core.verdict import Refusal, Verdict, Weight

TIYIN = 100
DEAREST = 100_000_000 * TIYIN  # of one copy, as in a delivery
MOST_COPIES = 2_000  # of one line
MOST_LINES = 500  # of one list
LARGEST_BUDGET = 100_000_000_000 * TIYIN


@dataclass(frozen=True, slots=True)
class LineFacts:
    """One line as it is typed."""

    position: int = 1
    name: str = "Oʻtkan kunlar"
    quantity: int | None = 1
    unit_price: int | None = 0
    stands_already: bool = False  # the same book on this list
    proposal_state: str = ""  # of the proposal behind it; "" = none

    @property
    def amount(self) -> int:
        return (self.quantity or 0) * (self.unit_price or 0)


@dataclass(frozen=True, slots=True)
class ListFacts:
    """A purchase list when something is about to be done with it."""

    today: date
    state: str = "draft"
    year: int | None = None
    budget: int | None = 1
    lines: tuple[LineFacts, ...] = ()
    expected_edits: int | None = None
    edits: int | None = None
    reason: str = ""
    sent_by: int | None = None
    decided_by: int | None = None

    @property
    def amount(self) -> int:
        return sum(line.amount for line in self.lines)

    @property
    def over(self) -> int:
        """By how much the lines exceed the budget; 0 when they do not."""
        return max(0, self.amount - (self.budget or 0))


def list_is_no_draft(f: ListFacts) -> Refusal | None:
    return None if f.state == "draft" else Refusal(f"list_is_{f.state}", Weight.FORBIDS)


def list_is_not_sent(f: ListFacts) -> Refusal | None:
    return None if f.state == "sent" else Refusal(f"list_is_{f.state}", Weight.FORBIDS)


def somebody_was_faster(f: ListFacts) -> Refusal | None:
    if f.expected_edits is not None and f.expected_edits != f.edits:
        return Refusal("list_changed_meanwhile", Weight.FORBIDS)
    return None


def year_is_unreal(f: ListFacts) -> Refusal | None:
    if f.year is None or abs(f.year - f.today.year) > 5:
        return Refusal("list_year_unreal", Weight.FORBIDS, {"year": str(f.year or "–")})
    return None


def budget_is_unreal(f: ListFacts) -> Refusal | None:
    if f.budget is None or f.budget < 1:
        return Refusal("list_without_budget", Weight.FORBIDS)
    if f.budget > LARGEST_BUDGET:
        return Refusal("budget_too_large", Weight.FORBIDS, {"amount": f.budget, "most": LARGEST_BUDGET})
    return None


def list_is_empty(f: ListFacts) -> Refusal | None:
    return None if f.lines else Refusal("list_without_lines", Weight.FORBIDS)


def budget_is_exceeded(f: ListFacts) -> Refusal | None:
    if f.over:
        return Refusal("list_over_budget", Weight.FORBIDS, {"amount": f.over})
    return None


def own_list(f: ListFacts) -> Refusal | None:
    """Whoever laid the list before the director does not approve it (job description of the director, 2.12)."""
    if f.decided_by is not None and f.decided_by == f.sent_by:
        return Refusal("own_list", Weight.FORBIDS)
    return None


def reason_is_missing(f: ListFacts) -> Refusal | None:
    return None if f.reason.strip() else Refusal("list_without_reason", Weight.FORBIDS)


def objections_to_line(line: LineFacts) -> list[Refusal | None]:
    """Everything that speaks against one line."""
    found: list[Refusal | None] = []
    if not line.name.strip():
        found.append(Refusal("purchase_without_name", Weight.FORBIDS))
    if line.quantity is None or not 1 <= line.quantity <= MOST_COPIES:
        found.append(Refusal("purchase_quantity_unreal", Weight.FORBIDS, {"most_copies": MOST_COPIES}))
    if line.unit_price is None:
        found.append(Refusal("purchase_without_price", Weight.FORBIDS))
    elif line.unit_price < 0:
        found.append(Refusal("purchase_price_negative", Weight.FORBIDS, {"price": line.unit_price}))
    elif line.unit_price > DEAREST:
        details = {"price": line.unit_price, "most": DEAREST}
        found.append(Refusal("purchase_price_too_high", Weight.FORBIDS, details))
    if line.stands_already:
        found.append(Refusal("purchase_stands_already", Weight.FORBIDS))
    if line.proposal_state in ("declined", "arrived"):
        found.append(Refusal(f"proposal_is_{line.proposal_state}", Weight.FORBIDS))
    return found


def may_keep(facts: ListFacts) -> Verdict:
    """May the head of a list be kept so?"""
    rules = (list_is_no_draft, somebody_was_faster, year_is_unreal, budget_is_unreal)
    return Verdict.of(rule(facts) for rule in rules)


def may_put_line(facts: ListFacts, line: LineFacts) -> Verdict:
    """May this line stand on the list? Over the budget it may: that is told, and stops the sending."""
    full = Refusal("list_full", Weight.FORBIDS, {"most_lines": MOST_LINES})
    is_full = len(facts.lines) >= MOST_LINES and line.position > len(facts.lines)
    return Verdict.of([list_is_no_draft(facts), full if is_full else None, *objections_to_line(line)])


def may_send(facts: ListFacts) -> Verdict:
    """May the list be laid before the director?"""
    rules = (list_is_no_draft, somebody_was_faster, list_is_empty, budget_is_exceeded)
    return Verdict.of(rule(facts) for rule in rules)


def may_approve(facts: ListFacts) -> Verdict:
    """May the director approve what was on the screen?"""
    rules = (list_is_not_sent, somebody_was_faster, list_is_empty, budget_is_exceeded, own_list)
    return Verdict.of(rule(facts) for rule in rules)


def may_return(facts: ListFacts) -> Verdict:
    """May it be returned to be put right?"""
    return Verdict.of([list_is_not_sent(facts), reason_is_missing(facts)])


def may_cancel(facts: ListFacts) -> Verdict:
    """May a draft be given up?"""
    return Verdict.of([list_is_no_draft(facts), reason_is_missing(facts)])
