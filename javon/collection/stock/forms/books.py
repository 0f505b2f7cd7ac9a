"""What is typed into the stock books: the paper balance, a correction, what accounting says, a book of its own."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from javon.centre.tasks.forms.parts import DayInput, RequestMixin
from javon.collection.catalogue.content_groups import CURRENT
from javon.collection.catalogue.wording_facets import LANGUAGES, SCRIPTS
from javon.collection.stock.columns import COLUMNS, DIMENSION_LABELS, label
from javon.collection.stock.forms.parts import MoneyField
from javon.collection.stock.models import Copy, Movement, StockKind
from javon.collection.stock.rules.balance import DIMENSIONS, Quantity
from javon.collection.stock.rules.opening import PaperBalance

_DIGITS = 7


class CountField(forms.IntegerField):
    """So many copies; empty is nought. Spaces between thousands are read over."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.TextInput(attrs={"inputmode": "numeric"}), **kwargs)
        self.widget.attrs.update(
            {"maxlength": _DIGITS + 4, "autocomplete": "off", "class": "input input--figures"}
        )

    def to_python(self, value: Any) -> Any:
        text = "".join(str(value if value is not None else "").split())
        return super().to_python(text) or 0


class OpeningForm(RequestMixin):
    """The last page of the paper summary book, and what the other two books said on that day."""

    as_of = forms.DateField(label=_("The balance is of"), widget=DayInput)
    act_label = forms.CharField(
        label=_("Number and date of the signed act"),
        max_length=200,
        help_text=_("For example: 3-son dalolatnoma, 05.01.2026"),
    )
    copies = CountField(label=_("Copies in all"))
    amount = MoneyField(label=_("Sum in all, soums"))
    inventory_copies = CountField(label=_("Inventory book: copies"))
    inventory_amount = MoneyField(label=_("Inventory book: soums"))
    accounting_copies = CountField(label=_("Accounting: copies"))
    accounting_amount = MoneyField(label=_("Accounting: soums"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["as_of"].initial = today.replace(month=1, day=1)
        for name in DIMENSIONS:
            for column in COLUMNS[name]:
                self.fields[f"{name}_{column}"] = CountField(label=label(name, column), required=False)
        for column in COLUMNS["content_group"]:
            self.fields[f"sum_{column}"] = MoneyField(label=label("content_group", column), required=False)
            self.fields[f"sum_{column}"].widget.attrs["class"] = "input input--figures"

    @property
    def general(self) -> list[forms.BoundField]:
        return [self[name] for name in ("as_of", "act_label", "copies", "amount")]

    @property
    def others(self) -> list[forms.BoundField]:
        names = ("inventory_copies", "inventory_amount", "accounting_copies", "accounting_amount")
        return [self[name] for name in names]

    @property
    def short_divisions(self) -> list[dict[str, Any]]:
        return [self._division("kind"), self._division("language")]

    @property
    def contents(self) -> list[dict[str, Any]]:
        return [self._division("content_group")]

    def _division(self, name: str) -> dict[str, Any]:
        """One table of the paper: its heading, and rows of (label, count, sum)."""
        has_sums = name == "content_group"
        rows = [
            (label(name, column), self[f"{name}_{column}"], self[f"sum_{column}"] if has_sums else None)
            for column in COLUMNS[name]
        ]
        return {"label": DIMENSION_LABELS[name], "rows": rows, "has_sums": has_sums}

    def paper(self) -> PaperBalance:
        """What was typed. "Other languages" are languages that the paper does not name: the code ""."""
        typed = self.cleaned_data
        codes = {"language": {"other": ""}}
        divisions = {
            name: {
                codes.get(name, {}).get(column, column): typed[f"{name}_{column}"]
                for column in COLUMNS[name]
                if typed[f"{name}_{column}"]
            }
            for name in DIMENSIONS
        }
        sums = {column: typed[f"sum_{column}"] or 0 for column in COLUMNS["content_group"]}
        return PaperBalance(
            copies=typed["copies"],
            amount=typed["amount"] or 0,
            kinds=divisions["kind"],
            groups=divisions["content_group"],
            languages=divisions["language"],
            group_amounts={code: one for code, one in sums.items() if one},
        )

    def quantity(self, name: str) -> Quantity:
        """What the inventory book or accounting said."""
        return Quantity(self.cleaned_data[f"{name}_copies"], self.cleaned_data[f"{name}_amount"] or 0)


def _groups() -> list[tuple[str, str]]:
    language = get_language() or "uz"
    return [(group.code, group.label(language)) for group in CURRENT.groups]


def _languages() -> list[tuple[str, str]]:
    return [("", str(_("not stated"))), *((code, str(name)) for code, name in LANGUAGES.items())]


class CorrectCopyForm(RequestMixin):
    """How one copy ought to be counted."""

    kind = forms.ChoiceField(label=_("Kind"), choices=StockKind.choices)
    content_group = forms.ChoiceField(label=_("Content"))
    language = forms.ChoiceField(label=_("Language"), required=False)
    script = forms.ChoiceField(label=_("Script"), required=False)
    price = MoneyField(label=_("Price, soums"), required=False)
    reason = forms.CharField(label=_("Why"), max_length=300, help_text=_("The note stands in the book."))

    def __init__(self, *args: Any, copy: Copy, **kwargs: Any) -> None:
        initial = {
            name: getattr(copy, name) for name in ("kind", "content_group", "language", "script", "price")
        }
        super().__init__(*args, initial=initial, **kwargs)
        self._choose("content_group", _groups())
        languages = _languages()
        if copy.language not in dict(languages):
            languages.append((copy.language, copy.language))
        self._choose("language", languages)
        self._choose("script", [("", str(_("not stated"))), *SCRIPTS.items()])

    def _choose(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices


class CorrectSummaryForm(RequestMixin):
    """From one column of the summary book to another, or so many more or fewer in one column."""

    part = forms.ChoiceField(
        label=_("Part of the book"),
        choices=[(Movement.Side.IN, _("1, receipts")), (Movement.Side.OUT, _("2, disposals"))],
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=StockKind.choices)
    content_group = forms.ChoiceField(label=_("Content"))
    language = forms.ChoiceField(label=_("Language"), required=False)
    copies = forms.IntegerField(
        label=_("Copies, more or fewer"),
        required=False,
        min_value=-9_999_999,
        max_value=9_999_999,
        help_text=_("For example −3: three fewer are in the stock."),
    )
    amount = MoneyField(label=_("Soums, more or fewer"), required=False)
    reason = forms.CharField(label=_("Why"), max_length=300, help_text=_("The note stands in the book."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("content_group", _groups()), ("language", _languages())):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices

    def rows(self) -> tuple[tuple[str, str, str, int, int], ...]:
        """The one row that is typed."""
        typed = self.cleaned_data
        where = (typed["kind"], typed["content_group"], typed["language"])
        return ((*where, typed["copies"] or 0, typed["amount"] or 0),)


class ReconcileForm(RequestMixin):
    """What accounting says at the end of a month."""

    as_of = forms.DateField(label=_("At the end of"), widget=DayInput)
    copies = CountField(label=_("Accounting: copies"))
    amount = MoneyField(label=_("Accounting: soums"))
    explanation = forms.CharField(
        label=_("Why the figures differ"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed only when they do."),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["as_of"].initial = date(today.year - 1, 12, 31)

    def accounting(self) -> Quantity:
        return Quantity(self.cleaned_data["copies"], self.cleaned_data["amount"] or 0)


class InventoryBookForm(RequestMixin):
    """An old inventory book that goes on beside the main one, or was filled long ago."""

    code = forms.SlugField(
        label=_("Short name in addresses"),
        max_length=20,
        help_text=_("Latin letters and digits: bolalar, 2-kitob"),
    )
    name = forms.CharField(label=_("Name of the book"), max_length=160)
    paper_last = CountField(label=_("Last number written by hand"), required=False)
