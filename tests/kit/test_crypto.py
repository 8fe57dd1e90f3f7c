"""Sealing of values and blind indexes (DOMAIN 9.3)."""

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from tingban.kit.crypto import Keyring, Unreadable
from tingban.kit.digests import sm3

OLD, NEW = bytes(range(16)), bytes(range(1, 17))


def ring(current: str = "k1", algorithm: str = "SM4-GCM") -> Keyring:
    return Keyring({"k1": OLD, "k2": NEW}, current, b"i" * 32, algorithm)


def test_the_vectors_of_the_domain_hold() -> None:
    key = bytes.fromhex("0123456789abcdeffedcba9876543210")
    encryptor = Cipher(algorithms.SM4(key), modes.ECB()).encryptor()

    block = encryptor.update(key) + encryptor.finalize()

    assert block.hex() == "681edf34d206965e86b3e94f536e4246"
    assert sm3(b"abc") == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"


@pytest.mark.parametrize("algorithm", ["SM4-GCM", "AES-GCM"])
def test_a_sealed_value_opens_for_its_own_row(algorithm: str) -> None:
    keys = ring(algorithm=algorithm)

    box = keys.seal("张某 13800000000", context="TS-1")

    assert keys.open(box, key_id="k1", context="TS-1") == "张某 13800000000"
    assert box.startswith(algorithm.encode())
    assert "张".encode() not in box


def test_two_boxes_of_one_value_differ() -> None:
    keys = ring()

    assert keys.seal("甲", context="TS-1") != keys.seal("甲", context="TS-1")


def test_a_box_moved_to_another_row_is_unreadable() -> None:
    keys = ring()
    box = keys.seal("甲", context="TS-1")

    with pytest.raises(Unreadable):
        keys.open(box, key_id="k1", context="TS-2")


@pytest.mark.parametrize("place", [0, 9, 15, -1])
def test_an_altered_box_is_unreadable(place: int) -> None:
    keys = ring()
    box = bytearray(keys.seal("甲", context="TS-1"))
    box[place] ^= 1

    with pytest.raises(Unreadable):
        keys.open(bytes(box), key_id="k1", context="TS-1")


@pytest.mark.parametrize("box", [b"", b"SM4-GCM:", b"SM4-GCM:short", b"AES-GCM:short", b"X:y"])
def test_what_is_no_box_is_unreadable(box: bytes) -> None:
    with pytest.raises(Unreadable):
        ring().open(box, key_id="k1", context="TS-1")


def test_old_values_stay_readable_after_a_change_of_key() -> None:
    box = ring("k1").seal("甲", context="TS-1")

    assert ring("k2").open(box, key_id="k1", context="TS-1") == "甲"
    with pytest.raises(Unreadable):
        ring("k2").open(box, key_id="lost", context="TS-1")


def test_equal_phones_give_equal_marks_that_do_not_show_them() -> None:
    keys = ring()

    mark = keys.blind_index("+8613800000000")

    assert mark == keys.blind_index("+8613800000000")
    assert mark != keys.blind_index("+8613800000001")
    assert "1380" not in mark


@pytest.mark.parametrize(
    ("keys", "current", "index"),
    [({"k1": OLD}, "k2", b"i" * 32), ({"k1": b"short"}, "k1", b"i" * 32), ({"k1": OLD}, "k1", b"")],
)
def test_wrong_keys_are_refused_at_the_start(
    keys: dict[str, bytes], current: str, index: bytes
) -> None:
    with pytest.raises(ValueError, match="key"):
        Keyring(keys, current, index)


def test_secrets_do_not_show_in_the_log() -> None:
    assert str(list(OLD)[1:3])[1:-1] not in repr(ring())
    assert "iiii" not in repr(ring())
