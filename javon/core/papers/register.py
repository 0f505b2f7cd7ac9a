"""A bound register for the shelf and the inspector: lines on pages, the sum of each page carried forward, a lacing note.

Python decides which line falls on which page and what is carried; ``register.typ`` draws. Lines have one height, so that a
page holds as many of them as the paper book does; a text too long for its cell is cut at the cell's edge.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final

from javon.core.papers.letters import printable
from javon.core.papers.pdf import PATIENCE, pressed

TEMPLATE: Final = Path(__file__).with_name("register.typ")
STANDARD: Final = "a-2b"
MOST_LINES: Final = 5_000  # on one book: more is printed as a second volume


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its head, its share of the width, how its cells stand; `upright` turns the head by 90°."""

    label: str
    width: float = 1.0
    align: str = "left"
    upright: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its cells, and what it adds to the sums (`figures` by column; a sum line of its own adds nothing)."""

    cells: tuple[str, ...]
    figures: tuple[int, ...] = ()
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Book:
    """Everything that is printed. `summed` names the columns that have sums, `written` writes a sum down."""

    title: str
    centre: str
    columns: tuple[Column, ...]
    lines: Sequence[Line]
    summed: tuple[int, ...]
    written: tuple[Callable[[int], str], ...]
    sums_at: int  # the column in which "on this page", "carried", "in all" stand
    words: tuple[str, str, str]  # on this page, carried from the page before, in all
    lacing: Callable[[int], Sequence[str]]  # the number of leaves → the note's lines
    running: str
    day: date
    under: tuple[str, ...] = ()
    imprint: tuple[str, ...] = ()
    signatures: tuple[str, ...] = ()
    language: str = "uz"
    per_page: int = 25
    size: float = 7.0  # points
    row: float = 5.2  # millimetres
    carried: tuple[int, ...] = field(default=())  # from the volume before


def render_register(book: Book, *, patience: float = PATIENCE) -> bytes:
    """The PDF. Raises ValueError (more than MOST_LINES lines) and ``PaperFailed``."""
    return pressed(
        json.dumps(set_out_register(book), ensure_ascii=False).encode(),
        patience,
        template=TEMPLATE,
        standard=STANDARD,
    )


def set_out_register(book: Book) -> dict[str, Any]:
    """The manuscript: pages with their three sums, each figure carried to the next page."""
    if len(book.lines) > MOST_LINES:
        raise ValueError(f"{len(book.lines)} lines, at most {MOST_LINES} go into one book")
    sheets, carried = [], list(book.carried or (0,) * len(book.summed))
    for start in range(0, max(len(book.lines), 1), book.per_page):
        lines = book.lines[start : start + book.per_page]
        here = [sum(one.figures[place] for one in lines if one.figures) for place in range(len(book.summed))]
        after = [before + one for before, one in zip(carried, here, strict=True)]
        told = zip(book.words, (here, carried, after), strict=True) if book.summed else ()
        sums = [_sum_row(book, words, figures) for words, figures in told]
        rows = [{"cells": [printable(cell) for cell in one.cells], "bold": one.bold} for one in lines]
        sheets.append({"rows": rows, "sums": sums})
        carried = after
    leaves = (
        len(sheets) + 2
    )  # the title page, which bears no number and is the first, and the page of the note
    return {
        "title": printable(book.title),
        "centre": printable(book.centre),
        "under": [printable(one) for one in book.under],
        "imprint": [printable(one) for one in book.imprint],
        "running": printable(book.running),
        "columns": [{**asdict(one), "label": printable(one.label)} for one in book.columns],
        "sheets": sheets,
        "lacing": [printable(one) for one in book.lacing(leaves)],
        "signatures": [printable(one) for one in book.signatures],
        "language": book.language,
        "size": book.size,
        "row": book.row,
        "day": [book.day.year, book.day.month, book.day.day],
    }


def _sum_row(book: Book, words: str, sums: Sequence[int]) -> list[str]:
    row = [""] * len(book.columns)
    row[book.sums_at] = printable(words)
    for column, figure, written in zip(book.summed, sums, book.written, strict=True):
        row[column] = written(figure) if figure else ""
    return row
