"""Sentences of write-offs, of scanning copies onto a list, of moves and commissions. Each says what to do next."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, Promise] = {
    # scanning
    "nothing_scanned": _("Nothing was scanned. Scan a copy, or type its inventory number."),
    "scanned_unknown": _("%(code)s: no copy has this number. Look at the label once more."),
    "scanned_mistyped": _("%(code)s: a digit is wrong in this barcode. Scan it once more."),
    "scanned_isbn": _("%(code)s is the ISBN of a title. Scan the label of the copy itself."),
    "scanned_reader": _("%(code)s is a reader's card. Scan the label of a copy."),
    "scanned_several": _(
        "%(code)s: %(count)s copies have this number. Scan the barcode of the one you hold."
    ),
    "on_this_list": _("%(code)s stands on this list already."),
    "written_off_already": _("%(code)s was written off before."),
    "copy_on_loan": _("%(code)s is on loan. First take it back from the reader."),
    "copy_waits_for_reader": _("%(code)s waits for a reader. First give the reservation another copy."),
    "copy_at_partner": _("%(code)s is at a partner library. First take it back."),
    "copy_at_mobile_point": _("%(code)s is at a mobile point. First bring it back."),
    "copy_on_its_way": _("%(code)s is on its way to another service point. First let it be received."),
    "copy_in_stocktaking": _("%(code)s is being counted. Wait until the stocktaking is closed."),
    "on_another_write_off": _("%(code)s stands on write-off no. %(list)s already."),
    "on_another_move": _("%(code)s stands on move no. %(list)s."),
    "list_is_closed": _("The list is closed. Open it again to change it."),
    "list_too_long": _("One list holds at most %(most)s copies. Begin another for the rest."),
    "too_many_codes": _("%(count)s codes are too many at once. Scan at most %(most)s."),
    # write-offs
    "price_unknown": _("%(code)s has no price in the books. Write the price and scan it once more."),
    "reason_missing": _("Choose the reason: one act is for one reason."),
    "not_at_this_step": _(
        "The write-off has gone on meanwhile, nothing was changed. Look where it stands now."
    ),
    "list_empty": _("The list is empty. Scan at least one copy."),
    "commission_missing": _("Choose the commission that looks at the copies."),
    "commission_not_for_this": _(
        "This commission is not for the preservation of the stock, or its time is over. Choose another."
    ),
    "minutes_missing": _("Write the number, the date and the conclusion of the commission's minutes."),
    "minutes_in_the_future": _("The minutes cannot be of %(day)s: that day is still to come."),
    "words_too_long": _("The text is too long: at most %(most)s characters fit."),
    "rare_without_consent": _(
        "Rare publications on the list: %(count)s. Write the number and date of the higher body's consent, "
        "or take them off."
    ),
    "listed_in_stocktaking": _(
        "Copies on the list that are being counted: %(count)s. Wait or take them off."
    ),
    "listed_elsewhere": _(
        "Copies on the list that have left their shelves meanwhile: %(count)s. Open the list and take them off."
    ),
    "cancel_too_late": _("What is written off stays written off. A found copy is entered anew."),
    "cancel_without_reason": _("Write why it is given up."),
    "out_before_booked": _("The copies leave the house after the act is approved, and once only."),
    "destiny_missing": _("Write where the copies went and by which paper."),
    "out_in_the_future": _("%(day)s is still to come. Write the day on which the copies left."),
    "out_before_the_act": _("The copies cannot have left before they were written off on %(day)s."),
    # moves
    "same_point": _("Choose two different service points."),
    "point_closed": _("This service point is closed. Choose another."),
    "copy_of_another_point": _("%(code)s belongs to another service point."),
    "copy_not_at_hand": _("%(code)s is said to be missing or lost. First enter that it is found."),
    "not_on_its_way": _("These copies are not on their way."),
    "move_is_over": _("This move is over. Begin another to bring the copies back."),
    # commissions
    "commission_without_name": _("Write the name of the commission."),
    "commission_without_purpose": _("Choose what the commission is for."),
    "commission_without_order": _("Choose the order that set it up, or write its number and date."),
    "commission_ends_first": _("It cannot end before %(day)s, the day on which it begins."),
    "commission_without_chair": _("Choose the chair."),
    "commission_too_small": _("Besides the chair it needs %(least)s members, chosen: %(members)s."),
    "chair_is_member": _("The chair is no member besides. Take the chair off the members."),
    "commission_with_leaver": _("No longer work here: %(names)s."),
    "commission_ended_already": _("It has ended already, on %(day)s."),
    "commission_has_work": _("Write-offs that lie before it: %(count)s. First let it write the minutes."),
}
