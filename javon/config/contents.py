"""The table of contents of the code: the first sentence of every module, in the order of the chapters.

python -m javon.config.contents [--write FILE]
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent
CHAPTERS = ("core", "centre", "collection", "service", "outreach", "guidance", "places", "gateways", "config")


def lines() -> Iterator[str]:
    """Markdown: a heading per chapter, a line per module."""
    yield "# What is where\n\nMade by `make docs` from the modules' own first sentences.\n"
    for chapter in CHAPTERS:
        paths = sorted((PACKAGE / chapter).rglob("*.py"))
        wanted = [path for path in paths if not {"tests", "migrations"} & set(path.parts)]
        if wanted:
            yield f"\n## {chapter}\n"
        for path in wanted:
            said = ast.get_docstring(ast.parse(path.read_text("utf-8")))
            if said:
                name = path.relative_to(PACKAGE.parent).as_posix()
                yield f"- `{name}` — {' '.join(said.split(chr(10) * 2)[0].split())}"


def main(arguments: list[str]) -> int:
    """Print the table, or write it to a file."""
    text = "\n".join(lines()) + "\n"
    if arguments[:1] == ["--write"] and len(arguments) == 2:
        Path(arguments[1]).write_text(text, "utf-8")
        return 0
    sys.stdout.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
