"""Addresses of incoming letters and of files that lie with papers."""

from __future__ import annotations

from django.urls import path

from javon.centre.documents.views import attachments, letters

urlpatterns = [
    path("letters/", letters.letters, name="letters"),
    path("letters/new/", letters.new, name="letter_new"),
    path("letters/<int:short_id>/", letters.letter, name="letter"),
    path("letters/<int:short_id>/resolution/", letters.resolve, name="resolve"),
    path("letters/<int:short_id>/answer/", letters.answer, name="answer"),
    path("<int:short_id>/files/", attachments.attach, name="attach"),
    path("<int:short_id>/files/<uuid:pk>/", attachments.download, name="attachment"),
    path("<int:short_id>/files/<uuid:pk>/take-away/", attachments.take_away, name="take_away"),
]
