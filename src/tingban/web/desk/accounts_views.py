"""One's own account: posts, password, second factor."""

import segno
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from tingban.actions.audit import own_account
from tingban.kit import clock
from tingban.reads.audit import trail
from tingban.rules import accounts as rules
from tingban.rules.errors import Refused
from tingban.web import doors
from tingban.web.desk.accounts_forms import CodeForm, OwnPasswordForm, PasswordForm
from tingban.web.doors import SignedInRequest


@doors.signed_in
def account(request: SignedInRequest) -> HttpResponse:
    """Posts, password, second factor, the last sign-ins."""
    context = {
        "signings": trail.signings(request.person.username, limit=10),
        "confirm": OwnPasswordForm(),
    }
    return render(request, "desk/accounts/account.html", context)


@never_cache
@sensitive_post_parameters()
@doors.signed_in
def password(request: SignedInRequest) -> HttpResponse:
    """Change the password."""
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            own_account.change_password(
                actor=request.actor, old=form.cleaned_data["old"], new=form.cleaned_data["new"],
                session_key=request.person.session_key, at=clock.now(),
            )  # fmt: skip
        except Refused as refusal:
            form.add_error("old" if "现在的密码" in refusal.sentence else "new", refusal.sentence)
        else:
            messages.success(request, "密码已修改，下次登录请用新密码。")
            return redirect("desk:home")
    stale = rules.password_is_stale(request.person.password_changed_at, now=clock.now())
    return render(request, "desk/accounts/password.html", {"form": form, "is_stale": stale})


@never_cache
@doors.signed_in
def second_factor(request: SignedInRequest) -> HttpResponse:
    """Enrol an authenticator: scan, type the first code, keep the recovery codes."""
    if request.person.has_second_factor:
        return redirect("desk:account")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            codes = own_account.confirm_second_factor(
                actor=request.actor, code=form.cleaned_data["code"],
                at=clock.now(), shown_at=clock.outside(),
            )  # fmt: skip
        except Refused as refusal:
            form.add_error("code", refusal.sentence)
        else:
            return render(request, "desk/accounts/recovery_codes.html", {"codes": codes})
    address, secret = own_account.begin_second_factor(actor=request.actor)
    picture = segno.make(address, error="m").svg_inline(scale=4, svgclass="tb-qr", omitsize=True)
    context = {"form": form, "secret": secret, "picture": mark_safe(picture)}  # noqa: S308 -- segno's
    return render(request, "desk/accounts/second_factor.html", context)


def _own_password(request: SignedInRequest) -> str:
    """The password typed into the small form; an empty one is refused by the act."""
    return request.POST.get("password", "")


@require_POST
@doors.signed_in
def drop_second_factor(request: SignedInRequest) -> HttpResponse:
    """Disable the second factor."""
    try:
        own_account.drop_second_factor(
            actor=request.actor, password=_own_password(request), at=clock.now()
        )
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, "动态口令已停用。换了新手机，请重新启用。")
    return redirect("desk:account")


@never_cache
@require_POST
@doors.signed_in
def recovery_codes(request: SignedInRequest) -> HttpResponse:
    """Fresh recovery codes."""
    try:
        codes = own_account.renew_recovery_codes(
            actor=request.actor, password=_own_password(request), at=clock.now()
        )
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect("desk:account")
    return render(request, "desk/accounts/recovery_codes.html", {"codes": codes})
