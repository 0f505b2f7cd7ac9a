"""Two rows that look like one person are said to be two people, and that is taken back. Issue D, 1.

The mark stands on the rows it was said of. A row that is joined with another carries its marks along without being
touched: who asks reads them through ``merged_into``, and after a parting they are where they were.
"""

from __future__ import annotations

from uuid import UUID

from javon.core import audit, clock
from javon.core.access import Actor, require
from javon.core.database import action
from javon.service.readers import rights
from javon.service.readers.actions.merging import locked_pair
from javon.service.readers.models import NotTheSamePerson, Reader
from javon.service.readers.queries import merging as queries
from javon.service.readers.rules import merging as rules


@action
def tell_apart(*, by: Actor, one: Reader, other: Reader, request_id: UUID | None = None) -> NotTheSamePerson:
    """Somebody has looked: two people. The pair is not proposed again. Raises Refused of ``rules.merging.may_tell_apart``."""
    require(by, rights.MERGE_READERS)
    one, other = locked_pair(one.pk, other.pk)
    rules.may_tell_apart(queries.facts(one, other)).enforce()
    first, second = sorted((one, other), key=lambda reader: reader.pk)
    mark = NotTheSamePerson.objects.create(
        first=first, second=second, said_at=clock.now(), said_by_id=by.user_id
    )
    audit.record(by, "readers_told_apart", one)
    return mark


@action
def ask_again(*, by: Actor, one: Reader, other: Reader, request_id: UUID | None = None) -> int:
    """They may be one person after all: the pair is proposed again. How many marks stood; Refused without any."""
    require(by, rights.MERGE_READERS)
    one, other = locked_pair(one.pk, other.pk)
    marks = queries.marks_between(one, other)
    rules.may_ask_again(are_told_apart=marks.exists()).enforce()
    count = marks.delete()[0]
    audit.record(by, "readers_asked_again", one)
    return count
