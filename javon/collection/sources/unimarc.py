"""UNIMARC, RUSMARC and IRBIS records turned into MARC 21.

Invariant: nothing is lost. A subfield that has no place in MARC 21 is kept in field 886 (foreign MARC
information):
``886 2_ $2 unimarc $a tag $b indicators``, then the subfields under their own codes. Nizom 2.5, 5.2.
"""

from __future__ import annotations

import re

from javon.collection.sources.dialect import weigh_record
from javon.collection.sources.record import Field, Record, Subfield, control, data
from javon.collection.sources.unimarc_table import (
    AUDIENCES,
    COUNTRIES,
    DATE_TYPES,
    EMBEDDED,
    IRBIS_RULES,
    LINK_SUBFIELDS,
    LINKS,
    RELATORS,
    RULES,
    TYPES,
    Rule,
)

MOST_COPIES = 500  # of one field that only tells a number of copies

# Marks around words that do not count in sorting: C1 controls, or angle brackets as some libraries type them.
_UNSORTED = re.compile("^(?:\x88|\x98|<<)(.*?)(?:\x89|\x9c|>>)")
_NAMES = {
    "700": "100",
    "701": "700",
    "702": "700",
    "600": "600",
    "720": "100",
    "721": "700",
    "722": "700",
    "602": "600",
}
_BODIES = {"710": "110", "711": "710", "712": "710", "601": "610"}
_YEAR = re.compile(r"(?<!\d)(1[4-9]\d\d|20\d\d)(?!\d)")


def to_marc21(record: Record, *, irbis: bool = False) -> Record:
    """The same record in MARC 21; a record that is MARC 21 already comes back as it is."""
    tags = {field.tag for field in record.fields}
    if "245" in tags and ("200" not in tags or weigh_record(record) > 0):
        return record
    made = _Conversion(record, irbis)
    for field in record.fields:
        made.take(field)
    return made.finished()


class _Conversion:
    """One record on its way; collects target fields and what is left over."""

    def __init__(self, record: Record, irbis: bool) -> None:
        self.source = record
        self.irbis = irbis
        self.scheme = "irbis" if irbis else "unimarc"
        self.done: list[Field] = []
        self.agencies: list[Subfield] = []
        self.authority = record.leader[6:7] in "xyz" and record.leader[6:7] != "" and not irbis

    def take(self, field: Field) -> None:
        """Put one source field where it belongs; whatever has no place goes to 886."""
        tag = field.tag
        if field.subfields is None and tag in ("001", "003", "005", "007", "006"):
            self.done.append(control(tag, field.value or ""))
            return
        if field.subfields is None:
            # An IRBIS field without subfields holds what UNIMARC would call $a.
            if self.irbis and field.value:
                field = data(tag, " ", " ", [("a", field.value)])
            else:
                self.done.append(
                    data("886", "2", " ", [("2", self.scheme), ("a", tag), ("b", field.value or "")])
                )
                return
        left = [pair for pair in self._placed(field) if pair[1].strip()]
        if left:
            self.keep(field, left)

    def keep(self, field: Field, left: list[Subfield]) -> None:
        """Keep subfields that have no place."""
        head = [("2", self.scheme), ("a", field.tag), ("b", field.ind1 + field.ind2)]
        self.done.append(data("886", "2", " ", head + left))

    def _placed(self, field: Field) -> list[Subfield]:
        """Convert one data field; answers with the subfields that found no place."""
        tag = field.tag
        subfields = field.subfields or []
        if self.authority:
            return subfields
        if tag == "200":
            return self._title(subfields)
        if tag in ("210", "214"):
            return self._imprint(field)
        if tag in _NAMES:
            return self._person(field)
        if tag in _BODIES:
            return self._body(field)
        if tag == "801":
            return self._agency(field)
        if tag == "899" and not self.irbis:
            return self._copy(subfields, {"a": "a", "b": "c", "c": "c", "j": "o", "p": "p", "x": "z"})
        if tag == "910" and self.irbis:
            return self._copy(
                subfields, {"b": "i", "c": "d", "d": "c", "e": "g", "h": "p", "u": "e", "a": "s"}
            )
        if self.irbis and tag in IRBIS_RULES:
            return self._by_rule(field, IRBIS_RULES[tag])
        if tag in LINKS:
            return self._link(field)
        if tag in RULES:
            return self._by_rule(field, RULES[tag])
        return subfields

    def _by_rule(self, field: Field, rule: Rule) -> list[Subfield]:
        made: list[Subfield] = []
        left: list[Subfield] = []
        for code, value in field.subfields or []:
            way = rule.ways.get(code)
            if way is None or not value:
                left.append((code, value))
                continue
            if way.joiner:
                for place, (present, old) in enumerate(made):
                    if present == way.code:
                        made[place] = (present, old + way.joiner + value)
                        break
                else:
                    made.append((way.code, value))
            else:
                made.append((way.code, value))
        if made:
            ind1, ind2 = rule.indicators[0], rule.indicators[1]
            source1, source2 = field.ind1, field.ind2
            ind1 = source1 if ind1 == "=" else ind1
            ind2 = source2 if ind2 == "=" else ind2
            if rule.target == "650" or rule.target == "651":
                ind2 = "7" if any(code == "2" for code, _ in made) else "4"
            if rule.target == "041":
                ind1 = ind1 if ind1 in "01" else "1"
            if field.tag == "621":
                made.append(("2", "rubbk"))
            self.done.append(data(rule.target, ind1, ind2, made))
        return [pair for pair in left if pair[1]]

    # --- title and imprint
    # --------------------------------------------------------------------------------------

    def _set_title(self) -> str:
        """The title of the set that this volume belongs to, from 461 (embedded, standard or IRBIS way)."""
        for field in self.source.fields:
            if field.tag == "461" and field.subfields:
                found = field.first("c") if self.irbis else field.first("t", "a")
                if found:
                    return found
        return ""

    def _title(self, subfields: list[Subfield]) -> list[Subfield]:
        made: list[Subfield] = []
        other = ""
        statement = ""
        left: list[Subfield] = []
        ind2 = "0"
        for code, value in subfields:
            if not value:
                continue
            if code == "a" and not any(present == "a" for present, _ in made):
                hidden = _UNSORTED.match(value)
                if hidden:
                    ind2 = str(min(9, len(hidden.group(1))))
                    value = hidden.group(1) + value[hidden.end() :]
                made.append(("a", value))
            elif code in ("h", "v"):
                made.append(("n", value))
            elif code == "i":
                made.append(("p", value))
            elif code == "b":
                made.append(("h", value))
            elif code in ("a", "c", "d", "e"):
                sign = {"a": " ; ", "c": ". ", "d": " = ", "e": " : "}[code]
                other = other + sign + value if other else value
            elif code in ("f", "g"):
                statement = f"{statement} ; {value}" if statement else value
            else:
                left.append((code, value))
        volume_only = (self.source.get("200") or Field("200")).ind1 == "0" or any(
            code == "v" for code, _ in subfields
        )
        of_set = self._set_title() if volume_only or not made else ""
        if of_set and of_set not in (value for _code, value in made):
            own = "p" if self.irbis else "n"
            made = [("a", of_set), *((own if code == "a" else code, value) for code, value in made)]
            ind2 = "0"
        if other:
            made.append(("b", other))
        if statement:
            made.append(("c", statement))
        if made:
            self.done.append(data("245", "0", ind2, made))
        return left

    def _imprint(self, field: Field) -> list[Subfield]:
        subfields = field.subfields or []
        ind2 = {"1": "0", "2": "2", "3": "3", "4": "4"}.get(field.ind2, "1") if field.tag == "214" else "1"
        published = [
            ({"a": "a", "c": "b", "d": "c"}[code], value)
            for code, value in subfields
            if code in "acd" and value
        ]
        printed = [
            ({"e": "a", "g": "b", "h": "c"}[code], value)
            for code, value in subfields
            if code in "egh" and value
        ]
        if published:
            self.done.append(data("264", " ", ind2, published))
        if printed:
            self.done.append(data("264", " ", "3", printed))
        return [pair for pair in subfields if pair[0] not in "acdegh" and pair[1]]

    # --- names
    # --------------------------------------------------------------------------------------------------

    def _person(self, field: Field) -> list[Subfield]:
        given = {}
        left: list[Subfield] = []
        tail: list[Subfield] = []
        for code, value in field.subfields or []:
            if not value:
                continue
            if code in ("a", "b", "g") and code not in given:
                given[code] = value
            elif code == "d":
                tail.append(("b", value))
            elif code == "c":
                tail.append(("c", value))
            elif code == "f":
                tail.append(("d", value))
            elif code == "p":
                tail.append(("u", value))
            elif code == "3":
                tail.append(("0", value))
            elif code == "4" and value in RELATORS:
                tail.append(("4", RELATORS[value]))
            elif code == "4" and self.irbis:
                tail.append(("e", value))
            elif code in ("j", "x", "y", "z", "2", "t") and field.tag in ("600", "602"):
                tail.append(({"j": "v", "y": "z", "z": "y"}.get(code, code), value))
            else:
                left.append((code, value))
        name, full = _personal_name(given)
        if not name:
            return [pair for pair in field.subfields or [] if pair[1]]
        made = [("a", name)]
        if full:
            made.append(("q", f"({full})"))
        ind1 = (
            "3"
            if field.tag in ("720", "721", "722", "602")
            else "1"
            if field.ind2 == "1" or "," in name
            else "0"
        )
        ind2 = ("7" if any(code == "2" for code, _ in tail) else "4") if field.tag in ("600", "602") else " "
        target = _NAMES[field.tag]
        if target == "100" and any(
            present.tag[0] == "1" and present.tag[1:] in ("00", "10", "11") for present in self.done
        ):
            target = "700"
        self.done.append(data(target, ind1, ind2, made + tail))
        return left

    def _body(self, field: Field) -> list[Subfield]:
        codes = {"a": "a", "b": "b", "d": "n", "e": "c", "f": "d", "3": "0", "4": "4"}
        meeting = field.ind1 == "1" or (self.irbis and field.tag == "972")
        if field.tag == "601":
            codes |= {"j": "v", "x": "x", "y": "z", "z": "y", "2": "2", "t": "t"}
        if meeting:
            codes["b"] = "e"
        made: list[Subfield] = []
        left: list[Subfield] = []
        for code, value in field.subfields or []:
            if code == "4" and value not in RELATORS:
                left.append((code, value))
            elif code in codes and value:
                made.append((codes[code], RELATORS[value] if code == "4" else value))
            elif value:
                left.append((code, value))
        if not any(code == "a" for code, _ in made):
            return [pair for pair in field.subfields or [] if pair[1]]
        target = _BODIES[field.tag]
        if target == "110" and any(present.tag in ("100", "110", "111") for present in self.done):
            target = "710"
        if meeting:
            target = target[:1] + "11"
        ind2 = ("7" if any(code == "2" for code, _ in made) else "4") if field.tag == "601" else " "
        self.done.append(data(target, "2" if field.ind2 in "2 " else field.ind2, ind2, made))
        return left

    # --- links, agencies, copies
    # --------------------------------------------------------------------------------

    def _link(self, field: Field) -> list[Subfield]:
        subfields = [pair for pair in field.subfields or [] if pair[1]]
        embedded = any(code == "1" and len(value) >= 3 and value[:3].isdecimal() for code, value in subfields)
        made: list[Subfield] = []
        complete = not embedded
        inside = ""
        for code, value in subfields:
            if embedded and code == "1":
                inside = value[:3]
                if inside == "001" and value[3:]:
                    made.append(("w", value[3:]))
                continue
            if inside and inside != "001":
                new = "a" if inside[0] == "7" and code in "ab" else EMBEDDED.get(inside, {}).get(code)
            elif self.irbis and code == "c":
                new = "t"
            else:
                new = LINK_SUBFIELDS.get(code)
                if new == "a" and not any(present == "t" for present in (pair[0] for pair in subfields)):
                    new = "t"
            if new is None:
                complete = False
            elif new == "a" and inside and made and made[-1][0] == "a":
                made[-1] = ("a", made[-1][1].rstrip(", ") + ", " + value.lstrip(", "))
            else:
                made.append((new, value))
        if LINKS[field.tag] == "830":
            series = [("a" if code == "t" else "v" if code == "g" else code, value) for code, value in made
                      if code in "tgxw"]  # fmt: skip
            complete = complete and len(series) == len(made)
            if any(code == "a" for code, _ in series):
                self.done.append(data("830", " ", "0", series))
            else:
                complete = False
        elif made:
            self.done.append(data(LINKS[field.tag], "0", " ", made))
        return [] if complete else subfields

    def _agency(self, field: Field) -> list[Subfield]:
        left: list[Subfield] = []
        for code, value in field.subfields or []:
            if code == "b" and value:
                role = {"0": "a", "1": "c", "2": "d"}.get(field.ind2, "d")
                if role in "ac" and any(present == role for present, _ in self.agencies):
                    role = "d"
                self.agencies.append((role, value))
            elif value:
                left.append((code, value))
        return left

    def _copy(self, subfields: list[Subfield], codes: dict[str, str]) -> list[Subfield]:
        made: list[Subfield] = []
        left: list[Subfield] = []
        count = 1
        for code, value in subfields:
            if not value:
                continue
            if self.irbis and code == "1" and value.isdecimal() and 0 < int(value) <= MOST_COPIES:
                count = int(value)
                left.append((code, value))
            elif code in codes:
                made.append((codes[code], value))
            else:
                left.append((code, value))
        if self.irbis:
            mark = " ".join(filter(None, (self._plain("906"), self._plain("908"))))
            if mark:
                made.append(("o", mark))
        if count > 1:
            # One line for several copies: none of them has a number of its own.
            left += [pair for pair in subfields if codes.get(pair[0]) in ("i", "p") and pair[1]]
            made = [pair for pair in made if pair[0] not in ("i", "p")]
        if made:
            self.done += [data("952", " ", " ", list(made)) for _ in range(count)]
        return left

    def _plain(self, tag: str) -> str:
        field = self.source.get(tag)
        if field is None:
            return ""
        return field.value or field.first("a") or ""

    # --- the whole
    # ----------------------------------------------------------------------------------------------

    def finished(self) -> Record:
        """The MARC 21 record, its fields in the order of their tags."""
        if self.agencies:
            self.done.append(
                data("040", " ", " ", sorted(self.agencies, key=lambda pair: "acd".index(pair[0])))
            )
        tags = {field.tag for field in self.done}
        if self.irbis and "001" not in tags and self._plain("903"):
            self.done.append(control("001", self._plain("903")))
        if not self.authority and "008" not in tags:
            self.done.append(control("008", self._coded()))
        has_author = bool(tags & {"100", "110", "111"})
        leader = self.source.leader
        if leader.strip() and not self.irbis:
            self.done.append(data("886", "2", " ", [("2", self.scheme), ("a", "LDR"), ("b", leader)]))
        for place, field in enumerate(self.done):
            if field.tag == "245" and has_author:
                self.done[place] = data("245", "1", field.ind2, field.subfields or [])
        self.done.sort(key=lambda field: field.tag)
        return Record(self._leader(), self.done)

    def _leader(self) -> str:
        if self.irbis:
            sheet = self._plain("920").upper()
            level = "a" if sheet.startswith("ASP") else "s" if sheet in ("J", "NJ", "JH") else "m"
            return f"00000na{level} a2200000 c 4500"
        old = f"{self.source.leader:<24.24}"
        kind = "z" if self.authority else TYPES.get(old[6], old[6] if old[6].isalpha() else "a")
        level = old[7] if old[7] in "amsci" else "m"
        status = old[5] if old[5] in "acdnp" else "n"
        if self.authority:
            return f"00000{status}z  a2200000{old[17]}  4500"
        return f"00000{status}{kind}{level} a2200000{old[17]}c 4500"

    def _coded(self) -> str:
        """Field 008 from 100, 101, 102 and, where those are silent, from the imprint."""
        coded = self._subfield("100", "a")
        coded = f"{coded:<36.36}"
        entered = coded[2:8] if coded[:8].isdecimal() else "000000"
        kind = DATE_TYPES.get(coded[8], "")
        first, second = coded[9:13], coded[13:17]
        if not kind or not first.strip("-| "):
            year = _YEAR.search(
                self._subfield("210", "d") or self._subfield("214", "d") or self._subfield("463", "j")
            )
            kind, first, second = ("s", year.group(), "    ") if year else ("n", "uuuu", "uuuu")
        if kind in "s":
            second = "    "
        country = COUNTRIES.get(self._subfield("102", "a").upper()[:2], "xx ")
        language = self._subfield("101", "a")[:3]
        language = language if len(language) == 3 and language.isalpha() else "   "
        audience = AUDIENCES.get(coded[17], " ")
        return (
            f"{entered}{kind}{first:<4}{second:<4}{country}    {audience}      000 | {language:<3}  ".ljust(
                40
            )[:40]
        )

    def _subfield(self, tag: str, code: str) -> str:
        for field in self.source.fields:
            if field.tag == tag:
                found = field.first(code) or (field.value if self.irbis and code == "a" else "")
                if found:
                    return found
        return ""


def _personal_name(given: dict[str, str]) -> tuple[str, str]:
    """``Surname, Forenames`` and, when initials and full forenames are both given, the full ones."""
    surname = given.get("a", "").rstrip(", ") if "b" in given or "g" in given else given.get("a", "")
    initials, full = given.get("b", "").lstrip(", "), given.get("g", "")
    if not surname:
        return "", ""
    forenames = initials or full
    name = f"{surname}, {forenames}" if forenames else surname
    return name, full if initials and full else ""
