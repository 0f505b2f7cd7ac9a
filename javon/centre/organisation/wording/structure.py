"""The sentences of structure, staffing table and people. Each names the rule that spoke and its clause."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, Promise] = {
    # units, posts, points
    "nameless": _("A name is needed: without it nobody finds this again."),
    "code_taken": _("This short name is taken already: %(name)s."),
    "unit_closed": _("«%(unit)s» does not exist on all of these days (Nizom 1.1)."),
    "unit_not_there_then": _("«%(unit)s» does not exist on %(day)s. Choose another day (Nizom 1.1)."),
    "parent_not_there_then": _("«%(unit)s», under which it is to stand, does not exist all that time (Nizom 1.2)."),
    "unit_under_itself": _(
        "«%(parent)s» stands below «%(unit)s» itself: a unit is never its own superior (Nizom 1.2)."
    ),
    "unit_moved_later": _("«%(unit)s» already has a place that begins on %(day)s. Choose a later day (Nizom 1.2)."),
    "unit_stands_there": _("«%(unit)s» already stands there on that day. Nothing was changed."),
    "closed_before_it_began": _("«%(name)s» begins only on %(day)s. It cannot end before that."),
    "closed_already": _("«%(name)s» ends on %(day)s already. Nothing was changed."),
    "units_below": _("Units still stand under «%(name)s»: %(names)s. Move or close them first (Nizom 1.2)."),
    "posts_open": _("«%(name)s» still has posts: %(names)s. Close them first (Nizom 1.1)."),
    "points_open": _("«%(name)s» still has service points: %(names)s. Give them to another unit first (Nizom 1.1)."),
    "people_appointed": _("People are appointed to «%(name)s» after that day: %(names)s. Move or release them first."),
    "post_in_the_table": _(
        "Staffing table no. %(number)s in force lists «%(name)s». Propose a table without it first (Nizom 3.7)."
    ),
    # the staffing table
    "table_empty": _("A staffing table needs at least one line (Nizom 3.7)."),
    "table_without_reason": _("Write why the change is proposed: the director decides by it (Nizom 3.7)."),
    "table_unchanged": _("Nothing differs from the table in force. Change a line first (Nizom 3.7)."),
    "line_unreal": _(
        "«%(post)s»: 1 to 99 positions, each of 0.25, 0.50, 0.75 or 1.00 rate, can be entered (Nizom 3.7)."
    ),
    "line_of_a_closed_post": _("«%(post)s» is closed: it cannot stand in a new table (Nizom 3.7)."),
    "post_twice_in_table": _("«%(post)s» stands in the table twice. Keep one line (Nizom 3.7)."),
    "table_not_proposed": _("Staffing table no. %(number)s is no longer a proposal. Nothing was changed (Nizom 3.7)."),
    "table_own_proposal": _(
        "You proposed table no. %(number)s yourself. Another person puts it in force (Nizom 3.7)."
    ),
    "table_without_paper": _(
        "Name the paper that approves the table, with number and date: without it nothing takes effect (Nizom 3.7)."
    ),
    "table_too_early": _("The table in force began on %(day)s. The new one can begin only after that day."),
    "people_beyond_table": _(
        "«%(post)s»: %(taken)s rate is held on %(day)s, the new table approves %(approved)s. "
        "Move or release people first (Nizom 4.1, 4.2)."
    ),
    # people
    "person_nameless": _("Surname and given name are needed."),
    "same_name": _("Somebody of this name is entered already: %(names)s. If this is another person, say so below."),
    "birth_year_unreal": _("The year of birth looks wrong: %(year)s."),
    "ends_before_it_begins": _("The last day is before the first."),
    "for_oneself": _("Nobody decides on their own post, rights or account. Ask another person to do it (Nizom 3.1)."),
    "rate_unreal": _("A rate goes from 0.25 to 1.50 in steps of 0.25."),
    "post_not_there": _("The post «%(post)s» does not exist on all of these days (Nizom 1.1)."),
    "holds_it_already": _("%(person)s already holds the post «%(post)s», since %(day)s. Choose other days or another post."),
    "beyond_approved": _(
        "The staffing table approves %(approved)s rate for «%(post)s». On %(day)s %(taken)s of it is taken, "
        "so %(asked)s more does not fit (Nizom %(clause)s, 3.7)."
    ),
    "overloaded": _(
        "%(person)s would hold %(sum)s rates together on %(day)s; more than 1.50 is not given to one person (Nizom 4.2)."
    ),
    "ended_already": _("The appointment to «%(post)s» ends on %(day)s already."),
    "left_already": _("%(person)s has left already: the last working day was %(day)s."),
    "left_by_then": _("%(person)s does not work here any more after %(day)s."),
    "away_already": _("%(person)s is already entered as away from %(first)s to %(last)s."),
    "stands_in_for_oneself": _("%(person)s cannot stand in for the very same person."),
    "outside_the_absence": _("The absence lasts from %(first)s to %(last)s. Standing in keeps to these days (Nizom 3.1)."),
    "outside_the_appointment": _("%(person)s does not hold the post «%(post)s» on all of these days (Nizom 3.1)."),
    "substitute_away": _("%(person)s is away too, from %(first)s to %(last)s. Choose another person."),
    "stood_in_already": _("%(person)s already stands in for the post «%(post)s» on these days (Nizom 3.1)."),
    "no_such_account": _("There is no account with the login «%(login)s»."),
    "account_taken": _("The account «%(login)s» belongs to %(person)s."),
    "has_an_account": _("This person has an account already. Take it off first."),
    "no_such_absence": _("This absence does not hold any more. Nothing was changed."),
    "text_needed": _("Write the topic in a few words (Nizom 3.3)."),
    "not_your_service": _("Topics of a service are written by its head (Nizom 3.3)."),
}  # fmt: skip


def rate(quarters: int) -> str:
    """3 → "0,75", written as the language writes numbers."""
    return str(number_format(Decimal(quarters) / 4, 2))


def shown(details: Mapping[str, Any]) -> dict[str, Any]:
    """The figures of a refusal as a sentence shows them: days as 24.11.2026, quarters as rates."""
    said: dict[str, Any] = {}
    for name, value in details.items():
        if name.endswith("_quarters"):
            said[name.removesuffix("_quarters")] = rate(value)
        else:
            said[name] = f"{value:%d.%m.%Y}" if isinstance(value, date) else value
    return said
