"""Named questions to the stock, one file per room: the record with its copies, the ledger and its books."""

from javon.collection.stock.queries.records import (
    StaffList,
    copies_for_staff,
    facts,
    plain_marc,
    staff_list,
    tabs,
)

__all__ = ["StaffList", "copies_for_staff", "facts", "plain_marc", "staff_list", "tabs"]
