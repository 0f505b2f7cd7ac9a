"""The sentences of reservations. To a reader none of them names another reader."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

HOLDS: dict[str, Promise] = {
    # --- reserving
    "not_your_hold": _("This reservation is not yours. Nothing has changed."),
    "nothing_to_reserve": _("Nothing was named that could be reserved. Choose a title."),
    "too_many_titles": _("At most %(most)s titles in one reservation. Nothing has changed."),
    "title_hidden": _("This record is hidden from readers. Nothing has changed."),
    "no_copy_left": _("No copy is left: all are lost or withdrawn. Write it down as a wish instead."),
    "hold_reading_room_only": _("No copy may leave the house: it can be read in the reading room."),
    "waits_already": _("The reader waits for this already. Nothing has changed."),
    "has_what_is_reserved": _("The reader has a copy of this title at home: it can be renewed."),
    "debtor_may_not_reserve": _("A debtor, late by %(days)s days: the books have to be brought back first."),
    "holds_limit_reached": _("%(open)s reservations already, at most %(most)s. Give one up first."),
    "often_not_fetched": _("Did not come for what was put aside %(times)s times in half a year."),
    # --- what is done with a reservation
    "hold_over": _("This reservation is over. Nothing has changed."),
    "pause_day_wrong": _("Choose a day after today, at most %(most)s days on."),
    "pin_without_reason": _("Write why it goes first: everybody at the desk will see it."),
    "copy_may_still_come": _("A copy may still come: the reader keeps the place in the queue."),
    # --- the shelves
    "ready_already": _("This copy stands on the shelf of reservations already."),
    "not_at_hand": _("By the books this copy is not here. Take it back at the desk first."),
    "listed_copy_not_held": _("This copy stands on a list of withdrawals or moves: it is not put aside."),
    "nobody_waits": _("Nobody waits for this copy. Put it back on its shelf: %(shelf_mark)s."),
    "not_on_its_shelf": _("By the books this copy does not stand on its shelf: it cannot be missing there."),
    "nothing_to_clear": _("This copy does not have to be carried back."),
    "goes_to_pickup": _("Somebody waits for it at another point. Send it there: %(point)s."),
}
