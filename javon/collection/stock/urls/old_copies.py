"""Addresses of copies from old inventory books."""

from __future__ import annotations

from django.urls import path

from javon.collection.stock.views import old_copies as views

urlpatterns = [path("catalogue/<int:number>/copies/new/", views.new, name="old_copies")]
