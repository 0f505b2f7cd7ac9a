"""The writers' gate: one first-come-first-served queue for every thread of every process that writes.

SQLite lets one writer in at a time and makes the others try again and again, in no order: the unlucky
starve. Here each writer draws a ticket from a small file beside the database and waits until no
earlier ticket is alive. A ticket *is* a lock on one byte of that file, so the operating system itself
withdraws the tickets of a killed process: there is nothing to clean up and nothing can go stale.
docs/algorithms/write-gate.md tells the whole story.
"""

from __future__ import annotations

import contextlib
import errno
import os
import struct
import sys
import threading
import time
from collections import deque
from collections.abc import Iterator
from pathlib import Path

from django.db.utils import OperationalError

LONGEST_WAIT = 30.0  # seconds; longer than any honest turn, shorter than a person's patience with a spinner

_COUNTER = 0  # this byte is locked for the microseconds in which a ticket is drawn
_FIRST = 64  # tickets are bytes from here on; the counters live in the bytes before
_NUMBERS = struct.Struct("<QQ")  # (next ticket, ticket being served), at the start of the file
_SERVED = struct.Struct("<Q")
_RESTART = 1 << 20  # an idle gate starts counting anew: Windows locks only the first 2 GiB of a file


class GateTimeout(OperationalError):
    """Another program kept the gate for too long; nothing was changed."""


class GateClosed(OperationalError):
    """The gate's file cannot be opened or written; nothing was changed. `__cause__` says why."""


if sys.platform == "win32":  # pragma: no cover
    import msvcrt

    def _lock(file: int, start: int) -> bool:
        """Lock one byte when it is free."""
        os.lseek(file, start, os.SEEK_SET)
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(file: int, start: int) -> None:
        os.lseek(file, start, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_UNLCK, 1)

    def _is_free(file: int, start: int, length: int) -> bool:
        """True when no other process holds a byte of the range. Windows can only try."""
        os.lseek(file, start, os.SEEK_SET)
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, length)
        except OSError:
            return False
        os.lseek(file, start, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_UNLCK, length)
        return True

    def _write_at(file: int, content: bytes, start: int) -> None:
        os.lseek(file, start, os.SEEK_SET)
        os.write(file, content)

    def _read_at(file: int, length: int, start: int) -> bytes:
        os.lseek(file, start, os.SEEK_SET)
        return os.read(file, length)

else:
    import fcntl

    # Locks of the open file description are Linux's: unlike the older kind they survive somebody else in
    # this process (a backup, say) opening and closing the same file. BSD and macOS have the older kind only.
    _OF_DESCRIPTION = sys.platform == "linux" and hasattr(fcntl, "F_OFD_SETLK")
    _SET = fcntl.F_OFD_SETLK if _OF_DESCRIPTION else fcntl.F_SETLK
    _GET = fcntl.F_OFD_GETLK if _OF_DESCRIPTION else fcntl.F_GETLK
    if sys.platform == "linux":
        _FLOCK = struct.Struct("hhqqi4x" if struct.calcsize("P") == 8 else "hhqqi")

        def _flock(kind: int, start: int, length: int) -> bytes:
            return _FLOCK.pack(kind, os.SEEK_SET, start, length, 0)

        def _kind(flock: bytes) -> int:
            return int(_FLOCK.unpack(flock)[0])

    else:  # pragma: no cover
        _FLOCK = struct.Struct("qqihh")

        def _flock(kind: int, start: int, length: int) -> bytes:
            return _FLOCK.pack(start, length, 0, kind, os.SEEK_SET)

        def _kind(flock: bytes) -> int:
            return int(_FLOCK.unpack(flock)[3])

    def _lock(file: int, start: int) -> bool:
        """Lock one byte when it is free."""
        try:
            fcntl.fcntl(file, _SET, _flock(fcntl.F_WRLCK, start, 1))
        except OSError as error:
            if error.errno in (errno.EAGAIN, errno.EACCES):
                return False
            raise
        return True

    def _unlock(file: int, start: int) -> None:
        fcntl.fcntl(file, _SET, _flock(fcntl.F_UNLCK, start, 1))

    def _is_free(file: int, start: int, length: int) -> bool:
        """True when no other process holds a byte of the range."""
        return _kind(fcntl.fcntl(file, _GET, _flock(fcntl.F_WRLCK, start, length))) == fcntl.F_UNLCK

    def _write_at(file: int, content: bytes, start: int) -> None:
        os.pwrite(file, content, start)

    def _read_at(file: int, length: int, start: int) -> bytes:
        return os.pread(file, length, start)


class Ticket:
    """A place in the queue, from drawing to leaving."""

    __slots__ = ("number", "process", "turn")

    def __init__(self, number: int) -> None:
        self.number = number
        self.process = os.getpid()
        self.turn = threading.Lock()  # released by the neighbour in front, when this process has one
        self.turn.acquire()


class Gate:
    """The gate of one database file. Use :func:`gate_of`: a process has one object per file."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._file = -1
        self._mutex = threading.Lock()
        self._queue: deque[Ticket] = deque()  # this process's own tickets, the served or next one first

    def enter(self, timeout: float = LONGEST_WAIT) -> Ticket:
        """Wait for the turn and take it. Raises :class:`GateTimeout`, :class:`GateClosed`."""
        deadline = time.monotonic() + timeout
        if not self._mutex.acquire(timeout=timeout):
            raise GateTimeout(self._too_long(timeout))
        try:
            ticket = self._draw(deadline, timeout)
            is_first_here = len(self._queue) == 1
        except OSError as error:
            raise GateClosed(f"cannot use {self.path}: {error.strerror or error}") from error
        finally:
            self._mutex.release()
        try:
            if not is_first_here and not ticket.turn.acquire(timeout=max(0.0, deadline - time.monotonic())):
                raise GateTimeout(self._too_long(timeout))
            self._wait_for_other_processes(ticket, deadline, timeout)
        except BaseException:
            self.leave(ticket)
            raise
        return ticket

    def leave(self, ticket: Ticket) -> None:
        """Give the turn, or the place in the queue, back."""
        if ticket.process != os.getpid():
            return  # a ticket inherited over a fork: it is the parent's, and so is its lock
        with self._mutex:
            if ticket not in self._queue:
                return
            was_first = self._queue[0] is ticket
            self._queue.remove(ticket)
            _unlock(self._file, _FIRST + ticket.number)
            if was_first and self._queue:
                self._queue[0].turn.release()

    @contextlib.contextmanager
    def turn(self, timeout: float = LONGEST_WAIT) -> Iterator[None]:
        """The gate for the length of a block."""
        ticket = self.enter(timeout)
        try:
            yield
        finally:
            self.leave(ticket)

    def _draw(self, deadline: float, timeout: float) -> Ticket:
        self._open()
        while not _lock(self._file, _COUNTER):
            if time.monotonic() > deadline:
                raise GateTimeout(self._too_long(timeout))
            time.sleep(0.00005)
        try:
            written = _read_at(self._file, _NUMBERS.size, 1)
            number, served = _NUMBERS.unpack(written) if len(written) == _NUMBERS.size else (0, 0)
            if number >= _RESTART and not self._queue and _is_free(self._file, _FIRST, number + 1):
                number = served = 0
            _write_at(self._file, _NUMBERS.pack(number + 1, served), 1)
            _lock(self._file, _FIRST + number)
        finally:
            _unlock(self._file, _COUNTER)
        ticket = Ticket(number)
        self._queue.append(ticket)
        return ticket

    def _wait_for_other_processes(self, ticket: Ticket, deadline: float, timeout: float) -> None:
        # Only the foremost thread of a process comes here. It looks often when it is next and seldom when
        # it is far behind; blocking in the system call instead would leave no way to give up in time.
        while ticket.number and not _is_free(self._file, _FIRST, ticket.number):
            if time.monotonic() > deadline:
                raise GateTimeout(self._too_long(timeout))
            served = _SERVED.unpack(_read_at(self._file, _SERVED.size, 1 + _SERVED.size))[0]
            time.sleep(min(0.004, 0.0003 * max(1, ticket.number - served)))
        _write_at(self._file, _SERVED.pack(ticket.number), 1 + _SERVED.size)

    def _open(self) -> None:
        """Open the file, or open it anew when it was replaced (a restored home, a new test database)."""
        if self._file >= 0:
            if self._queue:
                return
            with contextlib.suppress(FileNotFoundError):
                on_disk, opened = Path(self.path).stat(), os.fstat(self._file)
                if (on_disk.st_ino, on_disk.st_dev) == (opened.st_ino, opened.st_dev):
                    return
            os.close(self._file)
            self._file = -1
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
        self._file = os.open(self.path, flags, 0o660)

    def _too_long(self, timeout: float) -> str:
        return f"another program has been writing to the database for {timeout:.0f} seconds"

    def close(self) -> None:
        """Forget the file; only for a database that goes away."""
        with self._mutex:
            if self._file >= 0 and not self._queue:
                os.close(self._file)
                self._file = -1

    def _forget_parent(self) -> None:
        # The child shares the parent's open file: closing it here leaves the parent's locks alone, keeping
        # it would let them outlive the parent.
        self._mutex = threading.Lock()
        self._queue = deque()
        if self._file >= 0:
            os.close(self._file)
            self._file = -1


_gates: dict[str, Gate] = {}
_gates_mutex = threading.Lock()


def gate_of(database: str) -> Gate:
    """The gate of the database file `database`; its file lies beside it."""
    path = os.path.realpath(database) + "-gate"
    with _gates_mutex:
        gate = _gates.get(path)
        if gate is None:
            gate = _gates[path] = Gate(path)
        return gate


def _after_fork_in_child() -> None:
    global _gates_mutex
    _gates_mutex = threading.Lock()
    for gate in _gates.values():
        gate._forget_parent()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork_in_child)
