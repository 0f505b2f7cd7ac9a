"""The records of an article and of a volume, made from the record of what they stand in.

Pure. The host gives language, script, country and imprint; the form gives what is the part's own. Made records have
the punctuation that MARC 21 wants of them. GOST 7.1, GOST 7.80; dossier 5.3.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from javon.collection.catalogue import editing
from javon.collection.catalogue.derive import derive
from javon.collection.catalogue.hosts import VOLUME, host_entry, number_in
from javon.collection.sources.record import Field, Record
from javon.core.uzbek import script_of

LOCAL_HISTORY = "Oʻlkashunoslik"  # the heading by which derive.py knows a record of our own land
_RUSSIAN, _CYRILLIC, _ENGLISH, _LATIN = "rus", "cyrl", "eng", "latn"
_PAGES = {_RUSSIAN: "С.", _CYRILLIC: "Б.", _ENGLISH: "P.", _LATIN: "B."}
_VOLUMES = {_RUSSIAN: "Т. {}", _CYRILLIC: "{}-жилд", _ENGLISH: "Vol. {}", _LATIN: "{}-jild"}
# Of the host's record a volume takes what is true of every volume.
_OF_THE_SET = frozenset(
    {"041", "044", "100", "110", "111", "490", "500", "504", "546", "650", "651", "655", "830"}
)
_OWN_OF_PART = ("title", "author", "responsibility", "udc", "bbk", "genre", "subjects", "annotation")


def part_of(host: Record, reference: tuple[str, str], typed: Mapping[str, str], today: date) -> Record:
    """The record of an article or chapter in `host`.

    `typed`: title, author, responsibility, year, issue, issue_date, pages, subjects, udc, bbk, genre, annotation,
    is_local ("1" or ""). `reference`: (003, 001) of the host.
    """
    book = derive(host)
    is_serial = book.kind == "serial"
    record = _begun(host, "b" if is_serial else "a", today)
    values = {name: typed.get(name, "") for name in _OWN_OF_PART}
    if typed.get("is_local"):
        values["subjects"] = "\n".join(filter(None, (values["subjects"], LOCAL_HISTORY)))
    year = typed.get("year", "") if is_serial else str(book.year or "")
    record = editing.edited(record, {**values, "language": _language(host)})
    record = editing.finished(_dated(record, year, host))
    return record.with_field(_host_field(host, reference, where(host, typed)))


def where(host: Record, typed: Mapping[str, str]) -> str:
    """What GOST 7.80 writes behind the host: "2021. — № 2 (5-may). — B. 34–37", "B. 34–37"."""
    said = [typed.get("year", "").strip()] if derive(host).kind == "serial" else []
    issue, day = typed.get("issue", "").strip(), typed.get("issue_date", "").strip()
    if issue or day:
        number = f"№ {issue}" if issue else ""
        said.append(f"{number} ({day})" if number and day else number or day)
    pages = re.sub(r"\s*[-‐‑–—]\s*", "–", typed.get("pages", "").strip())
    if pages:
        said.append(f"{_PAGES[_manner(host)]} {pages}" if pages[0].isdecimal() else pages)
    return ". — ".join(filter(None, said))


def volume_of(
    set_record: Record, reference: tuple[str, str], typed: Mapping[str, str], today: date
) -> Record:
    """The record of one volume of a set.

    `typed`: number ("3"), name (title of the volume), responsibility, year, extent, isbn, annotation.
    """
    book = derive(set_record)
    # 19 of the leader: a part whose title stands for itself, or depends on that of the set.
    record = _begun(set_record, "m", today, part="b" if typed.get("name") else "c")
    for field in set_record.fields:
        if field.tag in _OF_THE_SET:
            record = record.with_field(field)
    own = {name: typed.get(name, "") for name in ("responsibility", "year", "extent", "isbn", "annotation")}
    given = {
        "title": book.title_proper, "part": typed.get("name", ""), "place": book.place, "publisher": book.publisher,
        "udc": next(iter(book.udc), ""), "bbk": next(iter(book.bbk), ""), "author_mark": book.author_mark,
        "age_mark": book.age_mark, "language": _language(set_record), "audience": editing.shown(set_record)["audience"],
        **own,
    }  # fmt: skip
    given["responsibility"] = given["responsibility"] or book.responsibility
    record = editing.edited(record, given)
    record = _numbered(record, volume_label(set_record, typed.get("number", "")))
    record = editing.finished(_dated(record, typed.get("year", ""), set_record))
    return record.with_field(_host_field(set_record, reference, ""))


def volume_label(set_record: Record, number: str) -> str:
    """ "3-jild" in the language and script of the set; what is no plain number stays as typed."""
    number = number.strip()
    return _VOLUMES[_manner(set_record)].format(number) if number.isdecimal() else number


def as_set(record: Record) -> Record:
    """The record marked as that of a set, 19 of the leader, when it does not say yet what it is."""
    if record.leader[19:20] != " ":
        return record
    return Record(f"{record.leader[:19]}a{record.leader[20:]}", record.fields)


def placed_in(record: Record, host: Record, reference: tuple[str, str], number: str) -> Record:
    """A volume that is in the catalogue already, led to its set; its own field 773 goes, all else stays."""
    kept = [field for field in record.fields if field.tag != "773"]
    level = record.leader[19:20]
    leader = record.leader if level in {"b", "c"} else f"{record.leader[:19]}b{record.leader[20:]}"
    made = Record(leader, kept)
    if number and number_in(made.first("245", "n") or "") != number_in(number):
        made = editing.finished(_numbered(made, volume_label(host, number)))
    return made.with_field(_host_field(host, reference, ""))


def is_volume_of(record: Record, reference: tuple[str, str]) -> bool:
    """Does the record lead to that set already?"""
    entry = host_entry(record, derive(record))
    return entry is not None and entry.kind == VOLUME and (entry.source, entry.number) == reference


def _begun(host: Record, level: str, today: date, part: str = " ") -> Record:
    start = editing.new_record(today)
    kind = host.leader[6:7] if host.leader[6:7].strip() else "a"
    leader = f"{start.leader[:6]}{kind}{level}{start.leader[8:19]}{part}{start.leader[20:]}"
    return Record(leader, start.fields)


def _language(host: Record) -> str:
    return next(iter(derive(host).languages), "und")


def _manner(host: Record) -> str:
    book = derive(host)
    language = next(iter(book.languages), "")
    if language in (_RUSSIAN, _ENGLISH):
        return language
    return _CYRILLIC if (book.script or script_of(book.title)) == _CYRILLIC else _LATIN


def _dated(record: Record, year: str, host: Record) -> Record:
    """Year and country in 008: an article has no imprint of its own."""
    fixed = (record.first("008") or "").ljust(40)
    country = (host.first("008") or "").ljust(40)[15:18]
    found = re.search(r"\d{4}", year)
    dates = f"s{found.group()}    " if found else fixed[6:15]
    return record.with_value("008", f"{fixed[:6]}{dates}{country if country.strip() else 'xx '}{fixed[18:]}")


def _numbered(record: Record, label: str) -> Record:
    field = record.get("245")
    if field is None or not label:
        return record
    pairs = [pair for pair in field.subfields or () if pair[0] != "n"]
    pairs.insert(1, ("n", label))
    return record.with_field_at(record.fields.index(field), Field("245", field.ind1, field.ind2, pairs))


def _host_field(host: Record, reference: tuple[str, str], said: str) -> Field:
    """773: In: title, imprint of a book, the place in it, standard number, control number."""
    book = derive(host)
    source, number = reference
    imprint = ", ".join(
        filter(None, (" : ".join(filter(None, (book.place, book.publisher))), str(book.year or "")))
    )
    pairs = [
        ("a", book.author if host.get("100") is not None else ""),
        ("t", book.title_proper),
        ("d", "" if book.kind == "serial" else imprint),
        ("g", said),
        ("x", next(iter(book.issns), "")),
        ("z", book.isbn),
        ("w", f"({source}){number}" if source else number),
    ]
    return Field("773", "0", " ", [pair for pair in pairs if pair[1]])
