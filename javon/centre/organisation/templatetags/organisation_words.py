"""Names in the script of the page, rates as the language writes numbers."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from javon.centre.organisation import rights
from javon.centre.organisation.wording.structure import rate as written_rate
from javon.core.ui.templatetags.ui import in_script, short_date

register = template.Library()


@register.filter
def named(thing: Any) -> str:
    """A unit, post, point, topic or person as this page calls it."""
    for words in ("title", "name", "text"):
        if hasattr(thing, words):
            return in_script(getattr(thing, words), getattr(thing, f"{words}_cyrl", ""))
    if hasattr(thing, "short_name"):
        return in_script(thing.short_name)
    return in_script(str(thing)) if thing is not None else ""


@register.filter
def named_whole(person: Any) -> str:
    """A person with surname first, as lists call them."""
    return in_script(person.full_name, person.name_cyrl)


@register.filter
def rate(quarters: int | None) -> str:
    """6 → "1,50"; nothing known: a dash."""
    return "–" if quarters is None else written_rate(quarters)


@register.simple_tag
def days(first: date | None, last: date | None) -> str:
    """09.01.2024 – 31.12.2026; without an end: since."""
    if last is None:
        return _("since %(day)s") % {"day": short_date(first)} if first else ""
    return short_date(first) if first == last else f"{short_date(first)} – {short_date(last)}"


TABS = (
    ("chart", gettext_lazy("Structure"), rights.SEE_STAFF),
    ("people", gettext_lazy("Staff"), rights.SEE_STAFF),
    ("staffing", gettext_lazy("Staffing table"), rights.SEE_STAFF),
    ("services", gettext_lazy("What services work on"), rights.SEE_TOPICS),
    ("rights", gettext_lazy("Rights"), rights.SEE_RIGHTS),
    ("why", gettext_lazy("Why may I?"), None),
)


@register.inclusion_tag("ui/tabs.html", takes_context=True)
def organisation_tabs(context: Any, current: str) -> dict[str, Any]:
    """The pages about the organisation that this person may see."""
    actor = context["request"].actor
    tabs = [
        {"label": words, "url": reverse(f"organisation:{name}"), "is_current": name == current}
        for name, words, right in TABS
        if right is None or actor.may(right)
    ]
    return {"label": _("Organisation"), "tabs": tabs}
