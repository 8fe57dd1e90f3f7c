"""The filters of inbox and outbox, and why something is not sent any more."""

from typing import Any

from django import forms

from tingban.rules.notices import CHANNEL_LABELS, DELIVERY_LABELS, KIND_LABELS
from tingban.web.ui.filters import Filter, choice, search_field, told

STATES = {"unread": "未读", "read": "已读"}


class _Asked(Filter):
    """A filter whose fields are what the list is asked for."""

    @property
    def is_narrowed(self) -> bool:
        """Whether anything was chosen."""
        return any(self.value(name) for name in self.fields)

    @property
    def asked(self) -> dict[str, Any]:
        """What was chosen, by name."""
        return {name: self.text_of(name) for name in self.fields}


class InboxFilter(_Asked):
    """Which notices."""

    q = search_field("标题或内容")
    state = choice("阅读", "全部", told(STATES))
    kind = choice("类别", "全部类别", told(KIND_LABELS))


class OutgoingFilter(_Asked):
    """Which deliveries."""

    state = choice("状态", "停滞和会再发的", told(DELIVERY_LABELS))
    channel = choice("途径", "全部途径", told(CHANNEL_LABELS))


class DropForm(forms.Form):
    """Why it is not sent any more."""

    reason = forms.CharField(
        label="原因", max_length=200, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="例如“已电话告知”。会长期留在操作记录里，请不要写姓名和联系方式。",
    )  # fmt: skip
