"""What every page of messages begins with."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from javon.centre.organisation import queries as organisation
from javon.centre.organisation.models import Centre
from javon.core.access import Actor
from javon.core.messaging import queries, rights, wording

MOST = 100  # lines of a page


def centre_or_404() -> Centre:
    """The centre; a home without one writes to nobody."""
    centre = organisation.the_centre()
    if centre is None:
        raise Http404
    return centre


def beat_of(centre: Centre) -> dict[str, Any]:
    """Whether messages live, and what stands in their way."""
    beat = queries.last_run(centre.pk)
    return {"beat": beat, "problem": wording.reason(beat.problem) if beat.problem else ""}


def tabs(by: Actor, centre: Centre, current: str) -> list[dict[str, Any]]:
    """The pages of messages that this person may open, with what waits there."""
    pages = []
    if by.may(rights.DELIVER):
        pages = [
            ("outbox", _("Going out"), 0),
            ("calls", _("To be called"), queries.call_list(centre.pk).count()),
            ("paper", _("On paper"), queries.paper_list(centre.pk).count()),
            ("unsure", _("Perhaps sent"), queries.unsure_messages(centre.pk).count()),
            ("dead", _("Numbers that do not work"), queries.dead_addresses(centre.pk).count()),
        ]
    if by.may(rights.CONFIGURE):
        pages.append(("settings", _("Channels"), 0))
    return [
        {
            "label": label,
            "url": reverse(f"outbox:{name}"),
            "count": count or "",
            "is_current": name == current,
        }
        for name, label, count in pages
    ]
