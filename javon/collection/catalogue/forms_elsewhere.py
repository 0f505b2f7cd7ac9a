"""What is typed to search other libraries, parsed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from javon.collection.catalogue.elsewhere import MOST_TARGETS, question_of
from javon.collection.catalogue.models import Target
from javon.collection.catalogue.wording import FIELD_LABELS
from javon.collection.sources.elsewhere import Question
from javon.core.database.fields import uuid7

_PLAIN = {"autocomplete": "off", "spellcheck": "false", "maxlength": 200}


def _text(label: Any, **more: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={**_PLAIN, **more.pop("attrs", {})})
    return forms.CharField(label=label, max_length=200, required=False, widget=widget, **more)


class ElsewhereForm(forms.Form):
    """An ISBN, or a title and an author; and the libraries that are asked."""

    isbn = _text(
        FIELD_LABELS["isbn"],
        help_text=_("An ISBN is enough."),
        attrs={"inputmode": "numeric"},
    )
    title = _text(
        FIELD_LABELS["title"], help_text=_("A few words of it, as the other library would write them.")
    )
    author = _text(FIELD_LABELS["author"], help_text=_("The surname is enough."))
    targets = forms.MultipleChoiceField(
        label=pgettext_lazy("to be searched", "Libraries"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one library.")},
    )
    request_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, targets: Iterable[Target], **kwargs: Any) -> None:
        self._targets = {str(target.pk): target for target in targets}
        first = list(self._targets)[:MOST_TARGETS]
        kwargs["initial"] = {"targets": first, "request_id": uuid7(), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        field = self.fields["targets"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(key, target.name) for key, target in self._targets.items()]

    def clean_targets(self) -> list[Target]:
        """The libraries themselves."""
        chosen = [self._targets[key] for key in self.cleaned_data["targets"]]
        if len(chosen) > MOST_TARGETS:
            raise forms.ValidationError(
                _("At most %(most)d libraries are asked at once.") % {"most": MOST_TARGETS}
            )
        return chosen

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not self.errors and self.question is None:
            self.add_error("isbn", str(_("Type an ISBN, or a title or an author.")))
        return values

    @property
    def question(self) -> Question | None:
        """What is asked of the libraries."""
        return question_of(**self.typed)

    @property
    def typed(self) -> dict[str, str]:
        """The question as typed."""
        return {name: self.cleaned_data.get(name, "") for name in ("isbn", "title", "author")}

    @property
    def search_id(self) -> UUID:
        """The form's own identifier: pressing twice asks once."""
        return UUID(str(self.cleaned_data["request_id"]))


class TakeForm(forms.Form):
    """Take it; and why, where the book is held already."""

    request_id = forms.UUIDField()
    override_reason = forms.CharField(required=False, max_length=300)
