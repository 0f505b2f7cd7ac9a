"""A home that was hurt: every command says so in one line and makes nothing worse."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from javon.config import backups
from javon.config import home as home_module
from javon.config.commands import Failed
from javon.config.environment import Environment, WrongEnvironment
from javon.config.secret import NAME, secret_key
from tests.operations.conftest import COMMAND, environment, run_javon


def test_a_backup_with_force_never_overwrites_the_database_of_the_home(home: Path) -> None:
    before = (home / "javon.sqlite3").read_bytes()
    done = run_javon("backup", "--force", home / "javon.sqlite3", home=home)
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)
    assert "lies in the home itself" in done.stderr
    assert (home / "javon.sqlite3").read_bytes() == before


def test_an_export_with_force_never_overwrites_a_file_of_the_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JAVON_HOME", str(tmp_path))
    (tmp_path / "home.json").write_text("{}")
    with pytest.raises(Failed), backups.writing_whole(tmp_path / "home.json", overwrite=True):
        pass
    assert (tmp_path / "home.json").read_text() == "{}"


def test_a_lost_database_is_told_and_no_empty_catalogue_takes_its_place(home: Path) -> None:
    for part in home.glob("javon.sqlite3*"):
        part.unlink()
    done = run_javon("init", home=home)
    assert done.returncode == 1
    assert "database of this home is gone" in done.stderr
    assert "javon restore" in done.stderr


@pytest.mark.parametrize("format_", ['"x"', "null", "[]"])
def test_a_mark_with_nonsense_for_its_format_is_called_damaged(tmp_path: Path, format_: str) -> None:
    (tmp_path / home_module.MARK).write_text(f'{{"format": {format_}}}')
    with pytest.raises(Failed, match="damaged"):
        home_module.require_home(tmp_path)


def test_a_power_cut_that_left_an_empty_secret_key_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / NAME).touch()
    key = secret_key(tmp_path)
    assert len(key) == 64
    assert secret_key(tmp_path) == key
    assert (tmp_path / NAME).stat().st_mode & 0o777 == 0o600


def test_a_garbled_secret_key_is_named(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ImproperlyConfigured, match="damaged"):
        secret_key(tmp_path)


@pytest.mark.parametrize("url", ["postgresql://a@b:abc/c", "postgresql://[::1", "postgresql://a@b:99999/c"])
def test_a_database_address_that_cannot_be_read_is_wrong_usage(url: str) -> None:
    with pytest.raises(WrongEnvironment, match="JAVON_DATABASE_URL"):
        Environment.read({"JAVON_DATABASE_URL": url}).database()


def test_what_killed_backups_left_is_swept_and_what_is_being_written_stays(tmp_path: Path) -> None:
    old, young = tmp_path / ".snapshot-old", tmp_path / ".snapshot-young"
    for folder in (old, young):
        folder.mkdir()
        (folder / "javon.sqlite3").write_bytes(b"x")
    long_ago = time.time() - backups.OLDEST_AT_WORK - 60
    os.utime(old, (long_ago, long_ago))
    backups._sweep([old, young, tmp_path / "gone-already"])
    assert not old.exists()
    assert young.exists()


@pytest.mark.parametrize("closed", ["<&-", ">&-"])
@pytest.mark.skipif(os.name != "posix", reason="a shell closes the stream")
def test_a_closed_stream_is_no_failure(closed: str, tmp_path: Path) -> None:
    line = f'"$@" {closed}'
    done = subprocess.run(
        ["sh", "-c", line, "sh", *COMMAND, "fold"], env=environment(tmp_path), input=b"", capture_output=True,
        check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")
