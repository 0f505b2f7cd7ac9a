"""What the machine tells Javon: the environment, read once, typed, with one clear line when it is wrong.

Every variable is listed here and in docs/howto/settings.md; policy (loan days, limits) is data approved
by a document and never lives here.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

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

    @classmethod
    def read(cls, variables: Mapping[str, str] | None = None) -> Environment:
        """The environment of this process. Raises :class:`WrongEnvironment`."""
        given = os.environ if variables is None else variables
        language = given.get("JAVON_LANGUAGE", "uz")
        if language not in LANGUAGES:
            raise WrongEnvironment(f"JAVON_LANGUAGE is {language!r}; it may be one of {', '.join(LANGUAGES)}")
        port = given.get("JAVON_PORT", "8000")
        if not (port.isascii() and port.isdigit() and 0 < int(port) < 65536):
            raise WrongEnvironment(f"JAVON_PORT is {port!r}; it must be a number from 1 to 65535")
        return cls(
            home=Path(given.get("JAVON_HOME") or "var").expanduser().absolute(),
            database_url=given.get("JAVON_DATABASE_URL", ""),
            host=given.get("JAVON_HOST") or "127.0.0.1",
            port=int(port),
            language=language,
            debug=given.get("JAVON_DEBUG", "").lower() in {"1", "on", "true", "yes"},
        )

    def database(self) -> dict[str, object]:
        """Django's description of the database."""
        if not self.database_url:
            return {"ENGINE": "javon.core.database.sqlite", "NAME": str(self.home / "javon.sqlite3")}
        try:
            url = urlsplit(self.database_url)
            port = url.port
        except ValueError as error:
            raise WrongEnvironment(f"JAVON_DATABASE_URL cannot be read: {error}") from None
        if url.scheme == "sqlite":
            path = unquote(url.path)
            # sqlite:///relative and sqlite:////absolute, as everywhere else
            return {
                "ENGINE": "javon.core.database.sqlite",
                "NAME": path[1:] if path.startswith("/") else path,
            }
        if url.scheme in {"postgresql", "postgres"}:
            return {
                "ENGINE": "django.db.backends.postgresql",
                "NAME": unquote(url.path.lstrip("/")),
                "USER": unquote(url.username or ""),
                "PASSWORD": unquote(url.password or ""),
                "HOST": unquote(url.hostname or "") or dict(_pairs(url.query)).get("host", ""),
                "PORT": str(port or ""),
                "CONN_MAX_AGE": 600,
                "CONN_HEALTH_CHECKS": True,
            }
        raise WrongEnvironment(
            f"JAVON_DATABASE_URL begins with {url.scheme!r}; it must be sqlite:///… or postgresql://…"
        )


def _pairs(query: str) -> list[tuple[str, str]]:
    return [
        (name, unquote(value))
        for name, _, value in (part.partition("=") for part in query.split("&"))
        if name
    ]
