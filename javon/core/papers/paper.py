"""An official paper as data: what is printed, in the order of the sheet, before anybody thinks of layout.

Texts are printed as they are handed over; dates are dates and are worded in the language of the paper. Nothing
here is a signature: a printed paper keeps a blank line for the pen and a place for the seal (M.Oʻ.).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Literal

LANGUAGES = ("uz", "uz-cyrl", "ru", "en")


class PaperFailed(Exception):
    """The paper could not be printed; nothing was kept. The message says why, for the log."""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who writes: the head of a sheet. An empty line is left out."""

    centre: str
    above: str = ""  # the body over the centre, printed smaller
    address: str = ""
    tax_id: str = ""  # STIR, 9 digits
    account: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Stamp:
    """The block in an upper corner: «TASDIQLAYMAN», office, blank line, name, date, (M.Oʻ.).

    `name` with the initials before the surname (M. Yuldasheva). Without `on` the date is left to the pen.
    """

    office: str
    name: str
    on: date | None = None
    seal: bool = True
    unsigned: bool = False  # says only who has looked at it: no line for the pen, no date
    word: str = ""  # the language's own «TASDIQLAYMAN» (right) or «KELISHILDI» (left) when empty


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of a chapter: 1. Umumiy qoidalar."""

    text: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause, a point of an order, or plain text (no number). A line break begins a new paragraph.

    `level` 0 to 4 moves it to the right. A point of an order may name who does it, by when, who controls.
    """

    text: str
    number: str = ""
    level: int = 0
    who: str = ""
    by: date | None = None
    control: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. Its width comes from what it holds."""

    title: str
    align: Literal["left", "center", "right"] = "left"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head that is repeated on every page; `total` is a last row in bold.

    Raises ValueError when a row has more or fewer cells than there are columns.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    total: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a table whose rows do not fit its head."""
        if not self.columns:
            raise ValueError("a table without columns")
        for row in (*self.rows, *([self.total] if self.total else ())):
            if len(row) != len(self.columns):
                raise ValueError(f"{len(row)} cells under {len(self.columns)} columns: {row!r:.200}")


Part = Heading | Clause | Table


@dataclass(frozen=True, slots=True)
class Signature:
    """Office, blank line, name with the initials before the surname; `seal` prints M.Oʻ. under it."""

    office: str
    name: str
    seal: bool = False


class Seen(StrEnum):
    """How somebody acknowledged a paper."""

    NOT_YET = "not_yet"
    IN_SYSTEM = "in_system"
    ON_PAPER = "on_paper"


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """One line of the acknowledgement sheet. Seen without `on`: the date is not known, and is not invented."""

    office: str
    name: str
    seen: Seen = Seen.NOT_YET
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """The upper left corner of a letter: its own number and date, and the letter it answers."""

    number: str = ""
    on: date | None = None
    answers_number: str = ""
    answers_on: date | None = None


@dataclass(frozen=True, slots=True)
class Annex:
    """A part that begins on its own page after the signatures; `label` is the note in its upper right corner."""

    body: tuple[Part, ...]
    title: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class SystemMark:
    """«Tizimda tasdiqlandi»: who pressed, when, and of which bytes. Not a signature, and printed as none."""

    by: str
    at: datetime  # an aware moment is printed in the time of Tashkent
    sha256: str  # hexadecimal, of the approved text; 16 digits are printed
    address: str = ""  # of the paper in the system; printed as a QR code


@dataclass(frozen=True, slots=True)
class Paper:
    """One official paper. Every part but the language may be left out. Raises ValueError on an unknown language."""

    language: str = "uz"  # of the paper, not of the reader's screen: one of LANGUAGES
    kind: str = ""  # "BUYRUQ", "DALOLATNOMA"; a letter prints none
    kind_follows_title: bool = False  # "… xizmati NIZOMI", "… LAVOZIM YOʻRIQNOMASI"
    letterhead: Letterhead | None = None
    number: str = ""
    on: date | None = None
    place: str = ""
    approval: Stamp | None = None  # upper right
    agreement: Stamp | None = None  # upper left
    reference: Reference | None = None
    addressee: tuple[str, ...] = ()
    title: str = ""
    preamble: str = ""
    basis: tuple[str, ...] = ()
    resolving: str = ""  # "BUYURAMAN:", "QAROR QILINDI:"
    body: tuple[Part, ...] = ()
    enclosures: str = ""  # "2 varaqda"
    signatures: tuple[Signature, ...] = ()
    acquaintances: tuple[Acquaintance, ...] = ()
    executor: str = ""  # of a letter: name and telephone, small, at its foot
    annexes: tuple[Annex, ...] = ()
    mark: SystemMark | None = None
    draft: bool = False  # prints LOYIHA at the head of every page

    def __post_init__(self) -> None:
        """Refuse a language that has no words."""
        if self.language not in LANGUAGES:
            raise ValueError(f"no words for papers in {self.language!r}")
