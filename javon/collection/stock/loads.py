"""What a record brings along besides its title: its copies. Free of Django, for the parsing process runs
it.
"""

from __future__ import annotations

from typing import NamedTuple

from javon.collection.catalogue.derive import Derived
from javon.collection.catalogue.prepared import Prepared
from javon.collection.sources.record import Record
from javon.collection.stock.copies_in_records import ArrivingCopy, copies_in


class Load(NamedTuple):
    """The copies to be entered and the record's meaning, of which the search document is made."""

    copies: tuple[ArrivingCopy, ...]
    derived: Derived


def prepare_load(record: Record, derived: Derived, prepared: Prepared) -> Load:
    """The load of one record."""
    return Load(copies_in(record), derived)
