"""Addresses of the stock, one file per room; all of them under the name ``stock``."""

from __future__ import annotations

from javon.collection.stock.urls import deliveries, old_copies, records, workload

app_name = "stock"
urlpatterns = [*records.urlpatterns, *deliveries.urlpatterns, *old_copies.urlpatterns, *workload.urlpatterns]
