"""Any sequence of lending, taking back, renewing, reserving, undoing, restricting, losing, finding, joining two readers
keeps what must hold.

The model is a few dicts; the house under test is the real one: actions, rules, constraints.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from javon.centre.organisation.tests.characters import a_centre, ordinary_hours
from javon.collection.stock.models import Copy, Whereabouts
from javon.collection.stock.tests.characters import a_copy
from javon.core import clock
from javon.core.access import machine
from javon.core.verdict import Refused
from javon.service.lending import checks, checks_holds
from javon.service.lending.actions import holds
from javon.service.lending.actions.desk import lend, renew, take_back
from javon.service.lending.actions.losing import declare_lost
from javon.service.lending.actions.undoing import undo
from javon.service.lending.models import Deed, Hold, Loan, Renewal
from javon.service.lending.tests.characters import a_borrower, a_child
from javon.service.readers.actions import block, lift_block
from javon.service.readers.actions.merging import merge_readers
from javon.service.readers.models import Block

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

COPIES, READERS = 4, 3
NOON = clock.now().replace(hour=12, minute=0, second=0, microsecond=0)


class Desk(RuleBasedStateMachine):
    """Four copies, three readers, a clock that only goes on."""

    @initialize()
    def open_the_house(self) -> None:
        self.by = machine("test", a_centre().pk)
        ordinary_hours()
        with clock.at(NOON):
            self.copies = [a_copy(price=1000_00) for _ in range(COPIES)]
            self.readers = [a_borrower(), a_borrower(), a_child(10)]
        self.now = NOON
        self.has: dict[UUID, UUID] = {}  # copy -> reader, as the desk has been told
        self.lost: set[UUID] = set()
        self.blocked: set[UUID] = set()
        self.undone = 0
        self.done: list[tuple[UUID, Any]] = []  # requests that can be undone, with the model before them

    def _act(self, deed: Any) -> Any:
        """One deed at the model's moment; the answer, or the codes of its refusal."""
        with clock.at(self.now):
            try:
                with transaction.atomic():
                    return deed()
            except Refused as refused:
                return refused.verdict.codes

    def _state(self, copy: UUID) -> str:
        return str(Copy.objects.values_list("state", flat=True).get(pk=copy))

    def _remember(self, request_id: UUID, copy: UUID, state: str) -> None:
        # What happened to a copy before its latest deed cannot be undone on its own any more.
        self.done = [one for one in self.done if one[1]["copy"] != copy]
        self.done.append((request_id, {"copy": copy, "has": dict(self.has), "at": self.now, "state": state}))

    @rule(copy=st.integers(0, COPIES - 1), reader=st.integers(0, READERS - 1))
    def lends(self, copy: int, reader: int) -> None:
        thing, person, request_id = self.copies[copy], self.readers[reader], uuid4()
        before, state = dict(self.has), self._state(thing.pk)
        answer = self._act(lambda: lend(by=self.by, copy=thing, reader=person, request_id=request_id))
        free = thing.pk not in self.has and thing.pk not in self.lost
        if isinstance(answer, tuple):
            assert not free or answer
            return
        assert free
        self._remember(request_id, thing.pk, state)
        self.done[-1][1]["has"] = before
        self.has[thing.pk] = person.pk

    @rule(copy=st.integers(0, COPIES - 1))
    def takes_back(self, copy: int) -> None:
        thing, request_id, before = self.copies[copy], uuid4(), dict(self.has)
        state = self._state(thing.pk)
        answer = self._act(lambda: take_back(by=self.by, copy=thing, request_id=request_id))
        assert not isinstance(answer, tuple)
        assert (answer.verb == "returned") is (thing.pk in self.has or thing.pk in self.lost)
        if thing.pk in self.has and thing.pk not in self.lost:
            self._remember(request_id, thing.pk, state)
            self.done[-1][1]["has"] = before
        elif thing.pk in self.lost:
            self.done = [one for one in self.done if one[1]["copy"] != thing.pk]
        self.has.pop(thing.pk, None)
        self.lost.discard(thing.pk)

    @rule(copy=st.integers(0, COPIES - 1))
    def renews(self, copy: int) -> None:
        thing, request_id = self.copies[copy], uuid4()
        loan = Loan.objects.filter(copy=thing, state=Loan.State.OPEN).first()
        if loan is None:
            return
        answer = self._act(lambda: renew(by=self.by, loan=loan, request_id=request_id))
        if not isinstance(answer, tuple):
            assert answer.due_on > loan.due_on
            self._remember(request_id, thing.pk, "on_loan")

    @precondition(lambda self: self.done)
    @rule()
    def undoes_the_last(self) -> None:
        request_id, before = self.done[-1]
        late = self.now - before["at"] > timedelta(minutes=10)
        answer = self._act(lambda: undo(by=self.by, centre=a_centre(), undone=request_id, request_id=uuid4()))
        if isinstance(answer, tuple):
            assert late, answer
        else:
            assert not late
            # Where it stood, or on the ready shelf: somebody may have come to wait for it meanwhile.
            assert self._state(before["copy"]) in (before["state"], "on_hold_shelf")
            self.undone += 1
            self.has = dict(before["has"]) | {
                copy: reader for copy, reader in self.has.items() if copy != before["copy"]
            }
            if before["copy"] in before["has"]:
                self.has[before["copy"]] = before["has"][before["copy"]]
            else:
                self.has.pop(before["copy"], None)
            self.done.pop()

    @rule(copy=st.integers(0, COPIES - 1))
    def loses(self, copy: int) -> None:
        thing = self.copies[copy]
        loan = Loan.objects.filter(copy=thing, state=Loan.State.OPEN).first()
        if loan is None:
            return
        answer = self._act(lambda: declare_lost(by=self.by, loan=loan, circumstances="avtobusda qoldi"))
        if not isinstance(answer, tuple):
            self.has.pop(thing.pk)
            self.lost.add(thing.pk)
            self.done = [one for one in self.done if one[1]["copy"] != thing.pk]

    @rule(reader=st.integers(0, READERS - 1))
    def restricts_or_lifts(self, reader: int) -> None:
        person = self.readers[reader]
        if person.pk in self.blocked:
            row = Block.objects.filter(reader=person, lifted_at=None).first()
            assert row is not None
            self._act(lambda: lift_block(by=self.by, block=row, because="kitob qaytdi"))
            self.blocked.discard(person.pk)
        else:
            self._act(lambda: block(by=self.by, reader=person, deed="loan", reason="kitob yirtgan"))
            self.blocked.add(person.pk)

    @rule(copy=st.integers(0, COPIES - 1), reader=st.integers(0, READERS - 1))
    def reserves(self, copy: int, reader: int) -> None:
        title, person = self.copies[copy].title, self.readers[reader]
        self._act(lambda: holds.place(by=self.by, reader=person, titles=[title]))

    @rule()
    def gives_the_first_reservation_up(self) -> None:
        hold = Hold.objects.filter(state__in=Hold.OPEN).order_by("requested_at").first()
        if hold is not None:
            self._act(lambda: holds.cancel(by=self.by, hold=hold))

    @rule(reader=st.integers(1, READERS - 1))
    def turns_out_to_be_the_first_reader(self, reader: int) -> None:
        kept, gone = self.readers[0], self.readers[reader]
        if kept.pk == gone.pk:
            return
        answer = self._act(lambda: merge_readers(by=self.by, kept=kept, gone=gone))
        if isinstance(answer, tuple):
            return
        self.readers = [kept if one.pk == gone.pk else one for one in self.readers]
        self.has = {copy: kept.pk if one == gone.pk else one for copy, one in self.has.items()}
        for _request, before in self.done:
            before["has"] = {copy: kept.pk if one == gone.pk else one for copy, one in before["has"].items()}
        self.blocked.discard(gone.pk)
        if Block.objects.filter(reader=kept, lifted_at=None).exists():
            self.blocked.add(kept.pk)

    @rule(hours=st.sampled_from([1, 30, 200]))
    def time_goes_by(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @invariant()
    def the_books_agree_with_the_model(self) -> None:
        if not hasattr(self, "has"):
            return
        open_loans = {loan.copy_id: loan.reader_id for loan in Loan.objects.filter(state=Loan.State.OPEN)}
        assert open_loans == self.has
        for copy in Copy.objects.filter(pk__in=[one.pk for one in self.copies]):
            stays = Whereabouts.objects.filter(copy=copy, until=None)
            assert [stay.place for stay in stays] == [copy.state]
            assert (copy.state == "on_loan") is (copy.pk in self.has)
            assert (copy.state == "lost") is (copy.pk in self.lost)

    @invariant()
    def nothing_that_must_never_be(self) -> None:
        if not hasattr(self, "has"):
            return
        for loan in Loan.objects.exclude(state=Loan.State.UNDONE):
            assert loan.due_on >= loan.lent_on
            assert loan.renewals_made == Renewal.objects.filter(loan=loan, is_undone=False).count()
            assert loan.renewals_made <= loan.renewals_allowed
            assert loan.due_on.weekday() != 6
        assert Deed.objects.filter(undone_at=None, kind="lent", loan__state="undone").count() == 0

    def teardown(self) -> None:
        if hasattr(self, "has"):
            assert list(checks.verify()) == []
            assert list(checks_holds.verify()) == []


def test_the_desk_under_any_sequence(db: None) -> None:
    run_state_machine_as_test(
        _in_a_transaction(Desk),
        settings=settings(
            max_examples=25, stateful_step_count=18, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )


def _in_a_transaction(machine_class: type[RuleBasedStateMachine]) -> Any:
    """Every example begins with an empty house: what it wrote is taken back at its end."""

    def begin() -> RuleBasedStateMachine:
        atomic = transaction.atomic()
        atomic.__enter__()
        made = machine_class()
        end = made.teardown

        def teardown() -> None:
            try:
                end()
            finally:
                transaction.set_rollback(True)
                atomic.__exit__(None, None, None)

        made.teardown = teardown  # type: ignore[method-assign]
        return made

    return begin
