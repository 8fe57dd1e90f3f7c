"""A step of a table of moves: its form, asked for on the card, then done as one act."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypedDict

from django import forms
from django.contrib import messages

from tingban.kit import clock
from tingban.rules.actors import Actor
from tingban.rules.errors import NotFound
from tingban.web.desk.fact_forms import ChangingForm, attempt, typed
from tingban.web.doors import DeskRequest


class Seen(TypedDict):
    """What every act on a row asks first: which, as it was seen, by whom, when."""

    number: str
    version: int
    actor: Actor
    at: datetime


@dataclass(frozen=True, slots=True)
class Sent:
    """A valid form on its way to an act."""

    number: str
    told: dict[str, Any]
    actor: Actor
    at: datetime

    @property
    def seen(self) -> Seen:
        """The row with the version that the clerk saw."""
        return Seen(
            number=self.number, version=int(self.told["version"]), actor=self.actor, at=self.at
        )

    def text(self, name: str) -> str:
        """A text of the form."""
        return str(self.told.get(name) or "")

    def flag(self, name: str) -> bool:
        """Whether a box is ticked."""
        return bool(self.told.get(name))

    def day(self, name: str = "on") -> date:
        """A day of the form."""
        value: date = self.told[name]
        return value

    def moment(self, name: str = "on") -> datetime:
        """A moment of the form."""
        value: datetime = self.told[name]
        return value


@dataclass(frozen=True, slots=True)
class Step:
    """A row of a table of steps: how a move of `rules.*.moves` is asked for and done.

    `call` is one act; `done` tells that it is done, `intro` what it means before it is; `prints`
    is the field whose words go to paper.
    """

    form: type[ChangingForm]
    call: Callable[[Sent], object]
    done: str
    intro: str = ""
    labels: Sequence[tuple[str, str]] = ()
    tone: str = "accent"
    prints: str = ""


def step_form(
    step: Step, *, version: int, at: datetime, data: Any | None = None, files: Any | None = None
) -> ChangingForm:
    """The form of a step with its own words; a day begins as today."""
    local = at.replace(second=0, microsecond=0)
    day_now: object = local
    if isinstance(step.form.base_fields.get("on"), forms.DateField):
        day_now = local.date()
    form = step.form(data, files, initial={"version": version, "on": day_now})
    for name, label in step.labels:
        form.fields[name].label = label
    return form


def retyped(
    request: DeskRequest, step: Step, *, seen: int, prepare: Callable[[Any], None]
) -> ChangingForm:
    """What was typed, unjudged, while it is only looked at."""
    at = clock.now()
    form, sent = (step_form(step, version=seen, at=at, data=it) for it in (None, request.POST))
    for it in (form, sent):
        prepare(it)
    form.initial.update(typed(sent))
    return form


def take(
    request: DeskRequest,
    number: str,
    step: Step | None,
    *,
    seen: int,
    fresh: Callable[[], int],
    prepare: Callable[[Any], None] | None = None,
) -> ChangingForm | None:
    """The form to show; None where it was sent and the step is done.

    `seen` is the version on the card, `fresh` reads it again after a conflict; `prepare` gives
    the form the choices that depend on the row.
    """
    if step is None:
        raise NotFound("没有这种办理步骤。")
    at = clock.now()
    form = step_form(
        step, version=seen, at=at, data=request.POST or None, files=request.FILES or None
    )
    if prepare is not None:
        prepare(form)
    if request.method != "POST" or not form.is_valid():
        return form
    sent = Sent(number, form.cleaned_data, request.actor, at)
    if not attempt(form, lambda: step.call(sent), fresh=fresh):
        return form
    messages.success(request, f"{number} {step.done}。")
    return None
