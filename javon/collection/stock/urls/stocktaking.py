"""Addresses of stocktakings: what is due, one session and its deeds, what is printed."""

from __future__ import annotations

from django.urls import path

from javon.collection.stock.views import stocktaking as views
from javon.collection.stock.views import stocktaking_count as counting
from javon.collection.stock.views import workbooks

urlpatterns = [
    path("stock/checks/", views.checks, name="checks"),
    path("stock/checks/new/", views.new, name="check_new"),
    path("stock/checks/handover/", views.handover, name="handover"),
    path("stock/checks/sample/", views.sample, name="check_sample"),
    path("stock/checks/<int:number>/", counting.check, name="check"),
    path("stock/checks/<int:number>/scan/", counting.scan, name="check_scan"),
    path("stock/checks/<int:number>/shelf/", counting.finish_shelf, name="check_shelf"),
    path("stock/checks/<int:number>/codes/", counting.codes, name="check_codes"),
    path("stock/checks/<int:number>/settle/", counting.settle, name="check_settle"),
    path("stock/checks/<int:number>/end/", views.end, name="check_end"),
    path("stock/checks/<int:number>/resume/", views.resume, name="check_resume"),
    path("stock/checks/<int:number>/act/", views.act, name="check_act"),
    path("stock/checks/<int:number>/cancel/", views.cancel, name="check_cancel"),
    path("stock/checks/<int:number>/found/", views.found, name="check_found"),
    path("stock/checks/<int:number>/print/<slug:outcome>.xlsx", workbooks.of_stocktaking, name="check_book"),
    path("stock/checks/<int:number>/print/<slug:outcome>/", views.printed, name="check_print"),
]
