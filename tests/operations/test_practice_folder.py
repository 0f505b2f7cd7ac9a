"""The folder of the training mode and the rest of the house: backups, restoring, checks, another database, power cuts."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from javon.config import backups, practice
from javon.config.environment import Environment, WrongEnvironment, is_practice
from javon.places.practice.folder import Folder
from tests.ready import demo_home


@pytest.fixture
def practised(home: Path) -> Folder:
    """A home beside which the exercises are made already, of the demo library that tests share."""
    folder = Folder(home / "practice")
    shutil.copytree(demo_home(0.03), folder.model, ignore=shutil.ignore_patterns("*.lock", "backups"))
    mark = json.loads((folder.model / "home.json").read_text("utf-8"))
    (folder.model / "home.json").write_text(json.dumps({**mark, "practice": True}), "utf-8")
    stamp = {"program": practice.program(), "made_on": date.today().isoformat()}
    (folder.model / practice.STAMP).write_text(json.dumps(stamp), "utf-8")
    practice._close_accounts(folder.model / "javon.sqlite3")
    return folder


def test_backup_check_and_restore_leave_it_alone(home: Path, practised: Folder, javon, tmp_path: Path):
    file = tmp_path / "house.javon"
    assert javon("backup", file).returncode == 0
    manifest = backups.verify(file, None)
    assert not [name for name in manifest["members"] if name.startswith("practice")]
    assert javon("check").returncode == 0
    restored = javon("restore", file, "--force")
    assert restored.returncode == 0, restored.stderr
    assert practised.model.exists()


def test_a_home_of_exercises_has_no_backup_and_no_worker(practised: Folder, javon, tmp_path: Path):
    done = javon("backup", tmp_path / "x.javon", home=practised.model)
    assert done.returncode == 1 and "training mode" in done.stderr
    done = javon("work", home=practised.model)
    assert done.returncode == 1 and "training mode" in done.stderr


def test_the_database_of_the_house_is_out_of_its_reach(practised: Folder, home: Path):
    given = {"JAVON_HOME": str(practised.model), "JAVON_DATABASE_URL": "postgresql://a:b@127.0.0.1/javon"}
    told = Environment.read(given)
    assert told.practice and told.database()["NAME"] == str(practised.model / "javon.sqlite3")
    assert not is_practice(home) and not is_practice(home / "nowhere")


def test_what_was_cut_off_is_made_again(practised: Folder):
    today = date.today()
    (practised.root / "home.part" / "files").mkdir(parents=True)
    practice.make(practised, today)
    assert (practised.home / practice.STAMP).exists() and not list(practised.root.glob("*.part"))
    (practised.home / "javon.sqlite3").unlink()
    practice.make(practised, today)
    assert (practised.home / "javon.sqlite3").exists()
    (practised.home / "mine").touch()
    practice.make(practised, today)
    assert (practised.home / "mine").exists()
    practised.afresh.touch()
    practice.make(practised, today)
    assert not (practised.home / "mine").exists() and not practised.afresh.exists()


def test_a_full_disk_is_said(practised: Folder, monkeypatch):
    keeper = practice.Keeper(practised.root.parent, "127.0.0.1", 9)
    practised.ask()

    def full() -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(keeper, "_make", full)
    keeper.look()
    assert practised.state().phase == "failed" and not practised.wanted.exists()


def test_port_of_the_exercises_is_checked_like_the_other():
    assert Environment.read({"JAVON_PORT": "8080"}).practice_port == 8090
    assert Environment.read({"JAVON_PORT": "65530"}).practice_port == 65520
    with pytest.raises(WrongEnvironment, match="JAVON_PRACTICE_PORT"):
        Environment.read({"JAVON_PRACTICE_PORT": "eighty"})
