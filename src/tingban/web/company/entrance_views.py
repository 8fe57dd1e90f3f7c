"""The way in by a link: the address is shown once, then it is gone from the bar (ADR 0023)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_POST, require_safe

from tingban.actions.rectification import company_links as acts
from tingban.kit import clock
from tingban.reads.rectification import company_links as reads
from tingban.rules.errors import Refused
from tingban.web import doors, passes, sessions
from tingban.web.company.forms import TailForm, errors_of

_SHUT = "请重新扫描通知书上的二维码，或打开收到的链接。"


@require_safe
@sensitive_variables("token")
@doors.public
def go(request: HttpRequest, link: int, token: str) -> HttpResponse:
    """The link was opened: remember which one, and lead to a page without the token.

    A page and not a redirect: a redirect that another site began would arrive without the pass.
    """
    at = clock.now()
    reads.opened(link, token, today=at.date())
    answer = render(request, "company/go.html")
    passes.hold_halfway(answer, link, at)
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["Cache-Control"] = "no-store"
    return answer


@sensitive_post_parameters()
@doors.public
def confirm(request: HttpRequest) -> HttpResponse:
    """The last four signs of the company's code, asked once."""
    at = clock.now()
    link_id = passes.halfway(request, at)
    if link_id is None:
        return _private(render(request, "company/shut.html", {"sentence": _SHUT}, status=409))
    form = TailForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            ip = sessions.address(request)
            acts.enter(link_id=link_id, tail=form.cleaned_data["tail"], ip=ip, at=at)
        except Refused as refusal:
            form.add_error("tail", refusal.sentence)
        else:
            answer = redirect("company:home")
            passes.admit(answer, link_id, at)
            return answer
    context = {"form": form, "errors": errors_of(form)}
    return _private(render(request, "company/confirm.html", context))


def _private(answer: HttpResponse) -> HttpResponse:
    answer.headers["Cache-Control"] = "no-store"
    return answer


@require_POST
@doors.public
def leave(request: HttpRequest) -> HttpResponse:
    """Leave; on a telephone that others use nothing stays behind."""
    answer = render(request, "company/left.html")
    passes.end(answer)
    return answer
