"""Addresses of moves between service points."""

from __future__ import annotations

from django.urls import path

from javon.collection.stock.views import moves as views
from javon.collection.stock.views import workbooks

urlpatterns = [
    path("stock/moves/", views.moves, name="moves"),
    path("stock/moves/new/", views.new, name="new_move"),
    path("stock/moves/<int:number>/", views.move, name="move"),
    path("stock/moves/<int:number>/scan/", views.scan, name="move_scan"),
    path("stock/moves/<int:number>/strike/", views.strike, name="move_strike"),
    path("stock/moves/<int:number>/list.xlsx", workbooks.of_move, name="move_book"),
    path("stock/moves/<int:number>/list.pdf", views.printed_list, name="move_list"),
    path("stock/moves/<int:number>/<slug:verb>/", views.do, name="move_do"),
]
