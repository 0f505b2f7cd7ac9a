"""The house that tests play in: one centre, its desks, its hours."""

from __future__ import annotations

from datetime import time
from typing import Any

from javon.centre.organisation.models import Centre, OpeningHours, ServicePoint


def a_centre(**deviations: Any) -> Centre:
    """The one centre of the home; the same one however often it is asked for."""
    found = Centre.objects.order_by("id").first()
    if found is not None and not deviations:
        return found
    given = {
        "code": "akm",
        "name": "Qoʻrgʻontepa tuman Axborot-kutubxona markazi",
        "short_name": "Qoʻrgʻontepa kutubxonasi",
        "address": "Qoʻrgʻontepa shahri, Navoiy koʻchasi, 1-uy",
        "phone": "+998 74 123-45-67",
    }
    return Centre.objects.create(**{**given, **deviations})


def a_service_point(code: str = "ABONEMENT", **deviations: Any) -> ServicePoint:
    """A lending desk, unless said otherwise."""
    centre = deviations.pop("centre", None) or a_centre()
    given = {"name": "Abonement", "kind": ServicePoint.Kind.LENDING}
    return ServicePoint.objects.get_or_create(centre=centre, code=code, defaults={**given, **deviations})[0]


def ordinary_hours(centre: Centre | None = None) -> None:
    """Open from nine to six, Monday to Saturday."""
    for weekday in range(6):
        OpeningHours.objects.create(
            centre=centre or a_centre(), weekday=weekday, opens_at=time(9), closes_at=time(18)
        )
