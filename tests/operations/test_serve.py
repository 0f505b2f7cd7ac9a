"""`javon serve` as the house meets it: it answers, it heals, it stops, and it leaves nothing behind."""

from __future__ import annotations

import os
import signal
import socket
import ssl
from collections.abc import Callable
from pathlib import Path

import pytest

from javon.config import lan
from tests.ready import migrated_file, schema_of

from .conftest import Javon, Served, free_port, has_come_true, is_alive, lines

pytestmark = pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks at processes through /proc")
Serve = Callable[..., Served]


def test_an_empty_folder_becomes_a_served_library(serve: Serve, tmp_path: Path) -> None:
    served = serve(home=tmp_path / "fresh" / "home")
    assert served.is_ready(), served.said()
    assert served.answer() in {200, 404}
    assert f"http://127.0.0.1:{served.port}" in served.said()
    # All migrations have run here from nothing; what other tests begin from is told by the same statements.
    assert schema_of(served.home / "javon.sqlite3") == schema_of(migrated_file())


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_cleanly_and_soon(how: signal.Signals, serve: Serve) -> None:
    served = serve()
    assert served.is_ready(), served.said()
    family = list(served.children())
    assert len(family) >= 3  # granian, its worker, ours
    assert served.stop(how) == 0
    assert not any(is_alive(pid) for pid in family)
    assert "Traceback" not in served.said()


def test_the_worker_steps_back_for_the_web_process(serve: Serve) -> None:
    served = serve()
    assert served.is_ready(), served.said()
    worker = served.child("javon.config.cli work")
    ours = os.getpriority(os.PRIO_PROCESS, 0)
    assert has_come_true(lambda: os.getpriority(os.PRIO_PROCESS, worker) == min(19, ours + 10))
    assert os.getpriority(os.PRIO_PROCESS, served.child("javon.config.web")) == ours


def test_a_killed_supervisor_leaves_nobody_behind(serve: Serve) -> None:
    served = serve()
    assert served.is_ready(), served.said()
    family = list(served.children())
    os.kill(served.process.pid, signal.SIGKILL)
    served.process.wait(5)
    assert has_come_true(lambda: not any(is_alive(pid) for pid in family), 10)
    again = serve(port=served.port)
    assert again.is_ready(), again.said()


@pytest.mark.parametrize("word", ["javon.config.web", "javon.config.cli work"])
def test_a_killed_child_is_started_again(word: str, serve: Serve) -> None:
    served = serve()
    assert served.is_ready(), served.said()
    first = served.child(word)
    os.kill(first, signal.SIGKILL)
    assert has_come_true(lambda: not is_alive(first))

    def is_back() -> bool:
        return any(word in command and pid != first for pid, command in served.children().items())

    assert has_come_true(is_back, 10), served.said()
    assert has_come_true(lambda: served.answer() != 0, 15), served.said()


def test_a_second_server_on_one_home_is_refused(serve: Serve, javon: Javon) -> None:
    served = serve()
    assert served.is_ready(), served.said()
    second = javon("serve", more={"JAVON_PORT": str(free_port())})
    assert second.returncode == 1
    assert "already served" in second.stderr and str(served.port) in second.stderr
    assert len(lines(second.stderr)) == 1
    assert served.answer() != 0


def test_a_port_in_use_is_one_line(javon: Javon) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = javon("serve", more={"JAVON_PORT": str(port)})
    assert done.returncode == 1
    assert f"port {port} is in use" in done.stderr and len(lines(done.stderr)) == 1


def test_an_address_of_another_computer_is_refused(javon: Javon) -> None:
    done = javon("serve", more={"JAVON_HOST": "203.0.113.77", "JAVON_PORT": str(free_port())})
    assert done.returncode == 1
    assert "no address of this computer" in done.stderr


def test_on_the_network_it_answers_with_tls_that_its_authority_signed(serve: Serve, home: Path) -> None:
    tls_port = free_port()
    served = serve("--lan", "--tls-port", str(tls_port))
    assert served.is_ready(), served.said()
    trusting = ssl.create_default_context(cafile=str(lan.authority_file(home)))
    with (
        socket.create_connection(("127.0.0.1", tls_port), timeout=10) as plain,
        trusting.wrap_socket(plain, server_hostname="127.0.0.1") as secured,
    ):
        secured.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        assert secured.recv(8) == b"HTTP/1.1"
    assert served.answer() in {200, 404}
    assert served.stop() == 0
