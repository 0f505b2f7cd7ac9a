"""What is asked when a card is replaced, a reader restricted, closed, a guardian entered."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from javon.centre.tasks.forms.parts import Chips, DayInput, RequestMixin
from javon.core import clock
from javon.service.readers.actions.cards import REASONS
from javon.service.readers.forms.parts import CardField, PhoneField
from javon.service.readers.models import Block, Card, Consent, Guardianship, IdentityDocument
from javon.service.readers.rules.photos import MOST_BYTES
from javon.service.readers.wording import SENTENCES


def _wanted(code: str) -> Any:
    return {"required": SENTENCES[code]}


class CardForm(RequestMixin):
    """Why the card in use ends, and which takes its place."""

    because = forms.ChoiceField(
        label=_("What happened to the old card"),
        widget=Chips,
        choices=[(value, label) for value, label in Card.Ended.choices if value in REASONS],
        error_messages=_wanted("card_reason_missing"),
    )
    card_number = CardField(label=_("New card"), help_text=_("Scan it; empty: the next number is given."))


class EndCardForm(RequestMixin):
    """Why the card ends; nothing takes its place yet."""

    because = forms.ChoiceField(
        label=_("What happened to the card"),
        widget=Chips,
        choices=[(value, label) for value, label in Card.Ended.choices if value in REASONS],
        error_messages=_wanted("card_reason_missing"),
    )


class BlockForm(RequestMixin):
    """What the reader may not do, why, until when."""

    deed = forms.ChoiceField(
        label=_("What is not done for the reader"), widget=Chips, choices=Block.Deed.choices
    )
    reason = forms.CharField(label=_("Why"), max_length=200, error_messages=_wanted("block_without_reason"))
    ends_on = forms.DateField(
        label=_("Until which day"), widget=DayInput, required=False, help_text=_("Empty: until it is lifted.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["deed"].initial = Block.Deed.LOAN
        self.fields["ends_on"].widget.attrs["min"] = clock.today().isoformat()


class ReasonForm(RequestMixin):
    """Why: of lifting a restriction, of withdrawing a consent."""

    because = forms.CharField(label=_("Why"), max_length=200)


class LeaveForm(RequestMixin):
    """Why and when the reader left."""

    because = forms.CharField(
        label=_("Why"),
        max_length=120,
        error_messages=_wanted("left_without_reason"),
        help_text=_("Moved away, asked for it, died."),
    )
    on = forms.DateField(
        label=_("On which day"), widget=DayInput, error_messages=_wanted("left_on_unreal_day")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = clock.today()
        self.fields["on"].widget.attrs["max"] = clock.today().isoformat()


class ConsentForm(RequestMixin):
    """How the consent was given."""

    way = forms.ChoiceField(
        label=_("How it was given"),
        widget=Chips,
        choices=[(value, label) for value, label in Consent.Way.choices if value in ("sheet", "spoken")],
        initial=Consent.Way.SHEET,
    )


class GuardianForm(RequestMixin):
    """Who answers: a reader by the number of the card, or a name and a phone."""

    relation = forms.ChoiceField(label=_("Who it is"), widget=Chips, choices=Guardianship.Relation.choices)
    card_number = CardField(label=_("Card of the parent, if a reader"))
    name = forms.CharField(label=_("Name"), max_length=200, required=False)
    phone = PhoneField("guardian_phone_unreal", label=_("Phone"))


class IdentityForm(RequestMixin):
    """Kind and number of the document; kept sealed."""

    kind = forms.ChoiceField(label=_("Document"), widget=Chips, choices=IdentityDocument.Kind.choices)
    number = forms.CharField(
        label=_("Series and number"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text=_("Kept sealed: only the last digits are shown, and every look at it is journalled."),
    )


class PhotoForm(RequestMixin):
    """A photograph: from the camera of the telephone, or a file."""

    file = forms.FileField(
        label=_("Photograph"),
        help_text=_(
            "A telephone offers its camera and its pictures. JPEG, PNG or WebP, at most 10 MB. The face in the middle: the"
            " picture is cut to 3 × 4, made small, and nothing else of it is kept."
        ),
        widget=forms.FileInput(attrs={"accept": "image/*"}),
        error_messages=dict.fromkeys(
            ("required", "missing", "invalid", "empty"), _wanted("photo_missing")["required"]
        ),
    )

    def clean_file(self) -> UploadedFile:
        """Not too large."""
        upload: UploadedFile = self.cleaned_data["file"]
        if (upload.size or 0) > MOST_BYTES:
            raise ValidationError(str(SENTENCES["photo_too_large"]), code="photo_too_large")
        return upload


class PhotoRemovalForm(RequestMixin):
    """Nothing is asked but a second press: the photograph does not come back."""


class ConsentTextForm(RequestMixin):
    """The next version of the text."""

    text = forms.CharField(
        label=_("Text"),
        widget=forms.Textarea(attrs={"rows": 12}),
        error_messages=_wanted("consent_text_empty"),
    )
    valid_from = forms.DateField(
        label=_("Holds from"), widget=DayInput, error_messages=_wanted("consent_text_without_day")
    )
    paper = forms.CharField(
        label=_("Paper by which it was approved"),
        max_length=300,
        help_text=_("For example: order no. 12 of 01.11.2026."),
        error_messages=_wanted("consent_text_without_paper"),
    )
