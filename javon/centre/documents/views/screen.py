"""The page of one paper as data: the text, where it stands, what this person may do with it now."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from javon.centre.documents import paper, rights
from javon.centre.documents.canonical import content_hash
from javon.centre.documents.models import Acknowledgement, ApprovalStep, Document, Version
from javon.centre.documents.queries import acknowledging, approval, reading
from javon.centre.documents.views import attachments_card
from javon.centre.organisation import queries as organisation
from javon.centre.tasks.models import Task
from javon.centre.tasks.queries import visible as visible_tasks
from javon.core import clock
from javon.core.access import Actor, all_rights

BADGES = {
    "draft": ("", "file-pen"),
    "agreeing": ("warn", "hourglass"),
    "returned": ("bad", "undo-2"),
    "approved": ("info", "stamp"),
    "in_force": ("ok", "circle-check"),
    "amended": ("ok", "circle-check"),
    "registered": ("info", "inbox"),
    "superseded": ("", "history"),
    "withdrawn": ("", "x"),
}
STEP_STATES = {"passed": "done", "current": "current", "returned": "returned", "waiting": "waiting"}


def badge_of(document: Document) -> dict[str, str]:
    """The document's status as a badge; a text that nobody here has approved yet is called so."""
    if document.is_model_text and document.status in Document.BINDING:
        return {"label": pgettext("document", "model text"), "kind": "warn", "icon": "file-text"}
    kind, icon = BADGES.get(document.status, ("", "circle"))
    return {"label": str(document.get_status_display()), "kind": kind, "icon": icon}


class Screen:
    """One version of a paper before one person. Each question is asked when the template asks it, once."""

    def __init__(self, document: Document, version: Version, by: Actor) -> None:
        self.document, self.version, self.by = document, version, by
        self.version.document = document
        self.today = clock.today()
        self.person = organisation.person_of(by)

    @cached_property
    def paper(self) -> Any:
        """The text as it will be printed, in the script of the screen."""
        return paper.paper_of(self.version, cyrillic=get_language() == "uz-cyrl")

    @cached_property
    def grants(self) -> list[tuple[str, list[str]]]:
        """Which clause gives which rights: part of what is approved."""
        labels = {right.code: str(right.label) for right in all_rights()}
        points = [point for point in reading.points_of_version(self.version) if point.grants]
        return [(point.number, [labels.get(code, code) for code in point.grants]) for point in points]

    @cached_property
    def badge(self) -> dict[str, str]:
        if self.version.state == Version.State.RETURNED and self.document.status == Document.Status.DRAFT:
            return {"label": str(self.version.get_state_display()), "kind": "bad", "icon": "undo-2"}
        return badge_of(self.document)

    @cached_property
    def label(self) -> str:
        return reading.shown(
            f"{reading.KIND_NAMES.get(self.document.kind, '')} {self.document.number}".strip()
        )

    @cached_property
    def versions(self) -> list[Version]:
        return list(self.document.versions.order_by("-number"))

    @property
    def is_newest(self) -> bool:
        return self.version.pk == self.versions[0].pk

    @cached_property
    def returned(self) -> ApprovalStep | None:
        """The remark that sent the shown version, or the one before a draft, back."""
        numbers = [self.version.number, self.version.number - 1]
        steps = ApprovalStep.objects.filter(
            version__document=self.document, version__number__in=numbers, state=ApprovalStep.State.RETURNED
        )
        return steps.select_related("decided_by").order_by("-version__number").first()

    @cached_property
    def content_hash(self) -> str:
        """Of the text on this very page: what an approval and a "Tanishdim" carry."""
        return content_hash(self.version)

    @property
    def is_fixed(self) -> bool:
        return self.version.state in Version.FIXED

    @property
    def is_in_force(self) -> bool:
        return self.version.state == Version.State.IN_FORCE

    # --- where it stands

    @cached_property
    def route(self) -> list[dict[str, Any]]:
        """The author and every station, as the component draws them."""
        steps = [self._author_step()]
        rows = list(self.version.route.select_related("post", "decided_by"))
        if rows:
            return steps + [self._station(row) for row in rows]
        if self.version.state != Version.State.DRAFT:
            return []
        planned = approval.planned_route(self.version, self.today)
        return steps + [self._planned(kind, post) for kind, post in planned]

    def _author_step(self) -> dict[str, Any]:
        sent = self.version.state != Version.State.DRAFT
        return {
            "person": reading.shown(str(self.version.prepared_by or "–")),
            "task": pgettext("route", "prepares"),
            "state": "done" if sent else "current",
            "at": self.version.submitted_at,
        }

    def _station(self, row: ApprovalStep) -> dict[str, Any]:
        names = [row.decided_by] if row.decided_by else organisation.holders_of(row.post, self.today)
        return {
            "person": reading.shown(", ".join(str(one) for one in names) or row.post.title),
            "office": reading.shown(row.post.title, row.post.title_cyrl),
            "task": _task_of(row.kind),
            "state": STEP_STATES[row.state],
            "at": row.decided_at,
            "remark": row.remark,
        }

    def _planned(self, kind: str, post: Any) -> dict[str, Any]:
        names = ", ".join(str(one) for one in organisation.holders_of(post, self.today))
        return {
            "person": reading.shown(names or post.title),
            "office": reading.shown(post.title, post.title_cyrl),
            "task": _task_of(kind),
            "state": "waiting",
        }

    @cached_property
    def timeline(self) -> list[dict[str, Any]]:
        """What happened to all its versions, newest first."""
        events: list[dict[str, Any]] = []
        for one in self.document.versions.select_related("prepared_by"):
            number = {"number": one.number}
            who = reading.shown(str(one.prepared_by or ""))
            what = (
                _("Entered into the system")
                if self._was_loaded(one)
                else _("Version %(number)s drafted") % number
            )
            events.append(_event(one.prepared_at, who, what, "file-pen"))
            if one.submitted_at:
                events.append(_event(one.submitted_at, who, _("Version %(number)s sent") % number, "send"))
            events += [
                _decided(row) for row in one.route.exclude(decided_at=None).select_related("decided_by")
            ]
        return sorted(events, key=lambda event: event["at"], reverse=True)

    def _was_loaded(self, version: Version) -> bool:
        """Nobody here drafted it: it came with the system, or approved on paper."""
        return version.prepared_by_id is None and version.number == 1

    @cached_property
    def sheet(self) -> acknowledging.Sheet:
        return acknowledging.sheet_of(self.version, self.today)

    @cached_property
    def may_see_sheet(self) -> bool:
        return self.is_fixed and self.by.may(rights.SEE_ACKNOWLEDGEMENTS)

    @cached_property
    def my_line(self) -> Acknowledgement | None:
        return acknowledging.asked(self.version, self.person)

    @property
    def asks_me(self) -> bool:
        """This person has yet to say "Tanishdim" of this text."""
        line = self.my_line
        return (
            self.is_in_force
            and line is not None
            and line.at is None
            and not (line.is_paper or line.is_excused)
        )

    @cached_property
    def tasks(self) -> list[dict[str, Any]]:
        """What follows from its points."""
        rows = (
            Task.objects.filter(basis_document_id=self.document.pk)
            .select_related("executor")
            .order_by("number")
        )
        seen = set(
            visible_tasks(self.by, self.person, self.today).filter(pk__in=rows).values_list("pk", flat=True)
        )
        return [_task_line(task, self.today, is_open=task.pk in seen) for task in rows]

    @cached_property
    def basis(self) -> list[Any]:
        return list(reading.basis_of(self.document))

    @cached_property
    def supports(self) -> list[Document]:
        """Papers that rest on this one and that the person may see."""
        seen = reading.visible_documents(self.by)
        return list(seen.filter(basis__rests_on=self.document).distinct().order_by("title")[:50])

    @cached_property
    def readers(self) -> list[str]:
        rows = reading.readers_of(self.document)
        return [_reader(row) for row in rows]

    @cached_property
    def attachments(self) -> dict[str, Any]:
        return attachments_card.card(self.by, self.document)

    @cached_property
    def paper_marks(self) -> list[Any]:
        return list(self.version.paper_marks.select_related("scan", "case_file"))

    # --- what one may do

    @cached_property
    def is_mine(self) -> bool:
        return approval.may_work_on(self.by, self.version)

    @cached_property
    def station(self) -> ApprovalStep | None:
        """The current station when it is this person's turn."""
        if self.version.state != Version.State.AGREEING or not self.is_newest:
            return None
        row = approval.current_station(self.version)
        mine = row is not None and approval.holds(self.person, row.post, self.today)
        prepared = self.person is not None and self.person.pk == self.version.prepared_by_id
        return row if mine and not prepared else None

    @property
    def may_approve(self) -> bool:
        return self.station is not None and self.station.kind == "approve" and self.by.may(rights.APPROVE)

    @property
    def may_agree(self) -> bool:
        return self.station is not None and self.station.kind == "agree" and self.by.may(rights.AGREE)

    @property
    def may_edit(self) -> bool:
        return self.is_newest and self.version.state == Version.State.DRAFT and self.is_mine and self._drafts

    @property
    def may_submit(self) -> bool:
        return self.may_edit and self.by.may(rights.SUBMIT)

    @property
    def may_withdraw(self) -> bool:
        works = self.version.state in (Version.State.DRAFT, Version.State.AGREEING)
        return self.is_newest and works and self.is_mine and self._drafts

    @property
    def may_rewrite(self) -> bool:
        """A returned or withdrawn version of one's own is written anew; what encloses lists, where they are made."""
        ended = self.version.state in (Version.State.RETURNED, Version.State.WITHDRAWN)
        return (
            self._is_typed
            and self.is_newest
            and ended
            and approval.may_take_up(self.by, self.version)
            and self._drafts
        )

    @property
    def may_amend(self) -> bool:
        """What is in force is amended by a new version, by whoever drafts."""
        binds = self.is_in_force and self.document.status in Document.BINDING
        is_ours = self.document.kind not in Document.EXTERNAL
        return self._is_typed and self.is_newest and binds and self._drafts and is_ours

    @property
    def _is_typed(self) -> bool:
        return not self.version.enclosed

    @property
    def may_end(self) -> bool:
        return self.document.status in Document.BINDING and self.by.may(rights.APPROVE)

    @property
    def may_enter_marks(self) -> bool:
        return self.is_fixed and self.by.may(rights.ENTER_PAPER_MARK)

    @property
    def may_name_basis(self) -> bool:
        return self.is_mine and self._drafts

    @property
    def _drafts(self) -> bool:
        return self.by.may(rights.DRAFT)


def _task_of(kind: str) -> str:
    return pgettext("route", "agrees") if kind == "agree" else pgettext("route", "approves")


def _event(at: Any, who: str, what: str, icon: str, kind: str = "", note: str = "") -> dict[str, Any]:
    return {"at": at, "who": who, "what": what, "icon": icon, "kind": kind, "note": note}


def _decided(row: ApprovalStep) -> dict[str, Any]:
    who = reading.shown(str(row.decided_by or ""))
    if row.state == ApprovalStep.State.RETURNED:
        return _event(row.decided_at, who, _("Returned with a remark"), "undo-2", "bad", row.remark)
    if row.kind == "agree":
        return _event(row.decided_at, who, pgettext("history", "Agreed"), "check", "ok", row.remark)
    return _event(row.decided_at, who, pgettext("history", "Approved in the system"), "stamp", "ok")


def _reader(row: Any) -> str:
    if row.post is not None:
        return reading.shown(row.post.title, row.post.title_cyrl)
    return reading.shown(row.unit.name, row.unit.name_cyrl) if row.unit is not None else _("everyone")


def _task_line(task: Task, today: date, *, is_open: bool) -> dict[str, Any]:
    return {
        "what": reading.shown(task.what),
        "url": reverse("tasks:task", args=[task.year, task.number]) if is_open else "",
        "who": reading.shown(str(task.executor)),
        "due_on": task.due_on,
        "is_late": task.state in Task.OPEN and task.due_on is not None and task.due_on < today,
        "state": task.get_state_display(),
    }
