"""The simple form and the MARC record: what the form shows of a record, and the record with what was typed
into it.

Invariant: whatever the form does not show, and whatever was not changed in it, stays byte for byte. Nizom
5.2.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from javon.collection.catalogue.controlled import SCRIPT_WORDS
from javon.collection.catalogue.derive import EXPERT_EXAMINATION, bare, clean, derive
from javon.collection.catalogue.isbn import isbn13
from javon.collection.sources.record import Field, Record

_TAIL = re.compile(r"\s*[:/;,=.]+\s*$")


@dataclass(frozen=True, slots=True)
class Line:
    """A form field that is one subfield. `before` are the codes that stand after it in a new field's
    order.
    """

    name: str
    tags: tuple[str, ...]  # the first present is edited, the first of all is made
    code: str
    ind1: str = " "
    ind2: str = " "
    follows: str = ""  # codes that come before this one in its field
    within: str = ""  # what ‡a of its field says: only that field is edited, and a new one begins with it


@dataclass(frozen=True, slots=True)
class Lines:
    """A form field of several lines, one per repeated field."""

    name: str
    tag: str
    ind2: str = " "


LINES = (
    Line("title", ("245",), "a", "1", "0"),
    Line("part", ("245",), "p", "1", "0", "ahn"),
    Line("subtitle", ("245",), "b", "1", "0", "ahnp"),
    Line("responsibility", ("245",), "c", "1", "0", "ahnpb"),
    Line("author", ("100",), "a", "1"),
    Line("author_dates", ("100",), "d", "1", " ", "abcq"),
    Line("edition", ("250",), "a"),
    Line("place", ("264", "260"), "a", " ", "1"),
    Line("publisher", ("264", "260"), "b", " ", "1", "a"),
    Line("year", ("264", "260"), "c", " ", "1", "ab"),
    Line("extent", ("300",), "a"),
    Line("series", ("490",), "a", "0"),
    Line("udc", ("080",), "a"),
    Line("bbk", ("084",), "a"),
    Line("author_mark", ("090",), "b", follows="a"),
    Line("age_mark", ("521",), "a"),
    Line("conclusion_number", ("583",), "b", follows="a", within=EXPERT_EXAMINATION),
    Line("conclusion_on", ("583",), "c", follows="ab", within=EXPERT_EXAMINATION),
    Line("script", ("546",), "b", follows="a"),
    Line("genre", ("655",), "a", " ", "4"),
    Line("annotation", ("520",), "a"),
)
REPEATED = (Lines("isbn", "020"), Lines("subjects", "650", "4"))
NAMES = (*(line.name for line in LINES), *(lines.name for lines in REPEATED), "language", "audience")
_SHOWN_TAGS = (
    {tag for line in LINES if not line.within for tag in line.tags}
    | {lines.tag for lines in REPEATED}
    | {"008", "041"}
)
_AUDIENCE_CODES = {"children": "j", "teens": "d", "adults": "e", "": " "}


def shown(record: Record) -> dict[str, str]:
    """What the simple form shows of `record`, by the names of its fields; lines joined by line breaks."""
    values = {line.name: _value(record, line) for line in LINES}
    for lines in REPEATED:
        values[lines.name] = "\n".join(filter(None, (_one_line(field) for field in record.all(lines.tag))))
    book = derive(record)
    values["script"] = book.script
    values["language"] = book.languages[0] if book.languages else ""
    fixed = record.first("008") or ""
    codes = {"a": "children", "b": "children", "c": "children", "j": "children", "d": "teens", "e": "adults"}
    values["audience"] = codes.get(fixed[22:23], "")
    return values


def kept_fields(record: Record) -> int:
    """How many fields the simple form does not show."""
    return sum(field.tag not in _SHOWN_TAGS and field.subfields is not None for field in record.fields)


def edited(record: Record, changes: Mapping[str, str]) -> Record:
    """`record` with the fields named in `changes` set; a value equal to the one shown changes nothing."""
    before = shown(record)
    changes = {
        name: value.strip()
        for name, value in changes.items()
        if name in before and value.strip() != before[name].strip()
    }
    if "script" in changes:
        changes["script"] = SCRIPT_WORDS.get(changes["script"], "")
    for line in LINES:
        if line.name in changes:
            record = _set(record, line, " ".join(changes[line.name].split()))
    for lines in REPEATED:
        if lines.name in changes:
            record = _set_lines(record, lines, changes[lines.name].splitlines())
    if changes.keys() & {"language", "audience", "year"}:
        record = _set_fixed(record, changes)
    return record


def new_record(today: date) -> Record:
    """An empty record of a printed book, made here and now."""
    fixed = f"{today:%y%m%d}nuuuuuuuuuz            000 0 und d"
    return Record("00000nam a2200000 i 4500", [Field("008", value=fixed)])


SHORT = (
    "3"  # leader/17 of MARC 21, level of description: abbreviated, less than the least that a catalogue wants
)


def marked_short(record: Record) -> Record:
    """The record marked as a short one, so that those to be completed can be found."""
    return Record(f"{record.leader[:17]}{SHORT}{record.leader[18:]}", record.fields)


def marked_full(record: Record) -> Record:
    """A record that was short and lacks nothing any more: its level is no longer "abbreviated"."""
    if record.leader[17:18] != SHORT:
        return record
    return Record(f"{record.leader[:17]} {record.leader[18:]}", record.fields)


# What stands between two subfields of a field in ISBD, by the code that follows; "" = at the end of the field.
_BEFORE = {
    "245": {"n": ".", "p": ".", "b": " :", "c": " /", "": "."},
    "250": {"": "."},
    "264": {"b": " :", "c": ",", "": "."},
}
_INITIALS = re.compile(r"(?<=\b\w\.) (?=\w\.)")
_ARTICLES = {"eng": ("the ", "a ", "an "), "fre": ("le ", "la ", "les "), "ger": ("der ", "die ", "das ")}


def finished(record: Record) -> Record:
    """A record that was typed here, with the punctuation and the indicators that MARC 21 wants of it.

    What has come from elsewhere keeps its own: never call this for a record that was imported.
    """
    language = (record.first("008") or "")[35:38]
    has_author = any(field.tag in ("100", "110", "111") for field in record.fields)
    made = [_punctuated(field) if field.tag in _BEFORE else field for field in record.fields]
    for index, field in enumerate(made):
        subfields = field.subfields or ()
        if field.tag == "100":
            by_surname = "1" if "," in (field.first("a") or "") else "0"
            made[index] = Field("100", by_surname, field.ind2, subfields)
        elif field.tag == "245":
            title = (field.first("a") or "").lower()
            article = next((one for one in _ARTICLES.get(language, ()) if title.startswith(one)), "")
            # Initials stand without a space in the statement of responsibility («Л.Н. Толстой»).
            said = [(code, _INITIALS.sub("", value) if code == "c" else value) for code, value in subfields]
            made[index] = Field("245", "1" if has_author else "0", str(len(article)), said)
    return Record(record.leader, made)


def _punctuated(field: Field) -> Field:
    marks = _BEFORE[field.tag]
    pairs = list(field.subfields or ())
    for place, (code, value) in enumerate(pairs):
        following = pairs[place + 1][0] if place + 1 < len(pairs) else ""
        mark = "," if code == "n" and following == "p" else marks.get(following, "")
        is_closed = value.endswith((".", "?", "!", "…", "-", "]", ")")) and (not following or mark == ".")
        if mark and not is_closed and not value.endswith(mark.strip()):
            pairs[place] = (code, value + mark)
    if field.tag == "245" and pairs and not pairs[-1][1].endswith((".", "?", "!")):
        pairs[-1] = (pairs[-1][0], pairs[-1][1] + ".")
    return Field(field.tag, field.ind1, field.ind2, pairs)


def _field_of(record: Record, line: Line) -> tuple[int, Field] | None:
    for tag in line.tags:
        for index, field in enumerate(record.fields):
            if field.tag == tag and field.subfields is not None and _is_within(field, line):
                return index, field
    return None


def _is_within(field: Field, line: Line) -> bool:
    return not line.within or bare(field.first("a") or "").lower() == line.within.lower()


def _value(record: Record, line: Line) -> str:
    found = _field_of(record, line)
    if found is None:
        return ""
    value = found[1].first(line.code) or ""
    verbatim = {"annotation", "age_mark", "conclusion_number", "conclusion_on"}
    return clean(value) if line.name in verbatim else bare(value)


def _one_line(field: Field) -> str:
    if field.tag == "020":
        return clean(field.first("a") or "")
    return " — ".join(
        filter(None, (bare(value) for code, value in field.subfields or () if code in "axyzv" and code))
    )


def _set(record: Record, line: Line, value: str) -> Record:
    found = _field_of(record, line)
    if found is None:
        if not value:
            return record
        begins = [("a", line.within)] if line.within else []
        return record.with_field(Field(line.tags[0], line.ind1, line.ind2, [*begins, (line.code, value)]))
    index, field = found
    subfields = list(field.subfields or ())
    place = next((at for at, (code, _old) in enumerate(subfields) if code == line.code), None)
    if place is not None and value:
        # The punctuation that leads on to the next subfield belongs to the record, not to what was typed.
        tail = _TAIL.search(subfields[place][1])
        keeps = tail is not None and tail.group().strip() not in {"."} and not _TAIL.search(value)
        subfields[place] = (line.code, value + tail.group() if tail and keeps else value)
    elif place is not None:
        del subfields[place]
    elif value:
        at = max(
            (at + 1 for at, (code, _old) in enumerate(subfields) if code and code in line.follows), default=0
        )
        subfields.insert(at, (line.code, value))
    if not any(code not in "0123456789" and not (line.within and code == "a") for code, _value in subfields):
        return Record(record.leader, record.fields[:index] + record.fields[index + 1 :])
    return record.with_field_at(index, Field(field.tag, field.ind1, field.ind2, subfields))


def _set_lines(record: Record, lines: Lines, wanted: list[str]) -> Record:
    wanted = [" ".join(line.split()) for line in wanted if line.strip()]
    remaining = list(wanted)
    kept: list[Field] = []
    for field in record.fields:
        if field.tag == lines.tag and field.subfields is not None:
            text = _one_line(field)
            if text in remaining:
                remaining.remove(text)
            elif text:
                continue  # its line was taken out
        kept.append(field)
    record = Record(record.leader, kept)
    for text in remaining:
        parts = [part.strip() for part in text.split(" — ")]
        if lines.tag == "020":
            # The hyphens of a sound ISBN are printed, not kept: MARC 21 wants the digits alone.
            digits = re.sub(r"[-\s‐-―]", "", text)
            text = digits if isbn13(digits) else text
        subfields = (
            [("a", parts[0]), *(("x", part) for part in parts[1:])] if lines.tag == "650" else [("a", text)]
        )
        record = record.with_field(Field(lines.tag, " ", lines.ind2, subfields))
    return record


def _set_fixed(record: Record, changes: Mapping[str, str]) -> Record:
    """Language, audience and year as 008 codes them; 041 follows where the record has one."""
    fixed = (record.first("008") or "").ljust(40)
    if "language" in changes:
        language = changes["language"] or "und"
        fixed = fixed[:35] + language[:3].ljust(3) + fixed[38:]
        found = record.get("041")
        if found is not None and found.first("a"):
            rest = [value for value in found.all("a")[1:] if value != language]
            if len(found.first("a") or "") > 3:
                rest = []
            others = [pair for pair in found.subfields or () if pair[0] != "a"]
            index = record.fields.index(found)
            subfields = [("a", language), *(("a", value) for value in rest), *others]
            record = record.with_field_at(index, Field("041", found.ind1, found.ind2, subfields))
    if "audience" in changes:
        fixed = fixed[:22] + _AUDIENCE_CODES.get(changes["audience"], " ") + fixed[23:]
    if "year" in changes:
        year = re.search(r"\d{4}", changes["year"])
        if year:
            # A record made here begins with «dates unknown», and now they are known.
            known = fixed[6:15] if fixed[6:7] != "n" else "s        "
            fixed = fixed[:6] + known[0] + year.group() + known[5:] + fixed[15:]
    return record.with_value("008", fixed)
