"""What lists, search and pages need of a MARC 21 record, taken out of it in this one place.

Invariant: a pure function of the record; the same record always derives the same. It runs once per imported
record,
so it makes a single pass over the fields and compiles everything beforehand. Nizom 2.11, 5.2.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from javon.collection.catalogue.classification import mark_key
from javon.collection.catalogue.isbn import digits_of, isbn13
from javon.collection.catalogue.knowledge import audience_of, branch_of
from javon.collection.sources.record import Field, Record
from javon.core.uzbek import normalise, script_of

UNTITLED = "[sarlavhasiz]"  # as ISBD brackets what the book itself does not say; kept in Uzbek, like all catalogue data


class Name(NamedTuple):
    """A person, body, subject or place as one field of the record names it."""

    kind: str  # person, body, subject, place
    name: str
    dates: str  # of a person, as written: "1894-1938"
    role: str  # author, editor, translator, illustrator, other, subject
    variants: tuple[str, ...] = ()  # the same name in another script, from the linked field 880


class Derived(NamedTuple):
    """Everything derived from one record. Texts are trimmed of ISBD punctuation; "" and () mean that it
    says nothing.
    """

    title: str  # title proper with number and name of the part
    title_proper: str
    part: str
    subtitle: str
    responsibility: str
    filing_title: str  # without the article that the record says not to file by
    author: str  # heading of the main author
    names: tuple[Name, ...]  # persons and bodies, in order
    subject_names: tuple[Name, ...]  # controlled subjects, places and persons as subjects
    subjects: tuple[str, ...]  # all subject words, controlled and free
    year: int | None
    place: str
    publisher: str
    edition: str
    extent: str
    series: tuple[str, ...]
    isbns: tuple[str, ...]  # thirteen digits, valid ones only
    cancelled_isbns: tuple[str, ...]
    issns: tuple[str, ...]
    languages: tuple[str, ...]  # ISO 639-2/B
    script: str
    kind: str
    audience: str
    branch: str
    genre: str
    annotation: str
    notes: str  # notes and contents, for search
    variants: tuple[str, ...]  # other titles
    udc: tuple[str, ...]
    bbk: tuple[str, ...]
    author_mark: str
    age_mark: str  # "6+"
    is_local_history: bool  # about our own land, by what its cataloguer or its class says
    is_encyclopaedia: bool
    conclusion: str  # of the expert examination of religious literature: "03-07/1234, 12.03.2026"
    control_number: str
    control_source: str

    @property
    def authors(self) -> tuple[str, ...]:
        """Names of the authors, the main one first."""
        found = [name.name for name in self.names if name.role == "author"]
        return tuple(dict.fromkeys(found)) or ((self.author,) if self.author else ())

    @property
    def isbn(self) -> str:
        return self.isbns[0] if self.isbns else ""


# --- text

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ufeff\ufffe\uffff\ud800-\udfff]+")
_SPACES = re.compile(r"\s\s+")
_YEAR = re.compile(r"(?<!\d)(1[0-9]{3}|20[0-9]{2})(?!\d)")
_AGE = re.compile(r"(?<!\d)(\d{1,2})\s?\+")
_LANGUAGE = re.compile(r"^[a-z]{3}$")
_NO_LANGUAGE = frozenset({"und", "mul", "zxx", "mis"})


def clean(text: str) -> str:
    """One line without control characters and doubled spaces."""
    if text.isprintable():
        return _SPACES.sub(" ", text).strip() if "  " in text else text.strip()
    return _SPACES.sub(" ", _CONTROL.sub(" ", text)).strip()


_FIGURES = re.compile(r"\d+(?:[-–]\d+)?")
# A whole text of one short word, «Ufq.», «Сув.»: written as a word is and said with a vowel, so no «СПб.» and no «Ch.».
_SHORT_WORD = re.compile(r"(?=.*[aeiouаеёиоуыэюяў])[^\W\d_]{3}", re.IGNORECASE)


def _closes(text: str) -> bool:
    """Whether the dot after `text` closes it and is not an abbreviation's own."""
    last = text.rpartition(" ")[2]
    if "." in last:
        return False
    return (
        len(last) > 3
        or bool(_FIGURES.fullmatch(last))
        or bool(_SHORT_WORD.fullmatch(text) and text[1:].islower())
    )


def bare(text: str) -> str:
    """`text` without the ISBD punctuation that leads to the next area; dots of initials and abbreviations
    stay.
    """
    text = clean(text).rstrip(" /:;,=\u00a0")
    if text.endswith(".") and not text.endswith("..") and _closes(text[:-1]):
        text = text[:-1].rstrip(" /:;,=")
    return text


def _bracketless(text: str) -> str:
    text = bare(text)
    return text.strip("[] ") if text[:1] == "[" or text[-1:] == "]" else text


# --- one table per question

_ROLES_BY_CODE = {
    "aut": "author", "070": "author", "cmp": "author", "dub": "author", "ctb": "author",
    "edt": "editor", "340": "editor", "pbd": "editor", "red": "editor", "com": "editor", "220": "editor",
    "trl": "translator", "730": "translator", "ill": "illustrator", "440": "illustrator", "art": "illustrator",
}  # fmt: skip
_ROLES_BY_WORD = (
    ("muallif", "author"), ("муаллиф", "author"), ("автор", "author"), ("author", "author"), ("composer", "author"),
    ("muharrir", "editor"), ("муҳаррир", "editor"), ("ред", "editor"), ("edit", "editor"), ("tuz", "editor"),
    ("туз", "editor"), ("сост", "editor"), ("compil", "editor"), ("tarj", "translator"), ("тарж", "translator"),
    ("перев", "translator"), ("пер.", "translator"), ("transl", "translator"), ("rassom", "illustrator"),
    ("рассом", "illustrator"), ("худож", "illustrator"), ("илл", "illustrator"), ("illus", "illustrator"),
)  # fmt: skip
_role_words: dict[str, str] = {}

_KINDS = {
    "c": "score",
    "d": "score",
    "e": "map",
    "f": "map",
    "g": "video",
    "i": "audio",
    "j": "audio",
    "m": "electronic",
}
_AUDIENCES = {
    "a": "children",
    "b": "children",
    "c": "children",
    "j": "children",
    "d": "teens",
    "e": "adults",
    "f": "adults",
}
_SCRIPTS = (("kirill", "cyrl"), ("кирил", "cyrl"), ("cyrill", "cyrl"), ("lotin", "latn"), ("лотин", "latn"), ("latin", "latn"),
            ("латин", "latn"), ("arab", "arab"), ("араб", "arab"))  # fmt: skip
_NOTES = frozenset({"500", "501", "502", "504", "505", "508", "511", "515", "518", "525", "530", "533", "534", "536",
                    "538", "545", "546", "550", "555", "580", "586", "590", "773"})  # fmt: skip


def role_of(codes: Iterable[str], words: Iterable[str], default: str) -> str:
    """The role that relator codes ($4) or words ($e) name, in any of our languages; `default` when they
    name none.
    """
    for code in codes:
        code = code.rpartition("/")[2][:3].lower()
        if code in _ROLES_BY_CODE:
            return _ROLES_BY_CODE[code]
    told = False
    for word in words:
        known = _role_words.get(word)
        if known is None:
            low = word.lower()
            known = next((role for part, role in _ROLES_BY_WORD if part in low), "")
            if len(_role_words) < 5000:
                _role_words[word] = known
        if known:
            return known
        told = True
    return "other" if told else default


def _name(field: Field, tag: str, default: str, kind: str) -> Name | None:
    """The name in a heading field; None when the field names nobody."""
    parts: list[str] = []
    dates = ""
    codes: list[str] = []
    words: list[str] = []
    person = kind == "person"
    for code, value in field.subfields or ():
        if code == "a" or code == "b" or (code == "c" and person):
            parts.append(value)
        elif code == "d" and person:
            dates = dates or value
        elif code == "4":
            codes.append(value)
        elif (code == "e" and tag[1:] != "11") or (code == "j" and tag[1:] == "11"):
            words.append(value)
        elif code == "t" or code == "k":
            break
    if not parts:
        return None
    if len(parts) == 1:
        name = bare(parts[0])
    elif person:
        name = bare(" ".join(clean(part) for part in parts))
    else:
        name = ". ".join(filter(None, (bare(part) for part in parts)))
    if not name:
        return None
    return Name(
        kind, name[:300], clean(dates).strip(" .,;()")[:40] if dates else "", role_of(codes, words, default)
    )


def _subject(field: Field, tag: str) -> Name | None:
    """A controlled subject heading: its words joined by a long dash, persons with their dates beside."""
    if tag == "600":
        found = _name(field, tag, "subject", "person")
        return found._replace(role="subject") if found else None
    if tag == "610" or tag == "611":
        found = _name(field, tag, "subject", "body")
        return found._replace(role="subject") if found else None
    parts = [bare(value) for code, value in field.subfields or () if code in "abcdxyzvt" and code]
    heading = " — ".join(filter(None, parts))
    return Name("place" if tag == "651" else "subject", heading[:300], "", "subject") if heading else None


def name_in(field: Field, tag: str = "") -> Name | None:
    """The name that a heading (100-111, 600-651, 700-711) carries; `tag` is that of the heading whose twin an 880 is.

    None for any other field.
    """
    tag = tag or field.tag
    if tag in {"600", "610", "611", "650", "651"}:
        return _subject(field, tag)
    if tag in {"100", "700"}:
        return _name(field, tag, "author", "person")
    return _name(field, tag, "author", "body") if tag in {"110", "111", "710", "711"} else None


def _kind(leader: str, control: dict[str, str]) -> str:
    kind, level = leader[6:7], leader[7:8]
    if kind in _KINDS:
        return _KINDS[kind]
    if kind in "kopr" and kind:
        return "other"
    form = control.get("008", "")[23:24]
    if (form and form in "oqs") or control.get("007", "").startswith("cr"):
        return "electronic"
    if level == "s" or level == "i":
        return "serial"
    return "article" if level == "a" or level == "b" else "book"


def derive(record: Record) -> Derived:
    """Everything the lists, the index and the pages show of `record`."""
    control: dict[str, str] = {}
    by_tag: dict[str, list[Field]] = {}
    for field in record.fields:
        if field.subfields is None:
            control.setdefault(field.tag, field.value or "")
        elif field.tag in by_tag:
            by_tag[field.tag].append(field)
        else:
            by_tag[field.tag] = [field]
    fixed = control.get("008", "")
    get = by_tag.get
    linked = _linked(by_tag["880"]) if "880" in by_tag else {}

    # title and responsibility
    proper, part, subtitle, responsibility, skip = "", "", "", "", 0
    fields = get("245")
    if fields:
        parts: list[str] = []
        subtitles: list[str] = []
        after_part = False
        for code, value in fields[0].subfields or ():
            if code == "a" or code == "":
                proper = proper or bare(value)
            elif code == "n" or code == "p":
                text = bare(value)
                if text:
                    parts.append(text)
                after_part = True
            elif code == "b":
                # ISBD: what follows the name of a part belongs to the part
                text = bare(value)
                if text:
                    (parts if after_part and not subtitles else subtitles).append(text)
            elif code == "c":
                responsibility = responsibility or bare(value)
        part = ". ".join(parts)
        subtitle = " : ".join(subtitles)
        skip = int(fields[0].ind2) if fields[0].ind2 in "123456789" and fields[0].ind2 else 0
        if not proper:
            proper = (
                part
                or subtitle
                or bare(" ".join(value for code, value in fields[0].subfields or () if code not in "6h"))
            )
            part = "" if proper == part else part
    if not proper:
        proper = _substitute_title(by_tag)
        skip = 0
    title = f"{proper}. {part}" if part else proper

    # names
    names: list[Name] = []
    for tag, kind in (("100", "person"), ("110", "body"), ("111", "body")):
        for field in get(tag, ()):
            found = _name(field, tag, "author", kind)
            if found:
                names.append(_with_variants(found, field, linked, tag) if linked else found)
    has_main = bool(names)
    author = names[0].name if names else ""
    for tag, kind in (("700", "person"), ("710", "body"), ("711", "body"), ("720", "person")):
        for field in get(tag, ()):
            found = _name(field, tag, "author" if kind == "person" or not has_main else "other", kind)
            if found:
                names.append(_with_variants(found, field, linked, tag) if linked else found)
    if not author:
        author = next((name.name for name in names if name.role == "author"), "")

    # subjects
    subject_names: list[Name] = []
    subjects: list[str] = []
    for tag in ("600", "610", "611", "630", "650", "651"):
        for field in get(tag, ()):
            found = _subject(field, tag)
            if found:
                subject_names.append(_with_variants(found, field, linked, tag) if linked else found)
                subjects.append(found.name)
    for field in get("653", ()):
        subjects += [
            text for text in (bare(value) for code, value in field.subfields or () if code == "a") if text
        ]

    # imprint
    place, publisher, year = _imprint(get("264") or get("260") or (), fixed)
    isbns, cancelled = _isbns(get("020", ()))
    issns = [
        clean(value)[:40]
        for field in get("022", ())
        for code, value in field.subfields or ()
        if code == "a" and value
    ]
    series = [_series(field) for field in (get("490") or get("830") or get("440") or ())]

    udc = _all(get("080", ()), "a")
    bbk = _all(get("084", ()), "a")
    age_mark = ""
    for text in _all(get("521", ()), "a"):
        age = _AGE.search(text)
        if age:
            age_mark = age.group(1) + "+"
            break
    kind = _kind(record.leader, control)
    genres = _all(get("655", ()), "a")
    texts = [
        " ".join(
            clean(value) for code, value in field.subfields or () if code not in "0123456789wx" or code == ""
        )
        for tag in by_tag
        if tag in _NOTES
        for field in by_tag[tag]
    ]

    return Derived(
        title=title[:500],
        title_proper=proper[:500],
        part=part[:500],
        subtitle=subtitle[:500],
        responsibility=responsibility[:500],
        filing_title=(title[skip:].strip() if 0 < skip < len(proper) else title)[:500],
        author=author,
        names=tuple(names),
        subject_names=tuple(subject_names),
        subjects=tuple(dict.fromkeys(subjects)),
        year=year,
        place=place[:120],
        publisher=publisher[:200],
        edition=next(iter(_all(get("250", ()), "a")), "")[:200],
        extent=next(iter(_all(get("300", ()), "a")), "")[:120],
        series=tuple(text for text in series if text),
        isbns=isbns,
        cancelled_isbns=cancelled,
        issns=tuple(issns),
        languages=_languages(get("041", ()), fixed),
        script=_script(by_tag, linked, f"{title} {subtitle}"),
        kind=kind,
        audience=_audience(record.leader, fixed, age_mark, bbk, udc),
        branch=_branch(by_tag, bbk, udc, fixed if record.leader[6:7] in {"a", "t"} else ""),
        genre=genres[0][:80] if genres else "",
        annotation="\n".join(_joined(field, "ab") for field in get("520", ())),
        notes=" ".join(texts),
        variants=_variants(by_tag, linked),
        udc=tuple(udc),
        bbk=tuple(bbk),
        author_mark=next(iter(_all(get("090", ()), "b")), "")[:40],
        age_mark=age_mark,
        is_local_history=_is_local_history(udc, bbk, (*subjects, *genres)),
        is_encyclopaedia=_is_encyclopaedia(record.leader, fixed, udc, bbk, (title, subtitle, *genres)),
        conclusion=_conclusion(get("583", ())),
        control_number=clean(control.get("001", ""))[:64],
        control_source=clean(control.get("003", ""))[:64],
    )


# --- the parts


def _all(fields: Iterable[Field], code: str) -> list[str]:
    return [
        text
        for field in fields
        for key, value in field.subfields or ()
        if key == code and (text := bare(value))
    ]


def _joined(field: Field, codes: str) -> str:
    return " ".join(clean(value) for code, value in field.subfields or () if code and code in codes)


def _linked(fields: list[Field]) -> dict[str, Field]:
    """Fields 880 by the field they repeat in another script: "245-01" → the field."""
    found: dict[str, Field] = {}
    for field in fields:
        link = field.first("6")
        if link:
            found.setdefault(link[:6], field)
    return found


def _other_script(field: Field, linked: dict[str, Field], tag: str) -> Field | None:
    link = field.first("6") or ""
    return linked.get(f"{tag}-{link[4:6]}") if link.startswith("880-") else None


def _with_variants(name: Name, field: Field, linked: dict[str, Field], tag: str) -> Name:
    other = _other_script(field, linked, tag)
    found = (
        _subject(other, tag)
        if other and tag[0] == "6"
        else _name(other, tag, "", name.kind)
        if other
        else None
    )
    return name._replace(variants=(found.name,)) if found and found.name != name.name else name


def _substitute_title(by_tag: dict[str, list[Field]]) -> str:
    for tag in ("130", "240", "246", "222", "880", "740", "490", "100", "110", "111", "150", "151", "155"):
        for field in by_tag.get(tag, ()):
            text = bare(field.first("a") or "")
            if text:
                return text
    return UNTITLED


def _imprint(fields: Iterable[Field], fixed: str) -> tuple[str, str, int | None]:
    place = publisher = date = ""
    for field in sorted(fields, key=lambda field: field.ind2 not in {"1", " "}) if fields else ():
        for code, value in field.subfields or ():
            if code == "a":
                place = place or _bracketless(value)
            elif code == "b":
                publisher = publisher or _bracketless(value)
            elif code == "c":
                date = date or value
    found = (
        _YEAR.search(date)
        or _YEAR.search(fixed[7:11])
        or (_YEAR.search(date.replace("[", "").replace("]", "")) if date else None)
    )
    year = int(found.group()) if found else None
    return place, publisher, year


def _isbns(fields: Iterable[Field]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    good: list[str] = []
    bad: list[str] = []
    for field in fields:
        for code, value in field.subfields or ():
            if code == "a":
                number = isbn13(value)
                if number:
                    if number not in good:
                        good.append(number)
                    continue
            if code == "a" or code == "z":
                number = digits_of(value)[:40]
                if number and number not in bad:
                    bad.append(number)
    return tuple(good), tuple(bad)


def _series(field: Field) -> str:
    name = bare(field.first("a") or "")
    volume = bare(field.first("v") or "")
    return f"{name} ; {volume}" if name and volume else name


def _languages(fields: Iterable[Field], fixed: str) -> tuple[str, ...]:
    found: list[str] = []
    for field in fields:
        for code, value in field.subfields or ():
            if code == "a":
                value = value.strip().lower()
                # old records pack several codes into one subfield: "uzbrus"
                pieces = (
                    [value[at : at + 3] for at in range(0, len(value), 3)]
                    if len(value) % 3 == 0
                    else [value[:3]]
                )
                found += pieces
    found.append(fixed[35:38].lower())
    kept = [code for code in dict.fromkeys(found) if _LANGUAGE.match(code) and code not in _NO_LANGUAGE]
    return tuple(kept[:10])


def _script(by_tag: dict[str, list[Field]], linked: dict[str, Field], text: str) -> str:
    """Of the book, not of its record: what 546 says, else the original script in 880, else the title's
    own.
    """
    for field in by_tag.get("546", ()):
        said = (field.first("b") or "").lower()
        for word, script in _SCRIPTS:
            if word in said:
                return script
    for link, field in linked.items():
        if link.startswith("245"):
            original = script_of(field.text)
            if original:
                return original
    return script_of(text)


def _audience(leader: str, fixed: str, age_mark: str, bbk: list[str], udc: list[str]) -> str:
    # position 22 means the audience for everything but serials and maps
    if leader[7:8] != "s" and leader[6:7] not in {"e", "f", "p"}:
        said = _AUDIENCES.get(fixed[22:23])
        if said:
            return said
    if age_mark:
        age = int(age_mark[:-1])
        return "children" if age < 12 else "teens" if age < 18 else "adults"
    for mark in bbk:
        said = audience_of("bbk", mark)
        if said:
            return said
    for mark in udc:
        said = audience_of("udc", mark)
        if said:
            return said
    return ""


def _branch(by_tag: dict[str, list[Field]], bbk: list[str], udc: list[str], fixed: str) -> str:
    for scheme, marks in (("bbk", bbk), ("udc", udc)):
        for mark in marks:
            branch = branch_of(scheme, mark)
            if branch:
                # A story for children is shelved with the children's books whichever of its marks says so.
                if branch == "FIC" and any(audience_of("udc", other) for other in udc):
                    return "CHI"
                return branch
    for scheme, tag in (("dewey", "082"), ("congress", "050"), ("congress", "090")):
        for mark in _all(by_tag.get(tag, ()), "a"):
            if scheme == "congress" and not (mark[:1].isascii() and mark[:1].isalpha()):
                continue
            branch = branch_of(scheme, mark)
            if branch:
                return branch
    return "FIC" if fixed[33:34] in set("1cdfhjp") else ""


_LOCAL = frozenset({"oʻlkashunoslik", "ўлкашунослик", "краеведение", "local history"})
_ENCYCLOPAEDIA = re.compile("nsiklopedi|нциклопеди|ncyclop[aæ]?e?di")


def _is_local_history(udc: list[str], bbk: list[str], headings: Iterable[str]) -> bool:
    """Class 908 of UDC, 26.89(5Oʻ…) of BBK, or the heading «Oʻlkashunoslik», which a cataloguer gives to whatever else
    tells of our own land.
    """
    if any(mark.startswith("908") for mark in udc):
        return True
    if any(mark_key("bbk", mark).startswith("26.89(5Oʻ") for mark in bbk):
        return True
    return any(normalise(heading.partition(" — ")[0]).lower() in _LOCAL for heading in headings)


def _is_encyclopaedia(leader: str, fixed: str, udc: list[str], bbk: list[str], texts: Iterable[str]) -> bool:
    """What the nature of contents in 008 says, class 03 of UDC or 92 of BBK, or the word itself in title or genre."""
    is_book = leader[6:7] in {"a", "t"} and leader[7:8] in {"a", "c", "d", "m"}
    if is_book and "e" in fixed[24:28]:
        return True
    if any(mark.startswith("03") or "(031)" in mark for mark in udc) or any(
        mark.startswith("92") for mark in bbk
    ):
        return True
    return any(_ENCYCLOPAEDIA.search(text.lower()) for text in texts)


# What ‡a of 583 (action note) says of an expert examination; ‡b is the number of its conclusion, ‡c the day.
EXPERT_EXAMINATION = "Diniy ekspertiza"


def _conclusion(fields: Iterable[Field]) -> str:
    """The number and the day of the expert conclusion on religious literature, as the record writes them."""
    for field in fields:
        said = {code: clean(value) for code, value in reversed(field.subfields or ())}
        if bare(said.get("a", "")).lower() == EXPERT_EXAMINATION.lower():
            return ", ".join(filter(None, (said.get("b", ""), said.get("c", ""))))[:120]
    return ""


def _variants(by_tag: dict[str, list[Field]], linked: dict[str, Field]) -> tuple[str, ...]:
    found: list[str] = []
    for tag in ("130", "240", "246", "247", "730", "740"):
        for field in by_tag.get(tag, ()):
            text = " ".join(bare(value) for code, value in field.subfields or () if code in "abnp" and code)
            if text:
                found.append(text)
    for tag in ("765", "534"):
        found += _all(by_tag.get(tag, ()), "t")
    for link, field in linked.items():
        if link[:3] in {"245", "246", "240", "130", "740"}:
            found.append(
                " ".join(bare(value) for code, value in field.subfields or () if code in "abnp" and code)
            )
    return tuple(text for text in dict.fromkeys(found) if text)
