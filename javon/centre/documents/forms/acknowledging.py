"""The sheet of paper and the signed original, entered afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from javon.centre.documents.models import CaseFile
from javon.centre.organisation.models import Person
from javon.core.files.kinds import kind_of_bytes

LARGEST_SCAN = 20 * 1024 * 1024
SCANS = ("application/pdf", "image/png", "image/jpeg", "image/webp")


class ScanField(forms.FileField):
    """A scan: PDF or a picture, by what the bytes are and not by the name."""

    def __init__(self, **given: Any) -> None:
        super().__init__(
            label=_("Scan"), required=False, help_text=_("PDF, JPEG or PNG, up to 20 MB."), **given
        )

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        if not file:
            return None
        if file.size > LARGEST_SCAN:
            raise forms.ValidationError(_("The scan is larger than 20 MB. Scan it again in black and white."))
        if kind_of_bytes(file.read(4096)) not in SCANS:
            raise forms.ValidationError(
                _("This file is neither a PDF nor a picture, whatever its name says.")
            )
        file.seek(0)
        return file


class SignatureForm(forms.Form):
    """One line of the paper sheet. An empty date is said as such: none is invented."""

    person = forms.ChoiceField(label=_("Who"), required=False)
    name = forms.CharField(label=_("Name as on the sheet"), max_length=160, required=False)
    signed_on = forms.DateField(
        label=_("Date on the sheet"), required=False, widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Leave it empty where the sheet bears no date."),
    )  # fmt: skip
    scan = ScanField()

    def __init__(self, *args: Any, people: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = people
        choices = [("", _("somebody else"))] + [(str(person.pk), person.full_name) for person in people]
        self.fields["person"].choices = choices  # type: ignore[attr-defined]

    @property
    def chosen(self) -> Person | None:
        return next((one for one in self.people if str(one.pk) == self.cleaned_data["person"]), None)


class MarkForm(forms.Form):
    """The signed original: who signed, when, in which folder it lies."""

    signed_by_name = forms.CharField(label=_("Signed by"), max_length=160, required=False)
    signed_on = forms.DateField(
        label=_("Date of the signature"), required=False, widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Leave it empty where the paper bears no date."),
    )  # fmt: skip
    case_file = forms.ModelChoiceField(
        CaseFile.objects.none(), label=_("Case file"), required=False, empty_label="–"
    )
    folder = forms.CharField(label=_("Folder"), max_length=80, required=False)
    scan = ScanField()

    def __init__(self, *args: Any, centre_id: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["case_file"].queryset = CaseFile.objects.filter(centre_id=centre_id, valid_to=None)  # type: ignore[attr-defined]
