"""Addresses of write-offs."""

from __future__ import annotations

from django.urls import path

from javon.collection.stock.views import workbooks
from javon.collection.stock.views import write_off as one
from javon.collection.stock.views import write_offs as views

urlpatterns = [
    path("stock/write-offs/", views.write_offs, name="write_offs"),
    path("stock/write-offs/new/", views.new, name="new_write_off"),
    path("stock/write-offs/<int:number>/", one.write_off, name="write_off"),
    path("stock/write-offs/<int:number>/scan/", one.scan, name="write_off_scan"),
    path("stock/write-offs/<int:number>/strike/", one.strike, name="write_off_strike"),
    path("stock/write-offs/<int:number>/list.xlsx", workbooks.of_write_off, name="write_off_book"),
    path("stock/write-offs/<int:number>/list.pdf", one.printed_list, name="write_off_list"),
    path("stock/write-offs/<int:number>/<slug:verb>/", one.do, name="write_off_do"),
]
