"""Addresses of files of old inventory lines."""

from __future__ import annotations

from django.urls import path

from javon.collection.stock.views import old_lines as views
from javon.collection.stock.views import old_lines_deeds as deeds

_RUN = "stock/old-lines/<int:number>/"

urlpatterns = [
    path("stock/old-lines/", views.old_lines, name="old_lines"),
    path("stock/old-lines/new/", deeds.new, name="old_lines_new"),
    path(_RUN, views.run, name="old_lines_run"),
    path(f"{_RUN}columns/", deeds.columns, name="old_lines_columns"),
    path(f"{_RUN}enter/", deeds.enter, name="old_lines_enter"),
    path(f"{_RUN}take-back/", deeds.take_back, name="old_lines_take_back"),
    path(f"{_RUN}drop/", deeds.drop, name="old_lines_drop"),
    path(f"{_RUN}report.xlsx", views.report, name="old_lines_report"),
]
