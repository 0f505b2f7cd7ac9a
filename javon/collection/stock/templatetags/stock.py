"""`{% load stock %}`: sums in tiyin as people write soʻm."""

from __future__ import annotations

from typing import Any

from django import template

from javon.collection.stock.wording import money

register = template.Library()


@register.filter
def soums(tiyin: Any) -> str:
    """4500000 as "45 000"; nothing for no price."""
    return money.soums(tiyin) if isinstance(tiyin, int) else "–"


@register.filter
def times(count: int, price: int) -> int:
    """The sum of a line: copies by the price of one, in tiyin."""
    return count * price
