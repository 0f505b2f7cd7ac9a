"""Address of the Today page."""

from __future__ import annotations

from django.urls import path

from javon.places.today import views

app_name = "today"
urlpatterns = [path("", views.today, name="today")]
