"""A write-off as its page shows it: steps, facts, lines, buttons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from javon.centre.documents.queries.reading import shown
from javon.collection.stock.models import Disposal, DisposalLine
from javon.collection.stock.queries import write_offs as queries
from javon.collection.stock.wording.money import soums
from javon.core.uzbek.figures import number, short_date

WAY = ("list", "commission", "minutes", "act", "booked", "out")


def steps(disposal: Disposal) -> list[dict[str, Any]]:
    """The six steps and where it stands."""
    if disposal.state == Disposal.State.CANCELLED:
        return []
    labels = {
        "list": pgettext("step of a write-off", "List"),
        "commission": pgettext("step of a write-off", "Commission"),
        "minutes": pgettext("step of a write-off", "Minutes"),
        "act": pgettext("step of a write-off", "Act"),
        "booked": pgettext("step of a write-off", "In the books"),
        "out": pgettext("step of a write-off", "Taken out"),
    }
    here = WAY.index(disposal.state)
    is_over = disposal.state == Disposal.State.OUT
    return [
        {
            "label": labels[name],
            "is_done": place < here or is_over,
            "is_current": place == here and not is_over,
        }
        for place, name in enumerate(WAY)
    ]


def facts(disposal: Disposal) -> list[dict[str, Any]]:
    """What is written down of it so far."""
    total = queries.total_of(disposal)
    pairs: list[dict[str, Any]] = [
        {"label": pgettext("write-off", "Reason"), "text": disposal.get_reason_display()},
        {"label": _("Copies"), "text": number(total.copies)},
        {"label": _("Sum, soums"), "text": soums(total.amount)},
    ]
    if disposal.book_number:
        pairs.append(
            {
                "label": _("Part 2 of the summary book"),
                "text": f"№ {disposal.book_number} / {disposal.book_year}",
                "note": _day(disposal.booked_on),
            }
        )
    if disposal.act is not None:
        paper = f"№ {disposal.act.number}" if disposal.act.number else pgettext("of an act", "draft")
        pairs.append(
            {
                "label": pgettext("of stock", "Act"),
                "text": paper,
                "url": reverse("documents:document", args=[disposal.act.short_id]),
                "note": disposal.act.get_status_display(),
            }
        )
    if disposal.commission is not None:
        pairs.append({"label": _("Commission"), "text": shown(disposal.commission.name)})
    if disposal.minutes_number:
        pairs.append(
            {
                "label": pgettext("of a commission", "Minutes"),
                "text": f"№ {disposal.minutes_number}",
                "note": _day(disposal.minutes_on),
            }
        )
        pairs.append({"label": _("Conclusion of the commission"), "text": shown(disposal.conclusion)})
    if disposal.consent:
        pairs.append({"label": _("Consent of the higher body"), "text": shown(disposal.consent)})
    if disposal.destiny:
        pairs.append(
            {
                "label": _("Where the copies go"),
                "text": shown(disposal.destiny),
                "note": _day(disposal.out_on),
            }
        )
    if disposal.note:
        pairs.append({"label": _("Note"), "text": shown(disposal.note)})
    return pairs


def _day(day: Any) -> str:
    return short_date(day) if day is not None else ""


def lines(found: Iterable[DisposalLine], last: int) -> list[dict[str, Any]]:
    """Lines from the newest on; `last` is the place of the first one shown."""
    return [
        {
            "place": last - turn,
            "key": line.pk,
            "title": line.copy.title,
            "number": line.copy.inventory_number or line.copy.code,
            "url": reverse("stock:record", args=[line.copy.title.number]),
            "where": shown(line.copy.service_point.name, line.copy.service_point.name_cyrl),
            "state": line.copy.get_state_display(),
            "is_gone": line.copy.state == "written_off",
            "price": soums(line.price),
            "is_rare": line.is_rare,
        }
        for turn, line in enumerate(found)
    ]


def buttons(disposal: Disposal, offered: Mapping[str, Any], chosen: str) -> list[dict[str, Any]]:
    """What may be done now; the first is the next step. A list waits for its first copy."""
    address = reverse("stock:write_off", args=[disposal.number])
    made: list[dict[str, Any]] = []
    if disposal.state == Disposal.State.ACT and disposal.act is not None:
        paper = reverse("documents:document", args=[disposal.act.short_id])
        made.append({"label": _("Open the act"), "icon": "file-text", "kind": "primary", "url": paper})
    for name, verb in offered.items():
        if name == chosen:
            continue
        button: dict[str, Any] = {"label": verb.label, "icon": verb.icon, "kind": verb.kind}
        if name == "commission" and not disposal.lines.exists():
            button |= {"reason": _("The list is empty."), "kind": ""}
        elif verb.form is None:
            button["action"] = reverse("stock:write_off_do", args=[disposal.number, name])
        else:
            button["url"] = f"{address}?do={name}#do"
        made.append(button)
    if disposal.lines.exists():
        made.append(
            {
                "label": _("Print the list"),
                "icon": "printer",
                "kind": "quiet",
                "url": reverse("stock:write_off_list", args=[disposal.number]),
            }
        )
        book = reverse("stock:write_off_book", args=[disposal.number])
        made.append({"label": "Excel", "icon": "download", "kind": "quiet", "url": book})
    return made
