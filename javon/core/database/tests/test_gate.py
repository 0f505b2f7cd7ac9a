"""The gate: first come, first served, among threads and processes, whoever dies."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
import time
import traceback
from pathlib import Path

import pytest

from javon.core.database import gate as gates
from javon.core.database.gate import Gate, GateClosed, GateTimeout, gate_of

spawn = multiprocessing.get_context("spawn")


def _hold(path, entered, leave):
    gate = gate_of(path)
    with gate.turn():
        entered.set()
        leave.wait(30)


def _wait_behind(path, asked):
    asked.set()
    with gate_of(path).turn():
        pass


def _note_turn(path, name, asked, notes):
    asked.set()
    with gate_of(path).turn():
        notes.append(name)


@pytest.fixture
def path(tmp_path):
    return str(tmp_path / "javon.sqlite3")


def _until(is_true):
    deadline = time.monotonic() + 20
    while not is_true():
        assert time.monotonic() < deadline
        time.sleep(0.005)


@contextlib.contextmanager
def another_process_inside(path):
    entered, leave = spawn.Event(), spawn.Event()
    process = spawn.Process(target=_hold, args=(path, entered, leave))
    process.start()
    try:
        assert entered.wait(20)
        yield process, leave
    finally:
        if process.is_alive():  # setting an event whose waiter was killed never returns
            leave.set()
        process.join(20)


def test_threads_pass_in_the_order_in_which_they_came(path):
    gate, order, threads = gate_of(path), [], []
    with gate.turn():
        for number in range(20):
            thread = threading.Thread(target=_note_turn, args=(path, number, threading.Event(), order))
            thread.start()
            threads.append(thread)
            _until(lambda number=number: len(gate._queue) == number + 2)
    for thread in threads:
        thread.join(20)
    assert order == list(range(20))
    assert not gate._queue


def test_processes_pass_in_the_order_in_which_they_came(path):
    with spawn.Manager() as manager:
        order, crew = manager.list(), []
        gate = gate_of(path)
        with gate.turn():
            for number in range(4):
                asked = spawn.Event()
                crew.append(spawn.Process(target=_note_turn, args=(path, number, asked, order)))
                crew[-1].start()
                # The next one starts only when this one's ticket is drawn.
                _until(lambda number=number: _tickets_drawn(gate) >= number + 2)
        for process in crew:
            process.join(20)
        assert list(order) == [0, 1, 2, 3]


def _tickets_drawn(gate):
    with Path(gate.path).open("rb") as file:
        file.seek(1)
        return int.from_bytes(file.read(8), "little")


def test_a_second_writer_waits_for_the_first_process(path):
    with another_process_inside(path) as (process, leave):
        with pytest.raises(GateTimeout, match="another program"):
            gate_of(path).enter(timeout=0.05)
        leave.set()
        process.join(20)
        with gate_of(path).turn(timeout=5):
            pass


@pytest.mark.skipif(os.name != "posix", reason="kill -9 is of POSIX")
def test_a_killed_holder_opens_the_gate(path):
    with another_process_inside(path) as (process, _leave):
        os.kill(process.pid, signal.SIGKILL)
        process.join(20)
        with gate_of(path).turn(timeout=10):
            pass


@pytest.mark.skipif(os.name != "posix", reason="kill -9 is of POSIX")
def test_a_killed_waiter_leaves_no_gap_and_lets_nobody_jump_in(path):
    gate = gate_of(path)
    asked = spawn.Event()
    waiter = spawn.Process(target=_wait_behind, args=(path, asked))
    with gate.turn():
        waiter.start()
        _until(lambda: _tickets_drawn(gate) == 2)
        third = spawn.Process(
            target=_hold, args=(path, (third_in := spawn.Event()), (third_out := spawn.Event()))
        )
        third.start()
        _until(lambda: _tickets_drawn(gate) == 3)
        os.kill(waiter.pid, signal.SIGKILL)
        waiter.join(20)
        assert not third_in.wait(0.1)  # the one behind the dead still waits for the holder
    assert third_in.wait(20)
    third_out.set()
    third.join(20)


def test_a_thread_that_gives_up_lets_the_next_one_pass(path):
    gate, passed = gate_of(path), threading.Event()
    gave_up = []

    def give_up():
        try:
            gate.enter(timeout=0.05)
        except GateTimeout:
            gave_up.append(True)

    def pass_through():
        with gate.turn():
            passed.set()

    with gate.turn():
        first = threading.Thread(target=give_up)
        first.start()
        _until(lambda: len(gate._queue) == 2)
        second = threading.Thread(target=pass_through)
        second.start()
        first.join(20)
        _until(lambda: len(gate._queue) == 2)
    second.join(20)
    assert gave_up and passed.is_set()


def test_a_thread_that_gave_up_at_the_head_wakes_the_one_behind_it(path):
    passed, gave_up = [], []
    gate = gate_of(path)

    def give_up():
        try:
            gate.enter(timeout=0.3)
        except GateTimeout:
            gave_up.append(True)

    with another_process_inside(path) as (_process, leave):
        first = threading.Thread(target=give_up)
        first.start()
        _until(lambda: len(gate._queue) == 1)
        second = threading.Thread(target=_note_turn, args=(path, 2, threading.Event(), passed))
        second.start()
        first.join(20)
        leave.set()
        second.join(20)
    assert gave_up == [True] and passed == [2]
    assert not gate._queue


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_a_fork_neither_takes_nor_gives_up_the_parents_turn(path):
    gate = gate_of(path)
    ticket = gate.enter()

    def cannot_enter():
        gate.leave(ticket)  # not its ticket
        with contextlib.suppress(GateTimeout):
            gate.enter(timeout=0.05)
            raise AssertionError("the child passed the parent")

    assert _in_a_fork(cannot_enter) == 0
    gate.leave(ticket)
    assert _in_a_fork(lambda: gate.enter(timeout=5)) == 0


def _in_a_fork(work):
    """Exit code of a forked child that does `work` and no more."""
    child = os.fork()
    if child == 0:  # pragma: no cover  the child's life is not measured
        try:
            work()
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def test_an_idle_gate_begins_to_count_anew(path, monkeypatch):
    monkeypatch.setattr(gates, "_RESTART", 5)
    gate = gate_of(path)
    for _ in range(12):
        with gate.turn():
            pass
    assert _tickets_drawn(gate) <= 5


def test_a_gate_whose_file_was_replaced_is_opened_anew(path):
    gate = gate_of(path)
    with gate.turn():
        pass
    Path(gate.path).unlink()
    with gate.turn():
        assert Path(gate.path).exists()
    assert _tickets_drawn(gate) == 1
    gate.close()
    with gate.turn():
        pass


def test_a_gate_in_a_folder_that_is_not_there_says_so(tmp_path):
    with pytest.raises(GateClosed, match="cannot use"):
        Gate(str(tmp_path / "nowhere" / "gate")).enter()


def test_leaving_twice_is_leaving_once(path):
    gate = gate_of(path)
    ticket = gate.enter()
    gate.leave(ticket)
    gate.leave(ticket)
    with gate.turn(timeout=1):
        pass


def test_two_homes_have_two_gates(tmp_path):
    with gate_of(str(tmp_path / "one")).turn(), gate_of(str(tmp_path / "two")).turn(timeout=1):
        pass
    assert gate_of(str(tmp_path / "one")) is gate_of(str(tmp_path / "x" / ".." / "one"))
