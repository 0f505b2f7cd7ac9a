"""The sentences around periodicals; those of the stock are the stock's own."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from javon.collection.stock import wording as stock
from javon.core.uzbek.figures import short_date
from javon.core.verdict import Refusal

SENTENCES: dict[str, Promise] = {
    "periodical_without_record": _("There is no such record in our catalogue. Enter the newspaper or journal there first."),
    "periodical_of_donor": _("The record belongs to another library. Enter our own record first."),
    "periodical_has_sheet": _("This title has a registration sheet already."),
    "frequency_of_other_kind": _("A newspaper comes out by the week, a journal by the year: choose how often again."),
    "weekdays_do_not_fit": _("Tick as many days of the week as it comes out: %(times)s."),
    "issue_without_day": _("Say of which day the newspaper is."),
    "issue_without_number": _("Say the number of the issue."),
    "issue_out_of_year": _("%(day)s is not in %(year)s: open the sheet of its own year."),
    "sheet_year_unreal": _("There is no sheet of this year: %(year)s."),
    "issue_in_future": _("%(day)s has not come yet."),
    "arrival_in_future": _("The day on which it came cannot be in the future."),
    "arrival_before_issue": _("A newspaper of %(day)s cannot have come before that day."),
    "issue_number_unreal": _("The number of an issue: from 1 to %(most)s."),
    "double_issue_unreal": _("A double issue ends with a higher number, at most five further."),
    "issue_copies_unreal": _("Copies of an issue: from 1 to %(most)s."),
    "issue_ticked_already": _("This issue stands on the sheet already."),
    "issue_is_bound": _("This issue is bound in a volume: the tick stays."),
    "issue_is_counted": _("This issue stands in the summary book: the tick stays."),
    "subscription_half_unreal": _("Choose a half-year no more than two years away."),
    "subscription_without_supplier": _("Write through whom it is subscribed."),
    "subscription_is_ordered": _("This subscription is ordered and does not change any more. Begin another one."),
    "months_outside_half": _("Months of this half-year: from %(first)s to %(last)s, the first not after the last."),
    "subscribed_copies_unreal": _("Copies that are subscribed: from 1 to %(most)s."),
    "month_price_unreal": _("The price of a month is from 0 to 10 000 000 soums."),
    "subscribed_already": _("This title stands on the subscription already."),
    "subscription_without_lines": _("The subscription is empty: put titles on it."),
    "claim_without_issues": _("Tick at least one issue that has not come."),
    "claim_without_addressee": _("Write to whom the letter goes."),
    "volume_without_issues": _("No loose issue lies between these: choose others."),
    "volume_without_label": _("Write what stands on the spine, for example «yanvar–iyun»."),
    "volume_label_taken": _("A volume of this year has that name already."),
    "volume_price_unreal": _("Write the price of the set: what its subscription cost."),
    "nothing_to_count": _("Every issue of a journal stands in the books already."),
}  # fmt: skip


def sentence(refusal: Refusal) -> str:
    """What a refusal says to a person."""
    if refusal.code not in SENTENCES:
        return stock.sentence(refusal)
    shown = {
        name: short_date(value) if isinstance(value, date) else value
        for name, value in refusal.details.items()
    }
    return str(SENTENCES[refusal.code]) % shown


def sentences(refusals: Iterable[Refusal]) -> list[str]:
    """The same for several, in their order."""
    return [sentence(refusal) for refusal in refusals]
