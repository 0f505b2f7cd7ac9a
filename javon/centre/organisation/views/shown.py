"""What the pages hand to the components of core/ui: names in the page's script, rates, addresses."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from javon.centre.organisation.models import Person, StaffingTable
from javon.centre.organisation.queries.occupancy import Seat
from javon.centre.organisation.queries.staff import StaffCard, StaffRow
from javon.centre.organisation.queries.structure import Chart, ChartUnit
from javon.centre.organisation.templatetags.organisation_words import named, named_whole
from javon.centre.organisation.wording.structure import rate
from javon.core.ui.templatetags.ui import in_script, short_date

Shown = dict[str, Any]
FULL = 4  # quarters of one rate

BADGES = {"working": "ok", "absent": "warn", "left": "", "without_post": "bad"}


# --- the chart --------------------------------------------------------------------------------------------


def chart_nodes(chart: Chart) -> list[Shown]:
    """The tree of ``ui/org_chart.html``: the centre with its director, and everything below."""
    top = {
        "name": in_script(chart.centre.name, chart.centre.name_cyrl),
        "kind": _("centre"),
        "people": [line for seat in chart.top for line in _seat_lines(seat)],
        "note": _points_note(chart.loose_points, _("Points without a unit:")),
        "children": [_node(box) for box in chart.units],
    }
    return [top]


def _node(box: ChartUnit) -> Shown:
    return {
        "name": named(box.unit),
        "kind": box.unit.get_kind_display(),
        "url": reverse("organisation:unit", args=[box.unit.code]),
        "people": [line for seat in box.seats for line in _seat_lines(seat)],
        "note": _points_note(box.points, _("Service points:")),
        "children": [_node(one) for one in box.below],
    }


def _points_note(points: list[Any], before: str = "") -> str:
    return " ".join([before, " · ".join(named(point) for point in points)]).strip() if points else ""


def _seat_lines(seat: Seat) -> list[Shown]:
    """Everybody in the post, and what of it is vacant."""
    title = named(seat.post)
    lines: list[Shown] = [
        {
            "name": in_script(one.person.short_name),
            "office": _office(title, one),
            "url": reverse("organisation:person", args=[one.person.pk]),
        }
        for one in seat.holders
    ]
    if seat.vacant_quarters:
        lines.append({"is_vacant": True, "office": f"{title}, {rate(seat.vacant_quarters)}"})
    return lines


def _office(title: str, one: Any) -> str:
    words = [title if one.appointment.quarters == FULL else f"{title}, {rate(one.appointment.quarters)}"]
    if one.absence is not None:
        words.append(str(one.absence.get_kind_display()))
    if one.substitute is not None:
        words.append(_("stands in: %(person)s") % {"person": in_script(one.substitute.short_name)})
    return " · ".join(words)


# --- the staffing table -------------------------------------------------------------------------------------


def staffing_paper(table: StaffingTable, seats: list[Seat]) -> Shown:
    """The head and the foot of the official staffing table, for ``ui/paper.html``: stamp at the right, signatures."""
    centre, is_draft = table.centre, table.state == StaffingTable.State.PROPOSED
    director = next((seat for seat in seats if seat.post.kind == "director" and seat.holders), None)
    name = in_script(director.holders[0].person.signature_name) if director is not None else ""
    return {
        "draft": is_draft,
        "letterhead": {
            "centre": in_script(centre.name, centre.name_cyrl),
            "address": in_script(centre.address),
        },
        "approval": {"office": _("Director"), "name": name, "on": None if is_draft else table.valid_from},
        "kind": _("STAFFING TABLE"),
        "number": str(table.number),
        "on": table.valid_from,
        "place": in_script(centre.place),
        "basis": [in_script(table.basis_label)] if table.basis_label else [],
        "signatures": [
            {"office": _("Director"), "name": name},
            {"office": _("Chief accountant"), "name": ""},
        ],
    }


# --- the staff ----------------------------------------------------------------------------------------------


def register_rows(rows: list[StaffRow]) -> list[Shown]:
    """Lines of ``ui/register.html``."""
    return [
        {
            "kind": "void" if row.state == "left" else "",
            "cells": [
                {
                    "text": named_whole(row.person),
                    "url": reverse("organisation:person", args=[row.person.pk]),
                },
                {"text": _posts(row), "note": _rates(row)},
                {
                    "text": ", ".join(
                        dict.fromkeys(_unit_of(one) for one in row.appointments if one.post.unit)
                    )
                },
                {"text": short_date(row.since)},
                {"text": row.person.phone},
                {"badge": {"label": state_words(row), "kind": BADGES[row.state]}},
            ],
        }
        for row in rows
    ]


def _unit_of(appointment: Any) -> str:
    unit = appointment.post.unit
    return in_script(unit.short_name) if unit.short_name else named(unit)


def _posts(row: StaffRow) -> str:
    return "; ".join(named(one.post) for one in row.appointments)


def _rates(row: StaffRow) -> str:
    return (
        ""
        if not row.appointments or row.quarters == FULL
        else _("rate %(rate)s") % {"rate": rate(row.quarters)}
    )


def state_words(row: StaffRow) -> str:
    """Where the person is, in a word."""
    if row.absence is not None and row.state == "absent":
        return str(row.absence.get_kind_display())
    return {
        "working": pgettext("of a person", "At work"),
        "left": pgettext("of a person", "Left"),
        "without_post": _("Without a post"),
        "absent": pgettext("of a person", "Away"),
    }[row.state]


def person_facts(person: Person, card: StaffCard) -> list[Shown]:
    """Pairs of ``ui/key_values.html``; what is not known is left out."""
    years = _("%(years)s years") % {"years": card.years} if card.years is not None else ""
    in_libraries = (
        _("%(years)s years") % {"years": card.library_years} if card.library_years is not None else ""
    )
    pairs = [
        (_("Phone"), person.phone),
        (_("Year of birth"), person.birth_year),
        (_("Sex"), person.get_sex_display() if person.sex else ""),
        (_("Education"), person.get_education_display() if person.education else ""),
        (_("Speciality"), in_script(person.speciality)),
        (_("Years of service"), years),
        (_("Of them in libraries"), in_libraries),
        (_("Computer skill"), person.get_computer_skill_display() if person.computer_skill else ""),
    ]
    return [{"label": label, "text": text} for label, text in pairs if text]
