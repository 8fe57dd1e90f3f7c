"""Forms of proceedings, made from the questions of their steps (rules.rectification.fields)."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from django import forms

from tingban.rules.rectification.fields import Ask, Field
from tingban.web.desk.fact_forms import (
    ChangingForm,
    CreatingForm,
    day_field,
    line_field,
    moment_field,
    text_field,
)
from tingban.web.desk.narrowing import OfCommunity, OfCompany
from tingban.web.desk.score_sheets import ScoreSheet
from tingban.web.ui.filters import choice, county_field, search_field

# A title stands on one line of the lists of all kinds.
TITLE_LENGTH: Final = 60
_PREFIX: Final = "told_"


def _lines(asked: Field) -> Any:
    hint = asked.hint or "一行一项"
    return text_field(asked.label, required=asked.is_required, hint=hint, rows=3)


def _people(asked: Field) -> Any:
    hint = asked.hint or "一行一人：姓名 空格 证号，例如：王某 14080200001"
    return text_field(asked.label, required=asked.is_required, hint=hint, rows=2)


def _scores(asked: Field) -> Any:
    return forms.CharField(
        label=asked.label, required=asked.is_required, help_text=asked.hint,
        widget=ScoreSheet(asked.choices),
    )  # fmt: skip


def _money(asked: Field) -> Any:
    return forms.DecimalField(
        label=f"{asked.label}（元）", required=asked.is_required, min_value=0, max_digits=14,
        decimal_places=2, help_text=asked.hint,
    )  # fmt: skip


def _count(asked: Field) -> Any:
    return forms.IntegerField(
        label=asked.label, required=asked.is_required, min_value=0, help_text=asked.hint
    )


def _choice(asked: Field) -> Any:
    given = list(asked.choices)
    if not asked.is_required:
        given = [("", "不选"), *given]
    return forms.ChoiceField(
        label=asked.label, required=asked.is_required, choices=given, help_text=asked.hint,
        widget=forms.RadioSelect if len(given) <= 6 else forms.Select,
    )  # fmt: skip


class _Offered(forms.MultipleChoiceField):
    """Shows what is offered and understands more: of the rest the guard says why it is not."""

    known: frozenset[str] = frozenset()

    def valid_value(self, value: Any) -> bool:
        """Whether it is a choice of the file."""
        return str(value) in self.known or super().valid_value(value)


def _many(asked: Field) -> Any:
    shown = asked.choices if asked.offers is None else asked.offers
    field = _Offered(
        label=asked.label, required=asked.is_required, choices=list(shown),
        help_text=asked.hint, widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    field.known = frozenset(key for key, _ in asked.choices)
    return field


def _moment(asked: Field) -> Any:
    field = moment_field(asked.label, hint=asked.hint)
    field.required = asked.is_required
    return field


_WIDGETS: Final[Mapping[Ask, Callable[[Field], Any]]] = {
    Ask.LINE: lambda it: line_field(it.label, required=it.is_required, hint=it.hint, limit=200),
    Ask.TEXT: lambda it: text_field(it.label, required=it.is_required, hint=it.hint),
    Ask.DAY: lambda it: day_field(it.label, required=it.is_required, hint=it.hint),
    Ask.MOMENT: _moment,
    Ask.MONEY: _money,
    Ask.COUNT: _count,
    Ask.CHOICE: _choice,
    Ask.MANY: _many,
    Ask.FLAG: lambda it: forms.BooleanField(
        label=it.label, required=it.is_required, help_text=it.hint
    ),
    Ask.LINES: _lines,
    Ask.SCORES: _scores,
    Ask.PEOPLE: _people,
}


def fit(form: forms.Form, asked: tuple[Field, ...]) -> None:
    """Add the questions of a step to a form; what the file answers is not asked again."""
    for field in asked:
        if not field.by_file:
            form.fields[_PREFIX + field.name] = _WIDGETS[field.ask](field)


def must_say_why(form: forms.Form) -> None:
    """A step that is refused without a reason does not call it optional."""
    form.fields["reason"].required = True
    form.fields["reason"].error_messages["required"] = "请写明原因和依据。"


def shown(known: Mapping[str, Any]) -> dict[str, Any]:
    """What the file tells already, as a form begins with it; `on` is the day of the step."""
    return {name if name == "on" else _PREFIX + name: value for name, value in known.items()}


def answers_of(told: Mapping[str, Any], asked: tuple[Field, ...]) -> dict[str, Any]:
    """The answers as they are kept; what was left empty is left out."""
    found = {field.name: _plain(field, told.get(_PREFIX + field.name)) for field in asked}
    return {name: value for name, value in found.items() if value not in (None, "", [])}


def _plain(asked: Field, value: Any) -> Any:
    if asked.ask is Ask.PEOPLE:
        return [_person(line) for line in _split(value)]
    if asked.ask in (Ask.LINES, Ask.SCORES):
        return _split(value)
    if isinstance(value, Decimal):
        return int(value * 100)
    return value.isoformat() if isinstance(value, date | datetime) else value


def _split(text: Any) -> list[str]:
    return [line.strip() for line in str(text or "").splitlines() if line.strip()]


def _person(line: str) -> dict[str, str]:
    name, _, certificate = line.replace("　", " ").replace("\t", " ").partition(" ")
    return {"name": name.strip(), "certificate": certificate.strip()}


class ProceedingStepForm(ChangingForm):
    """A step: on which day, and what it asks."""

    on = day_field("日期")
    reason = text_field("说明", required=False, rows=2)


class OpeningForm(CreatingForm):
    """The first step of a proceeding."""

    title = line_field("事由", required=True, hint="一句话说明是什么事", limit=200)
    on = day_field("启动日期")

    def clean_title(self) -> str:
        """One line of the lists and of the papers; the story has its own fields."""
        title = str(self.cleaned_data["title"]).strip()
        if len(title) > TITLE_LENGTH:
            raise forms.ValidationError(
                f"事由写了 {len(title)} 个字，最多 {TITLE_LENGTH} 个字。请用一句话说是什么事，"
                "经过写在下面的栏里。"
            )
        return title


class ProceedingFilterForm(OfCommunity, OfCompany):
    """Which proceedings."""

    q = search_field("编号、事由、小区、企业")
    county = county_field()
    stage = choice("阶段", "全部", [])
    state = choice("状态", "全部", [("open", "办理中"), ("late", "已逾期"), ("closed", "已办结")])
