"""What a line of the paper system's open loans says, what is wrong with it, and whether its loan may be taken back.

Issue D, 2 "Go-live". A fact of paper is not judged by the terms of lending: whoever has the book has it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from javon.collection.runs import rules as runs
from javon.core.verdict import Refusal, Verdict, Weight
from javon.service.readers.rules.arrivals import day_of, names_in, number_in, told_by

OLDEST: Final = date(1990, 1, 1)  # what was lent before is no open loan but a slip of the pen
FARTHEST: Final = 3 * 366  # days from lending to the due date

GONE: Final = {"lost": "opening_copy_lost", "written_off": "opening_copy_withdrawn"}
IN_THE_HOUSE: Final = frozenset({"on_hold_shelf", "in_reading_room"})  # where somebody else's claim keeps it
AS_EXPECTED: Final = frozenset({"on_shelf", "on_loan"})


@dataclass(frozen=True, slots=True)
class Said:
    """One line as it was understood; `remarks` are what was unclear in it."""

    card: str = ""
    surname: str = ""
    given_name: str = ""
    patronymic: str = ""
    inventory: str = ""
    title: str = ""
    lent_on: date | None = None
    due_on: date | None = None
    returned: str = ""  # what the list says of the book's return: it is no open loan
    remarks: tuple[Refusal, ...] = ()

    @property
    def full_name(self) -> str:
        """The name as the list has it."""
        return " ".join(part for part in (self.surname, self.given_name, self.patronymic) if part)


@dataclass(frozen=True, slots=True)
class Standing:
    """What the register, the stock and the lines above know of a line.

    `reader` is the card number of the one who is meant, 0 when that is open; `why` says why it is open: "unknown_card",
    "unknown_name", "several", "differs", "gone", "" when nobody is named. `offered` are those who may be meant.
    """

    reader: int = 0
    why: str = ""
    offered: tuple[int, ...] = ()
    born_on: date | None = None  # the reader
    copies: int = 0
    state: str = ""
    is_lent: bool = False
    earlier_row: int = 0


def understand(cells: Sequence[str], columns: Sequence[str]) -> Said:
    """What the cells say under these meanings."""
    told = told_by(cells, columns)
    remarks: list[Refusal] = []
    surname, given_name, patronymic = names_in(told)
    return Said(
        card=number_in(told.get("card", ""))[:20],
        surname=surname[:80],
        given_name=given_name[:80],
        patronymic=patronymic[:80],
        inventory=number_in(told.get("inventory", ""))[:40],
        title=told.get("title", "")[:200],
        lent_on=_day(told.get("lent_on", ""), remarks),
        due_on=_day(told.get("due_on", ""), remarks),
        returned=_returned(told.get("returned_on", "")),
        remarks=tuple(remarks),
    )


def _returned(text: str) -> str:
    """The day as people read it, or the words."""
    day = day_of(text)
    return f"{day:%d.%m.%Y}" if day else text[:40]


def _day(text: str, remarks: list[Refusal]) -> date | None:
    day = day_of(text) if text else None
    if text and day is None:
        remarks.append(Refusal("opening_day_unclear", Weight.FORBIDS, {"text": text[:40]}))
    return day


def judged(said: Said, standing: Standing, today: date) -> tuple[str, tuple[Refusal, ...]]:
    """The outcome of a line ("good", "refused", "unsure", "out", "twice") and every objection, in its order."""
    if said.returned:
        return "refused", (Refusal("opening_returned", Weight.FORBIDS, {"text": said.returned}),)
    found = [*said.remarks, *_days(said, today), *_birth(said, standing), *_copy(said, standing)]
    unsure = _reader(said, standing)
    if not Verdict(tuple(found)) or (unsure and not standing.offered):
        return "refused", (*found, *unsure)
    if standing.earlier_row:
        return "twice", (*found, Refusal("opening_twice", Weight.WARNS, {"row": standing.earlier_row}))
    if standing.is_lent:
        return "out", (*found, Refusal("opening_on_loan", Weight.WARNS))
    return ("unsure", (*found, *unsure)) if unsure else ("good", tuple(found))


def _days(said: Said, today: date) -> list[Refusal]:
    found = []
    is_unclear = bool(said.remarks)
    if said.lent_on is None and not is_unclear:
        found.append(Refusal("opening_without_lent", Weight.FORBIDS))
    if said.lent_on is not None and said.lent_on > today:
        found.append(Refusal("opening_lent_to_come", Weight.FORBIDS, {"day": said.lent_on}))
    if said.lent_on is not None and said.lent_on < OLDEST:
        found.append(Refusal("opening_lent_unreal", Weight.FORBIDS, {"day": said.lent_on}))
    if said.lent_on is not None and said.due_on is not None:
        if said.due_on < said.lent_on:
            days = {"lent": said.lent_on, "due": said.due_on}
            found.append(Refusal("opening_due_before_lent", Weight.FORBIDS, days))
        elif (said.due_on - said.lent_on).days > FARTHEST:
            found.append(Refusal("opening_due_unreal", Weight.FORBIDS, {"day": said.due_on}))
    if said.due_on is None and not is_unclear:
        found.append(Refusal("opening_due_by_terms", Weight.WARNS))
    return found


def _birth(said: Said, standing: Standing) -> list[Refusal]:
    if said.lent_on is None or standing.born_on is None or said.lent_on >= standing.born_on:
        return []
    days = {"day": said.lent_on, "born": standing.born_on}
    return [Refusal("opening_before_birth", Weight.FORBIDS, days)]


def _copy(said: Said, standing: Standing) -> list[Refusal]:
    if not said.inventory:
        return [Refusal("opening_without_number", Weight.FORBIDS)]
    if standing.copies != 1:
        code = "opening_number_unknown" if not standing.copies else "opening_number_of_several"
        return [Refusal(code, Weight.FORBIDS, {"number": said.inventory, "count": standing.copies})]
    if standing.state in GONE:
        return [Refusal(GONE[standing.state], Weight.FORBIDS, {"number": said.inventory})]
    if standing.state in IN_THE_HOUSE:
        return [Refusal("opening_copy_in_house", Weight.FORBIDS, {"place": standing.state})]
    if standing.state not in AS_EXPECTED:
        return [Refusal("opening_copy_elsewhere", Weight.WARNS, {"place": standing.state})]
    return []


def _reader(said: Said, standing: Standing) -> list[Refusal]:
    """Why it is not clear who is meant."""
    if standing.reader:
        return []
    if not said.card and not said.full_name:
        return [Refusal("opening_without_reader", Weight.FORBIDS)]
    offered = ", ".join(f"K-{number:06d}" for number in standing.offered)
    details = {"card": said.card, "name": said.full_name[:60], "list": offered}
    code = f"opening_reader_{standing.why or 'unknown_name'}"
    if offered and standing.why in ("unknown_card", "gone"):
        code += "_of_name"
    return [Refusal(code, Weight.WARNS if offered else Weight.FORBIDS, details)]


@dataclass(frozen=True, slots=True)
class Touched:
    """What happened to a loan of the file since it was entered."""

    state: str = "open"
    renewals: int = 0
    is_claimed: bool = False
    used_by: str = ""  # kinds of things that hold on to it, in words


def may_take_back(touched: Touched) -> Verdict:
    """May this loan go as if never entered? Only one that nobody has touched since."""
    reasons = []
    if touched.state != "open":
        reasons.append(Refusal(f"opening_since_{touched.state}", Weight.FORBIDS))
    elif touched.renewals:
        reasons.append(Refusal("opening_since_renewed", Weight.FORBIDS))
    elif touched.is_claimed:
        reasons.append(Refusal("opening_since_claimed", Weight.FORBIDS))
    elif touched.used_by:
        reasons.append(Refusal("opening_since_used", Weight.FORBIDS, {"list": touched.used_by}))
    return Verdict(tuple(reasons))


# A reader may be chosen for a line, and the line entered, after the others are.
STATES: Final = {**runs.STATES, "choose": ("checked", "entered"), "enter": ("checked", "entered")}


def may_go_on(deed: str, state: str, left: int = 1) -> Verdict:
    """May the file be checked, entered, taken back or given up now? `left`: lines that the deed would take."""
    is_now = runs.is_now(deed, state, left, STATES)
    return Verdict.of(
        [
            None if is_now else Refusal(f"opening_not_now_{deed}", Weight.FORBIDS),
            Refusal("opening_no_good_line", Weight.FORBIDS)
            if deed == "enter" and is_now and not left
            else None,
        ]
    )
