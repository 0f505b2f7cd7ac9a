"""What is typed around periodicals: a title's sheet, a subscription and its lines, an issue, a volume, a claim."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from javon.centre.organisation.models import Centre, ServicePoint
from javon.centre.tasks.forms.parts import Chips, DayInput, RequestMixin
from javon.collection.periodicals.models import Periodical
from javon.collection.periodicals.queries import orders
from javon.collection.stock.forms.parts import MoneyField
from javon.core import clock
from javon.core.uzbek.figures import month_name, weekday_name

LARGEST_COUNT = 10**6  # what a count can be typed as; how much is honest the rules say
A_MONDAY = 5  # of January 2026


def _count(label: Any, **more: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=-LARGEST_COUNT, max_value=LARGEST_COUNT, **more)


class PeriodicalForm(RequestMixin):
    """Which record, how often it comes out."""

    record = forms.CharField(
        label=_("Number of the record or ISSN"),
        max_length=40,
        help_text=_("The newspaper or journal as the catalogue has it."),
    )
    kind = forms.ChoiceField(
        label=pgettext_lazy("of a periodical", "Kind"),
        widget=Chips,
        choices=Periodical.Kind.choices,
        initial="newspaper",
    )
    frequency = forms.ChoiceField(label=_("How often"), choices=Periodical.Frequency.choices)
    weekdays = forms.MultipleChoiceField(
        label=_("Days of a newspaper"), required=False, widget=forms.CheckboxSelectMultiple
    )
    post_index = forms.CharField(label=_("Index in the Post's catalogue"), max_length=12, required=False)

    def __init__(self, *args: Any, is_new: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lang = get_language() or "uz"
        monday = clock.today().replace(year=2026, month=1, day=A_MONDAY)
        days = self.fields["weekdays"]
        assert isinstance(days, forms.MultipleChoiceField)
        days.choices = [
            (str(day), weekday_name(monday.replace(day=A_MONDAY + day - 1), lang)) for day in range(1, 8)
        ]
        if not is_new:
            del self.fields["record"]

    @classmethod
    def of(cls, periodical: Periodical) -> PeriodicalForm:
        """The form as a sheet stands."""
        names = ("kind", "frequency", "post_index")
        initial: dict[str, Any] = {name: getattr(periodical, name) for name in names}
        return cls(is_new=False, initial={**initial, "weekdays": list(periodical.weekdays)})

    @property
    def given(self) -> dict[str, Any]:
        """What the action is told besides the record."""
        typed = self.cleaned_data
        names = ("kind", "frequency", "post_index")
        return {**{name: typed[name] for name in names}, "weekdays": "".join(typed["weekdays"])}


class SubscriptionForm(RequestMixin):
    """For which half-year, through whom."""

    year = _count(pgettext_lazy("of a subscription", "Year"))
    half = forms.TypedChoiceField(
        label=_("Half-year"),
        widget=Chips,
        coerce=int,
        choices=((1, _("first half-year")), (2, _("second half-year"))),
    )
    supplier = forms.CharField(
        label=_("Through whom"),
        max_length=240,
        required=False,
        initial="Oʻzbekiston pochtasi",
        widget=forms.TextInput(attrs={"list": "suppliers", "autocomplete": "off"}),
    )
    contract = forms.CharField(label=_("Contract: number and date"), max_length=80, required=False)
    receipt = forms.CharField(label=_("Number of the receipt"), max_length=40, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = clock.today()
        self.fields["year"].initial = today.year + (today.month >= 9)
        self.fields["half"].initial = 1 if today.month >= 9 or today.month <= 2 else 2

    @property
    def given(self) -> dict[str, Any]:
        """What the action is told."""
        return {name: value for name, value in self.cleaned_data.items() if name != "request_id"}


class LineForm(RequestMixin):
    """One title of a subscription."""

    periodical = forms.ModelChoiceField(
        Periodical.objects.none(), label=pgettext_lazy("of a subscription", "Periodical")
    )
    copies = _count(_("Copies"), initial=1)
    first_month = forms.TypedChoiceField(label=_("From month"), coerce=int)
    last_month = forms.TypedChoiceField(label=_("To month"), coerce=int)
    month_price = MoneyField(label=_("Price of a month, soums"))

    def __init__(self, *args: Any, centre: Centre, half: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["periodical"].queryset = orders.periodicals(centre.pk)  # type: ignore[attr-defined]
        lang = get_language() or "uz"
        for name in ("first_month", "last_month"):
            field = self.fields[name]
            assert isinstance(field, forms.TypedChoiceField)
            field.choices = [(month, month_name(month, lang)) for month in range(1, 13)]
        self.fields["first_month"].initial, self.fields["last_month"].initial = (
            (1, 6) if half == 1 else (7, 12)
        )

    @property
    def given(self) -> dict[str, Any]:
        """What the action is told."""
        return {name: value for name, value in self.cleaned_data.items() if name != "request_id"}


class IssueForm(RequestMixin):
    """One issue of a sheet."""

    day = forms.DateField(label=_("Newspaper of"), widget=DayInput, required=False)
    number = _count(_("Number"), required=False)
    last_number = _count(_("Double issue, to number"), required=False)
    copies = _count(_("Copies"), initial=1, required=False)
    arrived_on = forms.DateField(label=_("Came on"), widget=DayInput)
    supplement = forms.CharField(label=_("Supplement"), max_length=60, required=False)
    is_unpublished = forms.BooleanField(label=_("It did not come out"), required=False)

    def __init__(self, *args: Any, periodical: Periodical, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["arrived_on"].initial = clock.today()
        if periodical.kind == Periodical.Kind.NEWSPAPER:
            del self.fields["last_number"]
        else:
            del self.fields["day"]

    @property
    def given(self) -> dict[str, Any]:
        """What the action is told."""
        typed = {name: value for name, value in self.cleaned_data.items() if name != "request_id"}
        is_published = not typed.pop("is_unpublished")
        return {**typed, "is_published": is_published}


class BindForm(RequestMixin):
    """Issues that are sewn together."""

    label = forms.CharField(
        label=_("On the spine"), max_length=80, required=False, help_text=_("For example «yanvar–iyun»")
    )
    first_month = forms.TypedChoiceField(label=_("From month"), coerce=int, initial=1)
    last_month = forms.TypedChoiceField(label=_("To month"), coerce=int, initial=12)
    price = MoneyField(label=_("Price of the set, soums"), required=False)
    service_point = forms.ModelChoiceField(
        ServicePoint.objects.none(), label=_("For which point"), empty_label=None
    )

    def __init__(self, *args: Any, periodical: Periodical, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lang = get_language() or "uz"
        for name in ("first_month", "last_month"):
            field = self.fields[name]
            assert isinstance(field, forms.TypedChoiceField)
            field.choices = [(month, month_name(month, lang)) for month in range(1, 13)]
        points = ServicePoint.objects.filter(centre_id=periodical.centre_id, valid_to=None)
        self.fields["service_point"].queryset = points.order_by("position", "code")  # type: ignore[attr-defined]
        if periodical.kind == Periodical.Kind.JOURNAL:
            del self.fields["price"]
