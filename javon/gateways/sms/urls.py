"""Addresses of the door for SMS reports."""

from __future__ import annotations

from django.urls import path

from javon.gateways.sms import views

urlpatterns = [path("report/<str:secret>", views.report, name="sms_report")]
