"""Electronic files: attached to a title, opened to more or fewer, removed, put back; the networks of the house. Nizom 5.2."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from javon.collection.catalogue import electronic, rights, rules_files
from javon.collection.catalogue.models import ElectronicFile, InsideNetwork, Title
from javon.collection.catalogue.rules_files import RightsFacts
from javon.core import audit, clock
from javon.core.access import Actor, require
from javon.core.database import action
from javon.core.files.models import StoredFile


@action
def attach_file(
    *,
    by: Actor,
    title: Title,
    file: StoredFile,
    said: RightsFacts,
    open_from: date | None = None,
    source: str = "",
    request_id: UUID,
) -> ElectronicFile:
    """Attach a kept file to a title. Its bytes were kept for two days; from now on they stay.

    Raises Refused: ``file_kind``, ``file_empty``, ``file_too_large``, ``file_no_label``, ``file_no_paper``,
    ``file_is_there``, ``file_too_many``, ``donor_record``, ``merged_record``.
    """
    require(by, rights.CORRECT_RECORD)
    title = Title.objects.select_for_update().get(pk=title.pk)
    facts = electronic.attach_facts(title, said, kind=file.kind, size=file.size, sha256=file.sha256)
    rules_files.may_attach(facts).enforce(rights=by.rights)
    StoredFile.objects.filter(pk=file.pk).update(keep_until=None)
    made = ElectronicFile.objects.create(
        title=title,
        file=file,
        kind=file.kind,
        size=file.size,
        sha256=file.sha256,
        open_from=open_from,
        source=source[:300],
        added_by_user_id=by.user_id,
        added_at=clock.now(),
        **_kept(said),
    )
    audit.record(by, "file_attached", title, file=made.pk, sha256=made.sha256, access=made.access)
    return made


@action
def change_file_rights(
    *,
    by: Actor,
    file: ElectronicFile,
    said: RightsFacts,
    open_from: date | None = None,
    source: str = "",
    request_id: UUID,
) -> ElectronicFile:
    """Another name, other readers, another day or leave. Raises Refused: ``file_removed``, ``nothing_changed``,
    ``file_no_label``, ``file_no_paper``.
    """
    require(by, rights.CORRECT_RECORD)
    file = ElectronicFile.objects.select_for_update().get(pk=file.pk)
    given = {**_kept(said), "open_from": open_from, "source": source[:300]}
    rules_files.may_change(
        said,
        is_removed=file.removed_at is not None,
        changes_nothing=all(getattr(file, name) == value for name, value in given.items()),
    ).enforce(rights=by.rights)
    for name, value in given.items():
        setattr(file, name, value)
    file.save(update_fields=list(given))
    audit.record(by, "file_rights_changed", file.title, file=file.pk, access=file.access)
    return file


@action
def remove_file(*, by: Actor, file: ElectronicFile, why: str, request_id: UUID) -> ElectronicFile:
    """Take a file off its title: no one opens it from now on. The row stays, the bytes stay a month.

    Raises Refused: ``file_removed``, ``file_no_reason``.
    """
    require(by, rights.CORRECT_RECORD)
    file = ElectronicFile.objects.select_for_update().get(pk=file.pk)
    rules_files.may_remove(why=why, is_removed=file.removed_at is not None).enforce(rights=by.rights)
    file.removed_at, file.removed_why = clock.now(), why.strip()[:300]
    file.removed_by_user_id = by.user_id
    file.save(update_fields=["removed_at", "removed_why", "removed_by_user_id"])
    _keep_bytes(file, until=clock.today() + timedelta(rules_files.REMOVED_KEPT_DAYS))
    audit.record(by, "file_removed", file.title, file=file.pk, reason=file.removed_why)
    return file


@action
def put_back_file(*, by: Actor, file: ElectronicFile, request_id: UUID) -> ElectronicFile:
    """A removed file stands on its title again, with the rights that it had.

    Raises Refused: ``file_not_removed``, ``file_bytes_gone``, ``file_is_there``.
    """
    require(by, rights.CORRECT_RECORD)
    file = ElectronicFile.objects.select_for_update().get(pk=file.pk)
    title = Title.objects.select_for_update().get(pk=file.title.merged_into_id or file.title_id)
    rules_files.may_put_back(
        is_removed=file.removed_at is not None,
        has_bytes=file.file_id is not None,
        same=electronic.same_on(title, file.sha256),
    ).enforce(rights=by.rights)
    file.removed_at, file.removed_why, file.removed_by_user_id = None, "", None
    file.save(update_fields=["removed_at", "removed_why", "removed_by_user_id"])
    _keep_bytes(file, until=None)
    audit.record(by, "file_put_back", file.title, file=file.pk)
    return file


@action
def add_inside_network(
    *, by: Actor, centre_id: UUID, network: str, note: str = "", request_id: UUID
) -> InsideNetwork:
    """Addresses that count as inside from now on. Raises Refused: ``network_not_understood``, ``network_too_wide``,
    ``network_is_there``.
    """
    require(by, rights.CORRECT_RECORD)
    held = [one.network for one in electronic.networks(centre_id)]
    rules_files.may_add_network(network, held).enforce(rights=by.rights)
    made = InsideNetwork.objects.create(
        centre_id=centre_id,
        network=rules_files.network_text(network),
        note=note[:120],
        added_by_user_id=by.user_id,
        added_at=clock.now(),
    )
    audit.record(by, "inside_network_added", made, network=made.network)
    return made


@action
def end_inside_network(*, by: Actor, network: InsideNetwork, request_id: UUID) -> InsideNetwork:
    """These addresses count as inside no more."""
    require(by, rights.CORRECT_RECORD)
    network = InsideNetwork.objects.select_for_update().get(pk=network.pk)
    if network.ended_at is None:
        network.ended_at = clock.now()
        network.save(update_fields=["ended_at"])
        audit.record(by, "inside_network_ended", network)
    return network


def _keep_bytes(file: ElectronicFile, *, until: date | None) -> None:
    if file.file_id is not None:
        StoredFile.objects.filter(pk=file.file_id).update(keep_until=until)


def _kept(said: RightsFacts) -> dict[str, str]:
    return {
        "label": said.label.strip()[:200],
        "access": said.access,
        "basis": said.basis,
        "paper": said.paper.strip()[:300],
    }
