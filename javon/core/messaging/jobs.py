"""The jobs of messages: plan what is wanted, send what is due, ask what became of it. Each leaves its heartbeat."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from javon.core import clock
from javon.core.database import writing
from javon.core.jobs import ComeBack, job, stop_requested
from javon.core.messaging import planning, retention, sending
from javon.core.messaging.kinds import Candidate, known
from javon.core.messaging.models import Heartbeat


@job
def plan_notices() -> None:
    """Ask every planner what is wanted today, and plan it. Missed days need no making up: the state decides."""
    now, planned = clock.now(), 0
    for planner in known().planners:
        planned += planning.plan(_until_stopped(planner(now)), now=now)
    _beat("plan", planned, clock.now())
    if stop_requested():
        raise ComeBack


@job
def send_messages() -> None:
    """Send what is due, a hundred at most; comes back at once while more is."""
    turn = sending.send_due()
    _beat("send", turn.sent, clock.now(), turn.problem)
    if not turn.is_whole:
        raise ComeBack


@job
def ask_for_reports() -> None:
    """Ask the gateways what became of what they took."""
    _beat("ask", sending.ask_for_reports(), clock.now())


@job
def forget_old_messages() -> None:
    """Take texts and recipients off messages that were settled long ago."""
    retention.forget_old(clock.now())


def _until_stopped(candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    for candidate in candidates:
        if stop_requested():
            return
        yield candidate


def _beat(name: str, did: int, now: datetime, problem: str = "") -> None:
    with writing():
        row = Heartbeat.objects.select_for_update().filter(pk=name).first() or Heartbeat(name=name)
        row.ended_at, row.problem = now, problem
        if did:
            row.did_at, row.did = now, did
        row.save()
