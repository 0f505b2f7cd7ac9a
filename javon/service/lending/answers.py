"""What the verbs of the desk answer: plain values, so that the same request sent again gets the same answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any, Self
from uuid import UUID

from javon.core.verdict import Refusal, Weight


@dataclass(frozen=True, slots=True)
class Note:
    """One thing to be said that stopped nothing: its code and the figures of its sentence."""

    code: str
    details: dict[str, Any]

    @property
    def refusal(self) -> Refusal:
        return Refusal(self.code, Weight.WARNS, self.details)


def notes(refusals: Iterable[Refusal]) -> tuple[Note, ...]:
    """Warnings as they are kept: days as text, for the answer travels as JSON."""
    return tuple(
        Note(
            one.code,
            {name: str(value) if isinstance(value, date) else value for name, value in one.details.items()},
        )
        for one in refusals
    )


@dataclass(frozen=True, slots=True)
class Answer:
    """One deed done: the copy, the loan behind it, what is to be said besides."""

    verb: str  # "lent", "returned", "renewed", "shelved" (no loan was behind it)
    copy_id: UUID
    title_id: UUID
    title: str
    barcode: str
    inventory_number: str
    loan_id: UUID | None = None
    reader_id: UUID | None = None
    lent_on: date | None = None
    due_on: date | None = None
    happened_on: date | None = None
    state: str = ""  # where the copy is now
    hold_id: UUID | None = None  # a hold that this return has made ready
    notes: tuple[Note, ...] = ()
    overruled: tuple[str, ...] = ()

    def noted(self, more: Iterable[Refusal]) -> Self:
        """The same with more notes."""
        return replace(self, notes=self.notes + notes(more))

    def to_json(self) -> dict[str, Any]:
        return {name: _plain(value) for name, value in asdict(self).items()}

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Self:
        told = dict(kept)
        for name in ("copy_id", "title_id", "loan_id", "reader_id", "hold_id"):
            told[name] = UUID(told[name]) if told[name] else None
        for name in ("lent_on", "due_on", "happened_on"):
            told[name] = date.fromisoformat(told[name]) if told[name] else None
        told["notes"] = tuple(Note(note["code"], note["details"]) for note in told["notes"])
        told["overruled"] = tuple(told["overruled"])
        return cls(**told)


def _plain(value: Any) -> Any:
    if isinstance(value, UUID | date):
        return str(value)
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    return value
