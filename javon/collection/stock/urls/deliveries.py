"""Addresses of what comes."""

from __future__ import annotations

from django.urls import path

from javon.collection.stock.views import deliveries as views
from javon.collection.stock.views import workbooks

urlpatterns = [
    path("stock/deliveries/", views.deliveries, name="deliveries"),
    path("stock/deliveries/new/", views.new, name="delivery_new"),
    path("stock/deliveries/<int:number>/", views.delivery, name="delivery"),
    path("stock/deliveries/<int:number>/change/", views.change, name="delivery_change"),
    path("stock/deliveries/<int:number>/lines/", views.put_line, name="delivery_line"),
    path(
        "stock/deliveries/<int:number>/lines/<int:position>/drop/",
        views.drop_line,
        name="delivery_line_drop",
    ),
    path("stock/deliveries/<int:number>/accept/", views.accept, name="delivery_accept"),
    path("stock/deliveries/<int:number>/cancel/", views.cancel, name="delivery_cancel"),
    path("stock/deliveries/<int:number>/shelve/", views.shelve, name="delivery_shelve"),
    path("stock/deliveries/<int:number>/act/", views.draft_act, name="delivery_act"),
    path("stock/deliveries/<int:number>/list.xlsx", workbooks.of_delivery, name="delivery_book"),
    path("stock/deliveries/<int:number>/print/", views.printed, name="delivery_print"),
]
