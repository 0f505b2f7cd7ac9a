"""May this text be kept as a draft? Nizom 1.4, 2.3."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from javon.core.verdict import Refusal, Verdict, Weight

MOST_LETTERS = 300_000  # of a whole paper: a hundred pages
MOST_POINTS = 600
LONGEST_TITLE = 400
LONGEST_NUMBER = 16
# Our own papers that pass from draft to approval; letters and external acts are registered, not approved.
DRAFTED = (
    "order", "directive", "regulation", "centre_regulation", "rules", "job_description", "contest_regulation",
    "instruction", "minutes", "act", "agreement", "letter_out", "charter", "staffing",
)  # fmt: skip
GIVES_RIGHTS = ("job_description", "rules", "regulation")  # clauses of these may give rights (Nizom 3.1)
# The rung of each on the ladder of normative documents (dossier 4.3); 0 where there is none.
LEVELS = {
    "charter": 10, "centre_regulation": 11, "regulation": 12, "rules": 13, "job_description": 14, "order": 14,
    "instruction": 15, "directive": 15, "contest_regulation": 15, "staffing": 14,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class DraftFacts:
    """What is known when a draft is about to be kept."""

    kind: str
    title: str
    letters: int  # of the whole text
    points: int
    repeated: Sequence[str] = ()  # numbers that two clauses bear
    too_long_numbers: Sequence[str] = ()
    state: str = "draft"
    is_mine: bool = True  # the author, or somebody whose right reaches other people's drafts
    expected_edits: int | None = None  # what the editor had before her eyes; None for a new draft
    edits: int | None = None
    saved_by: str = ""
    has_post: bool = True  # a job description is for a post
    journal_fits: bool = True
    grants_from_wrong_kind: bool = False
    executor_is_controller: Sequence[str] = ()  # numbers of points where one person does and controls


def somebody_saved_first(facts: DraftFacts) -> Refusal | None:
    if facts.expected_edits != facts.edits:
        return Refusal("saved_meanwhile", Weight.FORBIDS, {"by": facts.saved_by})
    return None


def it_is_no_draft(facts: DraftFacts) -> Refusal | None:
    return Refusal("not_a_draft", Weight.FORBIDS) if facts.state != "draft" else None


def it_is_not_yours(facts: DraftFacts) -> Refusal | None:
    return Refusal("not_your_draft", Weight.FORBIDS) if not facts.is_mine else None


def kind_is_not_drafted(facts: DraftFacts) -> Refusal | None:
    return Refusal("kind_not_drafted", Weight.FORBIDS) if facts.kind not in DRAFTED else None


def title_is_missing(facts: DraftFacts) -> Refusal | None:
    return Refusal("no_title", Weight.FORBIDS) if not facts.title.strip() else None


def title_is_too_long(facts: DraftFacts) -> Refusal | None:
    if len(facts.title) > LONGEST_TITLE:
        return Refusal("title_too_long", Weight.FORBIDS, {"most": LONGEST_TITLE})
    return None


def text_is_too_long(facts: DraftFacts) -> Refusal | None:
    if facts.letters > MOST_LETTERS or facts.points > MOST_POINTS:
        return Refusal(
            "text_too_long",
            Weight.FORBIDS,
            {
                "letters": facts.letters,
                "most": MOST_LETTERS,
                "points": facts.points,
                "most_points": MOST_POINTS,
            },
        )
    return None


def number_is_repeated(facts: DraftFacts) -> Refusal | None:
    if facts.repeated:
        return Refusal("clause_twice", Weight.FORBIDS, {"numbers": ", ".join(facts.repeated[:5])})
    return None


def number_is_too_long(facts: DraftFacts) -> Refusal | None:
    if facts.too_long_numbers:
        return Refusal("number_too_long", Weight.FORBIDS, {"number": facts.too_long_numbers[0][:40]})
    return None


def post_is_missing(facts: DraftFacts) -> Refusal | None:
    return Refusal("no_post", Weight.FORBIDS) if not facts.has_post else None


def journal_is_for_others(facts: DraftFacts) -> Refusal | None:
    return Refusal("wrong_journal", Weight.FORBIDS) if not facts.journal_fits else None


def only_some_kinds_give_rights(facts: DraftFacts) -> Refusal | None:
    return Refusal("kind_gives_no_rights", Weight.FORBIDS) if facts.grants_from_wrong_kind else None


def nobody_controls_oneself(facts: DraftFacts) -> Refusal | None:
    if facts.executor_is_controller:
        return Refusal(
            "controls_oneself", Weight.FORBIDS, {"numbers": ", ".join(facts.executor_is_controller[:5])}
        )
    return None


RULES = (
    kind_is_not_drafted,
    it_is_no_draft,
    it_is_not_yours,
    somebody_saved_first,
    title_is_missing,
    title_is_too_long,
    text_is_too_long,
    number_is_repeated,
    number_is_too_long,
    post_is_missing,
    journal_is_for_others,
    only_some_kinds_give_rights,
    nobody_controls_oneself,
)


def may_keep(facts: DraftFacts) -> Verdict:
    """Whether the draft may have this text."""
    return Verdict.of(rule(facts) for rule in RULES)
