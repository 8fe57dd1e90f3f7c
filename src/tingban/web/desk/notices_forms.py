"""The filters of the inbox."""

from typing import Any

from tingban.rules.notices import KIND_LABELS
from tingban.web.ui.filters import Filter, choice, search_field, told

STATES = {"unread": "未读", "read": "已读"}


class InboxFilter(Filter):
    """Which notices."""

    q = search_field("标题或内容")
    state = choice("阅读", "全部", told(STATES))
    kind = choice("类别", "全部类别", told(KIND_LABELS))

    @property
    def is_narrowed(self) -> bool:
        """Whether anything was chosen."""
        return any(self.value(name) for name in self.fields)

    @property
    def asked(self) -> dict[str, Any]:
        """What was chosen, by name."""
        return {name: self.text_of(name) for name in self.fields}
