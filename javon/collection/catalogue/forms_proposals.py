"""What is typed when a merge is proposed or declined."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from javon.core.uzbek import normalise


class ProposalForm(forms.Form):
    """Why the two are one; that there must be a reason, the rule says."""

    reason = forms.CharField(label=_("Why"), required=False, max_length=300)
    request_id = forms.UUIDField(widget=forms.HiddenInput)

    def clean_reason(self) -> str:
        return normalise(self.cleaned_data["reason"])


class DeclineForm(forms.Form):
    """Why the two are not one."""

    answer = forms.CharField(required=False, max_length=300)
    request_id = forms.UUIDField()

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        return {**values, "answer": normalise(values.get("answer", ""))}
