"""Looking at who complained: with a reason, recorded, shown once, kept nowhere."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from tingban.actions.complaints.identity import reveal_contact
from tingban.kit import clock
from tingban.reads.complaints import case_cards
from tingban.rules.actors import CASE_WRITERS
from tingban.rules.complaints import Contact
from tingban.rules.errors import Refused
from tingban.web import doors
from tingban.web.desk import step_up
from tingban.web.desk.complaints_forms import LookForm
from tingban.web.doors import DeskRequest


@never_cache
@sensitive_variables("contact")
@sensitive_post_parameters()
@doors.desk(roles=CASE_WRITERS)
@step_up.before("查看联系方式", back="desk:case")
def look(request: DeskRequest, number: str) -> HttpResponse:
    """Ask for the reason; then show the contact on this page, this once."""
    detail = case_cards.case(request.actor, number, at=clock.now())
    form, contact = LookForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        contact = _reveal(request, form, number)
    context = {"detail": detail, "row": detail.row, "form": form, "contact": contact}
    return render(request, "desk/complaints/identity.html", context)


def _reveal(request: DeskRequest, form: LookForm, number: str) -> Contact | None:
    try:
        return reveal_contact(
            number=number, reason=form.cleaned_data["reason"], actor=request.actor, at=clock.now()
        )
    except Refused as refusal:
        form.add_error("reason", refusal.sentence)
        return None
