"""Addresses of the reader's own pages. No name and no card number stands in any of them."""

from __future__ import annotations

from django.urls import path
from django.urls.resolvers import URLPattern

from javon.places.cabinet.views import card, history, holds, home, my_data, notices, pin, signing, visits

app_name = "cabinet"


def _pages(before: str, suffix: str) -> list[URLPattern]:
    """The pages of one reader: under /account/ one's own, under /account/of/<key>/ those of a child."""
    return [
        path(before, home.home, name=f"home{suffix}"),
        path(f"{before}renew/", home.renew, name=f"renew{suffix}"),
        path(f"{before}card/", card.card, name=f"card{suffix}"),
        path(f"{before}card/my-card.png", card.picture, name=f"card_png{suffix}"),
        path(f"{before}card/my-card.pdf", card.printed, name=f"card_pdf{suffix}"),
        path(f"{before}reserve/<int:number>/", holds.reserve, name=f"reserve{suffix}"),
        path(f"{before}holds/<uuid:key>/give-up/", holds.give_up, name=f"give_up{suffix}"),
        path(f"{before}visits/", visits.visits, name=f"visits{suffix}"),
        path(f"{before}history/", history.history, name=f"history{suffix}"),
        path(f"{before}notices/", notices.notices, name=f"notices{suffix}"),
        path(f"{before}data/", my_data.data, name=f"data{suffix}"),
        path(f"{before}data/my-data.json", my_data.data_json, name=f"data_json{suffix}"),
        path(f"{before}data/my-data.pdf", my_data.data_pdf, name=f"data_pdf{suffix}"),
        path(f"{before}data/ask/", my_data.ask, name=f"ask{suffix}"),
        path(f"{before}data/withdraw/<uuid:key>/", my_data.withdraw, name=f"withdraw{suffix}"),
    ]


urlpatterns = [
    path("sign-in/card/", signing.sign_in, name="sign_in"),
    path("account/sign-out/", signing.sign_out, name="sign_out"),
    path("account/pin/", pin.pin, name="pin"),
    path("account/family/<uuid:key>/", my_data.let_in, name="let_in"),
    *_pages("account/", ""),
    *_pages("account/of/<uuid:of>/", "_of"),
]
