"""May this be done with the stock? Pure decisions, one file per room."""

from javon.collection.stock.rules import balance, deliveries, money, prohibited

__all__ = ["balance", "deliveries", "money", "prohibited"]
