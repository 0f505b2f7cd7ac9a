"""A stocktaking as its pages show it: lines, tabs, figures. Nothing is decided here and nothing is written."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from javon.collection.stock.models import Copy, CountedShelf, Expectation, Scan, Stocktaking
from javon.collection.stock.queries import stocktaking as queries
from javon.collection.stock.wording import sentence
from javon.collection.stock.wording.stocktaking import OUTCOMES
from javon.core.ui.templatetags.ui import in_script
from javon.core.uzbek import number
from javon.core.verdict import Refusal

PER_PAGE = 50
# The tabs of a session, in the order in which somebody looks at them.
TABS = (
    "wrong_place",
    "said_away",
    "found",
    "missing",
    "withdrawn",
    "stray",
    "unknown",
    "duplicate",
    "away",
    "handled",
)
PLACES = {str(value): label for value, label in Copy.State.choices}


def named(title: str) -> str:
    """Without the punctuation that a record puts after a title."""
    return title.strip(" /:;")


def point_name(shelf: CountedShelf) -> str:
    """The service point of a shelf in the page's script."""
    return str(in_script(shelf.point.name, shelf.point.name_cyrl))


def shelf_name(shelf: CountedShelf | None) -> str:
    """ "2-javon"; the point itself where its copies name no shelf."""
    if shelf is None:
        return ""
    return str(in_script(shelf.name)) if shelf.name else point_name(shelf)


def in_order(shelves: Iterable[CountedShelf]) -> list[CountedShelf]:
    """Shelves as one walks along them: the 2nd before the 10th."""

    def place(shelf: CountedShelf) -> tuple[Any, ...]:
        parts = re.split(r"(\d+)", shelf.name)
        return (
            shelf.point.position,
            shelf.point.code,
            [(int(one), "") if one.isdecimal() else (-1, one) for one in parts],
        )

    return sorted(shelves, key=place)


def title_of(session: Stocktaking, points: list[Any]) -> str:
    """What is counted: "Bolalar boʻlimi, 2-javon"."""
    names = ", ".join(str(in_script(point.name, point.name_cyrl)) for point in points)
    return ", ".join(part for part in (names, session.shelf) if part)


def scan_line(scan: Scan) -> dict[str, Any]:
    """One scan: its sign, what it was, what to do with it."""
    said = OUTCOMES[scan.outcome]
    copy = scan.copy
    return {
        "scan": scan,
        "said": said,
        "code": copy.code or copy.inventory_number if copy is not None else scan.code,
        "number": copy.inventory_number if copy is not None else "",
        "title": named(copy.title.title) if copy is not None else "",
        "detail": _detail(scan, copy),
        "todo": said.todo,
    }


def _detail(scan: Scan, copy: Copy | None) -> str:
    """Where it ought to be and where it was found."""
    if copy is None:
        return ""
    if scan.outcome == "wrong_place":
        where = copy.shelf or str(in_script(copy.service_point.name, copy.service_point.name_cyrl))
        if scan.shelf is not None and copy.shelf == scan.shelf.name:
            return _("its record now says: %(shelf)s") % {"shelf": in_script(where)}
        return _("expected: %(own)s · found: %(here)s") % {
            "own": in_script(where),
            "here": shelf_name(scan.shelf),
        }
    if scan.outcome == "said_away":
        return _("said to be: %(place)s") % {"place": PLACES[copy.state]}
    if scan.outcome == "stray":
        return str(in_script(copy.service_point.name, copy.service_point.name_cyrl))
    return ""


def unseen_line(row: Expectation) -> dict[str, Any]:
    """One expected copy that nobody scanned."""
    place = PLACES[row.copy.state] if row.copy.state not in ("on_shelf", "missing") else ""
    return {
        "copy": row.copy,
        "code": row.copy.code or row.copy.inventory_number,
        "number": row.copy.inventory_number,
        "title": named(row.copy.title.title),
        "detail": " · ".join(
            str(part) for part in (shelf_name(row.shelf), row.copy.shelf_mark, place) if part
        ),
    }


def tabs(session: Stocktaking, counts: queries.Counts, current: str) -> list[dict[str, Any]]:
    """The classes as tabs, each with its count; the empty ones are left out but for the first four."""
    address = reverse("stock:check", args=[session.number])
    return [
        {
            "label": str(OUTCOMES[outcome].label).capitalize(),
            "url": f"{address}?class={outcome}",
            "count": number(counts[outcome]),
            "is_current": outcome == current,
        }
        for place, outcome in enumerate(TABS)
        if counts[outcome] or place < 4 or outcome == current
    ]


def lines(session: Stocktaking, outcome: str, page: str | None) -> tuple[list[dict[str, Any]], Any]:
    """The lines of one class and the page they are on."""
    is_unseen = outcome in (*queries.UNSEEN, "")
    found: Any = queries.unseen_of(session, outcome) if is_unseen else queries.scans_of(session, outcome)
    rows = Paginator(found, PER_PAGE).get_page(page)
    return [unseen_line(row) if is_unseen else scan_line(row) for row in rows], rows


def progress(session: Stocktaking, counts: queries.Counts) -> dict[str, Any]:
    """How far it is, how fast it goes, how long it takes yet, in words."""
    pace = queries.pace(session, counts.left) if session.state == Stocktaking.State.COUNTING else None
    words = []
    if pace is not None and pace.per_minute is not None:
        words.append(_("%(speed)s a minute") % {"speed": number(round(pace.per_minute))})
    if pace is not None and pace.minutes_left:
        words.append(_("about %(time)s left") % {"time": _time(pace.minutes_left)})
    return {
        "value": counts.seen,
        "most": counts.to_see,
        "text": f"{number(counts.seen)} / {number(counts.to_see)}",
        "percent": counts.percent,
        "pace": " · ".join(words),
    }


def _time(minutes: int) -> str:
    if minutes < 90:
        return _("%(minutes)s min") % {"minutes": minutes}
    return pgettext("time", "%(hours)s h") % {"hours": number(round(minutes / 60))}


def key_figures(session: Stocktaking, counts: queries.Counts) -> list[dict[str, Any]]:
    """The classes of a finished session as figures."""
    return [
        {
            "label": str(OUTCOMES[outcome].label).capitalize(),
            "value": counts[outcome],
            "kind": OUTCOMES[outcome].kind,
        }
        for outcome in ("in_place", "missing", "wrong_place", "said_away", "away", "unknown")
    ]


def all_lines(session: Stocktaking, outcome: str) -> list[dict[str, Any]]:
    """Every line of one class, for paper."""
    if outcome in queries.UNSEEN:
        return [unseen_line(row) for row in queries.unseen_of(session, outcome)]
    return [scan_line(row) for row in queries.scans_of(session, outcome)]


def told(answer: dict[str, Any]) -> dict[str, Any]:
    """What came of a list of codes, in words."""
    return {
        "taken": answer["taken"],
        "outcomes": [
            {"label": OUTCOMES[outcome].label, "kind": OUTCOMES[outcome].kind, "count": count}
            for outcome, count in answer["outcomes"].items()
        ],
        "refused": [
            (code, sentence(Refusal(why, details={"scanned": code}))) for code, why in answer["refused"]
        ],
    }
