"""Helpers shared by the tests of every module."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

# Real files of other libraries lie beside the checkout; they are never part of the repository.
_SHARED = Path(
    os.environ.get("JAVON_SHARED_DATA") or Path(__file__).resolve().parents[3].parent / "shared" / "data"
)


def shared_data(name: str) -> Path:
    """The path of a real file or folder; the test that asks is skipped where the collection is absent."""
    path = _SHARED / name
    if not path.exists():
        pytest.skip(f"no real data here: {name}")
    return path
