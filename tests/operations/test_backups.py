"""The restore drill, and every way in which a backup may not be trusted."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from javon.config import backups, sealed

from .conftest import Javon, Served, django, lines, run_javon

FIFTY_BOOKS = """
import sys
from javon.collection.sources.record import Field, Record
from javon.collection.sources.write import iso2709
for number in range(1, 51):
    sys.stdout.buffer.write(iso2709(Record("00000nam a2200000 i 4500", [
        Field("001", value=f"test-{number}"),
        Field("100", "1", " ", [("a", "Qodiriy, Abdulla")]),
        Field("245", "1", "0", [("a", f"Oʻtkan kunlar {number}")]),
        Field("952", " ", " ", [("b", "ABONEMENT"), ("p", f"30000{number:03d}"), ("i", str(number))]),
    ])))
"""
COUNT_BOOKS = """
from javon.collection.catalogue.models import *; from javon.collection.stock.models import *
print(Title.objects.count(), Copy.objects.count(), Title.objects.filter(title="Oʻtkan kunlar 7").count())
"""


@pytest.fixture(scope="session")
def stocked(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with fifty titles, a copy of each, and a stored file; tests work on copies."""
    home = tmp_path_factory.mktemp("stocked") / "home"
    shutil.copytree(prepared, home)
    file = home.parent / "fifty.mrc"
    file.write_bytes(
        subprocess.run([sys.executable, "-c", FIFTY_BOOKS], capture_output=True, check=True).stdout
    )
    done = run_javon("import", file, "--json", home=home)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1])["created"] == 50
    django(
        home,
        "import io; from javon.core.files import storage; from django.db import transaction\n"
        "with transaction.atomic(): storage.keep(io.BytesIO(b'a scanned act'), name='act.txt')",
    )
    return home


@pytest.fixture(scope="session")
def plain_file(stocked: Path) -> Path:
    """A plain backup of the library."""
    file = stocked.parent / "all.javon"
    done = run_javon("backup", file, home=stocked)
    assert done.returncode == 0, done.stderr
    assert "50 titles, 50 copies" in done.stdout
    return file


@pytest.fixture(scope="session")
def sealed_file(stocked: Path, plain_file: Path) -> tuple[Path, str]:
    """An encrypted backup and the recovery code of its key."""
    home = stocked.parent / "with-key"
    shutil.copytree(stocked, home)
    told = run_javon("backup", "--new-key", home=home).stdout
    done = run_javon("backup", stocked.parent / "sealed.javon", home=home)
    assert done.returncode == 0, done.stderr
    return stocked.parent / "sealed.javon", next(
        line.strip() for line in told.splitlines() if line.startswith("    ")
    )


@pytest.fixture
def library(home: Path, stocked: Path) -> Path:
    """A library of the test's own; it is the home of the test's `javon`."""
    shutil.rmtree(home)
    return Path(shutil.copytree(stocked, home))


@pytest.fixture
def backup(plain_file: Path, tmp_path: Path) -> Path:
    """A plain backup, to be harmed."""
    return Path(shutil.copy(plain_file, tmp_path / "all.javon"))


@pytest.fixture
def sealed_backup(sealed_file: tuple[Path, str], tmp_path: Path) -> tuple[Path, str]:
    """An encrypted backup, to be harmed, and its code."""
    return Path(shutil.copy(sealed_file[0], tmp_path / "sealed.javon")), sealed_file[1]


def test_the_drill_everything_comes_back_into_an_empty_home(
    backup: Path, javon: Javon, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    done = javon("restore", backup, home=other)
    assert done.returncode == 0, done.stderr
    assert django(other, COUNT_BOOKS) == "50 50 1"
    assert any(
        path.read_bytes() == b"a scanned act" for path in (other / "files").rglob("*") if path.is_file()
    )
    assert javon("check", home=other).returncode == 0
    assert other.stat().st_mode & 0o077 == 0


def test_the_drill_with_a_key_needs_only_the_paper(
    sealed_backup: tuple[Path, str], javon: Javon, tmp_path: Path
) -> None:
    file, code = sealed_backup
    other = tmp_path / "other"
    refused = javon("restore", file, home=other)
    assert refused.returncode == 1 and "--recovery-code" in refused.stderr
    done = javon("restore", file, "--recovery-code", code.lower().replace("-", " "), home=other)
    assert done.returncode == 0, done.stderr
    assert django(other, COUNT_BOOKS) == "50 50 1"
    assert sealed.read_key(other / "backup.key") == sealed.key_of(code)


def test_the_key_never_travels_with_the_backup(sealed_backup: tuple[Path, str], tmp_path: Path) -> None:
    file, code = sealed_backup
    unpacked = tmp_path / "unpacked"
    unpacked.mkdir()
    manifest = backups.unpack(file, sealed.key_of(code), unpacked)
    assert "backup.key" not in manifest["members"]
    assert not any(code[:5].encode() in path.read_bytes() for path in unpacked.rglob("*") if path.is_file())
    content = file.read_bytes()
    assert b"SQLite format" not in content and b"manifest" not in content


def test_a_plain_backup_opens_with_any_archive_program(backup: Path) -> None:
    with tarfile.open(backup) as archive:
        names = archive.getnames()
        manifest = json.load(archive.extractfile("manifest.json"))  # type: ignore[arg-type]
    assert {"javon.sqlite3", "home.json", "secret.key", "manifest.json"} <= set(names)
    assert manifest["counts"] == {"titles": 50, "copies": 50}
    assert not [name for name in names if name.startswith(("index/", "static/", "backups/"))]


def test_a_backup_is_for_its_owner_only(backup: Path) -> None:
    assert backup.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "harm",
    [
        lambda content: content[: len(content) // 2],
        lambda content: content[:-1],
        lambda content: content[: len(content) // 2] + b"\0" * 64 + content[len(content) // 2 + 64 :],
        lambda content: b"",
        lambda content: b"something else entirely",
    ],
    ids=["cut in half", "last byte gone", "altered inside", "empty", "another file"],
)
@pytest.mark.parametrize("kind", ["plain", "sealed"])
def test_a_harmed_backup_is_refused_and_the_home_stays_empty(
    kind: str, harm: Callable[[bytes], bytes], javon: Javon, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    file, code = (
        (request.getfixturevalue("backup"), "")
        if kind == "plain"
        else request.getfixturevalue("sealed_backup")
    )
    file.write_bytes(harm(file.read_bytes()))
    other = tmp_path / "other"
    done = javon("restore", file, *(["--recovery-code", code] if code else []), home=other)
    assert done.returncode == 1
    assert len(lines(done.stderr)) == 1 and "Traceback" not in done.stderr
    assert not other.exists() or not list(other.iterdir())


def test_a_member_that_was_exchanged_is_named(backup: Path, javon: Javon, tmp_path: Path) -> None:
    folder = tmp_path / "unpacked"
    with tarfile.open(backup) as archive:
        archive.extractall(folder, filter="data")
        order = archive.getnames()
    (folder / "secret.key").write_text("mine")
    with tarfile.open(backup, "w:gz") as archive:
        for name in order:
            archive.add(folder / name, name)
    done = javon("restore", backup, home=tmp_path / "other")
    assert done.returncode == 1 and "secret.key" in done.stderr


def test_a_backup_cannot_write_outside_the_home(tmp_path: Path, javon: Javon) -> None:
    evil = tmp_path / "evil.javon"
    with tarfile.open(evil, "w:gz") as archive:
        source = tmp_path / "x"
        source.write_text("x")
        archive.add(source, "../outside")
    done = javon("restore", evil, home=tmp_path / "deep" / "other")
    assert done.returncode == 1 and "outside the home" in done.stderr
    assert not (tmp_path / "deep" / "outside").exists()


def test_a_home_that_holds_something_is_not_replaced_without_force(
    backup: Path, javon: Javon, library: Path
) -> None:
    refused = javon("restore", backup)
    assert refused.returncode == 1 and "--force" in refused.stderr
    django(library, "from javon.collection.stock.models import *; Copy.objects.all().delete()")
    done = javon("restore", backup, "--force")
    assert done.returncode == 0, done.stderr
    assert django(library, COUNT_BOOKS) == "50 50 1"
    assert list((library / "backups").glob("replaced-*/javon.sqlite3"))


def test_a_served_home_is_backed_up_but_not_restored_into(
    backup: Path, library: Path, javon: Javon, serve: Callable[..., Served], tmp_path: Path
) -> None:
    served = serve()
    assert served.is_ready(), served.said()
    assert javon("backup", tmp_path / "while-served.javon").returncode == 0
    refused = javon("restore", backup, "--force")
    assert refused.returncode == 1 and "stop `javon serve` first" in refused.stderr


def test_a_file_that_exists_is_not_overwritten(backup: Path, library: Path, javon: Javon) -> None:
    before = backup.read_bytes()
    refused = javon("backup", backup)
    assert refused.returncode == 1 and "--force" in refused.stderr
    assert backup.read_bytes() == before
    assert javon("backup", backup, "--force").returncode == 0


def test_a_failed_backup_leaves_no_file(library: Path, javon: Javon, tmp_path: Path) -> None:
    (library / "javon.sqlite3").unlink()
    done = javon("backup", tmp_path / "b.javon")
    assert done.returncode == 1
    assert not list(tmp_path.glob("*b.javon*"))
    assert not list((library / "backups").iterdir())


def test_a_restore_that_fell_in_the_middle_is_told_and_can_be_repeated(
    backup: Path, javon: Javon, library: Path
) -> None:
    (library / "restoring").touch()
    (library / "javon.sqlite3").unlink()
    told = javon("check")
    assert told.returncode == 1 and "did not finish" in told.stderr
    done = javon("restore", backup)
    assert done.returncode == 0, done.stderr
    assert django(library, COUNT_BOOKS) == "50 50 1"


def test_a_newer_backup_is_refused(javon: Javon, library: Path, tmp_path: Path) -> None:
    django(
        library,
        "from django.db.migrations.recorder import MigrationRecorder as R; from django.db import connection\n"
        "R(connection).record_applied('catalogue', '0999_from_the_future')",
    )
    assert javon("backup", tmp_path / "newer.javon").returncode == 0
    done = javon("restore", tmp_path / "newer.javon", home=tmp_path / "other")
    assert done.returncode == 1 and "newer Javon" in done.stderr


def test_a_second_key_is_not_made_over_the_first(javon: Javon, home: Path) -> None:
    javon("backup", "--new-key")
    key = (home / "backup.key").read_text()
    assert javon("backup", "--new-key").returncode == 1
    assert (home / "backup.key").read_text() == key
    assert javon("backup", "--show-code").stdout.strip() == key.strip()


def test_the_nightly_backup_is_remembered_as_the_last_good_one(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JAVON_HOME", str(library))
    monkeypatch.delenv("JAVON_DATABASE_URL", raising=False)
    assert backups.last_good() is None
    file = backups.nightly()
    good = backups.last_good()
    assert good is not None and good.titles == 50
    now = datetime.now(UTC)
    assert not backups.is_late(good, now)
    assert backups.is_late(good, now + timedelta(days=2))
    file.unlink()
    assert backups.last_good() is None


def test_seven_days_four_weeks_and_twelve_months_are_kept() -> None:
    night = datetime(2026, 11, 23, 3, tzinfo=UTC)
    kept: list[Path] = []
    for day in range(400, -1, -1):
        kept.append(Path(f"javon-{night - timedelta(days=day):%Y%m%dT%H%M%S}-nightly.javon"))
        kept = [path for path in kept if path not in backups.to_forget(sorted(kept, reverse=True))]
    ages = [(night - backups._made_at(path)).days for path in sorted(kept, reverse=True)]
    assert ages[:7] == [0, 1, 2, 3, 4, 5, 6]
    assert len(ages) <= 7 + 4 + 12
    assert sum(1 for age in ages if age < 31) >= 9
    assert max(ages) > 300


@given(key=st.binary(min_size=16, max_size=16))
def test_a_recovery_code_brings_the_key_back(key: bytes) -> None:
    code = sealed.code_of(key)
    assert sealed.key_of(code) == key
    assert sealed.key_of(code.lower().replace("0", "o").replace("1", "l")) == key


@given(
    key=st.binary(min_size=16, max_size=16), place=st.integers(0, 29), other=st.sampled_from(sealed.LETTERS)
)
def test_a_mistyped_recovery_code_is_noticed(key: bytes, place: int, other: str) -> None:
    letters = list(sealed.code_of(key).replace("-", ""))
    if letters[place] == other:
        return
    letters[place] = other
    with pytest.raises(sealed.WrongKey):
        sealed.key_of("".join(letters))


@pytest.mark.parametrize("size", [0, 1, sealed.PIECE - 1, sealed.PIECE, sealed.PIECE + 1, 3 * sealed.PIECE])
def test_a_sealed_stream_opens_to_the_same_bytes_and_no_shorter(size: int, tmp_path: Path) -> None:
    content, key, path = os.urandom(size), os.urandom(16), tmp_path / "sealed"
    with path.open("wb") as file, sealed.Writer(file, key) as writer:
        writer.write(content)
    with path.open("rb") as file:
        assert sealed.Reader(file, key).readall() == content
    whole = path.read_bytes()
    piece = sealed.PIECE + sealed.TAG
    for cut in {len(whole) - 1, len(sealed.MAGIC) + sealed.SALT + piece} - {len(whole)}:
        if cut < len(whole):
            path.write_bytes(whole[:cut])
            with path.open("rb") as file, pytest.raises((ValueError, sealed.WrongKey)):
                sealed.Reader(file, key).readall()
