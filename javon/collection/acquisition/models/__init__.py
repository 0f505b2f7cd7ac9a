"""What is remembered of acquisition: proposals, purchase lists with their budget, orders. Dossier 2.6; Nizom 2.11."""

from javon.collection.acquisition.models.lists import PurchaseLine, PurchaseList
from javon.collection.acquisition.models.orders import OrderDelivery, OrderLine, PurchaseOrder
from javon.collection.acquisition.models.proposals import ProposalVoice, PurchaseProposal

__all__ = [
    "OrderDelivery",
    "OrderLine",
    "ProposalVoice",
    "PurchaseLine",
    "PurchaseList",
    "PurchaseOrder",
    "PurchaseProposal",
]
