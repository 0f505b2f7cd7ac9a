"""Several libraries asked at once, each in a thread of its own; nobody waits for the slowest longer than agreed.

Invariant: a thread that hangs in the name look-up, which no time-out reaches, is left to itself and counted: there are
never more than ``MOST_AT_ONCE`` of them in a process.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from queue import Empty, SimpleQueue

from javon.collection.sources.elsewhere import sru, z3950
from javon.collection.sources.elsewhere.address import Address, Protocol
from javon.collection.sources.elsewhere.answers import Answer, Outcome
from javon.collection.sources.elsewhere.limits import Limits
from javon.collection.sources.elsewhere.question import Question
from javon.collection.sources.elsewhere.trouble import Trouble, Unanswered

MOST_AT_ONCE = 16
_GRACE = 0.5  # seconds beyond the deadline of a conversation, for its thread to say so itself
_places = threading.BoundedSemaphore(MOST_AT_ONCE)


def ask(address: Address, question: Question, limits: Limits | None = None) -> Answer:
    """One library; raises :class:`Unanswered`."""
    search = sru.search if address.protocol is Protocol.SRU else z3950.search
    return search(address, question, limits)


def ask_all(addresses: Sequence[Address], question: Question, limits: Limits | None = None) -> list[Outcome]:
    """All of them at once; one outcome each, in their order. Never raises for what a library does."""
    limits = limits or Limits()
    said: SimpleQueue[tuple[int, Outcome]] = SimpleQueue()
    outcomes: list[Outcome | None] = [None] * len(addresses)
    waiting = 0
    for place, address in enumerate(addresses):
        if not _places.acquire(blocking=False):
            outcomes[place] = Outcome(trouble=Unanswered(Trouble.BUSY, number=0, told=""))
            continue
        waiting += 1
        arguments = (said, place, address, question, limits)
        threading.Thread(target=_converse, args=arguments, name="elsewhere", daemon=True).start()
    end = time.monotonic() + limits.whole + _GRACE
    while waiting:
        try:
            place, outcome = said.get(timeout=max(0.0, end - time.monotonic()))
        except Empty:
            break
        outcomes[place] = outcome
        waiting -= 1
    late = Outcome(trouble=Unanswered(Trouble.TIMED_OUT, seconds=round(limits.whole)))
    return [outcome or late for outcome in outcomes]


def _converse(
    said: SimpleQueue[tuple[int, Outcome]], place: int, address: Address, question: Question, limits: Limits
) -> None:
    try:
        outcome = Outcome(ask(address, question, limits))
    except Unanswered as trouble:
        outcome = Outcome(trouble=trouble)
    except Exception as problem:
        # A stranger's bytes must not silence the other libraries; the name of the error helps whoever looks.
        outcome = Outcome(trouble=Unanswered(Trouble.NOT_UNDERSTOOD, problem=type(problem).__name__))
    finally:
        _places.release()
    said.put((place, outcome))
