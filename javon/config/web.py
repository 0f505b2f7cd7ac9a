"""The web process that the supervisor starts: granian with one worker, threads measured for a small library
PC.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
from pathlib import Path
from typing import Any

# Two cores, 4 GB: a page takes 5 to 40 ms of which SQLite lets the lock go for a part; beyond eight threads
# the waiting only moves from the socket to the interpreter's lock, and each thread keeps a database
# connection.
THREADS = 8
WAITING = 256  # requests that may wait before new connections stay in the system's queue


def application() -> Any:
    """The site, made inside granian's worker: granian calls this once (factory)."""
    from javon.config import lifeline

    lifeline.stop_with_parent()
    from javon.config.wsgi import application as site
    from javon.core.counts import counting

    # Here, not where the site is made: whoever merely reads the module (tests do) begins no thread that writes.
    counting.keep_writing()

    # What was loaded stays for good: the collector need not walk through it again, and a request that leaves a few
    # thousand small things behind is no reason to begin (a tenth of every request, measured with `javon bench desk`).
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
    return site


def main() -> int:
    """Serve until told to stop or until the supervisor is gone."""
    wanted = argparse.ArgumentParser(prog="javon web")
    wanted.add_argument("--host", required=True)
    wanted.add_argument("--port", type=int, required=True)
    wanted.add_argument("--certificate", type=Path)
    wanted.add_argument("--key", type=Path)
    given = wanted.parse_args()

    from granian.constants import Interfaces, SSLProtocols
    from granian.log import LogLevels
    from granian.server import Server

    from javon.config import lifeline

    lifeline.stop_with_supervisor()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "javon.config.settings")
    Server(
        "javon.config.web:application",
        factory=True,
        address=given.host,
        port=given.port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=THREADS,
        backpressure=WAITING,
        websockets=False,
        log_level=LogLevels.error,
        workers_kill_timeout=4,
        ssl_cert=given.certificate,
        ssl_key=given.key,
        # Old phones of the district stop at TLS 1.2.
        ssl_protocol_min=SSLProtocols.tls12,
    ).serve()
    return 0


if __name__ == "__main__":
    sys.exit(main())
