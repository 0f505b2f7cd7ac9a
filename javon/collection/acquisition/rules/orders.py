"""May this be ordered, and how much of an order has come? Nizom 2.11; issue of the stock, acquisition."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from javon.core.verdict import Refusal, Verdict, Weight

LONG_AGO = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class WantedLine:
    """So many copies of a line of the list are to be ordered; `left` of it were not ordered yet."""

    name: str
    quantity: int | None
    left: int


@dataclass(frozen=True, slots=True)
class OrderFacts:
    """An order that is about to be made."""

    today: date
    list_state: str = "approved"
    supplier: str = "Kitob olami"
    ordered_on: date | None = None
    expected_on: date | None = None
    lines: tuple[WantedLine, ...] = ()


@dataclass(frozen=True, slots=True)
class LineProgress:
    """How far one line of an order is. `entering` stands on deliveries that are not accepted yet."""

    ordered: int
    delivered: int = 0
    entering: int = 0
    cancelled: int = 0

    @property
    def outstanding(self) -> int:
        """Copies that are still expected; never below nothing when more came than was ordered."""
        return max(0, self.ordered - self.delivered - self.cancelled)

    @property
    def to_come(self) -> int:
        """Copies that no delivery speaks of yet: what the next one is begun with."""
        return max(0, self.outstanding - self.entering)

    @property
    def too_many(self) -> int:
        """Copies that came beyond the order."""
        return max(0, self.delivered + self.cancelled - self.ordered)

    @property
    def state(self) -> str:
        """none, part, all, short (the rest is cancelled) or over."""
        if self.too_many:
            return "over"
        if not self.outstanding:
            return "short" if self.cancelled else "all"
        return "part" if self.delivered else "none"


def allotted(
    came: Mapping[Hashable, int], lines: Sequence[tuple[Hashable, int]], *, last_takes_rest: bool = True
) -> list[int]:
    """Copies that came, dealt out to the lines that ask for them: (key of the book, wanted), in their order.

    Two lines of one book are filled one after the other; what is beyond all of them falls to the last.
    """
    left = dict(came)
    given = []
    for key, wanted in lines:
        taken = min(wanted, left.get(key, 0))
        left[key] = left.get(key, 0) - taken
        given.append(taken)
    if last_takes_rest:
        last = {key: place for place, (key, _wanted) in enumerate(lines)}
        for key, place in last.items():
            given[place] += left.get(key, 0)
    return given


def list_is_not_approved(f: OrderFacts) -> Refusal | None:
    return None if f.list_state == "approved" else Refusal("order_of_unapproved_list", Weight.FORBIDS)


def supplier_is_missing(f: OrderFacts) -> Refusal | None:
    return None if f.supplier.strip() else Refusal("order_without_supplier", Weight.FORBIDS)


def days_are_unreal(f: OrderFacts) -> Refusal | None:
    if f.ordered_on is None or f.ordered_on > f.today or f.today - f.ordered_on > LONG_AGO:
        return Refusal("order_day_unreal", Weight.FORBIDS)
    if f.expected_on is not None and f.expected_on < f.ordered_on:
        return Refusal("order_expected_before", Weight.FORBIDS)
    return None


def nothing_is_ordered(f: OrderFacts) -> Refusal | None:
    return None if any(line.quantity for line in f.lines) else Refusal("order_without_lines", Weight.FORBIDS)


def quantities_are_unreal(f: OrderFacts) -> list[Refusal]:
    """Each line that asks for less than nothing, or for more than its list still has."""
    return [
        Refusal("order_beyond_list", Weight.FORBIDS, {"title": line.name, "left": line.left})
        for line in f.lines
        if line.quantity is None or not 0 <= line.quantity <= line.left
    ]


def may_order(facts: OrderFacts) -> Verdict:
    """May the order be made?"""
    rules = (list_is_not_approved, supplier_is_missing, days_are_unreal, nothing_is_ordered)
    return Verdict.of([*(rule(facts) for rule in rules), *quantities_are_unreal(facts)])


def may_begin_delivery(lines: Sequence[tuple[str, LineProgress, bool, int]]) -> Verdict:
    """May what came be entered? Each line: name, progress, has it a record, copies that came (0: none of it)."""
    objections: list[Refusal | None] = []
    for name, progress, has_record, came in lines:
        if came and not has_record:
            objections.append(Refusal("delivery_line_without_record", Weight.FORBIDS, {"title": name}))
        if came < 0 or came > progress.to_come:
            details = {"title": name, "left": progress.to_come}
            objections.append(Refusal("delivery_beyond_order", Weight.FORBIDS, details))
    if not any(came > 0 for _name, _progress, _has_record, came in lines):
        objections.append(Refusal("delivery_of_nothing", Weight.FORBIDS))
    return Verdict.of(objections)


def may_cancel_rest(lines: Sequence[LineProgress], reason: str) -> Verdict:
    """May what has not come be given up? Not while a delivery of it is being entered."""
    objections: list[Refusal | None] = []
    if not any(line.outstanding for line in lines):
        objections.append(Refusal("order_has_no_rest", Weight.FORBIDS))
    if any(line.entering for line in lines):
        objections.append(Refusal("order_is_being_entered", Weight.FORBIDS))
    if not reason.strip():
        objections.append(Refusal("rest_without_reason", Weight.FORBIDS))
    return Verdict.of(objections)
