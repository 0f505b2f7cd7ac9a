"""Files of old inventory lines: handed in, columns named, every line checked, entered, taken back; the report. Nizom 2.11."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_POST

from javon.collection.runs.forms import SheetColumnsForm
from javon.collection.runs.pages import Pages, centre_or_404
from javon.collection.runs.queries import reported
from javon.collection.runs.reading import SheetRow
from javon.collection.runs.rules import State
from javon.collection.stock import old_lines_file, old_lines_paper, old_lines_records, rights, wording
from javon.collection.stock.actions import old_lines as actions
from javon.collection.stock.actions.old_lines_kind import FILE_OF_OLD_LINES
from javon.collection.stock.forms.old_lines import ColumnsForm, OldLinesFileForm
from javon.collection.stock.models import OldLine, OldLinesRun
from javon.collection.stock.queries import old_copies
from javon.collection.stock.queries import old_lines as queries
from javon.collection.stock.rules import old_lines as rules
from javon.collection.stock.views import old_lines_shown as shown
from javon.core import clock
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.files.models import StoredFile
from javon.core.ui.render import page


class FilesOfOldLines(Pages[OldLinesRun, OldLine]):
    """A line is a book: its numbers, author and title, price, day. Besides, the way of the file and its figures are shown."""

    kind, columns_form = FILE_OF_OLD_LINES, ColumnsForm
    all_runs, one_run, deed = "stock:old_lines", "stock:old_lines_run", "stock:old_lines_%s"
    template, file_name = "stock/old_lines_run", "old-lines"
    sentences, first_lines = staticmethod(wording.sentences), staticmethod(old_lines_file.first_lines)
    line_badges = {**Pages.line_badges, "known": "info"}
    icons = {
        "columns": "table-2", "enter": "check", "report": "download", "take_back": "undo-2", "drop": "x",
    }  # fmt: skip
    enter_words = gettext_lazy("Enter %(count)s lines")
    take_back_words = gettext_lazy("Take everything back")
    asks_before_taking_back = True

    def run_columns(self) -> list[dict[str, Any]]:
        """The heads of the list of files."""
        return [
            {"label": "№", "kind": "code"},
            {"label": _("File")},
            {"label": _("Inventory book")},
            {"label": _("Service point")},
            {"label": pgettext("old lines", "Step")},
            {"label": pgettext("old lines", "Lines"), "kind": "number"},
            {"label": pgettext("old lines", "Entered"), "kind": "number"},
            {"label": pgettext("old lines", "Handed in")},
        ]

    def runs(self) -> QuerySet[Any]:
        """With the file and the service point of each."""
        return super().runs().select_related("file", "service_point")

    def run_rows(self, runs: list[Any]) -> list[dict[str, Any]]:
        """With the inventory book and the service point; what was given up or taken back is void."""
        books, rows = dict(old_copies.books(centre_or_404().pk)), []
        for run, row in zip(runs, super().run_rows(runs), strict=True):
            number, _name, *others = row["cells"]
            book = books.get(run.inventory_book, run.inventory_book)
            told = {"text": shown.name_of(run)}, {"text": book}, {"text": run.service_point.name}
            is_void = run.state in (State.DROPPED, State.TAKEN_BACK)
            rows.append({"kind": "void" if is_void else "", "cells": [number, *told, *others]})
        return rows

    def tab_labels(self) -> dict[str, str]:
        """What lines are narrowed to."""
        return {
            "refused": pgettext("lines", "refused"),
            "stayed": pgettext("lines", "not taken back"),
            "remarked": pgettext("lines", "with a remark"),
            "good": pgettext("lines", "to be entered"),
            "entered": pgettext("lines", "entered"),
            "known": pgettext("lines", "in the books already"),
            "gone": pgettext("lines", "written off long ago"),
            "passed": pgettext("lines", "no lines"),
            "back": pgettext("lines", "taken back"),
            "all": pgettext("lines", "all"),
        }

    def line_columns(self) -> list[dict[str, Any]]:
        """The heads of the lines."""
        return [
            {"label": _("Row"), "kind": "code"},
            {"label": _("Inventory no."), "kind": "code"},
            {"label": _("Author and title")},
            {"label": _("Price, soums"), "kind": "number"},
            {"label": _("Written on")},
            {"label": pgettext("old lines", "Outcome")},
            {"label": pgettext("old lines", "Remarks")},
        ]

    def lines(self, run: OldLinesRun, shown: str) -> QuerySet[OldLine]:
        """With the record of each."""
        return super().lines(run, shown).select_related("title")

    def rows(self, request: ActingRequest, run: OldLinesRun, lines: list[OldLine]) -> list[dict[str, Any]]:
        """What each says."""
        return [self.row(line, shown.cells_of(run, line)) for line in lines]

    def tried(self, run: OldLinesRun, layout: dict[str, Any], line: SheetRow) -> dict[str, Any]:
        """What a row would say, or why it is no line."""
        said = old_lines_records.said_by(run, line.cells, layout)
        if why := _why(layout, line):
            return shown.tried_row(said, line.row, [str(wording.SENTENCES[why])], why)
        outcome, objections = rules.judged(said, rules.Standing(), clock.today())
        void = "gone" if outcome == "gone" else ""
        return shown.tried_row(said, line.row, wording.sentences(objections), void)

    def besides(self, run: OldLinesRun, tally: Mapping[str, int]) -> dict[str, Any]:
        """Its way, its figures, what is known of it."""
        books = dict(old_copies.books(run.centre_id))
        return {
            "name": shown.name_of(run),
            "steps": shown.steps(run),
            "stats": shown.stats(run, tally),
            "progress": shown.progress(run),
            "facts": shown.facts(run, self.badge(run), queries.made(run), books),
            "caption": _("Lines of the file"),
        }

    def besides_columns(self, run: OldLinesRun, layout: dict[str, Any]) -> dict[str, Any]:
        """Its way, and whether other sheets have the same heading."""
        has_more = old_lines_file.has_more_like_it(run.sheets, layout["sheet"])
        return {"name": shown.name_of(run), "steps": shown.steps(run), "has_more": has_more}

    def fields(
        self, form: SheetColumnsForm, layout: dict[str, Any], lines: Sequence[Any]
    ) -> list[dict[str, Any]]:
        """Called as the spreadsheet calls them; empty ones are left out, and rows that are no lines."""
        found = super().fields(form, layout, [one for one in lines if not _why(layout, one)])
        named = [{**field, "letter": _letter(place)} for place, field in enumerate(found)]
        return [field for field in named if field["caption"] or field["told"]]

    def told(self, cells: list[str]) -> str:
        """Each is cut by itself."""
        return " · ".join(cell[:40] for cell in cells)

    def workbook(self, run: OldLinesRun) -> bytes:
        """The report, made to be corrected."""
        return old_lines_paper.report(run, reported(run))


PAGES = FilesOfOldLines()


def _why(layout: dict[str, Any], line: SheetRow) -> str:
    """Why a row is no line; "" for one that is."""
    return rules.why_no_line(line.cells, layout["columns"], layout["captions"])


def _letter(place: int) -> str:
    """A, B … Z, AA: as the spreadsheet calls its columns."""
    return (chr(64 + place // 26) if place >= 26 else "") + chr(65 + place % 26)


@require_right(rights.IMPORT_OLD_LINES)
def old_lines(request: ActingRequest) -> HttpResponse:
    """Every file, the newest first."""
    return PAGES.every_file(request)


@require_right(rights.IMPORT_OLD_LINES)
def new(request: ActingRequest) -> HttpResponse:
    """The form for a file, and what is handed in with it."""
    centre = centre_or_404()
    form = OldLinesFileForm(request.POST or None, request.FILES or None, centre=centre)

    def begin(file: StoredFile, name: str) -> OldLinesRun:
        own = ("inventory_book", "service_point", "default_on", "loanable")
        return actions.begin_old_lines(
            by=request.actor, centre=centre, run_id=form.run_id, file=file, sheets=form.sheets,
            **{field: form.cleaned_data[field] for field in own},
        )  # fmt: skip

    return PAGES.hand_in(request, form, begin)


@require_right(rights.IMPORT_OLD_LINES)
def columns(request: ActingRequest, number: int) -> HttpResponse:
    """What the columns mean: proposed, corrected, tried on the first lines, then every line is checked."""
    return PAGES.columns(request, PAGES.found(number), actions.check_old_lines)


@require_right(rights.IMPORT_OLD_LINES)
def run(request: ActingRequest, number: int) -> HttpResponse:
    """One file: where it stands, what the worker does, its lines."""
    return PAGES.one_file(request, PAGES.found(number))


@require_right(rights.IMPORT_OLD_LINES)
@require_POST
def enter(request: ActingRequest, number: int) -> HttpResponse:
    """The good lines into the books, by the worker."""
    return PAGES.done(request, PAGES.found(number), actions.enter_old_lines)


@require_right(rights.IMPORT_OLD_LINES)
def take_back(request: ActingRequest, number: int) -> HttpResponse:
    """What that means, asked once more; then by the worker."""
    run = PAGES.found(number)
    if request.method == "POST":
        reason = request.POST.get("reason", "")[:300].strip()
        return PAGES.done(request, run, actions.take_old_lines_back, reason=reason)
    copies, titles = queries.made(run)
    name, template = shown.name_of(run), "stock/old_lines_take_back.html"
    return page(request, template, run=run, copies=copies, titles=titles, name=name)


@require_right(rights.IMPORT_OLD_LINES)
@require_POST
def drop(request: ActingRequest, number: int) -> HttpResponse:
    """Nothing of it is wanted."""
    words = _("The file is given up. Nothing of it was entered.")
    return PAGES.done(request, PAGES.found(number), actions.drop_old_lines, words)


@require_right(rights.IMPORT_OLD_LINES)
def report(request: ActingRequest, number: int) -> HttpResponse:
    """Every line about which there is something to say, as it came, with the reason beside it."""
    return PAGES.report(PAGES.found(number))
