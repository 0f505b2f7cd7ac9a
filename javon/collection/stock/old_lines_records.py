"""A line of an old inventory book as a short record of the catalogue.

The record says of itself that it is short (leader/17), so that the list of short records knows it. Nizom 5.2.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from javon.collection.catalogue import editing
from javon.collection.catalogue.prepared import Prepared, prepare
from javon.collection.sources.columns import language_code
from javon.collection.stock.models import OldLinesRun
from javon.collection.stock.rules.old_lines import Understood, understand
from javon.core import clock

# What stands on a record, of what a line says.
_TEXTS = ("title", "author", "year", "place", "publisher", "isbn", "udc", "bbk", "author_mark")


def said_by(run: OldLinesRun, cells: Sequence[str], layout: Mapping[str, Any] | None = None) -> Understood:
    """What cells say under the layout of a run, or under another one that is tried."""
    columns = (layout or run.layout)["columns"]
    return understand(cells, columns, today=clock.today(), default_on=run.default_on)


def prepared_of(line: Understood, today: date) -> Prepared:
    """The short record that a line makes when no record of its book is there yet."""
    values = {name: getattr(line, name) for name in _TEXTS if getattr(line, name)}
    if line.extent:
        values["extent"] = f"{line.extent} bet" if line.extent.isdecimal() else line.extent
    values["language"] = language_of(line)
    record = editing.edited(editing.new_record(today), values)
    return prepare(editing.marked_short(editing.finished(record)))


def language_of(line: Understood) -> str:
    """The code of the language that a line names or that its letters show."""
    return line.language if line.language in ("uzb", "rus") else language_code(line.language)


def shelf_mark_of(line: Understood) -> str:
    """The shelf mark as the book has it, else the class over the author mark."""
    return (line.shelf_mark or " ".join(filter(None, (line.bbk or line.udc, line.author_mark))))[:80]
