"""What is printed on the back of a title page (the CIP block), read into the fields of the simple form.

A reader of habits, not a grammar: indexes have labels, an imprint has a place, a colon, a comma and a year, and between
them the pieces of a description stand in the order of GOST 7.1. Any script, any apostrophe, lines broken anywhere.
Law: no input breaks it, and no word is lost: what was not understood is answered as `rest`. How it decides:
docs/algorithms/cip.md. Nizom 5.2.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from javon.collection.catalogue.cip_patterns import (
    AGE,
    ANNOTATION_LABEL,
    BARE_INDEX,
    BBK,
    CAPITAL,
    DASH,
    EDITION,
    EXTENT,
    FIRST_SURNAME,
    FULL,
    IMPRINT,
    INDEX,
    INITIALS,
    INITIALS_FIRST,
    ISBN,
    KIND,
    LONGEST_EDITION,
    MANY,
    MARK,
    NOWHERE,
    OTHER_LINES,
    PART,
    PLACE_ONLY,
    PLACES,
    PLAIN_NAME,
    PUBLISHER_ONLY,
    SECOND_SENTENCE,
    SERIES,
    SIZE,
    SURNAME,
    UDC,
    YEAR_ONLY,
    A,
)
from javon.core.uzbek import fold, is_russian, script_of

MOST_LETTERS = 6000

_LEAST_ANNOTATION = 40  # letters; a shorter remainder is rather a note of the printer


@dataclass(frozen=True, slots=True)
class Block:
    """What was read: `values` by the names of the form's fields, `rest` as pieces of the text as it was given."""

    values: dict[str, str] = field(default_factory=dict)
    rest: tuple[str, ...] = ()


def read_block(text: str) -> Block:
    """The fields of the simple form that `text` names, and what could not be placed."""
    given = text[:MOST_LETTERS]
    reader = _Reader(_tidy(given))
    reader.read()
    values = {name: " ".join(value.split()) for name, value in reader.values.items() if value.strip()}
    if isbns := reader.isbns:
        values["isbn"] = "\n".join(isbns)
    rest = [piece for piece in (" ".join(one.split()) for one in reader.rest) if re.search(r"\w", piece)]
    rest += _lost(given, [*values.values(), *rest])
    if len(text) > MOST_LETTERS:
        rest.append(text[MOST_LETTERS:])
    return Block(values, tuple(dict.fromkeys(rest)))


def _tidy(text: str) -> str:
    """Lines without doubled blanks; a word that was divided at the end of its line is whole again."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00ad", "")
    text = re.sub(r"[^\S\n]+", " ", text)
    text = re.sub(r"(?<=[a-zа-яёўқғҳ])[-‐]\s?\n\s*(?=[a-zа-яёўқғҳ])", "", text)
    return re.sub(r" ?\n ?", "\n", text).strip()


class _Reader:
    """One block while it is being read: what is understood is cut out of `text`."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.values: dict[str, str] = {}
        self.isbns: list[str] = []
        self.rest: list[str] = []

    def read(self) -> None:
        self._numbers()
        self._lines_about_others()
        head, tail = self._imprint()
        tail = self._after_imprint(tail)
        self._head(head)
        self._tail(tail)
        words = f"{self.values.get('title', '')} {self.values.get('subtitle', '')}"
        if script_of(words):
            self.values["language"] = "rus" if is_russian(words) else "uzb"

    def _cut(self, start: int, end: int, put: str = "\n") -> None:
        self.text = self.text[:start] + put + self.text[end:]

    def _numbers(self) -> None:
        while found := ISBN.search(self.text):
            number, end = _isbn_of(found[1])
            self._cut(found.start(), found.end() if end == len(found[1]) else found.start(1) + end)
            if found[2] and end == len(found[1]):
                self.rest.append(found[2])
            if number not in self.isbns:
                self.isbns.append(number)
        if found := BARE_INDEX.match(self.text):
            self.values["bbk"] = found[1]
            self._cut(*found.span())
        self._index("udc", UDC)
        self._index("bbk", BBK)
        if found := MARK.search(self.text):
            self.values["author_mark"] = found[1]
            self._cut(*found.span())
        if found := AGE.search(self.text):
            self.values["age_mark"] = f"{found[1]}+"
            self._cut(found.start(), found.end(), " ")
        self.text = KIND.sub(" ", self.text)
        self.text = re.sub(r"\n\s*\n+", "\n", self.text).strip()

    def _index(self, name: str, label: re.Pattern[str]) -> None:
        """Every index after its label; the same one printed twice is one."""
        found_ones: list[str] = []
        at = 0
        while found := label.search(self.text, at):
            index = INDEX.match(self.text, found.end())
            if index is None:
                at = found.end()
                continue
            value, end = index[0].strip(), index.end()
            if mark := re.match(rf"[ \t]+({CAPITAL}{A}?[ \t-]?\d{{2,3}})(?=\s|$)", self.text[end:]):
                self.values.setdefault("author_mark", mark[1])
                end += mark.end()
            value = value.rstrip(".,;")
            if value not in found_ones:
                found_ones.append(value)
            self._cut(found.start(), end)
            at = found.start()
        bare = self.values.pop(name, "")  # an index that stood above the description without a label
        values = list(dict.fromkeys([*found_ones, *([bare] if bare else [])]))
        if values:
            self.values[name] = values[0]
            self.rest += values[1:]

    def _lines_about_others(self) -> None:
        """Lines that begin with a word for something else (reviewers, the printing house) are set aside."""
        kept = []
        for place, line in enumerate(self.text.split("\n")):
            if place and OTHER_LINES.match(line.strip()):
                self.rest.append(line)
            else:
                kept.append(line)
        self.text = "\n".join(kept)

    # --- place, publisher, year

    def _imprint(self) -> tuple[str, str]:
        """What stands before the imprint and after it."""
        for pattern, names in (
            (IMPRINT, ("place", "publisher")),
            (PLACE_ONLY, ("place",)),
            (PUBLISHER_ONLY, ("publisher",)),
            (YEAR_ONLY, ()),
        ):
            for found in pattern.finditer(self.text):
                if self._is_imprint(found, names):
                    for name in names:
                        self.values[name] = (
                            _unquoted(found[name]) if name == "publisher" else found[name].strip()
                        )
                    year = next(group for group in reversed(found.groups()[: _year_group(found)]) if group)
                    self.values["year"] = year
                    before = found["before"]
                    return self.text[: found.start()] + before.rstrip(" \n–—-"), self.text[found.end() :]
        return self._without_imprint()

    def _is_imprint(self, found: re.Match[str], names: tuple[str, ...]) -> bool:
        if "place" not in names:
            return True
        place = found["place"]
        known = any(fold(piece.strip(" [].")) in PLACES for piece in re.split("[;,]", place)) or bool(
            NOWHERE.fullmatch(place)
        )
        if names == ("place",):
            return known
        publisher = found["publisher"]
        inner = re.search(rf"[.–—]\s*({CAPITAL}\w*)\.?$", publisher)
        if inner and fold(inner[1]) in PLACES:
            return False  # «Title: roman. Toshkent, 2019»: the place stands later
        return known or (
            bool(re.search(r"[–—-]\s*$", found["before"])) and not re.search(r"[.]\s", publisher[:-2])
        )

    def _without_imprint(self) -> tuple[str, str]:
        extent = EXTENT.search(self.text)
        if extent:
            return self.text[: extent.start()].rstrip(" \n–—-"), self.text[extent.start() :]
        lines = self.text.split("\n")
        cut = next((place for place, line in enumerate(lines) if place and len(line) > 150), len(lines))
        return "\n".join(lines[:cut]), "\n".join(lines[cut:])

    def _after_imprint(self, tail: str) -> str:
        extent = EXTENT.search(tail)
        if extent and extent.start() < 120:
            between = tail[: extent.start()].strip(" .,;–—-\n")
            last = extent[1].rstrip(".").rpartition(" ")[2]
            self.values["extent"] = extent[1].rstrip(".") if len(last) > 3 and extent[2] else extent[1]
            tail = tail[extent.end() :]
            if between:
                self.rest.append(between)
            if size := SIZE.match(tail):
                self.rest.append(size[0].strip(" ;"))
                tail = tail[size.end() :]
            series = SERIES.search(tail)
            if series and series.start() < 12:
                self.values["series"] = series[1]
                tail = tail[: series.start()] + "\n" + tail[series.end() :]
        return tail

    # --- heading, title, responsibility, edition

    def _head(self, head: str) -> None:
        head = head.strip(" \n–—-")
        authors, head = self._heading(head)
        title_part, slash, after = _split_at_slash(head)
        if slash:
            after, edition = _take_edition(after)
            self.values["responsibility"] = after.strip(" .,;–—-\n")
        if not slash or not edition:
            title_part, edition = _take_edition(title_part)
        if edition:
            self.values["edition"] = edition
        if len(authors) > 1 and not self.values.get("responsibility"):
            self.values["responsibility"] = ", ".join(authors)
        self._title(title_part)

    def _heading(self, head: str) -> tuple[list[str], str]:
        """The authors before the title, and the text after them."""
        many = MANY.match(head)
        if many and head[many.end() :].strip(" .:\n–—-"):
            names = [name.strip() for name in re.findall(FIRST_SURNAME, many[0])]
            self.values["author"] = _surname_first(names[0])
            said = many[0].strip()
            authors = [*names, said[said.index(names[-1]) + len(names[-1]) :].strip(" ,")]
            return [one for one in authors if one], head[many.end() :].strip(" .:\n–—-")
        if full := FULL.match(head):
            self.values["author"] = full["name"]
            if full["dates"]:
                self.values["author_dates"] = re.sub(r"\s", "", full["dates"])
            return [full["name"]], head[full.end() :].strip()
        initials = INITIALS_FIRST.match(head)
        if initials:
            names = re.split(r"\s*,\s*(?=[A-ZА-ЯЁЎҚҒҲ])", initials["name"])
            turned = re.match(rf"({INITIALS})\s?({SURNAME})", names[0])
            if turned:
                self.values["author"] = f"{turned[2]}, {turned[1].strip()}"
            return names, head[initials.end() :].strip()
        plain = PLAIN_NAME.match(head)
        if plain:
            _title, slash, after = _split_at_slash(head)
            surname = plain["name"].split()[-1]
            if slash and fold(surname) in fold(after).split():
                self.values["author"] = f"{surname}, {' '.join(plain['name'].split()[:-1])}"
                return [plain["name"]], head[plain.end() :].strip()
        return [], head

    def _title(self, text: str) -> None:
        text = re.sub(r"\s*\n\s*", " ", text).strip(" .,;:/–—-")
        title, colon, subtitle = _split_at_colon(text)
        if part := PART.search(title):
            self.values["part"] = part[1].strip(" .,")
            title = title[: part.start()]
        elif not colon:
            first, dot, second = title.partition(". ")
            if dot and len(first) > 3 and SECOND_SENTENCE.search(second):
                title, subtitle = first, second
        self.values["title"] = _unquoted(title.strip(" .,;:/–—-"))
        self.values["subtitle"] = subtitle.strip(" .,;:/–—-")

    # --- what follows the description

    def _tail(self, tail: str) -> None:
        annotation = []
        for line in re.split(r"\n|(?=©)", tail):
            line = re.sub(r"^[.,;)\s–—-]+", "", line).strip()
            if not line:
                continue
            if OTHER_LINES.match(line):
                self.rest.append(line)
            else:
                annotation.append(line)
        text = ANNOTATION_LABEL.sub("", " ".join(annotation))
        if sum(map(str.isalpha, text)) >= _LEAST_ANNOTATION:
            self.values["annotation"] = text
        elif text:
            self.rest.append(text)


def _isbn_of(text: str) -> tuple[str, int]:
    """The number at the beginning of `text`, which may have run on into the next figures, and where it ends."""
    length = 13 if text.startswith(("978", "979")) else 10
    digits = ""
    for place, sign in enumerate(text):
        if sign.isdecimal() or sign in "XxХх":
            digits += sign.upper().replace("Х", "X")
            if len(digits) == length:
                return digits, place + 1
    return digits, len(text)


def _year_group(found: re.Match[str]) -> int:
    return len(found.groups()) - 1 if "word" in found.groupdict() else len(found.groups())


def _unquoted(text: str) -> str:
    """A name that stands wholly in quotation marks without them."""
    text = text.strip(" ,;.\n")
    for opening, closing in (("«", "»"), ("“", "”"), ("„", "“"), ('"', '"'), ("”", "”")):
        if (
            text.startswith(opening)
            and text.endswith(closing)
            and text.count(opening) <= 1 + (opening == closing)
        ):
            return text[1:-1].strip()
    return text


def _surname_first(name: str) -> str:
    """«Berdiyeva Z. Sh.» as a heading: «Berdiyeva, Z. Sh.»."""
    surname, _space, rest = name.replace(",", " ").partition(" ")
    return f"{surname}, {' '.join(rest.split())}" if rest.strip() else surname


def _split_at_slash(text: str) -> tuple[str, str, str]:
    """Title, "/" and the statement of responsibility; a slash inside a word or a number is none."""
    found = re.search(r"\s/{1,2}\s?|(?<=[^\d\s])/\s", text)
    if found is None:
        return text, "", ""
    return text[: found.start()], "/", text[found.end() :]


def _split_at_colon(text: str) -> tuple[str, str, str]:
    found = re.search(r"\s?:\s", text)
    if found is None:
        return text, "", ""
    return text[: found.start()], ":", text[found.end() :]


def _take_edition(text: str) -> tuple[str, str]:
    """The text without its edition statement, and the statement: an area between dashes, else a sentence of its own."""
    for divider in (rf"\s+{DASH}\s*", r"(?<=[.!?])\s+(?=[^\Wa-zа-яёўқғҳ_]|\[)"):
        pieces = re.split(f"({divider})", text)
        for place in range(len(pieces) - 1, 1, -2):
            piece = pieces[place].strip(" .,;[]\n")
            if len(piece) <= LONGEST_EDITION and EDITION.search(piece):
                return "".join([*pieces[: place - 1], " ", *pieces[place + 1 :]]).strip(" .,;–—-\n"), piece
    return text, ""


# --- the last net: no word is lost

_LABELS = frozenset(
    fold(word)
    for word in "isbn uo уо uoʻk uok udk udc уўк удк ўк kbk bbk кбк ббк annotatsiya аннотация matn матн текст text elektron resurs электронный ресурс yil йил год".split()
)


def _lost(given: str, kept: list[str]) -> list[str]:
    """Lines of the text that hold a word which stands nowhere among what was read."""
    known = re.sub(r"[\W_]+", "", " ".join(kept)).casefold().replace("х", "x")
    lost = []
    for line in _tidy(given).split("\n"):
        for word in re.findall(r"[^\W_]{2,}", line):
            if word.casefold().replace("х", "x") not in known and fold(word) not in _LABELS:
                lost.append(line.strip())
                break
    return lost
