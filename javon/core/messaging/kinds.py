"""What the modules above declare: kinds of notices with their words, ladders of steps, planners.

``config/notices.py`` lists them all and hands them over once, at start. A kind with a word missing in one of
the four languages, or with a token that nobody promised, does not get that far: declaring it raises.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from javon.core.messaging.rules import texts
from javon.core.messaging.rules.steps import Step, objections_to_ladder
from javon.core.uzbek import to_cyrillic

LANGUAGES = ("uz", "uz-cyrl", "ru", "en")
WRITTEN_BY_PEOPLE = ("uz", "ru", "en")
STEP, CENTRE = "step", "centre"  # tokens that every text may use: the step's own name; who writes


class WrongKind(ValueError):
    """A kind or ladder that contradicts itself; the message is for whoever declares it."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom a notice is for: an opaque key, "readers.reader" and an identifier."""

    type: str
    id: str


@dataclass(frozen=True, slots=True)
class Group:
    """What a recipient switches on and off together: "loans", "holds", "events"."""

    code: str
    label: Any  # translatable


@dataclass(frozen=True, slots=True)
class Text:
    """One notice in one language.

    `whole`  a message of its own
    `item`   a line of a digest
    The untitled ones are used where titles are left out; they are needed as soon as a private token is used.
    """

    whole: str
    item: str
    whole_untitled: str = ""
    item_untitled: str = ""

    def parts(self) -> tuple[str, ...]:
        return tuple(
            part for part in (self.whole, self.item, self.whole_untitled, self.item_untitled) if part
        )


@dataclass(frozen=True, slots=True)
class NoticeKey:
    """One row of the ledger, as it is shown to the kind when it is asked once more."""

    subject_type: str
    subject_id: str
    version: str
    step: str
    recipient: Recipient
    centre_id: UUID


@dataclass(frozen=True, slots=True)
class Content:
    """Still wanted: what to fill the text with, the recipient's language, whether she wants no titles in it."""

    tokens: Mapping[str, str]
    language: str = "uz"
    hides_titles: bool = False


@dataclass(frozen=True, slots=True)
class NotWanted:
    """Wanted no more: "returned", "renewed", "collected". The code gets its sentence from the module's wording."""

    reason: str


LookAgain = Callable[[NoticeKey, datetime], Content | NotWanted]


@dataclass(frozen=True, slots=True)
class NoticeKind:
    """One kind of notice.

    `code`           "lending.overdue"
    `texts`          language → :class:`Text`; Cyrillic Uzbek is made from ``uz`` where it is not given
    `tokens`         names that :class:`Content` will bring
    `private_tokens` those of them that tell what somebody reads
    `expires_after`  from its planning: later it is never sent
    `is_urgent`      gathers into no digest, held back by no weekly cap (quiet hours hold it all the same)
    `is_sensitive`   titles are always left out
    `look_again`     asked at the moment of sending, inside its transaction: reads, never writes, never waits
    """

    code: str
    group: Group
    label: Any  # translatable
    texts: Mapping[str, Text]
    tokens: frozenset[str]
    expires_after: timedelta
    look_again: LookAgain = field(compare=False)
    private_tokens: frozenset[str] = frozenset()
    is_urgent: bool = False
    is_sensitive: bool = False

    def __post_init__(self) -> None:
        if wrong := _objections_to_kind(self):
            raise WrongKind(f"{self.code}: {'; '.join(wrong)}")

    def text_in(self, language: str) -> Text:
        """The words in `language`; Uzbek where the language is unknown."""
        if language in self.texts:
            return self.texts[language]
        uzbek = self.texts["uz"]
        return _in_cyrillic(uzbek) if language == "uz-cyrl" else uzbek

    def worded(self, content: Content, *, extra: Mapping[str, str], untitled: bool, whole: bool) -> str:
        """The notice in words. KeyError where the content lacks a token."""
        text = self.text_in(content.language)
        if untitled and self.private_tokens:
            template = text.whole_untitled if whole else text.item_untitled
        else:
            template = text.whole if whole else text.item
        return texts.fill(template, {**content.tokens, **extra})


def _in_cyrillic(text: Text) -> Text:
    return Text(
        *(
            texts.of_literals(part, to_cyrillic)
            for part in (text.whole, text.item, text.whole_untitled, text.item_untitled)
        )
    )


def _objections_to_kind(kind: NoticeKind) -> list[str]:
    wrong = [f"no text in {language}" for language in WRITTEN_BY_PEOPLE if language not in kind.texts]
    wrong += [f"no such language: {language}" for language in kind.texts if language not in LANGUAGES]
    if kind.private_tokens - kind.tokens:
        wrong.append(f"private, but not declared: {sorted(kind.private_tokens - kind.tokens)}")
    if kind.expires_after <= timedelta():
        wrong.append("it expires before it is planned")
    for language, text in kind.texts.items():
        wrong += [f"{language}: {objection}" for objection in _objections_to_text(kind, text)]
    return wrong


def _objections_to_text(kind: NoticeKind, text: Text) -> list[str]:
    try:
        used = {part: texts.tokens_in(part) for part in text.parts()}
    except texts.WrongTemplate as error:
        return [str(error)]
    wrong = []
    if not text.whole or not text.item:
        wrong.append("a whole text and an item are needed")
    if unknown := frozenset().union(*used.values()) - kind.tokens - {STEP, CENTRE}:
        wrong.append(f"tokens that nobody declared: {sorted(unknown)}")
    if kind.private_tokens and not (text.whole_untitled and text.item_untitled):
        wrong.append("titles can be left out, so the untitled texts are needed")
    told = [
        part
        for part in (text.whole_untitled, text.item_untitled)
        if part and used[part] & kind.private_tokens
    ]
    if told:
        wrong.append("an untitled text tells the title")
    return wrong


@dataclass(frozen=True, slots=True)
class Ladder:
    """The steps of notices about one type of subject ("lending.loan"), in the order of their days."""

    subject_type: str
    steps: tuple[Step, ...]

    def step(self, code: str) -> Step | None:
        """The step of that code; None for one that an older program declared."""
        return next((step for step in self.steps if step.code == code), None)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A subject that may want a notice. `version` changes when the facts begin anew (another due date).

    `known_since`: the day of its take-over from paper; steps that had come by then are not said again.
    """

    centre_id: UUID
    subject_type: str
    subject_id: str
    version: str
    counts_from: date
    recipient: Recipient
    known_since: date | None = None


Planner = Callable[[datetime], Iterable[Candidate]]


# --- what config handed over ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Known:
    """Everything that was declared."""

    kinds: Mapping[str, NoticeKind] = field(default_factory=dict)
    ladders: Mapping[str, Ladder] = field(default_factory=dict)
    planners: tuple[Planner, ...] = ()
    reasons: Mapping[str, Any] = field(default_factory=dict)  # code of NotWanted → translatable sentence


_known = Known()


def learn(
    kinds: Sequence[NoticeKind],
    ladders: Sequence[Ladder] = (),
    planners: Sequence[Planner] = (),
    reasons: Mapping[str, Any] | None = None,
) -> None:
    """Config tells, once at start, what there is. Raises :class:`WrongKind`."""
    global _known
    by_code = {kind.code: kind for kind in kinds}
    if len(by_code) < len(kinds):
        raise WrongKind("two kinds have one code")
    by_subject = {ladder.subject_type: ladder for ladder in ladders}
    if len(by_subject) < len(ladders):
        raise WrongKind("a type of subject has one ladder")
    for ladder in ladders:
        if wrong := _objections_to(ladder, by_code):
            raise WrongKind(f"{ladder.subject_type}: {'; '.join(wrong)}")
    _known = Known(by_code, by_subject, tuple(planners), dict(reasons or {}))


def _objections_to(ladder: Ladder, kinds: Mapping[str, NoticeKind]) -> list[str]:
    wrong = objections_to_ladder(ladder.steps)
    wrong += [f"step {step.code} is worded by no kind" for step in ladder.steps if step.kind not in kinds]
    if wrong:
        return wrong
    worded_by = [step.kind for step in ladder.steps]
    for step in ladder.steps:
        kind = kinds[step.kind]
        names_step = all(
            STEP in texts.tokens_in(part)
            for language in WRITTEN_BY_PEOPLE
            for part in kind.texts[language].parts()
        )
        if worded_by.count(step.kind) > 1 and not names_step:
            wrong.append(f"{step.kind} words several steps, so each of its texts names {{step}}")
        if names_step and not set(WRITTEN_BY_PEOPLE) <= set(step.label):
            wrong.append(f"step {step.code} lacks its name in some language")
    return wrong


def known() -> Known:
    """What config handed over."""
    return _known


def step_name(step: Step, language: str) -> str:
    """How a text names the step: the Cyrillic is made where nobody wrote it."""
    if language in step.label:
        return step.label[language]
    uzbek = step.label.get("uz", "")
    return to_cyrillic(uzbek) if language == "uz-cyrl" else uzbek
