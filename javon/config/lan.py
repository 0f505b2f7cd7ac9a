"""The local network: an authority kept in the home and the certificate it signs for this computer's
addresses.

The authority may speak only for private addresses and this computer's own names (name constraints), so that a
phone that trusts it trusts it with nothing else. Private keys are readable by their owner only. Run as a
module it prints what the supervisor needs, so that the supervisor itself stays small.
"""

from __future__ import annotations

import contextlib
import ipaddress
import json
import os
import re
import socket
import sys
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

FOLDER = "lan"
AUTHORITY_YEARS = 10
# Phones refuse certificates of more than 398 days, whoever signed them.
CERTIFICATE_DAYS = 397
RENEW_BEFORE = timedelta(days=30)
# Interfaces of containers and virtual machines: no phone reaches them.
NOT_A_NETWORK = ("lo", "docker", "br-", "veth", "virbr", "vmnet", "vbox", "tun", "wg")
PRIVATE = ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "100.64.0.0/10", "127.0.0.0/8")

Address = ipaddress.IPv4Address
Network = ipaddress.IPv4Network


@dataclass(frozen=True, slots=True)
class Place:
    """Where the site is found on the local network, and with what it proves itself."""

    addresses: tuple[str, ...]  # IPv4, the likeliest first
    names: tuple[str, ...]
    port: int
    tls_port: int
    fingerprint: str  # SHA-256 of the authority, in pairs
    certificate: str  # path, with the authority behind it
    key: str  # path
    valid_until: str  # ISO date of the certificate

    @property
    def site(self) -> str:
        """The protected address."""
        return f"https://{self._host()}:{self.tls_port}/"

    @property
    def setup(self) -> str:
        """Where a phone begins: the set-up page, over plain HTTP."""
        return f"http://{self._host()}:{self.port}/setup-phone/"

    def _host(self) -> str:
        return self.addresses[0] if self.addresses else "127.0.0.1"

    def welcome(self) -> list[str]:
        """What the terminal says, with the code for a phone's camera."""
        if not self.addresses:
            return ["This computer is on no network; phones will find it when it is."]
        return [
            f"On the network: {self.site}",
            f"Set up a phone: {self.setup}",
            *_terminal_code(self.setup),
        ]


def _terminal_code(text: str) -> list[str]:
    import io

    import segno

    drawn = io.StringIO()
    segno.make(text, micro=False).terminal(drawn, compact=True)
    return drawn.getvalue().splitlines()


# --- where we are -------------------------------------------------------------------------------------------


def addresses() -> tuple[str, ...]:
    """This computer's IPv4 addresses on real networks, the one with the way out first."""
    found: list[str] = []
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))  # a documentation address: nothing is sent, only the way is asked for
        found.append(probe.getsockname()[0])
    found += _of_interfaces()
    with contextlib.suppress(OSError):
        found += [str(info[4][0]) for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)]
    return tuple(dict.fromkeys(address for address in found if not Address(address).is_loopback))


def _of_interfaces() -> list[str]:
    if sys.platform != "linux":
        return []
    import fcntl
    import struct

    found = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        for _number, name in socket.if_nameindex():
            if not name.startswith(NOT_A_NETWORK):
                with contextlib.suppress(OSError):
                    asked = struct.pack("256s", name.encode()[:15])
                    answer = fcntl.ioctl(probe, 0x8915, asked)  # SIOCGIFADDR
                    found.append(socket.inet_ntoa(answer[20:24]))
    return found


def names() -> tuple[str, ...]:
    """This computer's own names, as phones may type them."""
    host = re.sub(r"[^a-z0-9-]", "-", socket.gethostname().split(".")[0].lower()).strip("-") or "javon"
    return ("localhost", host, f"{host}.local")


# --- the authority and its certificate ----------------------------------------------------------------------


def prepare(home: Path, *, port: int, tls_port: int, now: datetime | None = None) -> Place:
    """The authority and a certificate that fits this computer's names and addresses now; made anew where it
    does not.
    """
    now = now or datetime.now(UTC)
    folder = home / FOLDER
    folder.mkdir(exist_ok=True, mode=0o700)
    here, called = addresses(), names()
    authority, authority_key = _authority(folder, here, called, now)
    certificate = _read_certificate(folder / "server.pem")
    if certificate is None or not _fits(certificate, authority, here, called, now):
        certificate = _sign(folder, authority, authority_key, here, called, now)
    place = Place(
        here, called, port, tls_port, authority.fingerprint(hashes.SHA256()).hex(":").upper(),
        str(folder / "server.pem"), str(folder / "server.key"),
        certificate.not_valid_after_utc.date().isoformat(),
    )  # fmt: skip
    _write(folder / "place.json", json.dumps(asdict(place)).encode())
    return place


def place_of(home: Path) -> Place | None:
    """Where the site was last served on the network; None when never."""
    try:
        known = json.loads((home / FOLDER / "place.json").read_text("utf-8"))
        return Place(**{**known, "addresses": tuple(known["addresses"]), "names": tuple(known["names"])})
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None


def authority_file(home: Path) -> Path:
    """The authority's certificate (public), as phones install it."""
    return home / FOLDER / "authority.pem"


def _authority(
    folder: Path, here: tuple[str, ...], called: tuple[str, ...], now: datetime
) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
    certificate = _read_certificate(folder / "authority.pem")
    if certificate is not None and certificate.not_valid_after_utc - now > timedelta(days=CERTIFICATE_DAYS):
        key = serialization.load_pem_private_key((folder / "authority.key").read_bytes(), None)
        assert isinstance(key, ec.EllipticCurvePrivateKey)
        return certificate, key
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"Javon {called[1]} {now:%Y}")])
    permitted: list[x509.GeneralName] = [x509.IPAddress(network) for network in _networks(here)]
    permitted += [x509.DNSName(name) for name in called]
    made = (
        _builder(subject, subject, key, now, timedelta(days=365 * AUTHORITY_YEARS))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .add_extension(x509.NameConstraints(permitted, None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    _write(folder / "authority.key", _key_bytes(key))
    _write(folder / "authority.pem", made.public_bytes(serialization.Encoding.PEM))
    return made, key


def _networks(here: tuple[str, ...]) -> list[Network]:
    private = [Network(network) for network in PRIVATE]
    return private + [Network(f"{one}/32") for one in here if not any(Address(one) in net for net in private)]


def _fits(
    certificate: x509.Certificate,
    authority: x509.Certificate,
    here: tuple[str, ...],
    called: tuple[str, ...],
    now: datetime,
) -> bool:
    alternatives = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    known = {str(address) for address in alternatives.get_values_for_type(x509.IPAddress)}
    return (
        certificate.not_valid_after_utc - now > RENEW_BEFORE
        and certificate.not_valid_before_utc <= now
        and certificate.issuer == authority.subject
        and set(here) <= known
        and set(_allowed(authority, called)) <= set(alternatives.get_values_for_type(x509.DNSName))
    )


def _allowed(authority: x509.Certificate, called: tuple[str, ...]) -> list[str]:
    """The names that the authority may speak for: a computer that was renamed keeps its authority and its
    address.
    """
    permitted = (
        authority.extensions.get_extension_for_class(x509.NameConstraints).value.permitted_subtrees or []
    )
    known = {name.value for name in permitted if isinstance(name, x509.DNSName)}
    return [name for name in called if name in known]


def _sign(
    folder: Path,
    authority: x509.Certificate,
    authority_key: ec.EllipticCurvePrivateKey,
    here: tuple[str, ...],
    called: tuple[str, ...],
    now: datetime,
) -> x509.Certificate:
    key = ec.generate_private_key(ec.SECP256R1())
    alternatives: list[x509.GeneralName] = [x509.DNSName(name) for name in _allowed(authority, called)]
    alternatives += [x509.IPAddress(Address(address)) for address in ("127.0.0.1", *here)]
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, called[1])])
    made = (
        _builder(subject, authority.subject, key, now, timedelta(days=CERTIFICATE_DAYS))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.SubjectAlternativeName(alternatives), critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(authority_key.public_key()), critical=False
        )
        .sign(authority_key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    _write(folder / "server.key", _key_bytes(key))
    _write(folder / "server.pem", made.public_bytes(pem) + authority.public_bytes(pem))
    return made


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, now: datetime, span: timedelta
) -> x509.CertificateBuilder:
    # A phone whose clock runs an hour behind must not find the certificate to be of the future.
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now - timedelta(days=1) + span)
    )


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates, key_cert_sign=signs_certificates,
        crl_sign=signs_certificates, content_commitment=False, key_encipherment=False,
        data_encipherment=False, key_agreement=False, encipher_only=False, decipher_only=False,
    )  # fmt: skip


def _key_bytes(key: ec.EllipticCurvePrivateKey) -> bytes:
    plain = serialization.NoEncryption()
    return key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)


def _read_certificate(path: Path) -> x509.Certificate | None:
    try:
        return x509.load_pem_x509_certificate(path.read_bytes())
    except (FileNotFoundError, ValueError):
        return None


def _write(path: Path, content: bytes) -> None:
    """Replace the file at once; readable by its owner only from its first byte."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    with open(part, "wb", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


def main(arguments: list[str]) -> int:
    """HOME PORT TLS_PORT: prepare, and print what the supervisor needs as JSON."""
    home, port, tls_port = arguments
    place = prepare(Path(home), port=int(port), tls_port=int(tls_port))
    answer: dict[str, Any] = {"certificate": place.certificate, "key": place.key, "welcome": place.welcome()}
    sys.stdout.write(json.dumps({**answer, "valid_until": place.valid_until, "addresses": place.addresses}))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
