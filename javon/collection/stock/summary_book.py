"""The summary book as it is read: heads, lines, sums of months, quarters and the year, cell by cell.

One reading serves the page, the printed book and the workbook. Dossier 2.8, the form of 28 columns.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from javon.collection.stock.columns import COLUMNS, DIMENSION_LABELS, label
from javon.collection.stock.models import Correction, Delivery, Disposal
from javon.collection.stock.queries.summary import Line, Part, Sums, Third
from javon.collection.stock.rules.balance import NOTHING, PartThree, Turnover
from javon.collection.stock.wording.money import soums
from javon.core.uzbek import short_date
from javon.core.uzbek.figures import month_and_year, number

ROMAN = ("I", "II", "III", "IV")


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column; `group` is written over several of them."""

    label: str
    group: str = ""
    is_text: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A line, or a sum (`level` "month", "quarter", "year"). `texts` before the figures, `note` after them."""

    texts: tuple[str, ...]
    figures: tuple[str, ...]
    note: str = ""
    level: str = ""
    paper: Delivery | Disposal | Correction | None = None
    is_marked: bool = False  # a correction or a late fact
    plain: tuple[int, ...] = ()  # the figures of a line as whole numbers; a sum has none


def reasons() -> list[tuple[str, str]]:
    """The columns of part 2 that tell why."""
    return [(code, str(name)) for code, name in Disposal.Reason.choices]


def figure_heads(side: str) -> list[Head]:
    """Heads of the columns with figures."""
    heads = [Head(_("entered one by one")), Head(_("sum, soums"))]
    heads += [Head(label("kind", one), _("kinds")) for one in COLUMNS["kind"]]
    heads.append(Head(_("in all")))
    heads += [Head(label("content_group", one), _("contents")) for one in COLUMNS["content_group"]]
    heads += [Head(label("language", one), _("languages")) for one in COLUMNS["language"]]
    if side == "out":
        heads += [Head(name, _("reasons")) for _code, name in reasons()]
    return heads


def heads(side: str) -> list[Head]:
    """Every head of part 1 (side "in") or part 2 ("out")."""
    texts = (
        (_("Written on"), "№", pgettext("column", "From whom"), _("Paper"))
        if side == "in"
        else (_("Written on"), _("Act no."), _("Approved on"))
    )
    return [
        *(Head(text, is_text=True) for text in texts),
        *figure_heads(side),
        Head(pgettext("line of a book", "Note"), is_text=True),
    ]


def rows_of(part: Part, side: str, year: int) -> list[Row]:
    """The lines with the sum of each month after its lines, of each quarter after its months, of the year at the end."""
    lines: dict[int, list[Line]] = {}
    for line in part.lines:
        lines.setdefault(line.month, []).append(line)
    language = get_language() or "uz"
    found: list[Row] = []
    for month in range(1, 13):
        if month in lines:
            found += [_row(line, side) for line in lines[month]]
            name = month_and_year(year, month, language)
            found.append(_sum(_("In all, %(period)s") % {"period": name}, part.months[month], side, "month"))
        if month % 3 == 0 and any(one in lines for one in range(month - 2, month + 1)):
            words = _("In all, quarter %(quarter)s") % {"quarter": ROMAN[month // 3 - 1]}
            found.append(_sum(words, part.total(month - 2, month), side, "quarter"))
    if found:
        found.append(_sum(_("In all, %(period)s") % {"period": year}, part.total(), side, "year"))
    return found


def _row(line: Line, side: str) -> Row:
    paper, language = line.paper, get_language() or "uz"
    notes = []
    if line.late_from is not None:
        notes.append(_("late: %(day)s") % {"day": short_date(line.happened_on)})
    day = short_date(line.written_on, language)
    if isinstance(paper, Correction):
        notes.insert(0, _("correction: %(why)s") % {"why": paper.reason})
        texts: tuple[str, ...] = (
            day,
            pgettext("correction", "C-%(number)s") % {"number": paper.number},
            "",
            "",
        )
    elif isinstance(paper, Delivery):
        dated = (
            f"{paper.paper_number}, {short_date(paper.paper_date)}"
            if paper.paper_date
            else paper.paper_number
        )
        texts = (day, str(paper.book_number or ""), paper.source, dated)
        notes.append(paper.note)
    else:
        texts = (day, str(paper.book_number or ""), short_date(paper.booked_on) if paper.booked_on else "")
        notes.append(paper.note)
    return Row(
        texts=texts[:4] if side == "in" else texts[:3],
        figures=figures(line.sums, side),
        note="; ".join(note for note in notes if note),
        paper=paper,
        plain=tuple(plain(line.sums, side)),
        is_marked=line.is_correction or line.late_from is not None,
    )


def _sum(words: str, sums: Sums, side: str, level: str) -> Row:
    return Row(("", "", words, "") if side == "in" else ("", words, ""), figures(sums, side), level=level)


def figures(sums: Sums, side: str) -> tuple[str, ...]:
    """The cells of one line, "" where there is nothing."""
    return tuple(
        (soums(one) if place == 1 else number(one)) if one else ""
        for place, one in enumerate(plain(sums, side))
    )


def plain(sums: Sums, side: str) -> Iterator[int]:
    """The same as whole numbers, in the order of :func:`figure_heads`; the second is tiyin."""
    yield sums.individual
    yield sums.amount
    for name, columns in COLUMNS.items():
        if name == "content_group":
            yield sums.copies
        for column in columns:
            yield sums.by.get((name, column), 0)
    if side == "out":
        for code, _name in reasons():
            yield sums.by.get(("reason", code), 0)


@dataclass(frozen=True, slots=True)
class ThirdTable:
    """Part 3 of one period: its name and lines of (label, eight figures, whether it is a head or the whole)."""

    name: str
    lines: tuple[tuple[str, tuple[str, ...], str], ...]
    disagreements: tuple[str, ...]


def third_tables(third: Third, year: int) -> list[ThirdTable]:
    """The year first, then its quarters."""
    tables = [_third(_("Year %(year)s") % {"year": year}, third.year)]
    for quarter, part in third.quarters.items():
        words = _("Quarter %(quarter)s, %(year)s") % {"quarter": ROMAN[quarter - 1], "year": year}
        tables.append(_third(words, part))
    return tables


def _third(name: str, part: PartThree) -> ThirdTable:
    lines: list[tuple[str, tuple[str, ...], str]] = [(_("In all"), _turnover(part.total), "whole")]
    for dimension, columns in COLUMNS.items():
        found = part.by[dimension]
        lines.append((str(DIMENSION_LABELS[dimension]), (), "head"))
        for column in columns:
            turnover = found.get(column, Turnover())
            if turnover != Turnover(NOTHING, NOTHING, NOTHING):
                lines.append((label(dimension, column), _turnover(turnover), ""))
    return ThirdTable(name, tuple(lines), part.disagreements)


def _turnover(line: Turnover) -> tuple[str, ...]:
    cells: list[str] = []
    for one in (line.begin, line.received, line.gone, line.end):
        cells += [number(one.copies), soums(one.amount)]
    return tuple(cells)


def third_heads() -> list[str]:
    """Heads of part 3: four pairs of copies and soʻm."""
    return [_("Was"), _("Came"), _("Went"), _("Is")]
