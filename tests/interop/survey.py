"""What `javon import` makes of a collection of real files, as the table of docs/algorithms/import-formats.md.

    python -m tests.interop.survey ROOT FOLDER…

imports every file below ROOT/FOLDER… into one new home, through the command itself, and prints Markdown.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

from tests.operations.conftest import django, run_javon

_ASK = """
import json
from collections import Counter
from javon.collection.catalogue.models import Import, Quarantined
why = {}
for run, reason, details, taken in Quarantined.objects.values_list("run_id", "reason", "details", "is_taken"):
    notes = why.setdefault(run, Counter())
    notes.update(details.get("notes", ["repaired"]) if taken else [reason])
print(json.dumps([
    [one.file_name, one.format, one.encoding, one.created, one.updated, one.unchanged, one.quarantined, why.get(one.pk, {})]
    for one in Import.objects.order_by("started_at", "id")
]))
"""


@dataclass(slots=True)
class Line:
    """What became of one file."""

    path: Path
    format: str = ""
    encoding: str = ""
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    quarantined: int = 0
    why: dict[str, int] = field(default_factory=dict)
    fault: str = ""

    @property
    def read(self) -> int:
        return self.created + self.updated + self.unchanged + self.quarantined


def files_of(root: Path, folders: Sequence[str]) -> list[Path]:
    """Every file of these folders, in the order of their names."""
    return sorted(path for folder in folders for path in (root / folder).rglob("*") if path.is_file())


def imported(
    home: Path, files: Sequence[Path], more: dict[str, str] | None = None
) -> tuple[dict[str, Any], str]:
    """Run the command once; the object of its last line, and what it said on standard error."""
    done = run_javon("import", "--json", *files, home=home, more=more, timeout=3600)
    return json.loads(done.stdout.strip().splitlines()[-1]), done.stderr


def lines(home: Path, files: Sequence[Path], said: str) -> list[Line]:
    """The figures of each file, from the home's own records of its imports and from what the command said."""
    faults = dict(re.findall(r"^javon import: (.+?): ([a-z ]+)(?: \(|$)", said, re.M))
    runs = json.loads(django(home, _ASK))
    found: list[Line] = []
    at = 0
    for path in files:
        line = Line(path, fault=faults.get(str(path), ""))
        if at < len(runs) and runs[at][0] == path.name:
            (
                _name,
                line.format,
                line.encoding,
                line.created,
                line.updated,
                line.unchanged,
                line.quarantined,
                line.why,
            ) = runs[at]
            at += 1
        found.append(line)
    if at != len(runs):
        raise ValueError(f"{len(runs) - at} imports belong to none of these files")
    return found


def markdown(found: Sequence[Line], root: Path) -> str:
    """The table, with files that are no catalogue at all gathered by folder and ending, and a line of totals."""
    rows = [
        "| file | format | encoding | read | created | updated | unchanged | quarantined | reasons; kept beside after a repair |",
        "|---|---|---|--:|--:|--:|--:|--:|---|",
    ]
    kinds = groupby(
        found,
        key=lambda line: (line.path.parent, line.path.suffix, line.fault) if not line.format else line.path,
    )
    for _kind, group in kinds:
        part = list(group)
        line = part[0]
        name = line.path.relative_to(root)
        shown = f"{name.parent}/*{name.suffix} ({len(part)} files)" if len(part) > 1 else str(name)
        remarks = [line.fault] if line.fault else []
        remarks += [f"{reason.replace('_', ' ')} {count}" for reason, count in sorted(line.why.items())]
        rows.append(
            f"| {shown} | {line.format or '—'} | {line.encoding or '—'} | {line.read} | {line.created} | {line.updated} "
            f"| {line.unchanged} | {line.quarantined} | {'; '.join(remarks)} |"
        )
    sums = [
        sum(getattr(line, name) for line in found)
        for name in ("read", "created", "updated", "unchanged", "quarantined")
    ]
    rows.append(f"| **{len(found)} files** | | | " + " | ".join(f"**{number}**" for number in sums) + " | |")
    return "\n".join(rows)


def main() -> None:
    """Print the table."""
    root = Path(sys.argv[1])
    files = files_of(root, sys.argv[2:])
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        run_javon("init", home=home)
        _result, said = imported(home, files)
        sys.stdout.write(markdown(lines(home, files, said), root) + "\n")


if __name__ == "__main__":
    main()
