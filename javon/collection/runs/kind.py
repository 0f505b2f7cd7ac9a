"""What a kind of file has to say of itself; everything else is the same for all of them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar, Generic, TypeVar
from uuid import UUID

from javon.collection.runs.models import Line, Run
from javon.collection.runs.rules import STATES
from javon.core.access import Actor
from javon.core.verdict import Verdict

RunT = TypeVar("RunT", bound=Run)
LineT = TypeVar("LineT", bound=Line)
Said = TypeVar("Said")


class Kind(ABC, Generic[RunT, LineT, Said]):
    """One kind of file. `Said` is what a row says once it is understood."""

    model: type[RunT]
    name: ClassVar[str]  # what the journal calls it: "readers_file" gives readers_file_entered
    worker: ClassVar[str]  # who enters it, in the journal
    moves_on: Callable[[UUID], Any]  # what is announced when the worker has something to do
    own_fields: ClassVar[tuple[str, ...]]  # of a line, that entering and taking back change
    states: ClassVar[Mapping[str, Sequence[str]]] = STATES  # in which each deed may be done
    may_go_on: Callable[[str, str, int], Verdict]  # deed, state, lines that it would take
    what_is_missing: Callable[[Sequence[str]], list[str]]  # from the meanings of the columns, codes

    def rows_in(self, run: RunT) -> int:
        """About how many rows a check has before it."""
        return int(run.sheets[int(run.layout["sheet"])]["rows"])

    @abstractmethod
    def looked_at(self, run: RunT, path: Path) -> Iterator[LineT]:
        """Every row of the file as a line, in order: repeats show only to whoever has seen what stands above."""

    @abstractmethod
    def prepared(self, run: RunT, line: LineT) -> Said:
        """What a good line says: all that can be made out before its turn, while the database is free."""

    @abstractmethod
    def enter(self, by: Actor, run: RunT, said: Mapping[LineT, Said]) -> Collection[LineT]:
        """Enter these lines, or say why not; those that were decided, for others the next turn comes."""

    @abstractmethod
    def take_back(self, by: Actor, run: RunT, lines: list[LineT]) -> Collection[LineT]:
        """Take back what these lines have made, or say why it stays; those that were decided."""

    def told(self, run: RunT) -> dict[str, Any]:
        """What the journal says besides, at each step."""
        return {}
