"""How fast the desk is: loans and returns over HTTP, alone and by sixteen desks beside a year's report.

A demo library of its own in a temporary folder, served by a server of its own; each desk is a thread with a connection of
its own, which lends a copy and takes it back in turn. Run by ``javon bench desk``.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from javon.config.desk_bench import Times, command, environment_of, free_port, server
from javon.config.paint_bench import SLOWER, scan_to_paint

DESKS = 16
# What the desks work with: a token, and for each desk readers who may borrow and copies that lie on the shelf.
_PLAN = (
    "import sys, django; django.setup(); from javon.config.lending_bench import plan; plan(int(sys.argv[1]))"
)
# Every question of a year's report at once, over and over, as far back in the queue as the worker stands.
_REPORT = "import django; django.setup(); from javon.config.lending_bench import report; report()"
_PROOF = "import django; django.setup(); from javon.config.lending_bench import proof; proof()"
Row = tuple[str, str]


def run(scale: float, *, seconds: float = 60) -> Iterator[Row]:
    """Rows of the table, on a demo library of `scale` (10: 50,000 copies, 12,000 readers, 200,000 loans)."""
    with tempfile.TemporaryDirectory(prefix="desk-bench-") as name:
        # Set for the same on PostgreSQL: the address of an empty database, which is left full.
        database = os.environ.get("JAVON_DESK_DATABASE_URL", "")
        environment = environment_of(Path(name) / "home", port=free_port(), database=database)
        command(environment, "demo", "--scale", str(scale), "--quiet")
        told = json.loads(_child(environment, _PLAN, str(DESKS)))
        yield "library", "{copies} copies, {readers} readers, {loans} loans".format(**told["counts"])
        port = int(environment["JAVON_PORT"])
        with server(environment):
            desks = [Desk(port, told["token"], **one) for one in told["desks"]]
            yield from _alone(desks[0])
            yield from _page_alone(port, told["page"])
            yield f"scan to paint in Chromium, {SLOWER} times slower", scan_to_paint(port, told["paint"])
            yield from _together(desks, environment, seconds)
            yield from _without_pause(desks, min(seconds, 15))
        yield "after all that", json.loads(_child(environment, _PROOF))


def _child(environment: dict[str, str], words: str, *given: str) -> bytes:
    done = subprocess.run(
        [sys.executable, "-c", words, *given], env=environment, capture_output=True, check=True
    )
    return done.stdout.splitlines()[-1]


# --- one desk -----------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Desk:
    """One desk: a connection of its own, its readers and its copies, and what it took."""

    port: int
    token: str
    cards: list[str]
    copies: list[str]
    lend: list[float] = field(default_factory=list)
    back: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    at: int = 0
    connection: HTTPConnection | None = None

    def step(self) -> None:
        """The next scan: lend the next copy, then take it back."""
        place, is_return = divmod(self.at, 2)
        copy = self.copies[place % len(self.copies)]
        body: dict[str, str] = {"request_id": str(uuid.uuid4()), "barcode": copy}
        if not is_return:
            body["card"] = self.cards[place % len(self.cards)]
        began = time.perf_counter()
        status, text = self._post("/api/v1/returns" if is_return else "/api/v1/loans", body)
        taken = (time.perf_counter() - began) * 1000
        (self.back if is_return else self.lend).append(taken)
        if status not in (200, 201):
            self.errors.append(f"{status} {text[:120]!r}")
        self.at += 1

    def _post(self, path: str, body: dict[str, str]) -> tuple[int, bytes]:
        if self.connection is None:
            self.connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        try:
            self.connection.request("POST", path, json.dumps(body), headers)
            answer = self.connection.getresponse()
            return answer.status, answer.read()
        except OSError as error:
            self.connection = None
            return 0, str(error).encode()

    def forget(self) -> None:
        """Begin to count anew."""
        self.lend, self.back, self.errors = [], [], []


def _alone(desk: Desk) -> Iterator[Row]:
    for _ in range(20):
        desk.step()
    desk.forget()
    for _ in range(200):
        desk.step()
    yield "lend over HTTP, alone", str(Times(desk.lend))
    yield "return over HTTP, alone", str(Times(desk.back))
    yield "refused or failed", str(desk.errors[:2] or "none")


def _together(desks: list[Desk], environment: dict[str, str], seconds: float) -> Iterator[Row]:
    """Sixteen desks at one scan a second each, beside a running report."""
    for desk in desks:
        desk.forget()
    beside = subprocess.Popen(
        [sys.executable, "-c", _REPORT], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        until = time.monotonic() + seconds
        _all(desks, until, pause=1.0)
    finally:
        beside.kill()
        beside.wait()
    taken = [one for desk in desks for one in (*desk.lend, *desk.back)]
    errors = [one for desk in desks for one in desk.errors]
    yield f"{len(desks)} desks, a scan a second each, {seconds:.0f} s, a report beside", str(Times(taken))
    yield "errors beside it", str(errors[:2] or "none")


def _without_pause(desks: list[Desk], seconds: float) -> Iterator[Row]:
    """As fast as they can: reported, not promised."""
    for desk in desks:
        desk.forget()
    _all(desks, time.monotonic() + seconds, pause=0)
    taken = [one for desk in desks for one in (*desk.lend, *desk.back)]
    rate = len(taken) / seconds
    yield f"{len(desks)} desks without pause", f"{rate:.0f} scans a second; {Times(taken)}"
    yield "errors without pause", str([one for desk in desks for one in desk.errors][:2] or "none")


def _all(desks: list[Desk], until: float, *, pause: float) -> None:
    def work(desk: Desk, place: int) -> None:
        time.sleep(pause * place / len(desks))
        while (began := time.monotonic()) < until:
            desk.step()
            time.sleep(max(0.0, pause - (time.monotonic() - began)))

    threads = [threading.Thread(target=work, args=(desk, place)) for place, desk in enumerate(desks)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _page_alone(port: int, told: dict[str, Any]) -> Iterator[Row]:
    """The desk's own page: a scan with its whole answer, as a signed-in browser sends it."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    cookies: dict[str, str] = {}

    def ask(method: str, path: str, body: dict[str, str] | None = None, **headers: str) -> tuple[int, bytes]:
        given = {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()), **headers}
        if body is not None:
            given |= {
                "Content-Type": "application/x-www-form-urlencoded",
                "X-CSRFToken": cookies.get("csrftoken", ""),
            }
        connection.request(method, path, urlencode(body) if body is not None else None, given)
        answer = connection.getresponse()
        for line in answer.headers.get_all("Set-Cookie") or []:
            name, _, rest = line.partition("=")
            cookies[name] = rest.partition(";")[0]
        return answer.status, answer.read()

    _status, page = ask("GET", "/sign-in/")
    mark = re.search(rb'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    token = mark[1].decode() if mark else ""
    signed = {"csrfmiddlewaretoken": token, "username": told["login"], "password": told["password"]}
    ask("POST", "/sign-in/", signed, Referer=f"http://127.0.0.1:{port}/sign-in/")
    _status, page = ask("GET", "/desk/")
    mark = re.search(rb'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    token = mark[1].decode() if mark else ""
    taken: list[float] = []
    failed = 0
    for place, copy in enumerate(told["copies"]):
        asked = {
            "csrfmiddlewaretoken": token,
            "request_id": str(uuid.uuid4()),
            "code": copy,
            "card": told["cards"][place % len(told["cards"])],
        }
        began = time.perf_counter()
        status, _text = ask("POST", "/desk/scan/", asked, **{"HX-Request": "true"})
        taken.append((time.perf_counter() - began) * 1000)
        failed += status not in (200, 409)
    yield (
        "scan at the desk's page with its answer, alone",
        str(Times(taken[5:])) + (f", {failed} failed" if failed else ""),
    )


# --- in processes of their own, with the database ------------------------------------------------------------


def plan(desks: int) -> None:
    """Print what the desks work with."""
    from javon.collection.stock.models import Copy
    from javon.collection.stock.queries import scanned
    from javon.config.demo import PASSWORD
    from javon.core.access import machine
    from javon.core.accounts.actions import issue_api_token
    from javon.service.lending.models import Loan
    from javon.service.readers.models import Card, Reader

    today = time.localtime().tm_year
    busy = Loan.objects.filter(state=Loan.State.OPEN).values("reader")
    cards = Card.objects.filter(
        ended_on=None, reader__registrations__year=today, reader__kind=Reader.Kind.PERSON
    )
    cards = cards.exclude(reader__in=busy).exclude(reader__category__in=("pupil", "preschool"))
    codes = [
        card.code
        for card in cards.exclude(reader__blocks__lifted_at=None, reader__blocks__isnull=False)[
            : desks * 12 + 36
        ]
    ]
    free = Copy.objects.filter(
        state=Copy.State.ON_SHELF, loanable=True, title__age_mark="", title__is_encyclopaedia=False
    )
    shelf = list(free.exclude(inventory_number="")[: desks * 60 + 400])
    # What is being withdrawn or moved is refused, and rightly.
    lists = scanned.held([copy.pk for copy in shelf])
    copies = [
        copy.code or copy.inventory_number
        for copy in shelf
        if copy.pk not in lists.write_offs and copy.pk not in lists.transfers
    ][: desks * 60 + 160]
    shares = [
        {"cards": codes[place::desks][:12], "copies": copies[place * 60 : place * 60 + 60]}
        for place in range(desks)
    ]
    told = {
        "token": issue_api_token(by=machine("javon bench"), username="rahbar").token,
        "desks": shares,
        "page": {
            "login": "rahbar",
            "password": PASSWORD,
            "cards": codes[desks * 12 :][:12],
            "copies": copies[desks * 60 :][:40],
        },
        "paint": {
            "login": "rahbar",
            "password": PASSWORD,
            "cards": codes[desks * 12 + 12 :][:24],
            "copies": copies[desks * 60 + 40 :][:48],
        },
        "counts": {
            "copies": Copy.objects.count(),
            "readers": Reader.objects.count(),
            "loans": Loan.objects.count(),
        },
    }
    sys.stdout.write(json.dumps(told) + "\n")


def report() -> None:
    """The questions of a year's report, without end, at the worker's own priority."""
    from django.db.models import Count
    from django.db.models.functions import TruncMonth

    from javon.core.database.transactions import reading
    from javon.service.lending.models import Loan

    os.nice(10)
    while True:
        with reading():
            for column in (
                "category",
                "age",
                "sex",
                "content_group",
                "language",
                "kind",
                "mahalla",
                "school",
            ):
                rows = Loan.objects.exclude(state=Loan.State.UNDONE).annotate(
                    month=TruncMonth("lent_counted_on")
                )
                list(
                    rows.values("month", column).annotate(
                        loans=Count("pk"), people=Count("reader", distinct=True)
                    )
                )


def proof() -> None:
    """Print whether anything is doubled or lost."""
    from django.db.models import Count

    from javon.service.lending import checks
    from javon.service.lending.models import Loan

    twice = (
        Loan.objects.filter(state=Loan.State.OPEN)
        .values("copy")
        .annotate(n=Count("pk"))
        .filter(n__gt=1)
        .count()
    )
    wrong = list(checks.verify())
    sys.stdout.write(json.dumps(f"{twice} copies lent twice; {wrong[:2] or 'loans and places agree'}") + "\n")
