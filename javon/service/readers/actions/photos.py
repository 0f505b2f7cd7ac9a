"""The photograph of a reader is put, replaced and taken away; what is replaced goes from the disk too. Issue D, readers."""

from __future__ import annotations

from uuid import UUID

from javon.core import audit
from javon.core.access import Actor, require
from javon.core.database import action
from javon.core.files import storage
from javon.core.files.models import StoredFile
from javon.service.readers import rights
from javon.service.readers.actions.registering import locked
from javon.service.readers.models import Reader
from javon.service.readers.rules import photos as rules


@action
def put_photo(*, by: Actor, reader: Reader, file: StoredFile, request_id: UUID | None = None) -> Reader:
    """`file` is how `reader` looks (``core.files.pictures.portrait`` made it). Raises Refused of ``rules.photos.may_put``."""
    require(by, rights.REGISTER_READERS)
    reader = locked(reader)
    rules.may_put(
        is_here=reader.is_here,
        is_group=reader.kind == Reader.Kind.COLLECTIVE,
        is_portrait=file.kind == "image/jpeg",
    ).enforce()
    _let_go(reader)
    StoredFile.objects.filter(pk=file.pk).update(keep_until=None)
    reader.photo = file
    reader.save(update_fields=["photo"])
    audit.record(by, "reader_photo_put", reader)
    return reader


@action
def remove_photo(*, by: Actor, reader: Reader, request_id: UUID | None = None) -> Reader:
    """Nobody sees the photograph of `reader` any more. Raises Refused of ``rules.photos.may_remove``."""
    require(by, rights.REGISTER_READERS)
    reader = locked(reader)
    rules.may_remove(has_photo=reader.photo_id is not None).enforce()
    _let_go(reader)
    audit.record(by, "reader_photo_removed", reader)
    return reader


def _let_go(reader: Reader) -> None:
    """The photograph goes; also from a row that was joined with this one and had brought it."""
    if reader.photo_id is not None:
        Reader.objects.filter(photo_id=reader.photo_id).update(photo=None)
        storage.forget(reader.photo_id)
        reader.photo = None
