"""Secrets that must be read again (a gateway's password) lie sealed: AES-256-GCM under a key of the home's own.

The key is derived from ``secret.key`` (HKDF, one key per purpose), so a copy of the database alone tells
nothing. Where that file is lost or made anew, what was sealed cannot be read again: it is asked for anew.
"""

from __future__ import annotations

import base64
import binascii
import secrets
from typing import Any

from django.conf import settings

MARK = "s1:"
_NONCE = 12


class Unreadable(Exception):
    """Sealed under another key, for another purpose, or altered."""


def seal(text: str, *, purpose: str) -> str:
    """`text` as ASCII that only this home can read, and only under the same `purpose`; "" stays ""."""
    if not text:
        return ""
    nonce = secrets.token_bytes(_NONCE)
    sealed = nonce + _cipher(purpose).encrypt(nonce, text.encode(), purpose.encode())
    return MARK + base64.urlsafe_b64encode(sealed).decode()


def unseal(sealed: str, *, purpose: str) -> str:
    """What was sealed. Raises :class:`Unreadable`."""
    from cryptography.exceptions import InvalidTag

    if not sealed:
        return ""
    if not sealed.startswith(MARK):
        raise Unreadable("this was never sealed")
    try:
        raw = base64.urlsafe_b64decode(sealed.removeprefix(MARK))
        return _cipher(purpose).decrypt(raw[:_NONCE], raw[_NONCE:], purpose.encode()).decode()
    except (InvalidTag, binascii.Error, ValueError):
        raise Unreadable("sealed under another key, or altered") from None


def _cipher(purpose: str) -> Any:
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    derived = HKDF(hashes.SHA256(), 32, b"javon sealed secrets", purpose.encode())
    return AESGCM(derived.derive(settings.SECRET_KEY.encode()))
