"""A template filled in: {{fields}} put into its text; what is left empty takes its clause with it.

"Ijrochi: {{executor}}." and "Muddat: {{due}}." become the executor and the date of the point itself, which the
paper prints by its own rule and which becomes a task; the words are not said twice.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import count

from javon.centre.documents.queries.reading import signature_of
from javon.centre.documents.standard import StandardClause, Template
from javon.centre.documents.typed import Point
from javon.centre.organisation.models import Person
from javon.core.uzbek import long_date

_FIELD = re.compile(r"\{\{(\w+)\}\}")
_SAID_APART = re.compile(r"\s*(?:Ijrochi|Muddat|Muddati|Nazorat): \{\{(\w+)\}\}\.?")

Value = str | date | Person | None


@dataclass(frozen=True, slots=True)
class Filled:
    """The texts of a draft made from a template."""

    title: str
    preamble: str
    ending: str
    points: tuple[Point, ...]


def filled(template: Template, values: Mapping[str, Value]) -> Filled:
    """`template` with `values` by the names of its fields."""
    points = [_point(clause, values) for clause in template.clauses]
    return Filled(
        title=_text(template.title, values),
        preamble=_text(template.preamble, values),
        ending=_text(template.ending, values),
        points=tuple(_renumbered([point for point in points if point is not None])),
    )


def _text(text: str, values: Mapping[str, Value]) -> str:
    """The text with its fields; "" when it has fields and all of them are empty."""
    names = _FIELD.findall(text)
    if names and not any(values.get(name) for name in names):
        return ""
    words = _FIELD.sub(lambda found: _worded(values.get(found[1])), text)
    return re.sub(r"\s+([.,;])", r"\1", re.sub(r"[ \t]{2,}", " ", words)).strip()


def _worded(value: Value) -> str:
    if isinstance(value, Person):
        return signature_of(value)
    if isinstance(value, date):
        return long_date(value, "uz")
    return value or ""


def _point(clause: StandardClause, values: Mapping[str, Value]) -> Point | None:
    point = Point("", clause.number, clause.is_heading, grants=clause.grants, text_cyrl=clause.cyrl)
    for name in _SAID_APART.findall(clause.text):
        point = _with(point, name, values.get(name))
    text = _text(_SAID_APART.sub("", clause.text), values)
    if not text:
        return None
    executor = point.executor_id
    if point.controller_id is not None and point.controller_id == executor:
        point = replace(point, controller_id=None)
    return replace(point, text=text)


def _with(point: Point, name: str, value: Value) -> Point:
    if isinstance(value, date):
        return replace(point, due_on=value)
    if isinstance(value, Person):
        return (
            replace(point, controller_id=value.pk)
            if "control" in name
            else replace(point, executor_id=value.pk)
        )
    return point


def _renumbered(points: list[Point]) -> list[Point]:
    """Points 1, 3, 4 of an order become 1, 2, 3; chapters with clauses of their own keep their numbers."""
    if any("." in point.number for point in points):
        return points
    numbers = count(1)
    return [
        replace(point, number=str(next(numbers)))
        if point.number.isdecimal() and not point.is_heading
        else point
        for point in points
    ]
