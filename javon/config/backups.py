"""Backups: one file with everything, encrypted when the home has a key; made, verified, pruned, remembered.

The file is a stream of gzip over tar, so that a plain backup opens with any archive program. Its last member
is the manifest (SHA-256 of every member); an encrypted one wraps the stream in AES-256-GCM (``sealed``). The
search index and the static files are left out: both are rebuilt. The key never travels with the backup.
"""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import io
import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO, Any

from javon.config import sealed
from javon.config.environment import Environment, is_practice
from javon.config.terminal import Failed

FORMAT = 1
SUFFIX = ".javon"
MANIFEST = "manifest.json"
DATABASE, DUMP = "javon.sqlite3", "postgresql.dump"
KEY = "backup.key"
LAST_GOOD = "last-good.json"
# Rebuilt, remade or meaningless elsewhere; everything else in the home is taken, so that no later module is
# forgotten.
LEFT_OUT = {"index", "static", "backups", "tmp", "practice", KEY, "restoring", DATABASE}
LEFT_OUT_ENDINGS = (".lock", "-gate", "-wal", "-shm", "-journal", ".pid", ".tmp", ".part")
KEEP_DAILY, KEEP_WEEKLY, KEEP_MONTHLY, KEEP_BEFORE_MIGRATION = 7, 4, 12, 5
BLOCK = 1024 * 1024
OLDEST_AT_WORK = 6 * 3600  # seconds; no backup of a district takes so long


@dataclass(frozen=True, slots=True)
class Made:
    """A backup file that was written and read back."""

    file: str
    made_at: str  # ISO 8601, UTC
    size: int  # bytes
    encrypted: bool
    titles: int
    copies: int


class NotGood(Failed):
    """A backup that cannot be trusted: cut off, altered, or of another kind."""


# --- making -------------------------------------------------------------------------------------------------


def make(home: Path, target: Path, *, overwrite: bool = False) -> Made:
    """Write everything that `home` keeps to `target`, atomically, while the server may run; then read it
    back.
    """
    if is_practice(home):
        raise Failed("this is the home of the training mode; its data are invented and are not backed up")
    key = sealed.read_key(home / KEY)
    (home / "backups").mkdir(exist_ok=True, mode=0o700)
    _sweep([*(home / "backups").glob(".snapshot-*"), *target.parent.glob(f".{target.name}.*.part")])
    with writing_whole(target, overwrite=overwrite) as file:
        with tempfile.TemporaryDirectory(prefix=".snapshot-", dir=home / "backups") as folder:
            snapshot, facts = _snapshot(Path(folder))
            _write(file, home, snapshot, facts, key)
        file.flush()
        manifest = verify(Path(file.name), key)
    counts = manifest["counts"]
    return Made(
        str(target),
        manifest["made_at"],
        target.stat().st_size,
        key is not None,
        counts["titles"],
        counts["copies"],
    )


def _sweep(leftovers: list[Path]) -> None:
    """Remove what killed backups left behind, each as large as the database; a running one is younger."""
    for left in leftovers:
        with contextlib.suppress(OSError):
            if time.time() - left.stat().st_mtime > OLDEST_AT_WORK:
                shutil.rmtree(left) if left.is_dir() else left.unlink()


@contextlib.contextmanager
def writing_whole(target: Path, *, overwrite: bool = False) -> Iterator[IO[bytes]]:
    """A file that appears at `target` whole and on the disk, or not at all. For the owner only."""
    if target.is_dir():
        raise Failed(f"{target} is a folder; name a file in it")
    _refuse_own_files(target)
    if target.exists() and not overwrite:
        raise Failed(f"{target} exists already; --force replaces it")
    if not target.parent.is_dir():
        raise FileNotFoundError(2, "no such folder", str(target.parent))
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with open(part, "xb", opener=_private) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
        _sync_folder(target.parent)
    finally:
        part.unlink(missing_ok=True)


def _refuse_own_files(target: Path) -> None:
    """Nothing is written over what the home itself lives from; its folder of backups is the one open place."""
    environment = Environment.read()
    home, real = environment.home.resolve(), target.resolve()
    if real.is_relative_to(home) and not real.is_relative_to(home / "backups"):
        raise Failed(f"{target} lies in the home itself; name a file outside it")
    database = str(environment.database()["NAME"])
    if "/" in database and real == Path(database).resolve():
        raise Failed(f"{target} is the database of the home; name another file")


def _private(name: str, flags: int) -> int:
    return os.open(name, flags, 0o600)


def _sync_folder(folder: Path) -> None:
    # The new name must be on the disk too, not only the new bytes; Windows does this by itself.
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        with contextlib.suppress(OSError):
            os.fsync(descriptor)
        os.close(descriptor)


def _snapshot(folder: Path) -> tuple[Path, dict[str, Any]]:
    """A consistent copy of the database as of now, with what the manifest says about it."""
    database = Environment.read().database()
    if "postgresql" in str(database["ENGINE"]):
        return _postgresql_snapshot(folder, database)
    source, target = Path(str(database["NAME"])), folder / DATABASE
    if not source.exists():
        raise Failed(f"there is no database at {source}; `javon init` prepares the home")
    need, free = source.stat().st_size, shutil.disk_usage(folder).free
    if free < need * 1.1:
        raise Failed(
            f"the disk is too full for a backup: {need >> 20} MB are needed, {free >> 20} MB are free"
        )
    with (
        contextlib.closing(sqlite3.connect(source, timeout=60)) as live,
        contextlib.closing(sqlite3.connect(target)) as copy,
    ):
        # All pages in one step: one read transaction, which in WAL mode holds up no writer.
        live.backup(copy, pages=-1)
        copy.execute("PRAGMA journal_mode=DELETE")
        answer = copy.execute("PRAGMA quick_check").fetchone()[0]
        if answer != "ok":
            raise Failed(f"the database is damaged and was not backed up: {answer}")
        return target, _facts(lambda query: copy.execute(query).fetchall())


def _postgresql_snapshot(folder: Path, database: dict[str, object]) -> tuple[Path, dict[str, Any]]:
    """pg_dump's custom format, or a refusal in words where the program is missing."""
    target = folder / DUMP
    run_postgresql("pg_dump", database, ["--format=custom", "--no-owner", "--file", str(target)])
    import psycopg

    with psycopg.connect(os.environ["JAVON_DATABASE_URL"]) as connection:
        return target, _facts(lambda query: connection.execute(query).fetchall())


def run_postgresql(program: str, database: dict[str, object], arguments: list[str]) -> None:
    """Run one of PostgreSQL's own programs on `database`, or refuse in words."""
    if shutil.which(program) is None:
        raise Failed(f"{program} is not installed; install the PostgreSQL client (Debian: postgresql-client)")
    names = {
        "PGHOST": "HOST",
        "PGPORT": "PORT",
        "PGUSER": "USER",
        "PGPASSWORD": "PASSWORD",
        "PGDATABASE": "NAME",
    }
    known = {name: str(database[field]) for name, field in names.items() if database.get(field)}
    done = subprocess.run(
        [program, *arguments], env={**os.environ, **known}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        why = done.stderr.strip().splitlines() or [f"exit code {done.returncode}"]
        raise Failed(f"{program} failed: {why[-1]}")


def _facts(ask: Callable[[str], list[Any]]) -> dict[str, Any]:
    """What the manifest says of the database: its shape and how much it holds."""
    applied = [
        f"{app}.{name}" for app, name in ask("SELECT app, name FROM django_migrations ORDER BY app, name")
    ]
    # An older home, or one whose first preparation was cut off, may not have these tables yet.
    counted = {"titles": ("catalogue", "catalogue_title"), "copies": ("stock", "stock_copy")}
    return {
        "migrations": applied,
        "counts": {
            name: ask(f"SELECT count(*) FROM {table}")[0][0] if f"{app}.0001_initial" in applied else 0
            for name, (app, table) in counted.items()
        },
    }


def _write(file: IO[bytes], home: Path, snapshot: Path, facts: dict[str, Any], key: bytes | None) -> None:
    from javon import __version__

    now = datetime.now(UTC)
    members: dict[str, dict[str, Any]] = {}
    with contextlib.ExitStack() as stack:
        body = stack.enter_context(sealed.Writer(file, key)) if key else file
        packed = stack.enter_context(gzip.GzipFile("", "wb", 1, fileobj=body, mtime=int(now.timestamp())))
        tar = stack.enter_context(tarfile.open(fileobj=packed, mode="w|", format=tarfile.PAX_FORMAT))
        for name, path in [(snapshot.name, snapshot), *_belongings(home)]:
            members[name] = _add(tar, name, path)
        manifest = {
            "javon": FORMAT, "version": __version__, "made_at": now.isoformat(timespec="seconds"), **facts,
            "members": members,
        }  # fmt: skip
        written = json.dumps(manifest, ensure_ascii=False, indent=1).encode()
        entry = tarfile.TarInfo(MANIFEST)
        entry.size, entry.mtime, entry.mode = len(written), int(now.timestamp()), 0o600
        tar.addfile(entry, io.BytesIO(written))


def _belongings(home: Path) -> Iterator[tuple[str, Path]]:
    """Every file of the home that must survive it, by its name in the backup."""
    for top in sorted(home.iterdir()):
        if top.name in LEFT_OUT or top.name.startswith(".") or top.name.endswith(LEFT_OUT_ENDINGS):
            continue
        for path in [top] if top.is_file() else sorted(top.rglob("*")):
            if path.is_file() and not path.is_symlink() and not path.name.endswith(LEFT_OUT_ENDINGS):
                yield path.relative_to(home).as_posix(), path


def _add(tar: tarfile.TarFile, name: str, path: Path) -> dict[str, Any]:
    """Add one file; a file that grows meanwhile is taken as long as it was."""
    with path.open("rb") as source:
        facts = os.fstat(source.fileno())
        entry = tarfile.TarInfo(name)
        entry.size, entry.mtime, entry.mode = facts.st_size, int(facts.st_mtime), 0o600
        reader = _Hashing(source)
        tar.addfile(entry, reader)
    return {"size": facts.st_size, "sha256": reader.digest.hexdigest()}


class _Hashing:
    """A file that is hashed while somebody reads it."""

    def __init__(self, source: IO[bytes]) -> None:
        self.source = source
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        piece = self.source.read(size)
        self.digest.update(piece)
        return piece


# --- reading ------------------------------------------------------------------------------------------------


def verify(path: Path, key: bytes | None) -> dict[str, Any]:
    """Read the whole backup and compare every member with the manifest, which is answered. Raises
    :class:`NotGood`.
    """
    return _read(path, key, None)


def unpack(path: Path, key: bytes | None, folder: Path) -> dict[str, Any]:
    """Unpack the backup into the empty `folder` while verifying it; answers the manifest. Raises
    :class:`NotGood`.
    """
    return _read(path, key, folder)


def _read(path: Path, key: bytes | None, folder: Path | None) -> dict[str, Any]:
    seen: dict[str, dict[str, Any]] = {}
    written = b""
    try:
        with path.open("rb") as file:
            body: Any = sealed.Reader(file, key) if sealed.is_sealed(file) else file
            with gzip.GzipFile(fileobj=body) as packed, tarfile.open(fileobj=packed, mode="r|") as tar:
                for entry in tar:
                    source = tar.extractfile(entry) if entry.isfile() else None
                    if source is None:
                        raise NotGood(f"{path} holds something that is no file: {entry.name!r}")
                    if entry.name == MANIFEST:
                        written = source.read(64 * BLOCK)
                    else:
                        seen[entry.name] = _take(source, folder and _place(folder, entry.name))
                while packed.read(BLOCK):  # to the very end: the checksum of gzip and the last seal lie there
                    pass
    except sealed.WrongKey as wrong:
        raise NotGood(str(wrong)) from None
    except (OSError, EOFError, tarfile.TarError, ValueError) as error:
        if isinstance(error, FileNotFoundError | PermissionError | IsADirectoryError) or _is_full(error):
            raise
        raise NotGood(f"{path} is no whole backup (cut off, altered, or another kind of file)") from None
    return _compared(path, written, seen)


def _is_full(error: BaseException) -> bool:
    return isinstance(error, OSError) and error.errno in {28, 122}  # ENOSPC, EDQUOT


def _place(folder: Path, name: str) -> Path:
    place = folder / name
    if (
        ".." in Path(name).parts
        or Path(name).is_absolute()
        or not place.resolve().is_relative_to(folder.resolve())
    ):
        raise NotGood(f"the backup names a file outside the home: {name!r}")
    return place


def _take(source: IO[bytes], place: Path | None) -> dict[str, Any]:
    digest, size = hashlib.sha256(), 0
    with contextlib.ExitStack() as stack:
        file = None
        if place is not None:
            place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            file = stack.enter_context(open(place, "xb", opener=_private))
        while piece := source.read(BLOCK):
            digest.update(piece)
            size += len(piece)
            if file is not None:
                file.write(piece)
        if file is not None:
            file.flush()
            os.fsync(file.fileno())
    return {"size": size, "sha256": digest.hexdigest()}


def _compared(path: Path, written: bytes, seen: dict[str, dict[str, Any]]) -> dict[str, Any]:
    try:
        manifest = json.loads(written)
        members, made = manifest["members"], manifest["javon"]
    except (ValueError, KeyError, TypeError):
        raise NotGood(f"{path} is no Javon backup (it has no manifest)") from None
    if made > FORMAT:
        raise NotGood(f"{path} was made by a newer Javon ({manifest.get('version')}); install that version")
    if members != seen:
        wrong = sorted(name for name in {*members, *seen} if members.get(name) != seen.get(name))
        raise NotGood(f"{path} was altered: {', '.join(wrong[:3])} is not what the manifest says")
    return dict(manifest)


# --- automatic ----------------------------------------------------------------------------------------------


def before_migration() -> Path:
    """The backup made before an existing database changes its shape; the oldest of these go."""
    return _automatic("before-update", lambda made: made[KEEP_BEFORE_MIGRATION:])


def nightly() -> Path:
    """The nightly backup (a job of the schedule); keeps 7 days, 4 weeks, 12 months."""
    return _automatic("nightly", to_forget)


def _automatic(kind: str, forget: Callable[[list[Path]], list[Path]]) -> Path:
    home = Environment.read().home
    folder = home / "backups"
    folder.mkdir(exist_ok=True, mode=0o700)
    target = folder / f"javon-{datetime.now(UTC):%Y%m%dT%H%M%S}-{kind}{SUFFIX}"
    made = make(home, target, overwrite=True)
    part = folder / f".{LAST_GOOD}.{os.getpid()}.part"
    part.write_text(json.dumps(asdict(made)), "utf-8")
    part.replace(folder / LAST_GOOD)
    for old in forget(sorted(folder.glob(f"javon-*-{kind}{SUFFIX}"), reverse=True)):
        old.unlink(missing_ok=True)
    return target


def to_forget(newest_first: list[Path]) -> list[Path]:
    """Which nightly backups may go: all but the last of each of 7 days, 4 weeks and 12 months."""
    keep: set[Path] = set()
    made_at = {path: _made_at(path) for path in newest_first}
    for limit, of in ((KEEP_DAILY, "%Y%m%d"), (KEEP_WEEKLY, "%G%V"), (KEEP_MONTHLY, "%Y%m")):
        last_of: dict[str, Path] = {}
        for path in newest_first:
            last_of.setdefault(made_at[path].strftime(of), path)
        keep.update(list(last_of.values())[:limit])
    return [path for path in newest_first if path not in keep]


def _made_at(path: Path) -> datetime:
    return datetime.fromisoformat(path.name.split("-")[1]).replace(tzinfo=UTC)


def last_good(home: Path | None = None) -> Made | None:
    """The last automatic backup that was written, read back and is still there; None when there is none."""
    folder = (home or Environment.read().home) / "backups"
    try:
        made = Made(**json.loads((folder / LAST_GOOD).read_text("utf-8")))
    except (FileNotFoundError, ValueError, TypeError):
        return None
    # The home may have been moved since: the name counts, not the folder.
    return made if (folder / Path(made.file).name).exists() else None


def is_late(made: Made | None, now: datetime) -> bool:
    """Is the last good backup missing or more than a day and a half old?"""
    return made is None or now - datetime.fromisoformat(made.made_at) > timedelta(hours=36)
