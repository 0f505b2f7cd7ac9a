"""A record whose names are written as the authority has them: which subfields change, and which never do.

Pure. Only the heading's own subfields change: the name (‡a, with ‡b and ‡c where they are part of it) and a person's
dates (‡d). What the title page says (245 ‡c), roles and notes stay. A field's twin in another script (880) gets the
heading of its own script. Nizom 5.2; docs/algorithms/authority-control.md.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from javon.collection.catalogue.authorities import birth_of
from javon.collection.catalogue.derive import Name, derive, name_in
from javon.collection.catalogue.prepared import key_of
from javon.collection.sources.record import Field, Record
from javon.core.uzbek import script_of

_TAIL = re.compile(r"\s*[,:;=/]?\s*$")
_LINK = re.compile(r"^880-(\d\d)")


@dataclass(frozen=True, slots=True)
class Heading:
    """What an authority decides for its records."""

    kind: str  # person, body, subject, place
    keys: frozenset[str]  # folded names that are this authority's in the record at hand
    forms: Mapping[str, str] = field(default_factory=dict)  # latn, cyrl, arab, rus → name
    dates: str = ""  # "" leaves the record's own
    births: frozenset[str] = (
        frozenset()
    )  # years under which it is known; a namesake's other year is not touched


def rewritten(record: Record, heading: Heading) -> Record:
    """`record` with this authority's name as `heading` has it; the very same object when nothing changes."""
    is_russian = derive(record).languages[:1] == ("rus",)
    fields = list(record.fields)
    twins: set[str] = set()  # "100-01" of the fields that carry the authority
    for place, one in enumerate(fields):
        found = name_in(one) if one.subfields is not None else None
        if found is None or not _is_meant(found, heading):
            continue
        if link := _LINK.match(one.first("6") or ""):
            twins.add(f"{one.tag}-{link[1]}")
        fields[place] = _written(one, found, heading, is_russian)
    for place, one in enumerate(fields):
        link_text = (one.first("6") or "")[:6] if one.tag == "880" else ""
        if link_text in twins and not link_text.endswith("-00"):
            twin = name_in(one, link_text[:3])
            if twin is not None:
                fields[place] = _written(one, twin, heading, is_russian)
    return record if fields == record.fields else Record(record.leader, fields)


def _is_meant(found: Name, heading: Heading) -> bool:
    if found.kind != heading.kind or key_of(found.name) not in heading.keys:
        return False
    birth = birth_of(found.dates) if found.kind == "person" else ""
    return not birth or not heading.births or birth in heading.births


def form_of(name: str, *, is_russian: bool) -> str:
    """Which heading a name in a record stands for: its script, and Russian in a Russian record."""
    script = script_of(name)
    return "rus" if script == "cyrl" and is_russian else script


def _written(one: Field, found: Name, heading: Heading, is_russian: bool) -> Field:
    wanted = heading.forms.get(form_of(found.name, is_russian=is_russian), "")
    pairs = list(one.subfields or ())
    if wanted and wanted != found.name:
        pairs = _with_name(pairs, wanted, found.kind)
    if heading.dates and found.kind == "person" and heading.dates != found.dates:
        pairs = _with_dates(pairs, heading.dates)
    return one if pairs == one.subfields else Field(one.tag, one.ind1, one.ind2, pairs)


_PARTS = {
    "person": ("abc", " "),
    "body": ("ab", ". "),
    "subject": ("abcdxyzvt", " — "),
    "place": ("abcdxyzvt", " — "),
}


def _with_name(pairs: list[tuple[str, str]], wanted: str, kind: str) -> list[tuple[str, str]]:
    """The name's subfields with the new words; their closing punctuation belongs to the record and stays."""
    codes, joint = _PARTS[kind]
    last = next(
        (place for place, (code, _value) in enumerate(pairs) if code in "tk" and kind in {"person", "body"}),
        len(pairs),
    )
    places = [place for place, (code, _value) in enumerate(pairs[:last]) if code in codes]
    pieces = [wanted] if kind == "person" else wanted.split(joint)
    if kind == "body" and len(pieces) != len(places):
        pieces = [wanted]  # a point of an abbreviation is no division of a body
    tail = _TAIL.search(pairs[places[-1]][1])
    made = []
    for number, piece in enumerate(pieces):
        code = pairs[places[number]][0] if number < len(places) else ("b" if kind == "body" else "x")
        text = piece if number < len(pieces) - 1 or tail is None else piece + tail.group().rstrip()
        made.append((code, text + "." if kind == "body" and number < len(pieces) - 1 else text))
    kept = [pair for place, pair in enumerate(pairs) if place not in places[1:]]
    at = places[0]
    return [*kept[:at], *made, *kept[at + 1 :]]


def _with_dates(pairs: list[tuple[str, str]], dates: str) -> list[tuple[str, str]]:
    for place, (code, value) in enumerate(pairs):
        if code == "d":
            tail = re.search(r"[\s,.;:]*$", value)
            return [
                *pairs[:place],
                ("d", dates + (tail.group().rstrip() if tail else "")),
                *pairs[place + 1 :],
            ]
    after = max((place for place, (code, _value) in enumerate(pairs) if code in "abcq"), default=-1)
    return [*pairs[: after + 1], ("d", dates), *pairs[after + 1 :]]
