"""The rights of the organisation. Which post holds which is said by the clauses of job descriptions. Nizom 3.1."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from javon.core.access import Right

SEE_STAFF = Right("organisation.see_staff", _("see who works here and how to reach them"), "4.1")
MANAGE_STAFF = Right("organisation.manage_staff", _("appoint, move and release employees"), "4.1")
MANAGE_STRUCTURE = Right("organisation.manage_structure", _("change units, posts and service points"), "1.1")
PROPOSE_STAFFING = Right("organisation.propose_staffing", _("propose changes of the staffing table"), "3.7")
# Overrules one refusal and nothing else: more than one and a half rates for one person.
ALLOW_OVERLOAD = Right(
    "organisation.allow_overload", _("appoint somebody to more than one and a half rates"), "4.2"
)
SEE_ROSTER = Right("organisation.see_roster", _("see the duty roster"), "2.6")
MANAGE_ROSTER = Right("organisation.manage_roster", _("draw up the duty roster"), "1.3")
OVERRIDE_CLOSED_HOUSE = Right(
    "organisation.override_closed_house", _("put somebody on duty on a closed day"), "1.3"
)
MANAGE_CALENDAR = Right("organisation.manage_calendar", _("keep opening hours and the calendar"), "2.6")
MANAGE_DIRECTORY = Right("organisation.manage_directory", _("keep the directory of the district"), "2.6")
MANAGE_PASSPORT = Right("organisation.manage_passport", _("enter figures of the centre's passport"), "2.7")
SEE_RIGHTS = Right("organisation.see_rights", _("see why others may do what they may"), "3.1")
SET_TOPICS = Right("services.set_topics", _("write what one's own service works on"), "3.3")
SEE_TOPICS = Right("services.see_topics", _("see what the other services work on"), "3.3")

RIGHTS: tuple[Right, ...] = (
    SEE_STAFF,
    MANAGE_STAFF,
    MANAGE_STRUCTURE,
    PROPOSE_STAFFING,
    ALLOW_OVERLOAD,
    SEE_ROSTER,
    MANAGE_ROSTER,
    OVERRIDE_CLOSED_HOUSE,
    MANAGE_CALENDAR,
    MANAGE_DIRECTORY,
    MANAGE_PASSPORT,
    SEE_RIGHTS,
    SEE_TOPICS,
    SET_TOPICS,
)
