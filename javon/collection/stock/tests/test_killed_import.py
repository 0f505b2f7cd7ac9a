"""An import killed at any moment and run again ends where an unbroken one would have."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from javon.collection.catalogue.tests.characters import a_copy_field, a_file, a_record

SCRIPT = """
import sys, django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
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


def started(home: Path, file: Path) -> subprocess.Popen:
    home.mkdir(exist_ok=True)
    environment = {**os.environ, "JAVON_HOME": str(home), "DJANGO_SETTINGS_MODULE": "javon.config.settings"}
    environment.pop("JAVON_DATABASE_URL", None)
    return subprocess.Popen(
        [sys.executable, "-c", SCRIPT, str(file)], env=environment, stdout=subprocess.PIPE, start_new_session=True
    )


@pytest.mark.slow
def test_a_killed_import_run_again_ends_in_the_same_state(tmp_path: Path) -> None:
    records = [
        a_record(f"Kitob {n}", author=f"Muallif {n % 50}", number=str(n), source="X", more=(a_copy_field(str(n)),))
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
