"""What reading a set of files gives, as a table: file, format, encoding, read, taken, rejected, reasons.

``python -m javon.collection.sources.survey FILE…`` prints it as Markdown, for
docs/algorithms/import-formats.md.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from javon.collection.sources.outcome import SourceError, Taken
from javon.collection.sources.reader import read


class Line(NamedTuple):
    """One file's figures; ``fault`` is set when the file cannot be read at all."""

    path: Path
    format: str
    encoding: str
    taken: int
    rejected: int
    reasons: Counter[str]
    notes: Counter[str]
    fault: str


def survey_one(path: Path) -> Line:
    """Read one file to its end."""
    taken = rejected = 0
    reasons: Counter[str] = Counter()
    notes: Counter[str] = Counter()
    format = encoding = ""
    try:
        reader = read(path)
        format, encoding = reader.format, reader.encoding
        for piece in reader:
            if isinstance(piece, Taken):
                taken += 1
                notes.update(piece.notes)
            else:
                rejected += 1
                reasons[piece.reason.value] += 1
    except SourceError as problem:
        return Line(path, format, encoding, taken, rejected, reasons, notes, problem.code.value)
    return Line(path, format, encoding, taken, rejected, reasons, notes, "")


def survey(paths: Iterable[Path]) -> Iterator[Line]:
    """The figures of many files; folders are walked in the order of names."""
    for path in paths:
        if path.is_dir():
            yield from survey(sorted(path.iterdir()))
        else:
            yield survey_one(path)


def markdown(paths: Iterable[Path], root: Path) -> str:
    """The survey as a Markdown table, with paths relative to ``root`` and a line of totals."""
    rows = [
        "| file | format | encoding | read | taken | rejected | reasons; repairs |",
        "|---|---|---|--:|--:|--:|---|",
    ]
    taken = rejected = files = 0
    for line in survey(paths):
        remarks = [line.fault] if line.fault else []
        remarks += [f"{reason} {number}" for reason, number in line.reasons.most_common()]
        if line.notes:
            remarks.append(
                "repaired: " + ", ".join(f"{note} {number}" for note, number in line.notes.most_common())
            )
        name = line.path.relative_to(root) if line.path.is_relative_to(root) else line.path.name
        rows.append(
            f"| {name} | {line.format or '—'} | {line.encoding or '—'} | {line.taken + line.rejected} "
            f"| {line.taken} | {line.rejected} | {'; '.join(remarks)} |"
        )
        taken += line.taken
        rejected += line.rejected
        files += 1
    rows.append(f"| **{files} files** | | | **{taken + rejected}** | **{taken}** | **{rejected}** | |")
    return "\n".join(rows)


if __name__ == "__main__":
    given = [Path(name) for name in sys.argv[1:]]
    base = given[0].parent if given else Path()
    sys.stdout.write(markdown(given, base) + "\n")
