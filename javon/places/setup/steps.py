"""The steps of the first day and how far each is, counted from what is there: nothing is ticked by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from javon.centre.documents.models import Document
from javon.centre.organisation import queries as organisation
from javon.centre.organisation.models import Centre, DutyShift, LocalBody, SpecialDay, StaffingTable
from javon.centre.organisation.passport import INDICATORS
from javon.centre.organisation.queries import directory
from javon.centre.organisation.queries.occupancy import seats
from javon.core.accounts.models import Pin

LETTERHEAD = ("name", "short_name", "address", "phone", "tax_id", "bank_account", "place", "higher_body")


@dataclass(frozen=True, slots=True)
class Step:
    """One step: how much of it is done, the page where it is done, the verb on its button."""

    code: str
    title: Promise
    text: Promise
    done: int
    total: int
    url: str
    action: Promise
    is_must: bool = False

    @property
    def state(self) -> str:
        if self.done >= self.total:
            return "done"
        return "begun" if self.done else ""


def steps_of(centre: Centre, today: date) -> list[Step]:
    """Every step, in the order of the first day."""
    return [count(centre, today) for count in STEPS]


def _letterhead(centre: Centre, today: date) -> Step:
    done = sum(bool(getattr(centre, name)) for name in LETTERHEAD)
    return Step(
        "letterhead",
        _("Name and letterhead"),
        _("How the centre is called, where it is, what stands on top of its papers."),
        done,
        len(LETTERHEAD),
        reverse("setup:letterhead"),
        _("Fill in"),
        is_must=True,
    )


def _staff(centre: Centre, today: date) -> Step:
    wanted = [seat for seat in seats(centre, today) if seat.approved_quarters]
    return Step(
        "staff",
        _("Employees"),
        _(
            "One head and five librarians as the Regulation says (4.1, 4.2), and the others. Rights come with the post."
        ),
        sum(bool(seat.held_quarters) for seat in wanted),
        len(wanted),
        reverse("organisation:people"),
        _("Appoint"),
        is_must=True,
    )


def _staffing(centre: Centre, today: date) -> Step:
    table = StaffingTable.objects.filter(centre=centre, state=StaffingTable.State.IN_FORCE).first()
    return Step(
        "staffing",
        _("Staffing table"),
        _("Compare it with your own; propose a version of it where yours differs."),
        int(table is not None),
        1,
        reverse("organisation:staffing"),
        _("Look through"),
    )


def _calendar(centre: Centre, today: date) -> Step:
    years = (today.year, today.year + 1)
    entered = sum(
        SpecialDay.objects.filter(centre=centre, day__year=year, kind=SpecialDay.Kind.HOLIDAY).exists()
        for year in years
    )
    return Step(
        "calendar",
        _("Calendar"),
        _("Opening hours, the sanitary day, holidays of this year and the next."),
        entered + int(centre.opening_hours.exists()),
        3,
        reverse("organisation:calendar"),
        _("Look through"),
    )


def _papers(centre: Centre, today: date) -> Step:
    ours = Document.objects.filter(
        centre=centre,
        kind__in=("charter", "centre_regulation", "regulation", "rules", "job_description"),
        status__in=Document.BINDING,
    )
    return Step(
        "papers",
        _("Regulation, rules, job descriptions"),
        _(
            "Model texts are in force provisionally: read them, change what differs, let the director approve them."
        ),
        ours.filter(is_model_text=False).count(),
        max(ours.count(), 1),
        f"{reverse('documents:list')}?tab=all",
        _("Read and approve"),
    )


def _district(centre: Centre, today: date) -> Step:
    kinds = directory.bodies(centre, today).values_list("kind", flat=True).distinct()
    return Step(
        "district",
        _("The district"),
        _("Mahallas, schools, kindergartens, enterprises: readers are registered by them."),
        min(len(set(kinds)), len(LocalBody.Kind.values) - 1),
        len(LocalBody.Kind.values) - 1,  # not every district has a college
        reverse("organisation:directory"),
        _("Enter"),
    )


def _passport(centre: Centre, today: date) -> Step:
    entered = sum(line.whole is not None for line in directory.passport(centre, today))
    return Step(
        "passport",
        _("Passport of the centre"),
        _("Population, schools, floor area, seats, computers: reports take them from here."),
        entered,
        len(INDICATORS),
        reverse("organisation:passport"),
        _("Enter"),
    )


def _roster(centre: Centre, today: date) -> Step:
    monday = today - timedelta(days=today.weekday())
    shifts = DutyShift.objects.filter(person__centre=centre, day__range=(monday, monday + timedelta(days=13)))
    return Step(
        "roster",
        _("Duty roster"),
        _("Who is at which desk this week."),
        int(shifts.exists()),
        1,
        reverse("organisation:roster"),
        _("Draw up"),
    )


def _pins(centre: Centre, today: date) -> Step:
    users = [
        person.user_id for person in organisation.people_at(today, centre_id=centre.pk) if person.user_id
    ]
    return Step(
        "pins",
        _("PIN of everyone"),
        _("Each sets a PIN of their own: papers are approved with it and shared computers change hands."),
        Pin.objects.filter(user_id__in=users).count(),
        max(len(users), 1),
        reverse("account_security"),
        _("Set mine"),
    )


def _printer(centre: Centre, today: date) -> Step:
    return Step(
        "printer",
        _("Printer test"),
        _("One sheet shows whether margins, letters and the ruler come out right."),
        int(centre.printer_tested_on is not None),
        1,
        reverse("setup:printer"),
        _("Print the sheet"),
    )


STEPS: tuple[Callable[[Centre, date], Step], ...] = (
    _letterhead,
    _staff,
    _staffing,
    _calendar,
    _papers,
    _district,
    _passport,
    _roster,
    _pins,
    _printer,
)
