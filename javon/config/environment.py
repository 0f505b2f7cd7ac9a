"""What the machine tells Javon: the environment, read once, typed, with one clear line when it is wrong.

Every variable is listed here and in docs/howto/settings.md; policy (loan days, limits) is data approved
by a document and never lives here.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

# A thread keeps its connection from one request to the next: opening one reads the whole schema (10 ms with ours), and
# the last one to close a SQLite file writes its log back and waits for the disk.
CONNECTION_SECONDS = 600
LANGUAGES = ("uz", "uz-cyrl", "ru", "en")


class WrongEnvironment(Exception):
    """A variable that cannot be understood; the message is for a person."""


@dataclass(frozen=True, slots=True)
class Environment:
    """The machine's side of the settings."""

    home: Path  # the one data folder
    database_url: str  # "" = SQLite in the home
    host: str
    port: int
    language: str
    debug: bool
    practice: bool = False  # the home of the training mode: invented data, its own database file
    practice_port: int = 8010

    @classmethod
    def read(cls, variables: Mapping[str, str] | None = None) -> Environment:
        """The environment of this process. Raises :class:`WrongEnvironment`."""
        given = os.environ if variables is None else variables
        language = given.get("JAVON_LANGUAGE", "uz")
        if language not in LANGUAGES:
            raise WrongEnvironment(f"JAVON_LANGUAGE is {language!r}; it may be one of {', '.join(LANGUAGES)}")
        port = _port(given, "JAVON_PORT", 8000)
        home = Path(given.get("JAVON_HOME") or "var").expanduser().absolute()
        practice = is_practice(home)
        return cls(
            home=home,
            # Whatever the machine says: exercises never reach the database of the house.
            database_url="" if practice else given.get("JAVON_DATABASE_URL", ""),
            host=given.get("JAVON_HOST") or "127.0.0.1",
            port=port,
            language=language,
            debug=given.get("JAVON_DEBUG", "").lower() in {"1", "on", "true", "yes"},
            practice=practice,
            practice_port=_port(given, "JAVON_PRACTICE_PORT", port + 10 if port + 10 < 65536 else port - 10),
        )

    def database(self) -> dict[str, object]:
        """Django's description of the database."""
        if not self.database_url:
            return _sqlite(str(self.home / "javon.sqlite3"))
        try:
            url = urlsplit(self.database_url)
            port = url.port
        except ValueError as error:
            raise WrongEnvironment(f"JAVON_DATABASE_URL cannot be read: {error}") from None
        if url.scheme == "sqlite":
            path = unquote(url.path)
            # sqlite:///relative and sqlite:////absolute, as everywhere else
            return _sqlite(path[1:] if path.startswith("/") else path)
        if url.scheme in {"postgresql", "postgres"}:
            return {
                "ENGINE": "django.db.backends.postgresql",
                "NAME": unquote(url.path.lstrip("/")),
                "USER": unquote(url.username or ""),
                "PASSWORD": unquote(url.password or ""),
                "HOST": unquote(url.hostname or "") or dict(_pairs(url.query)).get("host", ""),
                "PORT": str(port or ""),
                "CONN_MAX_AGE": CONNECTION_SECONDS,
                "CONN_HEALTH_CHECKS": True,
            }
        raise WrongEnvironment(
            f"JAVON_DATABASE_URL begins with {url.scheme!r}; it must be sqlite:///… or postgresql://…"
        )


def _sqlite(path: str) -> dict[str, object]:
    return {
        "ENGINE": "javon.core.database.sqlite",
        "NAME": path,
        "CONN_MAX_AGE": CONNECTION_SECONDS,
    }


def is_practice(home: Path) -> bool:
    """Does `home` say of itself that its data are invented, for exercises?"""
    try:
        mark = json.loads((home / "home.json").read_text("utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(mark, dict) and mark.get("practice") is True


def _port(given: Mapping[str, str], name: str, default: int) -> int:
    port = given.get(name) or str(default)
    if not (port.isascii() and port.isdigit() and 0 < int(port) < 65536):
        raise WrongEnvironment(f"{name} is {port!r}; it must be a number from 1 to 65535")
    return int(port)


def _pairs(query: str) -> list[tuple[str, str]]:
    return [
        (name, unquote(value))
        for name, _, value in (part.partition("=") for part in query.split("&"))
        if name
    ]
