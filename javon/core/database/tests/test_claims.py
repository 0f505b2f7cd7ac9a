"""Actions: one transaction, one effect however often a request is sent."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from uuid import UUID, uuid4

import pytest
from django.db import connection

from javon.core import clock
from javon.core.access import Actor, machine
from javon.core.database import action, bulk_writing, execute_many, writing
from javon.core.database.claims import digest_of, forget_claims
from javon.core.database.models import ClaimedRequest
from javon.core.jobs.models import Slot
from javon.core.verdict import Refused

NODIRA = Actor(user_id=1, label="nodira")
JASUR = Actor(user_id=2, label="jasur")


@action
def note(*, by: Actor, name: str, today: date | None = None) -> Slot:
    return Slot.objects.create(name=name, at=clock.now())


@action
def count(*, by: Actor, request_id: UUID | None = None, name: str = "") -> dict:
    Slot.objects.create(name=f"{name}{request_id}", at=clock.now())
    return {"made": 1}


@action
def refuse(*, by: Actor) -> None:
    Slot.objects.create(name="refused", at=clock.now())
    raise Refused.because("not_today")


@dataclass(frozen=True)
class Made:
    name: str


@action(keep=lambda made: made.name, restore=Made)
def make(*, by: Actor, name: str) -> Made:
    Slot.objects.create(name=name, at=clock.now())
    return Made(name)


@pytest.mark.django_db
def test_the_same_request_is_carried_out_once_and_answered_twice():
    request_id = uuid4()
    first = note(by=NODIRA, name="a", request_id=request_id, today=date(2026, 1, 1))
    second = note(by=NODIRA, name="a", request_id=request_id, today=date(2026, 1, 2))
    assert first == second
    assert Slot.objects.count() == 1
    request_id = uuid4()
    assert count(by=NODIRA, request_id=request_id) == count(by=NODIRA, request_id=request_id) == {"made": 1}
    request_id = uuid4()
    assert make(by=NODIRA, name="m", request_id=request_id) == make(
        by=NODIRA, name="m", request_id=request_id
    )


@pytest.mark.django_db
def test_a_request_without_an_id_is_carried_out_each_time():
    note(by=NODIRA, name="a")
    note(by=NODIRA, name="b")
    assert Slot.objects.count() == 2
    assert not ClaimedRequest.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "other",
    [
        lambda request_id: note(by=NODIRA, name="b", request_id=request_id),
        lambda request_id: note(by=JASUR, name="a", request_id=request_id),
        lambda request_id: make(by=NODIRA, name="a", request_id=request_id),
        lambda request_id: note(by=machine("nodira"), name="a", request_id=request_id),
    ],
)
def test_an_id_used_for_something_else_or_by_somebody_else_is_refused(other):
    request_id = uuid4()
    note(by=NODIRA, name="a", request_id=request_id)
    with pytest.raises(Refused) as refused:
        other(request_id)
    assert refused.value.verdict.codes == ("request_id_reused",)
    assert Slot.objects.count() == 1


@pytest.mark.django_db
def test_a_refused_action_leaves_no_trace_and_may_be_tried_again():
    request_id = uuid4()
    for _ in range(2):
        with pytest.raises(Refused) as refused:
            refuse(by=NODIRA, request_id=request_id)
        assert refused.value.verdict.codes == ("not_today",)
    assert not Slot.objects.exists()
    assert not ClaimedRequest.objects.exists()


@pytest.mark.django_db
def test_an_answer_that_was_removed_since_is_not_made_again():
    request_id = uuid4()
    note(by=NODIRA, name="a", request_id=request_id).delete()
    with pytest.raises(Refused) as refused:
        note(by=NODIRA, name="a", request_id=request_id)
    assert refused.value.verdict.codes == ("request_answer_gone",)


@pytest.mark.django_db(transaction=True)
def test_twins_at_once_have_one_effect_and_both_are_answered():
    request_id, answers, ready = uuid4(), [], threading.Barrier(6)

    def send():
        ready.wait(20)
        try:
            answers.append(note(by=NODIRA, name="twin", request_id=request_id).pk)
        finally:
            connection.close()

    crew = [threading.Thread(target=send) for _ in range(6)]
    for thread in crew:
        thread.start()
    for thread in crew:
        thread.join(60)
    assert answers == ["twin"] * 6
    assert Slot.objects.count() == 1


def test_an_action_says_who_acts_and_names_its_arguments():
    with pytest.raises(TypeError, match="keyword-only"):
        action(lambda by: None)
    with pytest.raises(TypeError, match="`by`"):
        action(lambda *, name: None)


class Shade(Enum):
    DARK = "dark"


class Spoken:
    def to_json(self):
        return "spoken"


def test_equal_requests_have_equal_digests_and_others_have_not():
    some = {
        "a": {3, 1},
        "b": date(2026, 1, 1),
        "c": Shade.DARK,
        "d": (1, b"x"),
        "e": Decimal("1.50"),
        "f": Made("m"),
    }
    same = {
        "f": Made("m"),
        "e": Decimal("1.50"),
        "d": [1, b"x"],
        "c": "dark",
        "b": date(2026, 1, 1),
        "a": {1, 3},
    }
    assert digest_of("x", some) == digest_of("x", same | {"today": date(2026, 1, 2), "by": NODIRA})
    assert digest_of("x", some) != digest_of("y", some)
    assert digest_of("x", some) != digest_of("x", some | {"e": 1.5, "g": Slot(name="s"), "h": Spoken()})
    with pytest.raises(TypeError, match="object"):
        digest_of("x", {"a": object()})


@pytest.mark.django_db
def test_old_claims_are_forgotten():
    note(by=NODIRA, name="a", request_id=uuid4())
    assert forget_claims(before=clock.now() - timedelta(days=90)) == 0
    assert forget_claims(before=clock.now() + timedelta(days=1)) == 1
    assert not ClaimedRequest.objects.exists()


@pytest.mark.django_db
def test_a_bulk_writer_takes_turns_of_at_most_200_rows():
    bulk, sizes = bulk_writing(), []
    for batch in bulk.batches(range(1000)):
        sizes.append(len(batch))
        with bulk.turn():
            execute_many(
                "INSERT INTO jobs_slot (name, at) VALUES (?, ?)", [(str(n), clock.now()) for n in batch]
            )
    assert Slot.objects.count() == 1000
    assert max(sizes) <= 200
    assert execute_many("INSERT INTO jobs_slot (name, at) VALUES (%s, %s)", []) == 0


def test_a_bulk_writer_whose_turn_was_long_takes_fewer_rows():
    bulk = bulk_writing()
    for _ in range(20):
        bulk.held(bulk.rows, 1.0)
    assert bulk.rows == 1
    for _ in range(20):
        bulk.held(bulk.rows, 0.001)
    assert bulk.rows == 200
    bulk.held(200, 0.0)
    assert bulk.rows == 200


@pytest.mark.django_db
def test_a_plain_write_transaction_rolls_back_as_a_whole():
    with pytest.raises(ZeroDivisionError), writing():
        note(by=NODIRA, name="a")
        raise ZeroDivisionError
    assert not Slot.objects.exists()
