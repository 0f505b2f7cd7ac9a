"""What the demo library told its readers."""

from __future__ import annotations

from datetime import timedelta

import pytest

from javon.centre.organisation.tests.characters import a_centre
from javon.collection.stock.tests.characters import a_copy
from javon.config.demo import messages_story
from javon.core import clock
from javon.core.messaging import channels
from javon.core.messaging.queries import call_list, dead_addresses
from javon.service.lending.models import Call, Loan
from javon.service.lending.tests.characters import a_borrower, a_loan

pytestmark = pytest.mark.django_db


def test_the_demo_library_leaves_calls_papers_and_two_dead_numbers():
    centre, before = a_centre(), dict(channels.channels())
    assert messages_story.tell(centre, clock.today()) == 0  # nobody has borrowed anything
    for number in range(14):
        loan = a_loan(a_copy(), a_borrower(phone=f"99890222{number:04}"))
        day = clock.today() - timedelta(days=3)
        Loan.objects.filter(pk=loan.loan_id).update(due_on=day, lent_on=day - timedelta(days=15))
    assert messages_story.tell(centre, clock.today()) >= 14
    assert call_list(centre.pk).count() == messages_story.CALLS
    assert dead_addresses(centre.pk).count() == messages_story.DEAD
    assert Call.objects.count() == len(messages_story.OUTCOMES)
    assert dict(channels.channels()) == before  # the gateway of the demo is gone
