"""The training mode as the house meets it: beside the real program, and without a trace in it."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import tarfile
import urllib.error
import urllib.parse
import urllib.request
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any

import pytest

from javon.config import practice
from javon.config.demo import PASSWORD
from javon.places.practice.folder import Folder
from tests.ready import demo_home

from .conftest import Javon, Served, free_port, has_come_true, is_alive

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks at processes through /proc"),
]
Serve = Callable[..., Served]
SCALE = 0.03


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A small demo library as the real one, with the model of the training mode made already."""
    own = tmp_path / "home"
    shutil.copytree(demo_home(SCALE), own)
    _lay_model(Folder(own / "practice"))
    return own


def _lay_model(folder: Folder) -> None:
    folder.root.mkdir(mode=0o700)
    shutil.copytree(demo_home(SCALE), folder.model)
    mark = json.loads((folder.model / "home.json").read_text("utf-8"))
    (folder.model / "home.json").write_text(json.dumps({**mark, "practice": True}), "utf-8")
    stamp = {"program": practice.program(), "made_on": date.today().isoformat()}
    (folder.model / practice.STAMP).write_text(json.dumps(stamp), "utf-8")


class Browser:
    """Cookies by host whatever the port, as every browser keeps them."""

    def __init__(self) -> None:
        self.jar = CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))
        self.page, self.address = "", ""

    def open(self, address: str, **fields: str) -> str:
        """GET, or POST with the token of the last page; the page where it ends."""
        asked = urllib.request.Request(address)
        if fields:
            token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.page)
            given = {"csrfmiddlewaretoken": token[1] if token else "", **fields}
            asked = urllib.request.Request(
                address, urllib.parse.urlencode(given).encode(), {"Referer": self.address}
            )
        with self.opener.open(asked, timeout=20) as answer:
            self.page, self.address = answer.read().decode(), answer.geturl()
        return self.page

    def signs_in(self, site: str) -> None:
        self.open(f"{site}/sign-in/")
        self.open(f"{site}/sign-in/", username="kutubxonachi1", password=PASSWORD)

    def comes_in(self, site: str) -> str:
        """Start the training mode and go in; its address."""
        self.open(f"{site}/practice/")
        self.open(f"{site}/practice/begin/", asked="1")

        def is_in() -> bool:
            try:
                self.open(f"{site}/practice/go/")
            except urllib.error.URLError:  # it has just ended, and nobody has noticed yet
                return False
            return not self.address.startswith(site)

        assert has_come_true(is_in, 40), self.page
        return self.address.partition("/practice/")[0]


@pytest.fixture
def site(serve: Serve, home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, Served]]:
    """`javon serve` over the real library; its address and itself."""
    port, beside = free_port(), free_port()
    monkeypatch.setattr("tests.operations.conftest.environment", _environment_with(beside))
    served = serve("--no-worker", home=home, port=port)
    assert served.is_ready(), served.said()
    yield f"http://127.0.0.1:{port}", served


def _environment_with(port: int) -> Callable[..., dict[str, str]]:
    from .conftest import environment

    def told(home: Path, more: Any = None) -> dict[str, str]:
        return environment(home, {**(more or {}), "JAVON_PRACTICE_PORT": str(port)})

    return told


def _count(home: Path, sql: str) -> int:
    with closing(sqlite3.connect(home / "javon.sqlite3")) as opened:
        return int(opened.execute(sql).fetchone()[0])


def test_a_loan_of_the_training_mode_is_counted_nowhere(
    site: tuple[str, Served], home: Path, tmp_path: Path, javon: Javon
) -> None:
    real, served = site
    folder = Folder(home / "practice")
    loans = _count(home, "SELECT count(*) FROM lending_loan")
    deeds = _count(home, "SELECT count(*) FROM audit_entry")
    browser = Browser()
    browser.signs_in(real)
    there = browser.comes_in(real)
    assert "MASHQ" in browser.page.partition("</title>")[0]

    codes = re.findall(r'class="mono">(\w+)<', browser.open(f"{there}/practice/codes/"))
    card, copies = codes[0], [code for code in codes if code.isdigit()]
    browser.open(f"{there}/desk/")
    for code in (card, *copies[:3]):
        on_desk = re.search(r'name="card" value="([^"]*)"', browser.page)
        given = {"code": code, "card": on_desk[1] if on_desk else "", "request_id": str(uuid.uuid4())}
        assert "band--bad" not in browser.open(f"{there}/desk/scan/", **given)
    assert "is-done" in browser.open(f"{there}/practice/")
    assert _count(folder.home, "SELECT count(*) FROM lending_loan") == loans + 3
    assert _count(home, "SELECT count(*) FROM lending_loan") == loans
    assert _count(home, "SELECT count(*) FROM audit_entry") == deeds

    # Both are signed in, each with cookies of its own name; the real form still takes the real token.
    names = {cookie.name for cookie in browser.jar}
    assert {"sessionid", "csrftoken", "mashq_sessionid", "mashq_csrftoken"} <= names
    assert browser.open(f"{real}/desk/") and browser.address == f"{real}/desk/"
    browser.open(f"{real}/desk/scan/", code="no such code", request_id=str(uuid.uuid4()))
    assert "MASHQ" not in browser.page
    ticket = re.search(r"ticket=([^&]+)", _where_to(browser, f"{real}/practice/go/"))
    assert ticket is not None
    browser.open(f"{there}/practice/enter/?ticket={ticket[1]}")
    with pytest.raises(urllib.error.HTTPError, match="403"):  # a second time
        browser.open(f"{there}/practice/enter/?ticket={ticket[1]}")

    # Neither the backup nor the proof knows of it.
    archive = tmp_path / "copy.javonbackup"
    assert javon("backup", str(archive), home=home).returncode == 0
    assert "practice" not in _names_in(archive)
    assert javon("check", home=home).returncode == 0
    assert "invented" in javon("backup", str(tmp_path / "b"), home=folder.home).stderr
    assert javon("work", home=folder.home).returncode == 1

    # Killed, it starts again with what was lent; afresh, it forgets; its folder gone, nothing is harmed.
    first = served.child(f"--port {there.rpartition(':')[2]}")
    os.kill(first, signal.SIGKILL)
    assert has_come_true(lambda: not is_alive(first))
    assert has_come_true(lambda: _answers(f"{there}/practice/"), 20), served.said()
    assert _count(folder.home, "SELECT count(*) FROM lending_loan") == loans + 3
    browser.comes_in(real)
    browser.open(f"{there}/practice/afresh/", sure="1")
    assert has_come_true(lambda: _count_or(folder.home) == loans, 20)
    assert browser.comes_in(real) == there
    shutil.rmtree(folder.root)
    assert has_come_true(lambda: not _answers(f"{there}/practice/"), 20)
    assert browser.open(f"{real}/desk/") and browser.address == f"{real}/desk/"
    assert served.stop() == 0


def _where_to(browser: Browser, address: str) -> str:
    class Stays(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *_given: Any) -> None:
            return None

    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(browser.jar), Stays())
    try:
        opener.open(address, timeout=20)
    except urllib.error.HTTPError as answer:
        return answer.headers["Location"] or ""
    return ""


def _answers(address: str) -> bool:
    try:
        urllib.request.urlopen(address, timeout=5)
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


def _count_or(home: Path) -> int:
    try:
        return _count(home, "SELECT count(*) FROM lending_loan")
    except sqlite3.Error:
        return -1


def _names_in(archive: Path) -> str:
    try:
        with tarfile.open(archive) as opened:
            return " ".join(opened.getnames())
    except tarfile.TarError:
        listed = subprocess.run(["unzip", "-l", archive], capture_output=True, text=True, check=True)
        return listed.stdout
