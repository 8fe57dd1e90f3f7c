"""What a count is asked with."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms

from tingban.kit.clock import SHANGHAI
from tingban.reads.weekly.counting import Moment

_LIVE_TITLE = "不填即按现在掌握的情况统计；填了，就按那一刻已经登记的情况统计，之后补录的不算。"


class MomentForm(forms.Form):
    """As of which morning, and as known when."""

    as_of = forms.DateField(
        label="截至（当日 0 时）", required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )  # fmt: skip
    known_at = forms.DateTimeField(
        label="按此刻所知", required=False, help_text=_LIVE_TITLE,
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d"],
        widget=forms.DateTimeInput(
            attrs={"type": "datetime-local", "title": _LIVE_TITLE}, format="%Y-%m-%dT%H:%M"
        ),
    )  # fmt: skip

    def moment(self, at: datetime) -> Moment:
        """What was asked, tomorrow's morning and now where nothing was."""
        told: dict[str, Any] = getattr(self, "cleaned_data", {})
        known_at = told.get("known_at")
        return Moment(told.get("as_of") or tomorrow(at), known_at or at)

    @property
    def is_known_at_chosen(self) -> bool:
        """Whether an earlier state of knowledge was asked for."""
        return bool(getattr(self, "cleaned_data", {}).get("known_at"))


def tomorrow(at: datetime) -> date:
    """The morning up to which everything of today counts."""
    return at.astimezone(SHANGHAI).date() + timedelta(days=1)


def midnight(day: date) -> datetime:
    """00:00 in Shanghai."""
    return datetime.combine(day, time(), SHANGHAI)
