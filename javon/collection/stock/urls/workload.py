"""Addresses of the cataloguers' workload."""

from __future__ import annotations

from django.urls import path

from javon.collection.stock.views import workload

urlpatterns = [
    path("catalogue/workload/", workload.workload, name="workload"),
    path("catalogue/workload/xlsx/", workload.workbook, name="workload_book"),
]
