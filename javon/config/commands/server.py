"""`javon serve` and `javon work`: the house open for readers, and its worker."""

from __future__ import annotations

import argparse
import os
from typing import Any

from javon.config.commands import Failed, start_django


def add_to(commands: Any) -> None:
    """Declare the commands of this group."""
    serve = commands.add_parser(
        "serve",
        help="serve the site: one command for the web process and the worker",
        description="Prepares the home when it is empty, then supervises the web process and one niced "
        "worker until Ctrl-C. One server per home.",
    )
    serve.add_argument(
        "--lan", action="store_true", help="on the local network, with TLS by an authority kept in the home"
    )
    serve.add_argument(
        "--tls-port", type=int, default=8443, metavar="PORT", help="port of the TLS address (8443)"
    )
    serve.add_argument(
        "--no-worker", action="store_true", help="the web process only (workers run elsewhere)"
    )
    serve.set_defaults(run=serve_site)
    work = commands.add_parser(
        "work",
        help="the worker alone (for larger sites)",
        description="Runs the work kept in the database (jobs, index, nightly backup) until stopped.",
    )
    work.add_argument(
        "--nice", type=int, default=10, metavar="N", help="how far it steps back for others (10)"
    )
    work.set_defaults(run=work_on)


def serve_site(given: argparse.Namespace) -> int:
    """Supervise the site."""
    from javon.config import serve
    from javon.config.environment import Environment

    return serve.run(
        Environment.read(), lan=given.lan, tls_port=given.tls_port, with_worker=not given.no_worker
    )


def work_on(given: argparse.Namespace) -> int:
    """Run the worker loop."""
    from javon.config import lifeline

    if os.name == "posix" and given.nice > 0:
        os.nice(given.nice)
    lifeline.stop_with_supervisor()
    start_django()
    from javon.core import practice

    if practice.is_on():
        raise Failed(
            "this is the home of the training mode; it has no worker: nothing is sent, backed up or counted"
        )
    import threading

    from javon.collection.catalogue.search import catalogue_index
    from javon.collection.stock import documents
    from javon.core.jobs import worker
    from javon.core.search.outbox import Follower

    # The index follows the database from a thread beside the jobs: a long report must not keep a new book
    # unfound.
    follower = Follower(catalogue_index(), {documents.KIND: documents.documents_of})
    stop = threading.Event()
    follow = threading.Thread(target=follower.run, args=(stop,), name="index-follower")
    follow.start()
    try:
        worker.run()
    finally:
        stop.set()
        follow.join()
    return 0
