"""The rights of the stock, each with its label and the clause it serves."""

from django.utils.translation import gettext_lazy as _

from javon.core.access import Right

SEE_STOCK = Right("stock.see", _("See the stock and its books"), nizom="2.11")
ENTER_DELIVERIES = Right("stock.enter_deliveries", _("Enter what has come"), nizom="2.11")
ACCEPT_DELIVERIES = Right("stock.accept_deliveries", _("Accept deliveries into the books"), nizom="2.11")
ENTER_OLD_COPIES = Right("stock.enter_old_copies", _("Enter copies from old inventory books"), nizom="5.2")
IMPORT_OLD_LINES = Right(
    "stock.import_old_lines", _("Enter old inventory books from a spreadsheet"), nizom="2.11"
)
WRITE_OFF = Right("stock.write_off", _("Prepare write-offs"), nizom="2.11")
BOOK_WRITE_OFFS = Right("stock.book_write_offs", _("Write approved acts into the books"), nizom="2.11")
DECLARE_LOSSES = Right("stock.declare_losses", _("Declare copies lost or found again"), nizom="2.11")
SETTLE_LOSSES = Right("stock.settle_losses", _("Write down how a lost copy was made good"), nizom="2.11")
MOVE_COPIES = Right("stock.move_copies", _("Move copies between service points"), nizom="2.11")
COUNT_STOCK = Right("stock.count", _("Count the stock"), nizom="2.11")
LEAD_STOCKTAKING = Right("stock.lead_stocktaking", _("Open and close a stocktaking"), nizom="2.11")
CORRECT_BOOKS = Right("stock.correct_books", _("Correct the stock books"), nizom="2.11")
TAKE_OVER_BALANCE = Right("stock.take_over_balance", _("Take over the opening balance"), nizom="2.11")
SET_COMMISSIONS = Right("stock.set_commissions", _("Enter commissions"), nizom="2.11")
SEE_WORKLOAD = Right("stock.see_workload", _("See the cataloguing workload of everyone"), nizom="5.2")
SEE_PROHIBITED = Right("stock.see_prohibited", _("See the list of prohibited publications"), nizom="2.11")
KEEP_PROHIBITED = Right("stock.keep_prohibited", _("Enter lists of prohibited publications"), nizom="2.11")
EXAMINE_PROHIBITED = Right(
    "stock.examine_prohibited", _("Examine books that look like prohibited ones"), nizom="2.11"
)

RIGHTS = (
    SEE_STOCK,
    ENTER_DELIVERIES,
    ACCEPT_DELIVERIES,
    ENTER_OLD_COPIES,
    IMPORT_OLD_LINES,
    WRITE_OFF,
    BOOK_WRITE_OFFS,
    DECLARE_LOSSES,
    SETTLE_LOSSES,
    MOVE_COPIES,
    COUNT_STOCK,
    LEAD_STOCKTAKING,
    CORRECT_BOOKS,
    TAKE_OVER_BALANCE,
    SET_COMMISSIONS,
    SEE_WORKLOAD,
    SEE_PROHIBITED,
    KEEP_PROHIBITED,
    EXAMINE_PROHIBITED,
)
