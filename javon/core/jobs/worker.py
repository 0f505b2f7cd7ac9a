"""The worker: takes a job under a lease, runs it, says so; a job whose worker died is run again.

Looking for work is a plain read and never disturbs a writer; only taking a job passes the gate.
"""

from __future__ import annotations

import logging
import os
import random
import signal
import socket
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.db import DatabaseError, IntegrityError, connections, transaction
from django.db.models import Q

from javon.core import clock
from javon.core.database.transactions import writing
from javon.core.jobs import tasks
from javon.core.jobs.models import Job, Slot, State

log = logging.getLogger("javon.jobs")

LEASE = timedelta(seconds=15)  # a killed worker's job starts again within this time
PAUSE = 0.5  # seconds between two looks when there is nothing to do
FIRST_RETRY = timedelta(seconds=10)  # then four times as long each: 40 s, 2 min 40 s, 11 min
DIED = "the worker died while running this job"


class Worker:
    """One worker of one process."""

    def __init__(self, stop: threading.Event | None = None, *, lease: timedelta = LEASE) -> None:
        self.stop = stop or threading.Event()
        self.lease = lease
        # The random end tells a worker from an earlier one that happened to have its process number.
        self.name = f"{socket.gethostname()[:60]}:{os.getpid()}:{random.getrandbits(32):08x}"
        self._next_slot: datetime | None = None

    def run(self) -> None:
        """Work until asked to stop; the job in hand is finished first."""
        while not self.stop.is_set():
            try:
                self.keep_timetable()
                worked = self.work_once()
            except DatabaseError as error:
                log.warning("the database did not answer, trying again: %s", error)
                connections.close_all()
                worked = False
                self.stop.wait(1)
            if not worked:
                self.stop.wait(PAUSE)
        connections.close_all()

    def work_once(self, now: datetime | None = None) -> bool:
        """Run one job that is due; False when none is."""
        taken = self._take(now or clock.now())
        if taken is None:
            return False
        self._run(taken)
        return True

    # --- taking ------------------------------------------------------------------------------------------

    def _take(self, now: datetime) -> Job | None:
        due = Q(state=State.READY, run_at__lte=now)
        lost = Q(state=State.RUNNING, lease_until__lt=now)
        if not Job.objects.filter(due).exists() and not Job.objects.filter(lost).exists():
            return None
        with writing():
            for abandoned in Job.objects.select_for_update(skip_locked=True).filter(lost):
                log.warning("%s: %s", abandoned, DIED)
                _put_back(abandoned, error=DIED, run_at=now)
            ready = Job.objects.select_for_update(skip_locked=True).filter(due)
            job = ready.order_by("-priority", "run_at", "id").first()
            if job is None:
                return None
            job.state = State.RUNNING
            job.attempts += 1
            job.leased_by = self.name
            job.lease_until = now + self.lease
            job.heartbeat_at = now
            job.save(update_fields=["state", "attempts", "leased_by", "lease_until", "heartbeat_at"])
            return job

    # --- running -----------------------------------------------------------------------------------------

    def _run(self, job: Job) -> None:
        function = tasks.known_job(job.task)
        try:
            if function is None:
                raise LookupError(f"this program knows no job {job.task}")
            with self._heartbeat(job):
                function(**job.arguments)
        except tasks.ComeBack as unfinished:
            again_at = clock.now() + unfinished.after
            self._end(job, lambda mine: _wait_again(mine, again_at))
        except Exception as error:
            log.error("%s failed", job, exc_info=True)
            told = "".join(traceback.format_exception_only(error)).strip()[:2000]
            retry = clock.now() + FIRST_RETRY * 4 ** (job.attempts - 1)
            self._end(job, lambda mine: _put_back(mine, error=told, run_at=retry))
        else:
            self._end(job, lambda mine: mine.delete())

    def _end(self, job: Job, end: Callable[[Job], Any]) -> None:
        with writing():
            mine = Job.objects.select_for_update().filter(pk=job.pk, leased_by=self.name).first()
            if mine is not None and mine.state == State.RUNNING:
                end(mine)
            else:
                log.warning("%s: its lease was lost; another worker has it", job)

    @contextmanager
    def _heartbeat(self, job: Job) -> Iterator[None]:
        """Renew the lease while the job runs, from a thread of its own."""
        done = threading.Event()

        def beat() -> None:
            while not done.wait(self.lease.total_seconds() / 3):
                now = clock.now()
                try:
                    Job.objects.filter(pk=job.pk, leased_by=self.name, state=State.RUNNING).update(
                        heartbeat_at=now, lease_until=now + self.lease
                    )
                except DatabaseError as error:
                    log.warning("%s: the lease could not be renewed: %s", job, error)
            connections.close_all()

        thread = threading.Thread(target=beat, name="javon-heartbeat", daemon=True)
        thread.start()
        try:
            yield
        finally:
            done.set()
            thread.join()

    # --- the timetable -----------------------------------------------------------------------------------

    def keep_timetable(self, now: datetime | None = None) -> int:
        """Enqueue the periodic jobs whose slot has come; returns how many. Missed slots are made up once."""
        now = now or clock.now()
        if self._next_slot is not None and now < self._next_slot:
            return 0
        periodic = tasks.timetable()
        used = dict(Slot.objects.values_list("name", "at"))
        enqueued = sum(
            _use_slot(entry, now) for entry in periodic if used.get(entry.name, _LONG_AGO) < entry.slot(now)
        )
        self._next_slot = min(
            (entry.next_slot(now) for entry in periodic), default=now + timedelta(minutes=1)
        )
        return enqueued


_LONG_AGO = datetime(1970, 1, 2, tzinfo=clock.TASHKENT)


def _use_slot(entry: tasks.Periodic, now: datetime) -> bool:
    """Enqueue the job unless another worker already did, or the house has only just opened."""
    slot = entry.slot(now)
    with writing():
        # The first slot ever is only noted: a new home is not backed up before anything is in it.
        _, is_new = Slot.objects.get_or_create(name=entry.name, defaults={"at": slot})
        if is_new or not Slot.objects.filter(name=entry.name, at__lt=slot).update(at=slot):
            return False
        tasks.enqueue(entry.function, unique=f"timetable:{entry.name}"[:200], **entry.arguments)
    return True


def _put_back(job: Job, *, error: str, run_at: datetime) -> None:
    job.last_error = error
    if job.attempts >= job.max_attempts:
        job.state = State.DEAD
        job.lease_until = None
        job.save(update_fields=["state", "last_error", "lease_until"])
    else:
        _wait_again(job, run_at, failed=True)


def _wait_again(job: Job, run_at: datetime, *, failed: bool = False) -> None:
    job.state = State.READY
    job.run_at = run_at
    job.leased_by, job.lease_until = "", None
    if not failed:
        job.attempts = max(0, job.attempts - 1)
    try:
        with transaction.atomic():
            job.save(update_fields=["state", "run_at", "attempts", "leased_by", "lease_until", "last_error"])
    except IntegrityError:
        # While it ran, the same work was asked for anew and waits: once more is enough for both.
        job.delete()


def dead_letters() -> Any:
    """Jobs that were given up, the newest first."""
    return Job.objects.filter(state=State.DEAD).order_by("-id")


def revive(job: Job, now: datetime | None = None) -> None:
    """Let a given-up job try again from the beginning."""
    with writing():
        job.attempts = 0
        _wait_again(job, now or clock.now())


def work_once(now: datetime | None = None) -> bool:
    """Run one due job in this thread (tests, commands); False when none is due."""
    return Worker().work_once(now)


def work_all(now: datetime | None = None) -> int:
    """Run due jobs until none is left; returns how many."""
    worker, count = Worker(), 0
    while worker.work_once(now):
        count += 1
    return count


def run(stop: threading.Event | None = None, *, lease: timedelta = LEASE) -> None:
    """The worker process: until SIGTERM or Ctrl-C, which let the job in hand come to a safe end."""
    worker = Worker(stop, lease=lease)

    def end(*_: Any) -> None:
        tasks.request_stop()
        worker.stop.set()

    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, end)
        signal.signal(signal.SIGINT, end)
    worker.run()
