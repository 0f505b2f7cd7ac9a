"""The address of a one-time sign-in link. The database keeps a digest of its secret, never the secret."""

from __future__ import annotations

import hashlib
import secrets

from django.urls import reverse


def new_token() -> str:
    """256 random bits, as letters that survive a messenger."""
    return secrets.token_urlsafe(32)


def digest_of(token: str) -> str:
    """What is kept of a token; it is random, so a plain hash cannot be guessed back."""
    return hashlib.sha256(token.encode()).hexdigest()


def path_of(token: str) -> str:
    """The path of the page that the link opens."""
    return reverse("welcome", args=[token])
