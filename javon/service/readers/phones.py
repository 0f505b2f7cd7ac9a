"""Telephone numbers as people write them: "+998 90 123-45-67", "90 1234567", "8 (90) 123 45 67". Dossier 6.8."""

from __future__ import annotations

import re
from typing import Final

COUNTRY: Final = "998"
OWN_DIGITS: Final = 9  # code of the network and number
_SEVERAL: Final = re.compile(r"(?<!\d)(?:\+?998[\s()-]{0,3})?(?:\d[\s()-]{0,3}){8}\d(?!\d)", re.ASCII)


def digits_of(typed: str) -> str:
    """The digits in `typed`, of any kind of digits."""
    return "".join(str(int(letter)) for letter in typed if letter.isdecimal())


def phone_of(typed: str) -> str | None:
    """As it is kept and as SMS gateways want it: "998901234567"; "" when nothing was typed, None when it is no number."""
    digits = digits_of(typed)
    if not digits:
        return None if typed.strip() else ""
    if len(digits) == OWN_DIGITS + 1 and digits[0] == "8":
        digits = digits[1:]  # the trunk prefix of old
    if len(digits) == OWN_DIGITS:
        digits = COUNTRY + digits
    if digits.startswith(COUNTRY):
        return digits if len(digits) == len(COUNTRY) + OWN_DIGITS else None
    # From abroad: with the plus sign that says so, eight digits at least (ITU-T E.164: fifteen at most).
    return digits if typed.strip().startswith("+") and 8 <= len(digits) <= 15 else None


def phones_in(typed: str) -> list[str]:
    """The numbers in `typed`, where it may hold several: "90 123 45 67, 91 222-33-44". Empty when any of it is unclear."""
    one = phone_of(typed)
    if one is not None:
        return [one] if one else []
    found = [phone_of(part) for part in _SEVERAL.findall(typed)]
    is_all = not digits_of(_SEVERAL.sub("", typed))
    return [number for number in found if number] if is_all and all(found) else []


def phone_key(digits: str) -> str:
    """The key under which a number is sought by its last digits: the last nine, read backwards."""
    return digits[-OWN_DIGITS:][::-1]


def shown(digits: str) -> str:
    """For people: "+998 90 123-45-67"; another country's number as "+77011234567"."""
    if digits.startswith(COUNTRY) and len(digits) == len(COUNTRY) + OWN_DIGITS:
        own = digits[len(COUNTRY) :]
        return f"+{COUNTRY} {own[:2]} {own[2:5]}-{own[5:7]}-{own[7:]}"
    return f"+{digits}" if digits else ""
