"""The way of a write-off: list → commission → minutes → act → approved and booked → taken out. Dossier 2.10; Nizom 2.11.

The rules of the act's own route (the preparer never approves, the director's PIN) are those of the papers.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from javon.collection.stock.rules import scanned
from javon.collection.stock.rules.losses import may_leave
from javon.collection.stock.rules.money import price_is_unreal
from javon.core.verdict import Refusal, Verdict, Weight

LIST, COMMISSION, MINUTES, ACT, BOOKED, OUT, CANCELLED = (
    "list", "commission", "minutes", "act", "booked", "out", "cancelled",
)  # fmt: skip
OPEN = (LIST, COMMISSION, MINUTES, ACT)
MOST_LINES = 2_000  # of one act: sixty pages of annex
MOST_AT_ONCE = 500  # codes in one paste
LONGEST = {"minutes_number": 40, "conclusion": 2_000, "consent": 200, "destiny": 200}
# What is older than this, and every manuscript, is looked at as a rare publication until somebody says otherwise.
OLD_PRINT = 1946


class PendingLoss(Protocol):
    """A loss that is not over: where it stands, by which reason its copy leaves, its row of the book."""

    @property
    def state(self) -> str: ...
    @property
    def leaves_by(self) -> str: ...
    @property
    def row(self) -> str: ...


@dataclass(frozen=True, slots=True)
class LineFacts:
    """One scanned copy before it stands on the list."""

    copy: scanned.CopyFacts
    price: int | None = None  # tiyin, as the inventory book has it
    typed_price: int | None = None
    reason: str = "worn"  # of the list
    loss: PendingLoss | None = None


def looks_rare(year: int | None, kind: str) -> bool:
    """An old print or a manuscript: without the higher body's consent it does not leave the stock."""
    return kind == "manuscript" or (year is not None and 0 < year < OLD_PRINT)


def price_is_unknown(facts: LineFacts) -> Refusal | None:
    if facts.copy.found == 1 and facts.price is None and facts.typed_price is None:
        return Refusal("price_unknown", Weight.FORBIDS, {"code": facts.copy.text})
    return None


def its_loss_speaks_against_it(facts: LineFacts) -> Refusal | None:
    """What a reader lost leaves by its row of the book of replacements, and nothing leaves so without one."""
    if facts.copy.found != 1 or facts.copy.state == "written_off":
        return None
    loss = facts.loss
    if loss is None:
        return may_leave(facts.reason, facts.copy.text)
    return may_leave(facts.reason, facts.copy.text, state=loss.state, leaves_by=loss.leaves_by, row=loss.row)


def may_list(facts: LineFacts) -> Verdict:
    """Whether the copy may stand on the list."""
    return Verdict.of(
        (
            *(rule(facts.copy) for rule in scanned.RULES),
            price_is_unknown(facts),
            price_is_unreal(facts.typed_price) if facts.copy.found == 1 else None,
            its_loss_speaks_against_it(facts),
        )
    )


def may_change_list(state: str, lines: int = 0, adding: int = 0) -> Verdict:
    """Whether lines may be added to or taken from the list now."""
    return Verdict.of(
        (
            _only_in(state, LIST, code="list_is_closed"),
            Refusal("list_too_long", Weight.FORBIDS, {"most": MOST_LINES})
            if lines + adding > MOST_LINES
            else None,
            Refusal("too_many_codes", Weight.FORBIDS, {"count": adding, "most": MOST_AT_ONCE})
            if adding > MOST_AT_ONCE
            else None,
        )
    )


def _only_in(state: str, *states: str, code: str = "not_at_this_step") -> Refusal | None:
    return Refusal(code, Weight.FORBIDS, {"state": state}) if state not in states else None


@dataclass(frozen=True, slots=True)
class StepFacts:
    """Where a write-off stands when it is about to go on."""

    state: str
    today: date
    lines: int = 0
    created_on: date | None = None
    has_commission: bool = False
    commission_serves: bool = True  # it is for the preservation of the stock, and valid today
    minutes_number: str = ""
    minutes_on: date | None = None
    conclusion: str = ""
    rare: int = 0  # rare publications on the list
    consent: str = ""
    counted: int = 0  # copies on the list that an open stocktaking counts
    elsewhere: int = 0  # copies on the list that somebody has borrowed since


def list_is_empty(facts: StepFacts) -> Refusal | None:
    return Refusal("list_empty", Weight.FORBIDS) if facts.lines == 0 else None


def commission_is_missing(facts: StepFacts) -> Refusal | None:
    if not facts.has_commission:
        return Refusal("commission_missing", Weight.FORBIDS)
    return Refusal("commission_not_for_this", Weight.FORBIDS) if not facts.commission_serves else None


def minutes_are_missing(facts: StepFacts) -> Refusal | None:
    if not facts.minutes_number.strip() or facts.minutes_on is None or not facts.conclusion.strip():
        return Refusal("minutes_missing", Weight.FORBIDS)
    return None


def minutes_have_a_wrong_day(facts: StepFacts) -> Refusal | None:
    if facts.minutes_on is not None and facts.minutes_on > facts.today:
        return Refusal("minutes_in_the_future", Weight.FORBIDS, {"day": facts.minutes_on})
    return None


def something_is_too_long(facts: StepFacts) -> Refusal | None:
    for name in ("minutes_number", "conclusion", "consent"):
        if len(getattr(facts, name)) > LONGEST[name]:
            return Refusal("words_too_long", Weight.FORBIDS, {"most": LONGEST[name]})
    return None


def rare_without_consent(facts: StepFacts) -> Refusal | None:
    if facts.rare and not facts.consent.strip():
        return Refusal("rare_without_consent", Weight.FORBIDS, {"count": facts.rare})
    return None


def copies_are_being_counted(facts: StepFacts) -> Refusal | None:
    return (
        Refusal("listed_in_stocktaking", Weight.FORBIDS, {"count": facts.counted}) if facts.counted else None
    )


def copies_are_elsewhere(facts: StepFacts) -> Refusal | None:
    return (
        Refusal("listed_elsewhere", Weight.FORBIDS, {"count": facts.elsewhere}) if facts.elsewhere else None
    )


def may_go_before_commission(facts: StepFacts) -> Verdict:
    """Whether the list may be laid before the commission."""
    return Verdict.of((_only_in(facts.state, LIST), list_is_empty(facts), commission_is_missing(facts)))


def may_write_minutes(facts: StepFacts) -> Verdict:
    """Whether the commission's minutes may be written down."""
    return Verdict.of(
        (
            _only_in(facts.state, COMMISSION, MINUTES),
            minutes_are_missing(facts),
            minutes_have_a_wrong_day(facts),
            something_is_too_long(facts),
            rare_without_consent(facts),
        )
    )


def may_draft_act(facts: StepFacts) -> Verdict:
    """Whether the act may be drafted."""
    return Verdict.of(
        (
            _only_in(facts.state, MINUTES),
            list_is_empty(facts),
            commission_is_missing(facts),
            minutes_are_missing(facts),
            rare_without_consent(facts),
            copies_are_being_counted(facts),
            copies_are_elsewhere(facts),
        )
    )


def may_reopen(state: str) -> Verdict:
    """Whether the list may be taken back from the commission."""
    return Verdict.of((_only_in(state, COMMISSION, MINUTES),))


def may_cancel(state: str, reason: str) -> Verdict:
    """Whether the write-off may be given up; what is booked stays booked."""
    return Verdict.of(
        (
            _only_in(state, *OPEN, code="cancel_too_late"),
            Refusal("cancel_without_reason", Weight.FORBIDS) if not reason.strip() else None,
        )
    )


def may_take_out(state: str, destiny: str, out_on: date, booked_on: date | None, today: date) -> Verdict:
    """Whether it may be written down that the copies have left the house."""
    return Verdict.of(
        (
            _only_in(state, BOOKED, code="out_before_booked"),
            Refusal("destiny_missing", Weight.FORBIDS) if not destiny.strip() else None,
            Refusal("words_too_long", Weight.FORBIDS, {"most": LONGEST["destiny"]})
            if len(destiny) > LONGEST["destiny"]
            else None,
            Refusal("out_in_the_future", Weight.FORBIDS, {"day": out_on}) if out_on > today else None,
            Refusal("out_before_the_act", Weight.FORBIDS, {"day": booked_on})
            if booked_on is not None and out_on < booked_on
            else None,
        )
    )
