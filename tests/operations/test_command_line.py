"""The `javon` command as a person meets it: help, wrong usage, and every error as one line."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import COMMAND, Javon, django, environment, lines, run_javon

COMMANDS = [
    "init",
    "demo",
    "serve",
    "work",
    "import",
    "quarantine",
    "export",
    "search",
    "fold",
    "transliterate",
    "reindex",
    "check",
    "backup",
    "restore",
    "bench",
]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_of_the_contract_has_help(command: str, tmp_path: Path) -> None:
    done = run_javon(command, "--help", home=tmp_path)
    assert done.returncode == 0
    assert done.stdout.startswith(f"usage: javon {command}")


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("nothing-of-the-kind",),
        ("import",),
        ("search",),
        ("transliterate",),
        ("transliterate", "--to", "runes"),
        ("backup",),
        ("bench", "nothing"),
        ("demo", "--scale", "-1"),
        ("serve", "--tls-port", "many"),
    ],
)
def test_wrong_usage_is_told_and_exits_with_two(arguments: tuple[str, ...], javon: Javon) -> None:
    done = javon(*arguments)
    assert done.returncode == 2
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("variables", "word"),
    [({"JAVON_PORT": "eighty"}, "JAVON_PORT"), ({"JAVON_LANGUAGE": "klingon"}, "JAVON_LANGUAGE")],
)
def test_a_wrong_variable_is_named(variables: dict[str, str], word: str, javon: Javon) -> None:
    done = javon("serve", more=variables)
    assert done.returncode == 2
    assert word in done.stderr and len(lines(done.stderr)) == 1


def test_help_and_folding_start_without_the_framework(tmp_path: Path) -> None:
    script = (
        "import sys; from javon.config.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit: pass\n"
        "main(['fold'])\nassert not any(m == 'django' or m.startswith('django.') for m in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment(tmp_path), input=b"", capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()


def test_folding_keeps_one_line_per_line_whatever_comes(javon: Javon) -> None:
    done = javon("fold", typed="Oʻzbekiston\nЎзбекистон\n".encode() + b"\xff\xfe broken\n\nlast without end")
    first, second, *rest = done.stdout.split("\n")
    assert done.returncode == 0
    assert first == second
    assert len(rest) == 3


def test_the_other_script_comes_out_line_by_line(javon: Javon) -> None:
    done = javon("transliterate", "--to", "latn", typed="Ўткан кунлар\nҚўрғонтепа\n")
    assert done.stdout == "Oʻtkan kunlar\nQoʻrgʻontepa\n"


def test_a_reader_who_has_had_enough_is_no_failure(home: Path) -> None:
    many = subprocess.Popen(
        [*COMMAND, "fold"],
        env=environment(home),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert many.stdin and many.stdout and many.stderr
    many.stdout.close()
    try:
        many.stdin.write(b"kitob\n" * 100_000)
        many.stdin.close()
    except BrokenPipeError:
        pass
    assert many.wait(20) == 0
    assert many.stderr.read() == b""


def test_ctrl_c_is_one_line(home: Path) -> None:
    waiting = subprocess.Popen(
        [*COMMAND, "fold"],
        env=environment(home),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # A shell that runs the tests in its background lets them, and all they start, ignore Ctrl-C.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    assert waiting.stdin and waiting.stdout
    waiting.stdin.write(b"kitob\n" * 20_000)
    waiting.stdin.flush()
    waiting.stdout.read(1)
    waiting.send_signal(signal.SIGINT)
    _, told = waiting.communicate(timeout=20)
    assert waiting.returncode == 1
    assert len(lines(told.decode())) == 1


@pytest.mark.parametrize(
    "command", [("check",), ("search", "x"), ("reindex",), ("backup", "b.javon"), ("work",)]
)
def test_a_folder_that_is_no_home_is_refused_and_left_as_it_was(
    command: tuple[str, ...], tmp_path: Path
) -> None:
    strange = tmp_path / "photos"
    strange.mkdir()
    (strange / "cat.jpg").write_bytes(b"cat")
    done = run_javon(*command, home=strange)
    assert done.returncode == 1
    assert "not a Javon home" in done.stderr and len(lines(done.stderr)) == 1
    assert [path.name for path in strange.iterdir()] == ["cat.jpg"]


def test_init_never_moves_into_somebody_elses_folder(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear")
    done = run_javon("init", home=tmp_path)
    assert done.returncode == 1 and "not a Javon home" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_home_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("")
    done = run_javon("init", home=tmp_path / "home")
    assert done.returncode == 1 and "is a file" in done.stderr


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the superuser has rights everywhere")
def test_a_folder_without_rights_is_refused(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    done = run_javon("init", home=closed / "home")
    assert done.returncode == 1
    assert "no rights" in done.stderr and len(lines(done.stderr)) == 1


def test_init_again_changes_nothing(javon: Javon, home: Path) -> None:
    def facts() -> dict[str, tuple[int, int]]:
        return {
            str(path): (path.stat().st_mtime_ns, path.stat().st_size)
            for path in home.rglob("*")
            if path.is_file() and not path.name.endswith(("-wal", "-shm", "-gate"))
        }

    before = facts()
    done = javon("init")
    assert done.returncode == 0 and "nothing to do" in done.stdout
    assert facts() == before


def test_a_home_is_closed_to_the_other_people_of_the_computer(home: Path) -> None:
    assert home.stat().st_mode & 0o077 == 0
    assert (home / "secret.key").stat().st_mode & 0o077 == 0


def test_init_enters_the_centre_its_points_and_hours(home: Path) -> None:
    told = django(
        home,
        "from javon.centre.organisation.models import *\n"
        "c = Centre.objects.get(); print(c.short_name, c.points.count(), c.opening_hours.count())",
    )
    assert told == "Qoʻrgʻontepa kutubxonasi 5 6"


@pytest.mark.parametrize("command", ["check", "init", "serve"])
def test_the_home_of_a_newer_version_is_refused(command: str, javon: Javon, home: Path) -> None:
    django(
        home,
        "from django.db.migrations.recorder import MigrationRecorder as R; from django.db import connection\n"
        "R(connection).record_applied('catalogue', '0999_from_the_future')",
    )
    done = javon(command)
    assert done.returncode == 1
    assert "newer Javon" in done.stderr and len(lines(done.stderr)) == 1


def test_a_home_of_a_newer_layout_is_refused(javon: Javon, home: Path) -> None:
    (home / "home.json").write_text(json.dumps({"format": 99, "version": "99.0"}))
    done = javon("check")
    assert done.returncode == 1 and "99.0" in done.stderr


def test_an_older_home_is_backed_up_before_its_database_changes(javon: Javon, home: Path) -> None:
    django(
        home,
        "from django.core.management import call_command as c; c('migrate', 'sessions', 'zero', verbosity=0)",
    )
    assert "older Javon" in javon("check").stderr
    done = javon("init")
    assert done.returncode == 0, done.stderr
    assert list((home / "backups").glob("*-before-update.javon"))
    assert javon("check").returncode == 0


def test_a_damaged_database_is_one_line(javon: Javon, home: Path) -> None:
    (home / "javon.sqlite3").write_bytes(b"this is no database" * 1000)
    for ending in ("-wal", "-shm"):
        (home / f"javon.sqlite3{ending}").unlink(missing_ok=True)
    done = javon("check")
    assert done.returncode == 1
    assert "damaged" in done.stderr and len(lines(done.stderr)) == 1


def test_check_finds_what_is_not_true(javon: Javon, home: Path) -> None:
    assert javon("check").returncode == 0
    django(home, "from javon.centre.organisation.models import *; ServicePoint.objects.all().delete()")
    done = javon("check", "--json")
    found = json.loads(done.stdout)
    assert done.returncode == 1
    assert not found["ok"]
    assert [check["name"] for check in found["checks"] if check["problems"]] == ["centre"]


def test_developer_mode_shows_where_it_broke(javon: Javon, home: Path) -> None:
    done = javon("backup", home / "no-such-folder" / "b.javon", more={"JAVON_DEBUG": "1"})
    assert "Traceback" in done.stderr
    quiet = javon("backup", home / "no-such-folder" / "b.javon")
    assert quiet.returncode == 1
    assert "Traceback" not in quiet.stderr and len(lines(quiet.stderr)) == 1
