"""May this record be changed so, or made? Pure decisions; every objection is heard, never the first only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from javon.core.verdict import Refusal, Verdict, Weight

EARLIEST_YEAR = 1400  # before printing there are manuscripts, and they are described by another form
MOST_LETTERS = 20_000  # of a whole record typed by hand; ISO 2709 ends at 99,999 bytes


@dataclass(frozen=True, slots=True)
class RecordFacts:
    """What is known when a record is about to be changed or made."""

    title: str  # as it would be
    year: str  # as typed; "" for none
    this_year: int
    letters: int  # of the whole record as it would be
    has_mistyped_isbn: bool = False
    expected_version: int | None = None  # the one that the person had before her eyes; None for a new record
    version: int | None = None  # the one that stands
    changed_by: str = ""  # who made it, for the sentence
    changed_at: str = ""
    is_donor: bool = False
    merged_into: int | None = None  # number of the record that stands for it since a merge
    changes_nothing: bool = False
    already_held: int | None = None  # number of a title of ours with the same ISBN
    is_held_by_isbn: bool = (
        True  # False: it is recognised by title, author, year and publisher, or by its number
    )
    already_taken: int | None = None  # number of the title that was made from this very record
    most_letters: int = MOST_LETTERS


def somebody_was_faster(facts: RecordFacts) -> Refusal | None:
    if facts.expected_version != facts.version:
        return Refusal("changed_meanwhile", Weight.FORBIDS, {"by": facts.changed_by, "at": facts.changed_at})
    return None


def record_is_a_donor(facts: RecordFacts) -> Refusal | None:
    if facts.is_donor:
        return Refusal("donor_record", Weight.FORBIDS)
    return None


def record_is_merged(facts: RecordFacts) -> Refusal | None:
    if facts.merged_into is not None:
        return Refusal("merged_record", Weight.FORBIDS, {"into": facts.merged_into})
    return None


def title_is_empty(facts: RecordFacts) -> Refusal | None:
    return Refusal("empty_title", Weight.FORBIDS) if not facts.title.strip() else None


def record_is_too_long(facts: RecordFacts) -> Refusal | None:
    if facts.letters > facts.most_letters:
        return Refusal("too_long", Weight.FORBIDS, {"letters": facts.letters, "most": facts.most_letters})
    return None


def book_is_held_already(facts: RecordFacts) -> Refusal | None:
    if facts.already_held is not None:
        details = {"number": facts.already_held, "by_isbn": facts.is_held_by_isbn}
        return Refusal("already_held", Weight.HOLDS, details, "catalogue.correct_record")
    return None


def record_was_taken_already(facts: RecordFacts) -> Refusal | None:
    if facts.already_taken is not None:
        return Refusal("already_taken", Weight.FORBIDS, {"number": facts.already_taken})
    return None


def year_is_strange(facts: RecordFacts) -> Refusal | None:
    digits = "".join(character if character.isdecimal() else " " for character in facts.year).split()
    years = [int(number) for number in digits if len(number) == 4]
    if facts.year and (not years or not EARLIEST_YEAR <= years[0] <= facts.this_year + 1):
        return Refusal("strange_year", Weight.WARNS, {"year": facts.year})
    return None


def isbn_is_mistyped(facts: RecordFacts) -> Refusal | None:
    return Refusal("mistyped_isbn", Weight.WARNS) if facts.has_mistyped_isbn else None


def nothing_changes(facts: RecordFacts) -> Refusal | None:
    return Refusal("nothing_changed", Weight.WARNS) if facts.changes_nothing else None


CORRECTION_RULES = (
    somebody_was_faster,
    record_is_a_donor,
    record_is_merged,
    title_is_empty,
    record_is_too_long,
    year_is_strange,
    isbn_is_mistyped,
    nothing_changes,
)
CREATION_RULES = (title_is_empty, record_is_too_long, book_is_held_already, year_is_strange, isbn_is_mistyped)

TAKING_RULES = (record_was_taken_already, *CREATION_RULES)


def may_correct(facts: RecordFacts) -> Verdict:
    """Whether a record may get this text."""
    return Verdict.of(rule(facts) for rule in CORRECTION_RULES)


def may_create(facts: RecordFacts) -> Verdict:
    """Whether a record with this text may be entered."""
    return Verdict.of(rule(facts) for rule in CREATION_RULES)


def may_take(facts: RecordFacts) -> Verdict:
    """Whether a record of another library may become one of ours."""
    return Verdict.of(rule(facts) for rule in TAKING_RULES)


# --- the catalogues of other libraries that can be asked


@dataclass(frozen=True, slots=True)
class TargetFacts:
    """What is known when the address of another library's catalogue is about to be kept."""

    name: str
    is_name_taken: bool
    kind: str  # z3950, sru
    is_address_possible: (
        bool  # a host for Z39.50, a web address for SRU; no address that nobody's library has
    )
    port: int | None
    database: str
    syntax: str
    is_syntax_known: bool
    is_encoding_known: bool
    are_indexes_possible: bool


def target_has_no_name(facts: TargetFacts) -> Refusal | None:
    return Refusal("target_no_name", Weight.FORBIDS) if not facts.name.strip() else None


def target_name_is_taken(facts: TargetFacts) -> Refusal | None:
    return Refusal("target_name_taken", Weight.FORBIDS, {"name": facts.name}) if facts.is_name_taken else None


def target_address_is_impossible(facts: TargetFacts) -> Refusal | None:
    if facts.is_address_possible:
        return None
    return Refusal("target_web_address" if facts.kind == "sru" else "target_host", Weight.FORBIDS)


def target_port_is_impossible(facts: TargetFacts) -> Refusal | None:
    if facts.kind == "z3950" and (facts.port is None or not 1 <= facts.port <= 65_535):
        return Refusal("target_port", Weight.FORBIDS)
    return None


def target_database_is_missing(facts: TargetFacts) -> Refusal | None:
    if facts.kind == "z3950" and not facts.database.strip():
        return Refusal("target_no_database", Weight.FORBIDS)
    return None


def target_syntax_is_unknown(facts: TargetFacts) -> Refusal | None:
    if not facts.is_syntax_known:
        return Refusal("target_syntax", Weight.FORBIDS, {"syntax": facts.syntax})
    return None


def target_encoding_is_unknown(facts: TargetFacts) -> Refusal | None:
    return Refusal("target_encoding", Weight.FORBIDS) if not facts.is_encoding_known else None


def target_indexes_are_impossible(facts: TargetFacts) -> Refusal | None:
    return Refusal("target_indexes", Weight.FORBIDS) if not facts.are_indexes_possible else None


TARGET_RULES = (
    target_has_no_name,
    target_name_is_taken,
    target_address_is_impossible,
    target_port_is_impossible,
    target_database_is_missing,
    target_syntax_is_unknown,
    target_encoding_is_unknown,
    target_indexes_are_impossible,
)


def may_keep_target(facts: TargetFacts) -> Verdict:
    """Whether this address may stand in the list."""
    return Verdict.of(rule(facts) for rule in TARGET_RULES)


# --- merging two records


@dataclass(frozen=True, slots=True)
class MergeFacts:
    """What is known when two records are about to become one."""

    kept: int  # numbers of the records
    taken: int
    is_donor: bool = False  # either of them
    merged_into: int | None = None  # the record that stands already for one of them
    merged_number: int | None = None  # which of them
    changed: tuple[
        tuple[int, str, str], ...
    ] = ()  # (number, by whom, when): changed since they were compared
    title: str = "x"  # as it would be
    letters: int = 0
    scripts: tuple[str, str] = ("", "")
    years: tuple[int | None, int | None] = (None, None)
    kinds: tuple[str, str] = ("", "")
    is_host_and_part: bool = False  # one of them stands in the other


def both_are_one(facts: MergeFacts) -> Refusal | None:
    return Refusal("merged_with_itself", Weight.FORBIDS) if facts.kept == facts.taken else None


def one_is_a_donor(facts: MergeFacts) -> Refusal | None:
    return Refusal("donor_not_merged", Weight.FORBIDS) if facts.is_donor else None


def one_is_merged_already(facts: MergeFacts) -> Refusal | None:
    if facts.merged_into is not None:
        details = {"number": facts.merged_number, "into": facts.merged_into}
        return Refusal("already_merged", Weight.FORBIDS, details)
    return None


def changed_since_compared(facts: MergeFacts) -> Refusal | None:
    for number, by, at in facts.changed[:1]:
        return Refusal("changed_since_compared", Weight.FORBIDS, {"number": number, "by": by, "at": at})
    return None


def merged_title_is_empty(facts: MergeFacts) -> Refusal | None:
    return Refusal("empty_title", Weight.FORBIDS) if not facts.title.strip() else None


def merged_record_is_too_long(facts: MergeFacts) -> Refusal | None:
    if facts.letters > MOST_LETTERS:
        return Refusal("too_long", Weight.FORBIDS, {"letters": facts.letters, "most": MOST_LETTERS})
    return None


def scripts_differ(facts: MergeFacts) -> Refusal | None:
    """Two editions in two scripts are two books (docs/algorithms/import.md)."""
    if all(facts.scripts) and facts.scripts[0] != facts.scripts[1]:
        return Refusal("scripts_differ", Weight.WARNS)
    return None


def years_differ(facts: MergeFacts) -> Refusal | None:
    if all(facts.years) and facts.years[0] != facts.years[1]:
        return Refusal("years_differ", Weight.WARNS, {"one": facts.years[0], "other": facts.years[1]})
    return None


def kinds_differ(facts: MergeFacts) -> Refusal | None:
    return Refusal("kinds_differ", Weight.WARNS) if facts.kinds[0] != facts.kinds[1] else None


def one_stands_in_the_other(facts: MergeFacts) -> Refusal | None:
    """A magazine and its article, a set and its volume are never one book."""
    return Refusal("host_and_part", Weight.FORBIDS) if facts.is_host_and_part else None


MERGE_RULES = (
    both_are_one,
    one_stands_in_the_other,
    one_is_a_donor,
    one_is_merged_already,
    changed_since_compared,
    merged_title_is_empty,
    merged_record_is_too_long,
    scripts_differ,
    years_differ,
    kinds_differ,
)


def may_merge(facts: MergeFacts) -> Verdict:
    """Whether two records may become one."""
    return Verdict.of(rule(facts) for rule in MERGE_RULES)


@dataclass(frozen=True, slots=True)
class UnmergeFacts:
    """What is known when a merge is about to be taken back."""

    is_undone: bool = False
    kept_merged_into: int | None = None  # the kept record was itself merged since: that goes back first
    merged_version: int = 0  # the version of the kept record that the merge made
    is_changed: bool = False  # it has another text now
    changed_by: str = ""
    changed_at: str = ""


def may_unmerge(facts: UnmergeFacts) -> Verdict:
    """Whether everything can be put back as it was before the merge."""
    return Verdict.of(
        (
            Refusal("merge_undone_already", Weight.FORBIDS) if facts.is_undone else None,
            Refusal("kept_was_merged_since", Weight.FORBIDS, {"into": facts.kept_merged_into})
            if facts.kept_merged_into is not None
            else None,
            Refusal(
                "changed_since_merge",
                Weight.FORBIDS,
                {"by": facts.changed_by, "at": facts.changed_at, "version": facts.merged_version},
            )
            if facts.is_changed and facts.kept_merged_into is None and not facts.is_undone
            else None,
        )
    )


# --- tables of author marks

MOST_FAULTS_TOLD = 20


@dataclass(frozen=True, slots=True)
class MarkTableFacts:
    """What is known of a table of author marks that somebody brings."""

    name: str
    rows: int  # that could be read
    faults: tuple[tuple[int, str, str], ...]  # (row, code, text) of those that could not


def mark_table_has_no_name(facts: MarkTableFacts) -> Refusal | None:
    return Refusal("marks_no_name", Weight.FORBIDS) if not facts.name.strip() else None


def mark_table_has_no_rows(facts: MarkTableFacts) -> Refusal | None:
    return Refusal("marks_no_rows", Weight.FORBIDS) if not facts.rows and not facts.faults else None


def may_load_marks(facts: MarkTableFacts) -> Verdict:
    """Whether this table may take the place of the one in force: whole and without a fault, or not at all."""
    told = [
        Refusal(f"marks_{code}", Weight.FORBIDS, {"row": row, "text": text})
        for row, code, text in facts.faults[:MOST_FAULTS_TOLD]
    ]
    more = len(facts.faults) - len(told)
    rest = Refusal("marks_more_faults", Weight.FORBIDS, {"count": more}) if more else None
    return Verdict.of([mark_table_has_no_name(facts), mark_table_has_no_rows(facts), *told, rest])


# --- names under control


@dataclass(frozen=True, slots=True)
class FormsFacts:
    """What is known when a name is about to get its headings."""

    is_merged: bool = False
    is_busy: bool = False  # records still follow an earlier decision
    forms: Mapping[str, str] = field(default_factory=dict)  # latn, cyrl, arab, rus → name
    scripts: Mapping[str, str] = field(default_factory=dict)  # the script in which each is really written
    holders: Mapping[str, int] = field(
        default_factory=dict
    )  # form → number of the other entry that has this name


SCRIPT_OF_FORM = {"latn": "latn", "cyrl": "cyrl", "arab": "arab", "rus": "cyrl"}


def may_set_forms(facts: FormsFacts) -> Verdict:
    """Whether a name may have these headings."""
    strange = [form for form, script in facts.scripts.items() if SCRIPT_OF_FORM.get(form) != script]
    return Verdict.of(
        (
            Refusal("authority_merged", Weight.FORBIDS) if facts.is_merged else None,
            Refusal("authority_busy", Weight.FORBIDS) if facts.is_busy else None,
            Refusal("no_heading", Weight.FORBIDS) if not facts.forms else None,
            *(
                Refusal("form_in_other_script", Weight.FORBIDS, {"form": form, "name": facts.forms[form]})
                for form in strange
            ),
            *(
                Refusal("name_of_another", Weight.FORBIDS, {"name": facts.forms[form], "number": number})
                for form, number in facts.holders.items()
            ),
        )
    )


@dataclass(frozen=True, slots=True)
class VariantFacts:
    """What is known when a way of writing is about to be added."""

    is_merged: bool = False
    has_letters: bool = True
    holder: int = 0  # number of the other entry that has this name; 0 for none


def may_add_variant(facts: VariantFacts) -> Verdict:
    """Whether a name may be written so."""
    return Verdict.of(
        (
            Refusal("authority_merged", Weight.FORBIDS) if facts.is_merged else None,
            Refusal("empty_name", Weight.FORBIDS) if not facts.has_letters else None,
            Refusal("variant_of_another", Weight.FORBIDS, {"number": facts.holder}) if facts.holder else None,
        )
    )


def may_remove_variant(is_heading: bool, records: int) -> Verdict:
    """Whether a way of writing may go: not while it is the heading, nor while `records` write it so."""
    return Verdict.of(
        (
            Refusal("variant_is_heading", Weight.FORBIDS) if is_heading else None,
            Refusal("variant_in_use", Weight.FORBIDS, {"records": records}) if records else None,
        )
    )


@dataclass(frozen=True, slots=True)
class AuthorityMergeFacts:
    """What is known when two entries are about to become one."""

    kept: int
    taken: int
    kinds: tuple[str, str] = ("person", "person")
    is_merged: bool = False
    is_busy: bool = False
    births: tuple[str, str] = ("", "")


def may_merge_authorities(facts: AuthorityMergeFacts) -> Verdict:
    """Whether two entries may become one; two years of birth are usually two people."""
    years_differ = all(facts.births) and facts.births[0] != facts.births[1]
    return Verdict.of(
        (
            Refusal("same_authority", Weight.FORBIDS) if facts.kept == facts.taken else None,
            Refusal("authority_merged", Weight.FORBIDS) if facts.is_merged else None,
            Refusal("authority_busy", Weight.FORBIDS) if facts.is_busy else None,
            Refusal("other_kind", Weight.FORBIDS) if facts.kinds[0] != facts.kinds[1] else None,
            Refusal("births_differ", Weight.WARNS, {"one": facts.births[0], "other": facts.births[1]})
            if years_differ
            else None,
        )
    )
