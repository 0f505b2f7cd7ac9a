"""Files of open loans: handed in, columns named, lines checked, readers chosen, entered, taken back; report, template."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_POST

from javon.collection.runs.pages import Pages, centre_or_404, given_out
from javon.collection.runs.reading import SheetRow
from javon.collection.runs.remarks import read_back
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.files.models import StoredFile
from javon.core.ui.asked import request_id_of
from javon.core.ui.render import page
from javon.core.ui.templatetags.ui import in_script
from javon.core.uzbek.figures import short_date
from javon.core.verdict import Refused
from javon.service.lending import opening_file, rights, wording
from javon.service.lending.actions import opening as actions
from javon.service.lending.actions.opening_kind import FILE_OF_OPEN_LOANS
from javon.service.lending.forms_opening import OpeningColumnsForm, OpeningFileForm
from javon.service.lending.models import OpeningLine, OpeningRun
from javon.service.lending.queries import opening as queries
from javon.service.lending.rules import opening as rules
from javon.service.lending.rules.opening import Said
from javon.service.readers.codes import number_typed
from javon.service.readers.rights import SEE_READERS

Outcome = OpeningLine.Outcome


class FilesOfOpenLoans(Pages[OpeningRun, OpeningLine]):
    """A line is a book that is out: who has it, which copy, since when, until when."""

    kind, columns_form = FILE_OF_OPEN_LOANS, OpeningColumnsForm
    all_runs, one_run, deed = "lending:openings", "lending:opening", "lending:opening_%s"
    template, file_name = "lending/openings/run", "ochiq-berishlar"
    keep_as = file_name
    sentences, first_lines = staticmethod(wording.sentences), staticmethod(opening_file.first_lines)
    line_badges = {**Pages.line_badges, Outcome.UNSURE: "warn"}
    looked_at_first = ("unsure", "refused", "stayed", "out", "twice")
    enter_words = gettext_lazy("Enter %(count)s loans")
    take_back_words = gettext_lazy("Take all loans back")

    def run_columns(self) -> list[dict[str, Any]]:
        """The heads of the list of files."""
        return [
            {"label": "№", "kind": "code"},
            {"label": _("File")},
            {"label": pgettext("file of open loans", "Step")},
            {"label": pgettext("file of open loans", "Lines"), "kind": "number"},
            {"label": pgettext("file of open loans", "Loans"), "kind": "number"},
            {"label": _("Date")},
        ]

    def tab_labels(self) -> dict[str, str]:
        """What lines are narrowed to."""
        return {
            "unsure": _("reader to be chosen"), "refused": _("refused"), "stayed": _("not taken back"),
            "out": _("on loan already"), "twice": _("twice in the file"), "remarked": _("with a remark"),
            "good": _("to be entered"), "entered": pgettext("lines of open loans", "entered"),
            "back": pgettext("lines of open loans", "taken back"), "all": pgettext("lines of open loans", "all"),
        }  # fmt: skip

    def line_columns(self) -> list[dict[str, Any]]:
        """The heads of the lines."""
        return [
            {"label": _("Row"), "kind": "code"},
            {"label": _("Reader")},
            {"label": _("Copy")},
            {"label": pgettext("file of open loans", "Lent")},
            {"label": pgettext("file of open loans", "Due")},
            {"label": pgettext("file of open loans", "Outcome")},
            {"label": pgettext("file of open loans", "Remarks")},
        ]

    def lines(self, run: OpeningRun, shown: str) -> QuerySet[OpeningLine]:
        """With the loan that each became."""
        rows = super().lines(run, shown).select_related("loan__reader", "loan__copy__title")
        return rows.defer("loan__copy__title__marc")

    def rows(self, request: ActingRequest, run: OpeningRun, lines: list[OpeningLine]) -> list[dict[str, Any]]:
        """What each says, or the loan that it became; with whom a copy is that is out already."""
        out = [line.copy_key for line in lines if line.outcome == Outcome.OUT and line.copy_key is not None]
        holders = queries.holders(out) if out and request.actor.may(SEE_READERS) else {}
        may_choose = run.state in rules.STATES["choose"]
        found = []
        for line in lines:
            holder = holders.get(line.copy_key) if line.copy_key is not None else None
            who = {"reader": f"K-{holder.number:06d} {holder.short_name}"} if holder is not None else {}
            more = _("It is with %(reader)s.") % who if who else ""
            found.append(self.row(line, _cells(run, line, may_choose=may_choose), more))
        return found

    def tried(self, run: OpeningRun, layout: dict[str, Any], line: SheetRow) -> dict[str, Any]:
        """What a row would say."""
        said = rules.understand(line.cells, layout["columns"])
        remarks = " ".join(wording.sentences(said.remarks))
        return {"cells": [{"text": str(line.row)}, *_said_cells(said), {"text": remarks}]}


PAGES = FilesOfOpenLoans()


def _cells(run: OpeningRun, line: OpeningLine, *, may_choose: bool) -> list[dict[str, Any]]:
    cells: list[dict[str, Any]] = list(_said_cells(rules.understand(line.cells, run.layout["columns"])))
    if (loan := line.loan) is not None and loan.reader is not None:
        address = reverse("lending:loan", args=[loan.pk])
        cells[0] = {
            "text": in_script(loan.reader.full_name),
            "url": address,
            "note": f"K-{loan.reader.number:06d}",
        }
        cells[3] = {"text": short_date(loan.due_on)}
    elif may_choose and _is_open(line):
        address = reverse("lending:opening_line", args=[run.number, line.row])
        cells[0] |= {"url": address, "text": cells[0]["text"] or "–"}
    return cells


def _said_cells(said: Said) -> list[dict[str, str]]:
    return [
        {"text": said.full_name or said.card, "note": said.card if said.full_name else ""},
        {"text": said.inventory, "note": said.title},
        {"text": short_date(said.lent_on) if said.lent_on else ""},
        {"text": short_date(said.due_on) if said.due_on else ""},
    ]


def _is_open(line: OpeningLine) -> bool:
    """Whether a person may still say who is meant."""
    return line.outcome == Outcome.UNSURE or (
        line.outcome == Outcome.REFUSED and any(one[0].startswith("opening_reader_") for one in line.remarks)
    )


@require_right(rights.IMPORT_LOANS)
def runs(request: ActingRequest) -> HttpResponse:
    """Every file, the newest first."""
    return PAGES.every_file(request)


@require_right(rights.IMPORT_LOANS)
def template(request: ActingRequest) -> HttpResponse:
    """A workbook to be filled in."""
    return given_out(opening_file.template(), PAGES.file_name)


@require_right(rights.IMPORT_LOANS)
def new_run(request: ActingRequest) -> HttpResponse:
    """The form for a file, and what is handed in with it."""
    centre, form = centre_or_404(), OpeningFileForm(request.POST or None, request.FILES or None)

    def begin(file: StoredFile, name: str) -> OpeningRun:
        return actions.begin_opening(
            by=request.actor, centre=centre, run_id=form.run_id, file=file, name=name, sheets=form.sheets
        )

    return PAGES.hand_in(request, form, begin)


@require_right(rights.IMPORT_LOANS)
def run_columns(request: ActingRequest, number: int) -> HttpResponse:
    """What the columns mean: proposed, corrected, tried on the first lines; then every line is checked."""
    return PAGES.columns(request, PAGES.found(number), actions.check_opening)


@require_right(rights.IMPORT_LOANS)
def run(request: ActingRequest, number: int) -> HttpResponse:
    """One file: where it stands, what the worker does, its lines."""
    return PAGES.one_file(request, PAGES.found(number))


@require_right(rights.IMPORT_LOANS)
def choose(request: ActingRequest, number: int, row: int) -> HttpResponse:
    """Who is meant by a line: those of that name to choose from, or any card."""
    found = PAGES.found(number)
    line = queries.line(found, row) if row < 2**31 else None
    if line is None or line.outcome == Outcome.ENTERED or not line.cells:
        raise Http404
    typed, stops = "", []
    if request.method == "POST":
        typed = (request.POST.get("typed", "").strip() or request.POST.get("reader", ""))[:20]
        try:
            done = actions.choose_reader(
                by=request.actor,
                run=found,
                row=row,
                card=number_typed(typed),
                request_id=request_id_of(request),
            )
        except Refused as refused:
            stops = wording.sentences(refused.verdict.stops)
        else:
            words = _("Row %(row)s: %(card)s.") % {"row": row, "card": f"K-{done.reader_number:06d}"}
            return PAGES.on(request, found, words)
    said = rules.understand(line.cells, found.layout["columns"])
    may_see = request.actor.may(SEE_READERS)
    offered = queries.readers_offered(found.centre_id, line.offered) if may_see else []
    return page(
        request,
        "lending/openings/choose.html",
        409 if stops else 200,
        run=found,
        line=line,
        said=said,
        typed=typed,
        stops=stops,
        remarks=wording.sentences(read_back(line.remarks)),
        offered=[_offered(one, typed) for one in offered],
    )


def _offered(reader: Any, typed: str) -> dict[str, Any]:
    card = f"K-{reader.number:06d}"
    told = [card, short_date(reader.birth_date) if reader.birth_date else ""]
    told.append(f"{reader.grade}-{reader.class_letter}" if reader.grade else "")
    told.append(
        in_script(reader.mahalla.name, reader.mahalla.name_cyrl) if reader.mahalla is not None else ""
    )
    return {
        "card": card,
        "name": in_script(reader.full_name),
        "told": " · ".join(filter(None, told)),
        "is_on": typed == card,
    }


@require_right(rights.IMPORT_LOANS)
@require_POST
def run_enter(request: ActingRequest, number: int) -> HttpResponse:
    """The good lines as open loans, by the worker."""
    return PAGES.done(request, PAGES.found(number), actions.enter_opening)


@require_right(rights.IMPORT_LOANS)
@require_POST
def run_take_back(request: ActingRequest, number: int) -> HttpResponse:
    """Every loan that nobody has touched since, by the worker."""
    return PAGES.done(request, PAGES.found(number), actions.take_opening_back)


@require_right(rights.IMPORT_LOANS)
@require_POST
def run_drop(request: ActingRequest, number: int) -> HttpResponse:
    """Nothing of it is wanted."""
    words = _("The file is given up. No loan of it was entered.")
    return PAGES.done(request, PAGES.found(number), actions.drop_opening, words)


@require_right(rights.IMPORT_LOANS)
def run_report(request: ActingRequest, number: int) -> HttpResponse:
    """Every line about which there is something to say, as it came, with the reason beside it."""
    return PAGES.report(PAGES.found(number))
