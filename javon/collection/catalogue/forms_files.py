"""What is said of an electronic file, and the file itself on its way; no decision is taken here."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from javon.centre.tasks.attached import KEPT_DAYS, sealed, unsealed
from javon.collection.catalogue import rules_files
from javon.collection.catalogue.models import ElectronicFile
from javon.collection.catalogue.rules_files import RightsFacts
from javon.core import clock
from javon.core.access import Actor
from javon.core.database.fields import uuid7
from javon.core.files import storage
from javon.core.files.models import StoredFile
from javon.core.uzbek import normalise
from javon.core.verdict import Refusal, Verdict, Weight


class FileRightsForm(forms.Form):
    """Name, readers, leave, source."""

    label = forms.CharField(
        label=_("Name of the file"),
        max_length=200,
        help_text=_("As readers see it: Full text, Cover, Part 1."),
    )
    access = forms.ChoiceField(label=_("Who may open it"), choices=ElectronicFile.Access, initial="inside")
    open_from = forms.DateField(
        label=_("Open to readers from"), required=False, widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Leave it empty: at once."),
    )  # fmt: skip
    basis = forms.ChoiceField(label=_("By what right"), choices=ElectronicFile.Basis)
    paper = forms.CharField(
        label=_("Agreement or licence"), max_length=300, required=False,
        help_text=_("Number and date, with whom. Needed for readers when there is a permission."),
    )  # fmt: skip
    source = forms.CharField(
        label=_("Where the file came from"), max_length=300, required=False,
        help_text=_("For example: scanned here, sent by the publisher."),
    )  # fmt: skip
    request_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)

    @property
    def said(self) -> RightsFacts:
        """What was chosen, as the rules take it."""
        given = self.cleaned_data
        return RightsFacts(
            normalise(given["label"]), given["access"], given["basis"], normalise(given["paper"])
        )

    @property
    def more(self) -> dict[str, Any]:
        """What goes to the action besides."""
        return {
            "open_from": self.cleaned_data["open_from"],
            "source": normalise(self.cleaned_data["source"]),
            "request_id": UUID(str(self.cleaned_data["request_id"])),
        }


class RemoveFileForm(forms.Form):
    """Why a file is removed."""

    why = forms.CharField(label=_("Why it is removed"), max_length=300)
    request_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)


class NetworkForm(forms.Form):
    """Addresses that stand in the house."""

    network = forms.CharField(
        label=_("Network"),
        max_length=60,
        help_text=_("One address or a network: 213.230.96.8, 192.168.1.0/24."),
    )
    note = forms.CharField(label=_("What stands there"), max_length=120, required=False)
    request_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)


def arrived(upload: UploadedFile | None, token: str, by: Actor) -> tuple[StoredFile | None, Verdict]:
    """The file of a form: the one that came now, else the one of an earlier try that the form carries.

    It is kept for two days; what may not be kept at all is told and let go.
    """
    if upload is None:
        kept = unsealed(token, by)
        return (kept[0], Verdict()) if kept else (None, _because("file_none"))
    try:
        # No transaction around it: nobody waits while 200 MB are written.
        file = storage.keep(
            upload,
            name=upload.name or "",
            keep_until=clock.today() + timedelta(KEPT_DAYS),
            at_most=rules_files.MOST_BYTES,
        )
    except storage.FileTooLarge:
        return None, _because("file_too_large", most=rules_files.MOST_BYTES >> 20)
    verdict = Verdict.of(rules_files.content_objections(file.kind, file.size))
    if verdict:
        return file, verdict
    file.delete()  # the bytes are swept away like any others that no row knows
    return None, verdict


def token_of(file: StoredFile | None, by: Actor) -> str:
    """What a refused form carries so that the file need not be sent again; good for `by` only."""
    return sealed([file], by) if file is not None else ""


def _because(code: str, **values: Any) -> Verdict:
    return Verdict((Refusal(code, Weight.FORBIDS, values),))
