"""The Nu HTML checker finds no error on any public page.

Needs Java and the checker: `npm pack vnu-jar && tar xf vnu-jar-*.tgz`, then JAVON_VNU=package/build/dist/vnu.jar.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.journeys.test_accessibility import PATHS

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LANGUAGES = ("uz", "uz-cyrl", "ru", "en")


def fetched(address: str, language: str) -> bytes:
    request = urllib.request.Request(address, headers={"Cookie": f"til={language}"})
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.read()
    except urllib.error.HTTPError as error:
        return error.read()


def test_the_checker_finds_no_error(demo_site, tmp_path):
    jar = os.environ.get("JAVON_VNU", "")
    if not (jar and Path(jar).exists() and shutil.which("java")):
        pytest.skip("no Nu HTML checker here (JAVON_VNU names its jar)")
    for number, path in enumerate(PATHS):
        for language in LANGUAGES:
            (tmp_path / f"{number}-{language}.html").write_bytes(fetched(demo_site.address + path, language))
    command = ["java", "-jar", jar, "--exit-zero-always", "--format", "json", "--errors-only", str(tmp_path)]
    checked = subprocess.run(command, capture_output=True, text=True, timeout=300, check=True)
    found = json.loads(checked.stderr or checked.stdout)["messages"]
    assert [(Path(one["url"]).name, one.get("lastLine"), one["message"]) for one in found] == []
