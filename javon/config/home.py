"""The home: the one folder that keeps everything; prepared, recognised, refused when it is not ours or newer.

Preparing is idempotent. Before the database of an existing home changes its shape, a backup is made.
"""

from __future__ import annotations

import json
import os
from datetime import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from javon import __version__
from javon.config.terminal import Failed

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

MARK = "home.json"  # what makes a folder a home
FORMAT = 1  # rises when the layout of the folder changes in a way older programs cannot read
UNFINISHED_RESTORE = "restoring"  # lies here while a restore swaps the folders
DATABASE_GONE = (
    "the database of this home is gone or empty, or JAVON_DATABASE_URL names another one; "
    "`javon restore FILE --force` brings a backup back, an empty folder as JAVON_HOME begins anew"
)
FOLDERS = ("files", "backups", "index", "static")

# The service points of a district centre and how other systems' records name them (952 $c).
SERVICE_POINTS = (
    ("ABONEMENT", "Abonement", "lending"),
    ("BOLALAR", "Bolalar boʻlimi", "children"),
    ("OQUVZAL", "Oʻquv zali", "reading_room"),
    ("KOCHMA", "Koʻchma oʻquv zali", "mobile"),
    ("FOND", "Fond", "store"),
)
OPENS_AT, CLOSES_AT = time(9), time(18)
WORKING_WEEKDAYS = range(6)  # Monday to Saturday


# --- recognising --------------------------------------------------------------------------------------------


def is_home(folder: Path) -> bool:
    """Has Javon prepared this folder?"""
    return (folder / MARK).is_file() or (folder / "javon.sqlite3").is_file()


def is_empty(folder: Path) -> bool:
    """Nothing there, or nothing but what a file system puts there itself."""
    return not folder.exists() or not any(entry.name != "lost+found" for entry in folder.iterdir())


def require_home(folder: Path) -> None:
    """Refuse a folder that is no home, is half restored or belongs to a newer Javon."""
    if not folder.exists():
        raise Failed(f"there is no home at {folder}; `javon init` prepares one (JAVON_HOME names the folder)")
    if not folder.is_dir():
        raise Failed(f"{folder} is a file; JAVON_HOME must name a folder")
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        raise Failed(f"no rights on the home {folder}")
    if (folder / UNFINISHED_RESTORE).exists():
        raise Failed(f"a restore into {folder} did not finish; run `javon restore FILE --force` again")
    if not is_home(folder):
        raise Failed(f"{folder} is not a Javon home; `javon init` prepares an empty folder")
    mark = read_mark(folder)
    if not isinstance(mark.get("format", FORMAT), int):
        raise Failed(f"{folder / MARK} is damaged; restore the last backup")
    if mark.get("format", FORMAT) > FORMAT:
        raise Failed(
            f"the home {folder} belongs to a newer Javon ({mark.get('version', '?')}); install that version"
        )


def read_mark(folder: Path) -> dict[str, Any]:
    """What the home says of itself."""
    try:
        mark = json.loads((folder / MARK).read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except ValueError:
        raise Failed(f"{folder / MARK} is damaged; restore the last backup") from None
    return mark if isinstance(mark, dict) else {}


def version() -> str:
    """The installed Javon's version."""
    return __version__


# --- the database -------------------------------------------------------------------------------------------


def _connection() -> BaseDatabaseWrapper:
    from django.db import connection

    return connection


def _migrations() -> tuple[list[str], list[str]]:
    """Names "app.0001_…": (in the database but unknown to this program, known but not yet applied)."""
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(_connection())
    loader = executor.loader
    known = loader.disk_migrations or {}
    unknown = [".".join(key) for key in loader.applied_migrations or () if key not in known]
    waiting = [f"{m.app_label}.{m.name}" for m, _ in executor.migration_plan(loader.graph.leaf_nodes())]
    return sorted(unknown), waiting


def require_current_database() -> None:
    """Refuse a database that is newer than this program, or one that waits for its migrations."""
    unknown, waiting = _migrations()
    _refuse_newer(unknown)
    if waiting and not _database_has_tables():
        raise Failed(DATABASE_GONE)
    if waiting:
        raise Failed("the home belongs to an older Javon; `javon init` brings it up to date (after a backup)")


def _refuse_newer(unknown: list[str]) -> None:
    if unknown:
        raise Failed(f"the home belongs to a newer Javon (it knows {unknown[-1]}); install that version")


# --- preparing ----------------------------------------------------------------------------------------------


def prepare(folder: Path) -> list[str]:
    """Make `folder` a complete home of this version; answers what was done, a line each. Safe to repeat."""
    fresh = _prepare_folder(folder)
    from javon.config.terminal import load_django

    load_django()
    done = [f"The home is {folder}"] if fresh else []
    unknown, waiting = _migrations()
    _refuse_newer(unknown)
    if waiting:
        if _database_has_tables():
            from javon.config import backups

            done.append(f"Backed up before the change: {backups.before_migration().name}")
        elif read_mark(folder).get("prepared"):
            # A fresh empty catalogue in the place of a lost one would look as if all were well.
            raise Failed(DATABASE_GONE)
        _migrate()
        done.append("The database is ready" if fresh else "The database is brought up to date")
    _translations()
    if _collect_static():
        done.append("The static files are in place")
    if prepare_centre():
        done.append("The centre and its service points are entered")
    if _lay_foundation():
        done.append("The structure, the Regulation and the model papers are entered")
    if _prepare_index():
        done.append("The search index is ready")
    _write_mark(folder, {"prepared": True})
    return done or [f"The home {folder} is in order; nothing to do"]


def _prepare_folder(folder: Path) -> bool:
    """The folder and its rights; answers whether it was new."""
    if folder.exists() and not folder.is_dir():
        raise Failed(f"{folder} is a file; JAVON_HOME must name a folder")
    fresh = is_empty(folder)
    if fresh:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    else:
        require_home(folder)
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        raise Failed(f"no rights on the home {folder}")
    if fresh:
        # Readers' names will lie here: nobody else on this computer has business with them.
        folder.chmod(0o700)
    for name in FOLDERS:
        (folder / name).mkdir(exist_ok=True, mode=0o700)
    if not (folder / MARK).exists():
        _write_mark(folder)
    return fresh


def remember(folder: Path, **facts: Any) -> None:
    """Note something about the home itself in its mark (never about people)."""
    _write_mark(folder, facts)


def _write_mark(folder: Path, facts: dict[str, Any] | None = None) -> None:
    mark = read_mark(folder)
    wanted = {**mark, **(facts or {}), "format": FORMAT, "version": version()}
    if wanted != mark:
        part = folder / f".{MARK}.{os.getpid()}"
        part.write_text(json.dumps(wanted, indent=1) + "\n", "utf-8")
        part.replace(folder / MARK)


def _database_has_tables() -> bool:
    return "django_migrations" in _connection().introspection.table_names()


def _migrate() -> None:
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)


def _translations() -> None:
    """A checkout compiles its translations on the first run; a wheel brings them compiled."""
    package = Path(__file__).resolve().parent.parent
    if not (package.parent / "pyproject.toml").exists():
        return
    for source in package.glob("**/locale/*/LC_MESSAGES/django.po"):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            if os.access(source.parent, os.W_OK):
                from javon.config import translations

                translations.compile_all()
            return


def _collect_static() -> bool:
    """Copy what browsers fetch into the home; only when something changed, for it takes a second."""
    import hashlib

    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders
    from django.core.management import call_command

    seen = hashlib.sha256(version().encode())
    for finder in get_finders():
        for path, storage in finder.list([]):
            facts = Path(storage.path(path)).stat()
            seen.update(f"{path}\0{facts.st_size}\0{facts.st_mtime_ns}\n".encode())
    stamp = Path(settings.STATIC_ROOT) / ".collected"
    if stamp.exists() and stamp.read_text() == seen.hexdigest():
        return False
    call_command("collectstatic", verbosity=0, interactive=False)
    stamp.write_text(seen.hexdigest())
    return True


def _prepare_index() -> bool:
    """Build the index where it is missing, damaged or of another version of the program."""
    from javon.collection.catalogue.search import catalogue_index
    from javon.config import checks

    if catalogue_index().state() == "ready":
        return False
    checks.rebuild_index()
    return True


def _lay_foundation() -> bool:
    """Structure, Regulation, model texts, journals and calendar, unless they are there."""
    from javon.centre.organisation.queries import the_centre
    from javon.config import foundation

    centre = the_centre()
    return centre is not None and foundation.lay(centre)


def prepare_centre() -> bool:
    """The one centre of this home, its service points and its hours, unless it is there already."""
    from django.db import transaction

    from javon.centre.organisation.models import Centre, OpeningHours, ServicePoint

    if Centre.objects.exists():
        return False
    with transaction.atomic():
        centre = Centre.objects.create(
            code="qorgontepa",
            name="Qoʻrgʻontepa tuman Axborot-kutubxona markazi",
            short_name="Qoʻrgʻontepa kutubxonasi",
        )
        for position, (code, name, kind) in enumerate(SERVICE_POINTS):
            ServicePoint.objects.create(centre=centre, code=code, name=name, kind=kind, position=position)
        for weekday in WORKING_WEEKDAYS:
            OpeningHours.objects.create(
                centre=centre, weekday=weekday, opens_at=OPENS_AT, closes_at=CLOSES_AT
            )
    return True
