"""The sentences of papers, merging and erasing."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, Promise] = {
    # what stands in the way of leaving
    "holds_copies": _("Still on loan: %(list)s. Take them back first."),
    "holds_losses": _("Lost and not made good yet, rows of the book of replacements: %(list)s."),
    # erasing
    "erased_already": _("This reader's data are erased already."),
    "erase_the_kept_one": _("This registration was joined to another one. Erase the data there."),
    "erase_with_deposit": _("A deposit is held: %(list)s. Return it first."),
    "erase_guardian": _("Answers for the cards %(list)s, and nobody else does. Write down another guardian first."),
    "erase_not_confirmed": _("Write the number of the card to confirm. Nothing was erased."),
    # terms of keeping
    "unlink_days_unreal": _("Days after the closing of a year: from 0 to 366."),
    "erase_years_unreal": _("Years after the last registration: from 1 to 10."),
    "retention_begins_too_early": _("The terms begin today or on a later day."),
    "retention_day_taken": _("Other terms begin on that day already."),
    "retention_without_document": _("Write by which document the terms were set: its number and date."),
    # merging
    "merge_with_oneself": _("This is one and the same card."),
    "merge_kept_is_gone": _("The reader who is to stay is no longer there. Choose the other one."),
    "merge_gone_is_gone": _("This registration was joined or erased already."),
    "merge_person_with_group": _("A person and a group are not one reader."),
    "merge_guardian_with_child": _("One of the two answers for the other: they are two people."),
    "merge_sexes_differ": _("The sexes differ."),
    "merge_birth_dates_differ": _("The birth dates differ."),
    "merge_told_apart": _("It was said that they are two people. Take that back first, if it is wrong."),
    "told_apart_already": _("It has been said already that they are two people."),
    "not_told_apart": _("Nobody has said that they are two people."),
    "merge_undone_already": _("They are parted already."),
    "merge_used_since": _("Since they were joined, this was entered: %(list)s. They can no longer be parted by one press."),
    # deposits and scans
    "deposit_held_already": _("A deposit of this reader is held already. Return it first."),
    "deposit_sum_unreal": _("Write the sum in soums: from 1 000 to 10 000 000."),
    "deposit_without_reason": _("Choose why a deposit is taken."),
    "deposit_day_unreal": _("The deposit is taken on a day of this year that has come."),
    "deposit_returned_already": _("This deposit was returned already."),
    "deposit_return_day_unreal": _("The day of the return lies between the day of the deposit and today."),
    # photographs
    "photo_missing": _("Take a photograph, or choose a file."),
    "photo_too_large": _("The file is larger than 10 MB. Photograph it smaller; nothing was changed."),
    "photo_no_picture": _("This is no picture that can be shown here. Give a JPEG, PNG or WebP."),
    "photo_broken": _("The picture is damaged and cannot be opened. Take another one."),
    "photo_too_many_points": _("The picture is far too large to be opened. Photograph it smaller."),
    "photo_too_small": _("The picture is too small to show a face: at least 120 × 120 points."),
    "photo_of_a_group": _("A group has no photograph."),
    "photo_is_none": _("There is no photograph of this reader."),
    "scan_is_no_picture": _("The scan is a picture (JPEG, PNG, WebP) or a PDF. Another file was given; nothing was kept."),
}  # fmt: skip
