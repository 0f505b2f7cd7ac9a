"""Questions about the centre: its house and hours, structure, people, rights, roster, figures."""

from javon.centre.organisation.queries.calendar import Opening, calendar, opening_at, timetable
from javon.centre.organisation.queries.house import the_centre
from javon.centre.organisation.queries.people import (
    holders_of,
    office_of,
    people_at,
    person_of,
    person_of_user,
    posts_of,
)
from javon.centre.organisation.queries.rights import (
    Allowed,
    Link,
    chains,
    holders_of_right,
    rights_of,
    who_may,
)

__all__ = [
    "Allowed",
    "Link",
    "Opening",
    "calendar",
    "chains",
    "holders_of",
    "holders_of_right",
    "office_of",
    "opening_at",
    "people_at",
    "person_of",
    "person_of_user",
    "posts_of",
    "rights_of",
    "the_centre",
    "timetable",
    "who_may",
]
