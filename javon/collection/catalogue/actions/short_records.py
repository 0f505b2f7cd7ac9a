"""The verb of the quick page: what one has entered by mistake is taken back. Nizom 5.2."""

from __future__ import annotations

from uuid import UUID

from javon.collection.catalogue import happened, rights, short_records, short_rules
from javon.collection.catalogue.bulk import TitleWriter
from javon.collection.catalogue.models import Title
from javon.collection.catalogue.numbers import take_turn
from javon.core import audit
from javon.core.access import Actor, require
from javon.core.database import action
from javon.core.reactions import announce


@action
def take_record_back(*, by: Actor, title: Title, request_id: UUID) -> int:
    """Delete a short record that one has entered today, with the old copies entered with it; answers its number.

    Raises Refused: ``not_entered_quickly``, ``entered_by_another``, ``entered_before_today``,
    ``changed_since_entered``; ``record_still_used`` when anything else hangs on it, a copy in use among them.
    """
    require(by, rights.CORRECT_RECORD)
    take_turn()
    title = Title.objects.select_for_update().get(pk=title.pk)
    short_rules.may_take_back(short_records.take_back_facts(title, by)).enforce()
    assert by.user_id is not None  # the rule has seen that it is the person's own
    announce(happened.RecordTakenBack(title.pk, by.user_id))
    short_rules.may_let_go(short_records.used_by(title)).enforce()
    audit.record(by, "record_taken_back", title, number=title.number)
    TitleWriter(title.centre_id, by_user_id=by.user_id).take_back([title.pk])
    return title.number
