"""The sentences of lending: every objection and note of its rules, and why a date is what it is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from javon.collection.stock import wording as stock
from javon.collection.stock.models import Copy
from javon.core.uzbek.figures import short_date
from javon.core.verdict import Refusal
from javon.service.lending.wording_holds import HOLDS
from javon.service.lending.wording_opening import OPENING
from javon.service.readers.models import Card

SENTENCES: dict[str, Promise] = {
    # --- who borrows
    "reader_of_another_centre": _("This reader belongs to another centre. Nothing has changed."),
    "reader_has_left": _("This reader is no longer served here. Open the reader's page to see why."),
    "card_out_of_use": _("This card is out of use (%(because)s). The card in use: %(card)s."),
    "not_registered_this_year": _("Not registered in %(year)s yet. Register again (Alt+F9) and carry on."),
    "reader_restricted": _("The service of this reader is restricted: %(reason)s. Until: %(until)s."),
    "is_debtor": _("A debtor: %(copies)s copies kept too long, the longest by %(days)s days."),
    "has_late_copies": _("Keeps late copies: %(copies)s, the longest by %(days)s days."),
    "limit_reached": _("The reader has %(open)s copies, at most %(most)s."),
    "too_young": _("This book is for %(mark)s years and older."),
    "too_young_unknown": _("This book is for %(mark)s years and older, and the birth date is not known."),
    "no_guardian": _("Nobody is written down who answers for this child."),
    "no_consent": _("The signed registration sheet is missing."),
    "has_same_title": _("The reader has a copy of this title already."),
    # --- what is lent
    "copy_of_another_centre": _("This copy belongs to another centre. Nothing has changed."),
    "copy_withdrawn": _(
        "This copy is withdrawn from the stock. Put it aside: it is neither lent nor shelved."
    ),
    "copy_lost": _("This copy stands as lost. Take it back first: its row of losses closes by that."),
    "on_loan": _("This copy is on loan to another reader. Take it back first."),
    "in_processing": _("This copy is still being processed, or was set apart."),
    "at_ill_partner": _("This copy stands at a partner library. Take it back first."),
    "in_repair": _("This copy is being repaired."),
    "at_mobile_point": _("This copy stands at a mobile point."),
    "was_missing": _("This copy stood as missing: it is found by that."),
    "was_on_display": _("This copy stood on display."),
    "was_in_transit": _("This copy was on its way: it has arrived by that."),
    "was_in_reading_room": _("This copy was in use in the reading room: that ended."),
    "held_for_another": _("This copy waits for another reader. Put it back on the shelf of reservations."),
    "others_wait": _("Others wait for this title: %(readers)s."),
    "reading_room_only": _("This copy does not leave the house: reading room only."),
    "on_write_off_list": _("This copy stands on the list of withdrawals No. %(number)s."),
    "on_transfer_list": _("This copy stands on the list of moves No. %(number)s."),
    "is_counted": _("A stocktaking is looking for this copy: let it be scanned there first, if it is near."),
    "is_damaged": _("Damage noted: %(damage)s."),
    # --- when
    "day_to_come": _("This day has not come yet. Choose today or an earlier day."),
    "before_birth": _("The reader was born on %(born_on)s: that day came before it. Look at the year."),
    "before_lent": _("It was lent on %(lent_on)s: it cannot have come back before."),
    "clock_behind": _(
        "The clock of this computer stands before the last entry. Set the clock, or choose the day yourself."
    ),
    "no_terms": _("No terms of lending are in force yet. The head puts them into force under «Terms»."),
    # --- drawing up terms
    "terms_no_default": _("No line answers for everybody. Add one without conditions."),
    "terms_several_defaults": _("Lines %(line)s and %(other)s both answer for everybody. Keep one of them."),
    "terms_default_silent": _("Line %(line)s answers for everybody and leaves out: %(fields)s."),
    "terms_default_stays": _(
        "The line that answers for everybody stays, and asks nothing. Add another line for the exception."
    ),
    "terms_default_is_there": _("A line that answers for everybody is there already. Choose a condition."),
    "terms_says_nothing": _("Line %(line)s says nothing. Give it a value or delete it."),
    "terms_shadowed": _("Line %(line)s is never heard: lines that speak first say it all (%(others)s)."),
    "terms_value_hidden": _(
        "Of line %(line)s this is never heard: %(fields)s. Lines that speak first say it (%(others)s)."
    ),
    "terms_point_closed": _("Line %(line)s is for a service point that is closed."),
    "terms_meets_nobody": _("Line %(line)s fits nobody: its conditions contradict each other."),
    "terms_ages_unlikely": _("Line %(line)s: readers of this category are hardly met at this age."),
    "terms_zero_days": _("Line %(line)s says zero days: %(fields)s. Write at least one day."),
    "terms_zero_copies": _("By line %(line)s nobody may borrow anything."),
    "terms_debtor_at_once": _("By line %(line)s whoever is late by a day is a debtor."),
    "terms_counts_nothing": _("Line %(line)s says what is counted, and no limit."),
    "terms_quarrel": _(
        "Lines %(line)s and %(other)s weigh the same and differ: %(fields)s. Where both fit, line %(line)s wins."
    ),
    "terms_no_draft": _("These terms are no draft any more. Nothing has changed."),
    "terms_line_gone": _("This line was deleted meanwhile. Nothing has changed."),
    "terms_too_many_lines": _("There are %(most)s lines already. Join some of them."),
    "terms_no_paper": _("Choose the paper in force on which the terms rest."),
    "terms_paper_not_in_force": _("This paper is not in force."),
    "terms_paper_is_model": _("This paper is a model text that the director has not approved yet."),
    "terms_before_paper": _("The paper is in force from %(begins)s only."),
    "terms_clause_unknown": _("The paper has no clause %(clauses)s. Correct the lines that name it."),
    "terms_from_past": _("Terms never begin in the past. Choose today or a later day."),
    "terms_day_taken": _("Other terms begin on %(last_from)s. Choose a later day."),
    "terms_nothing_new": _("These terms say nothing else than those before them."),
    "try_no_reader": _("No reader has this card. Scan the card, or type its number."),
    "try_no_copy": _("No copy answers to this code. Scan the label, or type the inventory number."),
    "terms_hold_not_yet": _("These terms do not hold today. Nothing has changed."),
    # --- taking back
    "not_on_loan": _("It was not on loan. Its place is the shelf."),
    "read_twice": _("Taken back a moment ago: the scanner read it twice."),
    "no_loan_behind": _("It stood as lent, and nobody is written down with it. It is on the shelf now."),
    "found_missing": _("It stood as missing: found."),
    "found_lost": _("It stood as lost: found. Its row of losses is closed."),
    "came_late": _("Late by %(days)s days."),
    "was_claimed": _("The reader was right: it had been brought back."),
    "belongs_elsewhere": _("Its place is another service point."),
    # --- renewing
    "loan_over": _("This loan is over. Nothing has changed."),
    "not_yours": _("This concerns another reader. Nothing has changed."),
    "not_your_loan": _("This book is not on loan to you."),
    "renewals_used_up": _("Renewed already, at most %(most)s times."),
    "others_wait_renewal": _("Others wait for this book: %(readers)s."),
    "too_late_to_renew": _("Late by %(days)s days: it has to be brought back first."),
    "renewal_gains_nothing": _("Renewing today would not move the date: it is due on %(due_on)s."),
    "claimed_returned": _("The reader says that it was brought back: look for it on the shelf first."),
    "several_copies": _("Several copies answer to this number. Scan the barcode."),
    "uncatalogued_without_name": _("Write the title of the book, or choose it among those that are held."),
    "uncatalogued_without_number": _("Write the inventory number that stands in the book."),
    "damage_without_words": _("Say what is wrong with the copy: torn, wet, written on …"),
    # --- refused requests
    "refusal_of_nothing": _("Write what was asked for: a title, an author or a subject."),
    "refusal_without_reason": _("Choose why it could not be given."),
    # --- calls
    "call_without_outcome": _("Choose what came of the call."),
    "promise_without_day": _("Choose the day on which it will be brought."),
    "promise_unreal": _("The promised day is today or one of the next %(most)s days."),
    # --- undoing
    "nothing_to_undo": _("There is nothing to undo."),
    "undone_already": _("This was undone already."),
    "too_long_ago": _(
        "More than %(minutes)s minutes have passed. Take the copy back or lend it again instead."
    ),
    "done_by_another": _("A colleague did this. The colleague or the head can undo it."),
    "something_came_after": _("Something else has happened to this copy since. Undo that first."),
    **HOLDS,
    **OPENING,
}

FIELDS: dict[str, Promise] = {
    "may_leave": _("whether it leaves the house"),
    "loan_days": _("days of a loan"),
    "most_copies": _("most copies at a time"),
    "renewals": _("number of renewals"),
    "renewal_days": _("days of a renewal"),
    "renewal_base": _("from when a renewal counts"),
    "most_holds": _("most reservations"),
    "hold_days": _("days on the shelf of reservations"),
    "keep_place_days": _("days that a place in the queue is kept"),
    "debtor_days": _("days after which a reader is a debtor"),
}
"""What a line of the terms may say."""

CARDS: dict[str, Promise] = dict(Card.Ended.choices)


def sentence(refusal: Refusal) -> str:
    """One objection in words; codes of the stock's lists speak its words."""
    code, details = refusal.code, {name: _shown(value) for name, value in refusal.details.items()}
    if "fields" in details:
        details["fields"] = ", ".join(str(FIELDS.get(name, name)) for name in refusal.details["fields"])
    if "others" in details:
        details["others"] = ", ".join(map(str, refusal.details["others"]))
    if code == "too_young" and refusal.details.get("age") is None:
        code = "too_young_unknown"
    if code.startswith("opening_copy_") and "place" in details:
        details["place"] = str(dict(Copy.State.choices).get(details["place"], details["place"]))
    if code == "card_out_of_use":
        details["because"] = str(CARDS.get(refusal.details.get("because", ""), ""))
    if code == "reader_restricted" and not refusal.details.get("until"):
        return _now("The service of this reader is restricted: %(reason)s.") % details
    words = SENTENCES.get(code)
    return str(words) % details if words is not None else stock.sentence(refusal)


def sentences(refusals: Iterable[Refusal]) -> list[str]:
    """Objections in words, in their order."""
    return [sentence(refusal) for refusal in refusals]


def _shown(value: Any) -> Any:
    if isinstance(value, date):
        return short_date(value)
    if isinstance(value, str) and len(value) == 10 and value[4:5] == "-":
        try:
            return short_date(date.fromisoformat(value))  # an answer kept as JSON
        except ValueError:
            return value
    return value


def why_this_date(due_on: date, reasons: dict[str, Any]) -> str:
    """Why a loan is due when it is, as a librarian would tell it: the days, the line of the terms, the closed house."""
    days, line = reasons.get("days"), (reasons.get("said_by") or {}).get("loan_days")
    if not days:
        return _now("The date was written down as the paper formulary had it.")
    told = _now("%(days)s days by line %(line)s of the terms No. %(terms)s.") % {
        "days": days,
        "line": line or 1,
        "terms": reasons.get("terms", 1),
    }
    if reasons.get("renewed"):
        told = _now("Renewed for %(days)s days.") % {"days": days}
    if reasons.get("moved"):
        counted = date.fromisoformat(reasons["counted"])
        told += " " + _now("On %(counted)s the house is closed, so the next open day: %(due)s.") % {
            "counted": short_date(counted),
            "due": short_date(due_on),
        }
    return told
