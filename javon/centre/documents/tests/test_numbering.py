"""Two hundred papers approved at once from sixteen threads: no number twice, none missing."""

from __future__ import annotations

import threading
from queue import Empty, Queue

import pytest
from django.db import connection

from javon.centre.documents import actions
from javon.centre.documents.models import Document, RegisterCounter
from javon.centre.documents.tests.characters import (
    a_director,
    a_draft,
    a_head,
    a_journal,
    an_order_text,
    approved_by,
    newest,
)
from javon.centre.organisation.tests.characters import the_actor
from javon.core.verdict import Refused

PAPERS = 200
THREADS = 16


@pytest.mark.django_db(transaction=True)
def test_two_hundred_approvals_at_once_leave_no_gap_and_no_duplicate() -> None:
    head, director = a_head(), a_director()
    a_journal()
    by = the_actor(head)
    waiting: Queue[Document] = Queue()
    for place in range(PAPERS):
        document = a_draft(by, draft=an_order_text(f"Buyruq {place}", readers=()))
        actions.submit(by=by, version=newest(document), expected_edits=1)
        waiting.put(document)
    faults: list[BaseException] = []

    def work() -> None:
        try:
            while True:
                try:
                    document = waiting.get_nowait()
                except Empty:
                    return
                approved_by(the_actor(director), newest(document))
                # The second press of the same button approves nothing more.
                with pytest.raises(Refused):
                    approved_by(the_actor(director), newest(document))
        except BaseException as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    numbers = sorted(Document.objects.values_list("sequence", flat=True))
    assert numbers == list(range(1, PAPERS + 1))
    assert RegisterCounter.objects.get().last == PAPERS


@pytest.mark.django_db(transaction=True)
def test_drafts_begun_at_once_have_different_short_numbers() -> None:
    by = the_actor(a_head())
    faults: list[BaseException] = []

    def work() -> None:
        try:
            for _ in range(4):
                a_draft(by, draft=an_order_text(readers=()))
        except BaseException as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert sorted(Document.objects.values_list("short_id", flat=True)) == list(range(1, 4 * THREADS + 1))
