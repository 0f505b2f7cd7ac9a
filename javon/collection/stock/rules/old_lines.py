"""What a line of a retyped inventory book says, whether it may be entered, and whether its copies may be taken back.

A line is understood cell by cell; every objection is kept with it. Whatever forbids makes the line refused, whatever
warns is a remark. Lines written off long ago are told and never become copies. Dossier 2.7; Nizom 2.11, 5.2.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import blake2b
from typing import Any

from javon.collection.runs.rules import is_now
from javon.collection.stock.rules import old_lines_cells as cells_
from javon.collection.stock.rules.old_copies import NumbersUnclear, OldCopyFacts, may_enter
from javon.collection.stock.rules.old_lines_columns import IGNORED, plain
from javon.core.uzbek import fold, is_russian, normalise
from javon.core.verdict import Refusal, Verdict, Weight

STRANGE_NUMBER = 10_000_000  # above it a number is a barcode in the wrong column
# Kept in the inventory book beside a number that stands there already; the books of the centre are in Uzbek.
REPEATED_NOTE = "Raqam eski kitobda takrorlangan"
_TEXTS = (
    "title",
    "author",
    "place",
    "publisher",
    "isbn",
    "udc",
    "bbk",
    "author_mark",
    "shelf_mark",
    "shelf",
    "language",
    "extent",
)
_LONGEST = {"title": 480, "author": 280, "place": 110, "publisher": 190, "shelf_mark": 80, "shelf": 80}


@dataclass(frozen=True, slots=True)
class Understood:
    """A line as it is understood. `price` in tiyin; `gone` is the act by which it was written off, "" for none."""

    numbers: tuple[str, ...] = ()
    title: str = ""
    author: str = ""
    year: str = ""
    place: str = ""
    publisher: str = ""
    isbn: str = ""
    udc: str = ""
    bbk: str = ""
    author_mark: str = ""
    shelf_mark: str = ""
    shelf: str = ""
    language: str = ""
    extent: str = ""
    price: int | None = None
    entered_on: date | None = None
    note: str = ""
    gone: str = ""
    objections: tuple[Refusal, ...] = ()

    @property
    def key(self) -> str:
        """Of its wording: two lines with one key are two copies of one book."""
        words = (self.title, self.author, self.year, self.publisher, self.isbn)
        told = "\n".join(fold(one) if place != 2 else one for place, one in enumerate(words))
        return blake2b(told.encode(), digest_size=16).hexdigest()


def understand(
    cells: Sequence[str], columns: Sequence[str], *, today: date, default_on: date | None = None
) -> Understood:
    """What these cells say when the columns mean what `columns` says; never raises."""
    said: dict[str, list[str]] = {}
    for text, meaning in zip(cells, columns, strict=False):
        told = normalise(" ".join(text.replace("\x00", " ").split()))
        if meaning != IGNORED and not cells_.is_nothing(told):
            said.setdefault(meaning, []).append(told)
    given = {meaning: "; ".join(texts) for meaning, texts in said.items()}
    return _Reading(given, today, default_on).line()


class _Reading:
    """One line being read: what its cells say, and the objections met on the way."""

    def __init__(self, given: dict[str, str], today: date, default_on: date | None) -> None:
        self.given, self.today, self.default_on = given, today, default_on
        self.objections: list[Refusal] = []

    def line(self) -> Understood:
        texts = self._texts()
        day = cells_.day(self.given.get("entered_on", ""), self.today)
        if day.remark:
            self._remark(day.remark, text=day.note)
        notes = [self.given.get("note", ""), day.note]
        line = Understood(
            numbers=self._numbers(),
            price=self._price(),
            entered_on=day.on or (None if day.note else self.default_on),
            note="; ".join(note for note in notes if note)[:200],
            gone=self.given.get("gone", "")[:200],
            year=cells_.year_in(self.given.get("year", "")) or texts.pop("year", ""),
            **{name: text for name, text in texts.items() if name != "year"},
        )
        self._judge(line)
        return replace(line, objections=tuple(self.objections))

    def _judge(self, line: Understood) -> None:
        if not re.search(r"\w", line.title):
            self._refuse("line_without_title")
        if self.given.get("year") and not line.year:
            self._remark("year_unclear", text=self.given["year"][:40])
        self._count(line)

    def _count(self, line: Understood) -> None:
        """As many numbers as copies; a line with one number for three copies hides two of them."""
        try:
            told = cells_.copies(self.given.get("copies", ""))
        except ValueError:
            self._remark("copies_unclear", text=self.given["copies"][:40])
            return
        if told is not None and line.numbers and told != len(line.numbers):
            self._refuse("copies_and_numbers_differ", copies=told, numbers=len(line.numbers))

    def _texts(self) -> dict[str, Any]:
        found: dict[str, Any] = {name: self.given.get(name, "") for name in _TEXTS}
        if both := self.given.get("author_title", ""):
            author, title = cells_.author_and_title(both)
            found["title"] = found["title"] or title
            found["author"] = found["author"] or author
        found["author"] = cells_.heading(found["author"])
        if told := self.given.get("imprint", ""):
            for name, text in zip(("place", "publisher", "year"), cells_.imprint(told), strict=True):
                found[name] = found.get(name, "") or text
        elif cells_.year_in(found["place"]) and not self.given.get("year"):
            found["place"], publisher, found["year"] = cells_.imprint(found["place"])
            found["publisher"] = found["publisher"] or publisher
        for name, most in _LONGEST.items():
            if len(found[name]) > most:
                self._remark("text_cut", text=found[name][:40])
                found[name] = found[name][:most].rstrip()
        if not found["language"] and found["title"]:
            found["language"] = "rus" if is_russian(f"{found['title']} {found['author']}") else "uzb"
        return found

    def _numbers(self) -> tuple[str, ...]:
        try:
            numbers = tuple(cells_.inventory_numbers(self.given.get("number", "")))
        except NumbersUnclear as unclear:
            self._refuse("numbers_unclear", piece=str(unclear)[:60])
            return ()
        if strange := [one for one in numbers if one.isdecimal() and int(one) >= STRANGE_NUMBER]:
            self._remark("number_strange", number=strange[0])
        return numbers

    def _price(self) -> int | None:
        try:
            amount, remark = cells_.price(self.given.get("price", ""))
        except cells_.PriceUnclear as unclear:
            self._refuse("price_unclear", text=str(unclear))
            return None
        if remark:
            self._remark(remark, price=amount, text=self.given["price"][:40])
        return amount

    def _refuse(self, code: str, **details: object) -> None:
        self.objections.append(Refusal(code, Weight.FORBIDS, dict(details)))

    def _remark(self, code: str, **details: object) -> None:
        self.objections.append(Refusal(code, Weight.WARNS, dict(details)))


# --- rows that are no lines

_TOTALS = tuple(
    fold(words)
    for words in (
        "jami", "hammasi", "umumiy", "sahifa boʻyicha", "varaq boʻyicha", "keyingi sahifaga", "oldingi sahifadan",
        "oʻtkazildi", "oʻtdi", "itogo", "всего", "итого", "перенос", "с предыдущей страницы", "переносится", "total",
    )
)  # fmt: skip


def why_no_line(cells: Sequence[str], columns: Sequence[str], captions: Sequence[str]) -> str:
    """Why a row of the sheet is no line of a book: a code, or "" when it is one.

    `heading_again`, `row_of_numbers` (1 2 3 under a heading), `total_or_carried`, `single_cell` (a section).
    """
    filled = [(place, cell.strip()) for place, cell in enumerate(cells) if cell.strip()]
    if not filled:
        return "empty"
    texts = [plain(text) for _place, text in filled]
    heads = [plain(caption) for caption in captions]
    if sum(
        place < len(heads) and heads[place] == text != ""
        for (place, _), text in zip(filled, texts, strict=True)
    ) * 2 > len(filled):
        return "heading_again"
    bare = [text.removesuffix(".0") for _place, text in filled]
    if (
        len(bare) > 2
        and bare == [str(int(bare[0]) + step) if bare[0].isdecimal() else "" for step in range(len(bare))]
        and bare[0] in "12"
    ):
        return "row_of_numbers"
    meant = {meaning: cells[place].strip() for place, meaning in enumerate(columns[: len(cells)]) if meaning}
    first = fold(filled[0][1])
    title = fold(meant.get("title") or meant.get("author_title") or "")
    has_number = bool(re.search(r"\d", meant.get("number", ""))) and not first.startswith(_TOTALS)
    if not has_number and (first.startswith(_TOTALS) or title.startswith(_TOTALS)):
        return "total_or_carried"
    return "single_cell" if len(filled) == 1 and not has_number else ""


# --- the verdict on a line


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of the numbers of a line besides the line itself.

    `same`: numbers that a copy of the same book has in this inventory book. `taken`: that a copy of another book has.
    `earlier`: numbers that an earlier line of the file has, `twice` when that line has the same wording; `row` is its.
    """

    book_exists: bool = True
    same: tuple[str, ...] = ()
    taken: tuple[str, ...] = ()
    ours: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()
    is_twice: bool = False
    row: int = 0


def judged(line: Understood, standing: Standing, today: date) -> tuple[str, tuple[Refusal, ...]]:
    """The outcome of a line ("good", "refused", "known", "gone") and everything there is to say about it."""
    if line.gone:
        return "gone", (Refusal("written_off_long_ago", Weight.WARNS, {"act": line.gone[:80].rstrip(". ")}),)
    said = list(line.objections)
    repeated = standing.taken or standing.earlier
    verdict = may_enter(
        OldCopyFacts(
            today=today,
            numbers=line.numbers,
            price=line.price,
            acquired_on=line.entered_on,
            book_exists=standing.book_exists,
            taken=standing.taken,
            ours=standing.ours,
            note=REPEATED_NOTE if repeated else line.note,
        )
    )
    codes = {one.code for one in said}
    # What was typed and not understood is said once: as unclear, not as missing too.
    passed = {"no_inventory_number"} if "numbers_unclear" in codes else set()
    passed |= {"old_copy_without_price"} if "price_unclear" in codes else set()
    said += [one for one in verdict.refusals if one.code not in passed]
    if standing.is_twice:
        said.append(Refusal("line_twice", Weight.FORBIDS, {"row": standing.row}))
    elif standing.earlier:
        said.append(
            Refusal(
                "number_repeated_in_file",
                Weight.WARNS,
                {"numbers": _few(standing.earlier), "row": standing.row},
            )
        )
    if standing.taken:
        said.append(Refusal("number_repeated", Weight.WARNS, {"numbers": _few(standing.taken)}))
    if standing.same:
        return "known", (*said, Refusal("line_known", Weight.WARNS, {"numbers": _few(standing.same)}))
    return ("good" if Verdict(tuple(said)) else "refused"), tuple(said)


def _few(numbers: Sequence[str]) -> str:
    return ", ".join(numbers[:5])


def is_same_book(typed: str, held: str) -> bool:
    """Whether a line and a record under one inventory number speak of one book.

    Three words of four are the same, and no number differs: volumes and classes stand in titles.
    """
    mine, theirs = set(fold(typed).split()), set(fold(held).split())
    digits = {one for one in mine if one.isdecimal()}, {one for one in theirs if one.isdecimal()}
    if digits[0] and digits[1] and not (digits[0] <= digits[1] or digits[1] <= digits[0]):
        return False
    shorter = min(len(mine), len(theirs))
    return shorter > 0 and len(mine & theirs) * 4 >= shorter * 3


# --- may it be taken back?


@dataclass(frozen=True, slots=True)
class MadeFacts:
    """A copy that a line became, as it is now, beside what it was when it was entered."""

    number: str
    is_on_its_shelf: bool = True  # never moved since
    is_as_entered: bool = True  # number, price, point and record as they were
    used_by: str = ""  # what else in the house holds on to it, in words


REASONS_TO_STAY = frozenset({"copy_has_moved", "copy_was_changed", "copy_is_used", "record_is_used"})


def may_take_back(copy: MadeFacts) -> Verdict:
    """May this copy be deleted as if it had never been entered? Every reason why not."""
    number = {"number": copy.number}
    return Verdict.of(
        (
            None if copy.is_on_its_shelf else Refusal("copy_has_moved", Weight.FORBIDS, number),
            None if copy.is_as_entered else Refusal("copy_was_changed", Weight.FORBIDS, number),
            Refusal("copy_is_used", Weight.FORBIDS, {**number, "by": copy.used_by}) if copy.used_by else None,
        )
    )


# --- what may be done with a run


def may_go_on(deed: str, state: str, left: int = 1) -> Verdict:
    """May the run be checked, entered, taken back or given up now? `left`: lines that the deed would take."""
    return Verdict.of(
        (
            None if is_now(deed, state, left) else Refusal(f"old_lines_not_now_{deed}", Weight.FORBIDS),
            Refusal("no_good_line", Weight.FORBIDS) if deed == "enter" and not left else None,
        )
    )
