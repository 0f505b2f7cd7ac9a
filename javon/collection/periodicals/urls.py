"""Addresses of periodicals, under /periodicals/."""

from __future__ import annotations

from django.urls import path

from javon.collection.periodicals.views import post, printed, sheets, subscriptions

app_name = "periodicals"
urlpatterns = [
    path("", sheets.periodicals, name="periodicals"),
    path("post/", post.post, name="post"),
    path("new/", sheets.new, name="new"),
    path("count/", sheets.count, name="count"),
    path("claims/", post.claims, name="claims"),
    path("claims/<int:claim_number>/letter.pdf", printed.claim, name="claim_print"),
    path("subscriptions/", subscriptions.subscriptions, name="subscriptions"),
    path("subscriptions/new/", subscriptions.new, name="subscription_new"),
    path("subscriptions/<int:short_number>/", subscriptions.one, name="subscription"),
    path("subscriptions/<int:short_number>/lines/", subscriptions.put_line, name="subscription_line"),
    path(
        "subscriptions/<int:short_number>/lines/<int:periodical>/drop/",
        subscriptions.drop_line,
        name="subscription_line_drop",
    ),
    path("subscriptions/<int:short_number>/order/", subscriptions.order, name="subscription_order"),
    path(
        "subscriptions/<int:short_number>/print.<str:form>", printed.subscription, name="subscription_print"
    ),
    path("<int:short_number>/change/", sheets.change, name="change"),
    path("<int:short_number>/<int:year>/", sheets.sheet, name="sheet"),
    path("<int:short_number>/<int:year>/tick/", sheets.tick, name="tick"),
    path("<int:short_number>/<int:year>/untick/", sheets.untick, name="untick"),
    path("<int:short_number>/<int:year>/bind/", sheets.bind, name="bind"),
    path("<int:short_number>/<int:year>/print.<str:form>", printed.sheet, name="sheet_print"),
]
