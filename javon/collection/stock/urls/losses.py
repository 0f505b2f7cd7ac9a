"""Addresses of the book of replacements."""

from __future__ import annotations

from django.urls import path

from javon.collection.stock.views import loss as one
from javon.collection.stock.views import losses as views
from javon.collection.stock.views import printed

urlpatterns = [
    path("stock/replacements/", views.this_year, name="replacements"),
    path("stock/replacements/declare/", views.declare, name="declare_loss"),
    path("stock/replacements/list/", views.list_all, name="list_losses"),
    path("stock/replacements/<int:year>/", views.year_book, name="replacements_of"),
    path(
        "stock/replacements/<int:year>/book.<slug:form>",
        printed.replacements_printed,
        name="replacements_printed",
    ),
    path("stock/replacements/<int:year>/<int:number>/", one.loss, name="loss"),
    path("stock/replacements/<int:year>/<int:number>/replace/", one.replace, name="loss_replace"),
    path("stock/replacements/<int:year>/<int:number>/<slug:verb>/", one.do, name="loss_do"),
]
