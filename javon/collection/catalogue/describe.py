"""The bibliographic description in the order of ISBD and GOST 7.1: the eight areas with their prescribed
punctuation.

Records carry their punctuation at the end of each subfield or not at all; both give the same description.
Dossier §5.3. Nizom 5.2.
"""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass

from javon.collection.catalogue.derive import Derived, bare, clean, derive
from javon.collection.sources.record import Field, Record

_BETWEEN_AREAS = ". — "
# The stop that ends the title in MARC 21, where the word before it is too short for derive.bare to tell.
_SHORT_STOP = re.compile(r"(?<=\b[^\W\d_]{3})\.$")
_PAGES = re.compile(r"\s*[-‐‑]\s*(?=\d)")


@dataclass(frozen=True, slots=True)
class Description:
    """One record as a librarian reads it. `areas` are without the marks that join them."""

    heading: str  # author entry, "Qodiriy, Abdulla"; "" when the title is the entry
    areas: tuple[str, ...]
    bbk: str
    author_mark: str
    udc: str

    @property
    def body(self) -> str:
        """The areas joined as prescribed."""
        return joined(self.areas)

    @property
    def text(self) -> str:
        """Heading and description on one line."""
        return f"{_stopped(self.heading)} {self.body}" if self.heading else self.body


def joined(areas: tuple[str, ...]) -> str:
    """Areas with ". — " between them and one full stop at the end."""
    text = ""
    for area in areas:
        if text:
            text = f"{text} — " if text.endswith(".") else f"{text}{_BETWEEN_AREAS}"
        text += area
    return _stopped(text)


def _stopped(text: str) -> str:
    return text if not text or text.endswith((".", "!", "?", "…")) else f"{text}."


def describe(record: Record, derived: Derived | None = None) -> Description:
    """The description of `record`; areas of which it says nothing are left out."""
    book = derived or derive(record)
    main = next((field for tag in ("100", "110", "111") if (field := record.get(tag))), None)
    areas = [
        _title_area(record, book),
        _edition_area(record),
        _special_area(record),
        _imprint_area(record),
        _physical_area(record),
        *_series_areas(record),
        *_notes(record),
        *_number_areas(record),
    ]
    host = _host(record)
    if host:
        areas = [f"{_SHORT_STOP.sub('', areas[0])} // {host[0]}", *host[1:]]
    return Description(
        heading=book.author if main is not None else "",
        areas=tuple(area for area in areas if area),
        bbk=book.bbk[0] if book.bbk else "",
        author_mark=book.author_mark,
        udc=book.udc[0] if book.udc else "",
    )


def card(record: Record, width: int = 60) -> str:
    """The catalogue card as text: class and author mark at the left, UDC and BBK at the foot."""
    description = describe(record)
    indent = " " * max(7, len(description.author_mark) + 3)
    lines = [description.bbk] if description.bbk else []
    first = description.heading or ""
    body = textwrap.wrap(description.body, width, initial_indent=indent + "   ", subsequent_indent=indent)
    if first:
        lines.append(f"{description.author_mark:<{len(indent)}}{first}")
    elif description.author_mark:
        lines.append(description.author_mark)
    lines += body
    feet = [
        f"UOʻK {description.udc}" if description.udc else "",
        f"KBK {description.bbk}" if description.bbk else "",
    ]
    foot = "     ".join(filter(None, feet))
    return "\n".join([*lines, indent + foot] if foot else lines)


def _title_area(record: Record, book: Derived) -> str:
    field = record.get("245")
    if field is None or not field.subfields:
        return book.title
    text = ""
    before = ""  # the punctuation with which the subfield before ended
    last = ""
    for code, value in field.subfields:
        if code in {"6", "8"}:
            continue
        words = clean(value).rstrip("/ ") if code == "c" else bare(value)
        words = _stopless(words) if code == "c" else words
        if not words:
            continue
        if not text:
            text = words
        elif code == "h":
            text += f" [{words.strip('[] ')}]"
            words = f"[{words.strip('[] ')}]"
        elif code == "c":
            text += f" / {words}"
        elif code == "n" or code == "p":
            text += (", " if last == "n" and code == "p" and before == "," else ". ") + words
        else:
            text += {"=": " = ", ";": " ; ", ".": ". "}.get(before, " : ") + words
        before = clean(value)[-1:]
        last = code
    return text or book.title


def _stopless(words: str) -> str:
    """Without the full stop that ends the area; a stop after an initial or a short word belongs to the
    word.
    """
    if words.endswith(".") and len(words[:-1].rpartition(" ")[2]) > 3:
        return words[:-1]
    return words


def _edition_area(record: Record) -> str:
    field = record.get("250")
    if field is None:
        return ""
    edition, by = bare(field.first("a") or ""), bare(field.first("b") or "")
    return f"{edition} / {by}" if edition and by else edition


def _special_area(record: Record) -> str:
    for tag in ("255", "362"):
        text = bare(record.first(tag, "a") or "")
        if text:
            return text
    return ""


def _imprint_area(record: Record) -> str:
    fields = (
        [field for field in record.all("264") if field.ind2 in {"1", " "}]
        or record.all("264")
        or record.all("260")
    )
    if not fields:
        return ""
    text = ""
    last = ""
    for code, value in fields[0].subfields or ():
        words = bare(value).strip() if code in "abc" and code else ""
        if not words:
            continue
        if not text:
            text = words
        elif code == "a":
            text += f" ; {words}"
        elif code == "b":
            text += f" : {words}"
        else:
            text += f", {words}" if last else words
        last = code
    return _balanced(text)


def _balanced(text: str) -> str:
    """Brackets cut by the end of a subfield are closed again: "[1905" → "[1905]"."""
    if text.count("[") > text.count("]"):
        return f"{text}]"
    if text.count("]") > text.count("["):
        return text.replace("]", "", 1)
    return text


def _physical_area(record: Record) -> str:
    field = record.get("300")
    if field is None:
        return ""
    text = ""
    for code, value in field.subfields or ():
        words = clean(value).rstrip(" :;+,")
        if not words or code not in "abce" or not code:
            continue
        text += {"b": " : ", "c": " ; ", "e": " + "}.get(code, " ") + words if text else words
    return text


def _series_areas(record: Record) -> list[str]:
    areas = []
    for field in record.all("490") or record.all("440"):
        name, volume, issn = (bare(field.first(code) or "") for code in "avx")
        text = name + (f", ISSN {issn}" if issn else "") + (f" ; {volume}" if volume else "")
        if text:
            areas.append(f"({text})")
    return areas


def _notes(record: Record) -> list[str]:
    return [
        text
        for field in record.all("500", "502", "504", "515", "546", "550")
        if (
            text := _stopless(
                " ".join(clean(value) for code, value in field.subfields or () if code in "ab" and code)
            )
        )
    ]


def _number_areas(record: Record) -> list[str]:
    areas = []
    for tag, name in (("020", "ISBN"), ("022", "ISSN")):
        for field in record.all(tag):
            number = clean(field.first("a") or "").rstrip(" :;")
            if not number:
                continue
            binding = clean(field.first("q") or "").strip("() :;")
            price = clean(field.first("c") or "")
            areas.append(
                f"{name} {number}" + (f" ({binding})" if binding else "") + (f" : {price}" if price else "")
            )
    return areas


def _host(record: Record) -> list[str]:
    """Where an article stands: "Infolib. — 2021. — № 2. — B. 34–37"; [] when the record is no part of
    another.
    """
    field: Field | None = record.get("773")
    if field is None:
        return []
    title = bare(field.first("t") or field.first("a") or "")
    if not title:
        return []
    where = [
        _PAGES.sub("–", bare(piece))
        for value in field.all("d", "g")
        for piece in re.split(r"\.\s*[—–-]\s+", clean(value))
    ]
    return [title, *(piece for piece in where if piece)]
