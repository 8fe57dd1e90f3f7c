"""Whoever carries a message keeps the same promises: mail to a real server, messages to a file."""

import inspect
import json
import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Thread
from uuid import UUID

import pytest

from tests.people import NOW
from tests.post import Post, serving
from tingban.gateways import messages
from tingban.gateways.mail import Server, SmtpCarrier
from tingban.gateways.messages import Carrier, FileCarrier, Outgoing, Undelivered

PHONE = "13935912345"
MESSAGE = Outgoing(UUID(int=7), PHONE, "您反映的问题已受理", "我们将在 15 日内答复。", NOW)


@dataclass
class Way:
    """A carrier, an address that it takes, how to break it, and what has arrived under which id."""

    carrier: Carrier
    to: str
    spoil: Callable[[], object]
    arrived: Callable[[], list[str]]

    @property
    def message(self) -> Outgoing:
        return replace(MESSAGE, to=self.to)


@pytest.fixture(params=["mail", "file"])
def way(request, tmp_path) -> Iterator[Way]:
    if request.param == "file":
        folder = tmp_path / "outbox" / "sms"
        yield Way(
            FileCarrier(folder), PHONE, lambda: (tmp_path / "outbox").write_text(""),
            lambda: [path.stem for path in sorted(folder.iterdir())],
        )  # fmt: skip
        return
    with serving(Post()) as post:
        server = Server("127.0.0.1", post.port, "", "", False, False)
        yield Way(
            SmtpCarrier(server, "tb@example.org"), "wang@example.org",
            lambda: setattr(post, "data", ["451"]),
            lambda: [it.strip("<>").removesuffix("@tingban") for it in post.ids],
        )  # fmt: skip


def test_it_is_a_carrier(way):
    assert inspect.signature(way.carrier.carry) == inspect.signature(Carrier.carry).replace(
        parameters=list(inspect.signature(Carrier.carry).parameters.values())[1:]
    )


def test_it_hands_over_and_gives_a_receipt_that_names_nobody(way):
    receipt = way.carrier.carry(way.message)

    assert way.arrived() == [str(MESSAGE.id)]
    assert receipt
    assert way.to not in receipt


def test_a_second_time_it_is_the_same_message(way):
    way.carrier.carry(way.message)
    way.carrier.carry(way.message)

    assert set(way.arrived()) == {str(MESSAGE.id)}


def test_what_does_not_arrive_is_told_in_words_that_name_nobody(way):
    way.spoil()

    with pytest.raises(Undelivered) as caught:
        way.carrier.carry(way.message)

    fault = caught.value
    assert fault.words
    assert not fault.is_final
    assert way.to not in f"{fault!r} {fault.words}"
    assert (fault.__cause__, fault.__context__) == (None, None)


def test_no_address_shows_itself(way):
    assert way.to not in repr(way.message)


@pytest.fixture
def folder(tmp_path) -> Path:
    return tmp_path / "outbox" / "sms"


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_file_tells_what_to_send_to_whom(folder):
    receipt = FileCarrier(folder).carry(MESSAGE)

    assert json.loads((folder / receipt).read_text(encoding="utf-8")) == {
        "id": str(MESSAGE.id), "to": PHONE, "title": MESSAGE.title, "text": MESSAGE.text,
        "at": NOW.isoformat(),
    }  # fmt: skip


def test_the_file_is_its_owners_alone_whatever_the_umask(folder):
    before = os.umask(0)
    try:
        receipt = FileCarrier(folder).carry(MESSAGE)
    finally:
        os.umask(before)

    assert [mode(it) for it in (folder.parent, folder, folder / receipt)] == [0o700, 0o700, 0o600]


def test_a_file_that_is_there_is_left_as_it_is(folder):
    carrier = FileCarrier(folder)
    receipt = carrier.carry(MESSAGE)
    before = (folder / receipt).stat()

    carrier.carry(MESSAGE)

    after = (folder / receipt).stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_half_a_file_never_lies_there(folder, monkeypatch):
    monkeypatch.setattr(messages.os, "fsync", _full)

    with pytest.raises(Undelivered, match="写不进去"):
        FileCarrier(folder).carry(MESSAGE)

    assert list(folder.iterdir()) == []


def _full(_: int) -> None:
    raise OSError(28, "No space left on device")


def test_several_that_write_the_same_leave_one_file(folder):
    carrier = FileCarrier(folder)
    threads = [Thread(target=carrier.carry, args=(MESSAGE,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    (path,) = folder.iterdir()
    assert json.loads(path.read_text(encoding="utf-8"))["to"] == PHONE
