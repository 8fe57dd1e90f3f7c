"""A real SMTP server (aiosmtpd) that keeps what it is given and answers as it is told."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from ipaddress import ip_address
from pathlib import Path
from typing import Any, cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.jobs.cli.installation import free_port

TAKEN = "250 2.0.0 Ok: queued as 4F1A2B"
USER, PASSWORD = "tingban", "geheim@2024"


@dataclass
class Post:
    """`rcpt` and `data` are the answers to come, the last one stays."""

    rcpt: list[str] = field(default_factory=lambda: ["250 OK"])
    data: list[str] = field(default_factory=lambda: [TAKEN])
    letters: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    # What was asked for, taken or not.
    asked: list[str] = field(default_factory=list)
    hangs_up: bool = False
    port: int = 0

    @property
    def ids(self) -> list[str]:
        """Message-IDs in the order of arrival."""
        return [str(letter["Message-ID"]) for letter in self.letters]

    async def handle_RCPT(  # noqa: N802 -- as aiosmtpd calls it
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        """Remember who was asked for; repeat the address, as many servers do."""
        self.asked.append(address)
        answer = self.rcpt.pop(0) if len(self.rcpt) > 1 else self.rcpt[0]
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
            return answer
        return f"{answer} <{address}>: Recipient address rejected"

    async def handle_DATA(  # noqa: N802
        self, server: Any, session: Any, envelope: Any
    ) -> str:
        """Keep the letter where it is taken."""
        answer = self.data.pop(0) if len(self.data) > 1 else self.data[0]
        if answer.startswith("250"):
            letter = message_from_bytes(envelope.content, policy=default)
            self.letters.append(cast(EmailMessage, letter))
            self.recipients += envelope.rcpt_tos
        else:
            answer = f"{answer} <{envelope.rcpt_tos[0]}> refused"
        if self.hangs_up:
            server.transport.write(f"{answer}\r\n".encode())
            server.transport.close()
        return answer


def _sign_in(server: Any, session: Any, envelope: Any, mechanism: str, told: Any) -> AuthResult:
    good = (told.login, told.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=good, handled=good)


@contextmanager
def serving(post: Post, **how: Any) -> Iterator[Post]:
    """The server, until the block ends."""
    if how.pop("asks", False):
        how |= {"authenticator": _sign_in, "auth_required": True}
    post.port = free_port()
    controller = Controller(post, hostname="127.0.0.1", port=post.port, **how)
    controller.start()
    try:
        yield post
    finally:
        controller.stop()


def a_certificate(folder: Path) -> tuple[Path, ssl.SSLContext]:
    """A certificate of this machine that signed itself: its file, and a server's use of it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    path, secret = folder / "cert.pem", folder / "key.pem"
    path.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path, secret)
    return path, context
