"""What a new centre begins with: units, posts, the first staffing table, each service point in its unit. Nizom 1.1, 4.1, 4.2."""

from __future__ import annotations

from datetime import date

from javon.centre.organisation import rights, standard
from javon.centre.organisation.models import (
    Centre,
    Post,
    ServicePoint,
    ServiceTopic,
    StaffingLine,
    StaffingTable,
    Unit,
    UnitPlacement,
)
from javon.core import audit, clock
from javon.core.access import Actor, require
from javon.core.database import action

SINCE = date(2024, 8, 7)  # the day on which the Regulation was approved
PAPER = {"basis_label": "Nizom, 07.08.2024", "basis_clause": "4.1, 4.2"}
SERVICE, STOCK = "lending", "stock"  # units that get the service points


@action
def lay_out_standard(*, by: Actor, centre: Centre, since: date = SINCE, with_topics: bool = False) -> bool:
    """Enter what is missing of the standard structure; what is there already stays as people made it.

    `with_topics`: also what the services work on, for the demo. Answers whether anything was entered.
    """
    require(by, rights.MANAGE_STRUCTURE)
    centre = Centre.objects.select_for_update().get(pk=centre.pk)
    if StaffingTable.objects.filter(centre=centre).exists():
        return False
    units = {row.code: _unit(centre, row, since) for row in standard.units()}
    for row in standard.units():
        _place(units[row.code], units.get(row.parent), since)
        if with_topics:
            _topics(units[row.code], row)
    posts = [(_post(centre, row, units.get(row.unit), since), row) for row in standard.posts()]
    _table(centre, [pair for pair in posts if pair[1].kind != Post.Kind.OBSERVER], since)
    for kind, code in {
        **dict.fromkeys(ServicePoint.Kind.values, SERVICE),
        ServicePoint.Kind.STORE: STOCK,
    }.items():
        if code in units:
            ServicePoint.objects.filter(centre=centre, kind=kind, unit=None).update(unit=units[code])
    audit.record(by, "standard_laid_out", centre)
    return True


def _unit(centre: Centre, row: standard.StandardUnit, since: date) -> Unit:
    words = {"kind": row.kind, "name": row.name, "name_cyrl": row.name_cyrl, "short_name": row.short_name}
    defaults = {**words, "position": row.position, "valid_from": since}
    return Unit.objects.get_or_create(centre=centre, code=row.code, defaults=defaults)[0]


def _place(unit: Unit, parent: Unit | None, since: date) -> None:
    if not UnitPlacement.objects.filter(unit=unit).exists():
        UnitPlacement.objects.create(
            unit=unit,
            parent=parent,
            valid_from=since,
            basis_label=PAPER["basis_label"],
            basis_clause="1.1, 1.2",
        )


def _topics(unit: Unit, row: standard.StandardUnit) -> None:
    if not ServiceTopic.objects.filter(unit=unit).exists():
        begins = clock.today().replace(month=1, day=1)
        ServiceTopic.objects.bulk_create(
            ServiceTopic(unit=unit, text=text, position=position, valid_from=begins)
            for position, text in enumerate(row.topics)
        )


def _post(centre: Centre, row: standard.StandardPost, unit: Unit | None, since: date) -> Post:
    defaults = {
        "unit": unit,
        "kind": row.kind,
        "title": row.title,
        "title_cyrl": row.title_cyrl,
        "is_liable": row.is_liable,
        "position": row.position,
        "valid_from": since,
    }
    return Post.objects.get_or_create(centre=centre, code=row.code, defaults=defaults)[0]


def _table(centre: Centre, posts: list[tuple[Post, standard.StandardPost]], since: date) -> None:
    """The first table is in force at once: the Regulation itself approves the head and the five librarians."""
    table = StaffingTable.objects.create(
        centre=centre,
        number=1,
        state=StaffingTable.State.IN_FORCE,
        proposed_at=clock.now(),
        valid_from=since,
        **PAPER,
    )
    StaffingLine.objects.bulk_create(
        StaffingLine(table=table, post=post, positions=row.positions, quarters=row.quarters, order=order)
        for order, (post, row) in enumerate(posts)
    )
