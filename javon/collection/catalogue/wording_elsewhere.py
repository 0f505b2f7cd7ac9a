"""The sentences of copy cataloguing: why a library gave no answer, why its address is not kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# Codes of sources.elsewhere.trouble.Trouble.
TROUBLES: dict[str, Promise] = {
    "unreachable": _("cannot be reached. Look at the address and at the connection to the Internet."),
    "forbidden_address": _("has an address that no library can have: %(address)s."),
    "timed_out": _("did not answer in %(seconds)s seconds. Try again later."),
    "closed": _("ended the conversation before it had answered. Try again later."),
    "not_understood": _("answered something that is not the protocol in its address."),
    "too_large": _("answered with more than can be taken. Ask more narrowly."),
    "moved": _("has moved to %(to)s. Correct its address."),
    "not_let_in": _("lets in known callers only: it wants a name and a password, or other ones."),
    "no_database": _("has no such database, or the database is closed now."),
    "busy": _("cannot answer just now. Try again in a minute."),
    "question_not_supported": _(
        "does not search by what was asked. Ask by something else, or correct its indexes."
    ),
    "syntax_not_supported": _("does not send its records in a format that is known here."),
    "out_of_range": _("counted more records than it could send."),
    "no_result_set": _("forgot what it had found. Search again."),
    "diagnostic": _("refused: %(told)s (%(number)s)."),
}
ENCODING_AUTO = pgettext_lazy("encoding", "found out by itself")
INDEX_LABELS: dict[str, Promise] = {
    "title": _("Index of titles"),
    "author": _("Index of authors"),
    "isbn": _("Index of ISBN"),
    "any": _("Index of everything"),
}


def trouble(code: str, details: Mapping[str, Any]) -> str:
    """Why a library gave no answer; the sentence goes on after its name."""
    return str(TROUBLES.get(code, TROUBLES["not_understood"])) % {
        "address": "", "seconds": "", "to": "", "told": "–", "number": "0", **details,
    }  # fmt: skip


def told(outcome: Mapping[str, Any]) -> dict[str, Any]:
    """What came of asking one library, in a sentence: name, text, kind of the message (ok, info, bad)."""
    if outcome["trouble"]:
        return {
            "name": outcome["name"],
            "kind": "bad",
            "text": trouble(outcome["trouble"], outcome["details"]),
        }
    if not outcome["hits"]:
        return {"name": outcome["name"], "kind": "info", "text": str(_("found nothing."))}
    text = str(_("found %(hits)d, shown %(shown)d.")) % outcome
    if outcome["unread"]:
        text += " " + str(_("Could not be read: %(count)d.")) % {"count": len(outcome["unread"])}
    return {"name": outcome["name"], "kind": "ok", "text": text}
