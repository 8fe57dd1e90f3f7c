"""Signing in and out, choosing a post."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from tingban.actions.audit import sign_in as acts
from tingban.actions.audit.sign_in import Passed
from tingban.kit import clock
from tingban.reads import accounts
from tingban.rules.errors import Refused
from tingban.web import doors, sessions
from tingban.web.desk.accounts_forms import CodeForm, SignInForm
from tingban.web.doors import SignedInRequest


def _next(request: HttpRequest) -> str:
    """Where the person wanted to go, if that is here."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if safe else reverse("desk:home")


def _enter(request: HttpRequest, passed: Passed) -> HttpResponse:
    """Open the session and go where the person wanted to."""
    target, at = _next(request), clock.now()
    person = accounts.person(passed.user_id, on=at.date())
    if person is None:
        return redirect("desk:sign_in")
    actor = person.acting(person.post(None), ip=sessions.address(request))
    key = sessions.begin(request, passed.user_id, at)
    try:
        acts.open_session(actor=actor, passed=passed, session_key=key, at=at)
    except Refused as refusal:
        sessions.end(request)
        messages.warning(request, refusal.sentence)
        return redirect("desk:sign_in")
    return redirect(target)


@never_cache
@sensitive_post_parameters("password")
@doors.public
def sign_in(request: HttpRequest) -> HttpResponse:
    """Name and password."""
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            passed = acts.by_password(
                **form.cleaned_data, ip=sessions.address(request), at=clock.now()
            )
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            if not passed.needs_code:
                return _enter(request, passed)
            sessions.hold_halfway(request, passed.user_id, passed.password_id, clock.now())
            return render(request, "desk/accounts/code.html", _code(request, CodeForm()))
    context = {"form": form, "next": _next(request)}
    return render(request, "desk/accounts/sign_in.html", context)


def _code(request: HttpRequest, form: CodeForm) -> dict[str, object]:
    return {"form": form, "next": _next(request)}


@never_cache
@doors.public
def code(request: HttpRequest) -> HttpResponse:
    """The second step, for whoever gave the right password a moment ago."""
    held = sessions.halfway(request, clock.now())
    if held is None:
        return redirect("desk:sign_in")
    user_id, password_id = held
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            acts.by_code(
                user_id=user_id, code=form.cleaned_data["code"],
                ip=sessions.address(request), at=clock.now(), shown_at=clock.outside(),
            )  # fmt: skip
        except Refused as refusal:
            form.add_error("code", refusal.sentence)
        else:
            return _enter(request, Passed(user_id, needs_code=True, password_id=password_id))
    return render(request, "desk/accounts/code.html", _code(request, form))


@require_POST
@doors.signed_in
def sign_out(request: SignedInRequest) -> HttpResponse:
    """Leave."""
    acts.close_session(
        actor=request.actor, username=request.person.username,
        session_key=request.person.session_key, at=clock.now(),
    )  # fmt: skip
    sessions.end(request)
    messages.success(request, "您已安全退出。")
    return redirect("desk:sign_in")


@doors.signed_in
def alive(request: SignedInRequest) -> HttpResponse:
    """Keeps the session open for whoever says that he is still there."""
    return HttpResponse(status=204)


@doors.signed_in
def no_post(request: SignedInRequest) -> HttpResponse:
    """For whoever holds no post, or one whose workplace opens later; a company has its door."""
    if request.person.company_posts:
        return redirect("company:home")
    return render(request, "desk/accounts/no_post.html", {"posts": request.person.posts})


@require_POST
@doors.signed_in
def switch_post(request: SignedInRequest) -> HttpResponse:
    """Work in another of one's posts."""
    wanted = request.POST.get("post", "")
    post = next((p for p in request.person.open_posts if str(p.id) == wanted), None)
    if post is None:
        messages.error(request, "这个岗位已结束或不属于您，请重新选择。")
        return redirect("desk:home")
    before = request.actor.unit_name
    actor = request.person.acting(post, ip=request.actor.ip)
    sessions.choose_post(request, post.id)
    acts.switch_post(actor=actor, username=request.person.username, before=before, at=clock.now())
    messages.success(request, f"已切换到：{post.label}。")
    return redirect("desk:home")
