"""The authority of the local network: what it signs, for how long, and what phones need not fear."""

from __future__ import annotations

import ipaddress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.x509.verification import PolicyBuilder, Store

from javon.config import lan

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    """The network's edge: this computer has one address of a small router."""
    monkeypatch.setattr(lan, "addresses", lambda: ("192.168.1.20",))
    monkeypatch.setattr(lan, "names", lambda: ("localhost", "library", "library.local"))


def prepared(home: Path, now: datetime = NOW) -> lan.Place:
    return lan.prepare(home, port=8000, tls_port=8443, now=now)


def certificates(home: Path) -> tuple[x509.Certificate, x509.Certificate]:
    server, authority = x509.load_pem_x509_certificates((home / "lan" / "server.pem").read_bytes())
    return server, authority


@pytest.mark.parametrize("subject", ["192.168.1.20", "127.0.0.1", "library.local", "localhost"])
def test_a_phone_that_trusts_the_authority_trusts_the_server(subject: str, tmp_path: Path) -> None:
    prepared(tmp_path)
    server, authority = certificates(tmp_path)
    try:
        name: x509.GeneralName = x509.IPAddress(ipaddress.ip_address(subject))
    except ValueError:
        name = x509.DNSName(subject)
    verifier = PolicyBuilder().store(Store([authority])).time(NOW).build_server_verifier(name)  # type: ignore[arg-type]
    assert verifier.verify(server, []) == [server, authority]


def test_the_authority_may_speak_for_no_site_of_the_world(tmp_path: Path) -> None:
    prepared(tmp_path)
    permitted = certificates(tmp_path)[1].extensions.get_extension_for_class(x509.NameConstraints)
    assert permitted.critical
    names = [
        name.value for name in permitted.value.permitted_subtrees or [] if isinstance(name, x509.DNSName)
    ]
    networks = [
        name.value for name in permitted.value.permitted_subtrees or [] if isinstance(name, x509.IPAddress)
    ]
    assert names == ["localhost", "library", "library.local"]
    assert all(
        (isinstance(network, ipaddress.IPv4Network) and network.is_private) or "100.64" in str(network)
        for network in networks
    )


def test_private_keys_are_for_their_owner_only(tmp_path: Path) -> None:
    prepared(tmp_path)
    assert all(path.stat().st_mode & 0o077 == 0 for path in (tmp_path / "lan").iterdir())


def test_the_same_addresses_keep_the_same_certificate(tmp_path: Path) -> None:
    prepared(tmp_path)
    first = certificates(tmp_path)
    prepared(tmp_path, NOW + timedelta(days=200))
    assert certificates(tmp_path) == first


def test_another_address_brings_another_certificate_of_the_same_authority(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepared(tmp_path)
    server, authority = certificates(tmp_path)
    monkeypatch.setattr(lan, "addresses", lambda: ("10.0.0.7",))
    place = prepared(tmp_path)
    assert certificates(tmp_path)[0] != server
    assert certificates(tmp_path)[1] == authority
    assert place.site == "https://10.0.0.7:8443/"


def test_a_certificate_near_its_end_is_renewed_and_phones_need_nothing(tmp_path: Path) -> None:
    prepared(tmp_path)
    server, authority = certificates(tmp_path)
    prepared(tmp_path, NOW + timedelta(days=lan.CERTIFICATE_DAYS - 20))
    assert certificates(tmp_path)[0] != server
    assert certificates(tmp_path)[1] == authority


def test_a_renamed_computer_keeps_its_authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    prepared(tmp_path)
    authority = certificates(tmp_path)[1]
    monkeypatch.setattr(lan, "names", lambda: ("localhost", "reception", "reception.local"))
    prepared(tmp_path)
    assert certificates(tmp_path)[1] == authority


def test_the_place_is_remembered_for_the_page(tmp_path: Path) -> None:
    assert lan.place_of(tmp_path) is None
    place = prepared(tmp_path)
    assert lan.place_of(tmp_path) == place
    assert place.setup == "http://192.168.1.20:8000/setup-phone/"
