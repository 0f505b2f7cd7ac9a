"""May this delivery be entered, changed, accepted? Dossier 2.8, 2.9; Nizom 2.11."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from javon.collection.stock.rules.money import price_is_unreal
from javon.core.verdict import Refusal, Verdict, Weight

MOST_COPIES = 2_000  # of one line: a textbook comes by the hundred, never by ten thousand
MOST_IN_ALL = 20_000  # of one delivery
LONG_AGO = 365 * 3  # days; what came earlier belongs to the opening balance
REPLACEMENT = "replacement"
WITHOUT_INVOICE = frozenset({"gift", REPLACEMENT, "surplus"})


@dataclass(frozen=True, slots=True)
class LineFacts:
    """One line: where it stands, how many, at what price in tiyin, and whether its record may be held by us."""

    position: int
    copies: int | None
    unit_price: int | None
    has_title: bool = True
    is_donor: bool = False
    book_exists: bool = True
    book_is_closed: bool = False
    answers_loss: bool = False  # it comes in place of a lost copy
    is_individual: bool = True
    is_other_title: bool = False  # than the line that stands there
    title: str = ""
    suspicion: str = ""  # by the list of prohibited publications: "exact", "probable"; "" when none is open

    @property
    def amount(self) -> int:
        return (self.copies or 0) * (self.unit_price or 0)


@dataclass(frozen=True, slots=True)
class DeliveryFacts:
    """What is known of a delivery when something is about to be done with it."""

    today: date
    kind: str = "purchase"
    state: str = "draft"
    source: str = "Kitob olami"
    paper_number: str = "1"
    received_on: date | None = None
    declared_copies: int | None = None
    declared_amount: int | None = None  # tiyin
    lines: tuple[LineFacts, ...] = ()
    has_commission: bool = False
    commission_holds: bool = True  # on the day of receipt
    expected_edits: int | None = None
    edits: int | None = None
    reason: str = ""  # of cancelling
    answers_losses: bool = False  # a line of it comes in place of a lost copy

    @property
    def copies(self) -> int:
        return sum(line.copies or 0 for line in self.lines)

    @property
    def amount(self) -> int:
        return sum(line.amount for line in self.lines)


Rule = Callable[[DeliveryFacts], Refusal | None]


def delivery_is_no_draft(f: DeliveryFacts) -> Refusal | None:
    if f.state != "draft":
        return Refusal(f"delivery_is_{f.state}", Weight.FORBIDS)
    return None


def somebody_was_faster(f: DeliveryFacts) -> Refusal | None:
    if f.expected_edits is not None and f.expected_edits != f.edits:
        return Refusal("delivery_changed_meanwhile", Weight.FORBIDS)
    return None


def source_is_missing(f: DeliveryFacts) -> Refusal | None:
    return Refusal("delivery_without_source", Weight.FORBIDS) if not f.source.strip() else None


def day_is_unreal(f: DeliveryFacts) -> Refusal | None:
    if f.received_on is None:
        return Refusal("delivery_without_day", Weight.FORBIDS)
    if f.received_on > f.today:
        return Refusal("delivery_in_future", Weight.FORBIDS, {"day": f.received_on})
    if (f.today - f.received_on).days > LONG_AGO:
        return Refusal("delivery_long_ago", Weight.FORBIDS, {"day": f.received_on})
    return None


def declared_sum_is_unreal(f: DeliveryFacts) -> Refusal | None:
    if f.declared_amount is not None and f.declared_amount < 0:
        return Refusal("declared_amount_negative", Weight.FORBIDS)
    return None


def paper_is_missing(f: DeliveryFacts) -> Refusal | None:
    if f.kind not in WITHOUT_INVOICE and not f.paper_number.strip():
        return Refusal("delivery_without_paper", Weight.FORBIDS)
    return None


def commission_is_missing(f: DeliveryFacts) -> Refusal | None:
    """What came without an invoice is accepted by an act, and an act needs its commission (dossier 2.9)."""
    if f.kind in WITHOUT_INVOICE and not f.has_commission:
        return Refusal("delivery_without_commission", Weight.FORBIDS)
    if f.has_commission and not f.commission_holds:
        return Refusal("commission_not_of_that_day", Weight.FORBIDS)
    return None


def nothing_came(f: DeliveryFacts) -> Refusal | None:
    return Refusal("delivery_without_lines", Weight.FORBIDS) if not f.lines else None


def too_many_came(f: DeliveryFacts) -> Refusal | None:
    if f.copies > MOST_IN_ALL:
        return Refusal("delivery_too_large", Weight.FORBIDS, {"copies": f.copies, "at_most": MOST_IN_ALL})
    return None


def declared_is_missing(f: DeliveryFacts) -> Refusal | None:
    """An invoice has a sum: without it there is nothing to compare the lines with."""
    if f.kind not in WITHOUT_INVOICE and (f.declared_copies is None or f.declared_amount is None):
        return Refusal("delivery_without_total", Weight.FORBIDS)
    return None


def copies_differ(f: DeliveryFacts) -> Refusal | None:
    if f.declared_copies is not None and f.lines and f.declared_copies != f.copies:
        return Refusal("copies_differ", Weight.FORBIDS, {"declared": f.declared_copies, "on_lines": f.copies})
    return None


def sums_differ(f: DeliveryFacts) -> Refusal | None:
    if f.declared_amount is not None and f.lines and f.declared_amount != f.amount:
        details = {"declared_amount": f.declared_amount, "amount_on_lines": f.amount}
        return Refusal("sums_differ", Weight.FORBIDS, details)
    return None


def it_answers_losses_otherwise(f: DeliveryFacts) -> Refusal | None:
    if f.answers_losses and f.kind != REPLACEMENT:
        return Refusal("delivery_answers_losses", Weight.FORBIDS)
    return None


def reason_is_missing(f: DeliveryFacts) -> Refusal | None:
    return Refusal("cancelled_without_reason", Weight.FORBIDS) if not f.reason.strip() else None


def objections_to_line(line: LineFacts) -> Iterable[Refusal | None]:
    """What speaks against one line; each names its place."""
    where = {"line": line.position}
    if not line.has_title:
        yield Refusal("line_without_title", Weight.FORBIDS, where)
    if line.is_donor:
        yield Refusal("line_of_donor", Weight.FORBIDS, where)
    if not line.copies or line.copies < 1:
        yield Refusal("line_without_copies", Weight.FORBIDS, where)
    elif line.copies > MOST_COPIES:
        yield Refusal(
            "line_too_large", Weight.FORBIDS, {**where, "copies": line.copies, "at_most": MOST_COPIES}
        )
    if line.unit_price is None:
        yield Refusal("line_without_price", Weight.FORBIDS, where)
    yield price_is_unreal(line.unit_price)
    if not line.book_exists:
        yield Refusal("no_such_inventory_book", Weight.FORBIDS, where)
    if line.book_is_closed:
        yield Refusal("inventory_book_closed", Weight.FORBIDS, where)
    if line.answers_loss and (line.copies != 1 or not line.is_individual or line.is_other_title):
        yield Refusal("line_answers_a_loss", Weight.FORBIDS, where)


def line_is_suspected(line: LineFacts) -> Refusal | None:
    """A prohibited publication is not accepted; one that looks like it only once somebody has compared the two."""
    code = {"exact": "line_is_prohibited", "probable": "line_looks_prohibited"}.get(line.suspicion)
    return Refusal(code, Weight.FORBIDS, {"line": line.position, "title": line.title}) if code else None


def lines_are_wrong(f: DeliveryFacts) -> Iterable[Refusal | None]:
    for line in f.lines:
        yield from objections_to_line(line)
        if (
            f.kind == REPLACEMENT and not line.answers_loss
        ):  # the law's book joins every replacement with its loss
            yield Refusal("line_without_loss", Weight.FORBIDS, {"line": line.position})
        yield line_is_suspected(line)


KEEPING_RULES: tuple[Rule, ...] = (
    delivery_is_no_draft,
    somebody_was_faster,
    source_is_missing,
    day_is_unreal,
    declared_sum_is_unreal,
    it_answers_losses_otherwise,
)
ACCEPTANCE_RULES: tuple[Rule, ...] = (
    *KEEPING_RULES,
    paper_is_missing,
    commission_is_missing,
    nothing_came,
    too_many_came,
    declared_is_missing,
    copies_differ,
    sums_differ,
)


def may_keep(facts: DeliveryFacts) -> Verdict:
    """May the head of a delivery be kept so? What is still missing may come later."""
    return Verdict.of(rule(facts) for rule in KEEPING_RULES)


def may_put_line(facts: DeliveryFacts, line: LineFacts) -> Verdict:
    """May this line stand on the delivery?"""
    return Verdict.of([delivery_is_no_draft(facts), *objections_to_line(line)])


def may_accept(facts: DeliveryFacts) -> Verdict:
    """May the delivery be written into the books?"""
    return Verdict.of([*(rule(facts) for rule in ACCEPTANCE_RULES), *lines_are_wrong(facts)])


def may_draft_act(state: str, act_status: str) -> Verdict:
    """May the act of acceptance be drafted? Of a delivery in the books, once; one that was returned or withdrawn, again."""
    refusals = (
        Refusal("delivery_not_accepted_yet", Weight.FORBIDS) if state != "accepted" else None,
        Refusal("acceptance_act_is_there", Weight.FORBIDS)
        if act_status not in ("", "returned", "withdrawn")
        else None,
    )
    return Verdict.of(refusals)


def may_cancel(facts: DeliveryFacts) -> Verdict:
    """May a draft be thrown away?"""
    return Verdict.of([delivery_is_no_draft(facts), reason_is_missing(facts)])
