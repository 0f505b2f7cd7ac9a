"""What is said when a registration, a card, a consent or a restriction is refused. Each says what to do next."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from javon.centre.documents import wording as documents
from javon.core.uzbek import short_date
from javon.core.verdict import Refusal

SENTENCES: dict[str, Promise] = {
    # the person
    "surname_missing": _("Write the surname; who has one name only, is written with that one."),
    "group_without_name": _("Write what the group is called: the class, the mahalla, the kindergarten."),
    "birth_date_missing": _("Write the birth date: day, month, year."),
    "born_in_future": _("The birth date %(day)s is still to come. Look at the year."),
    "born_too_long_ago": _("The birth date %(day)s is more than 120 years ago. Look at the year."),
    "sex_missing": _("Choose the sex: reports count it."),
    "category_missing": _("Choose what the reader does."),
    "grade_unreal": _("A school has classes from 1 to 11, there is no class %(grade)s."),
    "grade_of_no_pupil": _("Only pupils sit in a class. Choose the category «pupil», or leave the class empty."),
    "pupil_without_grade": _("Choose the class of the pupil."),
    "phone_unreal": _("A phone number has 9 digits after +998. Look at the number, or leave it empty."),
    "heads_unreal": _("Write how many people the group has: 1 to %(most)s."),
    # registration
    "guardian_missing": _("Under %(age)s a parent or guardian answers: write who."),
    "guardian_phone_unreal": _("The phone number of the parent has 9 digits after +998. Look at it, or leave it empty."),
    "group_without_responsible": _("Write who answers for the group."),
    "guardian_consent_missing": _("Without a parent's consent nothing may be kept of a child. Tick it when the parent has agreed."),
    "consent_missing": _("Without consent nothing may be kept of a person. Tick it when the reader has agreed."),
    "no_consent_text": _("The library has no text of the consent yet. The head enters it under «Readers», «Consent»."),
    "card_unreal": _("This is no number of a card. Scan the card again, or leave it empty: the next number is given."),
    "card_taken": _("Card %(card)s belongs to the reader %(reader)s. Take another card, or leave it empty: the next number is given."),
    "card_in_use": _("Card %(card)s is or was somebody's. Take another card, or leave it empty: the next number is given."),
    "registered_in_future": _("%(day)s is still to come. Write today or an earlier day of this year."),
    "registered_in_other_year": _("Readers are written into the journal of this year only. Write a day of this year."),
    "registered_long_ago": _("Late paper days of last year are still written down, earlier ones are not. Write a later day."),
    "registered_under": _("This person seems to be registered already: %(reader)s. Open that card, or say that it is another person."),
    # every year
    "reader_is_gone": _("Nobody stands behind this registration any more: it was joined to another one or erased."),
    "registered_already": _("Registered this year already: no. %(number)s of %(day)s. Nothing changed."),
    "reader_changed_meanwhile": _("Somebody corrected this reader meanwhile. What you typed is below: compare and save again."),
    # leaving
    "reader_left_already": _("This reader has left already."),
    "reader_is_here": _("This reader has not left."),
    "left_on_unreal_day": _("Write the day on which the reader left: not before the registration, not after today."),
    "left_without_reason": _("Write why the reader leaves: moved away, asked for it, died."),
    # cards
    "card_reason_missing": _("Choose why the card ends: lost, damaged, replaced."),
    "no_card_in_use": _("The reader has no card in use."),
    # restrictions
    "block_without_reason": _("Write why the service is restricted: the reader is told so."),
    "block_ends_too_early": _("The restriction ends before it begins or before today. Look at the day."),
    "block_without_beginning": _("Write from which day the service is restricted."),
    "block_lifted_already": _("This restriction is lifted already."),
    "lift_without_reason": _("Write why the restriction is lifted."),
    # consent
    "consent_text_empty": _("Write the text that readers agree to."),
    "consent_text_unchanged": _("This is the text in force, word for word. Nothing changed."),
    "consent_text_without_paper": _("Write by which paper the text was approved: its number and date."),
    "consent_text_without_day": _("Write from which day the text holds."),
    "consent_text_too_early": _("The text in force holds from %(day)s. The next one begins later."),
    "nothing_to_withdraw": _("There is no consent that could be withdrawn."),
    # classes
    "nobody_in_list": _("The list is empty. Paste or type one pupil a line, %(most)s at most."),
    "class_list_too_long": _("The list has %(count)s lines, %(most)s at most go at once. Nothing has changed: divide it."),
    "nobody_ticked": _("Nobody is ticked who waits for this year's registration."),
    "classes_stepped_already": _("The classes of this school went a step up in %(year)s already."),
    "nobody_to_step": _("No reader of this school sits in a class."),
    "leavers_without_category": _("Choose for everybody of the leaving class what they do now: %(count)s are not chosen."),
    "step_undone_already": _("This step is taken back already."),
    # families
    "no_such_card": _("There is no reader with the card %(card)s."),
    "guardian_unnamed": _("Write who it is, or scan the card of the parent."),
    "own_guardian": _("Nobody answers for oneself. Scan the card of the parent."),
    "guardian_already": _("This person answers for the reader already."),
    "guardian_is_ward": _("This reader answers for that person: both cannot answer for each other."),
    "guardian_ended_already": _("This person answers for the reader no more."),
    # documents
    "identity_without_kind": _("Choose which document it is."),
    "identity_unreal": _("Write series and number as on the document: 5 to 20 letters and digits."),
    "no_identity": _("No document is kept of this reader."),
    "identity_does_not_open": _("The number does not open: it was sealed with another key. Ask the reader again and enter it anew."),
}  # fmt: skip


def sentence(refusal: Refusal) -> str:
    """What a refusal says to a person."""
    if refusal.code not in SENTENCES:
        return documents.sentence(refusal)
    shown = {
        name: short_date(value) if isinstance(value, date) else value
        for name, value in refusal.details.items()
    }
    return str(SENTENCES[refusal.code]) % shown


def sentences(refusals: Iterable[Refusal]) -> list[str]:
    """The same for several, in their order."""
    return [sentence(refusal) for refusal in refusals]
