"""Killed at any moment: an import run again ends where an unbroken one would have, a confirmed save is kept."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from javon.collection.catalogue.tests.characters import a_copy_field, a_file, a_record
from tests.ready import migrated_file

SAVES = """
import sys, time, django; django.setup()
from javon.collection.catalogue.actions import correct_record
from javon.collection.catalogue.editing import shown
from javon.collection.catalogue.models import Title
from javon.collection.sources.record import Record
from javon.core.access import machine
from javon.core.database.fields import uuid7
number = int(sys.argv[1])
while True:
    number += 1
    title = Title.objects.get(number=number % 40 + 1)
    changes = {**shown(Record.from_json(title.marc)), "subtitle": f"tuzatish {number}"}
    saved = correct_record(
        by=machine("test"), title=title, changes=changes, expected_version=title.version, request_id=uuid7()
    )
    print(saved.number, saved.version, number, flush=True)
"""

SCRIPT = """
import sys, django; django.setup()
from javon.config.home import prepare_centre; prepare_centre()
from javon.collection.stock.importing import run_import
from javon.core.access import machine
print("ready", flush=True)
run_import([sys.argv[1]], by=machine("test"))
"""


def summary(home: Path) -> list[tuple]:
    database = sqlite3.connect(home / "javon.sqlite3")
    questions = (
        "SELECT control_number, title, digest, version FROM catalogue_title ORDER BY control_number",
        "SELECT kind, key, heading FROM catalogue_authority ORDER BY kind, key",
        "SELECT inventory_number, inventory_repeat, source_key FROM stock_copy ORDER BY 1, 2, 3",
        "SELECT digest FROM catalogue_origin ORDER BY 1",
        "SELECT COUNT(*) FROM search_outbox",
        "PRAGMA integrity_check",
    )
    return [row for question in questions for row in database.execute(question).fetchall()]


def environment_of(home: Path) -> dict[str, str]:
    environment = {**os.environ, "JAVON_HOME": str(home), "DJANGO_SETTINGS_MODULE": "javon.config.settings"}
    environment.pop("JAVON_DATABASE_URL", None)
    return environment


def begun(home: Path) -> None:
    """A folder with a migrated database, unless it is there."""
    home.mkdir(exist_ok=True)
    if not (home / "javon.sqlite3").exists():
        shutil.copyfile(migrated_file(), home / "javon.sqlite3")


def started(home: Path, file: Path) -> subprocess.Popen:
    begun(home)
    return subprocess.Popen(
        [sys.executable, "-c", SCRIPT, str(file)],
        env=environment_of(home),
        stdout=subprocess.PIPE,
        start_new_session=True,
    )


@pytest.mark.slow
def test_a_killed_import_run_again_ends_in_the_same_state(tmp_path: Path) -> None:
    records = [
        a_record(
            f"Kitob {n}", author=f"Muallif {n % 50}", number=str(n), source="X", more=(a_copy_field(str(n)),)
        )
        for n in range(6000)
    ]
    file = a_file(tmp_path, *records)
    assert started(tmp_path / "whole", file).wait() == 0
    for delay in (0.3, 0.8, 1.3, 1.8):
        run = started(tmp_path / "killed", file)
        run.stdout.readline()
        time.sleep(delay)
        os.killpg(run.pid, signal.SIGKILL)
        run.wait()
    assert started(tmp_path / "killed", file).wait() == 0
    assert summary(tmp_path / "killed") == summary(tmp_path / "whole")


def checked(home: Path) -> None:
    """Assert that `javon check` finds nothing wrong."""
    run = subprocess.run(
        [sys.executable, "-m", "javon.config.cli", "check"],
        env=environment_of(home),
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.slow
def test_ten_kills_during_an_import_and_saves_lose_nothing_that_was_confirmed(tmp_path: Path) -> None:
    records = [
        a_record(
            f"Kitob {n}", author=f"Muallif {n % 50}", number=str(n), source="X", more=(a_copy_field(str(n)),)
        )
        for n in range(9000)
    ]
    home, first = tmp_path / "killed", tmp_path / "first"
    first.mkdir()
    assert started(home, a_file(first, *records[:60])).wait() == 0
    file = a_file(tmp_path, *records)
    confirmed: dict[int, tuple[int, str]] = {}
    for kill in range(10):
        importing = started(home, file)
        importing.stdout.readline()
        saving = subprocess.Popen(
            [sys.executable, "-c", SAVES, str(kill * 1000)],
            env=environment_of(home),
            stdout=subprocess.PIPE,
            start_new_session=True,
            text=True,
        )
        saving.stdout.readline()
        time.sleep(0.1 + 0.07 * kill)
        for run in (saving, importing) if kill % 2 else (importing, saving):
            os.killpg(run.pid, signal.SIGKILL)
        for line in saving.communicate()[0].splitlines():
            if len(parts := line.split()) == 3:
                confirmed[int(parts[0])] = (int(parts[1]), f"tuzatish {parts[2]}")
        importing.communicate()
        if kill in (0, 4, 9):  # what is broken stays broken, and a check takes longer than a kill
            checked(home)
    with sqlite3.connect(home / "javon.sqlite3") as database:
        kept = {
            number: (version, subtitle)
            for number, version, subtitle in database.execute(
                "SELECT number, version, subtitle FROM catalogue_title"
            )
        }
    assert confirmed
    # The very last save of a round may have been written and killed before it could say so.
    lost = {number: said for number, said in confirmed.items() if kept[number][0] < said[0]}
    assert not lost
    changed = {
        number: said
        for number, said in confirmed.items()
        if kept[number][0] == said[0] and kept[number] != said
    }
    assert not changed
    assert started(home, file).wait() == 0
    checked(home)
    with sqlite3.connect(home / "javon.sqlite3") as database:
        assert database.execute("SELECT COUNT(*) FROM catalogue_title").fetchone() == (9000,)
