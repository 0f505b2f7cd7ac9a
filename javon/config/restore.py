"""Restoring: the whole backup is verified beside the home before anything in the home moves.

What the home held is moved to ``backups/replaced-…``, never deleted. A mark lies in the home while folders
are swapped, so that a machine that fell in the middle is not served half restored.
"""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from javon.config import backups, home, sealed, serve
from javon.config.environment import Environment
from javon.config.terminal import Failed

STAYS = {"backups", "practice", backups.KEY, serve.LOCK, home.UNFINISHED_RESTORE}
PACKAGE = Path(__file__).resolve().parent.parent


def restore(folder: Path, file: Path, *, force: bool = False, recovery_code: str = "") -> list[str]:
    """Put the backup `file` into the home `folder`; answers what was done, a line each."""
    if file.is_dir():
        raise IsADirectoryError(21, "a folder", str(file))
    if not file.is_file():
        raise FileNotFoundError(2, "no such file", str(file))
    _require_room(folder, force)
    try:
        key = sealed.key_of(recovery_code) if recovery_code else sealed.read_key(folder / backups.KEY)
    except sealed.WrongKey as wrong:
        raise Failed(str(wrong)) from None
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for left in folder.glob(".restore-*"):
        shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=folder) as place:
        manifest = backups.unpack(file, key, Path(place))
        _require_fitting(Path(place), manifest)
        replaced = _swap(folder, Path(place), key)
    done = [f"Restored the backup of {manifest['made_at']}: {manifest['counts']['titles']} titles"]
    return [*done, *([f"What the home held before is in {replaced}"] if replaced else [])]


def _require_room(folder: Path, force: bool) -> None:
    if folder.exists() and not folder.is_dir():
        raise Failed(f"{folder} is a file; JAVON_HOME must name a folder")
    if serve.is_served(folder):
        raise Failed("the home is being served; stop `javon serve` first")
    unfinished = (folder / home.UNFINISHED_RESTORE).exists()
    held = [] if home.is_empty(folder) else [entry for entry in folder.iterdir() if _counts(entry)]
    if held and not (force or unfinished):
        raise Failed(f"the home {folder} is not empty; --force replaces what it holds (and keeps it aside)")


def _counts(entry: Path) -> bool:
    return entry.name not in STAYS and not entry.name.startswith(".restore-") and entry.name != "lost+found"


def _require_fitting(place: Path, manifest: dict[str, Any]) -> None:
    """Refuse a backup that this program or this database cannot carry."""
    newer = sorted(name for name in manifest["migrations"] if _is_unknown(name))
    if newer:
        raise Failed(
            f"the backup belongs to a newer Javon ({manifest['version']}, {newer[-1]}); install that version"
        )
    engine = str(Environment.read().database()["ENGINE"])
    wanted = backups.DUMP if "postgresql" in engine else backups.DATABASE
    if not (place / wanted).is_file():
        other = "SQLite" if "postgresql" in engine else "PostgreSQL"
        raise Failed(
            f"the backup holds a {other} database; set JAVON_DATABASE_URL to the same kind and run it again"
        )
    if wanted == backups.DATABASE:
        try:
            with contextlib.closing(sqlite3.connect(place / wanted)) as database:
                answer = database.execute("PRAGMA integrity_check").fetchone()[0]
        except sqlite3.DatabaseError as error:
            answer = str(error)
        if answer != "ok":
            raise Failed(f"the database in the backup is damaged: {answer}")


def _is_unknown(migration: str) -> bool:
    """Is it a migration of ours that this program does not have? (Without Django: there is no home yet.)"""
    app, _, name = migration.partition(".")
    ours = {path.parent.name: path for path in PACKAGE.rglob("migrations") if path.is_dir()}
    return app in ours and not (ours[app] / f"{name}.py").exists()


def _swap(folder: Path, place: Path, key: bytes | None) -> Path | None:
    """Move the old things aside and the new ones in; everything goes back when something fails."""
    mark = folder / home.UNFINISHED_RESTORE
    mark.touch(mode=0o600)
    (folder / "backups").mkdir(exist_ok=True, mode=0o700)
    aside = folder / "backups" / f"replaced-{datetime.now(UTC):%Y%m%dT%H%M%S}"
    moved: list[tuple[Path, Path]] = []
    try:
        for old in sorted(folder.iterdir()):
            if _counts(old):
                aside.mkdir(exist_ok=True, mode=0o700)
                moved.append(_move(old, aside / old.name))
        moved += _database_in(folder, place, aside)
        for new in sorted(place.iterdir()):
            moved.append(_move(new, folder / new.name))
    except BaseException:
        for source, target in reversed(moved):
            shutil.move(target, source)
        mark.unlink()
        raise
    if key is not None and not (folder / backups.KEY).exists():
        sealed.keep_key(folder / backups.KEY, key)
    for derived in ("index", "static"):  # made again; nobody misses the old ones
        shutil.rmtree(aside / derived, ignore_errors=True)
    mark.unlink()
    return aside if aside.exists() else None


def _move(source: Path, target: Path) -> tuple[Path, Path]:
    shutil.move(source, target)
    return source, target


def _database_in(folder: Path, place: Path, aside: Path) -> list[tuple[Path, Path]]:
    """A database that does not lie in the home: a file elsewhere, or a PostgreSQL server."""
    database = Environment.read().database()
    if "postgresql" in str(database["ENGINE"]):
        dump = place / backups.DUMP
        arguments = ["--clean", "--if-exists", "--no-owner", "--exit-on-error", "--single-transaction"]
        backups.run_postgresql(
            "pg_restore", database, [*arguments, "--dbname", str(database["NAME"]), str(dump)]
        )
        dump.unlink()
        return []
    target = Path(str(database["NAME"]))
    if target == folder / backups.DATABASE:
        return []
    moved = []
    if target.exists():
        aside.mkdir(exist_ok=True, mode=0o700)
        for ending in ("", "-wal", "-shm"):
            if (part := target.with_name(target.name + ending)).exists():
                moved.append(_move(part, aside / part.name))
    return [*moved, _move(place / backups.DATABASE, target)]
