"""The rights around tasks and their execution. Nizom 1.3."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from javon.core.access import Right

EXECUTE = Right("tasks.execute", _("accept tasks and report that they are done"), "1.3")
ASSIGN = Right("tasks.assign", _("give tasks to the people of one's service"), "1.3")
ISSUE = Right("tasks.issue", _("give directives and resolutions to anyone"), "1.3")
CONTROL = Right("tasks.control", _("take tasks off control"), "1.3")
GRANT_EXTENSION = Right("tasks.grant_extension", _("give more time for a task"), "1.3")
CONFIRM_ORAL = Right("tasks.confirm_oral", _("write down and confirm oral instructions"), "1.3")
SEE_DISCIPLINE = Right("tasks.see_discipline", _("see the execution discipline of everyone"), "1.3")
OVERRIDE_SHORT_DEADLINE = Right(
    "tasks.override_short_deadline", _("give a task due on a closed day or the same day"), "1.3"
)

RIGHTS: tuple[Right, ...] = (
    EXECUTE,
    ASSIGN,
    ISSUE,
    CONTROL,
    GRANT_EXTENSION,
    CONFIRM_ORAL,
    SEE_DISCIPLINE,
    OVERRIDE_SHORT_DEADLINE,
)
