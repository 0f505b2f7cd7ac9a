"""Killed at any moment, a file of old inventory lines run again ends where an unbroken one would have; thousands of rows."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from javon.collection.stock.old_lines_bench import write_workbook
from javon.collection.stock.tests.test_killed_import import begun, checked, environment_of

pytestmark = pytest.mark.slow

# One step of a file, as the worker takes it: asked for once, gone on with however often it is killed.
STEP = """
import sys, pathlib, django; django.setup()
from javon.config.home import prepare_centre; prepare_centre()
from javon.centre.organisation.models import Centre, ServicePoint
from javon.collection.stock import jobs
from javon.collection.stock.actions import old_lines as actions
from javon.collection.stock.models import OldLinesRun
from javon.collection.stock.old_lines_file import described
from javon.core.access import machine
from javon.core.database.fields import uuid7
from javon.core.files.storage import keep
centre, step, path = Centre.objects.get(), sys.argv[1], pathlib.Path(sys.argv[2])
by, run = machine("test", centre.pk), OldLinesRun.objects.first()
if run is None:
    sheets = described(path)
    file = keep(path.open("rb"), name=path.name)
    point = ServicePoint.objects.earliest("position")
    run = actions.begin_old_lines(by=by, centre=centre, run_id=uuid7(), file=file, sheets=sheets, service_point=point)
sheet = run.sheets[0]
layout = {"sheet": 0, "every": False, **{name: sheet[name] for name in ("head", "captions", "columns")}}
if step == "check" and run.state == "columns":
    actions.check_old_lines(by=by, run=run, layout=layout)
if step == "enter" and run.state == "checked":
    actions.enter_old_lines(by=by, run=run)
if step == "back" and run.state == "entered":
    actions.take_old_lines_back(by=by, run=run)
print("ready", flush=True)
jobs.carry_on_old_lines(run_id=str(run.pk))
"""
ROWS = 1_200
QUESTIONS = (
    "SELECT sheet, row, outcome, remarks, made_title FROM stock_oldline ORDER BY 1, 2",
    "SELECT inventory_number, inventory_repeat, barcode, price, acquired_on, note FROM stock_copy ORDER BY 1, 2",
    "SELECT title, author, year, version FROM catalogue_title ORDER BY 1, 2, 3",
    "SELECT COUNT(*) FROM stock_whereabouts",
    "SELECT state, done, total FROM stock_oldlinesrun",
    "PRAGMA integrity_check",
)


def started(home: Path, step: str, file: Path) -> subprocess.Popen:
    begun(home)
    return subprocess.Popen(
        [sys.executable, "-c", STEP, step, str(file)],
        env=environment_of(home),
        stdout=subprocess.PIPE,
        start_new_session=True,
    )


def summary(home: Path) -> list[tuple]:
    with sqlite3.connect(home / "javon.sqlite3") as database:
        return [row for question in QUESTIONS for row in database.execute(question).fetchall()]


def clean(home: Path) -> None:
    """No worker follows here: the index is made anew, then `javon check` finds nothing wrong."""
    made = subprocess.run([sys.executable, "-m", "javon.config.cli", "reindex"], env=environment_of(home))
    assert made.returncode == 0
    checked(home)


def done(home: Path, step: str, file: Path) -> None:
    assert started(home, step, file).wait() == 0


def killed(home: Path, step: str, file: Path, delays: tuple[float, ...]) -> None:
    """The step killed again and again, then left alone."""
    for delay in delays:
        run = started(home, step, file)
        run.stdout.readline()
        time.sleep(delay)
        os.killpg(run.pid, signal.SIGKILL)
        run.wait()
    done(home, step, file)


def test_killed_at_every_step_it_ends_in_the_same_state(tmp_path):
    file = tmp_path / "lines.xlsx"
    write_workbook(file, 400)
    whole, broken = tmp_path / "whole", tmp_path / "broken"
    for step, delays in (("check", (0.2,)), ("enter", (0.3, 1.0)), ("back", (0.3, 1.0))):
        done(whole, step, file)
        killed(broken, step, file, delays)
        assert summary(broken) == summary(whole)
        if step != "check":
            clean(broken)
    with sqlite3.connect(broken / "javon.sqlite3") as database:
        assert database.execute("SELECT COUNT(*) FROM stock_copy").fetchone() == (0,)


def test_thousands_of_rows_there_and_back(tmp_path):
    """The whole 40,000 are the bench's (`javon bench old-lines`): minutes, and nothing that these do not show."""
    file, home = tmp_path / "lines.xlsx", tmp_path / "home"
    write_workbook(file, ROWS)
    done(home, "check", file)
    done(home, "enter", file)
    clean(home)
    with sqlite3.connect(home / "javon.sqlite3") as database:
        outcomes = dict(database.execute("SELECT outcome, COUNT(*) FROM stock_oldline GROUP BY 1"))
        assert sum(outcomes.values()) == ROWS and outcomes["entered"] > ROWS * 0.97
        assert database.execute("SELECT COUNT(*) FROM stock_copy").fetchone() == (outcomes["entered"],)
    done(home, "back", file)
    clean(home)
    with sqlite3.connect(home / "javon.sqlite3") as database:
        assert database.execute("SELECT COUNT(*) FROM stock_copy").fetchone() == (0,)
        assert database.execute("SELECT COUNT(*) FROM catalogue_title").fetchone() == (0,)
