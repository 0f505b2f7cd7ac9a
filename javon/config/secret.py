"""The home's own secret key, which signs sessions and forms: made once, readable by its owner only.

The key appears under its name whole and on the disk, or not at all; an empty file, as a power cut leaves it,
is made again: everybody signs in once more, and what was sealed under the old key (``core.sealing``: passwords of
gateways) is typed in anew.
"""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

NAME = "secret.key"


def secret_key(home: Path) -> str:
    """The key of `home`; a passing one where there is no home (fold, --help). Raises ImproperlyConfigured."""
    if not home.is_dir():
        return secrets.token_urlsafe(48)
    path = home / NAME
    if not path.exists() or not path.stat().st_size:
        _make(path)
    try:
        return path.read_text("ascii").strip()
    except UnicodeDecodeError:
        raise ImproperlyConfigured(f"{path} is damaged; remove it, and a new one is made") from None


def _make(path: Path) -> None:
    part = path.with_name(f".{NAME}.{os.getpid()}")
    try:
        with open(part, "w", encoding="ascii", opener=_private) as file:
            file.write(secrets.token_urlsafe(48))
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            part.replace(path)  # it was empty
        else:
            with contextlib.suppress(FileExistsError):  # another process was first: its key is the home's
                os.link(part, path)
    finally:
        part.unlink(missing_ok=True)


def _private(name: str, flags: int) -> int:
    return os.open(name, flags, 0o600)
