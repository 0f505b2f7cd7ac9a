"""Addresses under /api/v1/."""

from django.urls import path

from javon.gateways.api.methods import spoken_to
from javon.gateways.api.views import api

calls = api.urls
spoken_to(calls[0])
urlpatterns = [path("", calls)]
