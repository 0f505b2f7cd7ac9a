"""The training mode (mashq rejimi): does this process serve exercises on invented data? Config switches it on, once.

Without a framework, for whoever opens a line to the outside asks here too: in the training mode nothing leaves the house.
"""

from __future__ import annotations

_on = False
_words: object = ""


def switch_on(on: bool = True, words: object = "") -> None:
    """Config tells, once at start, with the words that every paper is marked with; tests switch it off again."""
    global _on, _words
    _on, _words = on, words


def is_on() -> bool:
    """Is everything here an exercise?"""
    return _on


def words_on_paper() -> str:
    """What every printed page of the training mode says of itself, in the language of the moment."""
    return str(_words)
