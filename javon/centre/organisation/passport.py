"""The indicators of the centre's passport (markaz pasporti): what no module counts and every report asks for.

Values are integers: counts, tiyin for money, square decimetres for areas, so that nothing is ever rounded twice.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Unit(StrEnum):
    """In what a figure is entered and shown."""

    COUNT = "count"
    MONEY = "money"  # soʻm on screen, tiyin in the database
    AREA = "area"  # m² with one decimal on screen, dm² in the database


class Split(StrEnum):
    """Of what a figure may speak, besides the whole."""

    NOTHING = ""
    MAHALLA = "mahalla"
    SCHOOL = "school"


@dataclass(frozen=True, slots=True)
class Indicator:
    """One line of the passport. `ages`: entered by age group too."""

    code: str
    label: Promise
    unit: Unit = Unit.COUNT
    split: Split = Split.NOTHING
    ages: bool = False
    group: Promise = field(kw_only=True)


# Inclusive bands of the statistics of public libraries; which report uses which is said by its profile (issue E).
AGE_GROUPS = ("0-6", "7-14", "15-30", "31-60", "61+")

POPULATION, SCHOOLS, HOUSE, MEANS, MONEY = (
    _("District"),
    _("Schools"),
    _("Building"),
    _("Equipment and network"),
    _("Money of the year"),
)

INDICATORS: tuple[Indicator, ...] = (
    Indicator("population", _("population"), split=Split.MAHALLA, ages=True, group=POPULATION),
    Indicator("households", _("households"), split=Split.MAHALLA, group=POPULATION),
    Indicator("villages", _("settlements"), group=POPULATION),
    Indicator("schools", _("schools"), group=SCHOOLS),
    Indicator("pupils", _("pupils"), split=Split.SCHOOL, group=SCHOOLS),
    Indicator("kindergarten_children", _("children in kindergartens"), group=SCHOOLS),
    Indicator("students", _("students of colleges and lyceums"), group=SCHOOLS),
    Indicator("area_total", _("floor area, all"), Unit.AREA, group=HOUSE),
    Indicator("area_readers", _("floor area for readers"), Unit.AREA, group=HOUSE),
    Indicator("area_stock", _("floor area for the stock"), Unit.AREA, group=HOUSE),
    Indicator("seats", _("seats for readers"), group=HOUSE),
    Indicator("shelf_metres", _("metres of shelves"), group=HOUSE),
    Indicator("computers", _("computers"), group=MEANS),
    Indicator("computers_readers", _("computers for readers"), group=MEANS),
    Indicator("computers_online", _("computers on the internet"), group=MEANS),
    Indicator("internet_kbit", _("speed of the internet, kbit/s"), group=MEANS),
    Indicator("printers", _("printers and copiers"), group=MEANS),
    Indicator("vehicles", _("vehicles"), group=MEANS),
    Indicator("income_budget", _("income from the budget"), Unit.MONEY, group=MONEY),
    Indicator("income_services", _("income from paid services"), Unit.MONEY, group=MONEY),
    Indicator("income_gifts", _("gifts and sponsors"), Unit.MONEY, group=MONEY),
    Indicator("spent_wages", _("spent on wages"), Unit.MONEY, group=MONEY),
    Indicator("spent_stock", _("spent on books and periodicals"), Unit.MONEY, group=MONEY),
    Indicator("spent_equipment", _("spent on equipment"), Unit.MONEY, group=MONEY),
    Indicator("spent_other", _("other spending"), Unit.MONEY, group=MONEY),
)

BY_CODE = {indicator.code: indicator for indicator in INDICATORS}
