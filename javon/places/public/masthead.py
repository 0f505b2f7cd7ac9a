"""What stands on every public page: the centre's name, where it is, its phone, whether it is open now."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from javon.centre.organisation import queries as organisation
from javon.core import clock
from javon.places.public import sentences


def centre_on_every_page(request: HttpRequest) -> dict[str, Any]:
    """Answers what the layouts ask for; an empty mapping before the centre is entered."""
    centre = organisation.the_centre()
    if centre is None:
        return {}
    return {
        "site_name": centre.short_name,
        "short_name": centre.short_name,
        "address": centre.address,
        "phone": centre.phone,
        "opening": sentences.opening(organisation.opening_at(centre, clock.now())),
    }
