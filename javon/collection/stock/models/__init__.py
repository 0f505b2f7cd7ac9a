"""What is remembered of the stock: copies and where they are, what came, what went, the books that must balance.

Nizom 2.11, 5.2; dossier 2.7-2.11, 8.1, 8.2.
"""

from javon.collection.stock.models.books import (
    Correction,
    InventoryBook,
    Movement,
    OpeningBalance,
    Reconciliation,
    StockCounter,
)
from javon.collection.stock.models.commissions import Commission, CommissionMember
from javon.collection.stock.models.copies import Copy, Dimensions, StockKind, Whereabouts
from javon.collection.stock.models.deliveries import Delivery, DeliveryLine
from javon.collection.stock.models.disposals import Disposal, DisposalLine
from javon.collection.stock.models.losses import Loss
from javon.collection.stock.models.old_lines import OldLine, OldLineCopy, OldLinesRun
from javon.collection.stock.models.prohibited import (
    ProhibitedCheck,
    ProhibitedEntry,
    ProhibitedList,
    ProhibitedMatch,
)
from javon.collection.stock.models.stocktaking import (
    CountedShelf,
    Expectation,
    Scan,
    Stocktaking,
    StocktakingNote,
)
from javon.collection.stock.models.transfers import Transfer, TransferLine

__all__ = [
    "Commission",
    "CommissionMember",
    "Copy",
    "Correction",
    "CountedShelf",
    "Delivery",
    "DeliveryLine",
    "Dimensions",
    "Disposal",
    "DisposalLine",
    "Expectation",
    "InventoryBook",
    "Loss",
    "Movement",
    "OldLine",
    "OldLineCopy",
    "OldLinesRun",
    "OpeningBalance",
    "ProhibitedCheck",
    "ProhibitedEntry",
    "ProhibitedList",
    "ProhibitedMatch",
    "Reconciliation",
    "Scan",
    "StockCounter",
    "StockKind",
    "Stocktaking",
    "StocktakingNote",
    "Transfer",
    "TransferLine",
    "Whereabouts",
]
