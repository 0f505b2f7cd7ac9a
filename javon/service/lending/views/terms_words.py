"""Terms in plain sentences: "Bolalar, 14 yoshgacha: 3 nusxa, 10 kun, 1 marta uzaytirish"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from javon.centre.documents.queries.reading import shown
from javon.centre.organisation.models import ServicePoint
from javon.collection.stock.models import StockKind
from javon.service.lending.models import Fund, TermsRow, TermsSet
from javon.service.lending.queries import terms_sets as queries
from javon.service.lending.queries.terms import line_of
from javon.service.lending.rules.terms import Case, Line, Terms
from javon.service.readers.models import Category

STANDING: dict[str, tuple[Promise, str]] = {
    "draft": (pgettext_lazy("of terms", "being drawn up"), "warn"),
    "to_come": (gettext_lazy("to come into force"), "info"),
    "in_force": (gettext_lazy("in force"), "ok"),
    "replaced": (pgettext_lazy("of terms", "replaced"), ""),
}
TROUBLE: dict[str, Promise] = {
    "none": gettext_lazy("No paper is named for these terms. Draw up the next ones with a paper in force."),
    "lost_force": gettext_lazy("The paper on which these terms rest is no longer in force."),
    "model": gettext_lazy(
        "The paper on which these terms rest is a model text: let the director approve it."
    ),
    "changed": gettext_lazy(
        "The paper on which these terms rest has a newer version. See whether the terms still say what it says."
    ),
}


@dataclass(frozen=True, slots=True)
class Told:
    """A line in words: whom and what it is for, what holds, by which clause."""

    row: TermsRow
    whom: str
    what: str
    clause: str


def told(terms: TermsSet) -> list[Told]:
    """The lines of a set in words, in the order of their numbers."""
    rows = list(terms.rows.order_by("position"))
    keys = [row.service_point_id for row in rows if row.service_point_id is not None]
    points = queries.points_named(terms.centre_id, keys) if keys else {}
    return [Told(row, whom(line_of(row), points), what(line_of(row)), row.clause) for row in rows]


def _named(choices: Iterable[tuple[str, Any]], code: str) -> str:
    return str(dict(choices).get(code, code))


def ages(first: int | None, last: int | None) -> str:
    """A span of ages: "from 7 to 14 years"."""
    if first is None and last is None:
        return ""
    if first is None:
        return _("up to %(last)s years old") % {"last": last}
    if last is None:
        return _("%(first)s years and older") % {"first": first}
    return _("%(first)s to %(last)s years old") % {"first": first, "last": last}


def whom(line: Line, points: Mapping[UUID, ServicePoint] | None = None) -> str:
    """For whom and what a line is."""
    if line.is_default:
        return _("Everybody and everything else")
    parts = [
        _named(Category.choices, line.category) if line.category else "",
        ages(line.age_from, line.age_to),
        _named(StockKind.choices, line.kind) if line.kind else "",
        _named(Fund.choices, line.fund) if line.fund else "",
    ]
    if line.service_point is not None:
        point = (points or {}).get(line.service_point)
        parts.append(shown(point.name, point.name_cyrl) if point is not None else _("a closed service point"))
    if line.newer_than_days is not None:
        parts.append(_("came less than %(days)s days ago") % {"days": line.newer_than_days})
    return _capital(", ".join(part for part in parts if part))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def what(line: Line) -> str:
    """What a line says, in one sentence without an end."""
    parts = [
        _leaving(line.may_leave),
        _said(_("%(n)s copies"), line.most_copies) + _counting(line),
        _said(_("%(n)s days"), line.loan_days),
        _renewing(line),
        _said(_("%(n)s reservations"), line.most_holds),
        _said(_("%(n)s open days on the shelf of reservations"), line.hold_days),
        _said(_("a place in the queue is kept for %(n)s days"), line.keep_place_days),
        _said(_("a debtor after %(n)s days"), line.debtor_days),
    ]
    return ", ".join(part for part in parts if part) or _("says nothing")


def _said(words: str, number: int | None) -> str:
    return words % {"n": number} if number is not None else ""


def _leaving(may_leave: bool | None) -> str:
    if may_leave is None:
        return ""
    return _("may leave the house") if may_leave else _("reading room only")


def _counting(line: Line) -> str:
    if line.most_copies is None or line.counts in ("", TermsRow.Counts.ALL):
        return ""
    return f" ({_named(TermsRow.Counts.choices, line.counts)})"


def _renewing(line: Line) -> str:
    parts = [
        _said(_("renewed %(n)s times"), line.renewals),
        _said(_("a renewal for %(n)s days"), line.renewal_days),
        _named(TermsRow.Base.choices, line.renewal_base) if line.renewal_base == TermsRow.Base.DUE else "",
    ]
    return ", ".join(part for part in parts if part)


def case(one: Case, points: Mapping[UUID, ServicePoint] | None = None) -> str:
    """A reader and a copy, as a librarian would name them."""
    reader = _named(Category.choices, one.category)
    age = _("%(age)s years") % {"age": one.age} if one.age is not None else _("age not known")
    parts = [_capital(reader), age, _named(StockKind.choices, one.kind)]
    parts += [_named(Fund.choices, fund) for fund in sorted(one.funds)]
    if one.service_point is not None and (point := (points or {}).get(one.service_point)) is not None:
        parts.append(shown(point.name, point.name_cyrl))
    if one.days_since_arrival is not None:
        parts.append(_("came %(days)s days ago") % {"days": one.days_since_arrival})
    return ", ".join(parts)


def holds(said: Terms) -> str:
    """What holds, short: "3 copies, 10 days, renewed 1 times"."""
    line = Line(
        0,
        may_leave=None if said.may_leave else False,
        most_copies=said.most_copies,
        counts=said.counts,
        loan_days=said.loan_days,
        renewals=said.renewals,
    )
    return what(line)


def value(name: str, said: Any) -> str:
    """One value of the terms in words."""
    if name == "may_leave":
        return _("yes") if said else _("no, reading room only")
    if name == "renewal_base":
        return _named(TermsRow.Base.choices, said)
    return str(said)
