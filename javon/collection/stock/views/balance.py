"""The four figures on one page; the opening balance taken over; the yearly comparison with accounting."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from javon.collection.stock import actions, columns, rights
from javon.collection.stock.forms.books import OpeningForm, ReconcileForm
from javon.collection.stock.queries import balance
from javon.collection.stock.queries.balance import Filling, FourFigures
from javon.collection.stock.rules.balance import NOTHING, Quantity
from javon.collection.stock.views.asked import Asked, ask, typed_in
from javon.collection.stock.views.shared import centre_or_404
from javon.collection.stock.wording.money import soums
from javon.core import clock
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.ui.render import page
from javon.core.uzbek.figures import number


def figures(four: FourFigures) -> list[dict[str, Any]]:
    """The four boxes: what each book says, and whether it agrees with the summary book."""
    lasting = four.opening is not None or four.reconciled is not None
    boxes = [
        (_("Summary book"), four.summary, None, ""),
        (_("Inventory book"), four.inventory, four.inventory_differs, ""),
        (
            _("Catalogue + not yet entered"),
            four.catalogue_side,
            four.catalogue_side.minus(four.summary),
            _sides(four),
        ),
        (_("Accounting"), four.accounting, four.accounting_differs, "" if lasting else _("not told yet")),
    ]
    return [
        {
            "label": label,
            "copies": one.copies,
            "sum": soums(one.amount),
            "differs": _differs(away),
            "note": note,
        }
        for label, one, away, note in boxes
    ]


def _sides(four: FourFigures) -> str:
    if four.opening is None and four.catalogue.copies:
        return _("entered: %(count)s; no balance yet") % {"count": number(four.catalogue.copies)}
    parts = [number(four.catalogue.copies), number(four.not_entered.copies)]
    if four.summary_only.copies:
        parts.append(number(four.summary_only.copies))
    return " + ".join(parts)


def _differs(away: Quantity | None) -> str:
    """The difference in words; "" where there is none."""
    if away is None or away == NOTHING:
        return ""
    sign = "+" if away.copies > 0 or (away.copies == 0 and away.amount > 0) else ""
    return _("%(copies)s copies, %(sum)s soums") % {
        "copies": sign + number(away.copies),
        "sum": ("+" if away.amount > 0 else "") + soums(away.amount),
    }


def explained(four: FourFigures) -> list[str]:
    """Why the figures are not equal, sentence by sentence."""
    said = []
    if four.opening is None and four.converted.copies:
        said.append(
            _("%(count)s entered copies belong to no balance yet: take over the opening balance.")
            % {"count": number(four.converted.copies)}
        )
    elif four.not_entered.copies < 0:
        said.append(
            _("%(count)s more copies are entered than the opening balance holds.")
            % {"count": number(-four.not_entered.copies)}
        )
    if four.opening is not None and four.inventory_differs != NOTHING:
        said.append(_("Inventory book: it differed when the balance was taken over, or holds no brochures."))
    if four.accounting_differs != NOTHING and four.reconciled is not None:
        said.append(_("Accounting: %(words)s") % {"words": four.reconciled.explanation})
    elif four.opening is not None and four.accounting_differs != NOTHING:
        said.append(_("Accounting differed when the balance was taken over."))
    return said


def _filled(rows: list[Filling]) -> list[dict[str, Any]]:
    """The columns of the opening balance with what is entered, by dimension."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        groups.setdefault(row.dimension, []).append(
            {
                "label": columns.label(row.dimension, row.column),
                "on_paper": row.on_paper,
                "entered": row.entered,
                "left": row.left,
            }
        )
    return [
        {
            "label": columns.DIMENSION_LABELS[name],
            "rows": lines,
            "is_over": any(one["left"] < 0 for one in lines),
        }
        for name, lines in groups.items()
    ]


@require_right(rights.SEE_STOCK)
def four_figures(request: ActingRequest) -> HttpResponse:
    """Summary = inventory = catalogue + not yet entered = accounting, in copies and in soʻm."""
    centre = centre_or_404()
    four = balance.four_figures(centre.pk)
    return page(
        request,
        "stock/balance.html",
        four=four,
        figures=figures(four),
        explained=explained(four),
        groups=_filled(balance.filling(centre.pk)) if four.opening is not None else [],
        meter=f"{number(four.converted.copies)} / {number(four.opening_total.copies)}",
        reconciliations=[
            {"act": one, "differs": _differs(Quantity(one.accounting_copies, one.accounting_amount).minus(
                Quantity(one.summary_copies, one.summary_amount)))}
            for one in balance.reconciliations(centre.pk)
        ],
        may_take_over=four.opening is None and request.actor.may(rights.TAKE_OVER_BALANCE),
        may_correct=request.actor.may(rights.CORRECT_BOOKS),
    )  # fmt: skip


@require_right(rights.TAKE_OVER_BALANCE)
def opening(request: ActingRequest) -> HttpResponse:
    """The last page of the paper summary book, typed once."""
    centre, today = centre_or_404(), clock.today()
    form = OpeningForm(typed_in(request), today=today)
    asked = Asked(
        heading=_("Opening balance"),
        submit=_("Take over the balance"),
        back=reverse("stock:balance"),
        done=_("The opening balance is in the books."),
    )

    def deed(request_id: Any) -> None:
        actions.take_over_balance(
            by=request.actor,
            centre=centre,
            as_of=form.cleaned_data["as_of"],
            act_label=form.cleaned_data["act_label"],
            paper=form.paper(),
            inventory=form.quantity("inventory"),
            accounting=form.quantity("accounting"),
            today=today,
            request_id=request_id,
        )

    return ask(request, asked, form, deed, template="stock/opening.html")


@require_right(rights.CORRECT_BOOKS)
def reconcile(request: ActingRequest) -> HttpResponse:
    """What accounting says, compared and put into an act."""
    centre, today = centre_or_404(), clock.today()
    form = ReconcileForm(typed_in(request), today=today)
    asked = Asked(
        heading=_("Compare with accounting"),
        submit=_("Compare and draft the act"),
        back=reverse("stock:balance"),
        done=_("Both figures are kept; the act waits in Documents."),
        lead=_("The summary book's figure at the end of the month is taken from the ledger."),
    )

    def deed(request_id: Any) -> None:
        actions.reconcile(
            by=request.actor,
            centre=centre,
            as_of=form.cleaned_data["as_of"],
            accounting=form.accounting(),
            explanation=form.cleaned_data["explanation"],
            today=today,
            request_id=request_id,
        )

    return ask(request, asked, form, deed)
