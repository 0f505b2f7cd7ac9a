"""Keeping files: bytes under their checksum, written whole or not at all; rows say whose they are.

The row belongs to the caller's transaction, the bytes do not: bytes that no row knows are swept away after
a day, so neither a rolled-back deed nor two twins storing the same bytes can lose or leave anything.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import IO, Any
from uuid import UUID

from django.conf import settings
from django.db import transaction

from javon.core import clock
from javon.core.database.transactions import BULK_ROWS, writing
from javon.core.files.kinds import kind_of
from javon.core.files.models import StoredFile

BLOCK = 1 << 20
ORPHANS_KEPT = 24 * 3600  # seconds; longer than any transaction or upload lasts


class FileTooLarge(ValueError):
    """More bytes came than the caller allows; nothing was kept."""


def folder() -> Path:
    """Where the bytes lie: ``files`` in the home."""
    storages: dict[str, Any] = settings.STORAGES
    return Path(storages["default"]["OPTIONS"]["location"])


def path_of(sha256: str) -> Path:
    """The place of the bytes with this checksum: files/ab/cd/abcd…"""
    return folder() / sha256[:2] / sha256[2:4] / sha256


def keep(
    source: IO[bytes], *, name: str, keep_until: date | None = None, at_most: int | None = None
) -> StoredFile:
    """Keep what `source` yields, at most `at_most` bytes. Raises :class:`FileTooLarge`, OSError."""
    folder().mkdir(parents=True, exist_ok=True)
    handle, part_name = tempfile.mkstemp(prefix=".part-", dir=folder())
    part = Path(part_name)
    try:
        with os.fdopen(handle, "wb") as file:
            sha256, size = _copy(source, file, at_most)
            file.flush()
            os.fsync(file.fileno())
        kind = kind_of(part)
        _place(part, path_of(sha256))
    finally:
        part.unlink(missing_ok=True)
    return StoredFile.objects.create(
        sha256=sha256,
        kind=kind,
        size=size,
        original_name=_shown_name(name),
        created_at=clock.now(),
        keep_until=keep_until,
    )


def _copy(source: IO[bytes], file: IO[bytes], at_most: int | None) -> tuple[str, int]:
    checksum, size = hashlib.sha256(), 0
    while block := source.read(BLOCK):
        size += len(block)
        if at_most is not None and size > at_most:
            raise FileTooLarge(f"more than {at_most} bytes")
        checksum.update(block)
        file.write(block)
    return checksum.hexdigest(), size


def _place(part: Path, final: Path) -> None:
    final.parent.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(FileNotFoundError):
        os.utime(final)  # the same bytes are here: young again, so that no sweep takes them from under us
        return
    part.replace(final)
    _sync_folder(final.parent)


def _sync_folder(path: Path) -> None:
    if os.name != "posix":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _shown_name(name: str) -> str:
    """The last part of a given name, without what no screen should show."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(letter for letter in last if letter.isprintable())[-255:]


def open_file(stored: StoredFile) -> IO[bytes]:
    """The bytes, for reading. Raises FileNotFoundError."""
    return path_of(stored.sha256).open("rb")


def verify() -> Iterator[str]:
    """Rows whose bytes are missing or are not what they were."""
    for sha256, size in (
        StoredFile.objects.order_by("sha256")
        .values_list("sha256", "size")
        .distinct()
        .iterator(chunk_size=1000)
    ):
        path = path_of(sha256)
        try:
            if path.stat().st_size != size:
                yield f"file {sha256} has another size than when it was kept"
                continue
            with path.open("rb") as file:
                if hashlib.file_digest(file, "sha256").hexdigest() != sha256:
                    yield f"file {sha256} was changed on the disk"
        except FileNotFoundError:
            yield f"file {sha256} is missing"
        except OSError as error:
            yield f"file {sha256} cannot be read: {error.strerror}"


def forget_expired(today: date) -> int:
    """Delete the rows whose time is over; returns how many. Their bytes go with the next sweep."""
    total = 0
    while keys := list(
        StoredFile.objects.filter(keep_until__lt=today).values_list("pk", flat=True)[:BULK_ROWS]
    ):
        with writing():
            total += StoredFile.objects.filter(pk__in=keys).delete()[0]
    return total


def forget(key: UUID) -> None:
    """Delete one row; its bytes go from the disk when the transaction is done, unless another row has the same."""
    sha256 = StoredFile.objects.filter(pk=key).values_list("sha256", flat=True).first()
    StoredFile.objects.filter(pk=key).delete()
    if sha256 is not None:
        transaction.on_commit(lambda: _remove_orphan(sha256))


def _remove_orphan(sha256: str) -> None:
    path = path_of(sha256)
    if path.is_file() and _is_orphan(path):
        path.unlink(missing_ok=True)


def sweep(older_than: float = ORPHANS_KEPT) -> int:
    """Remove bytes that no row knows and that are older than `older_than` seconds; returns how many files."""
    removed = 0
    limit = time.time() - older_than
    for path in folder().rglob("*"):
        if not path.is_file() or path.stat().st_mtime > limit:
            continue
        if path.name.startswith(".part-") or _is_orphan(path):
            path.unlink(missing_ok=True)
            removed += 1
    return removed


def _is_orphan(path: Path) -> bool:
    # Other things than ours may lie in the folder; only a name that is a checksum in its own place is judged.
    return path == path_of(path.name) and not StoredFile.objects.filter(sha256=path.name).exists()
