"""Mail, against a real server: what arrives, what is told of a failure, and what never is."""

import socket
import ssl
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from threading import Thread
from uuid import UUID

import pytest

from tests.people import NOW
from tests.post import PASSWORD, USER, Post, a_certificate, serving
from tingban.gateways import mail
from tingban.gateways.mail import Server, SmtpCarrier, server_of
from tingban.gateways.messages import Outgoing, Undelivered

TO = "wang.xiaoer@example.org"
LETTER = Outgoing(UUID(int=7), TO, "您反映的问题已受理", "我们将在 15 日内答复。\n.\n听办", NOW)


@pytest.fixture
def post():
    with serving(Post()) as post:
        yield post


def carrier(post: Post, **changes: object) -> SmtpCarrier:
    plain = Server("127.0.0.1", post.port, "", "", is_tls=False, must_encrypt=False)
    return SmtpCarrier(replace(plain, **changes), "tingban@example.org")


def undelivered(carrier: SmtpCarrier, letter: Outgoing = LETTER) -> Undelivered:
    with pytest.raises(Undelivered) as caught:
        carrier.carry(letter)
    return caught.value


def test_the_mail_arrives_as_it_was_written(post):
    receipt = carrier(post).carry(LETTER)

    (letter,) = post.letters
    assert receipt == "250 4F1A2B"
    assert (letter["Subject"], letter["From"]) == (LETTER.title, "tingban@example.org")
    assert (letter["To"], post.recipients) == (TO, [TO])
    assert letter.get_content().replace("\r\n", "\n").rstrip("\n") == LETTER.text
    assert datetime.strptime(letter["Date"], "%a, %d %b %Y %H:%M:%S %z") == NOW
    assert letter["Auto-Submitted"] == "auto-generated"


def test_the_same_message_has_the_same_id_however_often_it_is_sent(post):
    carrier(post).carry(LETTER)
    carrier(post).carry(replace(LETTER, at=NOW.replace(hour=23)))

    assert post.ids == [f"<{UUID(int=7)}@tingban>"] * 2


def test_an_answer_without_a_number_is_a_receipt_too(post):
    post.data = ["250 OK"]

    assert carrier(post).carry(LETTER) == "250"


@pytest.mark.parametrize(("stage", "answer", "words", "is_final"), [
    ("rcpt", "450 4.2.1", "邮件服务器暂时不收（应答 450 4.2.1）", False),
    ("data", "451 4.3.0", "邮件服务器暂时不收（应答 451 4.3.0）", False),
    ("rcpt", "550 5.1.1", "邮件服务器拒收（应答 550 5.1.1）", True),
    ("data", "554", "邮件服务器拒收（应答 554）", True),
])  # fmt: skip
def test_a_refusal_is_told_by_its_figures_alone(post, stage, answer, words, is_final):
    setattr(post, stage, [answer])

    fault = undelivered(carrier(post))

    assert (fault.words, str(fault), fault.is_final) == (words, words, is_final)
    assert post.asked == [TO]
    assert (fault.__cause__, fault.__context__) == (None, None)


def test_a_server_that_is_not_there_is_tried_again(post):
    with closing(socket.socket()) as nobody:
        nobody.bind(("127.0.0.1", 0))

        fault = undelivered(carrier(post, port=nobody.getsockname()[1]))

    assert (fault.words, fault.is_final) == ("邮件服务器连接不上，或中途断开", False)


def test_a_server_that_says_nothing_is_given_up(post, monkeypatch):
    monkeypatch.setattr(mail, "_PATIENCE", 0.2)
    with closing(socket.create_server(("127.0.0.1", 0))) as mute:
        fault = undelivered(carrier(post, port=mute.getsockname()[1]))

    assert not fault.is_final


def _surly(line: socket.socket) -> None:
    """Whoever calls is told no before a word."""
    guest, _ = line.accept()
    with closing(guest):
        guest.sendall(b"554 no service here\r\n")
        guest.recv(100)


def test_a_server_that_turns_everybody_away_is_tried_again(post):
    with closing(socket.create_server(("127.0.0.1", 0))) as line:
        thread = Thread(target=_surly, args=(line,))
        thread.start()
        fault = undelivered(carrier(post, port=line.getsockname()[1]))
        thread.join()

    assert (fault.words, fault.is_final) == ("邮件服务器现在不接待（应答 554）", False)


def test_what_was_taken_is_taken_though_the_server_hangs_up(post):
    post.hangs_up = True

    assert carrier(post).carry(LETTER) == "250 4F1A2B"


def test_what_is_no_address_is_not_sent(post):
    for to in ("", "wang", "a b@example.org", "王@example.org", "a@b", "a@example.org\r\nBcc: x"):
        assert undelivered(carrier(post), replace(LETTER, to=to)).is_final
    assert post.asked == []


def test_no_address_and_no_password_shows_itself(post):
    told = [repr(LETTER), repr(carrier(post, user=USER, password=PASSWORD))]

    assert all(TO not in it and PASSWORD not in it for it in told)


def test_a_line_that_stays_open_to_all_is_not_used(post):
    fault = undelivered(carrier(post, must_encrypt=True))

    assert "不支持加密" in fault.words
    assert post.asked == []


@pytest.fixture
def trusted(tmp_path, monkeypatch) -> ssl.SSLContext:
    path, context = a_certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    return context


def test_the_line_is_encrypted_before_the_password_is_said(trusted):
    with serving(Post(), tls_context=trusted, require_starttls=True, asks=True) as post:
        carrier(post, must_encrypt=True, user=USER, password=PASSWORD).carry(LETTER)

    assert len(post.letters) == 1


def test_a_line_may_be_encrypted_from_the_start(trusted):
    with serving(Post(), ssl_context=trusted) as post:
        carrier(post, is_tls=True, must_encrypt=True).carry(LETTER)

    assert len(post.letters) == 1


def test_a_stranger_with_a_certificate_of_his_own_gets_nothing(tmp_path):
    _, context = a_certificate(tmp_path)
    with serving(Post(), tls_context=context) as post:
        fault = undelivered(carrier(post))

    assert ("证书" in fault.words, fault.is_final) == (True, False)
    assert post.asked == []


def test_a_wrong_password_is_told_and_tried_again(trusted):
    with serving(Post(), tls_context=trusted, asks=True) as post:
        fault = undelivered(carrier(post, user=USER, password="falsch"))

    assert fault.words.startswith("邮件服务器不认本系统的用户名和密码（应答 535")
    assert not fault.is_final


@pytest.mark.parametrize(("url", "server"), [
    ("smtp://u:p%40ss@mail.example.org:587",
     Server("mail.example.org", 587, "u", "p@ss", is_tls=False, must_encrypt=True)),
    ("smtp://mail.example.org", Server("mail.example.org", 25, "", "", False, True)),
    ("smtp://mail.example.org?starttls=no", Server("mail.example.org", 25, "", "", False, False)),
    ("smtp://127.0.0.1:2525", Server("127.0.0.1", 2525, "", "", False, False)),
    ("smtps://u:p@mail.example.org", Server("mail.example.org", 465, "u", "p", True, True)),
])  # fmt: skip
def test_the_server_is_read_from_its_address(url, server):
    assert server_of(url) == server


@pytest.mark.parametrize("url", [
    "mail.example.org", "http://mail.example.org", "smtp://", "smtp://u:geheim/x@mail.example.org",
    "smtp://u@mail.example.org", "smtp://mail.example.org/geheim",
])  # fmt: skip
def test_an_address_that_is_none_is_told_without_the_password(url):
    with pytest.raises(ValueError, match=r"smtp:|用户名") as caught:
        server_of(url)

    assert "geheim" not in str(caught.value)
