"""Controls of our own, where Django's take too long."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


class QuickSelect(forms.Select):
    """A flat drop-down list, written in one go.

    Django renders two templates for each option: on a list page with six filters that was more
    work than the list itself.
    """

    def render(
        self, name: str, value: Any, attrs: Mapping[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        """The control; the chosen option is marked."""
        chosen = set(self.format_value(value))
        options = (
            (key, SafeString(" selected") if str(key) in chosen else "", label)
            for key, label in self.choices
        )
        told = flatatt(self.build_attrs(self.attrs, {"name": name, **(attrs or {})}))
        lines = format_html_join("\n", '<option value="{}"{}>{}</option>', options)
        return format_html("<select{}>\n{}\n</select>", told, lines)
