"""Copies as records of other systems describe them: Koha's 952, MARC holdings 852 with 876–878, SirsiDynix'
999.

One mapping table per kind of field. Pure, for it runs in the import's own process. RUSMARC 899 and IRBIS 910
have
become 952 before they come here (sources). Nizom 2.11.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

from javon.collection.sources.record import Field, Record


class ArrivingCopy(NamedTuple):
    """One copy. Texts are cut to what the stock holds; `price` in tiyin; `acquired_on` as ISO date or ""."""

    source_key: str  # by which the same copy is recognised when the record comes again
    barcode: str
    inventory_number: str
    branch: str  # code of the house or department, "952 $b"
    location: str  # code or words for the place in it, "952 $c"
    shelf_mark: str
    price: int | None
    acquired_on: str
    state: str
    loanable: bool


# What each subfield says.
KOHA = {
    "p": "barcode", "i": "inventory", "b": "branch", "c": "location", "o": "shelf_mark", "g": "price", "v": "price",
    "d": "acquired", "0": "withdrawn", "1": "lost", "7": "not_for_loan", "q": "due", "a": "home",
}  # fmt: skip
HOLDINGS = {
    "p": "barcode", "b": "branch", "c": "location", "h": "shelf_mark", "i": "mark_item", "j": "shelf_mark", "a": "home",
}  # fmt: skip
ITEM = {"a": "inventory", "p": "barcode", "c": "price", "d": "acquired", "l": "location", "j": "status"}
SIRSI = {
    "a": "shelf_mark",
    "i": "barcode",
    "l": "location",
    "k": "current",
    "m": "branch",
    "p": "price",
    "u": "acquired",
}

_LOST = frozenset({"1", "3"})  # Koha's authorised values: lost, lost and paid for
_MISSING = frozenset({"2", "4"})  # long overdue, missing
_AMOUNT = re.compile(r"\d[\d   ]*(?:[.,]\d{1,2})?(?!\d)")
_OTHER_MONEY = re.compile(r"[$€£¥₽]|usd|eur|rub|руб|gbp", re.IGNORECASE)
_ISO = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)")
_DOTTED = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")


def copies_in(record: Record) -> tuple[ArrivingCopy, ...]:
    """The copies of `record`, in its order; () when it has none."""
    found: list[tuple[dict[str, str], Field]] = []
    holdings: list[Field] = []
    items: list[Field] = []
    for field in record.fields:
        tag = field.tag
        if field.subfields is None or tag[0] not in "89":
            continue
        if tag == "952":
            facts = _facts(field, KOHA)
            if facts.keys() & {"barcode", "inventory", "branch", "home", "shelf_mark"}:
                found.append((facts, field))
        elif tag == "852":
            holdings.append(field)
        elif tag in {"876", "877", "878"}:
            items.append(field)
        elif tag == "999":
            facts = _facts(field, SIRSI)
            if "barcode" in facts and facts.keys() & {"branch", "location"}:
                found.append((facts, field))
    if holdings or items:
        found += _from_holdings(holdings, items)
    if not found:
        return ()
    keys: dict[str, int] = {}
    return tuple(_copy(facts, field, keys) for facts, field in found)


def _facts(field: Field, table: dict[str, str]) -> dict[str, str]:
    facts: dict[str, str] = {}
    for code, value in field.subfields or ():
        name = table.get(code)
        if name and (value := value.strip()):
            facts.setdefault(name, value)
    return facts


def _from_holdings(holdings: list[Field], items: list[Field]) -> Iterable[tuple[dict[str, str], Field]]:
    """Items (876–878) at the place of their holding (852), tied by $8; a holding with a barcode is an item
    itself.
    """
    places = []
    for field in holdings:
        facts = _facts(field, HOLDINGS)
        if "mark_item" in facts:
            facts["shelf_mark"] = f"{facts.get('shelf_mark', '')} {facts.pop('mark_item')}".strip()
        places.append((field.first("8"), facts, field))
    for item in items:
        link = item.first("8")
        own = _facts(item, ITEM)
        if not own.keys() & {"barcode", "inventory"}:
            continue
        place = next(
            (facts for eight, facts, _field in places if eight and link and _chain(eight) == _chain(link)),
            None,
        )
        if place is None:
            place = places[0][1] if len(places) == 1 else {}
        yield {**place, **own}, item
    if not items:
        yield from ((facts, field) for _link, facts, field in places if "barcode" in facts)


def _chain(link: str) -> str:
    return link.partition(".")[0]


def _copy(facts: dict[str, str], field: Field, keys: dict[str, int]) -> ArrivingCopy:
    barcode, inventory = facts.get("barcode", "")[:40], facts.get("inventory", "")[:30]
    key = (
        f"p:{barcode}"
        if barcode
        else f"i:{inventory}"
        if inventory
        else f"#{_hash('|'.join(field.packed()))}"
    )
    times = keys[key] = keys.get(key, 0) + 1
    return ArrivingCopy(
        source_key=f"{key}:{times}" if times > 1 else key,
        barcode=barcode,
        inventory_number=inventory,
        branch=(facts.get("branch") or facts.get("home", ""))[:32],
        location=facts.get("location", "")[:80],
        shelf_mark=facts.get("shelf_mark", "")[:80],
        price=tiyin(facts.get("price", "")),
        acquired_on=iso_date(facts.get("acquired", "")),
        state=_state(facts),
        loanable=facts.get("not_for_loan", "0") in {"0", ""},
    )


def _state(facts: dict[str, str]) -> str:
    if facts.get("withdrawn", "0") not in {"0", ""}:
        return "written_off"
    lost = facts.get("lost", "0")
    if lost in _LOST:
        return "lost"
    if lost in _MISSING:
        return "missing"
    return "on_loan" if "due" in facts else "on_shelf"


def _hash(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


@lru_cache(maxsize=20_000)  # prices and days of acquisition come in series
def tiyin(text: str) -> int | None:
    """An amount of soʻm as tiyin: "45 000", "66300.00", "1,50 soʻm"; None for no amount or another
    currency.
    """
    if not text or _OTHER_MONEY.search(text):
        return None
    found = _AMOUNT.search(text)
    if not found:
        return None
    whole, _, cents = re.sub(r"[   ]", "", found.group()).replace(",", ".").partition(".")
    amount = int(whole) * 100 + int((cents + "00")[:2])
    return amount if amount < 10**15 else None  # an inventory number in the wrong place is no price


@lru_cache(maxsize=20_000)
def iso_date(text: str) -> str:
    """A day as "2002-06-12", from that, 20020612 or 12.06.2002; "" when it is none."""
    if not text:
        return ""
    iso = _ISO.search(text)
    dotted = None if iso else _DOTTED.search(text)
    parts = iso.groups() if iso else dotted.groups()[::-1] if dotted else None
    if parts is None:
        return ""
    try:
        return date(*(int(part) for part in parts)).isoformat()
    except ValueError:
        return ""
