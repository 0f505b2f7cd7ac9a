"""The verbs of the structure: add, rename, move, close units; posts; service points; topics. Nizom 1.1, 1.2, 3.3.

Structure changes one at a time: each deed locks the row of the centre, so no two moves can make a circle.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from javon.centre.organisation import rights
from javon.centre.organisation.models import BasedOn, Centre, Post, ServicePoint, Unit, UnitPlacement
from javon.centre.organisation.queries import structure as facts
from javon.centre.organisation.rules import structure as rules
from javon.centre.organisation.rules.spans import A_DAY, Span
from javon.core import audit
from javon.core.access import Actor, require
from javon.core.database import action
from javon.core.uzbek import normalise

NO_PAPER = BasedOn()


def _lock(centre_id: UUID) -> Centre:
    return Centre.objects.select_for_update().get(pk=centre_id)


@action
def add_unit(
    *,
    by: Actor,
    centre_id: UUID,
    name: str,
    kind: str = Unit.Kind.SERVICE,
    code: str = "",
    name_cyrl: str = "",
    short_name: str = "",
    phone: str = "",
    parent: Unit | None = None,
    from_day: date,
    position: int = 50,
    based_on: BasedOn = NO_PAPER,
) -> Unit:
    """A new unit under `parent` (None: directly under the director) from `from_day` on.

    Raises Refused: ``nameless``, ``code_taken``, ``parent_not_there_then``.
    """
    require(by, rights.MANAGE_STRUCTURE)
    centre = _lock(centre_id)
    code = code or facts.free_code(Unit, centre.pk, short_name or name)
    taken = facts.unit_by_code(centre, code)
    rules.may_name(rules.Naming(name, taken.name if taken else "")).enforce()
    unit = Unit(
        centre=centre,
        code=code,
        kind=kind,
        name=normalise(name),
        name_cyrl=name_cyrl,
        short_name=normalise(short_name),
        phone=phone,
        position=position,
        valid_from=from_day,
    )
    rules.may_move(facts.move_facts(unit, parent, from_day)).enforce()
    unit.save(force_insert=True)
    UnitPlacement.objects.create(unit=unit, parent=parent, valid_from=from_day, **based_on.columns)
    audit.record(by, "unit_added", unit)
    return unit


@action
def rename_unit(
    *, by: Actor, unit: Unit, name: str, name_cyrl: str = "", short_name: str = "", phone: str = ""
) -> Unit:
    """Other words for the same unit, in both scripts. Raises Refused ``nameless``."""
    require(by, rights.MANAGE_STRUCTURE)
    _lock(unit.centre_id)
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    rules.may_name(rules.Naming(name)).enforce()
    unit.name, unit.name_cyrl, unit.phone = normalise(name), name_cyrl, phone
    unit.short_name = normalise(short_name)
    unit.save(update_fields=["name", "name_cyrl", "short_name", "phone"])
    audit.record(by, "unit_renamed", unit, name=unit.name)
    return unit


@action
def move_unit(
    *, by: Actor, unit: Unit, parent: Unit | None, from_day: date, based_on: BasedOn = NO_PAPER
) -> UnitPlacement:
    """From `from_day` the unit stands under `parent`; where it stood until then is kept.

    Raises Refused: ``unit_under_itself``, ``unit_moved_later``, ``unit_stands_there`` and others of
    ``rules.may_move``.
    """
    require(by, rights.MANAGE_STRUCTURE)
    _lock(unit.centre_id)
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    rules.may_move(facts.move_facts(unit, parent, from_day)).enforce()
    for place in UnitPlacement.objects.filter(unit=unit, valid_from__lt=from_day):
        if place.valid_to is None or place.valid_to >= from_day:
            place.valid_to = from_day - A_DAY
            place.save(update_fields=["valid_to"])
    place = UnitPlacement.objects.create(
        unit=unit, parent=parent, valid_from=from_day, valid_to=unit.valid_to, **based_on.columns
    )
    audit.record(by, "unit_moved", unit)
    return place


@action
def close_unit(*, by: Actor, unit: Unit, last_day: date) -> Unit:
    """The unit ends with `last_day`. Raises Refused: ``units_below``, ``posts_open``, ``points_open``."""
    require(by, rights.MANAGE_STRUCTURE)
    _lock(unit.centre_id)
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    rules.may_close(facts.unit_closing_facts(unit, last_day)).enforce()
    unit.valid_to = last_day
    unit.save(update_fields=["valid_to"])
    UnitPlacement.objects.filter(unit=unit, valid_from__lte=last_day, valid_to=None).update(valid_to=last_day)
    audit.record(by, "unit_closed", unit)
    return unit


# --- posts ------------------------------------------------------------------------------------------------


@action
def add_post(
    *,
    by: Actor,
    centre_id: UUID,
    unit: Unit | None,
    title: str,
    kind: str = Post.Kind.LIBRARIAN,
    code: str = "",
    title_cyrl: str = "",
    is_liable: bool = False,
    position: int = 50,
    from_day: date,
) -> Post:
    """A new post. How many of it there are, the staffing table says. Raises Refused: ``nameless``, ``code_taken``."""
    require(by, rights.MANAGE_STRUCTURE)
    centre = _lock(centre_id)
    code = code or facts.free_code(Post, centre.pk, title, most=48)
    taken = Post.objects.filter(centre=centre, code=code).first()
    rules.may_name(
        rules.Naming(
            title,
            taken.title if taken else "",
            Span(from_day),
            facts.span_of(unit) if unit is not None else None,
            unit.name if unit is not None else "",
        )
    ).enforce()
    post = Post.objects.create(
        centre=centre,
        unit=unit,
        code=code,
        kind=kind,
        title=normalise(title),
        title_cyrl=title_cyrl,
        is_liable=is_liable,
        position=position,
        valid_from=from_day,
    )
    audit.record(by, "post_added", post)
    return post


@action
def close_post(*, by: Actor, post: Post, last_day: date) -> Post:
    """The post ends with `last_day`. Raises Refused: ``people_appointed``, ``post_in_the_table``."""
    require(by, rights.MANAGE_STRUCTURE)
    _lock(post.centre_id)
    post = Post.objects.select_for_update().get(pk=post.pk)
    rules.may_close(facts.post_closing_facts(post, last_day)).enforce()
    post.valid_to = last_day
    post.save(update_fields=["valid_to"])
    audit.record(by, "post_closed", post)
    return post


# --- service points ---------------------------------------------------------------------------------------


@action
def add_point(
    *,
    by: Actor,
    centre_id: UUID,
    name: str,
    kind: str = ServicePoint.Kind.LENDING,
    code: str = "",
    name_cyrl: str = "",
    unit: Unit | None = None,
    from_day: date | None = None,
) -> ServicePoint:
    """A new place where readers are served. Raises Refused: ``nameless``, ``code_taken``, ``unit_closed``."""
    require(by, rights.MANAGE_STRUCTURE)
    centre = _lock(centre_id)
    code = code or facts.free_code(ServicePoint, centre.pk, name).upper()
    taken = ServicePoint.objects.filter(centre=centre, code=code).first()
    naming = rules.Naming(name, taken.name if taken else "", Span(from_day))
    if unit is not None:
        naming = rules.Naming(name, naming.taken_by, Span(from_day), facts.span_of(unit), unit.name)
    rules.may_name(naming).enforce()
    point = ServicePoint.objects.create(
        centre=centre,
        code=code,
        name=normalise(name),
        name_cyrl=name_cyrl,
        kind=kind,
        unit=unit,
        valid_from=from_day,
        position=50,
    )
    audit.record(by, "point_added", point)
    return point


@action
def close_point(*, by: Actor, point: ServicePoint, last_day: date) -> ServicePoint:
    """The point ends with `last_day`. Raises Refused: ``closed_already``, ``closed_before_it_began``."""
    require(by, rights.MANAGE_STRUCTURE)
    _lock(point.centre_id)
    point = ServicePoint.objects.select_for_update().get(pk=point.pk)
    rules.may_close(rules.Closing(point.name, last_day, facts.span_of(point))).enforce()
    point.valid_to = last_day
    point.save(update_fields=["valid_to"])
    audit.record(by, "point_closed", point)
    return point


@action
def assign_point_to_unit(*, by: Actor, point: ServicePoint, unit: Unit | None) -> ServicePoint:
    """The point belongs to `unit` from now on. Raises Refused ``unit_closed``."""
    require(by, rights.MANAGE_STRUCTURE)
    _lock(point.centre_id)
    point = ServicePoint.objects.select_for_update().get(pk=point.pk)
    if unit is not None:
        naming = rules.Naming(
            point.name, "", Span(None, point.valid_to), Span(None, unit.valid_to), unit.name
        )
        rules.may_name(naming).enforce()
    point.unit = unit
    point.save(update_fields=["unit"])
    audit.record(by, "point_assigned", point)
    return point
