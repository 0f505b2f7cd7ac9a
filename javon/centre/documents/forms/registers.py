"""A journal carried on from paper, a file of the nomenclature opened, a paper put into one."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from javon.centre.documents.models import CaseFile
from javon.centre.documents.queries.registers import open_case_files
from javon.centre.organisation.models import Centre
from javon.centre.tasks.forms.parts import RequestMixin


class TakeOverForm(RequestMixin):
    """The year and the last number of the paper journal."""

    year = forms.IntegerField(label=_("Year"), min_value=1900, max_value=9999)
    last = forms.IntegerField(
        label=_("Last number in the paper journal"), min_value=1, max_value=9_999_999,
        help_text=_("The next paper gets the number after it."),
    )  # fmt: skip

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].initial = today.year


class CaseFileForm(RequestMixin):
    """One line of the nomenclature."""

    index = forms.CharField(label=pgettext_lazy("case file", "Index"), max_length=16)
    title = forms.CharField(label=_("What lies in it"), max_length=240)
    retention = forms.CharField(
        label=_("How long it is kept"),
        max_length=80,
        required=False,
        help_text=_("For example: 5 yil, doimiy"),
    )


class PutInForm(RequestMixin):
    """Into which file a paper goes."""

    case_file = forms.ModelChoiceField(CaseFile.objects.none(), label=_("Case file"))

    def __init__(self, *args: Any, centre: Centre, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["case_file"].queryset = open_case_files(centre.pk)  # type: ignore[attr-defined]
