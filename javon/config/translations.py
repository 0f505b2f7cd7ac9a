"""The interface's words in four languages: collect, compile, check.

English msgids are the English text. Every app keeps ``locale/uz`` and ``locale/ru`` by hand. ``uz-cyrl`` is
generated from ``uz`` by :mod:`javon.core.uzbek` at compile time, then corrected by the list people keep in
``config/locale/uz_Cyrl.tsv`` (Latin text, tab, Cyrillic text). No system gettext is needed.

    python -m javon.config.translations compile | update | check
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from javon.core.syntax import parsed

PACKAGE = Path(__file__).resolve().parent.parent
CORRECTIONS = PACKAGE / "config" / "locale" / "uz_Cyrl.tsv"
WRITTEN = ("uz", "ru")
# How many leading arguments are texts; a "p" before the name puts a context in front of them.
FUNCTIONS = {"_": 1, "gettext": 1, "gettext_lazy": 1, "gettext_noop": 1, "ngettext": 2, "ngettext_lazy": 2}
LITERAL = r"u?(?:'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")"
IN_TEMPLATE = re.compile(rf"(?<![a-z_])(p?n?gettext|_)\(({LITERAL})(?:,\s*({LITERAL}))?(?:,\s*({LITERAL}))?")
PLACEHOLDER = re.compile(r"%\([a-z_]+\)[sd]|%[sd]|\{[a-z_]*\}")
# Anything but U+02BB and U+02BC between or after Uzbek letters is a look-alike.
LOOK_ALIKE = re.compile(r"(?<=[A-Za-z])['‘’`´ʹ′](?=[A-Za-z\s.,!?»]|$)|[ʼ'‘’`´](?=[A-Za-z])(?<=[oOgG].)")


Words = str | tuple[str, ...] | list[str]
Entries = dict[tuple[str | None, Words], Words]


@dataclass(frozen=True, slots=True)
class Text:
    """One translatable string and where the code says it."""

    msgid: str
    where: str
    context: str | None = None


def apps() -> list[Path]:
    """Folders that own translations: every app of ours, and config for Django's own missing strings."""
    return sorted({path.parent for path in PACKAGE.rglob("apps.py")} | {PACKAGE / "config"})


def texts_of(app: Path) -> Iterator[Text]:
    """Every translatable string in the code and the templates of one app (its sub-packages included)."""
    others = [other for other in apps() if other != app and other.is_relative_to(app)]
    for path in sorted(app.rglob("*")):
        if any(path.is_relative_to(other) for other in others) or "/tests/" in str(path):
            continue
        where = str(path.relative_to(PACKAGE))
        if path.suffix == ".py" and path != Path(__file__):
            yield from (Text(msgid, where, context) for msgid, context in _in_python(path.read_text("utf-8")))
        elif path.suffix in {".html", ".txt", ".xml"} and "templates" in path.parts:
            yield from (
                Text(msgid, where, context) for msgid, context in _in_template(path.read_text("utf-8"), where)
            )


def _in_python(source: str) -> Iterator[tuple[str, str | None]]:
    for node in ast.walk(parsed(source)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, (ast.Name, ast.Attribute)):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
        literals = [argument.value if isinstance(argument, ast.Constant) else None for argument in node.args]
        yield from _texts(name, literals)


def _in_template(source: str, where: str) -> Iterator[tuple[str, str | None]]:
    from django.utils.translation.template import templatize

    for match in IN_TEMPLATE.finditer(templatize(source, origin=where)):
        yield from _texts(match[1], [literal and ast.literal_eval(literal) for literal in match.groups()[1:]])


def _texts(function: str, literals: Sequence[object]) -> Iterator[tuple[str, str | None]]:
    context = None
    if function.startswith("p") and function[1:] in FUNCTIONS and literals:
        context, function, literals = str(literals[0]), function[1:], literals[1:]
    for literal in literals[: FUNCTIONS.get(function, 0)]:
        if isinstance(literal, str) and literal:
            yield literal, context


def key(message: Message) -> tuple[str | None, str]:
    """What names a message: its context and its (singular) English text."""
    return message.context, message.id[0] if isinstance(message.id, tuple) else str(message.id)


def catalogue(path: Path) -> Catalog:
    """The .po file at `path`; an empty catalogue when there is none."""
    if not path.exists():
        return Catalog(locale=path.parent.parent.name, charset="utf-8")
    with path.open("rb") as file:
        return read_po(file)


def compile_all() -> int:
    """Write every .mo: uz and ru as written, uz_Cyrl generated. Returns the number of files."""
    from javon.core import uzbek

    corrections = dict(read_corrections())
    # What is borrowed lies where it wins over every app: where one of ours says the same English, it is our word.
    ours: Entries = {}
    for app in reversed(apps()):
        ours |= _said(catalogue(app / "locale" / "uz" / "LC_MESSAGES" / "django.po"))
    written = 0
    for app in apps():
        for language in WRITTEN:
            source = app / "locale" / language / "LC_MESSAGES" / "django.po"
            if source.exists():
                _write_mo(catalogue(source), source.with_suffix(".mo"))
                written += 1
        latin = app / "locale" / "uz" / "LC_MESSAGES" / "django.po"
        if latin.exists():
            target = app / "locale" / "uz_Cyrl" / "LC_MESSAGES" / "django.mo"
            entries = _borrowed() if app.name == "config" else {}
            entries = {what: ours.get(what, text) for what, text in entries.items()}
            entries |= _said(catalogue(latin))
            _write_mo(_in_cyrillic(entries, corrections, uzbek.translate_po), target)
            written += 1
    return written


def _borrowed() -> Entries:
    """What Django and allauth say in Uzbek Latin, to be said in Cyrillic as well."""
    import allauth
    import django

    entries: Entries = {}
    for root in (Path(django.__file__).parent, Path(allauth.__file__).parent):
        for path in sorted(root.rglob("locale/uz/LC_MESSAGES/django.po")):
            entries |= _said(catalogue(path))
    return entries


def _said(content: Catalog) -> Entries:
    return {
        (message.context, message.id): message.string for message in content if message.id and message.string
    }


def _in_cyrillic(
    entries: Entries, corrections: dict[str, str], transliterate: Callable[[str], str]
) -> Catalog:
    result = Catalog(locale="uz", charset="utf-8")  # one plural form, as Latin Uzbek
    for (context, msgid), text in entries.items():
        cyrillic = tuple(corrections.get(one) or transliterate(one) for one in _each(text))
        result.add(msgid, cyrillic if isinstance(msgid, tuple) else cyrillic[0], context=context)
    return result


def _write_mo(content: Catalog, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_mo(file, content)


def read_corrections() -> Iterator[tuple[str, str]]:
    """Pairs (Latin text, Cyrillic text) that people have corrected."""
    if CORRECTIONS.exists():
        for line in CORRECTIONS.read_text("utf-8").splitlines():
            latin, tab, cyrillic = line.partition("\t")
            if tab and not line.startswith("#"):
                yield latin, cyrillic


def _each(words: Words | None) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else tuple(words or ())


def problems() -> Iterator[str]:
    """What is missing or wrong, one sentence each: a text without a translation, a lost placeholder, a look-alike."""
    seen: dict[tuple[str, tuple[str | None, str]], tuple[object, str]] = {}
    everywhere = {
        language: {
            key(message)
            for app in apps()
            for message in catalogue(app / "locale" / language / "LC_MESSAGES" / "django.po")
            if message.id
            and message.string
            and (not isinstance(message.string, tuple) or all(message.string))
        }
        for language in WRITTEN
    }
    for app in apps():
        for text in texts_of(app):
            for language in WRITTEN:
                if (text.context, text.msgid) not in everywhere[language]:
                    yield f"{text.where}: no {language} for {text.msgid!r}"
        for language in WRITTEN:
            path = app / "locale" / language / "LC_MESSAGES" / "django.po"
            for message in catalogue(path):
                if not message.id:
                    continue
                ids, strings = _each(message.id), _each(message.string)
                where = path.relative_to(PACKAGE)
                earlier = seen.setdefault((language, key(message)), (strings, str(where)))
                if earlier[0] != strings:
                    yield f"{where}: {ids[0]!r} is said otherwise in {earlier[1]}"
                for string in strings:
                    if string and set(PLACEHOLDER.findall(string)) - set(PLACEHOLDER.findall(" ".join(ids))):
                        yield f"{where}: a placeholder that {ids[0]!r} does not have: {string!r}"
                    if (
                        string
                        and language == "uz"
                        and LOOK_ALIKE.search(re.sub(r"<[^>]*>|https?://\S+", "", string))
                    ):
                        yield f"{where}: a look-alike apostrophe in {string!r}"


def update() -> None:
    """Add the texts that the code says and a catalogue lacks, empty, for a person to fill in."""
    for app in apps():
        wanted = {(text.context, text.msgid) for text in texts_of(app)}
        for language in WRITTEN:
            path = app / "locale" / language / "LC_MESSAGES" / "django.po"
            content = catalogue(path)
            missing = wanted - {key(message) for message in content if message.id}
            if missing:
                for context, msgid in sorted(missing, key=str):
                    content.add(msgid, "", context=context)
                path.parent.mkdir(parents=True, exist_ok=True)
                with path.open("wb") as file:
                    write_po(file, content, width=110, omit_header=False, sort_output=True)


def main(arguments: list[str]) -> int:
    """The command line of this module."""
    command = arguments[0] if len(arguments) == 1 else ""
    if command == "compile":
        print(f"{compile_all()} catalogues compiled")  # noqa: T201
        return 0
    if command == "update":
        import django
        from django.conf import settings

        if not settings.configured:
            settings.configure()
        django.setup()
        update()
        return 0
    if command == "check":
        found = list(problems())
        print("\n".join(found) or "every text has its four languages")  # noqa: T201
        return 1 if found else 0
    print("usage: python -m javon.config.translations compile | update | check", file=sys.stderr)  # noqa: T201
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
