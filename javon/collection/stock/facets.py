"""Facets in words: the values that the index counts, with the labels that people read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from javon.centre.organisation.models import ServicePoint
from javon.collection.catalogue.models import Authority
from javon.collection.catalogue.search import FacetValue
from javon.collection.catalogue.wording_facets import label_of

TITLES: dict[str, str | Promise] = {
    "availability": _("Can I get it now"),
    "script": _("Script"),
    # Of a book ("Tili"); the language of the interface is said differently ("Til").
    "language": pgettext_lazy("facet", "Language"),
    "audience": _("For whom"),
    "branch": _("Field of knowledge"),
    "point": _("Service point"),
    "kind": _("Kind"),
    "author": _("Author"),
    "subject": _("Subject"),
    "year": _("Year"),
}


def labelled(facets: Mapping[str, Sequence[FacetValue]]) -> dict[str, list[dict[str, Any]]]:
    """``{name: [{"value", "label", "count"}]}``; names of authors, subjects and points come from the database.

    A label begins with a capital: it stands alone beside a box. At most two queries.
    """
    names = _names(facets)
    return {
        name: [
            {
                "value": one.value,
                "label": names.get((name, one.value)) or _capital(label_of(name, one.value)),
                "count": one.count,
            }
            for one in values
        ]
        for name, values in facets.items()
    }


def _capital(label: str) -> str:
    return label[:1].upper() + label[1:]


def _names(facets: Mapping[str, Sequence[FacetValue]]) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    numbers = {
        int(one.value)
        for name in ("author", "subject")
        for one in facets.get(name, ())
        if _is_number(one.value)
    }
    if numbers:
        headings = dict(Authority.objects.filter(number__in=numbers).values_list("number", "heading"))
        for name in ("author", "subject"):
            for one in facets.get(name, ()):
                if _is_number(one.value) and int(one.value) in headings:
                    found[name, one.value] = headings[int(one.value)]
    if facets.get("point"):
        found |= {("point", str(key)): name for key, name in ServicePoint.objects.values_list("pk", "name")}
    return found


def _is_number(value: str) -> bool:
    """A value comes from an address too: what no database column holds is no number of an authority."""
    return value.isascii() and value.isdigit() and len(value) < 10
