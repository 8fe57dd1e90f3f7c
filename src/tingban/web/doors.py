"""Doors: every page names who may come in; a page without a door lets nobody in.

    @doors.desk                         signed in, in a post whose workplace is open
    @doors.desk(roles={Role.SYS})       the same, and in one of these roles
    @doors.company                      a company: signed in, or come by the link of an order
    @doors.signed_in                    signed in, whatever the post (own account, gallery)
    @doors.public                       anybody

Views behind `desk` take a `DeskRequest`, which carries `actor`. Put `require_POST` above the
door. Decorators that use `functools.wraps` keep the door; `DefaultDeny` refuses whatever has
none, and `tests/web/test_doors.py` tries every URL with every role.

Refusals that a view lets pass become pages: `NotFound` 404, `NotAllowed` 403, the others 409.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import wraps
from typing import Any, Final, Protocol, TypeVar, cast, overload
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django_htmx.http import HttpResponseClientRedirect

from tingban.kit import clock
from tingban.reads.accounts import Person
from tingban.reads.rectification import company_links
from tingban.reads.rectification.company_side import Sight
from tingban.rules import accounts as rules
from tingban.rules.actors import ENABLED, Actor, Role
from tingban.rules.errors import NotAllowed, NotFound, Refused
from tingban.web import passes, sessions


class SignedInRequest(HttpRequest):
    """A request of a known person; without a post the actor sees no business facts."""

    person: Person
    actor: Actor


class DeskRequest(SignedInRequest):
    """A request of a known person in an open post."""


class CompanyRequest(HttpRequest):
    """A request of a company; `is_by_link` tells that nobody has signed in."""

    sight: Sight
    is_by_link: bool


@dataclass(frozen=True, slots=True)
class Door:
    """Who may come in: `public`, `signed_in`, or `desk` and `company` with these roles."""

    kind: str
    roles: frozenset[Role] = frozenset()

    def lets_in(self, role: Role | None) -> bool:
        """Whether somebody in this role (None: not signed in) comes in."""
        if self.kind == "public":
            return True
        return role is not None and (self.kind == "signed_in" or role in self.roles)


View = Callable[..., HttpResponseBase]
V = TypeVar("V", bound=View)


class Decorator(Protocol):
    """What `desk(roles=…)` gives back."""

    def __call__(self, view: V) -> V:
        """The view behind the door."""


PUBLIC: Final = Door("public")
SIGNED_IN: Final = Door("signed_in")
COMPANY: Final = Door("company", frozenset({Role.CO}))


def _fix(door: Door, view: V) -> V:
    view.door = door  # type: ignore[attr-defined]  # read by DefaultDeny
    return view


def public(view: V) -> V:
    """Anybody may come in."""

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(request, *args, **kwargs)

    return _fix(PUBLIC, cast(V, inner))


def signed_in(view: V) -> V:
    """Whoever is signed in may come in."""

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            _admit(request)
        except sessions.SignedOut as absence:
            return _to_sign_in(request, absence.sentence)
        return view(request, *args, **kwargs)

    return _fix(SIGNED_IN, cast(V, inner))


@overload
def desk(view: V) -> V: ...
@overload
def desk(*, roles: Collection[Role]) -> Decorator: ...
def desk(view: V | None = None, *, roles: Collection[Role] = ENABLED) -> V | Decorator:
    """Whoever holds an open post (in one of these roles) may come in."""
    door = Door("desk", frozenset(roles))
    return _behind(door, view) if view else lambda view: _behind(door, view)


def _behind(door: Door, view: V) -> V:
    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            known = _admit(request)
        except sessions.SignedOut as absence:
            return _to_sign_in(request, absence.sentence)
        errand = _errand(known)
        if errand:
            return _go(request, reverse(errand))
        if known.actor.role not in door.roles:
            raise NotAllowed(_sentence(door), rule="DOMAIN 0.3")
        return view(request, *args, **kwargs)

    return _fix(door, cast(V, inner))


def company(view: V) -> V:
    """A company alone may come in, and sees through `reads.rectification.company_side`."""

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        known = cast(CompanyRequest, request)
        try:
            turned_away = _admit_company(known)
        except sessions.SignedOut as absence:
            if not _admit_by_link(known):
                return _to_sign_in(request, absence.sentence)
            turned_away = ""
        if turned_away:
            return _go(request, reverse(turned_away))
        answer = view(request, *args, **kwargs)
        answer.headers["Cache-Control"] = "private, no-store"
        return answer

    return _fix(COMPANY, cast(V, inner))


def _admit_company(request: CompanyRequest) -> str:
    """Somebody who has signed in: the page to see to first, empty where there is none."""
    visitor = sessions.recognise(request)
    person = visitor.person
    post = next(iter(person.company_posts), None)
    if post is None:
        if _admit_by_link(request):
            return ""
        if person.open_posts:
            raise NotAllowed(_sentence(COMPANY), rule="DOMAIN 0.3")
        return "desk:no_post"
    request.sight = Sight(person.acting(post, ip=visitor.ip))
    request.is_by_link = False
    return _own_errand(person)


def _admit_by_link(request: CompanyRequest) -> bool:
    """Whether a pass opens the door; a link that no longer holds is told so."""
    at = clock.now()
    link_id = passes.visiting(request, at)
    if link_id is None:
        return False
    came = company_links.holding(link_id, today=at.date())
    request.sight = Sight(came.actor(sessions.address(request)), came.order)
    request.is_by_link = True
    return True


def _admit(request: HttpRequest) -> SignedInRequest:
    visitor = sessions.recognise(request)
    known = cast(SignedInRequest, request)
    known.person = visitor.person
    known.actor = visitor.person.acting(visitor.post, ip=visitor.ip)
    return known


def _errand(request: SignedInRequest) -> str:
    """The page that must be seen to before the desk opens; empty where none."""
    person = request.person
    if not person.open_posts:
        return "company:home" if person.company_posts else "desk:no_post"
    return _own_errand(person)


def _own_errand(person: Person) -> str:
    """What a person has to see to before any door opens."""
    stale = rules.password_is_stale(person.password_changed_at, now=clock.now())
    if person.must_change_password or stale:
        return "desk:password"
    if settings.SECOND_FACTOR_REQUIRED and not person.has_second_factor:
        return "desk:second_factor"
    return ""


def _sentence(door: Door) -> str:
    who = "、".join(rules.role_label(role) for role in Role if role in door.roles)
    return (
        f"这个页面供{who}使用。您现在的岗位不在其中；"
        "如您另有岗位，请回到工作台，在右上角切换后再打开。"
    )


def _to_sign_in(request: HttpRequest, sentence: str) -> HttpResponseBase:
    if request.method == "POST":
        sentence = f"{sentence or '您已退出登录。'}{_LOST}"
    if sentence:
        messages.warning(request, sentence)
    wanted = _page_of(request)
    query = f"?{urlencode({'next': wanted})}" if wanted else ""
    return _go(request, reverse("desk:sign_in") + query)


def _page_of(request: HttpRequest) -> str:
    """The whole page that the person looks at; empty where it is not known."""
    if "HX-Request" in request.headers:
        address = request.headers.get("HX-Current-URL", "")
    elif request.method == "GET":
        return request.get_full_path()
    else:
        address = request.headers.get("Referer", "")
    here = url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()})
    page = urlsplit(address)._replace(scheme="", netloc="", fragment="").geturl()
    return page if here else ""


_LOST: Final = "刚才提交的内容没有写入，登录后会回到原来的页面，请再提交一次。"


def _go(request: HttpRequest, address: str) -> HttpResponseBase:
    """Send the whole page there, also when only a fragment was asked for."""
    if "HX-Request" in request.headers:
        return HttpResponseClientRedirect(address)
    return redirect(address)


class DefaultDeny:
    """Refuses every view that names no door, and turns refusals into pages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on; nobody after us on this machine is shown a page from before the sign-out."""
        response = self.get_response(request)
        if request.session.accessed:
            response.headers.setdefault("Cache-Control", "private, no-cache")
        return response

    def process_view(
        self, request: HttpRequest, view: View, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> None:
        """Default deny (DESIGN 3.5); a NUL, which no keyboard types, comes from no form of ours."""
        if _has_nul(request):
            raise BadRequest("a NUL in the address or a field")
        if not isinstance(getattr(view, "door", None), Door):
            raise PermissionDenied("this view names no door")

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A refusal that no view took up."""
        if not isinstance(error, Refused):
            return None
        status = _STATUS.get(type(error), 409)
        return refusal_page(request, error, status)


# Below these stand the people who sign in; everything else is the public's.
_INSIDE: Final = ("/desk/", "/ui/")


def is_public_page(request: HttpRequest) -> bool:
    """Whether an address belongs to the portal, also where nothing stands there."""
    return not request.path.startswith(_INSIDE)


def _has_nul(request: HttpRequest) -> bool:
    told = [
        value for form in (request.GET, request.POST) for _, row in form.lists() for value in row
    ]
    return any("\0" in str(text) for text in (request.path, *told))


_STATUS: Final[dict[type[Exception], int]] = {NotFound: 404, NotAllowed: 403}


def refusal_page(request: HttpRequest, refusal: Refused, status: int) -> HttpResponse:
    """The sentence of a refusal as a page of its own, or as a fragment for htmx."""
    template = "portal/faults/refused.html" if is_public_page(request) else "ui/refused.html"
    if "HX-Request" in request.headers:
        template = "ui/components/_refusal.html"
    # People are told the law or the decree; ids of our own rule book mean nothing to them.
    basis = "" if refusal.rule.isascii() else refusal.rule
    context = {"refusal": refusal, "basis": basis, "status": status}
    return render(request, template, context, status=status)
