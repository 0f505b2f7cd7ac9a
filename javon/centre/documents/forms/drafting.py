"""The editor of a draft: its texts, the table of points, who is to read it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from javon.centre.documents.actions import Draft, WhoReads
from javon.centre.documents.models import Document, Register, Version
from javon.centre.documents.queries import reading
from javon.centre.documents.rules.acknowledging import DAYS, MOST_DAYS
from javon.centre.documents.rules.drafting import GIVES_RIGHTS, LONGEST_TITLE
from javon.centre.documents.standard import Template
from javon.centre.documents.typed import Point, points_of, typed_of
from javon.centre.organisation.models import Person, Post, Unit
from javon.core.access import Actor, all_rights
from javon.core.uzbek import normalise

LONGEST_TEXT = 3_000_000  # characters taken in at all; what a paper may have is the rules' business
TASKED = ("order", "directive", "minutes")  # kinds whose points say who, by when, who controls
NEW_ROWS = 3  # empty points offered under the table


def _text(rows: int, **given: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, "spellcheck": "false"})
    return forms.CharField(widget=widget, required=False, max_length=LONGEST_TEXT, **given)


class DraftForm(forms.Form):
    """The texts and the circle of readers; the table of points beside them is read by :meth:`draft`."""

    title = forms.CharField(label=_("Title"), max_length=LONGEST_TEXT)
    register = forms.ModelChoiceField(
        Register.objects.none(), label=pgettext_lazy("of numbers", "Journal"), empty_label=None
    )
    preamble = _text(3, label=_("Preamble"), help_text=_("Why the paper is written; before the points."))
    text = _text(
        16,
        label=_("Text"),
        help_text=_(
            "«1. …» and «2.11. …» begin a clause, «# …» or «II. …» a heading. One line is one paragraph."
        ),
    )
    ending = _text(
        2, label=_("Basis, as printed"), help_text=_("For example: letter of the regional centre, 41.")
    )
    place = forms.CharField(label=_("Place"), max_length=80, required=False)
    effective_on = forms.DateField(
        label=_("In force from"), required=False, widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Empty: from the day of approval."),
    )  # fmt: skip
    replaces = forms.ModelChoiceField(
        Document.objects.none(), label=_("Takes the place of"), required=False, empty_label="–",
        help_text=_("That paper loses force when this one is in force."),
    )  # fmt: skip
    everyone = forms.BooleanField(label=_("Everybody reads it"), required=False)
    posts = forms.ModelMultipleChoiceField(
        Post.objects.none(),
        label=_("Posts that read it"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    units = forms.ModelMultipleChoiceField(
        Unit.objects.none(),
        label=_("Services that read it"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    days = forms.IntegerField(
        label=_("Working days to read it"), min_value=1, max_value=MOST_DAYS, initial=DAYS
    )
    is_confidential = forms.BooleanField(
        label=_("On staff: seen only by those it concerns and by right"), required=False
    )
    expected_edits = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    request_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, version: Version, by: Actor, people: Sequence[Person], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        document = version.document
        self.version, self.people = version, people
        self.fields["register"].queryset = journals_for(document)  # type: ignore[attr-defined]
        self.fields["posts"].queryset = Post.objects.filter(centre_id=document.centre_id, valid_to=None)  # type: ignore[attr-defined]
        self.fields["units"].queryset = Unit.objects.filter(centre_id=document.centre_id, valid_to=None)  # type: ignore[attr-defined]
        self.fields["replaces"].queryset = (  # type: ignore[attr-defined]
            reading.visible_documents(by)
            .filter(status__in=Document.BINDING, kind=document.kind)
            .exclude(pk=document.pk)
            .order_by("-dated_on")[:200]
        )
        if self.fields["register"].queryset.count() < 2:  # type: ignore[attr-defined]
            del self.fields["register"]
        self.earlier = reading.points_of_version(version)
        self.row_errors: dict[str, str] = {}
        self.points: list[Point] = []

    @property
    def has_table(self) -> bool:
        """Points of this kind say who, by when, who controls."""
        return self.version.document.kind in TASKED

    @property
    def has_rights(self) -> bool:
        """Clauses of this kind may give rights."""
        return self.version.document.kind in GIVES_RIGHTS

    @property
    def grants(self) -> list[dict[str, Any]]:
        """Every right there is, with the numbers of the clauses that give it: as typed, else as kept."""
        kept: dict[str, list[str]] = {}
        for point in self.points or self.earlier:
            for code in point.grants:
                kept.setdefault(code, []).append(point.number)
        rows = []
        for right in all_rights():
            name = f"grant-{right.code}"
            value = self.data.get(name, "") if self.is_bound else ", ".join(kept.get(right.code, []))
            rows.append(
                {"name": name, "label": right.label, "value": value, "wrong": name in self.row_errors}
            )
        return rows

    def _granting(self, points: Sequence[Point]) -> list[Point]:
        """The clauses with the rights that the table gives them; a number that no clause bears is pointed out."""
        numbers = {point.number for point in points if point.number and not point.is_heading}
        given: dict[str, list[str]] = {}
        for right in all_rights():
            for typed in str(self.data.get(f"grant-{right.code}", "")).replace(";", ",").split(","):
                number = typed.strip().rstrip(".")
                if number and number not in numbers:
                    self.row_errors[f"grant-{right.code}"] = number[:20]
                elif number:
                    given.setdefault(number, []).append(right.code)
        return [
            replace(point, grants=() if point.is_heading else tuple(given.get(point.number, ())))
            for point in points
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in ("title", "preamble", "ending", "place", "text"):
            if name in cleaned:
                cleaned[name] = normalise(cleaned[name])
        typed = points_of(cleaned.get("text", ""))
        kept = _kept(typed, self.earlier)
        if self.has_rights and "grants-shown" in self.data:
            kept = self._granting(kept)
        if self.has_table:
            kept = [self._assigned(point, point.number) for point in kept] + self._new_points(kept)
        self.points = kept
        if self.row_errors:
            self.add_error(None, _("Some rows of the table need another look."))
        return cleaned

    def _assigned(self, point: Point, row: str) -> Point:
        """The point with what its row of the table says."""
        if point.is_heading or not point.number:
            return replace(point, executor_id=None, controller_id=None, due_on=None)
        # A row that the page did not show leaves the point as it was.
        if f"who-{row}" not in self.data:
            return point
        return replace(
            point,
            executor_id=self._person(f"who-{row}"),
            controller_id=self._person(f"control-{row}"),
            due_on=self._day(f"due-{row}"),
        )

    def _new_points(self, present: Sequence[Point]) -> list[Point]:
        made: list[Point] = []
        last = max((int(point.number) for point in present if point.number.isdecimal()), default=0)
        for place in range(1, NEW_ROWS + 1):
            text = normalise(str(self.data.get(f"text-new{place}", ""))).strip()
            if text:
                made.append(self._assigned(Point(text, str(last + len(made) + 1)), f"new{place}"))
        return made

    def _person(self, name: str) -> UUID | None:
        chosen = str(self.data.get(name, ""))
        return next((person.pk for person in self.people if str(person.pk) == chosen), None)

    def _day(self, name: str) -> date | None:
        typed = str(self.data.get(name, "")).strip()
        try:
            return date.fromisoformat(typed) if typed else None
        except ValueError:
            self.row_errors[name] = typed[:20]
            return None

    @property
    def draft(self) -> Draft:
        """What the action is given; only of a valid form."""
        given = self.cleaned_data
        days = given["days"]
        readers = [WhoReads(days=days)] if given["everyone"] else []
        readers += [WhoReads(post=post, days=days) for post in given["posts"]]
        readers += [WhoReads(unit=unit, days=days) for unit in given["units"]]
        return Draft(
            title=given["title"],
            points=tuple(self.points),
            preamble=given["preamble"],
            ending=given["ending"],
            place=given["place"],
            effective_on=given["effective_on"],
            register=given.get("register") or self.version.document.register,
            readers=tuple(readers),
            replaces=given["replaces"],
            is_confidential=given["is_confidential"],
        )

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The table of points: as typed where the form was sent, else as kept; then empty rows."""
        points = [one for one in (self.points or self.earlier) if one.number and not one.is_heading]
        shown = [] if self.is_bound else [self._row(one.number, one.number, one) for one in points]
        if self.is_bound:
            shown = [self._row(one.number, one.number, one) for one in points if not self._is_new(one)]
        return shown + [self._row(f"new{place}", "+", None) for place in range(1, NEW_ROWS + 1)]

    def _is_new(self, point: Point) -> bool:
        return any(
            point.text == str(self.data.get(f"text-new{place}", "")).strip()
            for place in range(1, NEW_ROWS + 1)
        )

    def _row(self, row: str, number: str, point: Point | None) -> dict[str, Any]:
        typed = self.data if self.is_bound else {}
        return {
            "row": row,
            "number": number,
            "text": point.text if point else typed.get(f"text-{row}", ""),
            "is_new": point is None,
            "who": str(typed.get(f"who-{row}", "") or (point and point.executor_id) or ""),
            "control": str(typed.get(f"control-{row}", "") or (point and point.controller_id) or ""),
            "due": str(typed.get(f"due-{row}", "") or (point and point.due_on) or ""),
            "wrong": f"due-{row}" in self.row_errors,
        }


def initial_of(version: Version) -> dict[str, Any]:
    """What the editor shows of a draft as it stands."""
    document = version.document
    readers = list(document.readers.all())
    return {
        "title": version.title,
        "preamble": version.preamble,
        "text": typed_of(reading.points_of_version(version)),
        "ending": version.ending,
        "place": version.place,
        "effective_on": version.effective_on,
        "register": document.register_id,
        "replaces": document.supersedes.first(),
        "everyone": any(row.post_id is None and row.unit_id is None for row in readers),
        "posts": [row.post_id for row in readers if row.post_id],
        "units": [row.unit_id for row in readers if row.unit_id],
        "days": min((row.days for row in readers), default=DAYS),
        "is_confidential": document.is_confidential,
        "expected_edits": version.edits,
    }


def journals_for(document: Document) -> Any:
    """The journals that number papers of this kind."""
    journals = Register.objects.filter(centre_id=document.centre_id).order_by("position", "code")
    fitting = [journal.pk for journal in journals if document.kind in journal.kinds]
    return journals.filter(pk__in=fitting)


def _kept(typed: Sequence[Point], earlier: Sequence[Point]) -> list[Point]:
    """The typed clauses with what typing does not show: rights by number, corrected Cyrillic where the text stayed."""
    numbered = {point.number: point for point in earlier if point.number and not point.is_heading}
    corrected = {point.text: point.text_cyrl for point in earlier if point.text_cyrl}
    found = []
    for point in typed:
        known = numbered.get(point.number) if not point.is_heading else None
        point = replace(point, text_cyrl=corrected.get(point.text, ""))
        if known is not None:
            point = replace(
                point,
                grants=known.grants,
                executor_id=known.executor_id,
                controller_id=known.controller_id,
                due_on=known.due_on,
            )
        found.append(point)
    return found


class NewForm(forms.Form):
    """The first step: a title, or the fields of a template; whose post it is for."""

    post = forms.ModelChoiceField(Post.objects.none(), label=_("Post"))
    title = forms.CharField(label=_("Title"), max_length=LONGEST_TITLE)
    request_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        kind: str,
        template: Template | None,
        centre_id: Any,
        people: Sequence[Person],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.template, self.people = template, people
        if kind == "job_description":
            self.fields["post"].queryset = Post.objects.filter(centre_id=centre_id, valid_to=None)  # type: ignore[attr-defined]
        else:
            del self.fields["post"]
        if template is not None:
            del self.fields["title"]
            for field in template.fields:
                self.fields[f"field-{field.name}"] = _field(field, people)
        self.order_fields([name for name in self.fields if name != "request_id"])

    @property
    def values(self) -> Mapping[str, Any]:
        """What was typed, by the names of the template's fields; people as rows."""
        by_key = {str(person.pk): person for person in self.people}
        found: dict[str, Any] = {}
        for name, value in self.cleaned_data.items():
            if name.startswith("field-"):
                field = name.removeprefix("field-")
                found[field] = by_key.get(value, value) if isinstance(value, str) else value
                if isinstance(found[field], str):
                    found[field] = normalise(found[field]).strip()
                elif isinstance(found[field], int):
                    found[field] = str(found[field])
        return found


def _field(field: Any, people: Sequence[Person]) -> forms.Field:
    given = {
        "label": field.label,
        "help_text": field.help,
        "required": field.is_required,
        "initial": field.default,
    }
    match field.kind:
        case "date":
            return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}), **given)
        case "number":
            return forms.IntegerField(min_value=0, max_value=10**9, **given)
        case "person":
            chosen = [("", "–"), *((str(person.pk), person.full_name) for person in people)]
            return forms.ChoiceField(choices=chosen, **given)
        case "long_text":
            return forms.CharField(max_length=20_000, widget=forms.Textarea(attrs={"rows": 3}), **given)
    return forms.CharField(max_length=400, **given)


class BasisForm(forms.Form):
    """What the paper rests on: the short number of a paper found by the search, and a clause of it."""

    rests_on = forms.IntegerField(min_value=1, max_value=2**31 - 1)
    clause_number = forms.CharField(max_length=16, required=False)
    note = forms.CharField(max_length=200, required=False)
