"""Addresses of acquisition, under /acquisition/."""

from __future__ import annotations

from django.urls import path

from javon.collection.acquisition.views import deciding, lists, orders, printed, proposals

app_name = "acquisition"
urlpatterns = [
    path("", proposals.proposals, name="proposals"),
    path("proposals/new/", proposals.new, name="propose"),
    path("proposals/<int:short_number>/", proposals.proposal, name="proposal"),
    path("proposals/<int:short_number>/choose/", proposals.choose, name="choose"),
    path("proposals/<int:short_number>/decline/", proposals.decline, name="decline"),
    path("lists/", lists.lists, name="lists"),
    path("lists/new/", lists.new, name="list_new"),
    path("lists/<int:short_number>/", lists.one, name="list"),
    path("lists/<int:short_number>/change/", lists.change, name="list_change"),
    path("lists/<int:short_number>/lines/", lists.put_line, name="list_line"),
    path("lists/<int:short_number>/proposals/", lists.put_proposals, name="list_proposals"),
    path("lists/<int:short_number>/lines/<int:position>/drop/", lists.drop_line, name="list_line_drop"),
    path("lists/<int:short_number>/send/", lists.send, name="list_send"),
    path("lists/<int:short_number>/cancel/", lists.cancel, name="list_cancel"),
    path("lists/<int:short_number>/approve/", deciding.approve, name="list_approve"),
    path("lists/<int:short_number>/return/", deciding.give_back, name="list_return"),
    path("lists/<int:short_number>/order/", orders.new, name="order_new"),
    path("lists/<int:short_number>/print.<str:form>", printed.purchase_list, name="list_print"),
    path("orders/", orders.orders, name="orders"),
    path("orders/<int:order_number>/", orders.one, name="order"),
    path("orders/<int:order_number>/delivery/", orders.deliver, name="order_deliver"),
    path("orders/<int:order_number>/lines/<int:position>/record/", orders.link, name="order_link"),
    path("orders/<int:order_number>/cancel-rest/", orders.cancel_rest, name="order_cancel_rest"),
    path("orders/<int:order_number>/print.<str:form>", printed.order, name="order_print"),
]
