"""`javon bench pages`: what each public page of this home weighs and costs, beside the budgets of the design."""

from __future__ import annotations

import gzip
import re
import statistics
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.test import Client

from javon.collection.stock import holdings
from javon.core.ui import staticfiles

# Page -> (address, most KB of HTML, compressed). The design's figures.
BUDGETS = {
    "home": ("/", 9),
    "results": ("/search?q=tarix", 12),
    "everything": ("/search?q=", 12),
    "title": ("/title/{title}", 8),
    "author": ("/author/{author}", 12),
    "children": ("/children/", 7),
    "tile": ("/children/animals/", 12),
    "help": ("/help/", 8),
}
MOST_CSS, MOST_JS = 14, 18  # KB, compressed
ROUNDS = 15
_LINKED = re.compile(r'(?:href|src)="(/static/[^"#]+)')


def run() -> Iterator[tuple[str, str]]:
    """(what, figure) rows; needs a home with titles whose static files are collected."""
    row = next(iter(holdings.newest(1)), None)
    if row is None:
        yield "pages", "this home holds no titles; `javon demo` fills one"
        return
    reader = Client(HTTP_HOST="127.0.0.1", HTTP_USER_AGENT="robot: javon bench")
    for name, (pattern, most) in BUDGETS.items():
        address = pattern.format(title=row.title.number, author=row.author_number or 1)
        yield name, _measured(reader, address, most)
    css = _weight(_collected(staticfiles.JOINED))
    yield "stylesheet", f"{css:.1f} KB of {MOST_CSS}"
    scripts = {address for address in _static_of(reader, "/") if address.endswith(".js")}
    yield "scripts of the home page", f"{sum(map(_weight, map(_served, scripts))):.1f} KB of {MOST_JS}"


def _measured(reader: Client, address: str, most: int) -> str:
    reader.get(address)  # what is remembered between requests is remembered
    asked: list[str] = []

    def counted(execute: Any, sql: str, parameters: Any, many: bool, context: Any) -> Any:
        asked.append(sql)
        return execute(sql, parameters, many, context)

    with connection.execute_wrapper(counted):
        content = reader.get(address).content
    taken = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        reader.get(address)
        taken.append((time.perf_counter() - begun) * 1000)
    size = len(gzip.compress(content, 6)) / 1000
    return f"HTML {size:4.1f} KB of {most}, {len(asked):2} queries, {statistics.median(taken):4.0f} ms"


def _static_of(reader: Client, address: str) -> list[str]:
    return _LINKED.findall(reader.get(address).content.decode())


def _collected(name: str) -> Path:
    from django.contrib.staticfiles.storage import staticfiles_storage

    return Path(settings.STATIC_ROOT) / staticfiles_storage.url(name).removeprefix(settings.STATIC_URL)


def _served(address: str) -> Path:
    return Path(settings.STATIC_ROOT) / address.removeprefix(settings.STATIC_URL)


def _weight(path: Path) -> float:
    """KB as sent: the compressed file where one lies beside it."""
    compressed = path.with_name(path.name + ".gz")
    return (compressed if compressed.exists() else path).stat().st_size / 1000
