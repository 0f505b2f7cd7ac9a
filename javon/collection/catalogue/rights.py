"""The rights of the catalogue, each with its label and the clause it serves."""

from django.utils.translation import gettext_lazy as _

from javon.core.access import Right

CORRECT_RECORD = Right("catalogue.correct_record", _("Correct catalogue records"), nizom="5.2")
IMPORT_RECORDS = Right("catalogue.import_records", _("Import records from a file"), nizom="5.2")
SEE_QUARANTINE = Right("catalogue.see_quarantine", _("See what an import could not take"), nizom="5.2")
MANAGE_TARGETS = Right(
    "catalogue.manage_targets", _("Keep the addresses of other libraries' catalogues"), nizom="5.2"
)
MERGE_RECORDS = Right("catalogue.merge_records", _("Merge two records of one book"), nizom="5.2")
PROPOSE_MERGE = Right("catalogue.propose_merge", _("Propose to merge two records of one book"), nizom="5.2")
LOAD_AUTHOR_MARKS = Right("catalogue.load_author_marks", _("Replace the table of author marks"), nizom="5.2")
CONTROL_AUTHORITIES = Right(
    "catalogue.control_authorities", _("Control the names in the catalogue"), nizom="5.2"
)
