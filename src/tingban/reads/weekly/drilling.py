"""From a number to what it counts: the facts behind each id, at the moment it was counted.

    drill(actor=…, side=Side, area=…, cell=…, window=Window(), text="") -> Found[Counted]
    facts_behind(actor=…, side=Side, area=…, cell=…, ids=[…]) -> {id: (FactLine, …)}

`area` may be TOTAL: then the rows that the actor sees are looked through. An id is shown with
every visit, problem, order … that makes it count, as it was believed at that moment.
`facts_behind` also takes the supplementary cells and any ids, such as those of one page.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db.models import Q

from tingban.data.complaints.models import CaseStep
from tingban.data.enforcement.models import ExposureFact, ExposureStep, LevelFact, PenaltyFact
from tingban.data.exits.models import ExitFact, ExitStep
from tingban.data.inspections.models import MissionFact, VisitFact
from tingban.data.rectification.models import OrderStep, ProblemFact, ProblemStep
from tingban.kit.clock import SHANGHAI
from tingban.kit.dates import chinese_day
from tingban.kit.windows import Found, Window
from tingban.reads.weekly.atoms import atoms_of
from tingban.reads.weekly.counting import Moment, areas_of
from tingban.reads.weekly.names import Named, named
from tingban.reads.weekly.sides import Side
from tingban.rules.actors import Actor
from tingban.rules.complaints import CASE_STEP_LABELS, CaseStepKind
from tingban.rules.errors import NotFound
from tingban.rules.exits import EXIT_LABELS, ExitKind
from tingban.rules.inspections import LEVEL_LABELS, VISIT_LABELS, OrganiserLevel, VisitKind
from tingban.rules.rectification import (
    CATEGORY_LABELS,
    PROBLEM_STEP_LABELS,
    Category,
    ProblemStepKind,
)
from tingban.rules.weekly.causes import Atom
from tingban.rules.weekly.cells import CELL_BY_CODE
from tingban.rules.weekly.findings import TOTAL
from tingban.rules.weekly.weeks import midnight


@dataclass(frozen=True, slots=True)
class FactLine:
    """One fact behind an id. `kind` and `number` open its card: visit, problem, order, level,
    penalty, exit, exposure, mission, case."""

    kind: str
    number: str
    day: date | None
    text: str


@dataclass(frozen=True, slots=True)
class Counted:
    """One row of the list behind a number: whom the id names, and by what it counts."""

    named: Named
    facts: tuple[FactLine, ...]


_Lines = dict[int, FactLine]
# What the atoms of differences call otherwise.
_CARDS: Final[dict[str, str]] = {
    "attended": "visit",
    "answerable": "problem",
    "uncovered": "problem",
}


def drill(
    *, actor: Actor, side: Side, area: str, cell: str, window: Window, text: str = ""
) -> Found[Counted]:
    """A page of the list behind one of the 33 numbers, narrowed to a name, county or id."""
    if area != TOTAL and (area not in side.rows or not actor.covers(area)):
        raise NotFound("没有找到这个单位的数字，或者它不在您的辖区内。")
    if cell not in CELL_BY_CODE:
        raise NotFound("没有这个指标。附件3 的 33 个指标见“指标说明”。")
    rows = named(actor=actor, unit=CELL_BY_CODE[cell].unit, ids=side.figure(area, cell).ids)
    wanted = text.strip()
    found = [row for row in rows if wanted in f"{row.name} {row.id} {row.area_name} {row.detail}"]
    page = found[window.offset : window.until]
    ids = [row.id for row in page]
    facts = facts_behind(actor=actor, side=side, area=area, cell=cell, ids=ids)
    return Found([Counted(row, facts[row.id]) for row in page], len(found))


def facts_behind(
    *, actor: Actor, side: Side, area: str, cell: str, ids: Iterable[str]
) -> dict[str, tuple[FactLine, ...]]:
    """What makes each of these ids count in this number, the oldest fact first."""
    wanted = list(ids)
    seen = [one for one in areas_of(actor) if one in side.rows and area in (one, TOTAL)]
    found: dict[str, set[FactLine]] = defaultdict(set)
    by_moment: dict[Moment, list[str]] = defaultdict(list)
    for one in seen:
        by_moment[side.moments[one]].append(one)
    for moment, areas in by_moment.items():
        atoms = atoms_of(((one, cell, key) for one in areas for key in wanted), moment)
        lines = _lines({atom for some in atoms.values() for atom in some}, moment)
        for (_, _, key), some in atoms.items():
            found[key] |= {lines[atom] for atom in some if atom in lines}
    return {key: tuple(sorted(found[key], key=_order)) for key in wanted}


def _order(line: FactLine) -> tuple[bool, date, str]:
    return line.day is None, line.day or date.min, line.number


def _lines(atoms: set[Atom], moment: Moment) -> dict[Atom, FactLine]:
    by_kind: dict[str, list[int]] = defaultdict(list)
    for atom in atoms:
        by_kind[_CARDS.get(atom.kind, atom.kind)].append(atom.key)
    told = {
        kind: _READERS[kind](keys, moment) for kind, keys in by_kind.items() if kind in _READERS
    }
    found = {}
    for atom in atoms:
        line = told.get(_CARDS.get(atom.kind, atom.kind), {}).get(atom.key)
        if line is not None:
            found[atom] = line
    return found


def _visits(keys: Sequence[int], moment: Moment) -> _Lines:
    rows = VisitFact.objects.believed(moment.known_at).filter(visit__in=keys).order_by("pk")
    columns = ("visit_id", "visit__number", "kind", "level", "done_on", "company__name")
    found = {}
    for key, number, kind, level, on, company in rows.values_list(*columns):
        who = f"（{company}）" if company else ""
        label = f"{LEVEL_LABELS[OrganiserLevel(level)]}级{VISIT_LABELS[VisitKind(kind)]}"
        found[key] = FactLine("visit", number, on, f"{chinese_day(on)} {label}{who}")
    return found


def _missions(keys: Sequence[int], moment: Moment) -> _Lines:
    rows = MissionFact.objects.believed(moment.known_at).filter(mission__in=keys).order_by("pk")
    columns = ("mission_id", "mission__number", "level", "started_on", "county__name")
    return {
        key: FactLine(
            "mission", number, on,
            f"{chinese_day(on)} {LEVEL_LABELS[OrganiserLevel(level)]}级督导（{county}）",
        )
        for key, number, level, on, county in rows.values_list(*columns)
    }  # fmt: skip


def _problems(keys: Sequence[int], moment: Moment) -> _Lines:
    rows = ProblemFact.objects.believed(moment.known_at).filter(problem__in=keys).order_by("pk")
    steps = _steps(
        ProblemStep, "problem_id", keys, moment,
        lambda kind: PROBLEM_STEP_LABELS[ProblemStepKind(kind)],
    )  # fmt: skip
    found = {}
    for key, number, category in rows.values_list("problem_id", "problem__number", "category"):
        label = CATEGORY_LABELS[Category(category)]
        found[key] = FactLine("problem", number, steps.first(key), f"{label}：{steps.told(key)}")
    return found


def _orders(keys: Sequence[int], moment: Moment) -> _Lines:
    steps = _steps(OrderStep, "order_id", keys, moment, {"serve": "送达", "withdraw": "撤回"}.get)
    numbers = dict(
        OrderStep.objects.filter(order__in=keys)
        .order_by("order_id")
        .values_list("order_id", "order__number")
    )
    return {
        key: FactLine("order", number, steps.first(key), f"责令整改：{steps.told(key)}")
        for key, number in numbers.items()
    }


def _levels(keys: Sequence[int], moment: Moment) -> _Lines:
    rows = LevelFact.objects.believed(moment.known_at).filter(decision__in=keys).order_by("pk")
    columns = ("decision_id", "decision__decided_on", "old_level", "new_level")
    return {
        key: FactLine(
            "level", str(key), on,
            f"{chinese_day(on)} 重新核定服务等级" + (f" {old}→{new}" if old or new else ""),
        )
        for key, on, old, new in rows.values_list(*columns)
    }  # fmt: skip


def _penalties(keys: Sequence[int], moment: Moment) -> _Lines:
    rows = PenaltyFact.objects.believed(moment.known_at).filter(penalty__in=keys).order_by("pk")
    columns = ("penalty_id", "penalty__number", "category", "fine", "penalty__decided_on")
    return {
        key: FactLine(
            "penalty", str(key), on,
            _spaced(
                chinese_day(on) if on else "", "行政处罚", number, category, fine and f"{fine:f} 元"
            ),
        )
        for key, number, category, fine, on in rows.values_list(*columns)
    }  # fmt: skip


def _spaced(*parts: str | None) -> str:
    return " ".join(part for part in parts if part)


def _exits(keys: Sequence[int], moment: Moment) -> _Lines:
    rows = ExitFact.objects.believed(moment.known_at).filter(exit__in=keys).order_by("pk")
    steps = _steps(ExitStep, "exit_id", keys, moment, {"done": "交接确认"}.get)
    return {
        key: FactLine(
            "exit", str(key), steps.first(key),
            f"{company}退出（{EXIT_LABELS[ExitKind(kind)]}）：{steps.told(key)}",
        )
        for key, kind, company in rows.values_list("exit_id", "kind", "exit__company__name")
    }  # fmt: skip


def _exposures(keys: Sequence[int], moment: Moment) -> _Lines:
    rows = ExposureFact.objects.believed(moment.known_at).filter(exposure__in=keys).order_by("pk")
    steps = _steps(
        ExposureStep, "exposure_id", keys, moment, {"publish": "发布", "withdraw": "撤下"}.get
    )
    columns = ("exposure_id", "case_title", "exposure__media")
    return {
        key: FactLine(
            "exposure", str(key), steps.first(key),
            f"{media}曝光：{steps.told(key)}，典型案例“{title}”",
        )
        for key, title, media in rows.values_list(*columns)
    }  # fmt: skip


def _cases(keys: Sequence[int], moment: Moment) -> _Lines:
    steps = _steps(
        CaseStep, "case_id", keys, moment, lambda kind: CASE_STEP_LABELS[CaseStepKind(kind)],
        on="at",
    )  # fmt: skip
    numbers = dict(
        CaseStep.objects.filter(case__in=keys).order_by("case_id").values_list(
            "case_id", "case__number"
        )
    )  # fmt: skip
    return {
        key: FactLine("case", number, steps.first(key), steps.told(key))
        for key, number in numbers.items()
    }


@dataclass(frozen=True, slots=True)
class _Steps:
    """Dated steps of some rows, in words."""

    of: Mapping[int, list[tuple[date, str]]]

    def first(self, key: int) -> date | None:
        """The day of the first step."""
        return self.of[key][0][0] if self.of.get(key) else None

    def told(self, key: int) -> str:
        """`2024年6月5日确认，2024年6月12日完成`."""
        return "，".join(f"{chinese_day(on)}{label}" for on, label in self.of.get(key, []))


def _steps(
    model: Any,
    owner: str,
    keys: Sequence[int],
    moment: Moment,
    label: Callable[[str], str | None],
    *,
    on: str = "on",
) -> _Steps:
    until: date | datetime = moment.as_of if on == "on" else midnight(moment.as_of)
    rows = model.objects.believed(moment.known_at).filter(
        Q(**{f"{on}__lt": until}), **{f"{owner}__in": keys}
    )
    found: dict[int, list[tuple[date, str]]] = defaultdict(list)
    for key, kind, day in rows.order_by(on, "pk").values_list(owner, "kind", on):
        local = day.astimezone(SHANGHAI).date() if isinstance(day, datetime) else day
        found[key].append((local, label(kind) or kind))
    return _Steps(found)


_READERS: Final[dict[str, Callable[[Sequence[int], Moment], _Lines]]] = {
    "visit": _visits,
    "mission": _missions,
    "problem": _problems,
    "order": _orders,
    "level": _levels,
    "penalty": _penalties,
    "exit": _exits,
    "exposure": _exposures,
    "case": _cases,
}
