"""MARC 21 or UNIMARC, and is it a title at all: several signs are weighed, since one alone lies.

A MARC 21 file may have a local field 200, a UNIMARC file a stray 245, and either may have a leader that says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from javon.collection.sources.outcome import Reason
from javon.collection.sources.record import Record

# Field 100 of UNIMARC: the date of entry, the kind of date, the years.
_GENERAL_DATA = re.compile(r"\d{8}[a-z |#]")
_FIXED_100 = re.compile(rb"\x1e[ -~]{2}\x1fa\d{8}[a-z |#][\d |#]{4}")
# What IRBIS writes into field 920: the worksheet on which a record was typed.
_IRBIS_SHEETS = frozenset("PAZK SPEC PVK NJ NJK NJP OJ OJK ASP MUSP AUNTD IBIS IZO NOTP KN".split())
_MARC_NAMES = frozenset({"100", "110", "111", "130"})


def weigh(tags: Iterable[str], leader: str, *, fixed_100: bool) -> int:
    """Above zero: MARC 21; below: UNIMARC; zero: no sign of either. `fixed_100`: field 100 has codes, no name."""
    tags = set(tags)
    score = 0
    score += 4 if "245" in tags else 0
    score -= 3 if "200" in tags else 0
    score += 2 if "008" in tags else 0
    score -= 3 if fixed_100 else 0
    score -= 1 if "801" in tags else 0
    score -= 1 if tags & {"210", "215"} and "245" not in tags else 0
    score -= 1 if tags & {"700", "710"} and not tags & _MARC_NAMES else 0
    entry_map = leader[20:24]
    score += 1 if entry_map == "4500" else -1 if entry_map in ("450 ", "450#", "45  ") else 0
    return score


def weigh_record(record: Record) -> int:
    """The same for a record that was read already."""
    fixed = bool(_GENERAL_DATA.match(record.first("100", "a") or ""))
    return weigh((field.tag for field in record.fields), record.leader, fixed_100=fixed)


def weigh_bytes(raw: bytes) -> int:
    """The same for the bytes of an ISO 2709 record, of which only the directory is believed."""
    directory = raw[24 : raw.find(b"\x1e")]
    tags = (directory[at : at + 3].decode("latin-1") for at in range(0, len(directory), 12))
    return weigh(tags, raw[:24].decode("latin-1"), fixed_100=bool(_FIXED_100.search(raw)))


_XML_TAG = re.compile(rb"tag\s*=\s*[\"'](\w{3})[\"']")
_XML_LEADER = re.compile(rb"leader[^<>]*>([^<]*)<")
_XML_FIXED_100 = re.compile(
    rb"tag\s*=\s*[\"']100[\"'][^>]*>\s*<[^>]*code\s*=\s*[\"']a[\"'][^>]*>\d{8}[a-z |#][\d |#]{4}"
)


def weigh_xml(raw: bytes) -> int:
    """The same for the bytes of one record element."""
    tags = (tag.decode("latin-1") for tag in _XML_TAG.findall(raw))
    leader = _XML_LEADER.search(raw)
    text = leader.group(1).decode("latin-1") if leader else ""
    return weigh(tags, text, fixed_100=bool(_XML_FIXED_100.search(raw)))


def is_irbis(record: Record) -> bool:
    """Whether a record laid out like UNIMARC has the fields of IRBIS."""
    field = record.get("920")
    return field is not None and field.text.strip().upper() in _IRBIS_SHEETS


def no_title_because(record: Record, *, unimarc: bool = False) -> Reason | None:
    """Why a record is not to become a title: it describes a name or a holding, or its source has deleted it.

    A wrong letter in the leader of a book, which has a title proper, is not believed.
    """
    leader = record.leader
    kind = leader[6:7]
    if leader[5:6] == "d":
        return Reason.DELETED_RECORD
    if kind not in "uvwxyz" or not kind:
        return None
    if record.get("245") is not None:
        return None
    if unimarc:
        return Reason.AUTHORITY_RECORD if kind in "xyz" else None
    return Reason.AUTHORITY_RECORD if kind in "zw" else Reason.HOLDINGS_RECORD


def of_which(record: Record) -> dict[str, str | int]:
    """What a rejected record says of itself: its number, and for holdings the number of the book."""
    told = {"number": record.first("001"), "of": record.first("004")}
    return {key: value.strip() for key, value in told.items() if value and value.strip()}
