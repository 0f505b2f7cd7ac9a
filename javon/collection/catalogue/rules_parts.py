"""May this article or volume be entered here? Pure; every objection is heard."""

from __future__ import annotations

import re
from dataclasses import dataclass

from javon.core.verdict import Refusal, Verdict, Weight

MOST_VOLUMES = 500
_PAGES = re.compile(r"^[\d\s,;–—‐‑-]+$")


@dataclass(frozen=True, slots=True)
class HostFacts:
    """What is known when something is about to be entered as standing in `host`."""

    is_donor: bool = False
    merged_into: int | None = None
    kind_of_link: str = ""  # what the host is itself to another: part, volume, ""


@dataclass(frozen=True, slots=True)
class PartFacts:
    """An article or chapter that is about to be entered."""

    host: HostFacts
    title: str
    is_serial: bool = False
    year: str = ""
    this_year: int = 0
    pages: str = ""
    same: int | None = None  # number of the record with this title in this place of this host
    letters: int = 0
    most_letters: int = 20_000


@dataclass(frozen=True, slots=True)
class VolumeFacts:
    """A volume that is about to be entered, or led to its set."""

    host: HostFacts
    number: int | None  # None: typed, and no number
    held: int | None = None  # record of the volume with this number and year
    year: str = ""
    this_year: int = 0
    is_the_set_itself: bool = False
    is_part: bool = False  # an article, or a record that is itself a set with volumes
    letters: int = 0
    most_letters: int = 20_000


def host_objections(facts: HostFacts, *, may_be_volume: bool) -> list[Refusal | None]:
    """What speaks against the host itself."""
    is_nested = facts.kind_of_link == "part" or (facts.kind_of_link == "volume" and not may_be_volume)
    return [
        Refusal("host_is_donor", Weight.FORBIDS) if facts.is_donor else None,
        Refusal("merged_record", Weight.FORBIDS, {"into": facts.merged_into})
        if facts.merged_into is not None
        else None,
        Refusal("host_is_part", Weight.FORBIDS) if is_nested else None,
    ]


def may_add_part(facts: PartFacts) -> Verdict:
    """Whether this article may be entered."""
    year = re.search(r"(?<!\d)\d{4}(?!\d)", facts.year)
    is_strange = year is not None and not 1400 <= int(year.group()) <= facts.this_year + 1
    return Verdict.of(
        [
            *host_objections(facts.host, may_be_volume=True),
            Refusal("empty_title", Weight.FORBIDS) if not facts.title.strip() else None,
            Refusal("part_no_year", Weight.FORBIDS) if facts.is_serial and year is None else None,
            Refusal("strange_year", Weight.WARNS, {"year": facts.year}) if is_strange else None,
            Refusal("part_pages", Weight.WARNS, {"pages": facts.pages})
            if facts.pages.strip() and not _PAGES.match(facts.pages.strip())
            else None,
            Refusal("part_is_there", Weight.FORBIDS, {"number": facts.same})
            if facts.same is not None
            else None,
            _too_long(facts.letters, facts.most_letters),
        ]
    )


def may_add_volume(facts: VolumeFacts) -> Verdict:
    """Whether this volume may be entered, or led to its set."""
    year = re.search(r"(?<!\d)\d{4}(?!\d)", facts.year)
    is_strange = bool(facts.year.strip()) and (
        year is None or not 1400 <= int(year.group()) <= facts.this_year + 1
    )
    return Verdict.of(
        [
            *host_objections(facts.host, may_be_volume=False),
            Refusal("volume_of_itself", Weight.FORBIDS) if facts.is_the_set_itself else None,
            Refusal("volume_is_part", Weight.FORBIDS) if facts.is_part else None,
            Refusal("volume_no_number", Weight.FORBIDS, {"most": MOST_VOLUMES})
            if facts.number is None or not 1 <= facts.number <= MOST_VOLUMES
            else None,
            Refusal("volume_is_there", Weight.FORBIDS, {"volume": facts.number, "number": facts.held})
            if facts.held is not None
            else None,
            Refusal("strange_year", Weight.WARNS, {"year": facts.year}) if is_strange else None,
            _too_long(facts.letters, facts.most_letters),
        ]
    )


def _too_long(letters: int, most: int) -> Refusal | None:
    return Refusal("too_long", Weight.FORBIDS, {"letters": letters, "most": most}) if letters > most else None


def missing_volumes(held: set[int], told: int) -> tuple[int, ...]:
    """Numbers of volumes that are not there: up to the number that the set tells, or to the highest held."""
    last = min(max(told, max(held, default=0)), MOST_VOLUMES)
    return tuple(number for number in range(1, last + 1) if number not in held)


def next_volume(held: set[int], told: int) -> int:
    """The number to propose: the first that is missing, else the one after the last."""
    return next(iter(missing_volumes(held, told)), max(held, default=0) + 1)
