"""What is remembered of the centre: its structure, posts, people, calendar, figures and directory. Nizom 1.1-1.3,
3.1, 4.1, 4.2.
"""

from javon.centre.organisation.models.basis import BasedOn, Basis
from javon.centre.organisation.models.calendar import OpeningHours, SpecialDay
from javon.centre.organisation.models.directory import LocalBody, PassportFigure
from javon.centre.organisation.models.people import Absence, Appointment, Person, Substitution
from javon.centre.organisation.models.rights import Grant
from javon.centre.organisation.models.roster import DutyShift
from javon.centre.organisation.models.staffing import Post, StaffingLine, StaffingTable
from javon.centre.organisation.models.structure import (
    Centre,
    ServicePoint,
    ServiceTopic,
    Unit,
    UnitPlacement,
)

__all__ = [
    "Absence",
    "Appointment",
    "BasedOn",
    "Basis",
    "Centre",
    "DutyShift",
    "Grant",
    "LocalBody",
    "OpeningHours",
    "PassportFigure",
    "Person",
    "Post",
    "ServicePoint",
    "ServiceTopic",
    "SpecialDay",
    "StaffingLine",
    "StaffingTable",
    "Substitution",
    "Unit",
    "UnitPlacement",
]
