"""When a paper of a proceeding may be signed, and when it can no longer be taken away.

A paper that ends a procedure is signed when its step is ready but for the paper itself; once a
step rests on a paper, it stays as long as the step does.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Final

from tingban.reads.rectification.proceedings import Flow, course_of, found
from tingban.rules.actors import Actor
from tingban.rules.audit.machine import Step
from tingban.rules.documents.papers import PaperAct
from tingban.rules.documents.sheets import Hindrance
from tingban.rules.rectification.course import Course, Done, Paper

# Whatever was entered so far stands in a paper that is signed now.
_AFTER_ALL: Final = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class _Assumed:
    """The paper as if it were signed and served already."""

    signed_on: date
    served_on: date
    signed_at: datetime = _AFTER_ALL
    number: str = ""


def hindrance(flow: Flow, template: str, step: str = "") -> Hindrance:
    """`step` is the act that this paper is signed for; empty where it may be signed at any time."""

    def told(actor: Actor, key: str, act: PaperAct, on: date) -> str:
        course = course_of(flow, found(flow, actor, key), today=on)
        if act is PaperAct.SIGN:
            return _too_early(flow, course, template, step, (actor, on)) if step else ""
        return _rests_on(flow, course, template, actor)

    return told


def hindrances(flow: Flow, steps: Mapping[str, str]) -> Callable[[str], Hindrance]:
    """By template; `steps` names the acts of those that end a procedure."""
    return lambda template: hindrance(flow, template, steps.get(template, ""))


def _too_early(flow: Flow, course: Course, template: str, step: str, by: tuple[Actor, date]) -> str:
    actor, on = by
    rows = [row for row in flow.machine.rows if row.act == step and row.start == course.stage]
    label = flow.machine.label(step)
    if not rows:
        now = flow.machine.states[course.stage or ""]
        return f"现在是“{now}”，还没有办到“{label}”，不能签发这份文书。"
    papers: dict[str, Paper] = {**course.papers, template: _Assumed(on, on)}
    ready = replace(course, papers=papers, on=on)
    for guard in rows[0].guards:
        sentence = flow.machine.guards[guard](ready, actor)
        if sentence and guard not in flow.machine.asked:
            return f"“{label}”的条件还不齐，不能签发这份文书：{sentence}"
    return ""


def _rests_on(flow: Flow, course: Course, template: str, actor: Actor) -> str:
    without = {key: paper for key, paper in course.papers.items() if key != template}
    for move, row, before in _steps(flow, course):
        for guard in row.guards:
            ask = flow.machine.guards[guard]
            bare = replace(before, papers=without)
            if not ask(before, actor) and ask(bare, actor):
                return (
                    f"“{flow.machine.label(move.act)}”以这份文书为依据，已经办理。"
                    "请先在案件里撤回或者撤销那一步，再作废文书。"
                )
    return ""


def _steps(flow: Flow, course: Course) -> Iterator[tuple[Done, Step, Course]]:
    """Each step that stands, its row, and how the proceeding stood when it was taken."""
    for place, move in enumerate(course.moves):
        rows = (
            it for it in flow.machine.rows if (it.act, it.start or "") == (move.act, move.start)
        )
        row = next(rows, None)
        if row is not None:
            yield move, row, replace(
                course, moves=course.moves[:place], stage=move.start or None, told=move.told,
                on=move.on, reason=move.reason,
            )  # fmt: skip
