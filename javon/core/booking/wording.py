"""The sentences behind this module's refusals; each goes after the code of the thing that was asked for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from javon.core import clock
from javon.core.database import wording as database
from javon.core.uzbek.figures import short_date
from javon.core.verdict import Refusal

SENTENCES: dict[str, Promise] = {
    "booking_ends_before_it_begins": _("The end must come after the beginning."),
    "booking_in_the_past": _("This time is over already. Choose a later one."),
    "booking_too_far_ahead": _("Too far ahead: the last day is %(until)s."),
    "booking_too_long": _("Too long: %(minutes)s minutes at most."),
    "booking_closed": _("It is out of service now. Choose another one."),
    "booking_taken": _("It is taken: %(since)s–%(until)s."),
    "booking_has_another": _("The person has a place at that time already: %(code)s. Finish there first."),
    "booking_others_wait": _("Others are waiting before them: %(count)s. Call the first one."),
    "booking_quota_reached": _("The time of that day is used up: %(used)s of %(allowed)s minutes on %(day)s."),
    "booking_cut_short": _("It is promised to somebody else after that: until %(until)s."),
    "booking_is_over": _("This one is over or has not begun. Open the page again and look."),
    "booking_promised": _("It cannot go on: it is promised from %(since)s."),
    "booking_nothing_to_wait_for": _("There is nothing to wait for here."),
    "booking_waits_already": _("The person stands in the queue already."),
    "booking_block_without_label": _("Write what it is for, for example the class and the lesson."),
    "booking_block_of_nothing": _("Say how many, at least one."),
    "booking_too_few_free": _("Too few are free at that time: %(free)s, you asked for %(wanted)s."),
}  # fmt: skip


def sentence(refusal: Refusal) -> str:
    """What a refusal says to a person."""
    if refusal.code not in SENTENCES:
        return str(database.SENTENCES[refusal.code])
    return str(SENTENCES[refusal.code]) % {name: _shown(value) for name, value in refusal.details.items()}


def sentences(refusals: Iterable[Refusal]) -> list[str]:
    """The same for several, in their order."""
    return [sentence(refusal) for refusal in refusals]


def _shown(value: object) -> object:
    if isinstance(value, datetime):
        local = value.astimezone(clock.TASHKENT)
        hour = f"{local:%H:%M}"
        return hour if local.date() == clock.today() else f"{short_date(local.date())} {hour}"
    return short_date(value) if isinstance(value, date) else value
