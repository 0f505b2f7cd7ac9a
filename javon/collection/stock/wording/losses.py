"""The sentences around losses and what is taken in their place. Each says what to do next."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, Promise] = {
    # declaring
    "lost_already": _("%(code)s is declared lost already: row %(row)s of the book of replacements."),
    "loss_without_reader": _("Write the name of the person who lost it."),
    "loss_without_circumstances": _("Write how it was lost, in a few words."),
    "loss_without_day": _("Write the day on which it was lost, or on which this became known."),
    "loss_in_future": _("It cannot be lost on %(day)s: that day is still to come."),
    "loss_long_ago": _("%(day)s is more than five years ago. Look at the year."),
    "loss_without_price": _("%(code)s has no price in the books. Write what it is worth."),
    "loss_term_is_over": _("Write until which day it is to be made good: today or later."),
    # making good
    "loss_is_settled": _("How it is made good is written down already. Take that back first, if it is wrong."),
    "loss_is_closed": _("This row of the book is closed: the copy is written off."),
    "loss_is_found": _("This row of the book is closed: the copy was found again."),
    "loss_not_settled": _("Nothing is written down yet that could be taken back."),
    "replacement_is_coming": _("A replacement waits in delivery no. %(delivery)s. Accept it or cancel it first."),
    "replacement_is_accepted": _("The replacement stands in the books. It cannot be taken back any more."),
    "replacement_without_value": _("Write what the copy is valued at, in soums."),
    "replacement_without_judgement": _("It is another book: write who found it of equal worth, and why."),
    "replacement_worth_less": _("The lost copy is worth %(price)s soums in the books: what is taken in its place cannot be worth less."),
    "replacement_without_day": _("Write on which day the copy was brought."),
    "no_such_title": _("Choose the book that was brought."),
    "money_without_sum": _("Write how much was paid, in soums."),
    "money_without_receipt": _("Write the number and the date of the receipt."),
    "receipt_in_future": _("The receipt cannot be of %(day)s: that day is still to come."),
    "money_without_order": _("Write the number and date of the order by which money may be taken."),
    "nothing_without_reason": _("Choose the reason with which the copy leaves the books."),
    "nothing_without_ground": _("Write why nothing is taken, and by which paper."),
    # found again
    "found_after_settling": _("It has been made good already. Take that back first; after a replacement the found copy is entered anew."),
    "found_on_unreal_day": _("Write the day on which it was found: not before the loss, not after today."),
    "lost_copy_on_write_off": _("The copy stands on write-off no. %(list)s. Take it off the list first."),
    # write-offs and deliveries
    "loss_not_made_good": _("%(code)s: its loss (row %(row)s) is not made good yet. First write down how."),
    "loss_leaves_otherwise": _("%(code)s: its loss (row %(row)s) leaves the books for another reason. Choose the list of that reason."),
    "lost_without_row": _("%(code)s has no row in the book of replacements. First declare it lost."),
    "nothing_to_list": _("No loss waits for its act."),
    "line_answers_a_loss": _("Line %(line)s comes for a lost copy: one copy of the chosen book, entered in the inventory book. To take another, take the line off."),
    "line_without_loss": _("Line %(line)s comes for no lost copy. Enter it from the row of its loss in the book of replacements."),
    "delivery_answers_losses": _("This delivery brings a copy for a lost one: how it came stays so."),
}  # fmt: skip
