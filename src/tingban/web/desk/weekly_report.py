"""One unit's report as its page lays it out: tasks, form, findings, steps, history."""

from dataclasses import dataclass
from typing import Final

from tingban.kit.clock import SHANGHAI
from tingban.reads.weekly.reports import ReportPage, StepLine
from tingban.rules.weekly.cells import CELL_BY_CODE
from tingban.rules.weekly.checks import Finding
from tingban.rules.weekly.steps import STEPS, Act, Offer, State
from tingban.rules.weekly.weeks import Kind
from tingban.web.desk import drill_links, drill_sides, weekly_extras, weekly_tables
from tingban.web.desk import weekly_grid as grid
from tingban.web.desk.drill_sides import Table
from tingban.web.desk.places import place
from tingban.web.desk.weekly_extras import Extras
from tingban.web.desk.weekly_words import next_words, title_of
from tingban.web.ui.rows import Action, Check, Crumb, Moment

# How far a report has come on its way to the city.
_PASSED_CHECK: Final = frozenset(
    {
        State.CHECKED, State.SIGNED, State.SUBMITTED, State.REVIEW, State.ACCEPTED, State.FROZEN,
        State.CORR, State.AUTO_CHECKED, State.AUTO_SIGNED,
    }
)  # fmt: skip
_SIGNED: Final = _PASSED_CHECK - {State.CHECKED, State.AUTO_CHECKED}
_SENT: Final = _SIGNED - {State.SIGNED, State.AUTO_SIGNED}
# Acts that a button does at once; the others open a form.
_AT_ONCE: Final = {
    Act.CHECK: "weekly_check",
    Act.REVIEW: "weekly_review",
    Act.ACCEPT: "weekly_accept",
    Act.GRANT: "weekly_grant",
}
_BY_FORM: Final = {
    Act.REWORK: "weekly_rework",
    Act.OVERRIDE: "weekly_override",
    Act.RETURN: "weekly_return",
    Act.ASK: "weekly_ask",
    Act.REFUSE: "weekly_refuse",
}
_MAIN: Final = frozenset({Act.CHECK, Act.SIGN, Act.SUBMIT, Act.ACCEPT, Act.GRANT})
_FINAL: Final = {Act.GRANT: "同意后产生新的版次，全市汇总表随之更正。确定同意更正？"}


@dataclass(frozen=True, slots=True)
class Numbered:
    """A finding with its number, which stands in the cells at fault too."""

    number: int
    finding: Finding
    note: str
    # One note answers one check, however many findings it has.
    is_first: bool

    @property
    def ident(self) -> str:
        """Where the links of the form lead to."""
        return f"finding-{self.number}"

    @property
    def tone(self) -> str:
        """Red for what blocks, amber for what wants a note."""
        return "late" if self.finding.is_error else "soon"

    @property
    def labels(self) -> str:
        """The cells at fault by name."""
        return "、".join(CELL_BY_CODE[cell].title for cell in self.finding.cells)


def findings_of(page: ReportPage) -> list[Numbered]:
    """Errors first, as they block; a month's end is nobody's to correct."""
    if page.week.kind is Kind.MONTH:
        return []
    ordered = (*page.errors, *page.warnings)
    notes = page.content.notes
    checks = [one.check for one in ordered]
    return [
        Numbered(n, one, notes.get(one.check, ""), checks.index(one.check) == n - 1)
        for n, one in enumerate(ordered, 1)
    ]


def sheet_of(page: ReportPage, findings: list[Numbered]) -> grid.Sheet:
    """The filled form with everything that is to be said of its cells."""
    row = weekly_tables.row_of(page.area_code, page.content.figures, is_auto=_is_auto(page))
    around = grid.Around(
        link=drill_links.listed(table_of(page)),
        change_link=drill_links.compared(table_of(page), drill_sides.before(page.week)),
        last={page.area_code: page.last_values} if page.last_values else None,
        marks=_marks(page, findings),
    )
    return grid.sheet([row], around, weekly_tables.notes_of([row]))


def extras_of(page: ReportPage) -> Extras:
    """Supplementary indicators of the same numbers."""
    rows = {page.area_code: weekly_extras.values_of(page.content.figures)}
    return weekly_extras.table(rows, drill_links.listed(table_of(page)))


def _is_auto(page: ReportPage) -> bool:
    return not page.is_live and page.edition is not None and page.edition.is_auto


def table_of(page: ReportPage) -> Table:
    """What the figures of the page are: counted now, or an edition."""
    if page.edition is not None and not page.is_live:
        return Table("edition", page.number, str(page.edition.version))
    return drill_sides.live(page.week.as_of.astimezone(SHANGHAI).date())


def table_before(page: ReportPage) -> Table:
    """What the same unit reported the week before."""
    week = drill_sides.before(page.week).key
    return Table("edition", f"{page.number.removesuffix(page.week.code)}{week}")


def _marks(
    page: ReportPage, findings: list[Numbered]
) -> dict[tuple[str, str], tuple[grid.Mark, ...]]:
    told: dict[tuple[str, str], list[grid.Mark]] = {}
    back = standing_return(page)
    if back is not None:
        for cell in back.cells:
            mark = grid.Mark("退", "late", f"市局退回：{back.reason}", "#returned")
            told.setdefault((page.area_code, cell), []).append(mark)
    for one in findings:
        mark = grid.Mark(str(one.number), one.tone, one.finding.sentence, f"#{one.ident}")
        for cell in one.finding.cells:
            told.setdefault((page.area_code, cell), []).append(mark)
    return {key: tuple(marks) for key, marks in told.items()}


def standing_return(page: ReportPage) -> StepLine | None:
    """The city's return that has not been answered by another submission yet."""
    steps = [step for step in page.steps if step.act in (Act.RETURN, Act.SUBMIT, Act.STAND_IN)]
    return steps[-1] if steps and steps[-1].act is Act.RETURN else None


def is_signed(page: ReportPage) -> bool:
    """Whether the last signature holds."""
    return page.state in _SIGNED


def tasks_of(page: ReportPage) -> list[Check]:
    """What is there and what is missing on the way to the city."""
    missing = page.content.brief.missing
    parts = "、".join(missing)
    return [
        Check(
            "数字核对没有错误",
            not page.errors,
            f"有 {len(page.errors)} 处错误，请到台账里改正事实，数字会跟着变。",
            "#findings",
        ),
        Check(
            "每条提示都写了说明",
            not page.unnoted,
            f"还有 {len(page.unnoted)} 条提示没有说明。",
            "#findings",
        ),
        Check("周工作简报三部分齐全", not missing, f"还缺：{parts}。", "#brief"),
        Check("经办核对通过", page.state in _PASSED_CHECK, "以上各项完成后，点“核对通过”。"),
        Check("负责人签字", page.state in _SIGNED, _signing_hint(page)),
        Check("报送市局", page.state in _SENT, "签字后由经办报送。"),
    ]


def _signing_hint(page: ReportPage) -> str:
    if page.signature is not None and page.signature.changed:
        return "签字以后数据有变化，须重新签字。"
    return "核对通过后，由本单位负责人签字。"


def actions_of(page: ReportPage) -> list[Action]:
    """Next steps as buttons; a closed one says why. Signing and sending have forms of their own."""
    found = []
    for offer in page.offers:
        name = _AT_ONCE.get(offer.act) or _BY_FORM.get(offer.act)
        if name is None or not is_near(page, offer):
            continue
        found.append(
            Action(
                label=offer.label,
                href=f"{place(f'desk:{name}', page.number)}{_seen(page, offer.act)}",
                tone="accent" if offer.act in _MAIN else "",
                reason=offer.reason,
                confirm=_FINAL.get(offer.act, ""),
                is_post=offer.act in _AT_ONCE,
            )
        )
    return found


def is_near(page: ReportPage, offer: Offer) -> bool:
    """Whether the step begins in this state; what only comes later would be noise."""
    return any(step.act is offer.act and step.start is page.state for step in STEPS)


def near(page: ReportPage, act: Act) -> Offer | None:
    """One act, where it begins in this state."""
    offer = page.offer(act)
    return offer if offer is not None and is_near(page, offer) else None


def _seen(page: ReportPage, act: Act) -> str:
    """The version that a button was drawn for; a form carries its own."""
    return f"?version={page.version}" if act in _AT_ONCE else ""


def next_of(page: ReportPage) -> str:
    """What happens next, put to whoever is to do it."""
    if page.week.kind is Kind.MONTH:
        return "月末数由系统留存，不用填报。"
    is_yours = any(offer.act in _MAIN and is_near(page, offer) for offer in page.offers)
    return next_words(page.state, is_yours=is_yours)


def history_of(page: ReportPage) -> list[Moment]:
    """Who, when, what; the newest first."""
    return [
        Moment(
            at=step.at,
            what=f"{step.label} → {step.state_label}",
            who="".join((step.unit, step.who)),
            note=_step_note(step.reason, step.cells),
            tone="late" if step.act is Act.RETURN else "",
        )
        for step in reversed(page.steps)
    ]


def _step_note(reason: str, cells: tuple[str, ...]) -> str:
    names = "、".join(CELL_BY_CODE[cell].title for cell in cells if cell in CELL_BY_CODE)
    return "：".join(part for part in (names, reason) if part)


def head_of(page: ReportPage) -> dict[str, object]:
    """Title and way here, for the page and for its forms."""
    return {
        "page": page,
        "title": f"{page.name}{title_of(page.week)}",
        "is_week": page.week.kind is Kind.WEEK,
        "crumbs": [
            Crumb("周报送", place("desk:weekly")),
            Crumb(page.week.short_label, place("desk:weekly_week", page.week.code)),
            Crumb(page.name),
        ],
    }
