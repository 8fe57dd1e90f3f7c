"""The session of a signed-in person: who, in which post, since when, last seen when.

Kept in Django's session, judged by the installation's clock (DOMAIN 9.2, item 5).
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.http import HttpRequest

from tingban.kit import clock
from tingban.reads import accounts
from tingban.reads.accounts import HeldPost, Person
from tingban.rules import accounts as rules

_USER: Final = "user"
_POST: Final = "post"
_BEGAN: Final = "began_at"
_SEEN: Final = "seen_at"
_HALFWAY: Final = "halfway"
_CONFIRMED: Final = "confirmed_at"
# The moment of the last act is stored at most once a minute, or every page would write.
_SEEN_STEP: Final = 60
# A page that asks by itself (progress, clock) must not keep an empty chair signed in.
QUIET_HEADER: Final = "X-Tingban-Quiet"


class SignedOut(Exception):
    """Nobody is signed in; `sentence` tells whoever was until now why not any more."""

    def __init__(self, sentence: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks, in which post, from where."""

    person: Person
    post: HeldPost | None
    ip: str


def address(request: HttpRequest) -> str:
    """Where the request comes from; behind a proxy as `web.proxies` found out."""
    return str(request.META.get("REMOTE_ADDR", ""))


def begin(request: HttpRequest, user_id: int, at: datetime) -> str:
    """Sign a person in; the answer is the session's key, which the user row keeps."""
    request.session.flush()
    request.session.create()
    request.session[_USER] = user_id
    request.session[_BEGAN] = request.session[_SEEN] = at.isoformat()
    confirm(request, at)
    request.session.save()
    return str(request.session.session_key)


def end(request: HttpRequest) -> None:
    """Forget everything."""
    request.session.flush()


def choose_post(request: HttpRequest, post_id: int) -> None:
    """Work in this post from now on."""
    request.session[_POST] = post_id


def confirm(request: HttpRequest, at: datetime) -> None:
    """The person has just shown who he is."""
    request.session[_CONFIRMED] = at.isoformat()


def is_confirmed(request: HttpRequest, at: datetime) -> bool:
    """Whether that was lately enough for a grave act (DOMAIN 9.2, 9)."""
    held = request.session.get(_CONFIRMED)
    return held is not None and rules.step_up_holds(datetime.fromisoformat(held), now=at)


def hold_halfway(request: HttpRequest, user_id: int, password_id: int, at: datetime) -> None:
    """The password was right; the code of the second factor is still to come."""
    request.session.cycle_key()
    request.session[_HALFWAY] = [user_id, password_id, at.isoformat()]


def halfway(request: HttpRequest, at: datetime) -> tuple[int, int] | None:
    """Who gave the right password a moment ago, and which password that was."""
    held = request.session.get(_HALFWAY)
    if not isinstance(held, list) or len(held) != 3:
        return None
    user_id, password_id, since = held
    if at - datetime.fromisoformat(since) > rules.HALFWAY_LIMIT:
        return None
    return int(user_id), int(password_id)


def recognise(request: HttpRequest) -> Visitor:
    """Who asks, or `SignedOut`: also whoever was deactivated or replaced a second ago."""
    user_id, at = request.session.get(_USER), clock.now()
    if user_id is None:
        raise SignedOut
    sentence = _over(request, at)
    person = None if sentence else accounts.person(user_id, on=at.date())
    if person is None:
        request.session.flush()
        raise SignedOut(sentence or "您的账号已停用。如有疑问，请联系本单位系统管理员。")
    if person.session_key != request.session.session_key:
        request.session.flush()
        raise SignedOut("您的账号已在别处登录，这里已退出。若不是您本人，请立即修改密码。")
    _see(request, at)
    return Visitor(person, person.post(request.session.get(_POST)), address(request))


def _over(request: HttpRequest, at: datetime) -> str:
    began, seen = (datetime.fromisoformat(request.session[key]) for key in (_BEGAN, _SEEN))
    if rules.session_is_idle(seen, now=at):
        return "您已 30 分钟没有操作，为安全起见已退出。请重新登录。"
    if rules.session_is_over(began, now=at):
        return "登录已满 12 小时，请重新登录。"
    return ""


def _see(request: HttpRequest, at: datetime) -> None:
    seen = datetime.fromisoformat(request.session[_SEEN])
    if QUIET_HEADER not in request.headers and (at - seen).total_seconds() >= _SEEN_STEP:
        request.session[_SEEN] = at.isoformat()
