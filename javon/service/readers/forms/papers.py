"""What is typed about papers, merging and keeping; no decision is taken here."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from javon.centre.tasks.forms.parts import DayInput, RequestMixin
from javon.collection.stock.forms.parts import MoneyField
from javon.core import clock
from javon.service.readers.models import Deposit
from javon.service.readers.rules.papers import MOST_SCAN_BYTES


class DepositForm(RequestMixin):
    """A deposit that is taken."""

    amount = MoneyField(label=_("Sum of the deposit, soums"))
    reason = forms.ChoiceField(label=_("Why a deposit is taken"), choices=Deposit.Reason.choices)
    taken_on = forms.DateField(label=_("Taken on"), widget=DayInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["taken_on"].initial = clock.today()
        self.fields["taken_on"].widget.attrs["max"] = clock.today().isoformat()


class ScanForm(forms.Form):
    """The signed sheet as a picture or PDF."""

    file = forms.FileField(
        label=_("Scan or photograph of the signed sheet"),
        help_text=_("JPEG, PNG, WebP or PDF, at most 10 MB."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,application/pdf"}),
    )

    def clean_file(self) -> UploadedFile:
        """Not too large."""
        upload: UploadedFile = self.cleaned_data["file"]
        if (upload.size or 0) > MOST_SCAN_BYTES:
            raise ValidationError(
                _("The file is larger than 10 MB. Scan it in grey, or photograph it smaller.")
            )
        return upload


class RetentionForm(RequestMixin):
    """Terms of keeping from a day on."""

    valid_from = forms.DateField(label=_("Holds from"), widget=DayInput)
    unlink_days = forms.IntegerField(
        label=_("Days after a year is closed until its loans lose their reader"), min_value=0, max_value=366
    )
    erase_years = forms.IntegerField(
        label=_("Years after the last registration until erasing is proposed"), min_value=1, max_value=10
    )
    basis = forms.CharField(label=_("By which document"), max_length=300)
