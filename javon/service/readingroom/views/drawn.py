"""The plan as it is drawn and listed: where each place stands, its colour, glyph and word, what may be done there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from javon.core import clock
from javon.core.uzbek import to_cyrillic
from javon.service.readers.models import Reader
from javon.service.readingroom.models import Room
from javon.service.readingroom.queries.hall import Group, Hall, Session, Spot

CELL_WIDE, CELL_HIGH, GAP, DOOR = (
    84,
    64,
    4,
    26,
)  # of the drawing; a place is 76 by 56, above the 48 of a finger
GLYPHS = {"free": "○", "busy": "●", "held": "◐", "block": "▦", "faulty": "✕"}
LONGEST_NAME = 8  # letters that fit into a place


def words() -> dict[str, str]:
    """How a place is, in a word."""
    return {
        "free": pgettext("place", "free"),
        "busy": pgettext("place", "taken"),
        "held": pgettext("place", "kept"),
        "block": pgettext("place", "class"),
        "faulty": pgettext("place", "faulty"),
    }


def said(name: str) -> str:
    """A name in the page's script."""
    return to_cyrillic(name) if get_language() == "uz-cyrl" else name


def short_name(reader: Reader | None) -> str:
    """As people are called in the hall."""
    return said(reader.given_name or reader.surname) if reader is not None else ""


def full_name(reader: Reader | None) -> str:
    """Given name and surname; a dash for somebody whose data were erased."""
    return said(reader.short_name) if reader is not None else "–"


def address_of(hall: Hall, spot: Spot) -> str:
    """The page with this place chosen; the scan box is in view."""
    return f"{reverse('readingroom:hall')}?room={hall.room.number}&place={spot.code}"


def drawing(hall: Hall, chosen: str = "") -> dict[str, Any]:
    """The SVG's size, and each place with its box, words and address."""
    wide, high = hall.room.columns * CELL_WIDE + GAP, hall.room.rows * CELL_HIGH + GAP + DOOR
    in_order = sorted(hall.spots, key=lambda spot: (spot.place.row, spot.place.column))
    return {
        "wide": wide,
        "high": high,
        "door": wide // 2,
        "spot_wide": CELL_WIDE - 2 * GAP,
        "spot_high": CELL_HIGH - 2 * GAP,
        "spots": [_drawn(hall, spot, chosen) for spot in in_order],
    }


def _drawn(hall: Hall, spot: Spot, chosen: str) -> dict[str, Any]:
    left, top = (spot.place.column - 1) * CELL_WIDE + GAP, (spot.place.row - 1) * CELL_HIGH + GAP + DOOR
    word, more = words()[spot.look], ""
    if spot.session is not None and spot.look != "faulty":
        more = _time_left(spot.session)
        if not spot.session.is_block:
            name = short_name(spot.session.reader)
            word = name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"
    return {
        "code": spot.code,
        "look": spot.look,
        "glyph": GLYPHS[spot.look],
        "word": word,
        "more": more,
        "is_chosen": spot.code == chosen,
        "is_computer": spot.place.KIND == "computer",
        "url": address_of(hall, spot),
        "said": f"{spot.code}: {told(spot)}",
        "left": left,
        "top": top,
        "middle": left + (CELL_WIDE - 2 * GAP) // 2,
        "line_1": top + (18 if more else 24),
        "line_2": top + (34 if more else 42),
        "line_3": top + 49,
    }


def _time_left(session: Session) -> str:
    hours, minutes = divmod(session.minutes_left, 60)
    return f"{hours}:{minutes:02d}"


def told(spot: Spot) -> str:
    """One sentence about a place, for the list and for those who hear the plan."""
    session = spot.session
    if spot.look == "faulty":
        return _("out of order: %(note)s") % {"note": spot.place.note}
    if session is None:
        if spot.following is not None:
            return _("free until %(until)s") % {"until": hour(spot.following.starts_at)}
        return words()["free"]
    if session.is_block:
        return _("%(label)s, until %(until)s") % {
            "label": session.booking.label, "until": hour(session.ends_at),
        }  # fmt: skip
    name = full_name(session.reader)
    if spot.look == "held":
        until = hour(session.held_until or session.ends_at)
        return _("%(name)s, kept until %(until)s") % {"name": name, "until": until}
    return _("%(name)s, %(minutes)s minutes left") % {"name": name, "minutes": session.minutes_left}


def hour(moment: Any) -> str:
    """15:40, in Tashkent."""
    return f"{moment.astimezone(clock.TASHKENT):%H:%M}"


def listed(hall: Hall) -> list[dict[str, Any]]:
    """The list beside the plan: of each kind its figures, who has what, the free ones, the queue."""
    return [_group(hall, group) for group in hall.groups if group.spots]


def _group(hall: Hall, group: Group) -> dict[str, Any]:
    counts = group.counts
    taken = sum(counts.get(look, 0) for look in ("busy", "held", "block"))
    figures = [
        _("taken: %(count)s") % {"count": taken},
        _("free: %(count)s") % {"count": counts.get("free", 0)},
    ]
    if counts.get("faulty"):
        figures.append(_("faulty: %(count)s") % {"count": counts["faulty"]})
    terms = group.picture.terms
    return {
        "kind": group.kind,
        "title": pgettext("hall", "Computers") if group.kind == "computer" else pgettext("hall", "Seats"),
        "figures": " · ".join(figures),
        "rows": [_line(hall, spot) for spot in group.spots if spot.look != "free"],
        "free": [_line(hall, spot) for spot in group.spots if spot.look == "free"],
        "waiting": [
            {"booking": one.booking, "number": one.number, "name": full_name(one.reader)}
            for one in group.waiting
        ],
        "hold_minutes": terms.hold_minutes,
        "extension": terms.extension_minutes,
    }


def _line(hall: Hall, spot: Spot) -> dict[str, Any]:
    return {
        "code": spot.code,
        "look": spot.look,
        "glyph": GLYPHS[spot.look],
        "text": told(spot),
        "booking": spot.session.booking if spot.session is not None else None,
        "url": address_of(hall, spot),
    }


def rooms_of(rooms: Sequence[Room], current: Room) -> list[dict[str, Any]]:
    """The way between several rooms; nothing to choose where there is one."""
    if len(rooms) < 2:
        return []
    return [
        {
            "label": said(one.name),
            "url": f"{reverse('readingroom:hall')}?room={one.number}",
            "is_on": one.pk == current.pk,
        }
        for one in rooms
    ]
