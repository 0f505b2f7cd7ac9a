"""Partial indexes that SQLite can use: it proves `x = 5` from `x IS NOT NULL`, and not from `NOT (x IS NULL)`."""

from __future__ import annotations

from django.apps import apps
from django.db.models import Q


def _says_not_null_by_negation(condition: Q) -> bool:
    for child in condition.children:
        if isinstance(child, Q):
            if _says_not_null_by_negation(child):
                return True
        elif condition.negated and (child[1] is None or child[0].endswith("__isnull")):
            return True
    return False


def test_no_index_is_limited_by_the_negation_of_null() -> None:
    """Write `Q(reader__isnull=False)`, never `~Q(reader=None)`: the second made every scan read all loans."""
    wrong = [
        f"{model._meta.label}.{index.name}"
        for model in apps.get_models()
        for index in model._meta.indexes
        if index.condition is not None and _says_not_null_by_negation(index.condition)
    ]
    assert wrong == []


def test_the_negation_would_be_seen() -> None:
    assert _says_not_null_by_negation(~Q(reader=None))
    assert _says_not_null_by_negation(Q(state="open") & ~Q(reader=None))
    assert not _says_not_null_by_negation(Q(reader__isnull=False) & ~Q(name=""))
