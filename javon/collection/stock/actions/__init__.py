"""The verbs of the stock, one file per room."""

from javon.collection.stock.actions.balance import reconcile, take_over_balance
from javon.collection.stock.actions.corrections import correct_copy, correct_summary
from javon.collection.stock.actions.inventory_books import add_inventory_book

__all__ = [
    "add_inventory_book",
    "correct_copy",
    "correct_summary",
    "reconcile",
    "take_over_balance",
]
