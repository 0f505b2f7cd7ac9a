"""Copies that tests play with."""

from __future__ import annotations

from itertools import count
from typing import Any

from javon.centre.organisation.tests.characters import a_service_point
from javon.collection.catalogue.models import Title
from javon.collection.catalogue.tests.characters import a_title
from javon.collection.stock.models import Copy

_numbers = count(1)


def a_copy(of: Title | None = None, **deviations: Any) -> Copy:
    """A copy on its shelf that may be lent."""
    title = of or a_title()
    given = {
        "centre_id": title.centre_id,
        "title": title,
        "service_point": deviations.pop("service_point", None) or a_service_point(),
        "inventory_number": f"{next(_numbers):06}",
        "shelf_mark": "84(5Oʻzb) Q-57",
    }
    return Copy.objects.create(**{**given, **deviations})
