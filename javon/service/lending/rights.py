"""Who may lend, overrule, look at debtors, set the terms. Nizom 1.5, 2.6, 2.11."""

from django.utils.translation import gettext_lazy as _

from javon.core.access import Right

LEND = Right("lending.lend", _("Lend, take back and renew copies; undo one's own deed"), nizom="2.6")
OVERRULE = Right("lending.overrule", _("Lend in spite of an objection, with a reason"), nizom="2.6")
UNDO_OF_OTHERS = Right("lending.undo_of_others", _("Undo what a colleague did at the desk"), nizom="2.6")
LEND_UNCATALOGUED = Right(
    "lending.lend_uncatalogued", _("Lend a book that has no record yet, with a short one"), nizom="2.11"
)
SEE_OVERDUE = Right("lending.see_overdue", _("See who keeps books too long"), nizom="2.11")
SET_TERMS = Right("lending.set_terms", _("Draw up the terms of lending and put them into force"), nizom="1.5")
HOLD = Right(
    "lending.hold",
    _("Reserve for readers, fetch what is reserved, keep the shelf of reservations"),
    nizom="2.6",
)
PIN_HOLD = Right("lending.pin_hold", _("Put a reservation first in its queue"), nizom="2.6")
IMPORT_LOANS = Right(
    "lending.import",
    _("Take open loans of the paper system over from a spreadsheet, and take them back"),
    nizom="2.11",
)

RIGHTS = (
    LEND,
    OVERRULE,
    UNDO_OF_OTHERS,
    LEND_UNCATALOGUED,
    SEE_OVERDUE,
    SET_TERMS,
    HOLD,
    PIN_HOLD,
    IMPORT_LOANS,
)
