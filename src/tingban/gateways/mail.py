"""Mail by SMTP. What the server says may repeat the address, so only its code is ever told."""

import re
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Final
from urllib.parse import parse_qs, unquote, urlsplit

from tingban.gateways.messages import Outgoing, Undelivered

_PATIENCE: Final = 20.0
_PORTS: Final = {"smtp": 25, "smtps": 465}
_HERE: Final = frozenset({"localhost", "127.0.0.1", "::1"})
_URL_FORM: Final = (
    "应形如 smtp://用户:密码@主机:25 或 smtps://用户:密码@主机:465，密码里的符号写成 %40 的样子"
)
_FORM: Final = re.compile(r"[!-?A-~]{1,64}@[\w-]+(?:\.[\w-]+)+", re.ASCII)
_ENHANCED: Final = re.compile(rb"\d\.\d{1,3}\.\d{1,3}(?= |$)")
_QUEUED: Final = re.compile(rb"queued (?:mail for delivery )?as ([\w-]{1,40})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Server:
    """Where mail is handed in; with `must_encrypt` never in plain text."""

    host: str
    port: int
    user: str
    password: str = field(repr=False)
    is_tls: bool
    must_encrypt: bool


def server_of(url: str) -> Server:
    """The server of smtp://user:password@host:25 or smtps://…, or a ValueError in words.

    `smtp` is upgraded by STARTTLS and refuses a server that offers none, unless it stands on this
    machine or the address ends in `?starttls=no`.
    """
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError:
        raise ValueError(_URL_FORM) from None  # it would repeat a part of the password
    if parts.scheme not in _PORTS or not parts.hostname or parts.path.strip("/"):
        raise ValueError(_URL_FORM)
    if bool(parts.username) != bool(parts.password):
        raise ValueError("用户名和密码要么都写，要么都不写")
    may_be_plain = parse_qs(parts.query).get("starttls") == ["no"] or parts.hostname in _HERE
    return Server(
        host=parts.hostname,
        port=port or _PORTS[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        is_tls=parts.scheme == "smtps",
        must_encrypt=not may_be_plain,
    )


def is_address(text: str) -> bool:
    """Whether mail can be sent to this, or from it."""
    return _FORM.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class SmtpCarrier:
    """Carries mail from the house's own address."""

    server: Server
    sender: str

    def carry(self, message: Outgoing) -> str:
        """Hand the mail to the server; its answer is the receipt."""
        if not is_address(message.to):
            raise Undelivered("邮箱地址的写法不对", is_final=True)
        try:
            return self._hand_over(message)
        except smtplib.SMTPNotSupportedError:
            fault = Undelivered("邮件服务器不支持加密传送或登录，请系统管理员核对邮件设置")
        except smtplib.SMTPAuthenticationError as error:
            fault = Undelivered(f"邮件服务器不认本系统的用户名和密码{_answer(error)}，请核对")
        except (smtplib.SMTPConnectError, smtplib.SMTPHeloError) as error:
            fault = Undelivered(f"邮件服务器现在不接待{_answer(error)}")
        except smtplib.SMTPResponseException as error:
            fault = _refusal(error)
        except ssl.SSLError:
            fault = Undelivered("邮件服务器的证书不可信或加密失败，请系统管理员核对")
        except (OSError, smtplib.SMTPException):
            fault = Undelivered("邮件服务器连接不上，或中途断开")
        # Raised out here, so that no chain leads back to what the server said.
        raise fault

    def _hand_over(self, message: Outgoing) -> str:
        letter = self._letter(message)
        with self._line() as line:
            _expect(line.mail(self.sender), 250)
            _expect(line.rcpt(message.to), 250, 251)
            answer = line.data(letter)
            _expect(answer, 250)
            return _receipt(answer)

    @contextmanager
    def _line(self) -> Iterator[smtplib.SMTP]:
        """A line to the server, encrypted and signed in as its address says."""
        server, name = self.server, self.sender.partition("@")[2]
        context = ssl.create_default_context()
        line: smtplib.SMTP
        if server.is_tls:
            line = smtplib.SMTP_SSL(
                server.host, server.port, name, timeout=_PATIENCE, context=context
            )
        else:
            line = smtplib.SMTP(server.host, server.port, name, timeout=_PATIENCE)
        try:
            line.ehlo_or_helo_if_needed()
            if not server.is_tls and (server.must_encrypt or line.has_extn("starttls")):
                line.starttls(context=context)
                line.ehlo()
            if server.user:
                line.login(server.user, server.password)
            yield line
            # What was taken is taken, however the goodbye goes.
            with suppress(OSError, smtplib.SMTPException):
                line.quit()
        finally:
            line.close()

    def _letter(self, message: Outgoing) -> bytes:
        letter = EmailMessage(policy=SMTP)
        letter["Subject"] = message.title
        letter["From"] = self.sender
        letter["To"] = message.to
        letter["Date"] = format_datetime(message.at)
        letter["Message-ID"] = f"<{message.id}@tingban>"
        letter["Auto-Submitted"] = "auto-generated"
        letter.set_content(message.text, charset="utf-8", cte="base64")
        return letter.as_bytes()


def _expect(answer: tuple[int, bytes], *codes: int) -> None:
    if answer[0] not in codes:
        raise smtplib.SMTPResponseException(*answer)


def _bytes(text: bytes | str) -> bytes:
    return text if isinstance(text, bytes) else text.encode("ascii", "replace")


def _answer(error: smtplib.SMTPResponseException) -> str:
    """（应答 550 5.1.1）: the figures of an answer, never its words."""
    found = _ENHANCED.match(_bytes(error.smtp_error))
    return f"（应答 {error.smtp_code}{f' {found[0].decode()}' if found else ''}）"


def _refusal(error: smtplib.SMTPResponseException) -> Undelivered:
    """5xx is a no, everything else a not now (RFC 5321, 4.2.1)."""
    if 500 <= error.smtp_code < 600:
        return Undelivered(f"邮件服务器拒收{_answer(error)}", is_final=True)
    return Undelivered(f"邮件服务器暂时不收{_answer(error)}")


def _receipt(answer: tuple[int, bytes]) -> str:
    """The code, and the number under which the server keeps the mail."""
    queued = _QUEUED.search(answer[1])
    return f"{answer[0]} {queued[1].decode()}" if queued else str(answer[0])
