"""A reader as the page shows it: the head with what is to be said at once, the facts, the tabs, the deeds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from javon.core import clock
from javon.core.access import Actor
from javon.core.ui.templatetags.ui import in_script
from javon.core.uzbek import short_date
from javon.service.readers import panels, phones, rights
from javon.service.readers.models import (
    Block,
    Card,
    Consent,
    Guardianship,
    IdentityDocument,
    Reader,
    Registration,
)
from javon.service.readers.queries import blocks_on, current_card, guardians_of, registration_of, wards_of
from javon.service.readers.queries.consents import is_wanted, standing
from javon.service.readers.rules import ages
from javon.service.readers.views.shared import DESK, address, age_words, body_name, name_of, place_words

Shown = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Facts:
    """What the page asks of one reader, asked once."""

    card: Card | None
    line: Registration | None
    blocks: list[Block]
    guardians: list[Guardianship]
    wards: list[Guardianship]
    consents: list[Consent]
    consent_wanted: str
    identity: IdentityDocument | None
    age: int | None


def facts(reader: Reader) -> Facts:
    """Seven short questions."""
    today = clock.today()
    return Facts(
        card=current_card(reader),
        line=registration_of(reader.pk, today.year),
        blocks=list(blocks_on(reader.pk, today)),
        guardians=list(guardians_of(reader)),
        wards=list(wards_of(reader)),
        consents=list(standing(reader)),
        consent_wanted=is_wanted(reader, today),
        identity=IdentityDocument.objects.filter(reader=reader).first(),
        age=ages.age_on(reader.birth_date, today),
    )


def person(reader: Reader, f: Facts) -> Shown:
    """The head: who, how old, where, and the badges."""
    parts = [age_words(reader), place_words(reader), body_name(reader.mahalla)]
    if reader.head_count:
        parts.insert(0, _("people: %(count)s") % {"count": reader.head_count})
    return {
        "detail": " · ".join(part for part in parts if part),
        "code": f.card.shown if f.card else "",
        "photo": reverse("readers:photo", args=[reader.number]) if reader.photo_id else "",
        "badges": _badges(reader, f),
    }


CONSENT_WORDS = {
    "none": ("bad", "circle-alert"),
    "older_text": ("warn", "circle-alert"),
    "own": ("warn", "circle-alert"),
}


def consent_label(code: str) -> str:
    """What is missing of the consent, in words."""
    return {
        "none": _("no consent"),
        "older_text": _("consent to an older text"),
        "own": _("own consent wanted: sixteen by now"),
    }[code]


def _badges(reader: Reader, f: Facts) -> list[Shown]:
    made: list[Shown] = []
    if reader.left_on:
        made.append({"label": _("has left: %(day)s") % {"day": short_date(reader.left_on)}, "kind": "bad"})
    elif f.line is None:
        made.append({"label": _("not registered this year"), "kind": "warn", "icon": "circle-alert"})
    else:
        made.append(
            {"label": _("registered this year: no. %(number)s") % {"number": f.line.number}, "kind": "ok"}
        )
    made += [
        {"label": _("restricted: %(deed)s") % {"deed": one.get_deed_display()}, "kind": "bad"}
        for one in f.blocks
    ]
    if f.consent_wanted:
        kind, icon = CONSENT_WORDS[f.consent_wanted]
        made.append({"label": consent_label(f.consent_wanted), "kind": kind, "icon": icon})
    if f.card is None and not reader.left_on:
        made.append({"label": _("no card in use"), "kind": "warn"})
    if ages.needs_guardian(f.age) and not f.guardians:
        made.append({"label": _("no parent is entered"), "kind": "warn"})
    if f.age is not None and f.age >= ages.OF_AGE and f.guardians:
        made.append({"label": _("of age by now: look at who answers"), "kind": "info"})
    return made


def known(reader: Reader, f: Facts) -> list[Shown]:
    """What is known of the person."""
    pairs: list[Shown] = [
        {
            "label": _("Card"),
            "text": f.card.shown if f.card else "",
            "note": _("since %(day)s") % {"day": short_date(f.card.issued_on)} if f.card else "",
        },
        {
            "label": _("What the reader does"),
            "text": str(reader.get_category_display()),
            "note": place_words(reader),
        },
    ]
    if reader.birth_date:
        pairs.append(
            {"label": _("Birth date"), "text": short_date(reader.birth_date), "note": age_words(reader)}
        )
    if reader.sex:
        pairs.append({"label": _("Sex"), "text": str(reader.get_sex_display())})
    pairs += [
        {"label": _("Mahalla"), "text": body_name(reader.mahalla), "note": in_script(reader.address)},
        {"label": _("Phone"), "text": phones.shown(reader.phone)},
        {"label": _("Reader since"), "text": short_date(reader.registered_on)},
    ]
    if reader.kind == Reader.Kind.PERSON:
        pairs.append(_consent_pair(f))
        if f.identity is not None:
            pairs.append({"label": str(f.identity.get_kind_display()).capitalize(), "text": f.identity.mask})
    if reader.is_visually_impaired:
        pairs.append({"label": _("Slips"), "text": _("in large letters")})
    if reader.note:
        pairs.append({"label": _("Note"), "text": reader.note})
    if reader.left_on:
        pairs.append(
            {"label": _("Has left"), "text": short_date(reader.left_on), "note": reader.left_because}
        )
    return pairs


def _consent_pair(f: Facts) -> Shown:
    label = pgettext("to the use of personal data", "consent").capitalize()
    if not f.consents:
        return {"label": label, "text": ""}
    newest = f.consents[0]
    words = _("version %(version)s, %(day)s") % {
        "version": newest.text.version,
        "day": short_date(newest.given_on),
    }
    return {"label": label, "text": words, "note": str(newest.get_given_by_display())}


def people(f: Facts) -> list[Shown]:
    """Who answers for the reader, and for whom the reader answers."""
    made: list[Shown] = []
    for one in f.guardians:
        other = one.guardian
        phone = other.phone if other else one.phone
        made.append(
            {
                "name": name_of(other) if other else in_script(one.name),
                "url": address(other) if other else "",
                "role": str(one.get_relation_display()),
                "phone": phones.shown(phone),
                "dial": f"tel:+{phone}" if phone else "",
                "id": one.pk,
            }
        )
    made += [
        {"name": name_of(one.reader), "url": address(one.reader), "role": _("child"), "phone": ""}
        for one in f.wards
    ]
    return made


def blocks(by: Actor, reader: Reader, f: Facts) -> list[Shown]:
    """The restrictions in force, each with the way to lift it."""
    may = by.may(rights.BLOCK_READERS)
    return [
        {
            "title": str(one.get_deed_display()).capitalize(),
            "reason": one.reason,
            "from": one.starts_on,
            "until": one.ends_on,
            "lift_url": f"{address(reader)}?do=lift&block={one.pk}" if may else "",
        }
        for one in f.blocks
    ]


def years(reader: Reader) -> list[Shown]:
    """The lines of the registration journals, the newest first."""
    lines = Registration.objects.filter(reader=reader).order_by("-year")
    return [
        {
            "year": one.year,
            "number": one.number,
            "day": one.paper_day or one.registered_on,
            "kind": str(one.get_kind_display()),
        }
        for one in lines
    ]


def panels_for(by: Actor) -> list[panels.Panel]:
    """The tabs that this person may see."""
    return [one for one in panels.panels() if one.right is None or by.may(one.right)]


def tabs(by: Actor, reader: Reader, chosen: panels.Panel | None) -> list[Shown]:
    """The tabs: other modules' first, as the desk needs them, then what is known."""
    made = [
        {
            "label": one.label,
            "url": reverse("readers:panel", args=[reader.number, one.code]),
            "count": one.count(reader) if one.count else 0,
            "is_current": one == chosen,
        }
        for one in panels_for(by)
    ]
    own = {"label": _("Data"), "url": address(reader), "is_current": chosen is None}
    return [*made, own]


def actions(by: Actor, reader: Reader, f: Facts) -> list[Shown]:
    """What may be done, the likeliest first."""
    here = address(reader)
    do = reverse("readers:do", args=[reader.number, "again"])
    made: list[Shown] = []
    has_desk = True
    try:
        resolve(DESK)
    except Resolver404:
        has_desk = False
    if has_desk and f.card is not None:
        made.append(
            {
                "label": _("Lend and take back"),
                "url": f"{DESK}?card={f.card.code}",
                "icon": "scan-barcode",
                "kind": "primary",
            }
        )
    if by.may(rights.REGISTER_READERS):
        if f.line is None:
            made.append(
                {"label": _("Register for this year"), "action": do, "icon": "check", "kind": "primary"}
            )
        if reader.kind == Reader.Kind.PERSON:
            edit = reverse("readers:edit", args=[reader.number])
            made.append({"label": _("Correct"), "url": edit, "icon": "pencil"})
            if f.consent_wanted:
                made.append(
                    {"label": _("Take the consent"), "url": f"{here}?do=consent", "icon": "file-check"}
                )
        made.append({"label": _("Another card"), "url": f"{here}?do=card", "icon": "id-card"})
        made.append({"label": _("Who answers"), "url": f"{here}?do=guardian", "icon": "users"})
    if by.may(rights.BLOCK_READERS):
        made.append({"label": _("Restrict the service"), "url": f"{here}?do=block", "icon": "lock"})
    if by.may(rights.SEE_IDENTITY) and f.identity is not None:
        made.append(
            {"label": _("Show the document's number"), "url": f"{here}?do=identity_show", "icon": "eye"}
        )
    if by.may(rights.REGISTER_READERS):
        made += _seldom(reader, f, here)
    return made


def _seldom(reader: Reader, f: Facts, here: str) -> list[Shown]:
    papers = reverse("readers:papers_of", args=[reader.number])
    made: list[Shown] = [{"label": _("Papers of readers"), "url": papers, "icon": "printer", "kind": "quiet"}]
    if reader.kind == Reader.Kind.PERSON:
        made.append(
            {
                "label": _("Identity document"),
                "url": f"{here}?do=identity",
                "icon": "file-text",
                "kind": "quiet",
            }
        )
        made.append(
            {"label": _("Photograph"), "url": f"{here}?do=photo", "icon": "user-round", "kind": "quiet"}
        )
        if f.consents:
            made.append(
                {"label": _("Consent withdrawn"), "url": f"{here}?do=withdraw", "icon": "x", "kind": "quiet"}
            )
    if reader.photo_id:
        made.append(
            {
                "label": _("Remove the photograph"),
                "url": f"{here}?do=photo_remove",
                "icon": "trash-2",
                "kind": "quiet",
            }
        )
    if reader.left_on is None:
        made.append({"label": _("Has left"), "url": f"{here}?do=leave", "icon": "log-out", "kind": "quiet"})
    else:
        undo = reverse("readers:do", args=[reader.number, "return"])
        made.append(
            {"label": _("Has not left: take it back"), "action": undo, "icon": "undo-2", "kind": "quiet"}
        )
    return made
