"""Objections as a line of a file keeps them, and read back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from javon.core.verdict import Refusal, Weight


def kept(objections: Iterable[Refusal]) -> list[list[Any]]:
    """Code, weight, details."""
    return [[one.code, int(one.weight), _plain(one.details)] for one in objections]


def read_back(remarks: Iterable[list[Any]]) -> list[Refusal]:
    """The same as refusals, what forbids first."""
    found = [Refusal(code, Weight(weight), details) for code, weight, details in remarks]
    return sorted(found, key=lambda one: -one.weight)


def _plain(details: dict[str, Any]) -> dict[str, Any]:
    return {
        name: f"{value:%d.%m.%Y}" if isinstance(value, date) else value for name, value in details.items()
    }
