"""announce(what happened): calls, in order, the functions that config/reactions.py lists for it.

What must agree with the fact runs in the fact's own transaction. A reaction may never be refused by
a rule; anything slow is a job. No Django signals.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

Reaction = Callable[[Any], Any]

_table: Mapping[type, Sequence[Reaction]] = {}


def listen(table: Mapping[type, Sequence[Reaction]]) -> None:
    """Config hands over the one table, once at start."""
    global _table
    _table = table


def announce(happened: Any) -> None:
    """Tell everyone who listens to `happened` (a frozen dataclass), in the order of the table."""
    for reaction in _table.get(type(happened), ()):
        reaction(happened)
