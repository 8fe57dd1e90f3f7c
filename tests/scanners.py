"""Virus scanners for tests: Debian's clamd with a signature of our own, and an imitation of it.

The same tests ask both, so the imitation answers as the real one does.
"""

import shutil
import socket
import socketserver
import struct
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tingban.gateways import clamd
from tingban.gateways.clamd import Address

CLAMD = shutil.which("clamd") or shutil.which("clamd", path="/usr/sbin")
# What our own signature knows; no virus, and in no other file.
MARK = b"TINGBAN-HARMLESS-TEST-MARK"
NAME = "Tingban.Test.UNOFFICIAL"
MOST = 2 * 1024 * 1024
_CONF = """
{listen}
DatabaseDirectory {folder}/signatures
Foreground yes
StreamMaxLength 2M
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def real(folder: Path, address: Address) -> Iterator[None]:
    """Debian's clamd, with one signature and nothing from anywhere else."""
    (folder / "signatures").mkdir()
    (folder / "signatures" / "tingban.ndb").write_text(f"Tingban.Test:0:*:{MARK.hex()}\n")
    listen = (
        f"LocalSocket {address.path}" if address.path
        else f"TCPAddr 127.0.0.1\nTCPSocket {address.port}"
    )  # fmt: skip
    conf = folder / "clamd.conf"
    conf.write_text(_CONF.format(listen=listen, folder=folder))
    with (folder / "clamd.log").open("wb") as told:
        daemon = subprocess.Popen(
            [str(CLAMD), "--config-file", str(conf)], stdout=told, stderr=subprocess.STDOUT
        )
        try:
            _wait(daemon, folder)
            yield
        finally:
            daemon.terminate()
            daemon.wait(20)


def _wait(daemon: subprocess.Popen[bytes], folder: Path) -> None:
    """Until it answers, or has ended."""
    for _ in range(300):
        try:
            clamd.version()
        except clamd.Unreachable:
            assert daemon.poll() is None, (folder / "clamd.log").read_text()
            time.sleep(0.1)
        else:
            return
    raise AssertionError((folder / "clamd.log").read_text())


class _Imitation(socketserver.StreamRequestHandler):
    """One command a connection, as clamd takes it outside of a session."""

    def handle(self) -> None:
        command = b""
        while not command.endswith(b"\0"):
            command += self.rfile.read(1)
        self.wfile.write(self._answer(command[:-1]) + b"\0")

    def _answer(self, command: bytes) -> bytes:
        if command == b"zVERSION":
            return b"ClamAV 0.0 (imitation)"
        if command != b"zINSTREAM":
            return b"UNKNOWN COMMAND"
        data = b""
        while length := struct.unpack(">I", self.rfile.read(4))[0]:
            if len(data) + length > MOST:
                return b"INSTREAM size limit exceeded. ERROR"
            data += self.rfile.read(length)
        return f"stream: {NAME} FOUND".encode() if MARK in data else b"stream: OK"


class _Tcp(socketserver.ThreadingMixIn, socketserver.TCPServer):
    daemon_threads = True
    allow_reuse_address = True


class _Unix(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    daemon_threads = True


@contextmanager
def imitation(folder: Path, address: Address) -> Iterator[None]:
    """A server that speaks as clamd does."""
    server = (
        _Unix(address.path, _Imitation) if address.path
        else _Tcp((address.host, address.port), _Imitation)
    )  # fmt: skip
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)


@contextmanager
def saying(address: Address, answer: bytes) -> Iterator[None]:
    """A server that says this to whatever it is asked, and hangs up."""

    class Blunt(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            self.request.recv(1 << 16)
            self.request.sendall(answer)

    server = _Unix(address.path, Blunt)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)
