"""Electronic files: may it be attached, changed, removed, put back; may this reader open it? Pure. Nizom 5.2."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from javon.core.verdict import Refusal, Verdict, Weight

MOST_BYTES = 200 * 1024 * 1024
MOST_FILES = 200  # on one title
REMOVED_KEPT_DAYS = 30
KINDS = frozenset(
    {
        "application/pdf",
        "application/epub+zip",
        "image/jpeg",
        "image/png",
        "image/webp",
        "audio/mpeg",
        "video/mp4",
    }
)
EVERYONE, INSIDE, STAFF = "everyone", "inside", "staff"
PERMISSION = "permission"
# What counts as inside while the centre has named no network of its own: addresses that no router carries abroad.
PRIVATE_NETWORKS = (
    "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8", "::1/128", "fc00::/7", "fe80::/10",
)  # fmt: skip
# A network that holds more addresses than this is no library: a slip of the pen would open the house to a country.
SHORTEST_PREFIX = {4: 16, 6: 32}


@dataclass(frozen=True, slots=True)
class RightsFacts:
    """What is said of a file: its name, for whom, by whose leave."""

    label: str
    access: str
    basis: str
    paper: str = ""


@dataclass(frozen=True, slots=True)
class AttachFacts:
    """A file that is about to be attached. `kind` is what its bytes told."""

    rights: RightsFacts
    kind: str
    size: int
    same: str = ""  # the label of the file of this title with the same bytes
    held: int = 0  # files of the title
    is_donor: bool = False
    merged_into: int | None = None


def rights_objections(facts: RightsFacts) -> list[Refusal | None]:
    """What speaks against the rights as they are said."""
    needs_paper = facts.access != STAFF and facts.basis == PERMISSION and not facts.paper.strip()
    return [
        Refusal("file_no_label", Weight.FORBIDS) if not facts.label.strip() else None,
        Refusal("file_no_paper", Weight.FORBIDS) if needs_paper else None,
    ]


def content_objections(kind: str, size: int) -> list[Refusal | None]:
    """What speaks against the bytes themselves."""
    return [
        Refusal("file_empty", Weight.FORBIDS) if not size else None,
        Refusal("file_kind", Weight.FORBIDS) if size and kind not in KINDS else None,
        Refusal("file_too_large", Weight.FORBIDS, {"most": MOST_BYTES >> 20}) if size > MOST_BYTES else None,
    ]


def may_attach(facts: AttachFacts) -> Verdict:
    """Whether the file may be attached to its title."""
    return Verdict.of(
        [
            Refusal("donor_record", Weight.FORBIDS) if facts.is_donor else None,
            Refusal("merged_record", Weight.FORBIDS, {"into": facts.merged_into})
            if facts.merged_into is not None
            else None,
            *content_objections(facts.kind, facts.size),
            *rights_objections(facts.rights),
            Refusal("file_is_there", Weight.FORBIDS, {"label": facts.same}) if facts.same else None,
            Refusal("file_too_many", Weight.FORBIDS, {"most": MOST_FILES})
            if facts.held >= MOST_FILES
            else None,
        ]
    )


def may_change(facts: RightsFacts, *, is_removed: bool, changes_nothing: bool) -> Verdict:
    """Whether the rights of a file may become these."""
    return Verdict.of(
        [
            Refusal("file_removed", Weight.FORBIDS) if is_removed else None,
            Refusal("nothing_changed", Weight.FORBIDS) if changes_nothing else None,
            *rights_objections(facts),
        ]
    )


def may_remove(*, why: str, is_removed: bool) -> Verdict:
    """Whether a file may be taken off its title."""
    return Verdict.of(
        [
            Refusal("file_removed", Weight.FORBIDS) if is_removed else None,
            Refusal("file_no_reason", Weight.FORBIDS) if not why.strip() else None,
        ]
    )


def may_put_back(*, is_removed: bool, has_bytes: bool, same: str) -> Verdict:
    """Whether a removed file may stand on its title again."""
    return Verdict.of(
        [
            Refusal("file_not_removed", Weight.FORBIDS) if not is_removed else None,
            Refusal("file_bytes_gone", Weight.FORBIDS, {"days": REMOVED_KEPT_DAYS})
            if is_removed and not has_bytes
            else None,
            Refusal("file_is_there", Weight.FORBIDS, {"label": same}) if same and is_removed else None,
        ]
    )


# --- who may read


@dataclass(frozen=True, slots=True)
class ReadingFacts:
    """One file and one reader at one moment."""

    access: str
    today: date
    open_from: date | None = None
    is_removed: bool = False
    is_title_hidden: bool = False  # from readers: merged away, prohibited, a donor's
    is_staff: bool = False
    is_inside: bool = False


def may_read(facts: ReadingFacts) -> Verdict:
    """Whether this reader may open the file now. A removed file is read by nobody; the staff reads all others."""
    if facts.is_removed:
        return Verdict.of([Refusal("file_removed", Weight.FORBIDS)])
    if facts.is_staff:
        return Verdict()
    waits = facts.open_from is not None and facts.open_from > facts.today
    return Verdict.of(
        [
            Refusal("file_hidden", Weight.FORBIDS)
            if facts.is_title_hidden or facts.access == STAFF
            else None,
            Refusal("file_not_yet", Weight.FORBIDS, {"day": facts.open_from}) if waits else None,
            Refusal("file_inside", Weight.FORBIDS)
            if facts.access == INSIDE and not facts.is_inside
            else None,
        ]
    )


def is_inside(addresses: Sequence[str], networks: Sequence[str]) -> bool:
    """Do all these addresses stand in the networks of the house?

    `addresses`: the one that the connection came from, and each that a server between us names; one stranger among them
    makes the whole a stranger. What is no address stands outside.
    """
    known = [_network(one) for one in networks or PRIVATE_NETWORKS]
    found = [_address(one) for one in addresses]
    return bool(found) and all(
        address is not None and any(network is not None and address in network for network in known)
        for address in found
    )


def may_add_network(typed: str, held: Sequence[str]) -> Verdict:
    """Whether these addresses may count as inside."""
    network = _network(typed)
    if network is None:
        return Verdict.of([Refusal("network_not_understood", Weight.FORBIDS, {"typed": typed[:60]})])
    return Verdict.of(
        [
            Refusal("network_too_wide", Weight.FORBIDS, {"network": str(network)})
            if network.prefixlen < SHORTEST_PREFIX[network.version] and not _is_private(network)
            else None,
            Refusal("network_is_there", Weight.FORBIDS, {"network": str(network)})
            if str(network) in held
            else None,
        ]
    )


def network_text(typed: str) -> str:
    """The network in its one spelling; "" for what is none."""
    found = _network(typed)
    return "" if found is None else str(found)


def _is_private(network: IPv4Network | IPv6Network) -> bool:
    return any(
        network.version == one.version and network.subnet_of(one)  # type: ignore[arg-type]
        for one in map(ip_network, PRIVATE_NETWORKS)
    )


def _network(text: str) -> IPv4Network | IPv6Network | None:
    try:
        return ip_network(text.strip(), strict=False)
    except ValueError:
        return None


def _address(text: str) -> IPv4Address | IPv6Address | None:
    try:
        found = ip_address(text.strip().partition("%")[0])
    except ValueError:
        return None
    return (found.ipv4_mapped or found) if isinstance(found, IPv6Address) else found
