"""The MARC editor: a record as rows, and what is said of them."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from javon.collection.catalogue import actions, marc21, marc_rules, queries, rights, two_texts, wording
from javon.collection.catalogue.marc_form import MOST_ROWS, MarcForm
from javon.collection.catalogue.marc_text import Row, arranged, record_of, rows_of, visible_leader
from javon.collection.catalogue.models import Title
from javon.collection.catalogue.views.shared import saved, title_or_404
from javon.collection.catalogue.wording_marc import FIELD_NAMES, field_name
from javon.collection.sources.record import Record
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.database.fields import uuid7
from javon.core.ui.render import fragment, page
from javon.core.verdict import Refusal, Refused, Verdict

_LETTERS_TO_A_LINE = 66
_MOST_LINES = 10


@require_right(rights.CORRECT_RECORD)
def edit(request: ActingRequest, number: int) -> HttpResponse:
    """The rows of a record, and what is typed into them."""
    title = title_or_404(number)
    if request.method != "POST":
        return _rows_page(request, title, _opened(title))
    form = MarcForm(request.POST)
    if "do" in request.POST:
        rows, focus = arranged(form.rows, request.POST["do"])
        return _rows_page(request, title, form, rows=rows, focus=focus)
    if not form.is_valid():
        return _rows_page(request, title, form, status=422)
    record = _typed(title, form)
    try:
        actions.correct_marc(
            by=request.actor,
            title=title,
            marc=record.to_json(),
            reason=form.cleaned_data["reason"],
            expected_version=form.cleaned_data["expected_version"],
            request_id=form.request_id_given,
        )
    except Refused as refused:
        return _refused(request, number, form, record, refused.verdict)
    return saved(number, f"marc-{number}", _("The record is saved."), request)


def _opened(title: Title, **more: Any) -> MarcForm:
    record = Record.from_json(title.marc)
    first = {"leader": visible_leader(record), "rows": rows_of(record), "expected_version": title.version}
    return MarcForm(initial={**first, "request_id": uuid7(), **more})


def _typed(title: Title, form: MarcForm) -> Record:
    """The record that the rows say; the other editor's fields where they were chosen."""
    current = Record.from_json(title.marc)
    opened = queries.record_at(title, form.cleaned_data["expected_version"])
    record = record_of(form.typed_leader, form.rows, opened)
    return two_texts.with_theirs(record, current, form.chosen_theirs) if form.chosen_theirs else record


def _refused(
    request: HttpRequest, number: int, form: MarcForm, record: Record, verdict: Verdict
) -> HttpResponse:
    """Nothing typed is lost: the rows again with every reason; beside a faster editor's fields the own ones. Fields in
    which only the other editor wrote keep that text.
    """
    title = title_or_404(number)
    differences: list[two_texts.TagConflict] = []
    version = form.cleaned_data["expected_version"]
    is_stale = "changed_meanwhile" in verdict.codes
    if is_stale:
        current, base = Record.from_json(title.marc), queries.record_at(title, version)
        differences = two_texts.conflicts(base, current, record)
        record = two_texts.with_theirs(record, current, [one.tag for one in differences if not one.is_mine])
        version = title.version
    again = _opened(
        title,
        leader=visible_leader(record),
        rows=rows_of(record),
        expected_version=version,
        reason=form.cleaned_data["reason"],
    )
    status = 409 if is_stale else 422
    return _rows_page(request, title, again, status=status, verdict=verdict, differences=differences)


def _rows_page(
    request: HttpRequest, title: Title, form: MarcForm, status: int = 200, **more: Any
) -> HttpResponse:
    verdict: Verdict | None = more.get("verdict")
    rows: list[Row] = more.get("rows", form.rows)
    found = _objections(title, form.typed_leader, rows)
    shown = [(field_name(one.tag), one) for one in more.get("differences", [])]
    return page(
        request,
        "catalogue/marc.html",
        status,
        title=title,
        form=form,
        rows=[_shown(place, row, found) for place, row in enumerate(rows)],
        leader=_shown(-1, Row("LDR", text=form.typed_leader), found),
        focus=more.get("focus"),
        is_too_long=len(rows) > MOST_ROWS,
        stops=wording.sentences(verdict.stops) if verdict is not None else [],
        is_stale=verdict is not None and "changed_meanwhile" in verdict.codes,
        conflicts=[(name, one, queries.marked(one.theirs, one.mine)) for name, one in shown if one.is_mine],
        theirs=[(name, one) for name, one in shown if not one.is_mine],
        faults=wording.sentences(found),
        names=sorted(FIELD_NAMES.items()),
        draft=f"marc-{title.number}",
    )


def _objections(title: Title, leader: str, rows: list[Row]) -> list[Refusal]:
    """What is to be said of the rows as they stand, numbered as the page numbers them."""
    before = Record.from_json(title.marc)
    record = record_of(leader, rows, before)
    places = [place for place, row in enumerate(rows, 1) if not row.is_empty]
    found = marc_rules.objections(record, before)
    for one in found:
        for name in ("row", "first"):
            if one.details.get(name):
                one.details[name] = places[one.details[name] - 1]
    return found


def _shown(place: int, row: Row, found: list[Refusal]) -> dict[str, Any]:
    """A row as the template wants it, with the name of its field, its height in lines and what is said of it."""
    lines = min(max(1, -(-len(row.text) // _LETTERS_TO_A_LINE)), _MOST_LINES)
    said = [one for one in found if one.details.get("row") == place + 1]
    return {
        "row": row,
        "number": place + 1,
        "name": field_name(row.tag),
        "lines": lines,
        "is_wrong": bool(said),
    }


@require_right(rights.CORRECT_RECORD)
@require_POST
def check(request: HttpRequest, number: int) -> HttpResponse:
    """What is to be said of the rows so far; nothing is saved."""
    title, form = title_or_404(number), MarcForm(request.POST)
    found = _objections(title, form.typed_leader, form.rows)
    return fragment(request, "catalogue/_marc_faults.html", faults=wording.sentences(found))


@require_right(rights.CORRECT_RECORD)
def field_help(request: HttpRequest, tag: str) -> HttpResponse:
    """What a field is for: its name, its indicators and subfields in the reader's language."""
    rule = marc21.field_rules().get(tag)
    name = field_name(tag)
    if rule is None and not name:
        raise Http404
    return fragment(
        request,
        "catalogue/_marc_help.html",
        otherwise="catalogue/marc_help.html",
        tag=tag,
        name=name,
        is_repeatable=rule is None or rule.is_repeatable,
        is_control=marc21.is_control(tag) or tag == "LDR",
        indicators=_indicators(rule) if rule else [],
        subfields=[(one, _meaning(one.word)) for one in rule.subfields.values()] if rule else [],
    )


def _indicators(rule: marc21.FieldRule) -> list[tuple[int, list[tuple[str, str]]]]:
    """Place and the values with their meanings, for the indicators that have any."""
    found = []
    for place, values in enumerate(rule.indicators, 1):
        if len(values) >= 10 and len(set(values.values()) - {""}) == 1:
            found.append((place, [("0–9", _meaning(values["0"]))]))
        elif any(values.values()):
            named = [("_" if value == " " else value, _meaning(word)) for value, word in values.items()]
            found.append((place, [(value, words) for value, words in named if words or value != "_"]))
    return found


def _meaning(word: str) -> str:
    return marc21.meaning(word, get_language() or "uz")
