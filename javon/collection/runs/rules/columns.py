"""Understanding the heading of a spreadsheet: which row it is, and what each caption means, in whatever language.

Captions are compared folded, so that both scripts and every apostrophe meet. Whatever is proposed here, a person corrects.
Each kind of file has captions of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Final

from javon.core.uzbek import fold

HEADING_ROWS: Final = 40
WIDEST: Final = 40
IGNORED: Final = ""
_ALIKE: Final = 0.86


@dataclass(frozen=True, slots=True)
class Heading:
    """The row of the heading (0: none), its captions, what each is proposed to mean."""

    row: int
    captions: tuple[str, ...]
    columns: tuple[str, ...]


class Columns:
    """What the columns of one sort of file may mean.

    `captions` meaning → captions joined by "|"; `passed` captions that are known and not needed; `one_of` meanings of
    which a heading has at least one.
    """

    def __init__(self, captions: Mapping[str, str], passed: str, *, one_of: frozenset[str]) -> None:
        self._known = {fold(caption): IGNORED for caption in passed.split("|")}
        for meaning, told in captions.items():
            for caption in told.split("|"):
                self._known[fold(caption)] = meaning
        self._one_of = one_of

    def meaning_of(self, caption: str) -> tuple[str, float]:
        """What a caption means and how sure that is (0 … 1)."""
        words = fold(caption[:120].replace("№", " no "))
        if words in self._known:
            return self._known[words], 1.0
        best, sure = IGNORED, 0.0
        for one, meaning in self._known.items():
            if len(one) < 4 or meaning == IGNORED:
                continue
            rate = SequenceMatcher(None, one, words).ratio()
            if f" {one} " in f" {words} ":
                rate = max(rate, 0.6 + 0.35 * len(one) / len(words))
            elif rate < _ALIKE:
                continue
            if rate > sure:
                best, sure = meaning, rate
        return best, sure

    def proposed(self, captions: Sequence[str]) -> tuple[tuple[str, ...], float]:
        """A meaning for each caption, each once, the surest first; and how much was understood."""
        told = [self.meaning_of(caption) for caption in captions]
        columns, taken, worth = [IGNORED] * len(captions), set[str](), 0.0
        for place in sorted(range(len(told)), key=lambda at: -told[at][1]):
            meaning, sure = told[place]
            if meaning and sure >= 0.5 and meaning not in taken:
                columns[place] = meaning
                taken.add(meaning)
                worth += sure
        return tuple(columns), worth

    def heading_of(self, rows: Sequence[tuple[int, Sequence[str]]]) -> Heading:
        """The heading among the first rows, each given as its number and cells; one in two rows is read as one."""
        best, most = Heading(0, (), ()), 0.0
        before: tuple[int, list[str]] | None = None
        for number, cells in rows[:HEADING_ROWS]:
            texts = [" ".join(cell.split()) for cell in cells[:WIDEST]]
            tried = [texts]
            if before is not None and before[0] == number - 1:
                width = max(len(before[1]), len(texts))
                upper, lower = (row + [""] * (width - len(row)) for row in (before[1], texts))
                tried.append([one or other for one, other in zip(lower, upper, strict=True)])
            for place, captions in enumerate(tried):
                columns, worth = self.proposed(captions)
                if self._one_of & set(columns) and worth >= 2 and worth > most + 0.5 * place:
                    best, most = Heading(number, tuple(captions), columns), worth
            before = (number, texts)
        if best.row:
            return best
        width = min(WIDEST, max((len(cells) for _number, cells in rows), default=0))
        return Heading(0, ("",) * width, (IGNORED,) * width)

    def heading_at(self, sheet: Mapping[str, Any], row: int) -> tuple[list[str], list[str]]:
        """Captions and proposed meanings when the heading of a described sheet is said to stand in `row` (0: nowhere)."""
        if row == sheet["head"]:
            return sheet["captions"], sheet["columns"]
        cells: list[str] = next((told for number, told in sheet["top"] if number == row), [])
        width = min(WIDEST, max((len(one) for _number, one in sheet["top"]), default=0))
        captions = [" ".join(cell.split()) for cell in cells][:width]
        captions += [""] * (width - len(captions))
        return captions, list(self.proposed(captions)[0])
