"""Scanning copies onto a list: what was taken, what was not and why. Shared by write-offs and moves."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from javon.collection.stock.models import Copy
from javon.core.verdict import Refusal, Refused, Verdict, Weight

_BETWEEN = re.compile(r"[\r\n\t;,]+")


@dataclass(frozen=True, slots=True)
class Listed:
    """The answer to a scan or a paste: how many copies the list took, and each code that it did not."""

    added: int
    refused: tuple[tuple[str, tuple[Refusal, ...]], ...] = ()

    def to_json(self) -> dict[str, Any]:
        """As a claimed request keeps it."""
        refused = [[text, [[one.code, one.details] for one in stops]] for text, stops in self.refused]
        return {"added": self.added, "refused": refused}

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Listed:
        """What was kept."""
        return cls(
            kept["added"],
            tuple(
                (text, tuple(Refusal(code, Weight.FORBIDS, details) for code, details in stops))
                for text, stops in kept["refused"]
            ),
        )

    @property
    def stops(self) -> tuple[Refusal, ...]:
        """Every objection to every code."""
        return tuple(one for _text, stops in self.refused for one in stops)


def codes_in(typed: str) -> list[str]:
    """The codes of a paste: one a line, or parted by commas, semicolons, tabs."""
    return [piece.strip() for piece in _BETWEEN.split(typed.replace("\x00", "")) if piece.strip()]


def locked(copies: Iterable[Copy]) -> dict[UUID, Copy]:
    """The rows themselves, locked in the order of their keys: two lists never wait for each other."""
    keys = sorted({copy.pk for copy in copies})
    found: dict[UUID, Copy] = {}
    for start in range(0, len(keys), 200):
        rows = Copy.objects.select_for_update().filter(pk__in=keys[start : start + 200]).order_by("pk")
        found.update((copy.pk, copy) for copy in rows)
    return found


def enforce_some(listed: Listed) -> Listed:
    """Refuse when not a single copy was taken: then nothing happened at all."""
    if not listed.added:
        raise Refused(Verdict(listed.stops or (Refusal("nothing_scanned", Weight.FORBIDS),)))
    return listed
