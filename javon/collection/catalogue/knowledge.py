"""Fields of knowledge: from the classification marks of a record to the one field in which it stands.

The content groups of the stock books are made of these fields (``content_groups.py``). The table is data
(``standard/knowledge.toml``): dossier of the domain §3.5 for UDC (UOʻK) and BBK (KBK); Dewey and the Library of Congress
added so that records of foreign libraries find their shelf too. Nizom 2.11.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from javon.collection.catalogue.standard import read_toml

BRANCHES = ("FIC", "CHI", "LIT", "LIN", "SOC", "HIS", "GEO", "NAT", "MED", "TEC", "AGR", "ART", "SPO", "GEN")

# Dewey and the Library of Congress stand only in records of foreign libraries; ours are data (standard/knowledge.toml).
DEWEY = {
    "0": "GEN", "004": "TEC", "005": "TEC", "006": "TEC", "1": "SOC", "2": "SOC", "3": "SOC", "4": "LIN", "5": "NAT",
    "6": "TEC", "61": "MED", "63": "AGR", "7": "ART", "796": "SPO", "797": "SPO", "798": "SPO", "799": "SPO", "8": "FIC",
    "801": "LIT", "809": "LIT", "9": "HIS", "91": "GEO",
}  # fmt: skip
CONGRESS = {
    "A": "GEN", "B": "SOC", "C": "HIS", "D": "HIS", "E": "HIS", "F": "HIS", "G": "GEO", "GV": "SPO", "H": "SOC",
    "J": "SOC", "K": "SOC", "L": "SOC", "M": "ART", "N": "ART", "P": "LIN", "PA": "FIC", "PG": "FIC", "PH": "FIC",
    "PJ": "FIC", "PK": "FIC", "PL": "FIC", "PN": "LIT", "PQ": "FIC", "PR": "FIC", "PS": "FIC", "PT": "FIC", "PZ": "CHI",
    "Q": "NAT", "R": "MED", "S": "AGR", "T": "TEC", "U": "SOC", "V": "TEC", "Z": "GEN",
}  # fmt: skip

# "я7": BBK's mark of study literature; "Д": the children's class.
_STUDY = re.compile("я7")
_CHILDREN_UDC = re.compile(r"-93|02\.053\.2|087\.5")
_CRITICISM_UDC = re.compile(r"^82[\d.]*\.09|^82\.09|^82-95|^821[\d.]*-95")
_NAME = re.compile(r"^(?:UO.?K|UDC|УДК|УЎК|K?BBK|KBK|ББК|КБК)[\s:.]*", re.IGNORECASE)
_LATIN_YA = re.compile("[yY][aA](?=[0-9])")


@cache
def _table(scheme: str) -> Mapping[str, str]:
    """Beginning of a mark → field, for "bbk" and "udc"."""
    table: dict[str, str] = {}
    for row in read_toml("knowledge.toml")["field"]:
        for mark in row[scheme]:
            if mark in table or row["code"] not in BRANCHES:
                raise ValueError(f"{scheme} {mark} stands twice, or its field is unknown")
            table[mark] = row["code"]
    return table


def is_religious(udc: str, bbk: str) -> bool:
    """Religious literature by its class: UDC 2, BBK 86. It is held with the conclusion of an expert examination."""
    return udc.lstrip().startswith("2") or bbk.lstrip().removeprefix("Д").lstrip().startswith("86")


def longest(table: Mapping[str, str], mark: str) -> str:
    """What `table` has for the longest beginning of `mark` that it knows; "" when it knows none."""
    for end in range(min(len(mark), 12), 0, -1):
        if mark[:end] in table:
            return table[mark[:end]]
    return ""


@lru_cache(maxsize=20_000)
def plain_mark(scheme: str, mark: str) -> str:
    """A mark as the tables write it: no spaces, no "UOʻK:" before it, BBK's я where a Latin-script book prints "ya"."""
    mark = _NAME.sub("", "".join(mark.split()).lstrip("([\"'")).lstrip("([\"'")
    return _LATIN_YA.sub("я", mark).replace("Я7", "я7") if scheme == "bbk" else mark


@lru_cache(maxsize=20_000)
def branch_of(scheme: str, mark: str) -> str:
    """The field of knowledge of one classification mark: `scheme` is ``bbk``, ``udc``, ``dewey`` or
    ``congress``; "" unknown.
    """
    mark = plain_mark(scheme, mark)
    if scheme == "bbk":
        if _is_childrens_class(mark):
            return "CHI"
        branch = longest(_table("bbk"), mark)
        return "CHI" if branch == "FIC" and _STUDY.search(mark) else branch
    if scheme == "udc":
        if mark.startswith("82"):
            if _CHILDREN_UDC.search(mark):
                return "CHI"
            if _CRITICISM_UDC.match(mark):
                return "LIT"
        return longest(_table("udc"), mark)
    if scheme == "dewey":
        if mark.startswith("8") and re.match(r"8\d\d\.09", mark):
            return "LIT"
        return longest(DEWEY, mark) if mark[:3].isdecimal() else ""
    return longest(CONGRESS, mark[:2].upper() if mark[1:2].isalpha() else mark[:1].upper())


@lru_cache(maxsize=20_000)
def audience_of(scheme: str, mark: str) -> str:
    """Whom a classification mark says the book is for: ``children``, ``teens`` or "" when it says nothing."""
    mark = plain_mark(scheme, mark)
    if scheme == "bbk":
        if _is_childrens_class(mark):
            return "children"
        found = _STUDY.search(mark)
        if found:
            level = mark[found.end() : found.end() + 1]
            return {"0": "children", "1": "children", "2": "teens"}.get(level, "")
    if scheme == "udc" and _CHILDREN_UDC.search(mark):
        return "children"
    return ""


def _is_childrens_class(mark: str) -> bool:
    return mark[:1] in ("Д", "D") and mark[1:2].isdecimal()
