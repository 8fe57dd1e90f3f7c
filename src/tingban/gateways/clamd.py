"""The virus scanner: clamd, asked over its socket (INSTREAM), where TINGBAN_CLAMD names one.

`unix:/run/clamav/clamd.ctl` or `tcp:127.0.0.1:3310`. What is sent over tcp is neither encrypted
nor signed by clamd, so that way is for one machine or a closed network.
"""

import socket
import struct
from contextlib import closing
from dataclasses import dataclass
from typing import Final

from django.conf import settings

_CONNECT_SECONDS: Final = 3.0
# A large file is unpacked and searched before the answer comes.
_ANSWER_SECONDS: Final = 120.0
_CHUNK: Final = 1 << 18
_LONGEST_ANSWER: Final = 4096
_FOUND: Final = " FOUND"
_OK: Final = ": OK"
_LIMIT: Final = "size limit exceeded"


class Unreachable(Exception):
    """The scanner does not answer, or not in words that are known."""


class TooLarge(Exception):
    """The scanner takes no file of this length (its StreamMaxLength)."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where the scanner listens: a path, or a host and its port."""

    path: str = ""
    host: str = ""
    port: int = 0


@dataclass(frozen=True, slots=True)
class Scanned:
    """What the scanner found (empty: nothing), and which one it was."""

    virus: str
    engine: str


def parse(text: str) -> Address | None:
    """The address as the environment tells it; None where it tells none, else a ValueError."""
    kind, _, rest = text.partition(":")
    if not text:
        return None
    if kind == "unix" and rest.startswith("/"):
        return Address(path=rest)
    host, _, port = rest.rpartition(":")
    if kind == "tcp" and host and port.isdigit():
        return Address(host=host.strip("[]"), port=int(port))
    raise ValueError(text)


def is_on() -> bool:
    """Whether this installation has a scanner at all."""
    return settings.CLAMD is not None


def version() -> str:
    """What the scanner calls itself and its signatures; `Unreachable` where it does not answer."""
    with closing(_connected()) as link:
        link.settimeout(_CONNECT_SECONDS)
        return _asked(link, b"zVERSION\0")[:64]


def scan(data: bytes) -> Scanned:
    """Let the scanner look at a file."""
    engine = version()
    with closing(_connected()) as link:
        answer = _streamed(link, data)
    if answer.endswith(_FOUND):
        return Scanned(answer.removesuffix(_FOUND).partition(": ")[2][:64], engine)
    if answer.endswith(_OK):
        return Scanned("", engine)
    if _LIMIT in answer:
        raise TooLarge(answer)
    raise Unreachable(f"an answer that is not known: {answer[:80]!r}")


def _connected() -> socket.socket:
    address: Address | None = settings.CLAMD
    if address is None:
        raise Unreachable("no scanner is named")
    try:
        link = _dialled(address)
    except OSError as error:
        raise Unreachable(str(error)) from error
    link.settimeout(_ANSWER_SECONDS)
    return link


def _dialled(address: Address) -> socket.socket:
    if not address.path:
        return socket.create_connection((address.host, address.port), _CONNECT_SECONDS)
    link = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    link.settimeout(_CONNECT_SECONDS)
    try:
        link.connect(address.path)
    except OSError:
        link.close()
        raise
    return link


def _asked(link: socket.socket, command: bytes) -> str:
    try:
        link.sendall(command)
    except OSError as error:
        raise Unreachable(str(error)) from error
    return _answer(link)


def _streamed(link: socket.socket, data: bytes) -> str:
    """Send the file piece by piece, each with its length before it, and an empty piece last."""
    pieces = memoryview(data)
    try:
        link.sendall(b"zINSTREAM\0")
        for place in range(0, len(data), _CHUNK):
            piece = pieces[place : place + _CHUNK]
            link.sendall(struct.pack(">I", len(piece)))
            link.sendall(piece)
        link.sendall(struct.pack(">I", 0))
    except (BrokenPipeError, ConnectionResetError):
        # It hangs up on what is too large; its words may still lie in the line.
        return _answer(link)
    except OSError as error:
        raise Unreachable(str(error)) from error
    return _answer(link)


def _answer(link: socket.socket) -> str:
    """The answer up to its closing NUL."""
    words = b""
    try:
        while not words.endswith(b"\0") and len(words) < _LONGEST_ANSWER:
            piece = link.recv(_LONGEST_ANSWER)
            if not piece:
                break
            words += piece
    except OSError as error:
        raise Unreachable(str(error)) from error
    if not words.endswith(b"\0"):
        raise Unreachable("it hung up without an answer")
    return words.rstrip(b"\0").decode("utf-8", "replace").strip()
