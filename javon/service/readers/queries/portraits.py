"""Who a reader is on a day, for facts to freeze. Dossier 3.4."""

from __future__ import annotations

from datetime import date
from typing import Any

from javon.service.readers.models import Reader
from javon.service.readers.rules import ages


def portrait(reader: Reader, day: date) -> dict[str, Any]:
    """The columns of ``models.Portrait`` for a fact of `day`. No query."""
    return {
        "category": reader.category,
        "age": ages.age_on(reader.birth_date, day),
        "sex": reader.sex,
        "grade": reader.grade,
        "school_id": reader.school_id,
        "mahalla_id": reader.mahalla_id,
    }
