"""What may be entered as a gateway's address and account."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from javon.core.messaging.rules.reach import EMAIL, tidy_address
from javon.core.verdict import Refusal, Verdict, Weight

LONGEST_CAP = 50
MOST_PARTS = 6
_NEAR = {"127.0.0.1", "::1", "localhost"}


def may_use_gateway(base_url: str, *, login: str, sender: str) -> Verdict:
    """May this be the SMS gateway? A password travels only over TLS, or inside this computer."""
    return Verdict.of(_objections_to_gateway(base_url.strip(), login.strip(), sender.strip()))


def _objections_to_gateway(base_url: str, login: str, sender: str) -> Iterator[Refusal]:
    try:
        url = urlsplit(base_url)
        host, _port = url.hostname, url.port
    except ValueError:
        url, host = urlsplit(""), None
    if url.scheme not in {"http", "https"} or not host or url.query or url.fragment or url.username:
        yield Refusal("gateway_address_wrong", Weight.FORBIDS)
    elif url.scheme == "http" and host not in _NEAR:
        yield Refusal("gateway_address_open", Weight.FORBIDS)
    if not login:
        yield Refusal("gateway_login_missing", Weight.FORBIDS)
    if not sender or len(sender) > 11 or not sender.isascii():
        yield Refusal("gateway_sender_wrong", Weight.FORBIDS)


def may_set_manners(*, weekly_cap: int, sms_parts: int, order: list[str], known: list[str]) -> Verdict:
    """May these be the manners of sending?"""
    objections = []
    if not 0 <= weekly_cap <= LONGEST_CAP:
        objections.append(Refusal("weekly_cap_unreal", Weight.FORBIDS, {"most": LONGEST_CAP}))
    if not 1 <= sms_parts <= MOST_PARTS:
        objections.append(Refusal("sms_parts_unreal", Weight.FORBIDS, {"most": MOST_PARTS}))
    if not order or len(set(order)) < len(order) or not set(order) <= set(known):
        objections.append(Refusal("channel_order_wrong", Weight.FORBIDS))
    return Verdict.of(objections)


def may_use_mail_server(host: str, *, port: int, sender: str) -> Verdict:
    """May this be the mail server?"""
    objections = []
    if (
        not host.strip()
        or any(letter.isspace() or letter == "/" for letter in host.strip())
        or not 0 < port < 65536
    ):
        objections.append(Refusal("mail_server_missing", Weight.FORBIDS))
    if not tidy_address(EMAIL, sender):
        objections.append(Refusal("mail_sender_wrong", Weight.FORBIDS))
    return Verdict.of(objections)
