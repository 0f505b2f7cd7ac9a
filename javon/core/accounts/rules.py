"""What a login and a PIN may look like, how long a wrong PIN pauses, when a screen locks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from javon.core.verdict import Refusal, Verdict, Weight

# Typed on every keyboard of the house, read aloud without doubt.
LOGIN = re.compile(r"[a-z0-9](?:[a-z0-9._-]{1,62}[a-z0-9])")


@dataclass(frozen=True, slots=True)
class NewAccount:
    """What is known when an account is asked for."""

    username: str  # lower case
    is_taken: bool


def login_is_hard_to_type(facts: NewAccount) -> Refusal | None:
    if not LOGIN.fullmatch(facts.username):
        return Refusal("login_hard_to_type", Weight.FORBIDS, {"login": facts.username})
    return None


def login_is_taken(facts: NewAccount) -> Refusal | None:
    return Refusal("login_taken", Weight.FORBIDS, {"login": facts.username}) if facts.is_taken else None


NEW_ACCOUNT_RULES = (login_is_hard_to_type, login_is_taken)


def may_make_account(facts: NewAccount) -> Verdict:
    """Every objection to a new account."""
    return Verdict.of(rule(facts) for rule in NEW_ACCOUNT_RULES)


def may_lock(*, is_oneself: bool) -> Verdict:
    """Whoever locks the account they are working in has nobody left to open it."""
    return Verdict.of([Refusal("locks_oneself", Weight.FORBIDS) if is_oneself else None])


# --- the PIN --------------------------------------------------------------------------------------------

PIN = re.compile(r"[0-9]{4,6}")
_COLUMNS = frozenset({"2580", "0852", "1470", "0741", "3690", "0963", "1590", "7530", "147258", "258369"})


@dataclass(frozen=True, slots=True)
class NewPin:
    """What is known when a PIN is chosen."""

    pin: str
    username: str = ""


def looks_like_pin(typed: str) -> bool:
    """True for 4 to 6 digits: no password is that short."""
    return PIN.fullmatch(typed) is not None


def pin_is_no_pin(facts: NewPin) -> Refusal | None:
    return None if looks_like_pin(facts.pin) else Refusal("pin_no_digits", Weight.FORBIDS)


def pin_is_one_digit(facts: NewPin) -> Refusal | None:
    return _guessable("same") if len(set(facts.pin)) == 1 else None


def pin_is_a_run(facts: NewPin) -> Refusal | None:
    """1234, 4321, 7890: neighbours on the keyboard, in either direction."""
    steps = {
        (int(b) - int(a)) % 10 for a, b in zip(facts.pin, facts.pin[1:], strict=False) if (a + b).isdecimal()
    }
    return _guessable("run") if steps in ({1}, {9}) else None


def pin_repeats_itself(facts: NewPin) -> Refusal | None:
    """1212, 123123, 121212 and 1122, 112233."""
    pin, length = facts.pin, len(facts.pin)
    halves = any(
        length % part == 0 and pin == pin[:part] * (length // part) for part in (2, 3) if part < length
    )
    doubles = length % 2 == 0 and all(pin[place] == pin[place + 1] for place in range(0, length, 2))
    return _guessable("repeat") if halves or doubles else None


def pin_is_a_year(facts: NewPin) -> Refusal | None:
    is_year = len(facts.pin) == 4 and facts.pin.isdecimal() and 1900 <= int(facts.pin) <= 2099
    return _guessable("year") if is_year else None


def pin_is_a_line_of_keys(facts: NewPin) -> Refusal | None:
    return _guessable("line") if facts.pin in _COLUMNS else None


def pin_stands_in_the_login(facts: NewPin) -> Refusal | None:
    return _guessable("login") if facts.pin and facts.pin in facts.username else None


NEW_PIN_RULES = (
    pin_is_one_digit, pin_is_a_run, pin_repeats_itself, pin_is_a_year, pin_is_a_line_of_keys, pin_stands_in_the_login,
)  # fmt: skip


def may_set_pin(facts: NewPin) -> Verdict:
    """The objection to a PIN: it is none, or it is one of those that a stranger tries first."""
    if (none := pin_is_no_pin(facts)) is not None:
        return Verdict((none,))
    objections = (rule(facts) for rule in NEW_PIN_RULES)
    return Verdict.of([next((objection for objection in objections if objection is not None), None)])


def _guessable(why: str) -> Refusal:
    return Refusal("pin_guessable", Weight.FORBIDS, {"why": why})


# --- wrong PINs, counted per account and address --------------------------------------------------------

WRONG_PINS = 5
PIN_PAUSE = timedelta(minutes=15)
# Pauses alone would let a patient stranger at one computer try 480 PINs a day.
WRONG_PINS_IN_A_ROW = 20


@dataclass(frozen=True, slots=True)
class WrongPins:
    """The wrong PINs of one account at one address since the last right one."""

    tries: int = 0  # since the last pause
    in_a_row: int = 0
    last_at: datetime | None = None


def pin_is_paused(past: WrongPins, now: datetime) -> Refusal | None:
    """Five wrong PINs pause it for fifteen minutes, twenty in a row until the password is typed."""
    if past.last_at is None:
        return None
    if past.in_a_row >= WRONG_PINS_IN_A_ROW:
        return Refusal("pin_exhausted", Weight.FORBIDS)
    left = past.last_at + PIN_PAUSE - now
    if past.tries >= WRONG_PINS and left > timedelta(0):
        return Refusal("pin_locked", Weight.FORBIDS, {"minutes": -(-int(left.total_seconds()) // 60) or 1})
    return None


def after_another_try(past: WrongPins, now: datetime) -> WrongPins:
    """The count with one more try, which is counted before anybody knows whether it is right."""
    tries = 0 if past.tries >= WRONG_PINS else past.tries  # the pause is over, or no try would be made
    return WrongPins(tries + 1, past.in_a_row + 1, now)


def wrong_pin(counted: WrongPins, now: datetime) -> Refusal:
    """What is said after a wrong PIN, counted already."""
    paused = pin_is_paused(counted, now)
    return paused or Refusal("pin_wrong", Weight.FORBIDS, {"left": WRONG_PINS - counted.tries})


# --- the proof of a PIN, taken to an action --------------------------------------------------------------

PROOF_HOLDS = timedelta(minutes=2)


def proof_is_needed(user_id: int | None, proved_user_id: int | None, age: timedelta | None) -> Refusal | None:
    """A deed that asks for the PIN needs a proof of the same person, not older than two minutes."""
    fresh = age is not None and timedelta(0) <= age <= PROOF_HOLDS
    if user_id is not None and proved_user_id == user_id and fresh:
        return None
    return Refusal("pin_needed", Weight.FORBIDS)


# --- shared computers ------------------------------------------------------------------------------------

DEVICE_KNOWS_FOR = timedelta(days=30)
LAST_SEEN_EVERY = timedelta(minutes=5)
LINK_HOLDS = timedelta(hours=72)


def is_shared(people: int) -> bool:
    """A computer at which two or more people signed in within a month."""
    return people >= 2


def is_idle(last_active: datetime, now: datetime, *, minutes: int) -> bool:
    """True when nobody has asked for anything for `minutes`; 0 minutes = never."""
    return minutes > 0 and now - last_active >= timedelta(minutes=minutes)


@dataclass(frozen=True, slots=True)
class OnDevice:
    """What a computer remembers of a person's last sign-in with the password."""

    password_at: datetime
    factor_at: datetime | None  # when this computer last passed the account's second factor


def may_switch_by_pin(facts: OnDevice, *, has_pin: bool, has_factor: bool, now: datetime) -> bool:
    """A PIN alone signs in only where the password, and the second factor if there is one, were given this month."""
    fresh = now - facts.password_at <= DEVICE_KNOWS_FOR
    passed = facts.factor_at is not None and now - facts.factor_at <= DEVICE_KNOWS_FOR
    return has_pin and fresh and (passed or not has_factor)


# --- the one-time link -----------------------------------------------------------------------------------


def link_is_spent(*, used: bool, expires_at: datetime, now: datetime, is_active: bool) -> Refusal | None:
    """A link opens once, within three days, and never a locked account."""
    spent = used or now >= expires_at or not is_active
    return Refusal("link_spent", Weight.FORBIDS) if spent else None
