"""What a scan means: the one box takes any code, in any state, in any order. ux.md 3.2 as a table."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

READ_TWICE: Final = 3.0  # seconds within which the same copy read again is the scanner's doing
IN_THE_HAND: Final = frozenset(
    {"on_loan", "missing", "lost", "in_transit", "at_ill_partner", "at_mobile_point"}
)
"""Places that a copy lying on the desk contradicts: scanned without a reader, it has come back."""


class What(StrEnum):
    """What the code names."""

    NOTHING = "nothing"
    READER = "reader"
    COPY = "copy"
    COPIES = "copies"  # several answer to one number, or a title by its ISBN
    SEAT = "seat"  # a seat or a computer of the reading room
    WORDS = "words"  # a name, a title
    UNKNOWN = "unknown"  # looks like a code and is nobody's


class Step(StrEnum):
    """What the desk does next."""

    NOTHING = "nothing"
    OPEN_READER = "open_reader"
    LEND = "lend"
    TAKE_BACK = "take_back"
    PASS_ON = "pass_on"  # taken back from one reader and lent to the one who is open
    RENEW = "renew"
    ASK_WHO = "ask_who"  # the copy waits for a card
    ASK_WHICH = "ask_which"  # renew or take back?
    CHOOSE = "choose"
    SEAT = "seat"
    SEARCH = "search"
    UNKNOWN = "unknown"
    READ_TWICE = "read_twice"


@dataclass(frozen=True, slots=True)
class ScanFacts:
    """One scan, and what stands on the desk. `seconds_since` is how long ago the copy's last deed was, None: long."""

    what: What
    state: str = "on_shelf"  # of the copy
    has_loan: bool = False
    is_own: bool = False  # the reader who is open has it
    reader_is_open: bool = False
    returns_only: bool = False
    answer: str = ""  # "renew" or "return": what was said to ASK_WHICH
    seconds_since: float | None = None


def step_of(f: ScanFacts) -> Step:
    """The one next step of a scan."""
    if f.what is not What.COPY:
        return _OTHERS[f.what]
    if f.seconds_since is not None and f.seconds_since <= READ_TWICE and not f.answer:
        return Step.READ_TWICE
    if f.returns_only:
        return Step.TAKE_BACK
    if not f.reader_is_open:
        return Step.TAKE_BACK if f.has_loan or f.state in IN_THE_HAND else Step.ASK_WHO
    if not f.has_loan:
        # Nobody is written down with it: it is here, so it is taken back first and lent in the same breath.
        return Step.PASS_ON if f.state in ("on_loan", "lost", "at_ill_partner") else Step.LEND
    if not f.is_own:
        return Step.PASS_ON
    return {"renew": Step.RENEW, "return": Step.TAKE_BACK}.get(f.answer, Step.ASK_WHICH)


_OTHERS: Final = {
    What.NOTHING: Step.NOTHING,
    What.READER: Step.OPEN_READER,
    What.COPIES: Step.CHOOSE,
    What.SEAT: Step.SEAT,
    What.WORDS: Step.SEARCH,
    What.UNKNOWN: Step.UNKNOWN,
}
