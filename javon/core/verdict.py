"""The whole vocabulary of permission and refusal: every answer to "may …?" is a Verdict.

A rule returns a :class:`Refusal` or ``None``; a :class:`Verdict` collects *all* of them, never the
first only, so that a librarian hears every reason at once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any


class Weight(IntEnum):
    """How strongly a refusal speaks."""

    WARNS = 1  # tell the person, carry on
    HOLDS = 2  # stop, unless someone with the right overrides it and says why
    FORBIDS = 3  # stop, always


@dataclass(frozen=True, slots=True)
class Refusal:
    """One objection: a code for machines and tests, its weight, the figures its sentence needs."""

    code: str
    weight: Weight = Weight.HOLDS
    details: dict[str, Any] = field(default_factory=dict, compare=False)
    override_right: str = ""  # code of the right that may overrule it; "" = nobody may


@dataclass(frozen=True, slots=True)
class Verdict:
    """All objections to one deed; true when none of them stops it."""

    refusals: tuple[Refusal, ...] = ()

    @classmethod
    def of(cls, objections: Iterable[Refusal | None]) -> Verdict:
        return cls(tuple(objection for objection in objections if objection is not None))

    def __bool__(self) -> bool:
        return all(refusal.weight is Weight.WARNS for refusal in self.refusals)

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(refusal.code for refusal in self.refusals)

    @property
    def warnings(self) -> tuple[Refusal, ...]:
        return tuple(refusal for refusal in self.refusals if refusal.weight is Weight.WARNS)

    @property
    def stops(self) -> tuple[Refusal, ...]:
        return tuple(refusal for refusal in self.refusals if refusal.weight is not Weight.WARNS)

    @property
    def overridable(self) -> bool:
        """True when every stop could be overruled by somebody."""
        return all(refusal.weight < Weight.FORBIDS and refusal.override_right for refusal in self.stops)

    def enforce(self, *, rights: Iterable[str] = (), reason: str = "") -> None:
        """Return when the deed may go on; raise :class:`Refused` otherwise.

        `rights` are the codes the actor holds: each stop names the one right that may overrule it,
        and overruling needs a spoken `reason`.
        """
        held = frozenset(rights)
        if self or (
            reason.strip() and self.overridable and all(stop.override_right in held for stop in self.stops)
        ):
            return
        raise Refused(self)


class Refused(Exception):
    """A deed was refused; nothing was changed. Carries the whole :class:`Verdict`."""

    def __init__(self, verdict: Verdict) -> None:
        self.verdict = verdict
        super().__init__(", ".join(verdict.codes))

    @classmethod
    def because(cls, code: str, weight: Weight = Weight.FORBIDS, **details: Any) -> Refused:
        """The short form for a single reason."""
        return cls(Verdict((Refusal(code, weight, details),)))
