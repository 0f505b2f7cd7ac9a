"""What is typed about another library's catalogue, parsed; rules.py decides whether it may be kept."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from javon.collection.catalogue.models import Target
from javon.collection.catalogue.targets import ENCODINGS, VERSIONS
from javon.collection.catalogue.wording_elsewhere import ENCODING_AUTO, INDEX_LABELS
from javon.core.database.fields import uuid7

_PLAIN = {"autocomplete": "off", "spellcheck": "false"}


def _text(label: Any, most: int, *, help_text: Any = "", required: bool = False) -> forms.CharField:
    widget = forms.TextInput(attrs={**_PLAIN, "maxlength": most})
    return forms.CharField(
        label=label, max_length=most, required=required, help_text=help_text, widget=widget
    )


# The form in parts: heading, then each field with the twelfths of the line that it takes on a desk.
SECTIONS: tuple[tuple[Promise, dict[str, int]], ...] = (
    (_("Library"), {"name": 8, "position": 4}),
    (
        _("How it is spoken to"),
        {"kind": 3, "address": 5, "port": 4, "database": 4, "syntax": 8, "encoding": 4, "version": 4},
    ),
    (
        _("Names of its indexes, where they are not the usual ones"),
        {"title": 3, "author": 3, "isbn": 3, "any": 3},
    ),
    (_("Who asks"), {"user": 4, "password": 8}),
)


class TargetForm(forms.Form):
    """A catalogue that can be asked: where it answers, in which format, by which names of its indexes."""

    name = _text(_("Name of the library"), 120, required=True)
    kind = forms.ChoiceField(
        label=pgettext_lazy("of another catalogue", "Protocol"), choices=Target.Kind.choices
    )
    address = _text(
        pgettext_lazy("of another catalogue", "Address"),
        300,
        help_text=_("Z39.50: the name of the server. SRU: the whole web address."),
        required=True,
    )
    port = forms.IntegerField(label=_("Port"), required=False, help_text=_("Z39.50 only; usually 210."))
    database = _text(_("Database"), 120, help_text=_("Z39.50 only."))
    syntax = _text(
        _("Format of the records"),
        40,
        help_text=_(
            "Z39.50: marc21, unimarc, rusmarc or xml. SRU: the name of the schema, for example marcxml."
        ),
        required=True,
    )
    encoding = forms.ChoiceField(
        label=_("Letters"), choices=[("auto", ENCODING_AUTO), *((name, name) for name in ENCODINGS[1:])]
    )
    version = forms.ChoiceField(label=_("Version of SRU"), choices=[(name, name) for name in VERSIONS])
    title = _text(INDEX_LABELS["title"], 60)
    author = _text(INDEX_LABELS["author"], 60)
    isbn = _text(INDEX_LABELS["isbn"], 60)
    any = _text(INDEX_LABELS["any"], 60)
    user = _text(
        pgettext_lazy("of another catalogue", "User name"),
        80,
        help_text=_("Only where the library asks for it."),
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=80,
        required=False,
        strip=False,
        help_text=_("Sent as it is. Never shown again; empty: the one that is kept stays."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password", "maxlength": 80}),
    )
    position = forms.IntegerField(
        label=_("Place in the list"), min_value=0, max_value=30_000, help_text=_("The smaller stands first.")
    )
    request_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, target: Target | None = None, **kwargs: Any) -> None:
        shown: dict[str, Any] = {"kind": "z3950", "port": 210, "syntax": "marc21", "position": 100}
        if target is not None:
            names = (
                "name",
                "kind",
                "address",
                "port",
                "database",
                "syntax",
                "encoding",
                "version",
                "user",
                "position",
            )
            shown = {**{name: getattr(target, name) for name in names}, **target.indexes}
        kwargs["initial"] = {**shown, "request_id": uuid7(), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)

    @property
    def sections(self) -> list[tuple[Promise, list[tuple[forms.BoundField, int]]]]:
        """The fields as the page lays them out: heading, and pairs of a field and its twelfths."""
        return [(words, [(self[name], wide) for name, wide in names.items()]) for words, names in SECTIONS]

    @property
    def given(self) -> dict[str, Any]:
        """What the action is told, by the names of ``targets.KEPT``."""
        typed = dict(self.cleaned_data)
        indexes = {name: typed.pop(name) for name in INDEX_LABELS if typed.get(name)}
        for name in (*INDEX_LABELS, "request_id"):
            typed.pop(name, None)
        return {**typed, "indexes": indexes}

    @property
    def request_id_given(self) -> UUID:
        """The form's own identifier: pressing twice keeps once."""
        return UUID(str(self.cleaned_data["request_id"]))


class SwitchForm(forms.Form):
    """Ask it, or ask it no more."""

    is_active = forms.TypedChoiceField(choices=[("1", ""), ("0", "")], coerce=lambda value: value == "1")
    request_id = forms.UUIDField()
