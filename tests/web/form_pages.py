"""Reads the form of a page as a browser would, and fills in what a person would type."""

from html.parser import HTMLParser

_DAY, _MOMENT = "2024-06-15", "2024-06-15T09:00"
_TYPED = {"date": _DAY, "datetime-local": _MOMENT, "number": "5", "email": "a@b.cn"}
_TEXT = "核实无误，情况属实，已经当面告知"


class _Fields(HTMLParser):
    """Fields of the forms that post."""

    def __init__(self) -> None:
        super().__init__()
        self.told: dict[str, list[str]] = {}
        self._posts = False
        self._select = ""
        self._area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._posts = told.get("method", "").lower() == "post"
            target = told.get("action", "")
            self._posts = self._posts and "sign-out" not in target and "switch" not in target
        if not self._posts:
            return
        name = told.get("name", "")
        if tag == "input" and name:
            self._input(name, told)
        elif tag == "textarea" and name:
            self.told.setdefault(name, [_TEXT])
        elif tag == "select" and name:
            self._select = name
        elif tag == "option" and self._select and told.get("value"):
            self.told.setdefault(self._select, [told["value"]])

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._posts = False
        if tag == "select":
            self._select = ""

    def _input(self, name: str, told: dict[str, str]) -> None:
        kind = told.get("type", "text")
        if kind in {"submit", "file"}:
            return
        if kind in {"radio", "checkbox"}:
            if told.get("value") != "check":
                self.told.setdefault(name, [told.get("value", "on")])
            return
        value = told.get("value", "") or _TYPED.get(kind, "" if kind == "hidden" else _TEXT[:8])
        self.told.setdefault(name, [value])


def filled(page: str) -> dict[str, list[str]]:
    """What a person would send who fills in this page's forms."""
    fields = _Fields()
    fields.feed(page)
    fields.told.pop("csrfmiddlewaretoken", None)
    return fields.told
