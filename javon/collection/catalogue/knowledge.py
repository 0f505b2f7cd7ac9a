"""Knowledge branches: from the classification marks of a record to one content group of the stock statistics.

Each book belongs to exactly one group. The table is data: dossier of the domain §3.5 for UDC (UOʻK) and BBK
(KBK),
Dewey and the Library of Congress added so that records of foreign libraries find their shelf too. Nizom 2.11.
"""

from __future__ import annotations

import re
from functools import lru_cache

BRANCHES = ("FIC", "CHI", "LIT", "LIN", "SOC", "HIS", "GEO", "NAT", "MED", "TEC", "AGR", "ART", "SPO", "GEN")

# The longest beginning that fits decides.
BBK = {
    "1": "NAT", "2": "NAT", "26.8": "GEO", "3": "TEC", "4": "AGR", "5": "MED", "6": "SOC", "63": "HIS", "7": "SOC",
    "75": "SPO", "78": "SOC", "80": "LIN", "81": "LIN", "82": "LIT", "83": "LIT", "84": "FIC", "85": "ART",
    "86": "SOC", "87": "SOC", "88": "SOC", "9": "GEN",
}  # fmt: skip
UDC = {
    "0": "GEN", "004": "TEC", "1": "SOC", "2": "SOC", "3": "SOC", "5": "NAT", "6": "TEC", "61": "MED", "63": "AGR",
    "7": "ART", "796": "SPO", "797": "SPO", "798": "SPO", "799": "SPO", "8": "LIN", "81": "LIN", "811": "LIN",
    "82": "FIC", "82.0": "LIT", "821": "FIC", "9": "HIS", "908": "GEO", "91": "GEO", "929": "HIS", "93": "HIS", "94": "HIS",
}  # fmt: skip
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

# "я7": BBK's mark of study literature, printed with a Latin "ya" in Latin-script books; "Д": the children's
# class.
_STUDY = re.compile(r"(?:я|ya)7", re.IGNORECASE)
_CHILDREN_UDC = re.compile(r"-93|02\.053\.2|087\.5")
_CRITICISM_UDC = re.compile(r"^82[\d.]*\.09|^82\.09|^82-95|^821[\d.]*-95")


def _longest(table: dict[str, str], mark: str) -> str:
    for end in range(min(len(mark), 4), 0, -1):
        if mark[:end] in table:
            return table[mark[:end]]
    return ""


@lru_cache(maxsize=20_000)
def branch_of(scheme: str, mark: str) -> str:
    """The content group of one classification mark: `scheme` is ``bbk``, ``udc``, ``dewey`` or
    ``congress``; "" unknown.
    """
    mark = mark.strip().lstrip("([\"'").replace(" ", "")
    if scheme == "bbk":
        if mark[:1] in {"Д", "D"} and len(mark) > 1:
            return "CHI"
        branch = _longest(BBK, mark)
        return "CHI" if branch == "FIC" and _STUDY.search(mark) else branch
    if scheme == "udc":
        if mark.startswith("82"):
            if _CHILDREN_UDC.search(mark):
                return "CHI"
            if _CRITICISM_UDC.match(mark):
                return "LIT"
        return _longest(UDC, mark)
    if scheme == "dewey":
        if mark.startswith("8") and re.match(r"8\d\d\.09", mark):
            return "LIT"
        return _longest(DEWEY, mark) if mark[:3].isdigit() else ""
    return _longest(CONGRESS, mark[:2].upper() if mark[1:2].isalpha() else mark[:1].upper())


@lru_cache(maxsize=20_000)
def audience_of(scheme: str, mark: str) -> str:
    """Whom a classification mark says the book is for: ``children``, ``teens`` or "" when it says nothing."""
    if scheme == "bbk":
        if mark[:1] in {"Д", "D"} and mark[1:2].isdigit():
            return "children"
        found = _STUDY.search(mark)
        if found:
            level = mark[found.end() : found.end() + 1]
            return {"0": "children", "1": "children", "2": "teens"}.get(level, "")
    if scheme == "udc" and _CHILDREN_UDC.search(mark):
        return "children"
    return ""
