"""May this copy be lent to this reader? One function per objection; the tuple is the checklist on the wall.

Nizom 2.6, 2.11; dossier 3.3, 8.1; issue D. No objection speaks of money: lending is free and late is late.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from uuid import UUID

from javon.core.verdict import Refusal, Verdict, Weight

OVERRULE: Final = "lending.overrule"
FIRST_OWN_YEAR: Final = 16  # from this age a reader agrees for themselves; dossier 8.3

ReaderHere = str  # "here", "left", "erased"


@dataclass(frozen=True, slots=True)
class Restriction:
    """A restriction of service in force today."""

    deed: str
    reason: str
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class ReaderFacts:
    """What is known of who borrows. `open_titles` are those on loan to the same reader now."""

    is_here: bool = True
    belongs_to_centre: bool = True
    card_ended: str = ""  # why the card that was shown is no longer in use; "" = it is
    current_card: str = ""  # "K-000128", to be told with a dead card
    is_registered: bool = True  # this year
    restrictions: tuple[Restriction, ...] = ()
    age: int | None = 30
    born_on: date | None = None
    is_collective: bool = False
    has_guardian: bool = True
    has_consent: bool = True
    open_copies: int = 0  # as the limit counts them
    most_days_late: int = 0
    late_copies: int = 0
    has_same_title: bool = False


@dataclass(frozen=True, slots=True)
class CopyFacts:
    """What is known of what is lent."""

    belongs_to_centre: bool = True
    state: str = "on_shelf"
    loanable: bool = True
    age_mark: int | None = None  # 6, 12, 16, 18
    waits_for: UUID | None = None  # on the ready shelf for this reader (by id)
    waiting_readers: int = 0  # others who wait for this title
    write_off: int | None = None  # number of an open list
    transfer: int | None = None
    is_counted: bool = False  # an open stocktaking looks for it
    damage: str = ""  # last noted, "" = none


@dataclass(frozen=True, slots=True)
class BorrowingFacts:
    """One reader, one copy, the terms that hold, the day."""

    reader: ReaderFacts = field(default_factory=ReaderFacts)
    copy: CopyFacts = field(default_factory=CopyFacts)
    reader_id: UUID | None = None
    may_leave: bool = True
    most_copies: int = 5
    debtor_days: int = 30
    happened_on: date = date(2026, 1, 1)
    today: date = date(2026, 1, 1)
    registered_on: date = date(2020, 1, 1)
    clock_is_behind: bool = False  # the clock stands before the journal's last entry
    day_was_chosen: bool = False  # a person named the day


def reader_is_of_another_centre(f: BorrowingFacts) -> Refusal | None:
    if not f.reader.belongs_to_centre:
        return Refusal("reader_of_another_centre", Weight.FORBIDS)
    return None


def reader_has_left(f: BorrowingFacts) -> Refusal | None:
    if not f.reader.is_here:
        return Refusal("reader_has_left", Weight.FORBIDS)
    return None


def card_is_out_of_use(f: BorrowingFacts) -> Refusal | None:
    if f.reader.card_ended:
        details = {"because": f.reader.card_ended, "card": f.reader.current_card}
        return Refusal("card_out_of_use", Weight.HOLDS, details, OVERRULE)
    return None


def registration_is_over(f: BorrowingFacts) -> Refusal | None:
    if not f.reader.is_registered:
        return Refusal("not_registered_this_year", Weight.HOLDS, {"year": f.happened_on.year}, OVERRULE)
    return None


def reader_is_restricted(f: BorrowingFacts) -> Refusal | None:
    for one in f.reader.restrictions:
        if one.deed in ("all", "loan"):
            details = {"reason": one.reason, "until": one.ends_on}
            return Refusal("reader_restricted", Weight.HOLDS, details, OVERRULE)
    return None


def reader_is_a_debtor(f: BorrowingFacts) -> Refusal | None:
    if f.reader.most_days_late > f.debtor_days:
        details = {"days": f.reader.most_days_late, "copies": f.reader.late_copies}
        return Refusal("is_debtor", Weight.HOLDS, details, OVERRULE)
    return None


def reader_keeps_late_copies(f: BorrowingFacts) -> Refusal | None:
    if 0 < f.reader.most_days_late <= f.debtor_days:
        details = {"days": f.reader.most_days_late, "copies": f.reader.late_copies}
        return Refusal("has_late_copies", Weight.WARNS, details)
    return None


def limit_is_reached(f: BorrowingFacts) -> Refusal | None:
    if f.reader.open_copies >= f.most_copies:
        details = {"open": f.reader.open_copies, "most": f.most_copies}
        return Refusal("limit_reached", Weight.HOLDS, details, OVERRULE)
    return None


def reader_is_too_young(f: BorrowingFacts) -> Refusal | None:
    mark, age = f.copy.age_mark, f.reader.age
    if not mark or f.reader.is_collective:
        return None
    if age is None or age < mark:
        return Refusal("too_young", Weight.HOLDS, {"mark": mark, "age": age}, OVERRULE)
    return None


def child_has_no_guardian(f: BorrowingFacts) -> Refusal | None:
    r = f.reader
    if r.age is not None and r.age < FIRST_OWN_YEAR and not r.has_guardian and not r.is_collective:
        return Refusal("no_guardian", Weight.WARNS)
    return None


def consent_is_missing(f: BorrowingFacts) -> Refusal | None:
    if not f.reader.has_consent and not f.reader.is_collective:
        return Refusal("no_consent", Weight.WARNS)
    return None


def reader_has_this_title(f: BorrowingFacts) -> Refusal | None:
    if f.reader.has_same_title:
        return Refusal("has_same_title", Weight.WARNS)
    return None


def copy_is_of_another_centre(f: BorrowingFacts) -> Refusal | None:
    if not f.copy.belongs_to_centre:
        return Refusal("copy_of_another_centre", Weight.FORBIDS)
    return None


_FORBIDDEN: Final = {
    "written_off": "copy_withdrawn",
    "lost": "copy_lost",
    "on_loan": "on_loan",
    "in_processing": "in_processing",
    "at_ill_partner": "at_ill_partner",
}
_HELD: Final = {"in_repair": "in_repair", "at_mobile_point": "at_mobile_point"}
_NOTED: Final = {
    "missing": "was_missing",
    "on_display": "was_on_display",
    "in_transit": "was_in_transit",
    "in_reading_room": "was_in_reading_room",
}


def copy_is_not_there_to_lend(f: BorrowingFacts) -> Refusal | None:
    if code := _FORBIDDEN.get(f.copy.state):
        return Refusal(code, Weight.FORBIDS)
    if code := _HELD.get(f.copy.state):
        return Refusal(code, Weight.HOLDS, {}, OVERRULE)
    if code := _NOTED.get(f.copy.state):
        return Refusal(code, Weight.WARNS)
    return None


def copy_stays_in_the_house(f: BorrowingFacts) -> Refusal | None:
    if not f.copy.loanable or not f.may_leave:
        return Refusal("reading_room_only", Weight.HOLDS, {}, OVERRULE)
    return None


def copy_waits_for_another(f: BorrowingFacts) -> Refusal | None:
    if f.copy.state == "on_hold_shelf" and f.copy.waits_for != f.reader_id:
        return Refusal("held_for_another", Weight.HOLDS, {}, OVERRULE)
    return None


def others_wait_for_the_title(f: BorrowingFacts) -> Refusal | None:
    if f.copy.waiting_readers and f.copy.waits_for != f.reader_id:
        return Refusal("others_wait", Weight.WARNS, {"readers": f.copy.waiting_readers})
    return None


def copy_is_on_a_list(f: BorrowingFacts) -> Refusal | None:
    if f.copy.write_off is not None:
        return Refusal("on_write_off_list", Weight.HOLDS, {"number": f.copy.write_off}, OVERRULE)
    if f.copy.transfer is not None:
        return Refusal("on_transfer_list", Weight.HOLDS, {"number": f.copy.transfer}, OVERRULE)
    return None


def copy_is_being_counted(f: BorrowingFacts) -> Refusal | None:
    if f.copy.is_counted:
        return Refusal("is_counted", Weight.WARNS)
    return None


def copy_is_damaged(f: BorrowingFacts) -> Refusal | None:
    if f.copy.damage:
        return Refusal("is_damaged", Weight.WARNS, {"damage": f.copy.damage})
    return None


def day_is_to_come(f: BorrowingFacts) -> Refusal | None:
    if f.happened_on > f.today:
        return Refusal("day_to_come", Weight.FORBIDS)
    return None


def day_is_before_the_readers_birth(f: BorrowingFacts) -> Refusal | None:
    if f.reader.born_on is not None and f.happened_on < f.reader.born_on:
        return Refusal("before_birth", Weight.FORBIDS, {"born_on": f.reader.born_on})
    return None


def clock_stands_behind(f: BorrowingFacts) -> Refusal | None:
    if f.clock_is_behind and not f.day_was_chosen:
        return Refusal("clock_behind", Weight.FORBIDS)
    return None


BORROWING_RULES: tuple[Callable[[BorrowingFacts], Refusal | None], ...] = (
    reader_is_of_another_centre,
    reader_has_left,
    card_is_out_of_use,
    registration_is_over,
    reader_is_restricted,
    reader_is_a_debtor,
    limit_is_reached,
    copy_is_of_another_centre,
    copy_is_not_there_to_lend,
    copy_waits_for_another,
    copy_stays_in_the_house,
    reader_is_too_young,
    copy_is_on_a_list,
    day_is_to_come,
    day_is_before_the_readers_birth,
    clock_stands_behind,
    reader_keeps_late_copies,
    reader_has_this_title,
    others_wait_for_the_title,
    child_has_no_guardian,
    consent_is_missing,
    copy_is_being_counted,
    copy_is_damaged,
)  # the order in which the librarian reads them


def may_borrow(facts: BorrowingFacts) -> Verdict:
    """Every objection to lending, stops before notes."""
    return Verdict.of(rule(facts) for rule in BORROWING_RULES)
