"""Whose request a reverse proxy passes on: only proxies that we name are believed.

A header of an untrusted sender proves nothing. Read from the right, X-Forwarded-For is a chain of
our own proxies; the first address that is none of them is the client, and whatever stands left of
it the client may have made up.
"""

from collections.abc import Sequence
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network


def networks(words: Sequence[str]) -> tuple[Network, ...]:
    """`127.0.0.1`, `10.0.0.0/8`, `fd00::/8`; a wrong one is a ValueError."""
    return tuple(ip_network(word, strict=False) for word in words if word)


def is_trusted(peer: str, trusted: Sequence[Network]) -> bool:
    """Whether this address is one of our proxies."""
    address = parsed(peer)
    return address is not None and any(address in network for network in trusted)


def client(peer: str, forwarded: str, trusted: Sequence[Network]) -> str:
    """The address a request comes from, as far as those we trust can tell."""
    nearest = peer
    if not is_trusted(peer, trusted):
        return peer
    for word in reversed(forwarded.split(",")):
        address = parsed(word)
        if address is None:
            # Nothing left of what cannot be read is told by anybody we trust.
            return nearest
        nearest = str(address)
        if not any(address in network for network in trusted):
            return nearest
    return nearest


def parsed(word: str) -> Address | None:
    """An address, perhaps with a port or in brackets; IPv4 written as IPv6 is IPv4."""
    text = word.strip().strip('"')
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address
