"""What else holds on to rows that somebody wants to delete: asked of every model there is, whatever module comes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

_MOST_KINDS = 3


def uses(model: Any, keys: Sequence[Any], own: Collection[str]) -> dict[Any, str]:
    """For each of `keys` that is used, the kinds of things that use it, in words.

    `own` names models ("app.model") whose rows belong to the thing itself. One query for every relation.
    """
    found: dict[Any, list[str]] = {}
    for relation in model._meta.get_fields(include_hidden=True):
        user = relation.related_model
        if not keys or not relation.auto_created or relation.concrete or user._meta.label_lower in own:
            continue
        name = relation.field.attname
        rows = user._base_manager.filter(**{f"{name}__in": keys}).values_list(name, flat=True)
        for key in rows.distinct():
            found.setdefault(key, []).append(str(user._meta.verbose_name))
    return {key: ", ".join(dict.fromkeys(names[:_MOST_KINDS])) for key, names in found.items()}
