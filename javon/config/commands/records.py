"""`javon import`, `quarantine`, `export`, `search`: records in, out and found."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from javon.config.commands import Failed, WrongUsage, say, start_django, tell

# Those of sources.reader.FORMATS; written here so that no command waits for the readers (a test holds them equal).
FORMATS = (
    "auto", "marc21", "marcxml", "unimarc", "unimarcxml", "irbis-text", "csv", "xlsx", "aleph", "marcjson", "mrk", "marctext",
)  # fmt: skip
MOST_FOUND = 10_000


def add_to(commands: Any) -> None:
    """Declare the commands of this group."""
    take = commands.add_parser(
        "import",
        help="take bibliographic records (and their copies) from files",
        description="Takes every readable record of the files; the others go to quarantine with a reason. "
        "The same file again changes nothing; an import that was killed can be run again.",
    )
    take.add_argument("files", nargs="+", type=Path, metavar="FILE")
    take.add_argument(
        "--format", choices=FORMATS, default="auto", help="of the files; found out when not given"
    )
    take.add_argument(
        "--encoding", default="auto", help="utf-8, marc-8, cp1251, cp866 …; found out when not given"
    )
    take.add_argument(
        "--columns", type=Path, metavar="JSON", help="a file that says which column of a table is what"
    )
    take.add_argument(
        "--donor", action="store_true", help="records of books that we do not own; never shown to readers"
    )
    take.add_argument("--dry-run", action="store_true", help="tell what would happen, change nothing")
    take.add_argument("--json", action="store_true", help="the result as the last line, one JSON object")
    take.set_defaults(run=import_files)
    kept = commands.add_parser(
        "quarantine",
        help="list what imports could not take",
        description="Lists each piece that an import could not take: file, position, reason.",
    )
    kept.add_argument("--json", action="store_true", help="one JSON object a line")
    kept.add_argument(
        "--export", type=Path, metavar="FILE", help="write the very bytes to FILE, ready for repair"
    )
    kept.set_defaults(run=list_quarantine)
    give = commands.add_parser(
        "export",
        help="write records to a file",
        description="Writes the catalogue, or what a search finds, as MARC 21 (ISO 2709, UTF-8) or MARCXML. Records "
        "that are too long for ISO 2709 are written as MARCXML to a second file beside, FILE.too-long.xml.",
    )
    give.add_argument("file", metavar="FILE", help="where to; - is standard output")
    give.add_argument(
        "--format", choices=("marc21", "marcxml"), help="by the name of FILE when not given (.xml)"
    )
    give.add_argument("--query", default="", metavar="Q", help="only what this search finds (up to 10,000)")
    give.add_argument(
        "--with-copies", action="store_true",
        help="today's copies as fields 952, in the place of what the records came with",
    )  # fmt: skip
    give.add_argument(
        "--address", default="", metavar="URL",
        help="root of the site (https://kutubxona.uz): files open to everyone are written as fields 856",
    )  # fmt: skip
    give.add_argument("--force", action="store_true", help="replace FILE when it exists")
    give.set_defaults(run=export_records)
    find = commands.add_parser(
        "search", help="search the catalogue", description="Searches as the site does."
    )
    find.add_argument("query", metavar="QUERY")
    find.add_argument(
        "--limit", type=int, default=20, metavar="N", help="how many titles are shown (20, at most 100)"
    )
    find.add_argument("--json", action="store_true", help="one JSON object")
    find.set_defaults(run=search_catalogue)


# --- in -----------------------------------------------------------------------------------------------------


def import_files(given: argparse.Namespace) -> int:
    """Import, with a progress line on a terminal, and say what became of the records."""
    for path in given.files:
        with path.open("rb"):  # a file that is missing or closed to us is told before anything is imported
            pass
    with suppress(OSError, AttributeError):
        os.nice(5)  # the desk goes first; threads of the index, started later, stand back too
    start_django()
    from javon.collection.stock.importing import run_import
    from javon.core.access import machine

    line = ProgressLine() if sys.stderr.isatty() else None
    outcome = run_import(
        given.files, by=machine("javon import"), format=given.format, encoding=given.encoding,
        columns=_columns(given.columns), donor=given.donor, dry_run=given.dry_run, progress=line,
    )  # fmt: skip
    if line is not None:
        line.end()
    for fault in outcome.faults:
        tell(f"javon import: {fault.path}: {_fault(fault)}")
    if given.json:
        say(json.dumps(outcome.as_json(), ensure_ascii=False))
    else:
        _tell_outcome(outcome)
    if outcome.faults:
        raise Failed(
            f"{len(outcome.faults)} of {len(given.files)} files could not be read to their end, named above"
        )
    return 0


def _tell_outcome(outcome: Any) -> None:
    rate = outcome.read / outcome.seconds if outcome.seconds else 0
    say(
        f"{'Would read' if outcome.dry_run else 'Read'} {outcome.read}: "
        f"{outcome.created} new, {outcome.updated} "
        f"changed, {outcome.unchanged} unchanged, {outcome.quarantined} in quarantine; "
        f"{outcome.copies_added} copies added; {outcome.seconds:.1f} s, {rate:.0f} a second"
    )
    for reason, count in sorted(outcome.reasons.items(), key=lambda item: -item[1]):
        say(f"    quarantine, {reason}: {count}")


def _fault(fault: Any) -> str:
    details = ", ".join(f"{name}: {value}" for name, value in fault.details.items())
    return fault.code.replace("_", " ") + (f" ({details})" if details else "")


def _columns(path: Path | None) -> dict[str, str] | None:
    if path is None:
        return None
    try:
        columns = json.loads(path.read_text("utf-8"))
        return {str(field): str(column) for field, column in columns.items()}
    except (ValueError, AttributeError):
        raise WrongUsage(
            f"{path} must hold one JSON object: what a column is, and the column's heading"
        ) from None


class ProgressLine:
    """One line on the terminal that is written over: how far, how fast, how much longer."""

    def __init__(self) -> None:
        self.begun = time.monotonic()

    def __call__(self, done: int, whole: int, counts: Any) -> None:
        self.reached(done, whole, counts.read)

    def reached(self, done: int, whole: int, records: int) -> None:
        """`done` of `whole`, whatever is counted, and how many records that are."""
        seconds = time.monotonic() - self.begun
        share = done / whole if whole else 1.0
        left = seconds / share - seconds if share > 0.005 else 0
        filled = int(share * 24)
        sys.stderr.write(
            f"\r[{'#' * filled}{'.' * (24 - filled)}] {share:4.0%}  {records:,} records  "
            f"{records / seconds if seconds else 0:,.0f}/s  {_clock(left)} left  "
        )
        sys.stderr.flush()

    def end(self) -> None:
        """Leave the line clean for what follows."""
        sys.stderr.write("\r" + " " * 78 + "\r")


def _clock(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes}:{rest:02d}"


def list_quarantine(given: argparse.Namespace) -> int:
    """List what could not be taken, and with --export write its bytes for repair."""
    start_django()
    from javon.collection.catalogue.models import Quarantined

    places = _write_quarantine(given.export) if given.export else {}
    if given.export and not given.json:
        return 0
    for row in Quarantined.objects.order_by("id").defer("raw").iterator(chunk_size=500):
        facts = {"file": row.file_name, "position": row.position, "record": row.ordinal, "reason": row.reason}
        if given.json:
            whole = {**facts, "details": row.details, "taken": row.is_taken, **places.get(row.pk, {})}
            say(json.dumps(whole, ensure_ascii=False))
        else:
            taken = "  (the record was taken after a repair)" if row.is_taken else ""
            say(f"{row.file_name}\tat {row.position}\trecord {row.ordinal}\t{row.reason}{taken}")
    return 0


def _write_quarantine(target: Path) -> dict[int, dict[str, Any]]:
    """One file for each format the pieces came in, so that each can be repaired and imported; where each piece is."""
    from javon.collection.catalogue import exporting

    places: dict[int, dict[str, Any]] = {}
    formats = exporting.quarantine_formats()
    for format in formats:
        path = target if len(formats) == 1 else target.with_suffix(f".{format}.{exporting.extension(format)}")
        with _new_file(path, force=False) as file:
            before = len(places)
            for key, place in exporting.export_quarantine(file, format):
                places[key] = {"in": str(path), "offset": place.offset, "length": place.length}
        tell(f"{len(places) - before} pieces written to {path}")
    if not formats:
        tell("nothing is in quarantine, and nothing was written")
    return places


# --- out ----------------------------------------------------------------------------------------------------


def export_records(given: argparse.Namespace) -> int:
    """Write the records, all or none; those that ISO 2709 cannot hold go to a second file."""
    start_django()
    from javon.collection.catalogue import exporting
    from javon.collection.stock.copies_as_fields import copy_fields
    from javon.core.database import reading

    is_pipe = given.file == "-"
    target = Path(given.file)
    kind = given.format or ("marcxml" if not is_pipe and target.suffix.lower() == ".xml" else "marc21")
    ids = _found_ids(given.query) if given.query else None
    line = ProgressLine() if sys.stderr.isatty() and not is_pipe else None
    whole = exporting.how_many(ids)
    tick = (lambda done: line.reached(done, whole, done)) if line else None
    address = given.address.rstrip("/")
    records = exporting.kept_records(ids, copies=copy_fields if given.with_copies else None, address=address)
    with _standard_output() if is_pipe else _new_file(target, force=given.force) as file, reading():
        done = exporting.export(file, records, kind, progress=tick)
    if line is not None:
        line.end()
    tell(f"{done.written} records written to {'standard output' if is_pipe else target}")
    if done.left_out:
        _tell_left_out(done.left_out, None if is_pipe else target, force=given.force)
    return 0


def _tell_left_out(left_out: Any, target: Path | None, *, force: bool) -> None:
    """Say which records do not fit; beside a file they are written as MARCXML, beside a pipe that is a failure."""
    from javon.collection.catalogue.exporting import export

    for one in left_out[:20]:
        tell(f"javon export: record {one.number} does not fit into ISO 2709: {one.why}")
    if target is None:
        raise Failed(
            f"{len(left_out)} records are too long for ISO 2709 and were left out; --format marcxml holds all"
        )
    beside = target.with_name(f"{target.name}.too-long.xml")
    with _new_file(beside, force=force) as file:
        export(file, left_out, "marcxml")
    tell(f"{len(left_out)} records are too long for ISO 2709; they are in {beside}")


@contextmanager
def _standard_output() -> Iterator[Any]:
    yield sys.stdout.buffer
    sys.stdout.buffer.flush()


def _found_ids(query: str) -> list[Any]:
    from javon.collection.catalogue.search import find

    ids: list[Any] = []
    while len(ids) < MOST_FOUND:
        page = find(query, limit=100, offset=len(ids), with_facets=False)
        ids += page.ids
        if len(page.ids) < 100:
            break
    else:
        if page.count > len(ids):
            tell(
                f"javon export: {page.count} are found, the first {len(ids)} are written; narrow the search for the rest"
            )
    return ids


def _new_file(path: Path, *, force: bool) -> Any:
    from javon.config.backups import writing_whole

    return writing_whole(path, overwrite=force)


# --- found --------------------------------------------------------------------------------------------------


def search_catalogue(given: argparse.Namespace) -> int:
    """Search, and show the titles in their order."""
    if not 1 <= given.limit <= 100:
        raise WrongUsage("--limit is a number from 1 to 100")
    start_django()
    from javon.collection.catalogue.models import Title
    from javon.collection.catalogue.search import find

    found = find(given.query, limit=given.limit, with_facets=False)
    titles = Title.objects.in_bulk(list(found.ids))
    rows = [titles[one] for one in found.ids if one in titles]
    if given.json:
        items = [
            {
                "number": row.number,
                "title": row.title,
                "author": row.author,
                "year": row.year,
                "isbn": row.isbn,
            }
            for row in rows
        ]
        answer = {"count": found.count, "items": items, "also_searched": list(found.also_searched)}
        say(json.dumps({**answer, "took_ms": round(found.took_ms, 1)}, ensure_ascii=False))
        return 0
    for row in rows:
        author, year = f" / {row.author}" if row.author else "", f", {row.year}" if row.year else ""
        say(f"{row.number:>7}  {row.title}{author}{year}")
    also = f"; also searched: {', '.join(found.also_searched)}" if found.also_searched else ""
    tell(f"{found.count} found in {found.took_ms:.0f} ms{also}")
    return 0
