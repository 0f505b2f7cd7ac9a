"""What is typed on the pages of names, parsed; no decision is taken here."""

from __future__ import annotations

from typing import Any

from django import forms

from javon.collection.catalogue.models import Authority, AuthorityForm
from javon.core.uzbek import normalise

_FORMS = tuple(AuthorityForm.Form.values)


class HeadingsForm(forms.Form):
    """A name's heading in each script, its dates and a note."""

    latn = forms.CharField(label=AuthorityForm.Form.LATIN.label, required=False, max_length=300)
    cyrl = forms.CharField(label=AuthorityForm.Form.CYRILLIC.label, required=False, max_length=300)
    rus = forms.CharField(label=AuthorityForm.Form.RUSSIAN.label, required=False, max_length=300)
    arab = forms.CharField(label=AuthorityForm.Form.ARABIC.label, required=False, max_length=300)
    dates = forms.CharField(required=False, max_length=40)
    note = forms.CharField(required=False, max_length=500)
    reason = forms.CharField(required=False, max_length=300)
    request_id = forms.UUIDField(widget=forms.HiddenInput)

    def clean_latn(self) -> str:
        return str(normalise(self.cleaned_data["latn"]))

    @property
    def wanted(self) -> dict[str, str]:
        """Form → name, "" for none."""
        return {form: self.cleaned_data[form] for form in _FORMS}


class VariantForm(forms.Form):
    """One way of writing a name, to be added or removed."""

    name = forms.CharField(max_length=300)
    request_id = forms.UUIDField()

    def clean_name(self) -> str:
        return " ".join(str(self.cleaned_data["name"]).split())


class MergeNamesForm(forms.Form):
    """Which entry is taken in, by its number."""

    take = forms.IntegerField(min_value=1, max_value=2**31 - 1)
    reason = forms.CharField(required=False, max_length=300)
    request_id = forms.UUIDField(required=False)


class UndoChangeForm(forms.Form):
    """One press of "undo"."""

    request_id = forms.UUIDField()


def shown(authority: Authority) -> dict[str, Any]:
    """What stands in the form of headings before anything is typed."""
    found = dict(authority.forms.values_list("form", "name"))
    return {
        **{form: found.get(form, "") for form in _FORMS},
        "dates": authority.dates,
        "note": authority.note,
    }
