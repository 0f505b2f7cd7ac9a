"""Is this a sound MARC 21 record? Every fault, with the field and the row in which it stands; pure decisions.

What is certainly wrong stops (a field without a title, a leader of 23 characters); what is only unusual warns (a subfield that
the standard does not know: many a library has its own). A fault that stood in the record before warns only: whoever
puts one letter right need not answer for another library's habits. Nizom 5.2.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from javon.collection.catalogue.isbn import isbn13
from javon.collection.catalogue.marc21 import FieldRule, field_rules, is_local
from javon.collection.sources.record import Field, Record
from javon.core.verdict import Refusal, Weight

_TAG = re.compile(r"(?!000)[0-9A-Z]{3}")
_CODE = re.compile(r"[a-z0-9]")
_INDICATOR = re.compile(r"[a-z0-9 ]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")
_LEADER = re.compile(
    r"[0-9 ]{5}[acdnp][acdefgijkmoprt][abcdims][ a][ a]..[0-9 ]{5}[ 1-8uz][ aciunp][ abcr].{4}"
)
_DATE_KIND = "bcdeikmnpqrstu|"
_MAIN_ENTRIES = ("100", "110", "111", "130")
_ONCE_FOR_CERTAIN = {"001", "003", "005", "008", "245", *_MAIN_ENTRIES}


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: its code, whether it is certain, the row (0 = the leader, None = the record as a whole), what its
    sentence needs."""

    code: str
    is_certain: bool
    row: int | None = None
    tag: str = ""
    details: dict[str, Any] = field(default_factory=dict)

    @property
    def kind(self) -> tuple[str, str, str]:
        """What makes two faults the same one, wherever their rows stand."""
        return self.code, self.tag, str(sorted(self.details.items()))


def faults(record: Record) -> list[Fault]:
    """Everything that is wrong or unusual in `record`, in the order of its rows."""
    return [*_leader(record), *_each_field(record), *_together(record)]


def objections(record: Record, before: Record | None = None) -> list[Refusal]:
    """The faults of `record` as refusals; those that `before` had already only warn."""
    old = Counter(fault.kind for fault in faults(before)) if before is not None else Counter()
    found = []
    for fault in faults(record):
        was_there = old[fault.kind] > 0
        old[fault.kind] -= 1
        weight = Weight.FORBIDS if fault.is_certain and not was_there else Weight.WARNS
        found.append(
            Refusal(f"marc_{fault.code}", weight, {"row": fault.row, "tag": fault.tag, **fault.details})
        )
    return found


def _leader(record: Record) -> Iterator[Fault]:
    if len(record.leader) != 24:
        yield Fault("leader_length", True, 0, "", {"length": len(record.leader)})
    elif not _LEADER.fullmatch(record.leader):
        yield Fault("leader_codes", True, 0)


def _each_field(record: Record) -> Iterator[Fault]:
    rules = field_rules()
    for row, one in enumerate(record.fields, 1):
        if not _TAG.fullmatch(one.tag):
            yield Fault("tag", True, row, one.tag)
            continue
        if one.subfields is None:
            yield from _control_field(row, one)
            continue
        yield from _shape(row, one)
        rule = rules.get(one.tag)
        if rule is not None:
            yield from _by_the_standard(row, one, rule)
        elif not is_local(one.tag) and one.tag != "880":
            yield Fault("unknown_tag", False, row, one.tag)


def _control_field(row: int, one: Field) -> Iterator[Fault]:
    value = one.value or ""
    if not value.strip():
        yield Fault("empty", True, row, one.tag)
    if _CONTROL.search(value):
        yield Fault("control_character", True, row, one.tag, {"code": ""})
    if one.tag in ("006", "007", "008") and not value.isascii():
        yield Fault("fixed_letters", True, row, one.tag)
    if one.tag == "008":
        if len(value) != 40:
            yield Fault("fixed_length", True, row, one.tag, {"length": len(value)})
        elif value[6] not in _DATE_KIND:
            yield Fault("date_kind", False, row, one.tag, {"sign": value[6]})
        elif not re.fullmatch(r"[a-z]{3}|   |\|\|\|", value[35:38]):
            yield Fault("fixed_language", False, row, one.tag, {"sign": value[35:38]})


def _shape(row: int, one: Field) -> Iterator[Fault]:
    for place, value in enumerate((one.ind1, one.ind2), 1):
        if not _INDICATOR.fullmatch(value):
            yield Fault("indicator_sign", True, row, one.tag, {"place": place, "sign": value})
    if not any(value.strip() for _code, value in one.subfields or ()):
        yield Fault("empty", True, row, one.tag)
        return
    for code, value in one.subfields or ():
        if not code:
            yield Fault("no_code", True, row, one.tag, {"text": _begin(value)})
        elif not _CODE.fullmatch(code):
            yield Fault("code_sign", True, row, one.tag, {"code": code})
        elif not value.strip():
            yield Fault("empty_subfield", False, row, one.tag, {"code": code})
        if _CONTROL.search(value):
            yield Fault("control_character", True, row, one.tag, {"code": code})


def _begin(text: str) -> str:
    return text if len(text) <= 30 else f"{text[:30]}…"


def _by_the_standard(row: int, one: Field, rule: FieldRule) -> Iterator[Fault]:
    for place, value in enumerate((one.ind1, one.ind2), 1):
        allowed = rule.indicators[place - 1]
        if value not in allowed and _INDICATOR.fullmatch(value):
            said = ", ".join(sorted("_" if sign == " " else sign for sign in allowed))
            shown = "_" if value == " " else value
            yield Fault("indicator", True, row, one.tag, {"place": place, "sign": shown, "allowed": said})
    counted = Counter(code for code, _value in one.subfields or ())
    for code, times in counted.items():
        if not _CODE.fullmatch(code):
            continue
        if code not in rule.subfields:
            if code != "9":  # what the standard leaves to programs
                yield Fault("unknown_subfield", False, row, one.tag, {"code": code})
        elif times > 1 and not rule.subfields[code].is_repeatable:
            yield Fault("subfield_twice", False, row, one.tag, {"code": code})
    if one.tag == "020" and (number := one.first("a")) and not isbn13(number):
        yield Fault("isbn", False, row, one.tag, {"isbn": _begin(number)})


def _together(record: Record) -> Iterator[Fault]:
    tags = Counter(one.tag for one in record.fields)
    rules = field_rules()
    firsts: dict[str, int] = {}
    for row, one in enumerate(record.fields, 1):
        first = firsts.setdefault(one.tag, row)
        rule = rules.get(one.tag)
        if rule is not None and not rule.is_repeatable and row > first:
            yield Fault("field_twice", one.tag in _ONCE_FOR_CERTAIN, row, one.tag, {"first": first})
    has_main = [tag for tag in _MAIN_ENTRIES if tags[tag]]
    if len(has_main) > 1:
        yield Fault("two_authors", True, None, "1XX", {"tags": ", ".join(has_main)})
    title = record.get("245")
    if title is None or not (title.first("a") or "").strip():
        yield Fault("no_title", True, None, "245")
    elif title.ind1 in ("0", "1") and title.ind1 != ("1" if has_main else "0"):
        yield Fault("title_entry", False, firsts["245"], "245", {"sign": title.ind1})
    if "008" not in tags:
        yield Fault("no_fixed", False, None, "008")
