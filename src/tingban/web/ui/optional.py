"""What a form says beside a field that may stay empty."""

from typing import Final, TypeVar

from django import forms

F = TypeVar("F", bound=forms.Field)
OPTIONAL: Final = "选填"


def marked(field: F, word: str) -> F:
    """A field with a word of its own, where one of several will do."""
    field.optional_word = word  # type: ignore[attr-defined]  # read by `word_of` alone
    return field


def word_of(field: forms.Field) -> str:
    """选填, or the field's own word."""
    return str(getattr(field, "optional_word", OPTIONAL))
