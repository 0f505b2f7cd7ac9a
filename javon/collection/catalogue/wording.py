"""The sentences of the catalogue: every refusal of a rule, every reason of the quarantine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from javon.collection.catalogue import wording_marc
from javon.core.verdict import Refusal

if TYPE_CHECKING:
    from javon.collection.catalogue.checks import Check

SENTENCES: dict[str, Promise] = {
    "changed_meanwhile": _("%(by)s changed this record at %(at)s. What you wrote is kept here."),
    "changed_meanwhile_by_import": _("An import changed this record at %(at)s. What you wrote is kept here."),
    "donor_record": _(
        "This record belongs to another library and is only a model for our own. It is not changed."
    ),
    "empty_title": _("A record needs a title."),
    "too_long": _("The record has %(letters)s characters, at most %(most)s fit. Shorten the annotation."),
    "already_held": _("The catalogue has a book with this ISBN already: record no. %(number)s."),
    "already_held_alike": _("The catalogue has what seems the same book already: record no. %(number)s."),
    "already_taken": _("This very record was taken already: it is our record no. %(number)s."),
    "gone_elsewhere": _("What other libraries sent is kept for an hour, and the hour is over. Search again."),
    "no_conclusion": _("Religious literature: enter the number and date of its expert conclusion."),
    "strange_year": _("The year looks unusual: %(year)s."),
    "mistyped_isbn": _(
        "The check digit of an ISBN does not fit. It is kept as the book has it and can be found."
    ),
    "nothing_changed": _("Nothing was changed."),
    "file_no_label": _("Name the file: readers see this name."),
    "file_no_paper": _(
        "A file that readers may open needs the leave of the owner of the rights: write the agreement or licence."
    ),
    "file_empty": _("The file is empty: it has no bytes. Nothing was kept."),
    "file_kind": _(
        "By its content this is no PDF, EPUB, JPEG, PNG, WebP, MP3 or MP4; the name is not looked at. Nothing was kept."
    ),
    "file_too_large": _("The file is larger than %(most)s MB. Make it smaller or divide it."),
    "file_is_there": _("The record has these very bytes already: «%(label)s»."),
    "file_too_many": _("A record holds at most %(most)s files."),
    "file_removed": _("The file was removed before. Nothing was changed."),
    "file_no_reason": _("Write why the file is removed: it stays in the history."),
    "file_not_removed": _("The file stands in its place. Nothing was changed."),
    "file_bytes_gone": _("A removed file is kept for %(days)s days, and they are over. Attach it again."),
    "file_none": _("Choose a file first."),
    "network_not_understood": _("«%(typed)s» is no address of a network. Write it as 192.168.1.0/24."),
    "network_too_wide": _("%(network)s holds far more addresses than a library has."),
    "network_is_there": _("%(network)s stands in the list already."),
    "merged_record": _(
        "This record was merged into record no. %(into)s and stands in its history. Correct that one."
    ),
    "not_entered_quickly": _("Only what was entered on the page of short records is taken back here."),
    "entered_by_another": _("Somebody else has entered this record. Whoever entered it may take it back."),
    "entered_before_today": _(
        "Only records of today are taken back. This one was entered earlier: correct it."
    ),
    "changed_since_entered": _("The record was changed since it was entered. Correct it."),
    "record_still_used": _("Something depends on this record: %(by)s. It is not taken back."),
    "merged_with_itself": _("These are two numbers of one record. Choose another one."),
    "donor_not_merged": _("A record of another library is only a model for our own. It is not merged."),
    "already_merged": _("Record no. %(number)s is merged into no. %(into)s already."),
    "proposed_already": _(
        "It was proposed already to merge these two records. The proposal waits for a decision."
    ),
    "proposal_without_reason": _("Write why the two records are of one book."),
    "proposal_decided": _("Somebody has decided this proposal already."),
    "declined_without_reason": _("Write why the records stay apart: whoever proposed it will read it."),
    "changed_since_compared": _(
        "%(by)s changed record no. %(number)s at %(at)s. Compare once more; your choices are kept."
    ),
    "changed_since_compared_by_import": _(
        "Record no. %(number)s has changed since you opened it. Compare once more; your choices are kept."
    ),
    "no_such_choice": _("The records have changed and a choice fits no longer. Choose once more."),
    "scripts_differ": _("The two are in different scripts. Editions in two scripts are usually two books."),
    "years_differ": _("The years differ: %(one)s and %(other)s. Is it the same edition?"),
    "kinds_differ": _("The two are of different kinds."),
    "merge_undone_already": _("This merge was undone before. Nothing was changed."),
    "kept_was_merged_since": _(
        "The record was itself merged into no. %(into)s afterwards. Undo that merge first."
    ),
    "changed_since_merge": _(
        "%(by)s changed the record at %(at)s, after the merge. Bring version %(version)s back in its history first, "
        "then undo the merge."
    ),
    "changed_since_merge_by_import": _(
        "The record has changed after the merge. Bring version %(version)s back in its history first, then undo the "
        "merge."
    ),
    "authority_merged": _("One of the names is merged into another already. Open the one that stays."),
    "authority_busy": _("Records still follow an earlier decision. Wait until all have followed."),
    "no_heading": _("Write the heading in one script at least."),
    "form_in_other_script": _("«%(name)s» is not written in the script of its line."),
    "name_of_another": _("«%(name)s» belongs to entry no. %(number)s. Merge the two instead."),
    "variant_of_another": _("This name belongs to entry no. %(number)s. Merge the two instead."),
    "empty_name": _("Write a name with letters."),
    "variant_is_heading": _("The heading itself is not removed. Set another one first."),
    "variant_in_use": _("Records that write it so: %(records)s. It is not removed."),
    "same_authority": _("These are two numbers of one entry. Choose another one."),
    "other_kind": _("The two are of different kinds: a person is not merged with a subject."),
    "births_differ": _("The years of birth differ: %(one)s and %(other)s. Are they one person?"),
    "no_such_name": _("There is no entry with this number."),
    "not_the_last_change": _(
        "Only the last decision can be undone, and only when all records have followed. Nothing was changed."
    ),
    "no_such_revision": _("Version %(version)s of this record is not kept. Nothing was changed."),
    "target_no_name": _("The catalogue needs the name of its library."),
    "target_name_taken": _("The list has a catalogue called «%(name)s» already. Give this one another name."),
    "target_host": _("The address is no name of a server. Write it like «lx2.loc.gov», without http://."),
    "target_web_address": _(
        "The address is no web address. Write it whole, beginning with http:// or https://."
    ),
    "target_port": _("The port is a number from 1 to 65535; libraries mostly answer at 210."),
    "target_no_database": _("Z39.50 needs the name of a database. The library tells it."),
    "target_syntax": _(
        "The format of records is not known: %(syntax)s. Choose one of those under the field."
    ),
    "target_encoding": _("The encoding of letters is not known. Choose one from the list."),
    "target_indexes": _("The name of an index cannot be so. Z39.50: a number; SRU: a name such as dc.title."),
    "marks_no_name": _("The table needs a name, for example the one on its cover."),
    "marks_no_rows": _("The file has no row with a syllable and its figures."),
    "marks_no_syllable": _("Row %(row)s has no syllable: %(text)s."),
    "marks_two_scripts": _("Row %(row)s mixes Latin and Cyrillic letters: %(text)s."),
    "marks_no_figures": _("Row %(row)s has no figures beside the syllable: %(text)s."),
    "marks_twice": _("Row %(row)s gives a syllable other figures than a row before it: %(text)s."),
    "marks_falls": _(
        "Row %(row)s has smaller figures than the syllable before it in the alphabet: %(text)s."
    ),
    "marks_more_faults": _("Other rows with a fault: %(count)s."),
    "host_and_part": _("One of the two stands in the other: a magazine and its article are never one book."),
    "host_is_donor": _("This record belongs to another library: nothing is entered in it."),
    "host_is_part": _("This record is itself a part of another. Enter it in that one."),
    "part_no_year": _("Write the year of the magazine or newspaper in four digits."),
    "part_pages": _("The pages look unusual: %(pages)s."),
    "part_is_there": _("This part stands in its place already: record no. %(number)s."),
    "volume_no_number": _("The number of a volume is a number from 1 to %(most)s."),
    "volume_is_there": _("Volume %(volume)s of this year is entered already: record no. %(number)s."),
    "volume_of_itself": _("A set is not a volume of itself. Choose another record."),
    "volume_is_part": _("An article, or a set with volumes of its own, is no volume."),
    "no_right": _("You do not have the right to do this. Ask the head of your department."),
    "no_centre": _("The centre is not set up yet. Run “javon init” first."),
    "request_id_reused": _(
        "This form was already used for something else. Nothing was changed; open the page again."
    ),
}

# Reasons of sources.outcome.Reason, and our own.
REASONS: dict[str, Promise] = {
    "not_a_record": _("Bytes between records that are no record"),
    "truncated": _("The file ends in the middle of this record"),
    "bad_leader": _("The record's first 24 characters cannot be understood"),
    "bad_directory": _("The table of fields contradicts the fields"),
    "bad_encoding": _("The letters cannot be read in any encoding"),
    "no_fields": _("The record has no fields"),
    "too_large": _("The record is larger than any real one"),
    "bad_markup": _("The XML breaks here"),
    "bad_element": _("The XML record has an element that does not belong there"),
    "bad_line": _("The line is no field"),
    "authority_record": _("The record describes a name or a subject, not a book"),
    "holdings_record": _("The record describes copies of a book that is described elsewhere"),
    "deleted_record": _("The library that sent the record has deleted it"),
    "no_title": _("The row has no title"),
    "too_many_cells": _("The row has more cells than there are columns"),
    "bad_count": _("The number of copies cannot be understood"),
    "not_understood": _("The program could not understand this record"),
}

# The particulars of a reason, by the names that the readers of formats give them.
DETAILS: dict[str, Promise] = {
    "row": _("Row"),
    "sheet": _("Sheet"),
    "cells": _("Cells in the row"),
    "columns": _("Columns of the table"),
    "tag": _("Field"),
    "length": _("Length"),
    "encoding": _("Encoding"),
    "problem": _("What is wrong"),
    "cell": _("Cell"),
    "value": _("Value"),
    "line": _("Line"),
}

FAULTS: dict[str, Promise] = {
    "empty": _("The file is empty."),
    "unknown_format": _("The file is in no format known here."),
    "unreadable": _("The file cannot be opened: %(problem)s"),
    "unknown_encoding": _("There is no encoding called %(encoding)s."),
    "wrong_format": _("The file is not in the format named: %(problem)s"),
    "forbidden_xml": _("The XML file brings its own definitions and is refused for safety."),
    "too_deep": _("The XML is nested too deeply for a catalogue file."),
    "too_large": _("The file would unpack to more than can be right."),
    "old_excel": _("This is an old .xls workbook. Save it as .xlsx and import that."),
    "locked": _("The workbook opens with a password only. Save it without a password."),
    "packed": _("This is an archive. Unpack it and import the file inside."),
    "packed_ods": _("This is a LibreOffice spreadsheet (.ods). Save it as .xlsx and hand that in."),
    "packed_docx": _("This is a Word document. Copy its table into a spreadsheet and save that as .xlsx."),
    "packed_pdf": _("This is a PDF, from which no table can be read. Hand in .xlsx or .csv."),
    "wrong_format_xlsx": _(
        "The workbook is damaged or was not copied to its end. Open it, save it once more as .xlsx and hand that in."
    ),
    "no_header": _("No row of the table names its columns."),
    "bad_columns": _("The column mapping does not fit: %(problem)s"),
}

# What the form points out while it is being filled; see checks.py.
CHECKS: dict[str, Promise] = {
    "no_title": _("The title is empty. A record needs a title."),
    "no_year": _("The year is empty. If the book does not tell it, leave it so."),
    "no_language": _("The language is not chosen."),
    "no_bbk": _("BBK is empty: the book will stand in no field of knowledge."),
    "strange_year": _("The year looks unusual: %(year)s."),
    "mistyped_isbn": _(
        "The check digit of the ISBN does not fit: %(isbn)s. Compare it with the book; it can be saved as it is."
    ),
    "mixed_letters": _("Latin and Cyrillic letters are mixed in one word: %(word)s. Type the word again."),
    "same_isbn": _("A record with the same ISBN is in the catalogue: no. %(number)s, «%(title)s»."),
    "near": _("Is it the same book as no. %(number)s, «%(title)s»? In common: %(common)s."),
    "alike": _("A record of what seems the same book is in the catalogue: no. %(number)s, «%(title)s»."),
}

# Where a suggested mark comes from; see suggesting.py.
SUGGESTED_BY: dict[str, Promise] = {
    "other_mark": _("by the other mark"),
    "subject": _("as our titles on this subject"),
    "author": _("as the author's other titles"),
    "genre": _("by genre and language"),
    "words": _("by the words of the table"),
    "table": _("by the table of author marks"),
    "title_letter": _("with the letter of the title, to part the author's works"),
}

FIELD_LABELS: dict[str, Promise] = {
    "isbn": _("ISBN"),
    "title": _("Title"),
    "part": _("Part or volume"),
    "subtitle": _("Subtitle"),
    "responsibility": _("Responsibility"),
    "author": _("Author"),
    "author_dates": _("Author's years"),
    "edition": _("Edition"),
    "place": pgettext_lazy("imprint", "Place"),
    "publisher": _("Publisher"),
    "year": _("Year"),
    "extent": _("Pages"),
    "series": _("Series"),
    "language": _("Language"),
    "script": _("Script"),
    "audience": _("For whom"),
    "age_mark": _("Age mark"),
    "conclusion_number": _("Expert conclusion, no."),
    "conclusion_on": _("Its date"),
    "udc": _("UDC"),
    "bbk": _("BBK"),
    "author_mark": _("Author mark"),
    "genre": _("Genre"),
    "subjects": _("Subjects"),
    "annotation": _("Annotation"),
}

# What a short record may lack; the rest is called as its field is.
LACKS: dict[str, Promise] = {**FIELD_LABELS, "bbk": _("UDC or BBK")}

CAUSES: dict[str, Promise] = {
    "corrected": _("Corrected by hand"),
    "imported": _("Updated by an import"),
    "undone": _("An earlier version brought back"),
    "merged": _("Merged with another record"),
    "unmerged": _("A merge was undone"),
    "authority": _("The heading of a name changed"),
}

# What makes records look like one book, on the page of probable duplicates.
DUPLICATES_BY: dict[str, Promise] = {
    "isbn": _("The same ISBN"),
    "fingerprint": _("The same description"),
    "title": _("The same title, author and year"),
}

# What two records have in common, in the hints beside a form.
IN_COMMON: dict[str, Promise] = {
    "title": pgettext_lazy("in common", "title"),
    "author": pgettext_lazy("in common", "author"),
    "year": pgettext_lazy("in common", "year"),
}


def sentence(refusal: Refusal) -> str:
    """What a refusal says to a person."""
    code = refusal.code
    if code.startswith("marc_"):
        return wording_marc.sentence(refusal)
    if f"{code}_by_import" in SENTENCES and not refusal.details.get("by"):
        code = f"{code}_by_import"
    if code == "already_held" and not refusal.details.get("by_isbn", True):
        code = "already_held_alike"
    return str(SENTENCES[code]) % refusal.details


def sentences(refusals: Iterable[Refusal]) -> list[str]:
    """The same for several, in their order."""
    return [sentence(refusal) for refusal in refusals]


def check(found: Check) -> str:
    """What the form says of one thing worth a second look."""
    common = ", ".join(str(IN_COMMON[name]) for name in found.details.get("common", ()))
    return str(CHECKS[found.code]) % {**found.details, "number": found.number, "common": common}


def lacks(codes: str) -> list[str]:
    """What a short record lacks, in words, in the order of the form."""
    return [str(LACKS[code]) for code in codes.split()]


def reason(code: str) -> str:
    """Why an import could not take something."""
    return str(REASONS.get(code, REASONS["not_understood"]))


def details(found: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """The particulars of a reason, named for people where a name is known; empty ones are left out."""
    return [
        (str(DETAILS.get(name, name)), value)
        for name, value in sorted(found.items())
        if value not in ("", None)
    ]


def fault(code: str, details: Mapping[str, Any]) -> str:
    """Why a whole file could not be read; of some kinds of files it is known what to do."""
    kind = f"{code}_{details.get('kind') or details.get('format')}"
    words = str(FAULTS.get(kind) or FAULTS.get(code, FAULTS["unknown_format"]))
    try:
        return words % details
    except KeyError:
        return words.partition(":")[0]
