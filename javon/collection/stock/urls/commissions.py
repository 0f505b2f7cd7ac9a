"""Addresses of commissions."""

from __future__ import annotations

from django.urls import path

from javon.collection.stock.views import commissions as views

urlpatterns = [
    path("stock/commissions/", views.commissions, name="commissions"),
    path("stock/commissions/new/", views.new, name="new_commission"),
    path("stock/commissions/<uuid:pk>/end/", views.end, name="end_commission"),
]
