"""The directory of the district, and the passport as it stood on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from javon.centre.organisation.models import Centre, LocalBody, PassportFigure
from javon.centre.organisation.passport import BY_CODE, INDICATORS, Indicator, Split
from javon.centre.organisation.queries.people import valid_on
from javon.centre.organisation.rules.directory import BodyFacts
from javon.centre.organisation.rules.passport import FigureFacts
from javon.core.uzbek import fold


def bodies(centre: Centre, day: date, *, kind: str = "", text: str = "") -> QuerySet[LocalBody]:
    """The bodies of the district on `day`; `text` in any script finds a name."""
    found = LocalBody.objects.filter(valid_on(day), centre=centre).select_related("mahalla")
    if kind:
        found = found.filter(kind=kind)
    for word in fold(text).split():
        found = found.filter(search_key__contains=word)
    return found.order_by("kind", "name")


def body_facts(
    centre: Centre, *, name: str, kind: str, mahalla: LocalBody | None, own: UUID | None
) -> BodyFacts:
    """What the rules must know of a body that is to be entered (`own`: of which it is a change)."""
    like = LocalBody.objects.filter(centre=centre, kind=kind, search_key=fold(name), valid_to=None)
    if own is not None:
        like = like.exclude(pk=own)
    is_mahalla = kind == LocalBody.Kind.MAHALLA
    fits = mahalla is None or (not is_mahalla and mahalla.kind == LocalBody.Kind.MAHALLA)
    return BodyFacts(name, is_mahalla, fits, tuple(like.values_list("name", flat=True)))


@dataclass(frozen=True, slots=True)
class PassportLine:
    """One indicator as it stood: the newest figure of the whole, and what its parts add up to."""

    indicator: Indicator
    whole: PassportFigure | None
    parts: tuple[PassportFigure, ...] = ()

    @property
    def sum_of_parts(self) -> int | None:
        """The parts added up; None when there are none. An inspector compares it with the whole."""
        return sum(part.value for part in self.parts) if self.parts else None


def passport(centre: Centre, day: date) -> list[PassportLine]:
    """Every indicator as it stood on `day`, in the order of the form; one query."""
    newest: dict[tuple[str, UUID | None, str], PassportFigure] = {}
    rows = PassportFigure.objects.filter(centre=centre, as_of__lte=day).select_related("body")
    for row in rows.order_by("as_of", "entered_at", "id"):
        newest[row.indicator, row.body_id, row.age_group] = row
    return [
        PassportLine(
            indicator,
            newest.get((indicator.code, None, "")),
            tuple(_parts(indicator, newest.values())),
        )
        for indicator in INDICATORS
    ]


def _parts(indicator: Indicator, figures: Iterable[PassportFigure]) -> list[PassportFigure]:
    found = [one for one in figures if one.indicator == indicator.code and (one.body_id or one.age_group)]
    return sorted(found, key=lambda one: (one.body.name if one.body else "", one.age_group))


def value_of(centre: Centre, code: str, day: date) -> int | None:
    """One figure as it stood on `day`, for reports; None when nobody has entered it."""
    return next(
        (line.whole.value for line in passport(centre, day) if line.indicator.code == code and line.whole),
        None,
    )


def history_of(centre: Centre, code: str) -> QuerySet[PassportFigure]:
    """Every figure ever entered of an indicator, newest first."""
    found = PassportFigure.objects.filter(centre=centre, indicator=code).select_related("body")
    return found.order_by("-as_of", "-entered_at")


def figure_facts(
    centre: Centre,
    *,
    code: str,
    value: int,
    as_of: date,
    today: date,
    has_basis: bool,
    body: LocalBody | None,
    age_group: str,
) -> FigureFacts:
    """What the rules must know of a figure that is to be entered."""
    indicator = BY_CODE.get(code)
    before = history_of(centre, code).filter(body=body, age_group=age_group, as_of__lte=as_of).first()
    split = indicator.split if indicator is not None else Split.NOTHING
    return FigureFacts(
        is_known=indicator is not None,
        value=value,
        as_of=as_of,
        today=today,
        has_basis=has_basis,
        before=before.value if before is not None else None,
        body_fits=body is None or body.kind == split.value,
        age_fits=not age_group or bool(indicator and indicator.ages),
    )
