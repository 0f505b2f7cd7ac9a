"""The folder of the training mode inside the home, and the few files by which its processes speak to each other.

Plain Python, without Django: the supervisor reads it too. Everything here may be deleted at any moment by anybody: what is
missing is made again.

    model/     a home that the demo made, never served
    home/      a copy of it, served; "start afresh" copies it again
    wanted     lies here while the exercises are wanted (site -> supervisor)
    afresh     lies here when they are to begin anew (site -> supervisor)
    used       its time is the last moment at which somebody was there
    state      how far it is (supervisor -> site)
    key        seals the tickets with which staff come in; used-tickets/ the ones that were used
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

OFF, MAKING, STARTING, RUNNING, FAILED = "off", "making", "starting", "running", "failed"
IDLE_SECONDS: Final = 30 * 60.0  # so long nobody was there: the process ends and gives its memory back
NOTED_EVERY: Final = 30.0


@dataclass(frozen=True, slots=True)
class State:
    """How far the exercises are, as the supervisor says."""

    phase: str = OFF
    why: str = ""  # of a failure, for whoever looks after the computer
    port: int = 0


@dataclass(frozen=True, slots=True)
class Folder:
    """The folder, by its place."""

    root: Path

    @property
    def model(self) -> Path:
        return self.root / "model"

    @property
    def home(self) -> Path:
        return self.root / "home"

    @property
    def wanted(self) -> Path:
        return self.root / "wanted"

    @property
    def afresh(self) -> Path:
        return self.root / "afresh"

    def ask(self, *, afresh: bool = False) -> None:
        """Say that the exercises are wanted, or are to begin anew. Saying it twice is saying it once."""
        self.root.mkdir(exist_ok=True, mode=0o700, parents=True)
        self.note_use(at_once=True)
        if afresh:
            self.afresh.touch(mode=0o600)
        self.wanted.touch(mode=0o600)

    def no_longer(self) -> None:
        """Say that they are not wanted any more."""
        self.wanted.unlink(missing_ok=True)

    def note_use(self, *, at_once: bool = False) -> None:
        """Somebody is here. Written twice a minute at most, and never a reason to fail."""
        with contextlib.suppress(OSError):
            if at_once or self.idle_seconds() > NOTED_EVERY:
                (self.root / "used").touch(mode=0o600)

    def idle_seconds(self) -> float:
        """How long nobody was here."""
        try:
            return time.time() - (self.root / "used").stat().st_mtime
        except OSError:
            return IDLE_SECONDS * 2

    def state(self) -> State:
        """What the supervisor said last; off where it said nothing that can be read."""
        try:
            return State(**json.loads((self.root / "state").read_text("utf-8")))
        except (OSError, ValueError, TypeError):
            return State()

    def tell(self, state: State) -> None:
        """The supervisor says how far it is: whole, or not at all."""
        if state == self.state() and (state.phase == OFF or (self.root / "state").exists()):
            return
        self.root.mkdir(exist_ok=True, mode=0o700)
        part = self.root / f".state.{os.getpid()}.part"
        part.write_text(json.dumps(asdict(state)), "utf-8")
        part.replace(self.root / "state")

    def key(self) -> str:
        """The secret that both sites share; made when it is missing, by whoever comes first."""
        path = self.root / "key"
        self.root.mkdir(exist_ok=True, mode=0o700, parents=True)
        for _try in range(2):
            with contextlib.suppress(FileNotFoundError):
                if text := path.read_text("ascii").strip():
                    return text
            part = self.root / f".key.{os.getpid()}.{secrets.token_hex(4)}.part"
            with open(part, "x", encoding="ascii", opener=_private) as file:
                file.write(secrets.token_urlsafe(32))
            try:
                os.link(part, path)  # refuses where somebody was quicker
            except FileExistsError:
                pass
            except OSError:  # a file system that knows no second name
                part.replace(path)
            part.unlink(missing_ok=True)
        return path.read_text("ascii").strip()

    def use_ticket(self, number: str) -> bool:
        """Tear a ticket: True the first time only. Torn ones older than an hour are forgotten, for they are stale anyway."""
        place = self.root / "used-tickets"
        place.mkdir(exist_ok=True, mode=0o700, parents=True)
        for old in place.iterdir():
            with contextlib.suppress(OSError):
                if time.time() - old.stat().st_mtime > 3600:
                    old.unlink()
        try:
            (place / number).touch(exist_ok=False, mode=0o600)
        except FileExistsError:
            return False
        return True


def _private(name: str, flags: int) -> int:
    return os.open(name, flags, 0o600)
