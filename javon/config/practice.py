"""The training mode's side of the supervisor: makes its home, serves it while somebody exercises, ends it when nobody does.

Nothing of it runs, and nothing lies on the disk, until somebody asks on `/practice/`. Plain Python without Django. The home is
a copy of a model that `javon demo` made once; each is finished under another name and then renamed, so that a machine that
fell in the middle finds a whole one or none. docs/decisions/0023.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from javon import __version__
from javon.config import lifeline
from javon.config.children import Child, answers
from javon.places.practice.folder import FAILED, IDLE_SECONDS, MAKING, OFF, RUNNING, STARTING, Folder, State

SCALE: Final = "0.03"  # about 60 titles, 150 copies
MODEL_LASTS: Final = timedelta(days=45)  # then its loans are all long overdue
STAMP: Final = "practice.json"
SECONDS_BETWEEN_LOOKS: Final = 0.5
DEATHS_BEFORE_ANEW: Final = 3
PACKAGE: Final = Path(__file__).resolve().parent.parent


class Keeper:
    """Looks twice a second at what the pages asked for."""

    def __init__(self, home: Path, host: str, port: int) -> None:
        self.folder = Folder(home / "practice")
        self.host, self.port = host, port
        self.maker: Child | None = None
        self.web: Child | None = None
        self.look_again_at = 0.0
        self.anew = 0
        if self.folder.root.exists():  # an older supervisor may have said that it runs
            self._tell(OFF)

    def look(self) -> None:
        """One turn; never raises for what lies, or does not lie, in the folder."""
        if time.monotonic() < self.look_again_at:
            return
        self.look_again_at = time.monotonic() + SECONDS_BETWEEN_LOOKS
        try:
            self._turn()
        except OSError as error:
            self.end()
            with contextlib.suppress(OSError):
                self.folder.no_longer()
                self._tell(FAILED, str(error))

    def end(self) -> None:
        """End whatever runs. Its data may be cut off at any moment."""
        for child in (self.maker, self.web):
            if child is not None:
                child.kill()
        self.maker = self.web = None

    def _turn(self) -> None:
        busy = self.maker is not None or self.web is not None
        if not self.folder.wanted.exists() or (self.web is not None and self._nobody_is_here()):
            if busy:
                self.end()
                self.folder.no_longer()
                self._tell(OFF)
        elif self.maker is not None:
            self._while_making(self.maker)
        elif self.web is None or self.folder.afresh.exists() or not self.folder.home.exists():
            self.end()
            self._make()
        else:
            self._while_serving(self.web)

    def _nobody_is_here(self) -> bool:
        return self.folder.idle_seconds() > IDLE_SECONDS

    def _make(self) -> None:
        self._tell(MAKING)
        command = [sys.executable, "-m", "javon.config.practice", str(self.folder.root)]
        self.maker = Child("practice-maker", command, _own(self.folder.home), below_normal=True)
        self.maker.start()

    def _while_making(self, maker: Child) -> None:
        code = maker.look()
        if code is None:
            return
        self.maker = None
        if code:
            self.folder.no_longer()
            self._tell(FAILED, _read(self.folder.root / "why") or f"code {code}")
            return
        self.folder.note_use(at_once=True)  # making it may have taken long; nobody was idle
        command = [sys.executable, "-m", "javon.config.web", "--host", self.host, "--port", str(self.port)]
        self.web = Child("practice", command, _own(self.folder.home))
        self.web.start()
        self._tell(STARTING)

    def _while_serving(self, web: Child) -> None:
        if web.look() is not None:
            if web.deaths >= DEATHS_BEFORE_ANEW:
                self._begin_anew()
            else:
                self._tell(STARTING)
        elif web.process is None:
            if time.monotonic() >= web.start_again_at:
                web.start()
        elif self.folder.state().phase != RUNNING and answers(self.host, self.port, tls=False):
            self.anew = 0
            self._tell(RUNNING)

    def _begin_anew(self) -> None:
        """It does not live on what lies there: once more from the beginning, then it is said."""
        self.end()
        self.anew += 1
        if self.anew > 1:
            self.anew = 0
            self.folder.no_longer()
            self._tell(FAILED, f"it does not start on port {self.port}; JAVON_PRACTICE_PORT names another")
        else:
            _away(self.folder.home)

    def _tell(self, phase: str, why: str = "") -> None:
        self.folder.tell(State(phase, why, self.port))


def _own(home: Path) -> dict[str, str]:
    """What the training mode's processes are told instead of what ours were."""
    return {"JAVON_HOME": str(home), "JAVON_DATABASE_URL": "", "JAVON_PRACTICE_PORT": ""}


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8").strip()[:300]
    except OSError:
        return ""


# --- making (in a process of its own) -----------------------------------------------------------------------


def program() -> str:
    """What a model was made by: another version, or another shape of the database, makes it anew."""
    names = sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.glob("*/*/migrations/*.py"))
    return f"{__version__} {hashlib.sha256(chr(10).join(names).encode()).hexdigest()[:16]}"


def make(folder: Folder, today: date) -> None:
    """The model, when there is none that still serves; and a fresh copy of it, when one is due."""
    for left in folder.root.glob("*.part"):
        _away(left)
    if not _serves(_stamp(folder.model), today):
        _make_model(folder, today)
    if folder.afresh.exists() or _stamp(folder.home) != _stamp(folder.model):
        _copy(folder)
    folder.afresh.unlink(missing_ok=True)


def _serves(stamp: dict[str, str], today: date) -> bool:
    try:
        made_on = date.fromisoformat(stamp["made_on"])
    except (KeyError, ValueError, TypeError):
        return False
    return stamp.get("program") == program() and today - MODEL_LASTS <= made_on <= today


def _stamp(home: Path) -> dict[str, str]:
    try:
        stamp = json.loads((home / STAMP).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) and (home / "javon.sqlite3").is_file() else {}


def _make_model(folder: Folder, today: date) -> None:
    part = folder.root / "model.part"
    part.mkdir(mode=0o700)
    # Before anything else: from its first moment it is a home of exercises, for whoever opens it.
    (part / "home.json").write_text(json.dumps({"format": 1, "practice": True}), "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "javon.config.cli", "demo", "--scale", SCALE, "--quiet"],
        env={**os.environ, **_own(part), lifeline.SUPERVISED: ""},
        stdin=subprocess.DEVNULL, capture_output=True, text=True, encoding="utf-8", errors="replace", check=False,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError((done.stderr.strip().splitlines() or [f"code {done.returncode}"])[-1])
    _close_accounts(part / "javon.sqlite3")
    (part / STAMP).write_text(json.dumps({"program": program(), "made_on": today.isoformat()}), "utf-8")
    _away(folder.model)
    _named(part, folder.model)


def _close_accounts(database: Path) -> None:
    """The demo's people have a password that everybody may read: here nobody signs in as they."""
    with contextlib.closing(sqlite3.connect(database)) as opened, opened:
        opened.execute("UPDATE accounts_user SET password = '!'")
        opened.execute("DELETE FROM accounts_pin")
        opened.execute("DELETE FROM accounts_signinlink")
    with contextlib.closing(sqlite3.connect(database)) as opened:
        opened.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _copy(folder: Folder) -> None:
    part = folder.root / "home.part"
    shutil.copytree(folder.model, part, ignore=shutil.ignore_patterns("*-gate", "*.lock", "backups"))
    _away(folder.home)
    _named(part, folder.home)


def _named(part: Path, path: Path) -> None:
    """The bytes are on the disk before the name is."""
    if hasattr(os, "sync"):
        os.sync()
    part.rename(path)


def _away(path: Path) -> None:
    """Remove a folder or a file; a folder stops being one of ours before its files go."""
    if path.is_dir() and not path.name.endswith(".part"):
        aside = path.with_name(f"{path.name}.{time.time_ns()}.part")
        path.rename(aside)
        path = aside
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def main() -> int:
    """Make what is missing; the reason of a failure lies in `why`."""
    lifeline.stop_with_supervisor()
    if hasattr(os, "nice"):
        os.nice(10)
    folder = Folder(Path(sys.argv[1]))
    why = folder.root / "why"
    why.unlink(missing_ok=True)
    try:
        make(folder, date.today())
    except (OSError, RuntimeError, sqlite3.Error, shutil.Error) as error:
        why.write_text(str(error), "utf-8")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
