"""The sentences of execution: every refusal of its rules. Each says what to do next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from javon.core.verdict import Refusal

SENTENCES: dict[str, Promise] = {
    # giving
    "task_without_words": _("Write what is to be done."),
    "task_too_long": _("The text has %(letters)s characters, at most %(most)s fit. Attach the rest as a paper."),
    "executor_left": _("%(person)s holds no post here today. Choose another executor."),
    "not_of_ones_service": _(
        "%(person)s works in another service. You give tasks to the people of your own one (Nizom 1.3)."
    ),
    "given_to_oneself": _(
        "Nobody gives a task to oneself. If the director told you to do it, write it down as an oral instruction."
    ),
    "controls_oneself": _("%(person)s cannot control their own task. Choose another controller (Nizom 1.3)."),
    "due_in_the_past": _("%(due)s is past: today is %(today)s. Choose a later day."),
    "due_too_far": _("%(due)s is more than three years away. Check the year."),
    "due_on_closed_day": _("The library is closed on %(due)s. Choose an open day, or say why it must be that day."),
    "due_day_is_over": _("The library has closed for today. Choose another day, or say why it must be today."),
    "part_beyond_whole": _("The whole task is due on %(due)s. A part of it is due that day or before."),
    "executor_away": _("%(person)s is absent until %(day)s. See that somebody stands in."),
    # doing
    "wrong_state": _("Task %(number)s is now: %(state)s. This step does not fit any more, nothing was changed."),
    "not_the_executor": _("Task %(number)s belongs to another executor. Only they can do this (Nizom 1.3)."),
    "outcome_missing": _("Write what was done."),
    "evidence_missing": _(
        "Add evidence: a file, a link, or a description of at least %(words)s words (Nizom 1.3)."
    ),
    "link_unreal": _("A link begins with https:// or with / and has no spaces."),
    "parts_open": _("Parts of this task are still open: %(parts)s. They come first."),
    "no_date_to_move": _("Task %(number)s has no due date, so there is nothing to put off."),
    "extension_waits": _("More time was asked already, until %(due)s. Wait for the answer."),
    "new_due_not_later": _("Choose a day after %(due)s."),
    "new_due_closed": _("The library is closed on %(due)s. Choose an open day."),
    # control
    "not_the_controller": _("Task %(number)s is under the control of another person (Nizom 1.3)."),
    "own_task": _("Task %(number)s was done by you. Another person looks at it and takes it off control (Nizom 1.3)."),
    "not_the_issuer": _("Task %(number)s was given by another person. Only they call it off (Nizom 1.3)."),
    "cannot_give_time": _("Only who gave task %(number)s, or the director, gives more time (Nizom 1.3)."),
    "no_extension": _("Nobody waits for more time on task %(number)s. Nothing was changed."),
    "reason_missing": _("Write a few words: they stay in the history of the task."),
    "reminded_today": _("A reminder was sent today already. Tomorrow you can send another."),
    # files
    "file_too_large": _("«%(name)s» is %(size)s MB, at most %(most)s MB can be attached. Nothing else was lost."),
    "file_empty": _("«%(name)s» is empty. Choose the file again."),
    "file_not_what_it_says": _("«%(name)s» is not what its name says. Open it, save it again and attach that."),
    "file_kind": _("«%(name)s» cannot be attached. Attach a picture, PDF, Word, Excel or text file."),
    "too_many_files": _("At most %(most)s files can be attached to one report."),
    # general
    "no_right": _("You do not have the right to do this. Ask the head of your department."),
    "request_id_reused": _(
        "This form was already used for something else. Nothing was changed; open the page again."
    ),
}  # fmt: skip

STATES: dict[str, Promise] = {
    "issued": pgettext_lazy("state of a task", "given"),
    "accepted": pgettext_lazy("state of a task", "accepted"),
    "in_work": pgettext_lazy("state of a task", "in work"),
    "done": pgettext_lazy("state of a task", "done, to be looked at"),
    "off_control": pgettext_lazy("state of a task", "taken off control"),
    "cancelled": pgettext_lazy("state of a task", "called off"),
}
BADGES: dict[str, tuple[str, str]] = {  # state: kind and icon of its badge
    "issued": ("", "mail"),
    "accepted": ("info", "check"),
    "in_work": ("info", "hourglass"),
    "done": ("ok", "file-check"),
    "off_control": ("", "circle-check"),
    "cancelled": ("", "minus"),
}
KINDS: dict[str, Promise] = {
    "point": _("point of an order"),
    "directive": _("directive"),
    "resolution": _("resolution on a letter"),
    "oral": _("oral instruction"),
    "other": pgettext_lazy("kind of a task", "task"),
}
STEPS: dict[str, Promise] = {
    "issued": pgettext_lazy("step of a task", "Given"),
    "accepted": pgettext_lazy("step of a task", "Accepted"),
    "started": pgettext_lazy("step of a task", "Work begun"),
    "reported": pgettext_lazy("step of a task", "Reported done"),
    "returned": pgettext_lazy("step of a task", "Sent back"),
    "closed": pgettext_lazy("step of a task", "Taken off control"),
    "cancelled": pgettext_lazy("step of a task", "Called off"),
    "extension_asked": pgettext_lazy("step of a task", "More time asked"),
    "extension_granted": pgettext_lazy("step of a task", "More time given"),
    "extension_refused": pgettext_lazy("step of a task", "More time refused"),
    "handed_on": pgettext_lazy("step of a task", "Part handed on"),
    "noted": pgettext_lazy("step of a task", "Remark"),
    "reminded": pgettext_lazy("step of a task", "Reminded"),
}
# The words of a resolution that directors write most; the rest is typed.
PHRASES: tuple[Promise, ...] = (
    _("For execution"),
    _("For information"),
    _("To look into and prepare an answer"),
)
OUTCOMES: dict[str, Promise] = {
    "given": pgettext_lazy("execution discipline", "Given"),
    "on_time": pgettext_lazy("execution discipline", "On time"),
    "late": pgettext_lazy("execution discipline", "Late"),
    "open": pgettext_lazy("execution discipline", "Open"),
    "open_late": pgettext_lazy("execution discipline", "Open and late"),
}


def _shown(details: Mapping[str, Any]) -> dict[str, Any]:
    said = {
        name: f"{value:%d.%m.%Y}" if isinstance(value, date) else value for name, value in details.items()
    }
    if "state" in said:
        said["state"] = str(STATES[said["state"]])
    return said


def sentence(refusal: Refusal) -> str:
    """What a person reads of one refusal."""
    return str(SENTENCES[refusal.code]) % _shown(refusal.details)


def sentences(refusals: Iterable[Refusal]) -> list[str]:
    """The same for several, in their order."""
    return [sentence(refusal) for refusal in refusals]
