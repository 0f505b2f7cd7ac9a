"""The law of the stock books: whatever people do in whatever order, end = begin + in − out in every dimension.

One house, real actions: deliveries from the paper to the shelf, gifts, moves by act, losses, what is taken in their place,
write-offs with the director's approval, corrections, late facts, closed months. After each deed, done or refused, every
figure agrees, the checks are silent, closed months stand as they stood.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
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

from javon.centre.documents.actions import agree, return_with_remark, submit
from javon.centre.documents.queries.approval import current_station
from javon.centre.documents.tests.characters import a_director, a_head, approved_by, newest
from javon.centre.organisation.models import ServicePoint
from javon.centre.organisation.tests.characters import a_centre, a_service_point, the_actor
from javon.centre.periods import actions as periods
from javon.centre.periods import rights as period_rights
from javon.centre.periods.queries import closed_periods
from javon.collection.catalogue.models import Title
from javon.collection.catalogue.tests.characters import a_title
from javon.collection.stock import actions, checks
from javon.collection.stock.actions import deliveries, losses, moves, old_copies, write_offs
from javon.collection.stock.models import Copy, Delivery, Disposal, Loss, Movement, Transfer
from javon.collection.stock.queries import balance, books, summary
from javon.collection.stock.rules.balance import DIMENSIONS, NOTHING, Quantity
from javon.collection.stock.rules.opening import PaperBalance
from javon.collection.stock.tests.characters import a_commission, a_stock_keeper
from javon.core import clock
from javon.core.access import Actor
from javon.core.verdict import Refused

CLOSER = Actor(1, "hisobchi", rights=frozenset({period_rights.CLOSE.code}))
COUNTED = (
    ("book", "uzb", "84"), ("book", "rus", "66"), ("serial", "uzb", "1"), ("book", "eng", "81"),
)  # fmt: skip
kinds = st.sampled_from(["book", "journal", "brochure"])
groups = st.sampled_from(["FIC", "SOC", "CHI", "GEN"])
languages = st.sampled_from(["uzb", "rus", "eng", ""])
prices = st.integers(1, 90_000_00)
which = st.integers(0, 7)  # of the newest papers, copies, rows


class StockBooks(RuleBasedStateMachine):
    """A year of a library in a few deeds."""

    def __init__(self) -> None:
        super().__init__()
        self.day = date(2026, 2, 10)
        self.closed_ends: dict[tuple[int, int], Any] = {}
        self.done: list[str] = []

    @initialize(takes_over=st.booleans(), copies=st.integers(1, 500), amount=st.integers(0, 10**9))
    def begins(self, takes_over: bool, copies: int, amount: int) -> None:
        self._at = clock.at(self._noon())
        self._at.__enter__()
        self.centre = a_centre()
        self.keeper, self.head = the_actor(a_stock_keeper()), the_actor(a_head())
        self.director = the_actor(a_director())
        self.preserving, self.accepting = a_commission(), a_commission("acceptance", name="Qabul")
        self.point, self.room = a_service_point(), a_service_point("ZAL", name="Oʻquv zali")
        self.titles = [self._title(place, *counted) for place, counted in enumerate(COUNTED)]
        if takes_over:
            actions.take_over_balance(
                by=self.keeper, centre=self.centre, as_of=date(2026, 1, 1), act_label="1-son", today=self.day,
                paper=PaperBalance(copies, amount, {"book": copies}, {"FIC": copies}, {"uzb": copies}),
                inventory=Quantity(copies, amount), accounting=Quantity(copies, amount),
            )  # fmt: skip

    def _title(self, place: int, kind: str, language: str, branch: str) -> Title:
        made = a_title(f"Kitob {place}")
        Title.objects.filter(pk=made.pk).update(kind=kind, languages=language, branch=branch)
        return Title.objects.get(pk=made.pk)

    def _noon(self) -> datetime:
        return datetime.combine(self.day, time(12), clock.TASHKENT)

    def teardown(self) -> None:
        if hasattr(self, "_at"):
            self._at.__exit__(None, None, None)

    def _one(self, rows: Any, place: int) -> Any:
        """One of the newest rows; None where there is none."""
        found = list(rows.order_by("-pk")[:8])
        return found[place % len(found)] if found else None

    def _tried(self, name: str, deed: Any) -> Any:
        """Do it; what is refused in words changes nothing."""
        try:
            answer = deed()
        except Refused as refused:
            assert refused.verdict.codes
            return None
        self.done.append(name)
        return answer

    # --- what comes

    @rule(kind=st.sampled_from(["purchase", "gift", "transfer"]), title=which, copies=st.integers(1, 3), price=prices,
          thin=st.integers(0, 2), late=st.integers(0, 40), shelved=st.booleans(), wrong=st.booleans())  # fmt: skip
    def comes(
        self, kind: str, title: int, copies: int, price: int, thin: int, late: int, shelved: bool, wrong: bool
    ) -> None:
        on = max(self.day - timedelta(days=late), date(2026, 1, 10))
        book = self.titles[title % len(self.titles)]
        head = {
            "kind": kind, "source": "«Sharq»", "paper_number": "17", "received_on": on,
            "declared_copies": copies + thin + (1 if wrong else 0), "declared_amount": (copies + thin) * price,
            "commission": self.accepting,
        }  # fmt: skip
        delivery = deliveries.enter_delivery(by=self.keeper, centre=self.centre, head=head)
        given = {
            "by": self.keeper, "delivery": delivery, "title": book, "unit_price": price, "service_point": self.point,
        }  # fmt: skip
        deliveries.put_line(copies=copies, **given)
        if thin:
            deliveries.put_line(copies=thin, is_individual=False, **given)
        self._accept(delivery)
        if shelved:
            deliveries.shelve_delivery(by=self.keeper, delivery=delivery)

    def _accept(self, delivery: Delivery) -> Any:
        edits = Delivery.objects.get(pk=delivery.pk).edits
        return self._tried(
            "accepted",
            lambda: deliveries.accept_delivery(by=self.keeper, delivery=delivery, expected_edits=edits),
        )

    @rule(title=which, price=st.one_of(st.none(), prices))
    def old_book_is_entered(self, title: int, price: int | None) -> None:
        number = f"E{Copy.objects.count() + 1}"
        self._tried(
            "old",
            lambda: old_copies.enter_old_copies(
                by=self.keeper, centre=self.centre, title=self.titles[title % len(self.titles)],
                numbers=[number], price=price, service_point=self.point,
            ),
        )  # fmt: skip

    # --- where it is

    @precondition(lambda self: Copy.objects.exists())
    @rule(copy=which, ends=st.sampled_from(["at_once", "received", "on_way", "given_up", "list"]))
    def is_moved(self, copy: int, ends: str) -> None:
        one = self._one(Copy.objects.exclude(state="written_off"), copy)
        if one is None:
            return
        there = self.room if one.service_point_id == self.point.pk else self.point
        transfer = moves.begin_move(
            by=self.keeper, centre=self.centre, from_point=ServicePoint.objects.get(pk=one.service_point_id),
            to_point=there,
        )  # fmt: skip
        listed = self._tried(
            "moved",
            lambda: moves.list_for_move(
                by=self.keeper, transfer=transfer, codes=one.code or one.inventory_number
            ),
        )
        if listed and ends != "list":
            moves.send_copies(by=self.keeper, transfer=transfer, at_once=ends == "at_once")
        if listed and ends == "received":
            moves.receive_copies(by=self.keeper, transfer=transfer)
        if listed and ends == "given_up":
            moves.cancel_move(by=self.keeper, transfer=transfer, reason="Mashina kelmadi")

    @precondition(lambda self: Transfer.objects.filter(state="on_way").exists())
    @rule()
    def what_is_under_way_comes(self) -> None:
        moves.receive_copies(by=self.keeper, transfer=Transfer.objects.filter(state="on_way")[0])

    # --- lost and replaced

    @precondition(lambda self: Copy.objects.exists())
    @rule(copy=which, late=st.integers(0, 40))
    def is_lost(self, copy: int, late: int) -> None:
        one = self._one(Copy.objects.all(), copy)
        self._tried(
            "lost",
            lambda: losses.declare_loss(
                by=self.keeper, centre=self.centre, code=one.code or one.inventory_number,
                reader_name="Karimova", lost_on=self.day - timedelta(days=late), circumstances="Yoʻlda",
                due_on=self.day, price=12_000_00,
            ),
        )  # fmt: skip

    @precondition(lambda self: Loss.objects.exists())
    @rule(loss=which, title=which, value=prices, same=st.booleans(), late=st.integers(0, 40), ends=st.sampled_from(
        ["accepted", "accepted", "draft", "cancelled"]))  # fmt: skip
    def is_replaced(self, loss: int, title: int, value: int, same: bool, late: int, ends: str) -> None:
        one = self._one(Loss.objects.select_related("copy__title"), loss)
        delivery = self._tried(
            "offered",
            lambda: losses.offer_replacement(
                by=self.keeper, loss=one, value=value, commission=self.accepting, service_point=self.point,
                title=one.copy.title if same else self.titles[title % len(self.titles)], judgement="Teng",
                received_on=max(self.day - timedelta(days=late), date(2026, 1, 10)),
            ),
        )  # fmt: skip
        if delivery is not None and ends == "accepted":
            assert self._accept(delivery) is not None
        if delivery is not None and ends == "cancelled":
            deliveries.cancel_delivery(by=self.keeper, delivery=delivery, reason="Yaroqsiz")

    @precondition(lambda self: Delivery.objects.filter(state="draft").exists())
    @rule(place=which)
    def a_draft_is_accepted(self, place: int) -> None:
        self._accept(self._one(Delivery.objects.filter(state="draft"), place))

    @precondition(lambda self: Loss.objects.exists())
    @rule(loss=which, way=st.sampled_from(["money", "nothing", "reopen", "found"]), amount=prices)
    def is_settled_otherwise(self, loss: int, way: str, amount: int) -> None:
        given = {"by": self.keeper, "loss": self._one(Loss.objects.all(), loss)}
        deeds = {
            "money": lambda: losses.take_money(
                amount=amount, receipt_number="15", receipt_on=self.day, ground="12-A", **given
            ),
            "nothing": lambda: losses.take_nothing(reason="other", ground="Oʻgʻirlangan", **given),
            "reopen": lambda: losses.reopen_loss(**given),
            "found": lambda: losses.find_again(found_on=self.day, **given),
        }
        self._tried(way, deeds[way])

    # --- what goes

    @rule(copy=which, reason=st.sampled_from(["worn", "lost_by_reader", "other"]), listed=st.booleans())
    def is_listed(self, copy: int, reason: str, listed: bool) -> None:
        one = self._one(Copy.objects.all(), copy)
        if listed or one is None:
            self._tried("listed", lambda: losses.list_losses(by=self.keeper, centre=self.centre))
            return
        disposal = write_offs.begin_write_off(by=self.keeper, centre=self.centre, reason=reason)
        self._tried(
            "listed",
            lambda: write_offs.list_copy(by=self.keeper, disposal=disposal, copy=one, price=12_000_00),
        )

    @precondition(lambda self: Disposal.objects.filter(state="list", lines__isnull=False).exists())
    @rule(place=which, ends=st.sampled_from(["approved", "approved", "approved", "returned", "cancelled"]))
    def the_act_goes_its_way(self, place: int, ends: str) -> None:
        disposal = self._one(Disposal.objects.filter(state="list", lines__isnull=False).distinct(), place)
        given = {"by": self.keeper, "disposal": disposal}
        if ends == "cancelled":
            write_offs.cancel_write_off(reason="Kerak emas", **given)
            return
        write_offs.lay_before_commission(commission=self.preserving, **given)
        write_offs.write_minutes(number="3", on=self.day, conclusion="Chiqarilsin", **given)
        drafted = self._tried("drafted", lambda: write_offs.draft_act(**given))
        if drafted is None:  # something on it has gone elsewhere meanwhile
            write_offs.cancel_write_off(reason="Boshqa joyda", **given)
            return
        version = newest(drafted.act)
        submit(by=self.keeper, version=version, expected_edits=version.edits)
        if ends == "returned":
            return_with_remark(
                by=self.head, version=version, expected_number=version.number, remark="Tuzating"
            )
            return
        station = current_station(version)
        if station is not None and station.kind == "agree":
            agree(by=self.head, version=version, expected_number=version.number)
        approved_by(self.director, version)
        self.done.append("written off")

    # --- corrections and months

    @precondition(lambda self: Copy.objects.exists())
    @rule(copy=which, kind=kinds, group=groups, language=languages, price=prices)
    def copy_is_corrected(self, copy: int, kind: str, group: str, language: str, price: int) -> None:
        one = self._one(Copy.objects.all(), copy)
        self._tried(
            "corrected",
            lambda: actions.correct_copy(
                by=self.keeper, copy=one, kind=kind, content_group=group, language=language, script="",
                price=price, reason="Xato",
            ),
        )  # fmt: skip

    @rule(kind=kinds, group=groups, language=languages, copies=st.integers(-3, 3), amount=st.integers(-100, 100),
          part=st.sampled_from(["in", "out"]))  # fmt: skip
    def summary_is_corrected(
        self, kind: str, group: str, language: str, copies: int, amount: int, part: str
    ) -> None:
        rows = ((kind, group, language, copies, amount),)
        given = {"by": self.keeper, "centre": self.centre, "part": part, "rows": rows, "reason": "Xato"}
        self._tried("summary", lambda: actions.correct_summary(**given))

    @precondition(lambda self: self.day.month < 12)
    @rule()
    def month_is_closed(self) -> None:
        """The month before is closed; its end is remembered: nothing later may change it."""
        closing = self.day.replace(day=1) - timedelta(days=1)
        if (closing.year, closing.month) not in closed_periods(self.centre):
            periods.close(
                by=CLOSER, centre=self.centre, year=closing.year, month=closing.month, today=self.day
            )
            self.closed_ends[closing.year, closing.month] = books.movement(
                self.centre.pk, closing.replace(day=1), closing
            )
        self.day = (self.day.replace(day=1) + timedelta(days=40)).replace(day=10)
        self._at.__exit__(None, None, None)
        self._at = clock.at(self._noon())
        self._at.__enter__()

    # --- what no order of deeds may break

    @invariant()
    def every_dimension_keeps_the_law(self) -> None:
        if not hasattr(self, "titles"):
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
        if not hasattr(self, "titles"):
            return
        four = balance.four_figures(self.centre.pk)
        assert four.catalogue_side.minus(four.summary) == NOTHING
        assert list(checks.verify()) == []

    @invariant()
    def a_closed_loss_has_two_movements_and_two_acts(self) -> None:
        closed = Loss.objects.filter(state="closed").select_related("disposal__act", "offer__delivery")
        for loss in closed:
            assert loss.disposal.book_number and loss.disposal.act.number is not None
            facts = Movement.objects.filter(correction=None)
            assert facts.filter(copy=loss.copy, side="out", reason=loss.write_off_reason).count() == 1
            if loss.way == "replacement":
                assert loss.offer.delivery.book_number
                came = facts.get(copy=loss.replacement, side="in")
                assert (came.delivery_id, came.amount) == (loss.offer.delivery_id, loss.value)

    @invariant()
    def closed_months_stand(self) -> None:
        for (year, month), stood in self.closed_ends.items():
            first = date(year, month, 1)
            assert books.movement(self.centre.pk, first, first) == stood


def run(case: TestCase, examples: int, steps: int) -> None:
    """So many years of so many deeds, every one in a transaction of its own."""

    class InTransaction(StockBooks):
        def __init__(self) -> None:
            super().__init__()
            case.setup_example()

        def teardown(self) -> None:
            super().teardown()
            case.teardown_example(None)

    terms = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=(
            Phase.explicit,
            Phase.reuse,
            Phase.generate,
        ),  # a failing year is short: shrinking it takes minutes
    )
    run_state_machine_as_test(InTransaction, settings=terms)


class TestTheLaw(TestCase):
    def test_any_sequence_of_deeds_keeps_the_law(self) -> None:
        run(self, 6, 12)

    def test_the_way_that_chance_seldom_walks(self) -> None:
        """Bought, lost, replaced by another book, both acts, the month closed, the new copy lost and paid for."""
        self.setup_example()
        house = StockBooks()
        try:
            house.begins(takes_over=True, copies=100, amount=5_000_000_00)
            house.comes("purchase", 0, 2, 45_000_00, 1, 0, True, False)
            house.is_lost(0, 5)
            house.is_replaced(0, 1, 60_000_00, False, 35, "accepted")
            house.is_listed(0, "worn", True)
            house.the_act_goes_its_way(0, "returned")
            house.the_act_goes_its_way(0, "approved")
            house.month_is_closed()
            house.is_lost(0, 0)
            house.is_settled_otherwise(0, "money", 90_000_00)
            house.copy_is_corrected(0, "book", "SOC", "rus", 70_000_00)
            house.is_listed(0, "worn", True)
            house.the_act_goes_its_way(0, "approved")
            house.a_closed_loss_has_two_movements_and_two_acts()
            house.every_dimension_keeps_the_law()
            house.the_figures_agree_and_nothing_is_found()
            house.closed_months_stand()
            assert Loss.objects.filter(state="closed").count() == 2
            assert house.done.count("written off") == 2
        finally:
            house.teardown()
            self.teardown_example(None)

    @pytest.mark.slow
    def test_many_years_of_many_deeds_keep_the_law(self) -> None:
        run(self, 15, 40)
