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
