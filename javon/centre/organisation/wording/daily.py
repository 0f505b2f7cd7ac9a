"""The sentences around the calendar and the duty roster."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, Promise] = {
    # calendar
    "day_long_past": _("%(day)s is more than a month ago: what was lent then already counts with that day."),
    "day_without_reason": _("A closed day needs a reason that readers will see."),
    "hours_without_end": _("Give both the opening and the closing time, or neither."),
    "hours_upside_down": _("The house closes at %(closes)s, before it opens at %(opens)s."),
    "hours_overlap": _("The hours of %(weekday)s overlap: %(first)s and %(second)s."),
    "always_closed": _("With these hours the house is never open. Enter the hours of at least one weekday."),
    "range_upside_down": _("The last day %(last)s is before the first day %(first)s."),
    "range_too_long": _("%(days)s days were given; at most %(most)s can be entered at once."),
    "no_special_day": _("%(day)s is an ordinary day already. Nothing was changed."),
    # roster
    "not_appointed": _("%(person)s is not appointed to any post on %(day)s."),
    "person_absent": _("%(person)s is absent on %(day)s: %(kind)s."),
    "house_closed": _("The house is closed on %(day)s. A shift that day must be explained."),
    "point_closed": _("%(point)s does not work on %(day)s."),
    "shift_upside_down": _("The shift ends at %(ends)s, before it begins at %(starts)s."),
    "already_on_duty": _("%(person)s is at %(point)s from %(starts)s to %(ends)s that day already."),
    "outside_hours": _("The shift reaches beyond the opening hours of that day: %(hours)s."),
    "no_such_shift": _("This shift is not on the roster any more. Nothing was changed."),
    "shift_long_past": _(
        "%(day)s is more than a month ago: the roster of that week is not changed any more."
    ),
    "nothing_to_copy": _("The week of %(week)s has no shifts to copy."),
    # directory
    "body_without_name": _("Give it a name."),
    "body_known": _("%(name)s is in the directory already."),
    "mahalla_in_mahalla": _("A mahalla does not lie in another mahalla; other bodies lie in a mahalla."),
    "no_such_body": _("It is not in the directory any more. Nothing was changed."),
    # passport
    "no_such_indicator": _("The passport has no such figure."),
    "figure_negative": _("A figure of the passport cannot be less than nothing."),
    "figure_of_future": _("%(day)s has not come yet: a figure is entered as it stood on a day."),
    "figure_without_paper": _("Say which paper the figure comes from: a letter, a certificate, an act."),
    "figure_of_wrong_body": _("This figure is not counted for the place that was chosen."),
    "figure_of_wrong_age": _("This figure is not counted by age."),
    "figure_jumps": _("Before it was %(before)s, now it is %(value)s. Look whether a digit slipped."),
}
