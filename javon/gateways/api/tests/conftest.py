"""The same small library and reader as the public pages have."""

from __future__ import annotations

from javon.places.public.tests.conftest import library, reader

__all__ = ["library", "reader"]
