"""Copies that tests play with."""

from __future__ import annotations

from itertools import count
from typing import Any

from javon.centre.organisation.tests.characters import a_service_point
from javon.collection.catalogue.models import Title
from javon.collection.catalogue.tests.characters import a_title
from javon.collection.stock.dimensions import counted_title, order_of
from javon.collection.stock.models import Copy
from javon.collection.stock.whereabouts import open_stays
from javon.core import clock
from javon.core.access import machine

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
    given |= counted_title(title)._asdict()
    copy = Copy.objects.create(**{**given, **deviations})
    copy.inventory_order = order_of(copy.inventory_number)
    copy.save(update_fields=["inventory_order"])
    open_stays([copy], place=copy.state, since=clock.now(), by=machine("test"))
    return copy
