"""`javon fold` and `javon transliterate`: text in, text out, line by line."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from typing import Any


def add_to(commands: Any) -> None:
    """Declare the commands of this group."""
    fold = commands.add_parser(
        "fold",
        help="the search key of each line of standard input",
        description="Reads lines from standard input and writes the search key of each: one key for both "
        "scripts and for every kind of apostrophe.",
    )
    fold.set_defaults(run=fold_lines)
    other = commands.add_parser(
        "transliterate",
        help="standard input in the other Uzbek script",
        description="Reads lines from standard input and writes each in the script asked for.",
    )
    other.add_argument(
        "--to", required=True, choices=("latn", "cyrl", "latn2026"), help="the script to write"
    )
    other.set_defaults(run=transliterate_lines)


def fold_lines(_given: argparse.Namespace) -> int:
    """Each line's search key."""
    from javon.core import uzbek

    return _each_line(uzbek.fold)


def transliterate_lines(given: argparse.Namespace) -> int:
    """Each line in the script asked for."""
    from javon.core import uzbek

    return _each_line(
        {"latn": uzbek.to_latin, "cyrl": uzbek.to_cyrillic, "latn2026": uzbek.to_latin_2026}[given.to]
    )


def _each_line(change: Callable[[str], str]) -> int:
    # Bytes that are no UTF-8 must not stop a pipe of a million lines: they come out as the replacement mark.
    for raw in sys.stdin.buffer:
        text = raw.decode("utf-8", "replace")
        line = text.rstrip("\r\n")
        sys.stdout.buffer.write((change(line) + text[len(line) :]).encode("utf-8", "replace"))
    sys.stdout.buffer.flush()
    return 0
