"""What is made once for many tests: made by the first who asks, made anew when what it is made from has changed."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.ready import ROOT, digest_of, made_once, with_what_they_lean_on


def test_the_first_who_asks_makes_it_and_the_others_wait(tmp_path: Path) -> None:
    made: list[Path] = []

    def make(folder: Path) -> None:
        made.append(folder)
        (folder / "thing").write_text("whole")

    with ThreadPoolExecutor(4) as four:
        asked = [four.submit(made_once, "thing", "a1", make, shelf=tmp_path) for _ in range(4)]
    assert {(one.result() / "thing").read_text() for one in asked} == {"whole"}
    assert len(made) == 1


def test_another_digest_is_made_anew_and_only_two_are_kept(tmp_path: Path) -> None:
    for digest in ("a", "b", "c"):
        made_once("thing", digest, lambda folder: (folder / "thing").touch(), shelf=tmp_path)
    assert len(list(tmp_path.glob("thing-*/thing"))) == 2


def test_what_fell_in_the_middle_is_no_thing(tmp_path: Path) -> None:
    def fall(folder: Path) -> None:
        (folder / "half").touch()
        raise OSError("no room")

    with pytest.raises(OSError, match="no room"):
        made_once("thing", "a", fall, shelf=tmp_path)
    assert not [folder for folder in tmp_path.iterdir() if folder.is_dir()]


def test_a_changed_file_or_fact_is_another_digest(tmp_path: Path) -> None:
    file = tmp_path / "0001_first.py"
    file.write_text("one")
    first = digest_of([file], "5.2")
    assert digest_of([file], "5.2") == first
    assert digest_of([file], "5.3") != first
    file.write_text("two")
    assert digest_of([file], "5.2") != first


def test_what_a_migration_leans_on_is_found_however_far_away(tmp_path: Path) -> None:
    for name, content in {
        "javon/a/migrations/0001_first.py": "from javon.a import triggers",
        "javon/a/triggers.py": "def create():\n    from javon.b.words import WORDS",
        "javon/b/words/__init__.py": "import os\nimport javon.c",
        "javon/c.py": "",
        "javon/d.py": "",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content)
    found = with_what_they_lean_on(tmp_path.glob("javon/a/migrations/*.py"), root=tmp_path)
    assert {file.relative_to(tmp_path).as_posix() for file in found} == {
        "javon/a/migrations/0001_first.py", "javon/a/triggers.py", "javon/b/words/__init__.py", "javon/c.py",
    }  # fmt: skip


def test_no_trigger_can_change_unseen() -> None:
    found = with_what_they_lean_on(ROOT.glob("javon/*/*/migrations/*.py"))
    assert set(ROOT.glob("javon/*/*/triggers.py")) <= found
