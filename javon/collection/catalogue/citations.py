"""One title in the forms that other programs read: RIS, BibTeX, JSON, schema.org, COinS."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from javon.collection.catalogue.derive import Derived

_RIS_TYPES = {"book": "BOOK", "serial": "JOUR", "article": "JOUR", "map": "MAP", "score": "MUSIC", "audio": "SOUND",
              "video": "VIDEO", "electronic": "ELEC"}  # fmt: skip
_SCHEMA_TYPES = {"book": "Book", "serial": "Periodical", "article": "Article", "map": "Map", "score": "SheetMusic",
                 "audio": "AudioObject", "video": "VideoObject"}  # fmt: skip
_BIBTEX_SPECIAL = {"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#",
                   "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}  # fmt: skip
_BIBTEX_PATTERN = re.compile("[" + re.escape("".join(_BIBTEX_SPECIAL)) + "]")

# ISO 639-2/B of the languages our stock has, to BCP 47; others keep their three letters, which are valid
# there too.
_WEB_LANGUAGES = {"uzb": "uz", "rus": "ru", "eng": "en", "kaa": "kaa", "kir": "ky", "tgk": "tg", "kaz": "kk", "tur": "tr",
                  "ger": "de", "fre": "fr", "ara": "ar", "per": "fa", "tat": "tt", "tuk": "tk"}  # fmt: skip
_WEB_SCRIPTS = {"latn": "Latn", "cyrl": "Cyrl", "arab": "Arab"}


def ris(book: Derived, *, address: str = "") -> str:
    """RIS, lines ended as the format asks; `address` is the page of the title."""
    lines = [("TY", _RIS_TYPES.get(book.kind, "GEN"))]
    lines += [("AU", name) for name in book.authors]
    lines += [("A2", name.name) for name in book.names if name.role == "editor"]
    lines += [("A4", name.name) for name in book.names if name.role == "translator"]
    lines += [("TI", f"{book.title} : {book.subtitle}" if book.subtitle else book.title)]
    lines += [("T2", series) for series in book.series]
    lines += [("PY", str(book.year))] if book.year else []
    lines += [("CY", book.place), ("PB", book.publisher), ("ET", book.edition), ("SP", book.extent)]
    lines += [("SN", number) for number in (*book.isbns, *book.issns)]
    lines += [("LA", language) for language in book.languages]
    lines += [("KW", subject) for subject in book.subjects]
    lines += [("AB", book.annotation), ("UR", address)]
    return "".join(f"{tag}  - {_one_line(value)}\r\n" for tag, value in lines if value) + "ER  - \r\n"


def bibtex(book: Derived, *, number: int, address: str = "") -> str:
    """One BibTeX entry; its key is the title's number, which never changes."""
    kind = {"book": "book", "article": "article"}.get(book.kind, "misc")
    bodies = {name.name for name in book.names if name.kind == "body"}
    names = {
        "author": [_bibtex_name(name, is_body=name in bodies) for name in book.authors],
        "editor": [
            _bibtex_name(one.name, is_body=one.kind == "body") for one in book.names if one.role == "editor"
        ],
    }
    fields = [
        ("title", f"{book.title}: {book.subtitle}" if book.subtitle else book.title),
        ("series", "; ".join(book.series)),
        ("edition", book.edition),
        ("address", book.place),
        ("publisher", book.publisher),
        ("year", str(book.year or "")),
        ("isbn", book.isbn),
        ("language", " ".join(book.languages)),
        ("keywords", ", ".join(book.subjects)),
        ("url", address),
    ]
    body = "".join(f"  {role} = {{{' and '.join(people)}}},\n" for role, people in names.items() if people)
    body += "".join(f"  {name} = {{{_bibtex(value)}}},\n" for name, value in fields if value)
    return f"@{kind}{{javon{number},\n{body}}}\n"


def _bibtex_name(name: str, *, is_body: bool) -> str:
    """One name; braces keep a body's name, or one with «and» in it, from being cut into surname and forenames."""
    text = _bibtex(name)
    return f"{{{text}}}" if is_body or " and " in text else text


def _bibtex(text: str) -> str:
    return _BIBTEX_PATTERN.sub(lambda found: _BIBTEX_SPECIAL[found.group()], _one_line(text))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def as_json(
    book: Derived, *, identifier: str, number: int, copies: Sequence[dict[str, Any]] = ()
) -> dict[str, Any]:
    """The fields of the contract's ``GET /api/v1/titles`` for one title, and what its page shows beyond
    them.
    """
    return {
        "id": identifier,
        "number": number,
        "title": book.title,
        "subtitle": book.subtitle,
        "authors": list(book.authors),
        "responsibility": book.responsibility,
        "year": book.year,
        "languages": list(book.languages),
        "script": book.script,
        "isbn": book.isbn,
        "publisher": book.publisher,
        "place": book.place,
        "edition": book.edition,
        "extent": book.extent,
        "series": list(book.series),
        "kind": book.kind,
        "audience": book.audience,
        "branch": book.branch,
        "subjects": list(book.subjects),
        "annotation": book.annotation,
        "copies": list(copies),
    }


def schema_org(
    book: Derived, *, address: str, available: bool | None = None, library: str = ""
) -> dict[str, Any]:
    """A schema.org object for the page of the title, as a dictionary ready for JSON-LD."""
    persons = {
        "author": [_agent(book, name) for name in book.authors],
        "translator": [_agent(book, name.name) for name in book.names if name.role == "translator"],
        "editor": [_agent(book, name.name) for name in book.names if name.role == "editor"],
        "illustrator": [_agent(book, name.name) for name in book.names if name.role == "illustrator"],
    }
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": _SCHEMA_TYPES.get(book.kind, "CreativeWork"),
        "@id": address,
        "url": address,
        "name": book.title,
        "alternateName": [*([f"{book.title}: {book.subtitle}"] if book.subtitle else []), *book.variants],
        **persons,
        "isbn": list(book.isbns) if book.kind == "book" else [],
        "bookEdition": book.edition if book.kind == "book" else "",
        "inLanguage": [_web_language(language, book.script) for language in book.languages],
        "datePublished": str(book.year) if book.year else "",
        "publisher": {"@type": "Organization", "name": book.publisher} if book.publisher else None,
        "about": list(book.subjects),
        "genre": book.genre,
        "description": book.annotation,
        "typicalAgeRange": book.age_mark.replace("+", "-"),
    }
    if available is not None:
        state = "https://schema.org/InStock" if available else "https://schema.org/OutOfStock"
        offer: dict[str, Any] = {"@type": "Offer", "availability": state, "price": 0, "priceCurrency": "UZS"}
        if library:
            offer["offeredBy"] = {"@type": "Library", "name": library}
        found["offers"] = offer
    return {name: value for name, value in found.items() if value not in ("", None, [])}


def _agent(book: Derived, heading: str) -> dict[str, str]:
    kind = next((name.kind for name in book.names if name.name == heading), "person")
    return {"@type": "Organization" if kind == "body" else "Person", "name": heading}


def _web_language(language: str, script: str) -> str:
    code = _WEB_LANGUAGES.get(language, language)
    return f"{code}-{_WEB_SCRIPTS[script]}" if language == "uzb" and script in _WEB_SCRIPTS else code


def coins(book: Derived, *, address: str = "") -> str:
    """The title attribute of a COinS span (OpenURL 1.0 in a key-value form), for Zotero and its kin."""
    genre = "article" if book.kind == "article" else "book" if book.kind == "book" else "document"
    form = "journal" if genre == "article" else "book"
    pairs = [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", f"info:ofi/fmt:kev:mtx:{form}"),
        ("rft.genre", genre),
        ("rft.atitle" if genre == "article" else "rft.btitle", book.title),
        *(("rft.au", name) for name in book.authors),
        ("rft.date", str(book.year or "")),
        ("rft.pub", book.publisher),
        ("rft.place", book.place),
        ("rft.edition", book.edition),
        ("rft.isbn", book.isbn),
        ("rft.language", book.languages[0] if book.languages else ""),
        ("rft_id", address),
    ]
    return urlencode([(name, value) for name, value in pairs if value])
