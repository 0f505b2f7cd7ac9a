"""What is typed about units, posts, points, topics; no decision is taken here."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from javon.centre.organisation.forms.asked import Asked, DayField, NamedField, OnPaper
from javon.centre.organisation.models import Centre, Post, ServicePoint, Unit
from javon.centre.organisation.queries.structure import open_units

CYRILLIC_HINT = _("Leave empty: the program writes it itself. Fill in only where it writes it wrong.")


def _name(label: Any, most: int, **given: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, **given)


def _cyrillic(most: int) -> forms.CharField:
    return forms.CharField(label=_("In Cyrillic"), max_length=most, required=False, help_text=CYRILLIC_HINT)


class UnitNameForm(Asked):
    """The words of a unit."""

    name = _name(_("Name"), 200)
    name_cyrl = _cyrillic(200)
    short_name = _name(_("Short name"), 80, required=False)
    phone = _name(_("Phone"), 40, required=False)


class NewUnitForm(OnPaper):
    """A new unit."""

    kind = forms.ChoiceField(label=_("What it is"), choices=Unit.Kind.choices, initial=Unit.Kind.SERVICE)
    name = _name(_("Name"), 200)
    name_cyrl = _cyrillic(200)
    short_name = _name(_("Short name"), 80, required=False)
    parent = NamedField(
        label=_("Stands under"),
        queryset=Unit.objects.none(),
        required=False,
        empty_label=_("directly under the director"),
    )
    from_day = DayField(label=_("From which day"))
    phone = _name(_("Phone"), 40, required=False)
    field_order = (
        "kind",
        "name",
        "name_cyrl",
        "short_name",
        "parent",
        "from_day",
        "phone",
        "paper_label",
        "paper_clause",
    )

    def __init__(self, data: Any = None, *, centre: Centre, day: date, **given: Any) -> None:
        super().__init__(data, **given)
        _offer_units(self, "parent", centre, day)


class MoveUnitForm(OnPaper):
    """Another place for a unit."""

    parent = NamedField(
        label=_("Stands under"),
        queryset=Unit.objects.none(),
        required=False,
        empty_label=_("directly under the director"),
    )
    from_day = DayField(label=_("From which day"))
    field_order = ("parent", "from_day", "paper_label", "paper_clause")

    def __init__(self, data: Any = None, *, unit: Unit, day: date, **given: Any) -> None:
        super().__init__(data, **given)
        _offer_units(self, "parent", unit.centre, day, but=unit)


class LastDayForm(Asked):
    """Something ends with a day."""

    last_day = DayField(label=_("Last day"))


class NewPostForm(Asked):
    """A new post."""

    unit = NamedField(
        label=_("Unit"), queryset=Unit.objects.none(), required=False, empty_label=_("the director")
    )
    kind = forms.ChoiceField(label=_("What it is"), choices=Post.Kind.choices, initial=Post.Kind.LIBRARIAN)
    title = _name(_("Title of the post"), 160)
    title_cyrl = _cyrillic(160)
    is_liable = forms.BooleanField(label=_("Carries material liability"), required=False)
    from_day = DayField(label=_("From which day"))

    def __init__(self, data: Any = None, *, centre: Centre, day: date, **given: Any) -> None:
        super().__init__(data, **given)
        _offer_units(self, "unit", centre, day)


class NewPointForm(Asked):
    """A new place where readers are served."""

    name = _name(_("Name"), 120)
    name_cyrl = _cyrillic(120)
    kind = forms.ChoiceField(label=_("What it is"), choices=ServicePoint.Kind.choices)
    unit = NamedField(
        label=_("Unit"), queryset=Unit.objects.none(), required=False, empty_label=_("none yet")
    )
    from_day = DayField(label=_("From which day"))

    def __init__(self, data: Any = None, *, centre: Centre, day: date, **given: Any) -> None:
        super().__init__(data, **given)
        _offer_units(self, "unit", centre, day)


class PointUnitForm(Asked):
    """To which unit a point belongs."""

    unit = NamedField(
        label=_("Unit"), queryset=Unit.objects.none(), required=False, empty_label=_("none yet")
    )

    def __init__(self, data: Any = None, *, centre: Centre, day: date, **given: Any) -> None:
        super().__init__(data, **given)
        _offer_units(self, "unit", centre, day)


class TopicForm(Asked):
    """What a service works on."""

    text = forms.CharField(
        label=_("Topic"), max_length=300, widget=forms.Textarea(attrs={"rows": 2, "maxlength": 300}),
        help_text=_("In a few words, so that a colleague of another service understands it."),
    )  # fmt: skip
    text_cyrl = _cyrillic(300)
    from_day = DayField(label=_("From which day"))
    last_day = DayField(label=_("Last day"), required=False)


def _offer_units(form: forms.Form, name: str, centre: Centre, day: date, *, but: Unit | None = None) -> None:
    field = form.fields[name]
    assert isinstance(field, NamedField)
    units = open_units(centre, day)
    field.queryset = units.exclude(pk=but.pk) if but is not None else units
