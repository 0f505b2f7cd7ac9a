"""Loading a table of author marks. Nizom 5.2."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from javon.collection.catalogue import author_marks, rights, rules
from javon.collection.catalogue.mark_tables import as_text
from javon.collection.catalogue.models import AuthorMarkTable
from javon.core import audit, clock
from javon.core.access import Actor, require
from javon.core.database import action


@action
def load_author_marks(
    *,
    by: Actor,
    centre_id: UUID,
    name: str,
    valid_from: date,
    rows: Sequence[tuple[int, Sequence[str]]],
    request_id: UUID,
) -> AuthorMarkTable:
    """A table takes the place of the one in force from `valid_from` on; marks given before stay as they are.

    `rows` are (row number, cells) as the file has them. Raises Refused with every fault, and keeps nothing then:
    ``marks_no_name``, ``marks_no_rows``, ``marks_no_syllable``, ``marks_two_scripts``, ``marks_no_figures``,
    ``marks_twice``, ``marks_falls``, ``marks_more_faults``.
    """
    require(by, rights.LOAD_AUTHOR_MARKS)
    good, faults = author_marks.read_rows(rows)
    told = tuple((fault.row, fault.code, fault.text) for fault in faults)
    rules.may_load_marks(rules.MarkTableFacts(name, len(good), told)).enforce(rights=by.rights)
    table = AuthorMarkTable.objects.create(
        centre_id=centre_id,
        name=name.strip(),
        valid_from=valid_from,
        rows=as_text(good),
        row_count=len(good),
        loaded_at=clock.now(),
        by_user_id=by.user_id,
    )
    audit.record(by, "author_marks_loaded", table)
    return table
