"""`javon bench`: the project's own benchmarks."""

from __future__ import annotations

import argparse
from typing import Any

from javon.config.commands import WrongUsage, say, start_django


def add_to(commands: Any) -> None:
    """Declare the command of this group."""
    bench = commands.add_parser(
        "bench",
        help="the project's own benchmarks",
        description="Measures on this machine and prints one table, with load and fsync time beside it.",
    )
    bench.add_argument("name", nargs="?", metavar="NAME", help="one bench; without it, all of them")
    bench.add_argument("--size", type=int, metavar="N", help="how much: records, or seconds of the gate")
    bench.set_defaults(run=measure)


def measure(given: argparse.Namespace) -> int:
    """Run the benches and print the table."""
    from javon.config import benches

    if given.name is not None and given.name not in benches.BENCHES:
        raise WrongUsage(f"there is no bench {given.name!r}; there are {', '.join(benches.BENCHES)}")
    if given.size is not None and given.size < 1:
        raise WrongUsage("--size is a number from 1")
    names = [given.name] if given.name else list(benches.BENCHES)
    start_django(needs_home="pages" in names)
    _row("machine", benches.machine())
    for name in names:
        _row(name, benches.BENCHES[name](given.size))
    return 0


def _row(name: str, rows: Any) -> None:
    for what, figure in rows:
        say(f"{name:<10} {what:<52} {figure}")
