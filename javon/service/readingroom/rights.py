"""Who may count visits, serve in the hall, look past its rules, set it up. Nizom 2.6, 2.11."""

from django.utils.translation import gettext_lazy as _

from javon.core.access import Right

SEE_HALL = Right("readingroom.see", _("See the plan of the reading room and its visits"), nizom="2.11")
NOTE_VISITS = Right("readingroom.note_visits", _("Count visits, by card and without a name"), nizom="2.11")
SERVE = Right("readingroom.serve", _("Give seats, computers and books to be read in the hall"), nizom="2.6")
PASS_QUEUE = Right(
    "readingroom.pass_queue", _("Let somebody pass the queue in the hall, with a reason"), nizom="2.6"
)
EXCEED_QUOTA = Right(
    "readingroom.exceed_quota", _("Give more minutes than the day's quota, with a reason"), nizom="2.6"
)
SET_UP = Right(
    "readingroom.set_up", _("Draw the plan of rooms, seats and computers and set how long they may be had"),
    nizom="2.11",
)  # fmt: skip

RIGHTS = (SEE_HALL, NOTE_VISITS, SERVE, PASS_QUEUE, EXCEED_QUOTA, SET_UP)
