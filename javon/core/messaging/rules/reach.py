"""By which channel a recipient is reached: the first of the centre's order that is on, wanted, and has an address.

Nobody must give an address: who gave none is called or gets paper.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

TELEGRAM, SMS, EMAIL, CALL_LIST, PAPER = "telegram", "sms", "email", "call_list", "paper"
ORDER = (TELEGRAM, SMS, EMAIL, CALL_LIST, PAPER)
LISTS = frozenset({CALL_LIST, PAPER})  # staff print them and tick them off
QUIET_BY_NATURE = LISTS  # staff call by day, paper wakes nobody: no quiet hours, and paper no cap
UNKNOWN, GOOD, DEAD = "unknown", "good", "dead"


@dataclass(frozen=True, slots=True)
class Reach:
    """What is known of one recipient: channel → state of the address, the channels she does not want."""

    addresses: Mapping[str, str] = field(default_factory=dict)
    refused: Collection[str] = frozenset()
    tried: Collection[str] = frozenset()  # for this message, without success


def channel_for(reach: Reach, *, order: Sequence[str], ready: Collection[str]) -> str | None:
    """The channel to use now; None when there is none (:func:`why_none` says why)."""
    for channel in order:
        if (
            channel in ready
            and channel not in {*reach.refused, *reach.tried}
            and _has_address(reach, channel)
        ):
            return channel
    return None


def why_none(reach: Reach, *, order: Sequence[str], ready: Collection[str]) -> str:
    """`declined` when the recipient wants none of the channels, `unreachable` otherwise."""
    return "declined" if all(one in reach.refused for one in order if one in ready) else "unreachable"


def _has_address(reach: Reach, channel: str) -> bool:
    if channel == PAPER:
        return True
    if channel == CALL_LIST:
        # A number that takes no SMS may be a landline, and a call finds out.
        own = reach.addresses.get(CALL_LIST)
        return own != DEAD if own is not None else SMS in reach.addresses
    return reach.addresses.get(channel, DEAD) != DEAD


_MAIL = re.compile(r"[^\s@,;<>\"]{1,64}@[^\s@,;<>\"]+\.[^\s@,;<>\".]{2,}")


def tidy_address(channel: str, value: str) -> str:
    """`value` as the channel needs it; "" when it can be none (a telephone of three digits, an e-mail without @)."""
    typed = value.strip()
    if channel in {SMS, CALL_LIST}:
        return tidy_phone(typed)
    if channel == EMAIL:
        return typed if len(typed) <= 120 and _MAIL.fullmatch(typed) else ""
    return typed[:120]


def tidy_phone(value: str) -> str:
    """Digits with the country's code: "(90) 123-45-67" → 998901234567; foreign ones when they begin with "+"."""
    digits = "".join(letter for letter in value if letter.isascii() and letter.isdigit())
    if value.startswith("+") or value.startswith("00"):
        digits = digits.removeprefix("00")
        is_ours = digits.startswith("998")
        return digits if (len(digits) == 12 if is_ours else 8 <= len(digits) <= 15) else ""
    if len(digits) == 9:
        return "998" + digits
    return digits if len(digits) == 12 and digits.startswith("998") else ""
