"""Whose address a chain of proxies tells: nobody is believed whom we do not name."""

import pytest

from tingban.kit import proxies

NONE = proxies.networks([])
OURS = proxies.networks(["127.0.0.1", "10.0.0.0/8", "::1", "fd00::/8"])
CLIENT = "203.0.113.7"


@pytest.mark.parametrize(
    ("peer", "forwarded", "trusted", "found"),
    [
        ("198.51.100.9", "", NONE, "198.51.100.9"),
        ("127.0.0.1", CLIENT, NONE, "127.0.0.1"),
        ("198.51.100.9", CLIENT, OURS, "198.51.100.9"),
        ("127.0.0.1", CLIENT, OURS, CLIENT),
        ("127.0.0.1", "", OURS, "127.0.0.1"),
        ("127.0.0.1", f"{CLIENT}, 10.0.0.5", OURS, CLIENT),
        ("127.0.0.1", f"9.9.9.9, {CLIENT}, 10.0.0.5", OURS, CLIENT),
        ("127.0.0.1", "10.0.0.8, 10.0.0.5", OURS, "10.0.0.8"),
        ("::1", "2001:db8::7", OURS, "2001:db8::7"),
        ("fd00::2", "[2001:db8::7]:443, [fd00::3]:8443", OURS, "2001:db8::7"),
        ("::ffff:127.0.0.1", CLIENT, OURS, CLIENT),
        ("127.0.0.1", f"::ffff:{CLIENT}", OURS, CLIENT),
        ("127.0.0.1", f"{CLIENT}:51234", OURS, CLIENT),
        ("127.0.0.1", "unknown", OURS, "127.0.0.1"),
        ("127.0.0.1", f"{CLIENT}, <script>, 10.0.0.5", OURS, "10.0.0.5"),
        ("127.0.0.1", f"{CLIENT}, , ", OURS, "127.0.0.1"),
        ("127.0.0.1", "'; DROP TABLE entry --", OURS, "127.0.0.1"),
        ("127.0.0.1", "999.1.1.1", OURS, "127.0.0.1"),
        ("", CLIENT, OURS, ""),
        ("unix:", CLIENT, OURS, "unix:"),
    ],
)
def test_the_client_is_the_first_whom_none_of_us_is(peer, forwarded, trusted, found):
    assert proxies.client(peer, forwarded, trusted) == found


@pytest.mark.parametrize("word", ["nginx", "10.0.0.0/33", "1.2.3", "::1/200"])
def test_a_wrong_network_is_an_error(word):
    with pytest.raises(ValueError, match=r".+"):
        proxies.networks([word])
