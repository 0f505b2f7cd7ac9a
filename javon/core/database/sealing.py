"""Sealing one column: what is kept of a person's document is unreadable in the database file and in a copy of it.

AES-256-GCM with a key that lies in the home beside the database, made when it is first needed; every value is bound to
its row, so that a sealed number moved to another row does not open. Backups carry the key: they are sealed as a whole.
"""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path
from typing import Final

from django.conf import settings

VERSION: Final = b"\x01"
NONCE: Final = 12
KEY_BYTES: Final = 32


class SealBroken(Exception):
    """The value does not open: another key, another row, or altered bytes."""


def seal(text: str, row: str) -> bytes:
    """`text` sealed for `row` ("readers.identity:0190…")."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # slow to load, seldom needed

    nonce = secrets.token_bytes(NONCE)
    return VERSION + nonce + AESGCM(_key()).encrypt(nonce, text.encode(), row.encode())


def unseal(sealed: bytes, row: str) -> str:
    """What was sealed for `row`. Raises SealBroken."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    if sealed[:1] != VERSION:
        raise SealBroken(row)
    nonce, rest = sealed[1 : 1 + NONCE], sealed[1 + NONCE :]
    try:
        return AESGCM(_key()).decrypt(nonce, rest, row.encode()).decode()
    except (InvalidTag, ValueError):
        raise SealBroken(row) from None


def _key() -> bytes:
    path = Path(settings.COLUMN_KEY)
    if not path.exists():
        _make(path)
    try:
        key = bytes.fromhex(path.read_text("ascii").strip())
    except (ValueError, UnicodeDecodeError):
        key = b""
    if len(key) != KEY_BYTES:
        raise SealBroken(f"{path} is damaged")  # never made anew: what it sealed would be lost
    return key


def _make(path: Path) -> None:
    """The key appears whole and on the disk, or not at all; of two processes the first one's key holds."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with open(
            part, "w", encoding="ascii", opener=lambda name, flags: os.open(name, flags, 0o600)
        ) as file:
            file.write(secrets.token_bytes(KEY_BYTES).hex())
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(part, path)
    finally:
        part.unlink(missing_ok=True)
