"""The door of a reader: what a PIN given by the desk looks like, how wrong ones pause, how long a session lasts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from javon.core.accounts.rules import PIN_PAUSE, WRONG_PINS, WrongPins, pin_is_paused
from javon.core.verdict import Refusal, Verdict, Weight
from javon.service.readers.rules import ages

IDLE = timedelta(minutes=10)  # at a computer of the library: the next child sits down there
KEPT_FOR = timedelta(days=30)  # on one's own phone, asked for
SEEN_EVERY = timedelta(minutes=1)
FORGOTTEN_AFTER = timedelta(hours=24)
# Thirty pupils behind one address, each with three slips, stay under it; a list of card numbers does not.
WRONG_AT_ADDRESS = 100

__all__ = ["PIN_PAUSE", "WRONG_PINS", "WrongPins", "pin_is_paused"]


def has_ended(*, is_kept: bool, created_at: datetime, last_seen_at: datetime, now: datetime) -> bool:
    """A kept session lasts thirty days from the sign-in, any other until ten minutes passed without a sign of life."""
    return now - created_at >= KEPT_FOR if is_kept else now - last_seen_at >= IDLE


def past_tries(past: WrongPins, now: datetime) -> WrongPins:
    """The tries that still count: those of the day before are forgotten, for a classmate may have made them."""
    return past if past.last_at is not None and now - past.last_at < FORGOTTEN_AFTER else WrongPins()


def address_is_paused(wrong: int) -> Refusal | None:
    """So many wrong PINs at one address within a quarter of an hour: somebody tries card after card."""
    if wrong < WRONG_AT_ADDRESS:
        return None
    return Refusal("pin_locked", Weight.FORBIDS, {"minutes": int(PIN_PAUSE.total_seconds()) // 60})


def pin_from(digit: Callable[[], int], is_guessable: Callable[[str], bool]) -> str:
    """Four digits that a stranger does not try first; `digit` gives a random one."""
    while True:
        pin = "".join(str(digit()) for _place in range(4))
        if not is_guessable(pin):
            return pin


def guardian_sees(
    *,
    is_in_force: bool,
    relation: str,
    is_group: bool,
    age: int | None,
    is_let_in: bool,
) -> bool:
    """May this adult open the ward's pages? Parents and guardians of a child under sixteen, whoever answers for a group;
    from sixteen on only whom the reader lets in. A teacher answers for a child at the desk and reads no child's list.
    """
    if not is_in_force:
        return False
    if is_group:
        return relation == "responsible"
    if relation not in ("mother", "father", "guardian"):
        return False
    return ages.needs_guardian(age) or is_let_in


def may_ask(*, is_group: bool, kind: str, has_open: bool, phone: str | None) -> Verdict:
    """Every objection to a request of a reader; a group's data belong to the school or mahalla behind it."""
    return Verdict.of(
        [
            Refusal("request_is_open", Weight.FORBIDS) if has_open else None,
            Refusal("request_of_group", Weight.FORBIDS) if is_group and kind == "erase" else None,
            Refusal("phone_unreal", Weight.FORBIDS) if kind == "phone" and not phone else None,
        ]
    )
