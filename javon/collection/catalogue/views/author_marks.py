"""Pages of author marks: the table in force, a name tried with it, another table in its place."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from javon.centre.organisation import queries as organisation
from javon.collection.catalogue import author_marks, mark_tables, rights, wording
from javon.collection.catalogue.actions.author_marks import load_author_marks
from javon.collection.catalogue.classes_in_use import Chooser
from javon.collection.catalogue.forms_author_marks import AuthorMarkTableForm
from javon.core import clock
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.database.fields import uuid7
from javon.core.ui.render import page
from javon.core.verdict import Refused


@require_right(rights.CORRECT_RECORD)
def index(request: ActingRequest) -> HttpResponse:
    """The table in force letter by letter, and the mark of a name that is tried."""
    centre = organisation.the_centre()
    table, row = mark_tables.in_force(centre.pk if centre else None, clock.today())
    author, title = (request.GET.get(name, "").strip()[:200] for name in ("author", "title"))
    chooser = Chooser.of(request.GET.get("for", ""))
    marks = author_marks.marks_for(table, author, title)
    letters = table.letters
    letter = request.GET.get("letter", "")
    letter = letter if letter in letters else letters[0]
    return page(
        request,
        "catalogue/author_marks.html",
        row=row,
        name=mark_tables.name_of(row),
        loaded=list(mark_tables.tables_of(centre.pk)) if centre else [],
        count=len(table.rows),
        author=author,
        title=title,
        marks=[(mark, chooser.address("author_mark", mark)) for mark in marks],
        is_tried=bool(author or title),
        chooser=chooser,
        letters=letters,
        letter=letter,
        rows=table.of_letter(letter),
        may_replace=request.actor.may(rights.LOAD_AUTHOR_MARKS),
    )


@require_right(rights.CORRECT_RECORD)
def download(request: HttpRequest) -> HttpResponse:
    """The table in force as a file that a spreadsheet opens and that can be loaded again."""
    centre = organisation.the_centre()
    table, _row = mark_tables.in_force(centre.pk if centre else None, clock.today())
    answer = HttpResponse(
        mark_tables.as_text(table.rows), content_type="text/tab-separated-values; charset=utf-8"
    )
    answer["Content-Disposition"] = 'attachment; filename="author-marks.tsv"'
    return answer


@require_right(rights.LOAD_AUTHOR_MARKS)
def replace(request: ActingRequest) -> HttpResponse:
    """Another table in place of the one in force: whole, or not at all."""
    form = AuthorMarkTableForm(request.POST or None, request.FILES or None)
    centre = organisation.the_centre()
    if request.method != "POST" or not form.is_valid() or centre is None:
        return _form_page(request, form, 422 if request.method == "POST" else 200)
    try:
        table = load_author_marks(
            by=request.actor,
            centre_id=centre.pk,
            name=form.cleaned_data["name"],
            valid_from=form.cleaned_data["valid_from"],
            rows=form.cleaned_data["file"],
            request_id=form.request_id_given,
        )
    except Refused as refused:
        return _form_page(request, form, 409, wording.sentences(refused.verdict.stops))
    messages.success(request, _("The table is loaded. Rows: %(count)d.") % {"count": table.row_count})
    return HttpResponseRedirect(reverse("catalogue:author_marks"), status=303)


def _form_page(
    request: HttpRequest, form: AuthorMarkTableForm, status: int, stops: list[str] | None = None
) -> HttpResponse:
    """The form; a refused request is spent, so pressing again is a new one."""
    if stops:
        form.data = {**{name: form.data.get(name) for name in form.fields}, "request_id": str(uuid7())}
    return page(request, "catalogue/author_marks_replace.html", status, form=form, stops=stops or [])
