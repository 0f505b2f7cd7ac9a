"""What stands on every page, in its script: the centre's name, where it is, its phone, whether it is open now."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from javon.centre.organisation import queries as organisation
from javon.core import clock
from javon.core.ui.templatetags.ui import in_script
from javon.places.public import sentences


def centre_on_every_page(request: HttpRequest) -> dict[str, Any]:
    """Answers what the layouts ask for; an empty mapping before the centre is entered."""
    centre = organisation.the_centre()
    if centre is None:
        return {}
    return {
        "site_name": in_script(centre.short_name),
        "short_name": in_script(centre.short_name),
        "address": in_script(centre.address),
        "phone": centre.phone,
        "opening": sentences.opening(organisation.opening_at(centre, clock.now())),
    }
