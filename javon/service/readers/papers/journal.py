"""The registration journal of a year (roʻyxatga olish jurnali) as a bound book of A4 across. Dossier 2.2, 8.5."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from javon.core.papers.register import MOST_LINES, Book, Column, Line
from javon.core.uzbek import short_date

LINES_A_VOLUME: Final = MOST_LINES
_WIDTHS: Final = (7, 13, 38, 11, 18, 35, 44, 21, 10, 15)
_HUNG: Final = re.compile(r"(?<=\d)-(?=\S)")


@dataclass(frozen=True, slots=True)
class JournalRow:
    """One line. Of an erased reader the name, work, address and phone are empty; who was counted stays."""

    number: int
    on: date
    name: str
    born: str
    category: str
    work: str
    address: str
    phone: str


def heads() -> list[str]:
    """The captions in the order of the paper journal."""
    return [
        "№",
        _("Date"),
        _("Surname, name, patronymic"),
        _("Year of birth"),
        _("Category of readers"),
        _("Place of work or study"),
        _("Address (mahalla)"),
        _("Telephone"),
        _("Formulary no."),
        _("Signature"),
    ]


def journal(
    centre: str, short: str, year: int, rows: Sequence[JournalRow], *, today: date, volume: str = ""
) -> Book:
    """The book of `year`; `volume` names a part of it."""
    title = _("Registration journal of readers")
    under = f"{year} {volume}".strip()
    return Book(
        title=title,
        centre=centre,
        under=(under,),
        imprint=(
            _("Begun: %(line)s") % {"line": "____________"},
            _("Finished: %(line)s") % {"line": "____________"},
            _("Printed on %(day)s") % {"day": short_date(today)},
        ),
        columns=tuple(Column(head, width) for head, width in zip(heads(), _WIDTHS, strict=True)),
        lines=[_line(row) for row in rows],
        summed=(),
        written=(),
        sums_at=0,
        words=("", "", ""),
        lacing=_lacing,
        signatures=(
            f"{_('Director')}: ____________________",
            f"{_('Librarian')}: ____________________",
            pgettext("seal", "Place of the seal"),
        ),
        running=f"{short} · {title}, {under}",
        day=today,
        language=get_language() or "uz",
        per_page=24,
        row=7.2,
        size=7.5,
    )


def _line(row: JournalRow) -> Line:
    name = row.name or _("(data erased)")
    number = str(row.number)
    return Line(
        (
            number,
            short_date(row.on),
            name,
            row.born,
            row.category,
            _whole(row.work),
            _whole(row.address),
            row.phone,
            number,
            "",
        )
    )


def _whole(text: str) -> str:
    """A number and what hangs on it by a hyphen stay on one line: 125-uy, 5-«A»."""
    return _HUNG.sub("\N{NON-BREAKING HYPHEN}", text)


def _lacing(leaves: int) -> list[str]:
    """The note that an inspector looks for on the last page."""
    return [
        _("In this book %(leaves)s leaves are numbered, laced with a cord and sealed.") % {"leaves": leaves}
    ]
