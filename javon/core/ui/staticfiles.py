"""Static files as the browser gets them: stylesheets and scripts joined, every name hashed and compressed.

Two sheets (docs/decisions/0007): readers get what is common and the pages of the public site, the staff what is
common and their own components. A file in a folder `pages` is the public site's, in a folder `staff` the staff's.

Development (and a test that collected nothing) gets the files as they lie, by their own names.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from whitenoise.storage import CompressedManifestStaticFilesStorage

JOINED = "ui/javon.css"  # the public site's sheet
STAFF_JOINED = "ui/javon-staff.css"
SHEETS = {"public": JOINED, "staff": STAFF_JOINED}
# Folder -> the one sheet that takes its files; those in `alone` are in none: the one page that needs them links them.
ONLY_OF = {"pages": "public", "staff": "staff", "alone": ""}
# The module that every page begins with takes in what it imports: one request instead of eight.
SCRIPTS = ("ui/js/javon.js",)
# The order of cascade layers is said once, before all rules; inside a layer files do not lean on their order.
FIRST = ("ui/layers.css", "ui/fonts.css", "ui/reset.css", "ui/tokens.css", "ui/base.css", "ui/layout.css")


class JoinedStaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Two hashed stylesheets, hashed names for the rest; unhashed names where nothing was collected."""

    manifest_strict = False
    support_js_module_import_aggregation = True

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        if not dry_run:
            sources = {name: Path(storage.path(path)) for name, (storage, path) in paths.items()}
            ours = [name for name in sources if name.endswith(".css") and name not in SHEETS.values()]
            for sheet, joined in SHEETS.items():
                target = Path(self.path(joined))
                target.parent.mkdir(parents=True, exist_ok=True)
                names = of_sheet(sheet, in_order(ours))
                target.write_text(join((name, sources[name].read_text("utf-8")) for name in names), "utf-8")
                paths[joined] = (self, joined)
            for name in SCRIPTS:
                if name in sources:
                    Path(self.path(name)).write_text(join_modules(sources[name]), "utf-8")
                    paths[name] = (self, name)
        yield from super().post_process(paths, dry_run=dry_run, **options)

    def hashed_name(self, name: str, content: Any = None, filename: Any = None) -> str:
        """The hashed name; the plain one while the file has not been collected."""
        try:
            return str(super().hashed_name(name, content, filename))
        except ValueError:
            if self.hashed_files:
                raise  # during collecting a missing file is a mistake in a stylesheet, to be heard
            return name


def is_joined(storage: Any) -> bool:
    """True when the joined stylesheets were collected and pages are to use them."""
    from django.conf import settings

    return not settings.DEBUG and JOINED in getattr(storage, "hashed_files", {})


def in_order(names: Iterable[str]) -> list[str]:
    """Stylesheets in the order they are joined: layers and tokens first, then by name."""
    found = set(names)
    return [name for name in FIRST if name in found] + sorted(found.difference(FIRST))


def of_sheet(sheet: str, names: Iterable[str]) -> list[str]:
    """Those of `names` that the sheet "public" or "staff" holds."""
    return [name for name in names if _only_of(name) in (None, sheet)]


def _only_of(name: str) -> str | None:
    folders = name.split("/")[:-1]
    return next((sheet for folder, sheet in ONLY_OF.items() if folder in folders), None)


@lru_cache(maxsize=1)
def stylesheets() -> tuple[str, ...]:
    """Every stylesheet of Javon's own modules."""
    found = {
        name.replace("\\", "/")
        for finder in finders.get_finders()
        for name, _storage in finder.list([])
        if name.endswith(".css") and name not in SHEETS.values()
    }
    return tuple(in_order(found))


def join(files: Iterable[tuple[str, str]]) -> str:
    """The files as one text, small, with their relative addresses rewritten to the joined file's folder."""
    folder = posixpath.dirname(JOINED)

    def moved(name: str, match: re.Match[str]) -> str:
        address = match["address"]
        if re.match(r"[a-z]+:|/|#", address):
            return match[0]
        return f"url({posixpath.relpath(posixpath.join(posixpath.dirname(name), address), folder)})"

    texts = [
        re.sub(r"url\((?P<address>[^)\"']+)\)", partial(moved, name), smaller(text)) for name, text in files
    ]
    return "\n".join(texts) + "\n"


def join_modules(entry: Path) -> str:
    """The module and all that it imports as one module, each once, what is imported before who imports it.

    Written for our own modules: named imports and exports only, and no name at the top of two files (a test).
    """
    texts: dict[Path, str] = {}

    def take(path: Path) -> None:
        if path in texts:
            return
        text = path.read_text("utf-8")
        texts[path] = ""  # a circle of imports ends here
        for found in _IMPORT.finditer(text):
            take(path.parent / found["file"])
        del texts[path]
        texts[path] = _EXPORT.sub("", _IMPORT.sub("", text)).strip()

    take(entry)
    return "\n".join(texts.values()) + "\n"


_IMPORT = re.compile(r"""^import\s*\{[^}]*\}\s*from\s*["']\./(?P<file>[\w.]+)["'];?[ \t]*\n""", re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?function|const|let|class)", re.MULTILINE)
TOP_NAMES = re.compile(r"^(?:export )?(?:(?:async )?function|const|let|class) (\w+)", re.MULTILINE)


def smaller(css: str) -> str:
    """The stylesheet without comments and spare white space; strings and values keep their meaning."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r"\s*([{};,])\s*", r"\1", css)
    return re.sub(r":\s+", ":", css).replace(";}", "}").strip()
