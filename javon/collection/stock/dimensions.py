"""How the books count a title's copies: kind, content group, language, script; and where a line stands in its book.

Pure, for an import asks in its parsing process. Dossier 2.8, 3.5, 3.6.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_KINDS = {
    "serial": "journal",
    "audio": "audiovisual",
    "video": "audiovisual",
    "electronic": "electronic",
    "map": "other",
    "score": "other",
    "article": "other",
    "other": "other",
}
# The summary book has no column of its own for history: it stands with the social sciences.
_GROUPS = {"": "GEN", "HIS": "SOC"}
_DIGITS = re.compile(r"\d{1,18}")


class Counted(NamedTuple):
    """The columns in which a copy is counted."""

    kind: str
    content_group: str
    language: str
    script: str


def counted(kind: str, branch: str, languages: str, script: str) -> Counted:
    """From what the catalogue derives of a title: its kind, knowledge branch, languages ("uzb rus"), script."""
    return Counted(_KINDS.get(kind, "book"), _GROUPS.get(branch, branch), languages[:3].strip(), script)


def order_of(inventory_number: str) -> int:
    """The place of a number in its book: its first digits; 0 when it has none."""
    found = _DIGITS.search(inventory_number)
    return int(found.group()) if found else 0
