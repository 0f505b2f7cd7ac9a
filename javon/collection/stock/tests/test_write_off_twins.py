"""Sixteen people press at the same moment: one line, one booking, no gap in the numbers."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from javon.centre.documents.actions import agree
from javon.centre.documents.models import Version
from javon.centre.documents.tests.characters import a_director, a_head, approved_by, newest
from javon.centre.organisation.tests.characters import a_centre, the_actor
from javon.collection.stock import checks
from javon.collection.stock.actions import write_offs
from javon.collection.stock.models import Disposal, DisposalLine, Movement
from javon.collection.stock.tests.characters import (
    a_copy,
    a_stock_keeper,
    a_write_off,
    with_act_sent,
    with_minutes,
)
from javon.core.verdict import Refused

PEOPLE = 16


def at_once(function):
    """Call `function` with 0 … 15 in threads; the answers, refusals as their codes."""

    def one(place):
        try:
            return function(place)
        except Refused as refused:
            return refused.verdict.codes
        finally:
            connections.close_all()

    with ThreadPoolExecutor(PEOPLE) as threads:
        return list(threads.map(one, range(PEOPLE)))


@pytest.mark.django_db(transaction=True)
def test_one_copy_scanned_onto_sixteen_lists_stands_on_one():
    a_centre()
    keeper, copy = the_actor(a_stock_keeper()), a_copy(price=100)
    lists = [a_write_off(keeper) for _ in range(PEOPLE)]

    def scan(place):
        return write_offs.list_copies(by=keeper, disposal=lists[place], codes=copy.inventory_number).added

    answers = at_once(scan)
    assert answers.count(1) == 1 and answers.count(("on_another_write_off",)) == PEOPLE - 1
    assert DisposalLine.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_an_act_approved_sixteen_times_at_once_is_booked_once():
    a_centre()
    keeper, head, director = (the_actor(one()) for one in (a_stock_keeper, a_head, a_director))
    disposal = with_act_sent(keeper, with_minutes(keeper, a_write_off(keeper, a_copy(price=100))))
    version = newest(disposal.act)
    agree(by=head, version=version, expected_number=1)
    answers = at_once(lambda place: approved_by(director, version))
    assert sum(isinstance(answer, Version) for answer in answers) == 1
    assert (Disposal.objects.get().book_number, Movement.objects.count()) == (1, 1)
    assert list(checks.verify()) == []
