"""May this be asked for, listed, ordered? Pure decisions, one file per room."""

from javon.collection.acquisition.rules import lists, orders, proposals

__all__ = ["lists", "orders", "proposals"]
