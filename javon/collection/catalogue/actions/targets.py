"""The addresses of other libraries' catalogues: added, changed, switched on and off. Nizom 5.2."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from javon.collection.catalogue import rights, rules, targets
from javon.collection.catalogue.models import Target
from javon.core import audit
from javon.core.access import Actor, require
from javon.core.database import action


@action
def add_target(*, by: Actor, centre_id: UUID, given: Mapping[str, Any], request_id: UUID) -> Target:
    """One more catalogue that can be asked. `given` are the fields of ``targets.KEPT``.

    Raises Refused: ``target_no_name``, ``target_name_taken``, ``target_host``, ``target_web_address``,
    ``target_port``, ``target_no_database``, ``target_syntax``, ``target_encoding``, ``target_indexes``.
    """
    require(by, rights.MANAGE_TARGETS)
    rules.may_keep_target(targets.target_facts(centre_id, given)).enforce(rights=by.rights)
    target = Target.objects.create(centre_id=centre_id, **_kept(given))
    audit.record(by, "target_added", target)
    return target


@action
def change_target(*, by: Actor, target: Target, given: Mapping[str, Any], request_id: UUID) -> Target:
    """Another address, name or format. A password that is not given stays. Raises Refused as :func:`add_target`."""
    require(by, rights.MANAGE_TARGETS)
    target = Target.objects.select_for_update().get(pk=target.pk)
    rules.may_keep_target(targets.target_facts(target.centre_id, given, target)).enforce(rights=by.rights)
    kept = _kept(given)
    if kept["user"] and not kept["password"]:
        del kept["password"]
    was = (target.kind, target.address, target.port, target.database)
    for name, value in kept.items():
        setattr(target, name, value)
    if (target.kind, target.address, target.port, target.database) != was:
        target.answered_at = None  # it was another one that has answered
    target.save()
    audit.record(by, "target_changed", target)
    return target


@action
def switch_target(*, by: Actor, target: Target, is_active: bool, request_id: UUID) -> Target:
    """Ask this catalogue, or ask it no more; what was taken from it stays."""
    require(by, rights.MANAGE_TARGETS)
    target = Target.objects.select_for_update().get(pk=target.pk)
    if target.is_active != is_active:
        target.is_active = is_active
        target.save(update_fields=["is_active"])
        audit.record(by, "target_switched_on" if is_active else "target_switched_off", target)
    return target


@action
def add_standard_targets(*, by: Actor, centre_id: UUID) -> int:
    """The known catalogues that the list lacks, by their names; answers how many were added."""
    require(by, rights.MANAGE_TARGETS)
    present = set(targets.all_of(centre_id).values_list("name", flat=True))
    missing = [entry for entry in targets.standard_targets() if entry["name"] not in present]
    for entry in missing:
        target = Target.objects.create(centre_id=centre_id, is_active=entry["is_active"], **_kept(entry))
        audit.record(by, "target_added", target)
    return len(missing)


def _kept(given: Mapping[str, Any]) -> dict[str, Any]:
    kept = {name: given[name] for name in targets.KEPT}
    kept["name"] = kept["name"].strip()
    if kept["kind"] == Target.Kind.SRU:
        kept |= {"port": None, "database": ""}
    if not kept["user"]:
        kept["password"] = ""
    return kept
