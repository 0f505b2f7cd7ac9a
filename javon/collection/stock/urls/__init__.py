"""Addresses of the stock, one file per room; all of them under the name ``stock``."""

from __future__ import annotations

from javon.collection.stock.urls import (
    books,
    commissions,
    deliveries,
    losses,
    moves,
    old_copies,
    old_lines,
    prohibited,
    records,
    stocktaking,
    workload,
    write_offs,
)

app_name = "stock"
urlpatterns = [
    *records.urlpatterns,
    *books.urlpatterns,
    *deliveries.urlpatterns,
    *old_copies.urlpatterns,
    *old_lines.urlpatterns,
    *workload.urlpatterns,
    *commissions.urlpatterns,
    *write_offs.urlpatterns,
    *losses.urlpatterns,
    *moves.urlpatterns,
    *stocktaking.urlpatterns,
    *prohibited.urlpatterns,
]
