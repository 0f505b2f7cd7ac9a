"""The band under the box: what the last scan was, in three severities, for the eye, the ear and the screen reader.

ux.md 3.2: done (green, short tone), done and to be noted (amber, no stop), stopped (red, low tone; later scans wait).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from javon.collection.stock.models import Copy
from javon.core.access import Actor, posts_with
from javon.core.ui.templatetags.ui import in_script
from javon.core.uzbek.figures import short_date
from javon.core.verdict import Verdict
from javon.service.lending import rights, wording
from javon.service.lending.actions.scanning import Scanned, Stopped
from javon.service.lending.answers import Answer
from javon.service.lending.queries import hold_lists
from javon.service.lending.queries.holds import ready_with
from javon.service.lending.queries.scanning import Found
from javon.service.lending.rules.scanning import Step


@dataclass(frozen=True, slots=True)
class Band:
    """`kind` ok, warn, bad, ask or quiet; `tone` the sound; `stops` are reasons, `notes` what is said besides."""

    kind: str
    title: str
    icon: str = "check"
    tone: str = ""
    detail: str = ""
    due_on: date | None = None
    why: str = ""
    lead: str = ""  # where the copy goes now: what the hand does next, said before everything else
    hold: UUID | None = None  # of whom it waits for: a slip can go into the book
    stops: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    may_override: bool = False
    code: str = ""  # sent again with an override or an answer
    asks_which: bool = False
    is_unknown: bool = False  # a code that nobody has: perhaps a book without a record
    choices: tuple[Any, ...] = field(default=())


def quiet(words: str = "") -> Band:
    """Nothing was scanned yet."""
    return Band("quiet", words or _("Scan a book or a card."), icon="scan-barcode")


def why_anyway() -> tuple[str, ...]:
    """Reasons that are often given for lending in spite of an objection; any other may be typed."""
    return (_("The teacher asked"), _("Needed for study"), _("The head allowed it"))


def of_scanned(scanned: Scanned, found: Found, *, reader_name: str, by: Actor) -> Band:
    """The band of a scan that did something, or only asked."""
    if scanned.done:
        return _done(scanned, reader_name, by)
    if scanned.stopped:
        return of_stopped(scanned.stopped, by)
    return _asked(scanned.step, found)


ELSEWHERE = "goes_to_pickup"  # a return that has to travel
TITLES = {
    "lent": lambda title: _("Lent: «%(title)s»") % {"title": title},
    "returned": lambda title: _("Taken back: «%(title)s»") % {"title": title},
    "shelved": lambda title: _("To the shelf: «%(title)s»") % {"title": title},
    "renewed": lambda title: _("Renewed: «%(title)s»") % {"title": title},
}


def _done(scanned: Scanned, reader_name: str, by: Actor) -> Band:
    last = scanned.done[-1]
    said = [note.refusal for one in scanned.done for note in one.notes]
    notes = wording.sentences(one for one in said if one.code != ELSEWHERE)
    lead = " ".join(wording.sentences(one for one in said if one.code == ELSEWHERE))
    kept_for: UUID | None = None
    if len(scanned.done) > 1 and scanned.step == Step.PASS_ON:
        notes.insert(0, _("Taken back from the reader before."))
    elif len(scanned.done) > 1:
        notes.insert(0, _("Copies lent at once: %(count)s.") % {"count": len(scanned.done)})
    if last.hold_id is not None and (held := hold_lists.ready_for(last.hold_id)) is not None:
        told = {"reader": in_script(held.reader.short_name), "until": short_date(held.until)}
        lead = _("To the shelf of reservations: for %(reader)s, until %(until)s.") % told
        kept_for = last.hold_id
    if scanned.stopped:
        band = of_stopped(scanned.stopped, by)
        return Band(
            **{**_fields(band), "lead": lead, "hold": kept_for, "notes": (*_names(scanned.done), *notes)}
        )
    return Band(
        "warn" if notes or lead else "ok",
        TITLES[last.verb](last.title),
        icon="triangle-alert" if notes or lead else "check",
        tone="double" if notes or lead else "high",
        lead=lead,
        hold=kept_for,
        detail=" · ".join(
            part for part in (in_script(reader_name), last.inventory_number or last.barcode) if part
        ),
        due_on=last.due_on if last.verb in ("lent", "renewed") else None,
        notes=tuple(notes),
    )


def _names(done: Iterable[Answer]) -> tuple[str, ...]:
    return tuple(TITLES[one.verb](one.title) for one in done)


def _fields(band: Band) -> dict[str, Any]:
    return {name: getattr(band, name) for name in Band.__slots__}


def of_stopped(stopped: Iterable[Stopped], by: Actor) -> Band:
    """Copies that were not lent: the first one in full, the others by their title and reasons."""
    first, *others = stopped
    told = of_refused(first.verdict, title=first.title, code=first.code, by=by)
    more = tuple(f"«{one.title}»: {' '.join(wording.sentences(one.verdict.stops))}" for one in others)
    return Band(**{**_fields(told), "notes": (*told.notes, *more)})


def of_refused(verdict: Verdict, *, title: str, code: str, by: Actor) -> Band:
    """A stop: every reason, and the way past it where this person has one."""
    held = verdict.overridable and all(stop.override_right in by.rights for stop in verdict.stops)
    notes = wording.sentences(verdict.warnings)
    if verdict.overridable and not held and (posts := posts_with(rights.OVERRULE)):
        notes.append(_("Only this post can decide otherwise: %(post)s.") % {"post": ", ".join(posts)})
    return Band(
        "bad",
        _("Not done: «%(title)s»") % {"title": title} if title else _("Not done"),
        icon="octagon-alert",
        tone="low",
        stops=tuple(wording.sentences(verdict.stops)),
        notes=tuple(notes),
        may_override=held,
        code=code,
    )


def _kept_for(copy: Copy) -> str:
    """Who waits for a copy that comes from the shelf of reservations; "" for any other."""
    hold = ready_with(copy.pk) if copy.state == Copy.State.ON_HOLD_SHELF else None
    kept = hold_lists.ready_for(hold.pk) if hold is not None else None
    if kept is None:
        return ""
    told = {"reader": in_script(kept.reader.short_name), "until": short_date(kept.until)}
    return _("It is kept for a reader: %(reader)s, until %(until)s.") % told


def _asked(step: str, found: Found) -> Band:
    text = found.code.text
    if step == Step.ASK_WHO and found.copy is not None:
        return Band(
            "ask", _("Who is it for? «%(title)s»") % {"title": found.copy.title.title}, icon="user-round",
            tone="high", detail=_("Scan the reader's card, or scan the next book first."), code=text,
            lead=_kept_for(found.copy),
        )  # fmt: skip
    if step == Step.ASK_WHICH and found.copy is not None and found.loan is not None:
        return Band(
            "ask", _("The reader has this book: «%(title)s»") % {"title": found.copy.title.title},
            icon="circle-question-mark", tone="double", detail=_("Renew it or take it back?"),
            due_on=found.loan.due_on, code=text, asks_which=True,
        )  # fmt: skip
    if step == Step.READ_TWICE:
        return Band("warn", _("Read twice. Nothing has changed."), icon="triangle-alert", tone="double")
    if step == Step.CHOOSE:
        return Band(
            "ask", _("Several copies answer to %(code)s. Choose one.") % {"code": text}, icon="list-checks",
            tone="double", code=text, choices=found.copies,
        )  # fmt: skip
    if step == Step.UNKNOWN:
        return Band(
            "bad", _("Not found: %(code)s") % {"code": text}, icon="octagon-alert", tone="low",
            stops=(_("Nothing has changed. Scan again, or type the name of the reader or of the book."),),
            code=text, is_unknown=True,
        )  # fmt: skip
    return quiet(pgettext("desk", "Scan the next book."))
