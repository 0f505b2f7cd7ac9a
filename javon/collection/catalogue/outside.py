"""Links of a record to what lies on the internet: field 856, only addresses that a browser may safely follow."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from javon.collection.catalogue.derive import bare, clean
from javon.collection.sources.record import Record

MOST_LINKS = 20
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class OutsideLink:
    """One address with what it leads to."""

    url: str
    label: str
    host: str


def outside_links(record: Record) -> list[OutsideLink]:
    """The addresses of the record's fields 856, each once; no other scheme than http and https."""
    found: dict[str, OutsideLink] = {}
    for field in record.all("856"):
        label = bare(field.first("y") or field.first("3") or field.first("z") or "")
        for value in field.all("u"):
            url = safe_address(value)
            if url:
                host = urlsplit(url).hostname or ""
                found.setdefault(url, OutsideLink(url, label[:200] or host, host))
    return list(found.values())[:MOST_LINKS]


def safe_address(text: str) -> str:
    """The address when it is a whole one of the web, without a password in it; else ""."""
    url = clean(text)
    if not url or len(url) > _LONGEST or any(letter.isspace() or letter in '<>"\\' for letter in url):
        return ""
    try:
        parts = urlsplit(url)
        is_sound = bool(parts.hostname) and not parts.username and not parts.password
        parts.port  # noqa: B018  # raises for a port that is no number
    except ValueError:
        return ""
    return url if is_sound and parts.scheme.lower() in {"http", "https"} else ""
