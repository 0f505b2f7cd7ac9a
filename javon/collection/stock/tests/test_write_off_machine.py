"""Whatever people do with lists, acts and moves, in any order: the books, the copies and the lists agree."""

from __future__ import annotations

import pytest
from django.db.models import Count
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from javon.centre.documents.actions import agree, return_with_remark, submit, withdraw
from javon.centre.documents.queries.approval import current_station
from javon.centre.documents.tests.characters import a_director, a_head, approved_by, newest
from javon.centre.organisation.tests.characters import a_centre, the_actor
from javon.collection.stock import checks
from javon.collection.stock.actions import moves, write_offs
from javon.collection.stock.models import Copy, Disposal, DisposalLine, Movement, Transfer, TransferLine
from javon.collection.stock.tests.characters import a_commission, a_copy, a_move, a_stock_keeper, a_write_off
from javon.core import clock
from javon.core.verdict import Refused

DEEDS = (
    "begin", "scan", "scan", "strike", "commission", "minutes", "reopen", "act", "send", "agree", "approve",
    "return", "withdraw", "cancel", "out", "move", "move_scan", "move_send", "move_receive", "move_cancel", "lend",
)  # fmt: skip
way = st.lists(
    st.tuples(st.sampled_from(DEEDS), st.integers(0, 3), st.integers(0, 3)), min_size=8, max_size=40
)


class House:
    """Four copies, three people, and one way to try anything."""

    def __init__(self) -> None:
        a_centre()
        self.keeper, self.head = the_actor(a_stock_keeper()), the_actor(a_head())
        self.director, self.commission = the_actor(a_director()), a_commission()
        self.copies = [a_copy(price=100 * number) for number in range(1, 5)]

    def attempt(self, deed: str, which: int, what: int) -> None:
        copy, by = self.copies[what], self.keeper
        lists, transfers = (
            list(Disposal.objects.order_by("number")),
            list(Transfer.objects.order_by("number")),
        )
        disposal = lists[which % len(lists)] if lists else None
        transfer = transfers[which % len(transfers)] if transfers else None
        if deed == "begin":
            a_write_off(by)
        elif deed == "move":
            a_move(by)
        elif deed == "lend":
            held = Copy.objects.get(pk=copy.pk)
            listed = DisposalLine.objects.filter(copy=held, is_open=True).exists()
            if held.state == "on_shelf" and not listed:
                Copy.objects.filter(pk=copy.pk).update(loanable=not held.loanable)
        elif deed.startswith("move_") and transfer is not None:
            self._move(deed, transfer, copy)
        elif disposal is not None:
            self._write_off(deed, disposal, copy)

    def _move(self, deed: str, transfer: Transfer, copy: Copy) -> None:
        by = self.keeper
        if deed == "move_scan":
            moves.list_for_move(by=by, transfer=transfer, codes=copy.inventory_number)
        elif deed == "move_send":
            moves.send_copies(by=by, transfer=transfer)
        elif deed == "move_receive":
            moves.receive_copies(by=by, transfer=transfer)
        else:
            moves.cancel_move(by=by, transfer=transfer, reason="Kerak emas")

    def _write_off(self, deed: str, disposal: Disposal, copy: Copy) -> None:
        by, today = self.keeper, clock.today()
        version = newest(disposal.act) if disposal.act is not None else None
        if deed == "scan":
            write_offs.list_copies(by=by, disposal=disposal, codes=copy.inventory_number)
        elif deed == "strike" and (line := disposal.lines.first()) is not None:
            write_offs.strike_line(by=by, line=line)
        elif deed == "commission":
            write_offs.lay_before_commission(by=by, disposal=disposal, commission=self.commission)
        elif deed == "minutes":
            write_offs.write_minutes(by=by, disposal=disposal, number="1", on=today, conclusion="Chiqarilsin")
        elif deed == "reopen":
            write_offs.reopen_list(by=by, disposal=disposal)
        elif deed == "act":
            write_offs.draft_act(by=by, disposal=disposal)
        elif deed == "cancel":
            write_offs.cancel_write_off(by=by, disposal=disposal, reason="Kerak emas")
        elif deed == "out":
            write_offs.take_out(by=by, disposal=disposal, destiny="Makulaturaga", out_on=today)
        elif version is not None:
            self._decide(deed, version)

    def _decide(self, deed: str, version) -> None:
        number = version.number
        if deed == "send":
            submit(by=self.keeper, version=version, expected_edits=version.edits)
        elif deed == "withdraw":
            withdraw(by=self.keeper, version=version)
        elif deed == "agree":
            agree(by=self.head, version=version, expected_number=number)
        elif deed == "approve" and (station := current_station(version)) is not None:
            if station.kind == "agree":
                agree(by=self.head, version=version, expected_number=number)
            approved_by(self.director, version)
        elif deed == "return":
            return_with_remark(by=self.head, version=version, expected_number=number, remark="Tuzating")

    def promises(self) -> None:
        """What no order of deeds may break."""
        assert list(checks.verify()) == []
        for lines in (DisposalLine, TransferLine):
            twice = lines.objects.filter(is_open=True).values("copy").annotate(times=Count("pk"))
            assert not twice.filter(times__gt=1).exists()
        booked = Disposal.objects.filter(state__in=["booked", "out"])
        listed = DisposalLine.objects.filter(disposal__in=booked)
        assert Movement.objects.filter(side="out").count() == listed.count()
        assert {row.copy_id for row in Movement.objects.filter(side="out")} == {row.copy_id for row in listed}
        numbers = sorted(booked.values_list("book_number", flat=True))
        assert numbers == list(range(1, len(numbers) + 1))
        gone = set(Copy.objects.filter(state="written_off").values_list("pk", flat=True))
        assert gone == {row.copy_id for row in listed}
        for disposal in Disposal.objects.filter(state="act").select_related("act"):
            assert newest(disposal.act).state in ("draft", "agreeing")


# So that chance reaches the end of the way now and then.
THE_WAY = [(deed, 0, 0) for deed in ("begin", "scan", "commission", "minutes", "act", "send", "approve")]


@pytest.mark.slow
class AnyOrder(TestCase):
    @settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(way, st.integers(0, 7))
    def test_any_order_of_deeds_keeps_books_copies_and_lists_in_agreement(self, deeds, begun):
        house = House()
        for deed, which, what in [*THE_WAY[:begun], *deeds]:
            try:
                house.attempt(deed, which, what)
            except Refused:
                continue
        house.promises()
