"""Short sentences of the public pages that are put together from facts: open or closed, where a book stands."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from javon.collection.catalogue.electronic import Offered
from javon.collection.catalogue.models import Title
from javon.collection.catalogue.wording_facets import label_of
from javon.collection.stock.holdings import Availability
from javon.core import uzbek

# state -> (kind of badge, icon)
BADGES = {
    "available": ("ok", "circle-check"),
    "out": ("warn", "clock"),
    "reading_room": ("info", "armchair"),
    "none": ("", "circle-minus"),
}
COPY_BADGES = {
    "on_shelf": ("ok", "circle-check"),
    "on_loan": ("warn", "clock"),
    "in_reading_room": ("info", "armchair"),
    "on_display": ("info", "armchair"),
}
SORT_LABELS = {
    "relevance": _("By relevance"),
    "title": _("By title"),
    "author": _("By author"),
    "-year": _("Newest editions first"),
    "year": _("Oldest editions first"),
    "newest": _("Latest arrivals first"),
}


def opening(now: Any) -> str:
    """Open until when, or closed until when. `now` is organisation's answer; None when nothing is known."""
    if now is None:
        return ""
    if now.is_open:
        return gettext("Open now, until %(time)s") % {"time": f"{now.until:%H:%M}"}
    if now.opens_at is None:
        return gettext("Closed now")
    words = {"time": f"{now.opens_at:%H:%M}", "day": uzbek.day_month(now.opens_at, get_language() or "uz")}
    if now.opens_today:
        return gettext("Closed now, opens today at %(time)s") % words
    return gettext("Closed now, opens on %(day)s at %(time)s") % words


def badge(availability: Availability) -> dict[str, str]:
    """The state of a title in a word and a sign."""
    kind, icon = BADGES[availability.state]
    if availability.state == "available":
        label = gettext("On the shelf, copies: %(count)s") % {"count": availability.available}
    else:
        label = {
            "out": gettext("All copies on loan"),
            "reading_room": gettext("Reading room only"),
            "none": gettext("No copies"),
        }[availability.state]
    return {"label": label, "kind": kind, "icon": icon}


def facts_line(title: Title) -> str:
    """Genre, publisher with year, extent, language and script: what tells one edition from another."""
    publisher = ", ".join(filter(None, (title.publisher, str(title.year or ""))))
    return " · ".join(
        filter(None, (title.genre or title.subtitle, publisher, title.extent, language_line(title)))
    )


def why_not(file: Offered) -> str:
    """Where, or when, a reader may read a file that does not open here and now; "" for one that opens."""
    if file.why == "file_not_yet" and file.day is not None:
        return gettext("It opens to readers on %(day)s") % {"day": f"{file.day:%d.%m.%Y}"}
    return gettext("It can be read in the library") if file.why else ""


def language_line(title: Title) -> str:
    """ "Uzbek, Latin script" in the language of the page."""
    names = [label_of("language", code) for code in title.languages.split()[:2]]
    names += [label_of("script", title.script)] if title.script else []
    line = ", ".join(names)
    # English alone writes languages with a capital in the middle of a line.
    return line if get_language() == "en" else line.lower()
