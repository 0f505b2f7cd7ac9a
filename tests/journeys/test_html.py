"""The Nu HTML checker finds no error on any page, of the public, of a reader or of the staff.

Needs Java and the checker: `npm pack vnu-jar && tar xf vnu-jar-*.tgz`, then JAVON_VNU=package/build/dist/vnu.jar.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import urllib.error
import urllib.request
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.readers import addresses as of_reader
from tests.journeys.readers import at_home
from tests.journeys.test_accessibility import PATHS
from tests.journeys.test_staff_pages import PAGES, addresses, of_staff

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LANGUAGES = ("uz", "uz-cyrl", "ru", "en")


def fetched(address: str, language: str, session: str = "") -> bytes:
    request = urllib.request.Request(address, headers={"Cookie": f"til={language}; {session}"})
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.read()
    except urllib.error.HTTPError as error:
        return error.read()


@pytest.fixture(scope="session")
def checker() -> str:
    jar = os.environ.get("JAVON_VNU", "")
    if not (jar and Path(jar).exists() and shutil.which("java")):
        pytest.skip("no Nu HTML checker here (JAVON_VNU names its jar)")
    return jar


def faults(
    jar: str, site: Any, paths: Sequence[str], folder: Path, session: str = ""
) -> list[tuple[Any, ...]]:
    """What the checker says of these pages in every language."""
    for number, path in enumerate(paths):
        for language in LANGUAGES:
            (folder / f"{number}-{language}.html").write_bytes(
                fetched(site.address + path, language, session)
            )
    command = ["java", "-jar", jar, "--exit-zero-always", "--format", "json", "--errors-only", str(folder)]
    checked = subprocess.run(command, capture_output=True, text=True, timeout=300, check=True)
    found = json.loads(checked.stderr or checked.stdout)["messages"]
    return [
        (
            paths[int(name.split("-")[0])],
            name,
            one.get("lastLine"),
            one["message"],
            one.get("extract", "")[:80],
        )
        for one in found
        for name in [Path(one["url"]).name]
    ]


def test_the_checker_finds_no_error(demo_site, checker, tmp_path):
    assert faults(checker, demo_site, PATHS, tmp_path) == []


def test_the_checker_finds_no_error_on_the_pages_of_a_reader(demo_site, device, checker, tmp_path):
    paths = ["/sign-in/card/", *of_reader(at_home(device, demo_site))]
    session = "; ".join(f"{one['name']}={one['value']}" for one in device.cookies() if one["name"] != "til")
    found = faults(checker, demo_site, paths, tmp_path, session)
    assert not found, "\n".join(str(one) for one in found)


@pytest.mark.parametrize("login", PAGES)
def test_the_checker_finds_no_error_on_the_pages_of_the_staff(demo_site, chromium, checker, tmp_path, login):
    context, page = of_staff(chromium, demo_site, login)
    paths = list(addresses(page, demo_site, login))
    session = "; ".join(f"{one['name']}={one['value']}" for one in context.cookies() if one["name"] != "til")
    context.close()
    found = faults(checker, demo_site, paths, tmp_path, session)
    assert not found, "\n".join(str(one) for one in found)
