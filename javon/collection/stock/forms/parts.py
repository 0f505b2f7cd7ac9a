"""Fields that several forms of the stock have: money as people type it."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from javon.collection.stock.wording.money import soums

_SPACES = re.compile(r"[\s   ]+")
_LONGEST = 18  # digits of a sum; more is no sum


class MoneyField(forms.CharField):
    """Soʻm as typed ("45 000", "45000,50", "45 000 soʻm"), kept in tiyin; empty is None. Bounds are the rules' own."""

    default_error_messages = {
        "unreal": _("Write the sum in soums with figures, for example 45 000 or 45 000,50.")
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=40, **kwargs)
        self.widget.attrs.update({"inputmode": "decimal", "autocomplete": "off"})

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        bare = _SPACES.sub("", re.sub(r"(?i)(soʻm|so['‘’ʼ`]m|сўм|сум|soum)s?\.?$", "", text.strip()))
        bare = bare.replace("−", "-").replace(",", ".")
        if bare.count(".") > 1 or len(bare) > _LONGEST:
            raise ValidationError(self.error_messages["unreal"], code="unreal")
        try:
            tiyin = Decimal(bare) * 100
        except InvalidOperation:
            raise ValidationError(self.error_messages["unreal"], code="unreal") from None
        if not tiyin.is_finite() or tiyin != tiyin.to_integral_value():
            raise ValidationError(self.error_messages["unreal"], code="unreal")
        return int(tiyin)

    def prepare_value(self, value: Any) -> Any:
        return soums(value) if isinstance(value, int) else value
