"""Addresses of files of old inventory lines."""

from __future__ import annotations

from django.urls import path

from javon.collection.stock.views import old_lines as views

_RUN = "stock/old-lines/<int:number>/"

urlpatterns = [
    path("stock/old-lines/", views.old_lines, name="old_lines"),
    path("stock/old-lines/new/", views.new, name="old_lines_new"),
    path(_RUN, views.run, name="old_lines_run"),
    path(f"{_RUN}columns/", views.columns, name="old_lines_columns"),
    path(f"{_RUN}enter/", views.enter, name="old_lines_enter"),
    path(f"{_RUN}take-back/", views.take_back, name="old_lines_take_back"),
    path(f"{_RUN}drop/", views.drop, name="old_lines_drop"),
    path(f"{_RUN}report.xlsx", views.report, name="old_lines_report"),
]
