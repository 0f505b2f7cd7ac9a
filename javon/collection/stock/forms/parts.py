"""Fields that several forms of the stock have: money as people type it."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from javon.collection.stock.wording.money import soums

_SPACES = re.compile(r"[\s\u00a0\u2009\u202f]+")
_CURRENCY = re.compile(r"(?:soʻm|so['‘’ʼ`]m|som|сўм|сум|soums?)\.?$", re.IGNORECASE)
_SUM = re.compile(r"-?\d{1,13}(?:\.\d{1,2})?")  # more digits are no sum that any database keeps
_LONGEST = 40


class MoneyField(forms.Field):
    """Soʻm as typed ("45 000", "45000,50", "45 000 soʻm"), kept in tiyin; empty is None. Bounds are the rules' own."""

    widget = forms.TextInput
    default_error_messages = {
        "unreal": _("Write the sum in soums with figures, for example 45 000 or 45 000,50.")
    }

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"inputmode": "decimal", "autocomplete": "off", "maxlength": _LONGEST}

    def to_python(self, value: Any) -> int | None:
        text = str(value or "").strip()
        if not text:
            return None
        bare = _SPACES.sub("", _CURRENCY.sub("", text)).replace("−", "-").replace(",", ".")
        if len(text) > _LONGEST or not _SUM.fullmatch(bare):
            raise ValidationError(self.error_messages["unreal"], code="unreal")
        return int(Decimal(bare) * 100)

    def prepare_value(self, value: Any) -> Any:
        return soums(value) if isinstance(value, int) else value
