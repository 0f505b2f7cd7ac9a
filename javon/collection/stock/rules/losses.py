"""May a copy be said to be lost, how may it be made good, may it come back? Dossier 2.11, 3.3, 8.2; Nizom 2.11.

Of equal worth is what is the same edition, or what the librarian or the commission found equal and which is not valued
below the lost copy. Money is taken only where an order lets it be taken; nothing is ever charged by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from javon.collection.stock.rules import scanned
from javon.collection.stock.rules.money import price_is_unreal
from javon.core.verdict import Refusal, Verdict, Weight

OPEN, SETTLED = "open", "settled"
REPLACEMENT, MONEY, NOTHING = "replacement", "money", "nothing"
# By which reason the copy leaves, after how it was made good (one act, one reason).
LOST_BY_READER = "lost_by_reader"
REASONS_OF_NOTHING = ("other", "disaster")
DAYS_TO_MAKE_GOOD = 30  # what the form offers; ours, no rule names a term
LONG_AGO = 365 * 5  # days; what was lost earlier is a matter of the old books
LONGEST = {
    "reader_name": 160,
    "reader_card": 40,
    "circumstances": 600,
    "judgement": 300,
    "ground": 300,
    "receipt_number": 40,
    "found_note": 300,
}
# Places that a found copy goes back to as it was; from all others (a reader, a partner) it comes to its shelf.
BACK_TO = ("in_processing", "in_repair", "on_display")


def place_of_return(came_from: str) -> str:
    """Where a copy that was found again belongs."""
    return came_from if came_from in BACK_TO else "on_shelf"


def offered_due(today: date) -> date:
    """Until when it is usually made good."""
    return today + timedelta(days=DAYS_TO_MAKE_GOOD)


@dataclass(frozen=True, slots=True)
class DeclarationFacts:
    """One scanned copy that somebody has lost, and what was said about it."""

    copy: scanned.CopyFacts
    today: date
    reader_name: str = "Karimov Anvar"
    circumstances: str = "Avtobusda qoldirgan"
    lost_on: date | None = None
    due_on: date | None = None
    row: str = ""  # of the book of replacements in which it stands already ("3/2026")
    price: int | None = 0  # tiyin, as the books have it, or as it was typed where they have none


def it_is_lost_already(f: DeclarationFacts) -> Refusal | None:
    if f.copy.found == 1 and f.row:
        return Refusal("lost_already", Weight.FORBIDS, {"code": f.copy.text, "row": f.row})
    return None


def it_is_under_way(f: DeclarationFacts) -> Refusal | None:
    # With a reader, at a partner, at a mobile point it may be lost; under way it is first received.
    if f.copy.found == 1 and f.copy.state == "in_transit":
        return Refusal("copy_on_its_way", Weight.FORBIDS, {"code": f.copy.text})
    return None


def nobody_lost_it(f: DeclarationFacts) -> Refusal | None:
    return Refusal("loss_without_reader", Weight.FORBIDS) if not f.reader_name.strip() else None


def nobody_says_how(f: DeclarationFacts) -> Refusal | None:
    return Refusal("loss_without_circumstances", Weight.FORBIDS) if not f.circumstances.strip() else None


def day_is_unreal(f: DeclarationFacts) -> Refusal | None:
    if f.lost_on is None:
        return Refusal("loss_without_day", Weight.FORBIDS)
    if f.lost_on > f.today:
        return Refusal("loss_in_future", Weight.FORBIDS, {"day": f.lost_on})
    if (f.today - f.lost_on).days > LONG_AGO:
        return Refusal("loss_long_ago", Weight.FORBIDS, {"day": f.lost_on})
    return None


def term_is_unreal(f: DeclarationFacts) -> Refusal | None:
    if f.due_on is None or f.due_on < f.today:
        return Refusal("loss_term_is_over", Weight.FORBIDS)
    return None


def price_is_unknown(f: DeclarationFacts) -> Refusal | None:
    if f.copy.found == 1 and f.price is None:
        return Refusal("loss_without_price", Weight.FORBIDS, {"code": f.copy.text})
    return price_is_unreal(f.price)


COPY_RULES = (
    scanned.it_names_no_copy,
    scanned.it_names_several,
    scanned.it_is_gone,
    scanned.it_is_being_counted,
    scanned.it_is_being_written_off,
    scanned.it_is_being_moved,
)
WORD_RULES = (nobody_lost_it, nobody_says_how, day_is_unreal, term_is_unreal, price_is_unknown)


def may_be_lost(facts: DeclarationFacts) -> Verdict:
    """Whether this copy can be lost: asked when it is scanned, before anything else is typed."""
    return Verdict.of(
        (
            *(rule(facts.copy) for rule in COPY_RULES),
            it_is_under_way(facts),
            it_is_lost_already(facts),
        )
    )


def may_declare(facts: DeclarationFacts) -> Verdict:
    """Whether the loss may be written into the book."""
    return Verdict.of((*may_be_lost(facts).refusals, *(rule(facts) for rule in WORD_RULES)))


@dataclass(frozen=True, slots=True)
class LossFacts:
    """Where a loss stands when something is about to be done with it."""

    state: str = OPEN
    today: date = date(2026, 1, 1)
    price: int | None = None  # tiyin, of the lost copy in the books
    waiting_delivery: int | None = None  # the draft with which a replacement is to come
    write_off: int | None = None  # the open list on which the lost copy stands
    way: str = ""


def it_is_not_open(f: LossFacts) -> Refusal | None:
    return Refusal(f"loss_is_{f.state}", Weight.FORBIDS) if f.state != OPEN else None


def a_replacement_is_coming(f: LossFacts) -> Refusal | None:
    if f.waiting_delivery is not None:
        return Refusal("replacement_is_coming", Weight.FORBIDS, {"delivery": str(f.waiting_delivery)})
    return None


def it_is_on_a_write_off(f: LossFacts) -> Refusal | None:
    if f.write_off is not None:
        return Refusal("lost_copy_on_write_off", Weight.FORBIDS, {"list": str(f.write_off)})
    return None


def may_offer(
    facts: LossFacts, *, is_same_title: bool, value: int | None, judgement: str, received_on: date | None
) -> Verdict:
    """Whether this copy may be taken in place of the lost one; `value` is what it was valued at, in tiyin."""
    another = not is_same_title
    worth_less = another and value is not None and facts.price is not None and value < facts.price
    return Verdict.of(
        (
            it_is_not_open(facts),
            a_replacement_is_coming(facts),
            Refusal("replacement_without_value", Weight.FORBIDS) if not value else price_is_unreal(value),
            Refusal("replacement_without_judgement", Weight.FORBIDS)
            if another and not judgement.strip()
            else None,
            Refusal("replacement_worth_less", Weight.FORBIDS, {"price": facts.price}) if worth_less else None,
            Refusal("replacement_without_day", Weight.FORBIDS) if received_on is None else None,
        )
    )


def may_take_money(
    facts: LossFacts, *, amount: int | None, receipt_number: str, receipt_on: date | None, ground: str
) -> Verdict:
    """Whether money may stand for the lost copy: the receipt is there and an order lets it be taken."""
    return Verdict.of(
        (
            it_is_not_open(facts),
            a_replacement_is_coming(facts),
            Refusal("money_without_sum", Weight.FORBIDS) if not amount else price_is_unreal(amount),
            Refusal("money_without_receipt", Weight.FORBIDS)
            if not receipt_number.strip() or receipt_on is None
            else None,
            Refusal("receipt_in_future", Weight.FORBIDS, {"day": receipt_on})
            if receipt_on is not None and receipt_on > facts.today
            else None,
            Refusal("money_without_order", Weight.FORBIDS) if not ground.strip() else None,
        )
    )


def may_take_nothing(facts: LossFacts, *, reason: str, ground: str) -> Verdict:
    """Whether the loss may be left as it is: a theft, a fire, a death; the paper says so."""
    return Verdict.of(
        (
            it_is_not_open(facts),
            a_replacement_is_coming(facts),
            Refusal("nothing_without_reason", Weight.FORBIDS) if reason not in REASONS_OF_NOTHING else None,
            Refusal("nothing_without_ground", Weight.FORBIDS) if not ground.strip() else None,
        )
    )


def may_reopen(facts: LossFacts) -> Verdict:
    """Whether a wrongly entered way may be taken back: never once a copy came for it or the act is on its way."""
    return Verdict.of(
        (
            Refusal("loss_not_settled", Weight.FORBIDS) if facts.state != SETTLED else None,
            Refusal("replacement_is_accepted", Weight.FORBIDS) if facts.way == REPLACEMENT else None,
            it_is_on_a_write_off(facts),
        )
    )


def may_be_found(facts: LossFacts, found_on: date | None, lost_on: date | None) -> Verdict:
    """Whether the copy may come back."""
    settled = Refusal("found_after_settling", Weight.FORBIDS) if facts.state == SETTLED else None
    unreal = found_on is None or found_on > facts.today or (lost_on is not None and found_on < lost_on)
    return Verdict.of(
        (
            settled or it_is_not_open(facts),
            a_replacement_is_coming(facts),
            it_is_on_a_write_off(facts),
            Refusal("found_on_unreal_day", Weight.FORBIDS) if unreal else None,
        )
    )


def may_leave(
    reason: str, text: str, *, state: str = "", leaves_by: str = "", row: str = ""
) -> Refusal | None:
    """What speaks against a copy on a write-off list of this `reason`: its own loss, or the want of one.

    `state`, `leaves_by` and `row` are of its pending loss; empty where it has none.
    """
    details = {"code": text, "row": row}
    if not state:
        return Refusal("lost_without_row", Weight.FORBIDS, details) if reason == LOST_BY_READER else None
    if state == OPEN:
        return Refusal("loss_not_made_good", Weight.FORBIDS, details)
    if leaves_by != reason:
        return Refusal("loss_leaves_otherwise", Weight.FORBIDS, details)
    return None
