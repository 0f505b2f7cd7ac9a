"""Fields of readers: a birth date typed in any way, a phone, a card."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from javon.core import clock
from javon.service.readers import phones
from javon.service.readers.codes import number_typed
from javon.service.readers.typed_days import day_typed
from javon.service.readers.wording import SENTENCES


class TypedDayField(forms.CharField):
    """A day as people write it: «05 03 2015», «5.3.15», «5 mart 2015»."""

    def __init__(self, **given: Any) -> None:
        super().__init__(max_length=40, **given)
        self.widget.attrs.update({"autocomplete": "off", "placeholder": _("day month year"), "size": 14})

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        day = day_typed(text, today=clock.today())
        if day is None:
            raise ValidationError(_("Write the day as 05 03 2015 or «5 mart 2015»."), code="no_day")
        return day

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%d.%m.%Y}" if isinstance(value, date) else value


class PhoneField(forms.CharField):
    """A phone number; kept as digits with the country."""

    def __init__(self, code: str = "phone_unreal", **given: Any) -> None:
        super().__init__(max_length=30, required=False, **given)
        self._code = code
        self.widget.attrs.update(
            {"inputmode": "tel", "autocomplete": "off", "placeholder": "+998 90 123-45-67"}
        )

    def clean(self, value: Any) -> Any:
        phone = phones.phone_of(super().clean(value))
        if phone is None:
            raise ValidationError(str(SENTENCES[self._code]), code=self._code)
        return phone

    def prepare_value(self, value: Any) -> Any:
        text = str(value or "")
        return (
            phones.shown(text)
            if text.isascii() and text.isdigit() and len(text) > phones.OWN_DIGITS
            else value
        )


class CardField(forms.CharField):
    """The card that was scanned; empty: the next number is given."""

    def __init__(self, **given: Any) -> None:
        super().__init__(max_length=30, required=False, **given)
        self.widget.attrs.update({"autocomplete": "off", "placeholder": "K-000000", "size": 14})

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        number = number_typed(text)
        if number is None:
            raise ValidationError(str(SENTENCES["card_unreal"]), code="card_unreal")
        return number

    def prepare_value(self, value: Any) -> Any:
        return f"K-{value:06d}" if isinstance(value, int) else value
