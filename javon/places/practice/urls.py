"""Addresses of the training mode: the first three of the real program, the others of the training mode itself."""

from __future__ import annotations

from django.urls import path

from javon.places.practice import views

app_name = "practice"
urlpatterns = [
    path("", views.front, name="front"),
    path("begin/", views.begin, name="begin"),
    path("end/", views.end, name="end"),
    path("go/", views.go, name="go"),
    path("enter/", views.enter, name="enter"),
    path("codes/", views.codes, name="codes"),
    path("afresh/", views.afresh, name="afresh"),
]
