"""Prices and sums of the stock: whole tiyin within honest bounds. 1 soʻm = 100 tiyin."""

from __future__ import annotations

from javon.core.verdict import Refusal, Weight

TIYIN = 100  # in one soʻm
DEAREST = 100_000_000 * TIYIN  # of one copy; more is a slip of the hand (a rare book is revalued by an act)


def price_is_unreal(price: int | None, where: str = "") -> Refusal | None:
    """The objection to a price of one copy in tiyin; `where` names the line for the sentence."""
    if price is None or 0 <= price <= DEAREST:
        return None
    code = "price_negative" if price < 0 else "price_too_high"
    return Refusal(code, Weight.FORBIDS, {"price": price, "most": DEAREST, "where": where})
