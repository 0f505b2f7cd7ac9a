"""The text of a paper as people type it, line by line, and as the clauses that others cite.

``1. Umumiy qoidalar`` followed by ``1.1 …`` is a heading; so are ``II. Asosiy vazifalar``, a line that begins with
``#`` and a line in capitals. ``2.11. …`` and ``3) …`` begin a clause. What follows a clause on the next line belongs
to it; after an empty line a paragraph without a number begins.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

_NUMBER = r"[1-9]\d{0,2}(?:\.[1-9]\d{0,2}){0,3}"
# "2.11. text", "2.11 text", "3. text", "3) text"; "2024-yil" and "24.12.2026" begin no clause.
_CLAUSE = re.compile(rf"(?P<number>{_NUMBER})(?P<mark>[.)]?)(?:\s+|$)(?P<text>.*)", re.DOTALL)
_ROMAN = re.compile(r"(?P<number>[IVXL]{1,7})(?:[.)]|\s*bob\.?)?\s+(?P<text>\S.*)", re.DOTALL)
_MARKED = re.compile(r"#+\s*(?P<text>.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Point:
    """One heading, clause or paragraph before it is kept; a point of an order says who, by when, who controls."""

    text: str
    number: str = ""
    is_heading: bool = False
    executor_id: UUID | None = None
    controller_id: UUID | None = None
    due_on: date | None = None
    text_cyrl: str = ""
    grants: tuple[str, ...] = ()


def points_of(typed: str) -> list[Point]:
    """The clauses of a typed text, in their order. Never fails: what has no number is a paragraph."""
    found: list[Point] = []
    begins = True  # the next line begins something, numbered or not
    for line in typed.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        words = line.strip()
        if not words:
            begins = True
            continue
        point = _begun(words)
        if point is None and not begins and found and not found[-1].is_heading:
            found[-1] = replace(found[-1], text=f"{found[-1].text}\n{words}")
        else:
            found.append(point or Point(words))
        begins = False
    return _with_chapters(found)


def typed_of(points: Iterable[Point]) -> str:
    """The text as it would be typed; :func:`points_of` reads the same clauses from it."""
    pieces: list[str] = []
    for point in points:
        number = f"{point.number}. " if point.number else ""
        pieces.append(f"# {number}{point.text}" if point.is_heading else f"{number}{point.text}")
    return "\n\n".join(pieces)


def repeated_numbers(points: Iterable[Point]) -> list[str]:
    """Numbers that more than one clause bears: nothing could cite them."""
    counted = Counter(point.number for point in points if point.number and not point.is_heading)
    return [number for number, times in counted.items() if times > 1]


def _begun(words: str) -> Point | None:
    """The heading or clause that a line begins, None when it only goes on."""
    if (marked := _MARKED.fullmatch(words)) is not None:
        return _heading(marked["text"])
    if (clause := _CLAUSE.fullmatch(words)) is not None and (clause["mark"] or "." in clause["number"]):
        return Point(clause["text"].strip(), clause["number"])
    if (chapter := _ROMAN.fullmatch(words)) is not None:
        return Point(chapter["text"].strip(), chapter["number"], is_heading=True)
    letters = [letter for letter in words if letter.isalpha()]
    if (
        len(letters) > 3
        and all(letter.isupper() or not letter.islower() for letter in letters)
        and _has_case(letters)
    ):
        return Point(words, is_heading=True)
    return None


def _has_case(letters: list[str]) -> bool:
    """Scripts without capitals (Arabic, Georgian …) have no headings in capitals."""
    return any(letter.isupper() for letter in letters)


def _heading(words: str) -> Point:
    for pattern in (_CLAUSE, _ROMAN):
        if (numbered := pattern.fullmatch(words)) is not None and numbered["text"].strip():
            return Point(numbered["text"].strip(), numbered["number"], is_heading=True)
    return Point(words.strip(), is_heading=True)


def _with_chapters(points: list[Point]) -> list[Point]:
    """A clause "1" whose next one is "1.1" is the heading of that chapter."""
    found = []
    for place, point in enumerate(points):
        following = points[place + 1].number if place + 1 < len(points) else ""
        is_chapter = (
            bool(point.number) and following.startswith(f"{point.number}.") and "\n" not in point.text
        )
        found.append(replace(point, is_heading=True) if is_chapter else point)
    return [point for point in found if point.text or point.number]
