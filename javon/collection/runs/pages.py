"""The pages of a kind of file: all files, one with its lines, its columns, what may be done with it, the report.

A kind has an object of ``Pages`` and views of three lines around it, so that each says its right and its words.
"""

from __future__ import annotations

import io
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any, ClassVar, Generic, TypeVar

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from javon.centre.organisation.models import Centre
from javon.centre.organisation.queries import the_centre
from javon.collection.catalogue import wording as catalogue
from javon.collection.runs import queries
from javon.collection.runs.forms import SheetColumnsForm, SheetFileForm
from javon.collection.runs.kind import Kind
from javon.collection.runs.models import Line, Run
from javon.collection.runs.remarks import read_back
from javon.collection.runs.rules import ENTERED, GOOD, STAYED, State, is_now
from javon.core import clock
from javon.core.accounts.requests import ActingRequest
from javon.core.files import storage
from javon.core.files.models import StoredFile
from javon.core.ui.asked import pager, request_id_of
from javon.core.ui.render import page
from javon.core.uzbek.figures import number as figure
from javon.core.uzbek.figures import short_date
from javon.core.verdict import Refusal, Refused
from javon.core.workbooks import Workbook

RunT = TypeVar("RunT", bound=Run)
LineT = TypeVar("LineT", bound=Line)
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PER_PAGE = 50
KEPT_DAYS = 2  # of a file whose run was not kept after all
_BADGES = {
    State.COLUMNS: "warn", State.CHECKED: "warn", State.ENTERED: "ok", State.TAKEN_BACK: "", State.DROPPED: "",
}  # fmt: skip
Shown = dict[str, Any]  # as the templates take it


class Pages(ABC, Generic[RunT, LineT]):
    """The pages of one kind. Whoever inherits says the addresses, the templates, the words, and how a row is shown."""

    kind: Kind[RunT, LineT, Any]
    columns_form: type[SheetColumnsForm]
    all_runs: ClassVar[str]  # the names of the addresses: of the list,
    one_run: ClassVar[str]  # of one file,
    deed: ClassVar[str]  # of what is done with it: "readers:run_%s"
    template: ClassVar[str]  # "readers/run": with s, _new, _columns, and so
    file_name: ClassVar[str]  # of what is given out
    keep_as: ClassVar[str] = ""  # the file, where its own name is not to be kept
    sentences: Callable[[Iterable[Refusal]], list[str]]
    first_lines: Callable[[Shown, int], Sequence[Any]]  # of a described sheet, below a row
    line_badges: ClassVar[Mapping[str, str]] = {GOOD: "ok", ENTERED: "ok", "refused": "bad", STAYED: "bad"}
    looked_at_first: ClassVar[Sequence[str]] = ("refused", STAYED)
    icons: ClassVar[Mapping[str, str]] = {"report": "download"}
    enter_words: ClassVar[Promise]  # with %(count)s
    take_back_words: ClassVar[Promise]
    asks_before_taking_back: ClassVar[bool] = False

    # --- what is a kind's own

    @abstractmethod
    def tab_labels(self) -> dict[str, str]:
        """What lines are narrowed to, in the order of the tabs."""

    @abstractmethod
    def line_columns(self) -> list[Shown]:
        """The heads of the lines: the row first, outcome and remarks last."""

    @abstractmethod
    def rows(self, request: ActingRequest, run: RunT, lines: list[LineT]) -> list[Shown]:
        """The lines of one page."""

    @abstractmethod
    def tried(self, run: RunT, layout: Shown, line: Any) -> Shown:
        """A row under columns that are not decided yet."""

    @abstractmethod
    def run_columns(self) -> list[Shown]:
        """The heads of the list of files."""

    def lines(self, run: RunT, shown: str) -> QuerySet[LineT]:
        """The lines of a file, with what their rows show."""
        return queries.lines(run, shown)

    def besides(self, run: RunT, tally: Mapping[str, int]) -> Shown:
        """What the page of a file shows besides."""
        return {}

    def besides_columns(self, run: RunT, layout: Shown) -> Shown:
        """What the page of its columns shows besides."""
        return {}

    # --- all files

    def every_file(self, request: ActingRequest) -> HttpResponse:
        """Every file, the newest first."""
        found = Paginator(self.runs(), PER_PAGE).get_page(request.GET.get("page", "1")[:6])
        return page(
            request,
            f"{self.template}s.html",
            columns=self.run_columns(),
            rows=self.run_rows(list(found)),
            pager=pager(request, found),
        )

    def runs(self) -> QuerySet[Any]:
        """Every file of the centre."""
        return queries.runs(self.kind.model, centre_or_404().pk)

    def run_rows(self, runs: list[Any]) -> list[Shown]:
        """The files of one page of the list."""
        return [
            {
                "cells": [
                    {"text": str(run.number), "url": self.address(run)},
                    {"text": str(run)},
                    {"badge": self.badge(run)},
                    {"text": figure(run.all_lines)},
                    {"text": figure(run.entered_lines)},
                    {"text": short_date(clock.day_of(run.created_at))},
                ]
            }
            for run in runs
        ]

    def badge(self, run: Any) -> dict[str, str]:
        """Where a file stands."""
        return {"label": run.get_state_display(), "kind": _BADGES.get(State(run.state), "info")}

    def hand_in(
        self, request: ActingRequest, form: SheetFileForm, begin: Callable[[StoredFile, str], RunT]
    ) -> HttpResponse:
        """The form for a file, and what is handed in with it; `begin` is given the file and its name."""
        template = f"{self.template}_new.html"
        if request.method != "POST" or not form.is_valid():
            return page(request, template, 422 if request.method == "POST" else 200, form=form)
        upload = form.cleaned_data["file"]
        name, until = self.keep_as or upload.name or "", clock.today() + timedelta(KEPT_DAYS)
        try:
            run = begin(storage.keep(upload, name=name, keep_until=until), upload.name or "")
        except Refused as refused:
            return page(request, template, 409, form=form, stops=self.sentences(refused.verdict.stops))
        return self.on(request, run, _("The file is kept. Say what its columns mean."), "columns")

    # --- one file

    def found(self, number: int) -> RunT:
        """The file with this short number."""
        run = queries.run(self.kind.model, centre_or_404().pk, number) if number < 2**31 else None
        if run is None:
            raise Http404
        return run

    def on(self, request: ActingRequest, run: RunT, words: str = "", deed: str = "") -> HttpResponse:
        """To the file, or to the page of a deed."""
        if words:
            messages.success(request, words)
        return HttpResponseRedirect(self.address(run, deed), status=303)

    def address(self, run: RunT, deed: str = "") -> str:
        """Where the file is, or where something is done with it."""
        return reverse(self.deed % deed if deed else self.one_run, args=[run.number])

    def one_file(self, request: ActingRequest, run: RunT, stops: Sequence[str] = ()) -> HttpResponse:
        """Where it stands, what the worker does, its lines; what a refused deed has to say."""
        tally = queries.tally(run)
        names = [name for name in self.tab_labels() if tally[name]]
        asked = request.GET.get("lines", "")
        current = (
            asked if asked in names else next((one for one in self.looked_at_first if one in names), "all")
        )
        lines = Paginator(self.lines(run, current), PER_PAGE).get_page(request.GET.get("page", "1")[:6])
        tabs = [
            {
                "name": name, "label": label, "url": f"?lines={name}", "count": figure(tally[name]),
                "is_current": name == current,
            }
            for name, label in self.tab_labels().items() if name in names
        ]  # fmt: skip
        shown: Shown = {
            "tabs": tabs,
            "columns": self.line_columns(),
            "rows": self.rows(request, run, list(lines)),
            "pager": pager(request, lines),
            "actions": self.actions(run, tally),
            "stops": list(stops),
            **self._of(run),
            **self.besides(run, tally),
        }
        return page(request, f"{self.template}.html", 409 if stops else 200, **shown)

    def _of(self, run: RunT) -> Shown:
        return {
            "run": run,
            "state": self.badge(run),
            "trouble": catalogue.fault(run.trouble, {}) if run.trouble else "",
            "all_url": reverse(self.all_runs),
            "run_url": self.address(run),
        }

    def row(self, line: Any, cells: Sequence[Shown], more: str = "") -> Shown:
        """A line with `cells` between its row and its outcome; `more` is said after its remarks."""
        badge = {"label": line.get_outcome_display(), "kind": self.line_badges.get(line.outcome, "")}
        remarks = " ".join((*self.remarks_of(line), *filter(None, [more])))
        return {"cells": [{"text": str(line.row)}, *cells, {"badge": badge}, {"text": remarks}]}

    def remarks_of(self, line: Any) -> list[str]:
        """Every remark on a line as a sentence."""
        return self.sentences(read_back(line.remarks))

    def actions(self, run: RunT, tally: Mapping[str, int]) -> list[Shown]:
        """The deeds that the state allows, the next one first."""
        offered: list[Shown] = []

        def offer(deed: str, label: Any, kind: str = "", *, at: str = "url", given: str = "") -> None:
            to = given or self.address(run, deed)
            offered.append({"label": label, at: to, "icon": self.icons.get(deed, ""), "kind": kind})

        if run.state == State.COLUMNS and run.sheets:
            offer("columns", _("Name the columns"), "primary")
        if run.state == State.CHECKED or (run.state in self.kind.states["enter"] and tally[GOOD]):
            label = self.enter_words % {"count": figure(tally[GOOD])}
            if tally[GOOD]:
                offer("enter", label, "primary", at="action")
            else:
                offer("enter", label, "primary", at="reason", given=_("No line can be entered."))
        if run.state == State.CHECKED:
            offer("columns", _("Correct the columns"))
        if tally["all"] and not run.is_working:
            offer("report", _("Report as a file"))
        if is_now("take_back", run.state, tally[STAYED]):
            at = "url" if self.asks_before_taking_back else "action"
            offer("take_back", self.take_back_words, "quiet", at=at)
        if run.state in self.kind.states["drop"]:
            offer("drop", _("Give up the file"), "quiet", at="action")
        return offered

    def done(
        self, request: ActingRequest, run: RunT, deed: Callable[..., RunT], words: str = "", **told: Any
    ) -> HttpResponse:
        """A deed, and the file as it is then; a refused one says why on the page of the file."""
        try:
            deed(by=request.actor, run=run, request_id=request_id_of(request), **told)
        except Refused as refused:
            return self.one_file(request, self.found(run.number), self.sentences(refused.verdict.stops))
        return self.on(request, run, words)

    # --- its columns

    def columns(self, request: ActingRequest, run: RunT, check: Callable[..., RunT]) -> HttpResponse:
        """What they mean: proposed, corrected, tried on the first lines; then every line is checked."""
        if run.state not in self.kind.states["check"] or not run.sheets:
            return self.on(request, run)
        form, stops = self.columns_form(run, request.POST or None), list[str]()
        status = 422 if form.is_bound and not form.is_valid() else 200
        if request.POST.get("do") == "check" and status == 200:
            try:
                check(by=request.actor, run=run, layout=form.layout(), request_id=request_id_of(request))
            except Refused as refused:
                stops, status = self.sentences(refused.verdict.stops), 409
            else:
                return self.on(request, run)
        layout, columns = form.layout(), self.line_columns()
        lines = self.first_lines(run.sheets[layout["sheet"]], layout["head"])
        shown: Shown = {
            "form": form,
            "layout": layout,
            "fields": self.fields(form, layout, lines),
            "columns": [*columns[:-2], columns[-1]],  # nothing has an outcome yet
            "rows": [self.tried(run, layout, line) for line in lines],
            "stops": stops,
            **self._of(run),
            **self.besides_columns(run, layout),
        }
        return page(request, f"{self.template}_columns.html", status, **shown)

    def fields(self, form: SheetColumnsForm, layout: Shown, lines: Sequence[Any]) -> list[Shown]:
        """Each column with its caption, what stands in it, and the meanings to choose from."""
        found = []
        for place, meaning in enumerate(layout["columns"]):
            told = [line.cells[place] for line in lines if place < len(line.cells) and line.cells[place]]
            found.append(
                {
                    "name": f"column-{place}",
                    "caption": layout["captions"][place] if place < len(layout["captions"]) else "",
                    "told": self.told(told[:3]),
                    "choices": form.choices(meaning),
                }
            )
        return found

    def told(self, cells: list[str]) -> str:
        """What stands in a column, by its first cells."""
        return " · ".join(cells)[:90]

    # --- the report

    def report(self, run: RunT) -> HttpResponse:
        """Every line about which there is something to say, as it came, with the reason beside it."""
        answer = HttpResponse(self.workbook(run), content_type=WORKBOOK)
        answer["Content-Disposition"] = f'attachment; filename="{self.file_name}-{run.number}.xlsx"'
        return answer

    def workbook(self, run: RunT) -> bytes:
        """The report; it can be corrected and handed in again."""
        target, columns = io.BytesIO(), self.line_columns()
        given = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        with Workbook(target, given) as book:
            sheet = book.add_worksheet(_("Report")[:31])
            heads = [one["label"] for one in (columns[0], *columns[-2:])]
            for place, words in enumerate((*heads, *run.layout.get("captions", ()))):
                sheet.write_string(0, place, str(words))
            for at, line in enumerate(queries.reported(run), start=1):
                told = (str(line.row), str(line.get_outcome_display()), " ".join(self.remarks_of(line)))
                for place, words in enumerate((*told, *line.cells)):
                    sheet.write_string(at, place, words)
        return target.getvalue()


def centre_or_404() -> Centre:
    """The centre; a home without one has no files yet."""
    centre = the_centre()
    if centre is None:
        raise Http404
    return centre


def given_out(content: bytes, name: str) -> HttpResponse:
    """A workbook to be filled in."""
    answer = HttpResponse(content, content_type=WORKBOOK)
    answer["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return answer
