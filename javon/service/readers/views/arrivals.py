"""Files of readers: handed in, columns named, every line checked, entered, taken back; the report and the template."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_POST

from javon.collection.runs.pages import Pages, centre_or_404, given_out
from javon.collection.runs.reading import SheetRow
from javon.core import clock
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.files.models import StoredFile
from javon.core.uzbek.figures import short_date
from javon.service.readers import arrivals_file, rights, wording
from javon.service.readers.actions import arrivals as actions
from javon.service.readers.actions.arrivals_kind import FILE_OF_READERS
from javon.service.readers.forms.arrivals import ReadersColumnsForm, ReadersFileForm
from javon.service.readers.models import ReaderLine, ReadersRun
from javon.service.readers.rules import arrivals as rules
from javon.service.readers.rules.arrivals import Said
from javon.service.readers.views.shared import name_of


class FilesOfReaders(Pages[ReadersRun, ReaderLine]):
    """A line is a person: name, birth date, where she works or learns, telephone."""

    kind, columns_form = FILE_OF_READERS, ReadersColumnsForm
    all_runs, one_run, deed = "readers:runs", "readers:run", "readers:run_%s"
    template, file_name = "readers/run", "kitobxonlar"
    keep_as = file_name
    sentences, first_lines = staticmethod(wording.sentences), staticmethod(arrivals_file.first_lines)
    looked_at_first = ("refused", "stayed", "twice")
    enter_words = gettext_lazy("Enter %(count)s readers")
    take_back_words = gettext_lazy("Take everybody back")

    def run_columns(self) -> list[dict[str, Any]]:
        """The heads of the list of files."""
        return [
            {"label": "№", "kind": "code"},
            {"label": _("File")},
            {"label": pgettext("file of readers", "Step")},
            {"label": pgettext("file of readers", "Lines"), "kind": "number"},
            {"label": pgettext("file of readers", "Readers"), "kind": "number"},
            {"label": _("Date")},
        ]

    def tab_labels(self) -> dict[str, str]:
        """What lines are narrowed to."""
        return {
            "refused": _("refused"), "stayed": _("not taken back"), "known": _("readers already"),
            "twice": _("twice in the file"), "remarked": _("with a remark"), "good": _("to be entered"),
            "entered": pgettext("lines of readers", "entered"), "back": pgettext("lines of readers", "taken back"),
            "all": pgettext("lines of readers", "all"),
        }  # fmt: skip

    def line_columns(self) -> list[dict[str, Any]]:
        """The heads of the lines."""
        return [
            {"label": _("Row"), "kind": "code"},
            {"label": _("Reader")},
            {"label": _("Born")},
            {"label": _("Place of work or study")},
            {"label": _("Telephone")},
            {"label": pgettext("file of readers", "Outcome")},
            {"label": pgettext("file of readers", "Remarks")},
        ]

    def lines(self, run: ReadersRun, shown: str) -> QuerySet[ReaderLine]:
        """With the reader that each became."""
        return super().lines(run, shown).select_related("reader")

    def rows(self, request: ActingRequest, run: ReadersRun, lines: list[ReaderLine]) -> list[dict[str, Any]]:
        """What each says, or the reader that it became."""
        return [self.row(line, _cells(run, line)) for line in lines]

    def tried(self, run: ReadersRun, layout: dict[str, Any], line: SheetRow) -> dict[str, Any]:
        """What a row would say."""
        said = rules.understand(line.cells, layout["columns"], clock.today())
        _outcome, objections = rules.judged(said, rules.Standing())
        remarks = " ".join(wording.sentences(objections))
        return {"cells": [{"text": str(line.row)}, *_said_cells(said), {"text": remarks}]}


PAGES = FilesOfReaders()


def _cells(run: ReadersRun, line: ReaderLine) -> list[dict[str, str]]:
    cells = _said_cells(rules.understand(line.cells, run.layout["columns"], clock.today()))
    if line.reader is not None:
        cells[0] = {
            "text": name_of(line.reader), "url": reverse("readers:papers_of", args=[line.reader.number]),
        }  # fmt: skip
    return cells


def _said_cells(said: Said) -> list[dict[str, str]]:
    name = " ".join(part for part in (said.surname, said.given_name, said.patronymic) if part)
    school = " ".join(
        part for part in (said.school, f"{said.grade}-{said.class_letter}" if said.grade else "") if part
    )
    return [
        {"text": name, "note": said.guardian},
        {"text": short_date(said.birth_date) if said.birth_date else ""},
        {"text": ", ".join(part for part in (school, said.workplace) if part)},
        {"text": said.phone},
    ]


@require_right(rights.IMPORT_READERS)
def runs(request: ActingRequest) -> HttpResponse:
    """Every file, the newest first."""
    return PAGES.every_file(request)


@require_right(rights.IMPORT_READERS)
def template(request: ActingRequest) -> HttpResponse:
    """A workbook to be filled in."""
    return given_out(arrivals_file.template(), PAGES.file_name)


@require_right(rights.IMPORT_READERS)
def new_run(request: ActingRequest) -> HttpResponse:
    """The form for a file, and what is handed in with it."""
    centre, form = centre_or_404(), ReadersFileForm(request.POST or None, request.FILES or None)

    def begin(file: StoredFile, name: str) -> ReadersRun:
        return actions.begin_readers(
            by=request.actor, centre=centre, run_id=form.run_id, file=file, name=name, sheets=form.sheets,
            registered_on=form.cleaned_data["registered_on"],
        )  # fmt: skip

    return PAGES.hand_in(request, form, begin)


@require_right(rights.IMPORT_READERS)
def run_columns(request: ActingRequest, number: int) -> HttpResponse:
    """What the columns mean: proposed, corrected, tried on the first lines; then every line is checked."""
    return PAGES.columns(request, PAGES.found(number), actions.check_readers)


@require_right(rights.IMPORT_READERS)
def run(request: ActingRequest, number: int) -> HttpResponse:
    """One file: where it stands, what the worker does, its lines."""
    return PAGES.one_file(request, PAGES.found(number))


@require_right(rights.IMPORT_READERS)
@require_POST
def run_enter(request: ActingRequest, number: int) -> HttpResponse:
    """The good lines into the register, by the worker."""
    return PAGES.done(request, PAGES.found(number), actions.enter_readers)


@require_right(rights.IMPORT_READERS)
@require_POST
def run_take_back(request: ActingRequest, number: int) -> HttpResponse:
    """Everybody who has nothing since, by the worker."""
    return PAGES.done(request, PAGES.found(number), actions.take_readers_back)


@require_right(rights.IMPORT_READERS)
@require_POST
def run_drop(request: ActingRequest, number: int) -> HttpResponse:
    """Nothing of it is wanted."""
    words = _("The file is given up. Nobody of it was entered.")
    return PAGES.done(request, PAGES.found(number), actions.drop_readers, words)


@require_right(rights.IMPORT_READERS)
def run_report(request: ActingRequest, number: int) -> HttpResponse:
    """Every line about which there is something to say, as it came, with the reason beside it."""
    return PAGES.report(PAGES.found(number))
