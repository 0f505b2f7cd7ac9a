"""Who may see, register, block, merge and erase readers. Nizom 2.11; dossier 4.2, 8.6."""

from django.utils.translation import gettext_lazy as _

from javon.core.access import Right

SEE_READERS = Right("readers.see", _("See readers and their formularies"), nizom="2.11")
REGISTER_READERS = Right(
    "readers.register", _("Register readers, correct their data, issue cards"), nizom="2.11"
)
BLOCK_READERS = Right(
    "readers.block", _("Restrict the service of a reader and lift the restriction"), nizom="2.11"
)
SEE_IDENTITY = Right("readers.see_identity", _("See the number of a reader's document"), nizom="2.11")
MERGE_READERS = Right("readers.merge", _("Join two registrations of one person"), nizom="2.11")
ERASE_READERS = Right("readers.erase", _("Erase the personal data of a reader"), nizom="2.11")
SET_CONSENT_TEXT = Right(
    "readers.set_consent_text", _("Enter the text of the consent that readers give"), nizom="2.11"
)
IMPORT_READERS = Right(
    "readers.import", _("Take readers over from a spreadsheet, and take them back"), nizom="2.11"
)

RIGHTS = (
    SEE_READERS,
    REGISTER_READERS,
    BLOCK_READERS,
    SEE_IDENTITY,
    MERGE_READERS,
    ERASE_READERS,
    SET_CONSENT_TEXT,
    IMPORT_READERS,
)
