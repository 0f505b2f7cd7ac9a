"""The states of a run, and what may be done in which."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class State(StrEnum):
    """How far a run is; those of WORKING are the worker's."""

    COLUMNS = "columns"
    CLEARING = "clearing"
    CHECKING = "checking"
    CHECKED = "checked"
    ENTERING = "entering"
    ENTERED = "entered"
    TAKING_BACK = "taking_back"
    TAKEN_BACK = "taken_back"
    DROPPED = "dropped"


WORKING: Final = frozenset({State.CLEARING, State.CHECKING, State.ENTERING, State.TAKING_BACK})

OVER: Final = frozenset({State.ENTERED, State.TAKEN_BACK, State.DROPPED})  # nothing has to be done any more

# What the worker is at can be stopped: a check by giving the file up, the entering by taking it back.
STATES: Final[Mapping[str, tuple[str, ...]]] = {
    "check": ("columns", "checked"),
    "enter": ("checked",),
    "take_back": ("entering", "entered", "taken_back"),
    "drop": ("columns", "clearing", "checking", "checked"),
}

# What every line can become; a kind has more of them, with its own words.
GOOD: Final = "good"
ENTERED: Final = "entered"
BACK: Final = "back"
STAYED: Final = "stayed"


def is_now(deed: str, state: str, left: int, states: Mapping[str, tuple[str, ...]] = STATES) -> bool:
    """Whether a deed is for this state; `left`: lines that taking back once more would take."""
    return state in states[deed] and (state != State.TAKEN_BACK or left > 0)
