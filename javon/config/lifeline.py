"""A supervised process notices that its supervisor is gone and stops, however the supervisor died.

The supervisor holds the writing end of a pipe that is the child's standard input and never writes: the end of
that pipe means the supervisor is gone, on every system, kill -9 included.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable
from typing import Any

SUPERVISED = "JAVON_SUPERVISED"  # set by the supervisor for its children
SECONDS_TO_FINISH = 5.0


def stop_with_supervisor() -> None:
    """Watch the pipe, when there is a supervisor at all: its end asks this process to stop, then insists."""
    if os.environ.get(SUPERVISED) == "1":
        # The descriptor is read directly: sys.stdin may be replaced or buffered by whatever runs here.
        _watch(lambda: os.read(sys.stdin.fileno(), 1))


def stop_with_parent() -> None:
    """The same for a process that `multiprocessing` made: its parent's end stops it."""
    parent: Any = multiprocessing.parent_process()
    if parent is not None:
        _watch(parent.join)


def _watch(wait_for_the_end: Callable[[], Any]) -> None:
    def watch() -> None:
        wait_for_the_end()
        insist = threading.Timer(SECONDS_TO_FINISH, os._exit, [1])
        insist.daemon = True
        insist.start()
        if os.name == "posix":
            os.kill(os.getpid(), signal.SIGTERM)
        else:
            os._exit(1)

    threading.Thread(target=watch, name="lifeline", daemon=True).start()
