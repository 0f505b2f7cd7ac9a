"""The page from which a phone is set up for the protected address: one sheet, to read on the phone or to
print.

The camera, work without the network and sign-in by fingerprint need TLS, and phones trust only an authority
that their owner has installed; the page says in words what stays by typing for those who do not. Nizom 2.10.
"""

from __future__ import annotations

import os

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from javon.config import lan


@require_safe
def set_up_phone(request: HttpRequest) -> HttpResponse:
    """The sheet; while the site is on this computer only, it says how to put it on the network."""
    place = _place()
    codes = {"setup_code": _code(place.setup), "site_code": _code(place.site)} if place else {}
    return render(request, "config/phone.html", {"place": place, **codes})


@require_safe
def authority(request: HttpRequest) -> HttpResponse:
    """The authority's certificate in the form that phones install."""
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import Encoding

    path = lan.authority_file(settings.HOME)
    if not path.exists():
        raise Http404
    certificate = x509.load_pem_x509_certificate(path.read_bytes())
    answer = HttpResponse(certificate.public_bytes(Encoding.DER), content_type="application/x-x509-ca-cert")
    answer["Content-Disposition"] = 'attachment; filename="javon.crt"'
    answer["Cache-Control"] = "no-store"
    return answer


def _place() -> lan.Place | None:
    """Where the site is on the network now; None when `javon serve` runs without --lan or there is no
    network.
    """
    if os.environ.get("JAVON_ON_NETWORK") != "1":
        return None
    place = lan.place_of(settings.HOME)
    return place if place is not None and place.addresses else None


def _code(text: str) -> SafeString:
    """A QR code as SVG; black on white in every theme, for cameras do not read it the other way round."""
    import segno

    drawn = segno.make(text, micro=False, error="m")
    return mark_safe(
        drawn.svg_inline(dark="#000", light="#fff", border=4, omitsize=True, svgclass=None, lineclass=None)
    )
