"""Sums of the stock in words and figures."""

from __future__ import annotations

from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from javon.core.uzbek.figures import number

SENTENCES: dict[str, Promise] = {
    "price_negative": _("A price cannot be less than nothing: %(price)s soums."),
    "price_too_high": _(
        "%(price)s soums for one copy is more than %(most)s: look whether a digit is too many."
    ),
}


def soums(tiyin: int) -> str:
    """A sum in tiyin as people write soʻm: 4500000 is "45 000", 4500050 is "45 000,50"."""
    exact = Decimal(tiyin) / 100
    return number(exact, None if exact == exact.to_integral_value() else 2).removesuffix(",00")
