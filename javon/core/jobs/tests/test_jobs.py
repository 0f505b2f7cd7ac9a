"""Background work: asked for once, run, tried again, never lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time as clocks
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction

from javon.core import clock
from javon.core.jobs import ComeBack, Periodic, enqueue, job, learn_timetable, stop_requested, tasks, worker
from javon.core.jobs.models import Job, Slot, State
from javon.core.jobs.worker import Worker, dead_letters, revive, work_all, work_once

DONE: list = []


@job
def write_down(*, word):
    DONE.append(word)


@job(priority=5, max_attempts=2)
def fail():
    raise ValueError("no paper")


@job
def come_back():
    raise ComeBack(timedelta(minutes=5))


@job
def take_long(*, folder):
    with Path(folder, "begun").open("a") as file:
        file.write(f"{os.getpid()}\n")
    clocks.sleep(1.2)
    with Path(folder, "done").open("a") as file:
        file.write("done\n")


JOBS = (write_down, fail, come_back, take_long)


@pytest.fixture(autouse=True)
def the_table(monkeypatch):
    monkeypatch.setattr(tasks, "_jobs", {})
    monkeypatch.setattr(tasks, "_periodic", ())
    learn_timetable(JOBS, ())
    DONE.clear()


@pytest.mark.django_db
def test_a_job_is_run_once_and_leaves_no_row():
    enqueue(write_down, word="a")
    write_down.enqueue(word="b")
    assert work_all() == 2
    assert DONE == ["a", "b"]
    assert not Job.objects.exists()
    assert not work_once()


@pytest.mark.django_db(transaction=True)
def test_a_job_asked_for_in_a_rolled_back_deed_is_not_run():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        enqueue(write_down, word="a")
        raise ZeroDivisionError
    assert work_all() == 0


@pytest.mark.django_db
def test_the_more_urgent_first_then_the_older():
    now = clock.now()
    enqueue(write_down, word="later", run_at=now + timedelta(hours=1))
    enqueue(write_down, word="second", run_at=now - timedelta(minutes=1))
    enqueue(write_down, word="first", run_at=now - timedelta(minutes=2))
    Job.objects.create(
        task=tasks.name_of(write_down), arguments={"word": "urgent"}, priority=9, run_at=now, created_at=now
    )
    assert work_all(now) == 3
    assert DONE == ["urgent", "first", "second"]


@pytest.mark.django_db
def test_a_unique_job_waits_once_and_the_earlier_time_counts():
    now = clock.now()
    first = enqueue(write_down, unique="k", word="a", run_at=now + timedelta(hours=1))
    assert enqueue(write_down, unique="k", word="a", run_at=now).pk == first.pk
    assert enqueue(write_down, unique="k", word="a", run_at=now + timedelta(hours=2)).pk == first.pk
    enqueue(write_down, unique="other", word="b", run_at=now)
    assert work_all(now) == 2


@pytest.mark.django_db
def test_a_failing_job_is_tried_again_and_then_given_up_and_kept():
    now = clock.now()
    enqueue(fail)
    assert work_once()
    waiting = Job.objects.get()
    assert (waiting.state, waiting.attempts) == (State.READY, 1)
    assert waiting.last_error == "ValueError: no paper"
    assert waiting.run_at > now + timedelta(seconds=9)
    assert not work_once()
    assert work_once(waiting.run_at)
    dead = dead_letters().get()
    assert dead.state == State.DEAD
    assert not work_once(now + timedelta(days=9))
    revive(dead)
    assert Job.objects.get().state == State.READY
    assert work_once()


@pytest.mark.django_db
def test_a_job_that_wants_to_come_back_has_not_failed():
    enqueue(come_back)
    assert work_once()
    waiting = Job.objects.get()
    assert (waiting.state, waiting.attempts, waiting.last_error) == (State.READY, 0, "")
    assert waiting.run_at > clock.now() + timedelta(minutes=4)


@pytest.mark.django_db
def test_a_job_this_program_does_not_know_is_kept():
    now = clock.now()
    Job.objects.create(task="javon.gone", run_at=now, created_at=now)
    assert work_once()
    assert "no job javon.gone" in Job.objects.get().last_error


@pytest.mark.django_db
def test_a_job_carries_identifiers_only():
    with pytest.raises(TypeError, match="identifiers"):
        enqueue(write_down, word=Slot(name="x"))
    with pytest.raises(TypeError, match="no job"):
        enqueue(print)
    job_id = enqueue(write_down, word="x").pk
    enqueue(write_down, word=[job_id, None, 1])
    assert Job.objects.order_by("-id").first().arguments == {"word": [str(job_id), None, 1]}


def _a_lost_job(unique="", attempts=1):
    long_ago = clock.now() - timedelta(minutes=1)
    return Job.objects.create(
        task=tasks.name_of(write_down), arguments={"word": "lost"}, unique=unique, state=State.RUNNING,
        leased_by="dead", lease_until=long_ago, run_at=long_ago, created_at=long_ago, attempts=attempts,
    )  # fmt: skip


@pytest.mark.django_db
def test_a_job_whose_worker_died_is_run_again():
    _a_lost_job()
    assert work_once()
    assert DONE == ["lost"]


@pytest.mark.django_db
def test_a_job_that_kills_every_worker_is_given_up():
    _a_lost_job(attempts=5)
    assert not work_once()
    assert dead_letters().get().last_error == worker.DIED


@pytest.mark.django_db
def test_a_lost_job_that_was_asked_for_anew_is_run_once():
    _a_lost_job(unique="k")
    enqueue(write_down, unique="k", word="anew")
    assert work_all() == 1
    assert DONE == ["anew"]


@pytest.mark.django_db
def test_a_worker_that_lost_its_lease_does_not_end_the_job_of_another():
    enqueue(write_down, word="x")
    mine = Worker()
    taken = mine._take(clock.now())
    Job.objects.update(leased_by="another")
    mine._run(taken)
    assert Job.objects.get().leased_by == "another"


@pytest.mark.django_db(transaction=True)
def test_two_workers_never_take_one_job():
    for number in range(12):
        enqueue(write_down, word=number)

    def labour():
        work_all()
        connection.close()

    crew = [threading.Thread(target=labour) for _ in range(3)]
    for thread in crew:
        thread.start()
    for thread in crew:
        thread.join(60)
    assert sorted(DONE) == list(range(12))


@pytest.mark.django_db(transaction=True)
def test_a_running_job_renews_its_lease(tmp_path):
    enqueue(take_long, folder=str(tmp_path))
    begun = clock.now()
    mine = Worker(lease=timedelta(seconds=0.6))
    thread = threading.Thread(target=lambda: (mine.work_once(), connection.close()))
    thread.start()
    while not (tmp_path / "begun").exists():
        clocks.sleep(0.01)
    clocks.sleep(0.9)  # longer than one lease
    assert Job.objects.get().lease_until > begun + timedelta(seconds=0.9)
    assert not Worker().work_once()
    thread.join(20)
    assert not Job.objects.exists()


WORKER = """
import django, os
django.setup()
from datetime import timedelta
from django.db import connections
connections["default"].close()
connections["default"].settings_dict["NAME"] = os.environ["TEST_DATABASE"]
from javon.core.jobs import learn_timetable, worker
from javon.core.jobs.tests import test_jobs
learn_timetable(test_jobs.JOBS, ())
worker.run(lease=timedelta(seconds=1.5))
"""


def _a_worker_process():
    variables = {**os.environ, "TEST_DATABASE": str(connection.settings_dict["NAME"])}
    return subprocess.Popen([sys.executable, "-c", WORKER], env=variables)


def _until(is_true):
    deadline = clocks.monotonic() + 30
    while not is_true():
        assert clocks.monotonic() < deadline
        clocks.sleep(0.02)


@pytest.mark.skipif(os.name != "posix", reason="kill -9 is of POSIX")
@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_in_the_middle_loses_no_job(tmp_path):
    enqueue(take_long, folder=str(tmp_path))
    first = _a_worker_process()
    _until((tmp_path / "begun").exists)
    os.kill(first.pid, signal.SIGKILL)
    first.wait(20)
    assert not (tmp_path / "done").exists()
    second = _a_worker_process()
    try:
        _until((tmp_path / "done").exists)
        _until(lambda: not Job.objects.exists())
    finally:
        second.terminate()
        assert second.wait(20) == 0  # SIGTERM is a safe end
    begun = (tmp_path / "begun").read_text().split()
    assert begun == [str(first.pid), str(second.pid)]


# --- the timetable -------------------------------------------------------------------------------------

MORNING = datetime(2026, 11, 23, 9, 30, 20, tzinfo=clock.TASHKENT)


def test_slots_are_counted_from_the_clock_in_tashkent():
    nightly = Periodic(fail, daily=time(3, 10))
    assert nightly.slot(MORNING) == MORNING.replace(hour=3, minute=10, second=0)
    assert nightly.slot(MORNING.replace(hour=1)) == datetime(2026, 11, 22, 3, 10, tzinfo=clock.TASHKENT)
    assert nightly.next_slot(MORNING) == datetime(2026, 11, 24, 3, 10, tzinfo=clock.TASHKENT)
    often = Periodic(fail, every=timedelta(minutes=15))
    assert often.slot(MORNING) == MORNING.replace(minute=30, second=0)
    assert often.next_slot(MORNING) == MORNING.replace(minute=45, second=0)
    with pytest.raises(ValueError, match="either"):
        Periodic(fail)


@pytest.mark.django_db
def test_a_slot_is_used_once_by_however_many_workers_and_missed_ones_are_made_up_for_once():
    learn_timetable((), (Periodic(write_down, every=timedelta(minutes=1), arguments={"word": "tick"}),))
    assert Worker().keep_timetable(MORNING) == 0  # the first slot ever is only noted
    one, other = Worker(), Worker()
    assert one.keep_timetable(MORNING + timedelta(minutes=1)) == 1
    assert one.keep_timetable(MORNING + timedelta(minutes=1, seconds=5)) == 0
    assert other.keep_timetable(MORNING + timedelta(minutes=1, seconds=9)) == 0
    assert other.keep_timetable(MORNING + timedelta(hours=3)) == 1
    assert Job.objects.count() == 1  # the earlier one still waits: once more is enough
    assert work_all() == 1


@pytest.mark.django_db(transaction=True)
def test_a_worker_runs_until_it_is_asked_to_stop():
    learn_timetable(JOBS, (Periodic(write_down, every=timedelta(days=1), arguments={"word": "tick"}),))
    enqueue(write_down, word="x")
    stop = threading.Event()
    thread = threading.Thread(target=worker.run, args=(stop,))
    thread.start()
    _until(lambda: DONE == ["x"])
    assert not stop_requested()
    stop.set()
    thread.join(20)
    assert not thread.is_alive()
