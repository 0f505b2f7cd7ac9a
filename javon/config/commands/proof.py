"""`javon check` and `javon reindex`: the data proved, the index made again."""

from __future__ import annotations

import argparse
import json
from typing import Any

from javon.config.commands import Failed, say, start_django


def add_to(commands: Any) -> None:
    """Declare the commands of this group."""
    check = commands.add_parser(
        "check",
        help="prove the data",
        description="Proves the database, the index, the journal, the files and the counts; lists what is "
        "not true and then exits with 1. Reads only.",
    )
    check.add_argument("--json", action="store_true", help="the result as one JSON object")
    check.set_defaults(run=prove)
    reindex = commands.add_parser(
        "reindex",
        help="rebuild the search index from the database",
        description="Rebuilds the search index from the database, beside a running server if there is one.",
    )
    reindex.set_defaults(run=rebuild)


def prove(given: argparse.Namespace) -> int:
    """Run every check."""
    start_django()
    from javon.config import checks

    found = checks.run()
    if given.json:
        say(
            json.dumps(
                {
                    "ok": not found.problems,
                    "checks": [
                        {
                            "name": result.name,
                            "problems": result.problems,
                            "seconds": round(result.seconds, 3),
                        }
                        for result in found.results
                    ],
                },
                ensure_ascii=False,
            )
        )
    else:
        for result in found.results:
            say(f"{result.name:<12} {'ok' if not result.problems else 'NOT TRUE':<9} {result.seconds:6.2f} s")
            for problem in result.problems:
                say(f"    {problem}")
    if found.problems:
        raise Failed(f"{len(found.problems)} problems found; the list is above")
    return 0


def rebuild(_given: argparse.Namespace) -> int:
    """Rebuild the index."""
    start_django()
    from javon.config import checks

    say(f"{checks.rebuild_index()} titles are in the index")
    return 0
