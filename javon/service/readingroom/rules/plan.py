"""The plan of a room as it is typed: a line for each row from the door, "P1 P2 . J1 J2"; a dot is an empty cell."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from javon.core.verdict import Refusal, Verdict, Weight

LARGEST = 24
LARGEST_NUMBER = 999
EMPTY = "."
_CODE = re.compile(r"^([PpРрJj])[-–]?(\d{1,3})$")  # the Cyrillic Р looks like the Latin P


@dataclass(frozen=True, slots=True)
class Cell:
    """One place of the plan."""

    letter: str
    number: int
    column: int
    row: int

    @property
    def code(self) -> str:
        return f"{self.letter}{self.number}"


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan that was read: its places, its size, words that are no code."""

    cells: tuple[Cell, ...]
    columns: int
    rows: int
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """A room that is to be kept. `elsewhere` are codes that stand in other rooms, `busy` codes that would be taken off

    the plan while somebody has them or has booked them.
    """

    name: str
    plan: Plan
    has_point: bool = True
    name_taken: bool = False
    elsewhere: frozenset[str] = field(default_factory=frozenset)
    busy: tuple[str, ...] = ()


def code_of(word: str) -> tuple[str, int] | None:
    """A code as it is typed or scanned: "p3", "P-3", "Р3" → ("P", 3); None for anything else."""
    found = _CODE.match(word.strip())
    if found is None or not 1 <= int(found[2]) <= LARGEST_NUMBER:
        return None
    return ("J" if found[1] in "Jj" else "P"), int(found[2])


def read_plan(text: str) -> Plan:
    """What was typed, cell by cell. Empty lines between rows are aisles; those at the ends are dropped."""
    lines = [line.split() for line in text.strip("\r\n").splitlines()]
    while lines and not lines[0]:
        lines.pop(0)
    while lines and not lines[-1]:
        lines.pop()
    cells: list[Cell] = []
    unread: list[str] = []
    for row, words in enumerate(lines, start=1):
        for column, word in enumerate(words, start=1):
            code = code_of(word)
            if code is not None:
                cells.append(Cell(code[0], code[1], column, row))
            elif word.strip(".·-—") != "":
                unread.append(word[:12])
    return Plan(tuple(cells), max((len(words) for words in lines), default=0), len(lines), tuple(unread))


def written(cells: list[Cell], columns: int, rows: int) -> str:
    """A plan as it would be typed."""
    at = {(cell.column, cell.row): cell.code for cell in cells}
    wide = max((len(code) for code in at.values()), default=1)
    return "\n".join(
        " ".join(at.get((column, row), EMPTY).ljust(wide) for column in range(1, columns + 1)).rstrip()
        for row in range(1, rows + 1)
    )


def may_keep_room(f: PlanFacts) -> Verdict:
    """May the room be kept with this plan?"""
    codes = Counter(cell.code for cell in f.plan.cells)
    twice = sorted(code for code, count in codes.items() if count > 1)
    elsewhere = sorted(code for code in codes if code in f.elsewhere)
    too_large = f.plan.columns > LARGEST or f.plan.rows > LARGEST
    return Verdict.of(
        [
            None if f.name.strip() else Refusal("room_without_name", Weight.FORBIDS),
            Refusal("room_name_taken", Weight.FORBIDS) if f.name_taken else None,
            None if f.has_point else Refusal("room_without_point", Weight.FORBIDS),
            None if codes else Refusal("plan_is_empty", Weight.FORBIDS),
            _named("plan_unread", f.plan.unread),
            _named("plan_code_twice", twice),
            _named("plan_code_elsewhere", elsewhere),
            Refusal("plan_too_large", Weight.FORBIDS, {"most": LARGEST}) if too_large else None,
            _named("place_is_busy", f.busy),
        ]
    )


def _named(code: str, words: list[str] | tuple[str, ...]) -> Refusal | None:
    return Refusal(code, Weight.FORBIDS, {"codes": ", ".join(words[:8])}) if words else None
