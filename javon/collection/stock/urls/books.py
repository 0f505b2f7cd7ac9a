"""Addresses of the stock's hub, its books and the page of a copy."""

from __future__ import annotations

from django.urls import path

from javon.collection.stock.views import balance, hub, inventory, printed, summary

urlpatterns = [
    path("stock/", hub.hub, name="hub"),
    path("stock/balance/", balance.four_figures, name="balance"),
    path("stock/balance/opening/", balance.opening, name="opening"),
    path("stock/balance/accounting/", balance.reconcile, name="reconcile"),
    path("stock/books/summary/<int:year>/", summary.summary_year, name="summary"),
    path("stock/books/summary/<int:year>/correct/", summary.correct_summary, name="correct_summary"),
    path(
        "stock/books/summary/<int:year>/part-<int:part>.<slug:form>",
        printed.summary_printed,
        name="summary_printed",
    ),
    path(
        "stock/books/inventory/<slug:code>/book.<slug:form>",
        printed.inventory_printed,
        name="inventory_printed",
    ),
    path("stock/books/inventory/add/", inventory.add_book, name="add_book"),
    path("stock/books/inventory/<slug:code>/", inventory.inventory, name="inventory"),
    path("stock/copies/<uuid:pk>/", inventory.copy, name="copy"),
    path("stock/copies/<uuid:pk>/correct/", inventory.correct_copy, name="correct_copy"),
]
