"""The 工作台: where everybody begins."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from tingban.rules.actors import Role
from tingban.web import doors
from tingban.web.doors import DeskRequest

# Those who hold no business facts begin at their own work.
_ELSEWHERE = {Role.SYS: "desk:users", Role.AUD: "desk:audit"}


@doors.desk
def home(request: DeskRequest) -> HttpResponse:
    """What is due and what waits; the topics fill it."""
    elsewhere = _ELSEWHERE.get(request.actor.role)
    return redirect(elsewhere) if elsewhere else render(request, "desk/home.html")
