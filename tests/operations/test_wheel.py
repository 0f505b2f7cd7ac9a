"""A wheel made from the checkout serves the catalogue in an empty virtual environment."""

from __future__ import annotations

import subprocess
import sys
import time
import urllib.error
import urllib.request
import venv
import zipfile
from pathlib import Path

import pytest

from tests.operations.conftest import environment, free_port

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--outdir", str(folder), str(ROOT)],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    return next(folder.glob("*.whl"))


@pytest.mark.slow
def test_the_wheel_brings_words_looks_and_pages(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    for wanted in (
        "javon/core/ui/locale/uz_Cyrl/LC_MESSAGES/django.mo",
        "javon/core/ui/static/ui/tokens.css",
        "javon/places/public/templates/public/home.html",
        "javon/core/uzbek/data/latin_to_cyrillic.tsv",
    ):
        assert wanted in names
    assert not [name for name in names if name.startswith("tests/")]


@pytest.mark.slow
def test_the_wheel_serves_in_an_empty_environment(wheel, tmp_path):
    venv.create(tmp_path / "venv", with_pip=True)
    bin_folder = tmp_path / "venv" / "bin"
    lock = ROOT / "requirements" / "run.lock"
    pip = [str(bin_folder / "python"), "-m", "pip", "--quiet", "--disable-pip-version-check", "install"]
    port = free_port()
    known = environment(tmp_path / "home", {"JAVON_PORT": str(port)})
    known.pop("PYTHONPATH", None)  # a checkout on the path would stand in for the wheel
    subprocess.run([*pip, "--require-hashes", "-r", str(lock)], check=True, timeout=300, env=known)
    subprocess.run([*pip, "--no-deps", str(wheel)], check=True, timeout=120, env=known)
    server = subprocess.Popen(
        [str(bin_folder / "javon"), "serve"], env=known, cwd=tmp_path, stdout=subprocess.DEVNULL
    )
    try:
        page = _page(f"http://127.0.0.1:{port}/", server)
    finally:
        server.terminate()
        server.wait(20)
    assert "Qaysi kitobni qidiryapsiz?" in page


def _page(address: str, server: subprocess.Popen[bytes]) -> str:
    for _ in range(300):
        assert server.poll() is None, f"the server ended with {server.returncode}"
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                return str(answer.read().decode())
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise AssertionError("the server never answered")
