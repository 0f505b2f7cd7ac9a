"""The law of the stock books: whatever happens in whatever order, end = begin + in − out in every dimension.

Receipts, moves, losses, write-offs, corrections, late facts and closed months, at random; after each step every figure
agrees and the checks are silent.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from javon.centre.organisation.tests.characters import a_centre
from javon.centre.periods import queries as periods
from javon.centre.periods.models import Period
from javon.collection.stock import actions, checks
from javon.collection.stock.models import Copy
from javon.collection.stock.queries import balance, books, summary
from javon.collection.stock.rules.balance import DIMENSIONS, NOTHING, Quantity
from javon.collection.stock.rules.opening import PaperBalance
from javon.collection.stock.tests.booked import a_delivery, a_disposal
from javon.collection.stock.tests.characters import a_copy
from javon.collection.stock.whereabouts import move
from javon.core import clock
from javon.core.access import Actor, machine
from javon.core.database import writing
from javon.core.verdict import Refused

KEEPER = Actor(1, "fond", rights=frozenset({"stock.correct_books", "stock.take_over_balance"}))
kinds = st.sampled_from(["book", "journal", "brochure"])
groups = st.sampled_from(["FIC", "SOC", "CHI", "GEN"])
languages = st.sampled_from(["uzb", "rus", "eng", ""])
prices = st.integers(0, 90_000_00)


class StockBooks(RuleBasedStateMachine):
    """A year of a library in a few steps."""

    def __init__(self) -> None:
        super().__init__()
        self.day = date(2026, 2, 10)
        self.closed_ends: dict[tuple[int, int], Any] = {}

    @initialize(takes_over=st.booleans(), copies=st.integers(1, 500), amount=st.integers(0, 10**9))
    def begins(self, takes_over: bool, copies: int, amount: int) -> None:
        self._at = clock.at(self._noon())
        self._at.__enter__()
        self.centre = a_centre()
        if takes_over:
            actions.take_over_balance(
                by=KEEPER, centre=self.centre, as_of=date(2026, 1, 1), act_label="1-son", today=self.day,
                paper=PaperBalance(copies, amount, {"book": copies}, {"FIC": copies}, {"uzb": copies}),
                inventory=Quantity(copies, amount), accounting=Quantity(copies, amount),
            )  # fmt: skip

    def _noon(self) -> datetime:
        return datetime.combine(self.day, time(12), clock.TASHKENT)

    def teardown(self) -> None:
        if hasattr(self, "_at"):
            self._at.__exit__(None, None, None)

    def _here(self) -> list[Copy]:
        return list(Copy.objects.exclude(state="written_off").order_by("pk"))

    @rule(copies=st.integers(1, 3), price=prices, kind=kinds, group=groups, language=languages,
          thin=st.integers(0, 2), late=st.integers(0, 40))  # fmt: skip
    def delivery(
        self, copies: int, price: int, kind: str, group: str, language: str, thin: int, late: int
    ) -> None:
        on = max(self.day - timedelta(days=late), date(2026, 1, 1))
        a_delivery(copies, price, on=on, summary_only=thin, kind=kind, content_group=group, language=language)

    @rule(price=prices)
    def old_book_is_entered(self, price: int) -> None:
        a_copy(price=price, inventory_number="")

    @precondition(lambda self: self._here())
    @rule(data=st.data(), to=st.sampled_from(["in_repair", "on_loan", "missing", "lost", "on_shelf"]))
    def copy_moves(self, data: Any, to: str) -> None:
        with writing():
            move([data.draw(st.sampled_from(self._here()))], to=to, by=machine("test"))

    @precondition(lambda self: self._here())
    @rule(data=st.data(), reason=st.sampled_from(["worn", "lost_by_reader", "unknown"]))
    def written_off(self, data: Any, reason: str) -> None:
        a_disposal([data.draw(st.sampled_from(self._here()))], reason=reason)

    @precondition(lambda self: self._here())
    @rule(data=st.data(), kind=kinds, group=groups, language=languages, price=prices)
    def copy_is_corrected(self, data: Any, kind: str, group: str, language: str, price: int) -> None:
        copy = data.draw(st.sampled_from(self._here()))
        try:
            actions.correct_copy(
                by=KEEPER, copy=copy, kind=kind, content_group=group, language=language, script="", price=price,
                reason="Xato",
            )  # fmt: skip
        except Refused as refused:
            assert refused.verdict.codes == ("correction_changes_nothing",)

    @rule(kind=kinds, group=groups, language=languages, copies=st.integers(-3, 3), amount=st.integers(-100, 100),
          part=st.sampled_from(["in", "out"]))  # fmt: skip
    def summary_is_corrected(
        self, kind: str, group: str, language: str, copies: int, amount: int, part: str
    ) -> None:
        rows = ((kind, group, language, copies, amount),)
        try:
            actions.correct_summary(by=KEEPER, centre=self.centre, part=part, rows=rows, reason="Xato")
        except Refused as refused:
            assert set(refused.verdict.codes) <= {"correction_changes_nothing", "correction_below_nothing"}

    @precondition(lambda self: self.day.month < 12)
    @rule()
    def month_is_closed(self) -> None:
        """The month before is closed; its end is remembered: nothing later may change it."""
        closing = self.day.replace(day=1) - timedelta(days=1)
        if not periods.is_closed(self.centre, closing):
            Period.objects.create(
                centre=self.centre, year=closing.year, month=closing.month, closed_at=clock.now()
            )
            self.closed_ends[closing.year, closing.month] = books.movement(
                self.centre.pk, closing.replace(day=1), closing
            )
        self.day = (self.day.replace(day=1) + timedelta(days=40)).replace(day=10)
        self._at.__exit__(None, None, None)
        self._at = clock.at(self._noon())
        self._at.__enter__()

    @invariant()
    def every_dimension_keeps_the_law(self) -> None:
        if not hasattr(self, "centre"):
            return
        third = summary.third(self.centre.pk, 2026)
        year = third.year
        assert year.disagreements == ()
        assert year.total.end == books.balance(self.centre.pk)
        for name in DIMENSIONS:
            ends = [line.end for line in year.by[name].values()]
            assert sum(one.copies for one in ends) == year.total.end.copies
            assert sum(one.amount for one in ends) == year.total.end.amount
        assert third.quarters[4].total.end == year.total.end
        for quarter in (2, 3, 4):
            assert third.quarters[quarter].total.begin == third.quarters[quarter - 1].total.end
        for side, turned in (("in", year.total.received), ("out", year.total.gone)):
            whole = summary.part(self.centre.pk, 2026, side).total()
            assert (whole.copies, whole.amount) == (turned.copies, turned.amount)

    @invariant()
    def the_figures_agree_and_nothing_is_found(self) -> None:
        if not hasattr(self, "centre"):
            return
        four = balance.four_figures(self.centre.pk)
        assert four.catalogue_side.minus(four.summary) == NOTHING
        assert list(checks.verify()) == []

    @invariant()
    def closed_months_stand(self) -> None:
        for (year, month), stood in self.closed_ends.items():
            first = date(year, month, 1)
            assert books.movement(self.centre.pk, first, first) == stood


class TestTheLaw(TestCase):
    """A few years of eight deeds each, every one in a transaction of its own."""

    def test_any_sequence_of_deeds_keeps_the_law(self) -> None:
        case = self

        class InTransaction(StockBooks):
            def __init__(self) -> None:
                super().__init__()
                case.setup_example()

            def teardown(self) -> None:
                super().teardown()
                case.teardown_example(None)

        terms = settings(
            max_examples=8, stateful_step_count=8, deadline=None, suppress_health_check=list(HealthCheck)
        )
        run_state_machine_as_test(InTransaction, settings=terms)
