"""Several planners and senders at once: each step is planned once, each message sent once."""

from __future__ import annotations

import threading
from collections import Counter
from datetime import date

import pytest
from django.db import connections

from javon.core.messaging import planning, recipients
from javon.core.messaging.kinds import Recipient
from javon.core.messaging.models import Message, Notice
from javon.core.messaging.tests.conftest import CENTRE

THREADS = 4


def all_at_once(deed) -> None:
    ready, faults = threading.Barrier(THREADS), []

    def work():
        try:
            ready.wait(10)
            deed()
        except Exception as error:
            faults.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults


@pytest.mark.django_db(transaction=True)
def test_four_planners_and_four_senders_do_the_work_of_one(house):
    for number in range(8):
        holder = Recipient("test.person", f"p{number}")
        recipients.keep_address(holder, "sms", f"90123450{number}", centre_id=CENTRE)
        house.lend(str(number), date(2026, 12, 10), holder=holder)
    house.at(date(2026, 12, 11))
    all_at_once(lambda: planning.plan(list(house.candidates(house.now)), now=house.now))
    assert Counter(Notice.objects.values_list("state", flat=True)) == {"planned": 8, "skipped_late": 8}
    house.pass_by(hours=1)
    all_at_once(house.send)
    assert Counter(parcel.address for parcel in house.sms.given).most_common(1)[0][1] == 1
    assert Counter(Message.objects.values_list("state", flat=True))["sent"] == 8
