"""The staff home: every line ends in a verb, and nothing is shown that nobody can do anything about."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from javon.centre.documents.queries import label_of
from javon.centre.organisation import queries as organisation
from javon.core import clock
from javon.core.access import Actor
from javon.core.accounts.refusals import require_sign_in
from javon.core.accounts.requests import ActingRequest
from javon.core.messaging import rights as messaging_rights
from javon.core.messaging.queries import last_run
from javon.core.messaging.wording import reason
from javon.core.ui.render import page
from javon.core.uzbek import day_and_weekday
from javon.places.today import queries
from javon.places.today.lines import answer_line, reading_line, task_line, waiting_line


@require_sign_in
def today(request: ActingRequest) -> HttpResponse:
    """What waits for whoever is signed in; a word of help for an account that belongs to nobody."""
    now = clock.now()
    person = organisation.person_of(request.actor)
    if person is None:
        return page(request, "today/nobody.html")
    found = queries.today_of(request.actor, person, now)
    day = now.date()
    return page(
        request,
        "today/today.html",
        found=found,
        heading=day_and_weekday(day, get_language() or "uz"),
        sentence=_sentence(found),
        tasks=[waiting_line(one, day) for one in found.tasks],
        readings=[reading_line(one, day) for one in found.to_read],
        decisions=[_decision(one) for one in found.to_decide],
        letters=[_letter(one) for one in found.letters],
        answers=[answer_line(one, day) for one in found.answers],
        late=[task_line(one, day) for one in found.late_tasks],
        shows_late=bool(found.late_tasks or found.late_readings or found.papers_to_check),
        **_heartbeat(request.actor, person.centre_id),
    )


def _heartbeat(by: Actor, centre_id: UUID) -> dict[str, Any]:
    """Whether messages to readers live, for whoever can do something about it."""
    if not by.may(messaging_rights.DELIVER) and not by.may(messaging_rights.CONFIGURE):
        return {}
    beat = last_run(centre_id)
    return {"beat": beat, "problem": reason(beat.problem) if beat.problem else ""}


def _sentence(found: queries.Today) -> str:
    """The one sentence under the date."""
    if not found.waiting:
        return _("Nothing waits for you. A good day for the shelves.")
    parts = [
        _("to approve: %(count)d") % {"count": len(found.to_decide)} if found.to_decide else "",
        _("letters without a resolution: %(count)d") % {"count": len(found.letters)} if found.letters else "",
        _("to read: %(count)d") % {"count": len(found.to_read)} if found.to_read else "",
        _("tasks: %(count)d") % {"count": len(found.tasks)} if found.tasks else "",
    ]
    return _("Waiting for you: %(list)s.") % {"list": ", ".join(part for part in parts if part)}


def _decision(step: Any) -> dict[str, Any]:
    document = step.version.document
    return {
        "what": document.title,
        "url": reverse("documents:document", args=[document.short_id]),
        "who": step.version.prepared_by.short_name if step.version.prepared_by is not None else "",
        "source": document.get_kind_display(),
        "state": "waiting",
        "action": {
            "label": pgettext("verb", "Read"),
            "url": reverse("documents:document", args=[document.short_id]),
            "icon": "stamp",
        },
    }


def _letter(letter: Any) -> dict[str, Any]:
    url = reverse("documents:document", args=[letter.short_id])
    return {
        "what": letter.title,
        "url": url,
        "who": letter.correspondent,
        "source": label_of(letter),
        "due_on": letter.answer_due_on,
        "state": "waiting",
        "action": {"label": pgettext("verb", "Write"), "url": f"{url}#resolution", "icon": "pencil"},
    }
