"""The past of the demo library's papers and tasks, told with real actions at the moments when they happened.

Each paper and each task is a story: a generator that yields the moment of its next deed and then does it. The teller
always takes the story whose next moment is the earliest, so that journal, numbers and tasks come in true order.
"""

from __future__ import annotations

import heapq
import io
import itertools
import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta

from javon.centre.documents import actions as documents
from javon.centre.documents import standard
from javon.centre.documents.actions.letters import answer_letter, register_letter
from javon.centre.documents.canonical import content_hash
from javon.centre.documents.models import CaseFile, Document, Register, RegisterCounter, Version
from javon.centre.documents.queries import approval as routes
from javon.centre.documents.queries.reading import label_of, newest_version
from javon.centre.documents.standard import DemoDocument, DemoPoint, StandardClause
from javon.centre.documents.typed import Point
from javon.centre.organisation.models import Appointment, Centre, Person, Post, Unit
from javon.centre.tasks import actions as tasks
from javon.centre.tasks.models import Task
from javon.config.demo import (
    arrivals,
    contents,
    files_story,
    losses_story,
    old_lines_story,
    opening_story,
    periodicals_story,
    prohibited_story,
    purchase_story,
    short_story,
    stock_story,
)
from javon.config.demo.staff import SINCE, acting, holder_of, open_day
from javon.core import clock
from javon.core.accounts.pins import PinProof
from javon.core.database.transactions import writing
from javon.core.files.models import StoredFile
from javon.core.files.storage import keep

Story = Iterator[datetime]

APPROVED_DAYS_AGO = 330  # when the director approved the model texts


def tell(stories: Iterable[Story]) -> None:
    """Let every story happen, the deeds of all of them in the order of their moments."""
    turn = itertools.count()
    heap = [(next(story), next(turn), story) for story in stories]
    heapq.heapify(heap)
    while heap:
        moment, _turn, story = heapq.heappop(heap)
        with clock.at(moment):
            following = next(story, None)
        if following is not None:
            heapq.heappush(heap, (max(following, moment), next(turn), story))


def past_of(centre: Centre, today: date) -> list[Story]:
    """Every story of the demo."""
    _begin_journals(centre, today)
    told: dict[str, Document] = {}
    stories = [_reading_of_regulation(centre)]
    stories += [
        _approval_of_model(document, today, number) for number, document in enumerate(_model_texts(centre))
    ]
    stories += [_paper(centre, one, today, told) for one in standard.demo_documents()]
    stories += [_task(centre, one, today, told) for one in standard.demo_points()]
    stories += opening_story.opening_of(centre, today)
    stories += arrivals.stories(centre, today)
    stories += contents.stories(centre, today)
    stories += files_story.stories(centre, today)
    stories += stock_story.stories(centre, today)
    stories += old_lines_story.stories(centre, today)
    stories += losses_story.stories(centre, today)
    stories += prohibited_story.stories(centre, today)
    stories += purchase_story.stories(centre, today)
    stories += short_story.stories(centre, today)
    stories += periodicals_story.stories(centre, today)
    return stories


def _begin_journals(centre: Centre, today: date) -> None:
    """The journals began on paper: the first number that Javon gives follows the last one there."""
    with writing():
        for register in Register.objects.filter(centre=centre):
            last = standard.demo_counters().get(register.code, 0)
            RegisterCounter.objects.update_or_create(
                register=register, year=today.year, defaults={"last": last, "taken_over": last}
            )


def _at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), clock.TASHKENT)


# --- papers


def _reading_of_regulation(centre: Centre) -> Story:
    """Everybody who works here says "Tanishdim" of the Regulation, in the week after they were asked."""
    document = Document.objects.get(centre=centre, template_code="standard:regulation")
    yield _at(open_day(centre, SINCE + timedelta(days=1)), 9)
    yield from _reading(document, None, _at(open_day(centre, SINCE + timedelta(days=1)), 9))


def _model_texts(centre: Centre) -> list[Document]:
    found = Document.objects.filter(centre=centre, is_model_text=True, kind__in=("rules", "job_description"))
    return list(found.order_by("level", "short_id"))


def _approval_of_model(document: Document, today: date, number: int) -> Story:
    """The director approves a model text as it stands, and those it concerns read it."""
    day = open_day(document.centre, today - timedelta(days=APPROVED_DAYS_AGO - number // 6))
    yield _at(day, 9, 5 * (number % 6))
    version = documents.start_new_version(by=acting(_proposer(document)), document=document)
    yield from _route(version, _at(day, 10, 5 * (number % 6)))
    yield from _reading(document, None, _at(day, 11, 5 * (number % 6)))


def _proposer(document: Document) -> Person:
    """Whoever proposes a text about a post: the head of its service, the clerk where that would be oneself."""
    head, clerk = holder_of("head"), holder_of("clerk")
    return clerk if document.post is not None and document.post.code == "head" else head


def _paper(centre: Centre, one: DemoDocument, today: date, told: dict[str, Document]) -> Story:
    """The way of one paper, as far as its story goes."""
    day = open_day(centre, today + timedelta(days=one.day)) if one.day < 0 else today
    if one.text.kind == Document.Kind.LETTER_IN:
        yield _at(day, 9, 20)
        told[one.text.code] = _letter(centre, one, today, day)
        return
    yield _at(day - timedelta(days=1), 15, 10)
    by = acting(holder_of(one.author))
    first = one.story == "returned"
    document = documents.draft_document(
        by=by,
        centre=centre,
        kind=one.text.kind,
        draft=_draft(centre, one, day, is_first=first),
        unit=Unit.objects.filter(centre=centre, code=one.text.unit).first(),
    )
    told[one.text.code] = document
    _set_rest(document, one)
    for name in one.text.basis:
        _rest_on(by, document, name)
    if one.answers in told:
        answer_letter(by=by, letter=told[one.answers], answer=document)
    if one.story == "draft":
        return
    version = newest_version(document)
    if one.story in {"agreeing", "returned"}:
        yield _at(day, 8, 50)
        version = documents.submit(by=by, version=version, expected_edits=version.edits)
        if one.story == "returned":
            yield from _pass_to_director(version, _at(day, 9, 30))
            yield _at(day, 16, 5)
            documents.return_with_remark(
                by=acting(holder_of("director")),
                version=version,
                expected_number=version.number,
                remark=one.remark,
            )
            yield _at(day + timedelta(days=1), 9, 12)
            version = documents.start_new_version(by=acting(holder_of(one.author)), document=document)
            yield _at(day + timedelta(days=1), 9, 40)
            documents.save_draft(
                by=acting(holder_of(one.author)),
                version=version,
                expected_edits=version.edits,
                draft=_draft(centre, one, day),
            )
        return
    yield from _route(version, _at(day, 9, 0))
    yield from _reading(document, one, _at(day, 14, 0))
    if one.story == "superseded":
        last = today - timedelta(days=84)
        yield _at(last, 17)
        director = holder_of("director")
        documents.end_force(
            by=acting(director),
            document=document,
            last_day=last,
            reason="Muddati tugadi",
            proof=_proof(director),
        )


def _letter(centre: Centre, one: DemoDocument, today: date, day: date) -> Document:
    return register_letter(
        by=acting(holder_of("clerk")),
        centre=centre,
        correspondent=one.text.correspondent,
        title=one.text.title,
        their_number=one.their_number,
        their_date=today + timedelta(days=one.their_day) if one.their_day is not None else None,
        received_on=day,
        answer_due_on=open_day(centre, today + timedelta(days=one.answer_due))
        if one.answer_due is not None
        else None,
        summary=one.summary or "\n".join(clause.text for clause in one.text.clauses),
        today=day,
    )


def _draft(centre: Centre, one: DemoDocument, day: date, *, is_first: bool = False) -> documents.Draft:
    """The text; the first draft of a paper that came back has the first title and forgets who does point 3."""
    return documents.Draft(
        title=one.first_title if is_first and one.first_title else one.text.title,
        points=tuple(
            _point(centre, clause, day, forget=is_first and clause.number == "3")
            for clause in one.text.clauses
        ),
        preamble=one.text.preamble,
        ending=one.text.ending,
        place=one.text.place or centre.place,
        register=Register.objects.filter(centre=centre, code=one.register).first(),
        readers=tuple(
            documents.WhoReads(post=post)
            for post in Post.objects.filter(centre=centre, code__in=one.text.readers)
        ),
        is_confidential=one.is_confidential,
    )


def _point(centre: Centre, clause: StandardClause, day: date, *, forget: bool) -> Point:
    executor = holder_of(clause.executor) if clause.executor and not forget else None
    controller = holder_of(clause.controller) if clause.controller and executor is not None else None
    return Point(
        text=clause.text,
        number=clause.number,
        is_heading=clause.is_heading,
        executor_id=executor.pk if executor is not None else None,
        controller_id=controller.pk if controller is not None and controller != executor else None,
        due_on=open_day(centre, day + timedelta(days=clause.due_in))
        if clause.due_in is not None and executor
        else None,
        text_cyrl=clause.cyrl,
    )


def _set_rest(document: Document, one: DemoDocument) -> None:
    """What no draft asks for: its case file, its correspondent, under which name the demo knows it."""
    document.case_file = CaseFile.objects.filter(centre=document.centre, index=one.case_file).first()
    document.correspondent = one.text.correspondent
    document.template_code = f"demo:{one.text.code}"[:48]
    with writing():
        document.save(update_fields=["case_file", "correspondent", "template_code"])


def _rest_on(by: object, document: Document, name: str) -> None:
    basis = (
        Document.objects.filter(
            template_code__in=(f"standard:{name}", f"external:{name}", f"demo:{name}")
        ).first()
        or Document.objects.filter(kind__in=Document.EXTERNAL, number=name).first()
    )
    if basis is not None and basis.pk != document.pk:
        documents.name_basis(by=by, document=document, rests_on=basis)  # type: ignore[arg-type]


def _proof(person: Person) -> PinProof:
    assert person.user_id is not None
    return PinProof(person.user_id, clock.now())


def _route(version: Version, moment: datetime) -> Story:
    """Sent, agreed by every station, approved by the last."""
    yield moment
    author = version.prepared_by
    assert author is not None
    version = documents.submit(by=acting(author), version=version, expected_edits=version.edits)
    yield from _pass_to_director(version, moment + timedelta(minutes=40))
    yield moment + timedelta(hours=3)
    director = holder_of("director")
    documents.approve(
        by=acting(director),
        version=version,
        expected_number=version.number,
        expected_hash=content_hash(version),
        proof=_proof(director),
    )


def _pass_to_director(version: Version, moment: datetime) -> Story:
    """Every agreeing station agrees, a quarter of an hour after the one before."""
    for turn in itertools.count():
        station = routes.current_station(version)
        if station is None or station.kind != "agree":
            return
        yield moment + timedelta(minutes=15 * turn)
        documents.agree(
            by=acting(holder_of(station.post.code)), version=version, expected_number=version.number
        )


def _reading(document: Document, one: DemoDocument | None, moment: datetime) -> Story:
    """Those who have read it say so, one after another; `one` None: everybody has."""
    version = document.versions.filter(state=Version.State.IN_FORCE).first()
    if version is None:
        return
    lines = version.acknowledgements.filter(at=None, person__isnull=False).select_related("person__user")
    readers = [line.person for line in lines if line.person is not None and line.person.user_id is not None]
    if one is not None:
        have_read = set(
            Appointment.objects.filter(post__code__in=one.read_by).values_list("person_id", flat=True)
        )
        readers = [person for person in readers if person.pk in have_read]
    for turn, person in enumerate(readers, start=1):
        yield moment + timedelta(minutes=37 * turn)
        documents.acknowledge(by=acting(person), version=version, seen_hash=version.content_hash)


# --- tasks


def _task(centre: Centre, one: DemoPoint, today: date, told: dict[str, Document]) -> Story:
    """The way of one task: the point of a paper finds the task that its approval made."""
    issued = open_day(centre, today + timedelta(days=one.issued))
    yield _at(issued, 15 if one.document else 10, 10)
    task = _made_by_paper(one, told) or _given(centre, one, today, issued, told)
    if task is None or one.state == "issued":
        return
    executor, controller = task.executor, task.controller or holder_of("director")
    yield _at(issued, 16, 30)
    if task.state == Task.State.ISSUED:
        tasks.accept(by=acting(executor), task=task, today=clock.today())
    if one.state == "accepted":
        return
    yield _at(issued + timedelta(days=1), 9, 30)
    tasks.start(by=acting(executor), task=task, today=clock.today())
    if one.extended_to is not None and task.due_on is not None:
        yield _at(task.due_on - timedelta(days=1), 10)
        new_day = open_day(centre, today + timedelta(days=one.extended_to))
        tasks.ask_extension(
            by=acting(executor),
            task=task,
            new_due_on=new_day,
            reason=one.extension_reason,
            today=clock.today(),
        )
        yield _at(task.due_on - timedelta(days=1), 12)
        tasks.grant_extension(by=acting(holder_of("director")), task=task, today=clock.today())
    if one.state == "in_work":
        return
    done = open_day(centre, today + timedelta(days=one.done or 0))
    yield _at(min(done, today), 12 if done < today else 8)
    tasks.report_done(
        by=acting(executor), task=task, outcome=one.outcome, files=[_evidence(one)], today=clock.today()
    )
    if one.state == "done":
        return
    yield _at(min(done + timedelta(days=1), today), 9)
    tasks.take_off_control(by=acting(controller), task=task, today=clock.today())


def _evidence(one: DemoPoint) -> StoredFile:
    """The proof as a small file, as somebody would attach a list or a photograph."""
    name = re.split(r"[;,.]", one.evidence or one.outcome)[0].strip()[:60]
    with writing():
        return keep(io.BytesIO(f"{one.evidence or one.outcome}\n".encode()), name=f"{name}.txt")


def _made_by_paper(one: DemoPoint, told: dict[str, Document]) -> Task | None:
    document = told.get(one.document)
    if document is None or one.kind != "point":
        return None
    return Task.objects.filter(basis_document_id=document.pk, basis_clause=one.clause).first()


def _given(
    centre: Centre, one: DemoPoint, today: date, issued: date, told: dict[str, Document]
) -> Task | None:
    due = open_day(centre, today + timedelta(days=one.due)) if one.due is not None else None
    document = told.get(one.document)
    executor, controller = holder_of(one.executor), holder_of(one.controller)
    return tasks.issue(
        by=acting(holder_of("director")) if one.kind != "other" else acting(controller),
        what=one.what,
        executor=executor,
        due_on=due,
        kind=one.kind,
        today=issued,
        controller=controller if controller != executor else None,
        basis_document_id=document.pk if document is not None else None,
        basis_label=label_of(document) if document is not None else "",
        basis_clause=one.clause,
    )
