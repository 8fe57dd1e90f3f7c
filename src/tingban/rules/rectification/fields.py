"""What a step of a proceeding asks for, as a table: forms, checks, log and time line read it.

A value is kept as plain JSON: a day as ISO text, money in 0.01 yuan, an area in 0.01 m².
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final

from tingban.kit.clock import SHANGHAI
from tingban.kit.dates import chinese_day
from tingban.rules.errors import Refused


class Ask(StrEnum):
    """Kinds of answers."""

    LINE = "line"
    TEXT = "text"
    DAY = "day"
    MOMENT = "moment"
    MONEY = "money"
    COUNT = "count"
    CHOICE = "choice"
    MANY = "many"
    FLAG = "flag"
    LINES = "lines"
    PEOPLE = "people"
    SCORES = "scores"


@dataclass(frozen=True, slots=True)
class Field:
    """One question of a step. `choices` are value and label; `PEOPLE` are lines 姓名 证号.

    Choices that the file gives stand beside its course, under the name `choices_by`; where a form
    offers fewer of them, those of a day are given by the function under `offers_by`, and what is
    no longer offered is left to the guards. An answer is told by another one, `spelled_by`, where
    the step kept that. `SCORES`
    are lines 项目 满分 得分…; its `choices` are the items that stand there to begin with.
    A question is idle without an answer to the one named by `only_with`.
    What is `by_file` nobody types: the act reads it from the file and keeps it with the step.
    """

    name: str
    label: str
    ask: Ask = Ask.LINE
    is_required: bool = True
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    choices_by: str = ""
    offers_by: str = ""
    offers: tuple[tuple[str, str], ...] | None = None
    spelled_by: str = ""
    by_file: bool = False
    only_with: str = ""

    def spell(self, value: Any) -> str:
        """The answer in words, for time lines and papers."""
        spelling = _SPELLINGS.get(self.ask)
        return spelling(self, value) if spelling else str(value)

    def check(self, value: Any) -> None:
        """Refuse an answer that is missing or of another kind."""
        if value in (None, "", [], ()):
            if self.is_required:
                raise Refused(f"请填写“{self.label}”。")
            return
        if not _FITS[self.ask](self, value):
            raise Refused(f"“{self.label}”填写的内容不对，请核对。")


def choices_of(labels: Mapping[Any, str]) -> tuple[tuple[str, str], ...]:
    """The choices of a vocabulary."""
    return tuple((str(getattr(key, "value", key)), label) for key, label in labels.items())


def offered(
    fields: Iterable[Field], beside: Mapping[str, Any], *, on: date | None = None
) -> tuple[Field, ...]:
    """The questions with the choices that this file gives, and what a form offers on a day."""
    return tuple(_offered(it, beside, on) if it.choices_by else it for it in fields)


def _offered(field: Field, beside: Mapping[str, Any], on: date | None) -> Field:
    offers = beside[field.offers_by](on) if field.offers_by and on is not None else None
    return replace(field, choices=tuple(beside.get(field.choices_by, ())), offers=offers)


def told_in_words(fields: Iterable[Field], told: Mapping[str, Any]) -> Iterator[tuple[Field, str]]:
    """The answers of a step as they are read: each question once, none that was left empty."""
    for field in fields:
        is_told_elsewhere = bool(field.spelled_by and told.get(field.spelled_by))
        if not is_told_elsewhere and told.get(field.name) not in (None, "", [], False):
            yield field, field.spell(told[field.name])


def worth_asking(fields: Iterable[Field]) -> tuple[Field, ...]:
    """The questions of a form: what this file gives no choice for is not asked, nor what hangs
    on it."""
    known = tuple(fields)
    idle = {it.name for it in known if it.choices_by and not it.choices and not it.is_required}
    return tuple(it for it in known if it.name not in idle and it.only_with not in idle)


def check_told(fields: Iterable[Field], told: Mapping[str, Any]) -> None:
    """Refuse answers to what nobody asked, and questions without an answer."""
    known = {field.name: field for field in fields}
    strange = sorted(told.keys() - known.keys())
    if strange:
        raise LookupError(f"a step tells what nobody asks: {strange}")
    for name, field in known.items():
        field.check(told.get(name))


def spell_money(cents: int) -> str:
    """12,345.67 元 of an amount in 0.01 yuan."""
    return f"{cents // 100:,}.{cents % 100:02d} 元"


def _label(field: Field, value: Any) -> str:
    return dict(field.choices).get(str(value), str(value))


def _moment(told: str) -> str:
    return f"{datetime.fromisoformat(told).astimezone(SHANGHAI):%Y年%-m月%-d日 %H:%M}"


_SPELLINGS: Final[Mapping[Ask, Callable[[Field, Any], str]]] = {
    Ask.DAY: lambda _, told: chinese_day(date.fromisoformat(told)),
    Ask.MOMENT: lambda _, told: _moment(told),
    Ask.MONEY: lambda _, told: spell_money(told),
    Ask.CHOICE: _label,
    Ask.MANY: lambda field, told: "、".join(_label(field, one) for one in told),
    Ask.FLAG: lambda _, told: "是" if told else "否",
    Ask.LINES: lambda _, told: "；".join(str(line).rstrip("。；;") for line in told),
    Ask.SCORES: lambda _, told: "；".join(str(line) for line in told),
    Ask.PEOPLE: lambda _, told: "、".join(
        f"{one['name']}（{one['certificate']}）" if one["certificate"] else one["name"]
        for one in told
    ),
}


def _is_day(_: Field, value: Any) -> bool:
    try:
        date.fromisoformat(value)
    except (TypeError, ValueError):
        return False
    return True


def _is_moment(_: Field, value: Any) -> bool:
    try:
        return datetime.fromisoformat(value).tzinfo is not None
    except (TypeError, ValueError):
        return False


def _is_text(_: Field, value: Any) -> bool:
    return isinstance(value, str)


def _is_count(_: Field, value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _are_lines(_: Field, value: Any) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(one, str) for one in value)


def _are_people(_: Field, value: Any) -> bool:
    return isinstance(value, list | tuple) and all(
        isinstance(one, dict) and one.keys() == {"name", "certificate"} for one in value
    )


_FITS: Final[Mapping[Ask, Callable[[Field, Any], bool]]] = {
    Ask.LINE: _is_text,
    Ask.TEXT: _is_text,
    Ask.DAY: _is_day,
    Ask.MOMENT: _is_moment,
    Ask.MONEY: _is_count,
    Ask.COUNT: _is_count,
    Ask.CHOICE: lambda field, value: value in dict(field.choices),
    Ask.MANY: lambda field, value: all(one in dict(field.choices) for one in value),
    Ask.FLAG: lambda _, value: isinstance(value, bool),
    Ask.LINES: _are_lines,
    Ask.SCORES: _are_lines,
    Ask.PEOPLE: _are_people,
}
