"""Data that a librarian can read and correct, shipped beside the code: fields of knowledge, statistics profiles, classes.

Nothing here touches the database. Nizom 2.11, 5.2.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, Final

_FOLDER: Final = Path(__file__).parent


def read_toml(name: str) -> dict[str, Any]:
    """The whole file `name` of this folder."""
    return tomllib.loads((_FOLDER / name).read_text("utf-8"))


def read_table(name: str) -> list[dict[str, str]]:
    """The rows of a tab-separated file of this folder, by the names in its first line."""
    lines = [line for line in (_FOLDER / name).read_text("utf-8").splitlines() if line.strip()]
    names = lines[0].split("\t")
    return [dict(zip(names, line.split("\t"), strict=True)) for line in lines[1:]]
