"""How the books count a title's copies: kind, content group, language, script; and where a line stands in its book.

Pure, for an import asks in its parsing process. Dossier 2.8, 3.5, 3.6.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from javon.collection.catalogue.content_groups import content_group

if TYPE_CHECKING:
    from javon.collection.catalogue.models import Title

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
_DIGITS = re.compile(r"\d{1,18}")


class Counted(NamedTuple):
    """The columns in which a copy is counted."""

    kind: str
    content_group: str
    language: str
    script: str


def counted(kind: str, branch: str, audience: str, languages: str, script: str) -> Counted:
    """From what the catalogue derives of a title: kind, field of knowledge, audience, languages ("uzb rus"), script."""
    group = content_group(audience=audience, kind=kind, field=branch)
    return Counted(_KINDS.get(kind, "book"), group, languages[:3].strip(), script)


def counted_title(title: Title) -> Counted:
    """The same of a record that is kept here."""
    return counted(title.kind, title.branch, title.audience, title.languages, title.script)


def order_of(inventory_number: str) -> int:
    """The place of a number in its book: its first digits; 0 when it has none."""
    found = _DIGITS.search(inventory_number)
    return int(found.group()) if found else 0
