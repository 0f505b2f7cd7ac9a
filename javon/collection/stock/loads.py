"""What a record brings along besides its title: its copies and the words of its search document.

Prepared in the import's parsing process, where nine tenths of the work of a document are done beside the writing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import django
from django.apps import apps

from javon.collection.catalogue.derive import Derived
from javon.collection.catalogue.prepared import Prepared
from javon.collection.sources.record import Record
from javon.collection.stock.copies_in_records import ArrivingCopy, copies_in


class Load(NamedTuple):
    """The copies to be entered and what the record alone decides of its search document."""

    copies: tuple[tuple[Any, ...], ...]  # each as ArrivingCopy has it, but plain: it goes through a pipe
    words: dict[str, Any]

    @property
    def arriving(self) -> Iterator[ArrivingCopy]:
        return (ArrivingCopy(*copy) for copy in self.copies)


def prepare_load(record: Record, derived: Derived, prepared: Prepared) -> tuple[Any, ...]:
    """The load of one record, as a plain tuple. The parsing process knows Django's models from here on, but
    opens no database.
    """
    if not apps.ready:
        django.setup()
    from javon.collection.stock.documents import words_of

    return tuple([tuple(copy) for copy in copies_in(record)]), words_of(derived)
