"""The sentences around the hall; those of bookings are the engine's own, those of the stock the stock's."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from javon.collection.stock.models import Copy
from javon.core.booking import wording as booking
from javon.core.verdict import Refusal

SENTENCES: dict[str, Promise] = {
    "visit_in_future": _("That day has not come yet."),
    "visit_too_old": _("A visit is entered within a year."),
    "visit_unreal": _("Say who came: a child or a grown-up."),
    "visit_heads_unreal": _("How many came: from 1 to %(most)s."),
    "no_tally_to_undo": _("You have counted nobody today, or all of it is taken back."),
    "reader_is_gone": _("This reader has left or was removed. Look in the list of readers."),
    "reader_of_another_centre": _("The card belongs to another library."),
    "card_unknown": _("There is no such card: %(code)s. Scan it again or type its number."),
    "card_ended": _("This card is no longer in use: %(code)s. The reader has a new one."),
    "reader_is_restricted": _("The service of this reader is restricted: %(reason)s"),
    "reader_not_registered_this_year": _("Not registered this year yet: register the reader again."),
    "place_faulty_already": _("It is marked as out of order already."),
    "place_not_faulty": _("It is not marked as out of order."),
    "place_unknown": _("There is no such place on the plan."),
    "fault_without_note": _("Write in a few words what is wrong."),
    "minutes_unreal": _("Minutes are from 1 to %(most)s."),
    "quota_shorter_than_use": _("The minutes of a day cannot be fewer than those of one use."),
    "room_without_name": _("Write the name of the room."),
    "room_name_taken": _("There is a room of that name already."),
    "room_without_point": _("Choose the service point to which the room belongs."),
    "plan_is_empty": _("Draw at least one seat or computer on the plan, for example J1."),
    "plan_unread": _("Not understood on the plan: %(codes)s. Write P1 for a computer, J1 for a seat, a dot for nothing."),
    "plan_code_twice": _("Stands on the plan twice: %(codes)s."),
    "plan_code_elsewhere": _("Stands in another room: %(codes)s."),
    "plan_too_large": _("The plan is too large: at most %(most)s across and down."),
    "place_is_busy": _("Somebody has it or has booked it, so it stays on the plan: %(codes)s."),
    "copy_unknown": _("No copy has this number: %(code)s. Scan it again."),
    "copy_ambiguous": _("Several copies have this number: %(code)s. Scan the barcode."),
    "copy_not_at_hand": _("This copy is not at hand: %(state)s."),
    "copy_on_a_list": _("This copy stands on an open list of the stock: %(code)s."),
    "copy_read_by_another": _("Another reader has this copy in the hall: %(code)s. Take it back first."),
    "copy_without_reader": _("Scan the reader's card first, then the book."),
    "in_house_use_is_over": _("This book was taken back already."),
}  # fmt: skip


def sentence(refusal: Refusal) -> str:
    """What a refusal says to a person."""
    if refusal.code not in SENTENCES:
        return booking.sentence(refusal)
    shown = dict(refusal.details)
    if "state" in shown:
        shown["state"] = Copy.State(shown["state"]).label
    return str(SENTENCES[refusal.code]) % shown


def sentences(refusals: Iterable[Refusal]) -> list[str]:
    """The same for several, in their order."""
    return [sentence(refusal) for refusal in refusals]
