"""What has changed between two texts, word by word, and between two lists of clauses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Clause = tuple[str, str]  # number, text


@dataclass(frozen=True, slots=True)
class Words:
    """Some words in a row, all changed or all kept."""

    text: str
    is_changed: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One clause in both versions, for ui/diff.html. A side without the clause is empty."""

    number: str
    state: Literal["same", "changed", "added", "removed"]
    before: tuple[Words, ...] = ()
    after: tuple[Words, ...] = ()


def words_changed(before: str, after: str) -> tuple[tuple[Words, ...], tuple[Words, ...]]:
    """Both texts cut where they differ. Joined by spaces each side gives its own text again."""
    left, right = before.split(), after.split()
    cut_left: list[Words] = []
    cut_right: list[Words] = []
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        changed = tag != "equal"
        if i2 > i1:
            cut_left.append(Words(" ".join(left[i1:i2]), changed))
        if j2 > j1:
            cut_right.append(Words(" ".join(right[j1:j2]), changed))
    return tuple(cut_left), tuple(cut_right)


def compared(before: Sequence[Clause], after: Sequence[Clause]) -> list[Row]:
    """Clauses of the newer version in their order, the removed ones where they stood. A number names its clause."""
    old, new = dict(before), dict(after)
    order = [number for number, _text in after]
    at = 0
    for number, _text in before:
        if number in new:
            at = order.index(number) + 1
        else:
            order.insert(at, number)
            at += 1
    return [_row(number, old.get(number), new.get(number)) for number in order]


def _row(number: str, before: str | None, after: str | None) -> Row:
    if after is None:
        return Row(number, "removed", before=(Words(_flat(before or ""), True),))
    if before is None:
        return Row(number, "added", after=(Words(_flat(after), True),))
    left, right = words_changed(before, after)
    return Row(number, "same" if _flat(before) == _flat(after) else "changed", left, right)


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
