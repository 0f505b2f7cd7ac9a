"""The paper balance of the demo library, taken over at the beginning of its year: two books of five are entered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from javon.centre.organisation.models import Centre
from javon.collection.stock import actions
from javon.collection.stock.queries import balance
from javon.collection.stock.rules.balance import Quantity
from javon.collection.stock.rules.opening import PaperBalance, shared
from javon.config.demo.staff import acting, holder_of
from javon.core import clock

ON_PAPER = 2.48  # times what is entered: 5 000 of 12 400
BROCHURES = 0.03  # of the paper stock; the old books of this house numbered them like all the rest
BEFORE = 330  # days: earlier than the first delivery that the demo tells


def opening_of(centre: Centre, today: date) -> list[Iterator[datetime]]:
    """One story; none where nothing is entered."""
    filled = [row for row in balance.filling(centre.pk) if row.entered]
    return [_taken_over(centre, (today - timedelta(days=BEFORE)).replace(day=1), filled)] if filled else []


def _taken_over(centre: Centre, as_of: date, filled: list[balance.Filling]) -> Iterator[datetime]:
    keeper = holder_of("head-stock")
    entered = {name: {row.column: row.entered for row in filled if row.dimension == name} for name in
               ("kind", "content_group", "language")}  # fmt: skip
    copies = round(sum(entered["kind"].values()) * ON_PAPER)
    brochures = round(copies * BROCHURES)
    kinds = _scaled(copies - brochures, entered["kind"])
    kinds["brochure"] = kinds.get("brochure", 0) + brochures
    languages = _scaled(copies, entered["language"])
    languages[""] = languages.pop("other", 0)  # the paper names two languages
    amount = copies * 18_400_00
    yield datetime.combine(as_of, time(8), clock.TASHKENT)
    actions.take_over_balance(
        by=acting(keeper),
        centre=centre,
        as_of=as_of,
        act_label=f"1-son dalolatnoma, {as_of:%d.%m.%Y}",
        paper=PaperBalance(copies, amount, kinds, _scaled(copies, entered["content_group"]), languages),
        inventory=Quantity(copies, amount),
        accounting=Quantity(copies, amount),
        today=as_of,
    )


def _scaled(whole: int, entered: dict[str, int]) -> dict[str, int]:
    """`whole` divided as what is entered is divided."""
    return dict(zip(entered, shared(whole, list(entered.values())), strict=True))
