"""A gateway of our own in a thread: it speaks as the real one does, and misbehaves when it is told to."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs


class Gateway(ThreadingHTTPServer):
    """What it was asked lies in `asked`; `answers` are given first, then it behaves."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[tuple[str, str, dict[str, str], str]] = []
        self.answers: list[tuple] = []
        self.token = "token-1"
        self.states: dict[str, str] = {}
        self.release = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/api/"

    def paths(self) -> list[str]:
        return [path.removeprefix("/api/") for _, path, _, _ in self.asked]


class _Handler(BaseHTTPRequestHandler):
    server: Gateway

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        form = {name: values[0] for name, values in parse_qs(self.rfile.read(length).decode()).items()}
        self._answer(form)

    def do_GET(self) -> None:
        self._answer({})

    def _answer(self, form: dict[str, str]) -> None:
        gateway, token = self.server, self.headers.get("Authorization", "").removeprefix("Bearer ")
        gateway.asked.append((self.command, self.path, form, token))
        if self.path == "/api/auth/login":
            known = form.get("password") == "sirli soʻz"
            self._say(200, {"data": {"token": gateway.token}}) if known else self._say(401, {"message": "no"})
        elif gateway.answers:
            self._misbehave(*gateway.answers.pop(0))
        elif token != gateway.token:
            self._say(401, {"message": "Expired"})
        elif self.path.startswith("/api/message/sms/status_by_id/"):
            state = gateway.states.get(self.path.rsplit("/", 1)[1])
            self._say(200, {"status": "success", "data": {"status": state}}) if state else self._say(404, {})
        else:
            number = sum(path == self.path for _, path, _, _ in gateway.asked)
            self._say(200, {"id": f"id-{number}", "message": "Waiting for SMS provider", "status": "waiting"})

    def _misbehave(self, what, *more) -> None:
        if what == "silence":
            self.server.release.wait(10)
        elif what == "hang up":
            self.close_connection = True
        elif what == "drip":
            self.send_response(200)
            self.end_headers()
            for _ in range(100):
                if self.server.release.wait(0.05):
                    return
                self.wfile.write(b" ")
        elif what == "endless":
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"x" * 200_000)
        else:
            self._say(what, *more)

    def _say(self, status: int, said: object = None, headers: dict[str, str] | None = None) -> None:
        body = said if isinstance(said, bytes) else json.dumps(said).encode()
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Silent."""

    def handle(self) -> None:
        try:
            super().handle()
        except (BrokenPipeError, ConnectionResetError):
            time.sleep(0)


@contextmanager
def standing_in() -> Iterator[Gateway]:
    """A gateway while the block lasts."""
    gateway = Gateway()
    thread = threading.Thread(target=gateway.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield gateway
    finally:
        gateway.release.set()
        gateway.shutdown()
        gateway.server_close()
        thread.join()
