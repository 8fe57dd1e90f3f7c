"""When a paper of a proceeding may be signed, and when it can no longer be taken away.

A paper is signed when its step is ready but for the paper itself (`rules…paper_steps`); once a step
rests on a paper, it stays as long as the step does.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from tingban.reads.rectification.proceedings import Flow, course_of, found
from tingban.rules.actors import Actor
from tingban.rules.audit.machine import Step
from tingban.rules.documents.papers import PaperAct
from tingban.rules.documents.sheets import Hindrance
from tingban.rules.rectification.course import Course, Done
from tingban.rules.rectification.paper_steps import Table, too_early


def hindrances(flow: Flow, table: Table) -> Callable[[str], Hindrance]:
    """By template; `table` says for which step it is signed, and what that step must have."""

    def of(template: str) -> Hindrance:
        def told(actor: Actor, key: str, act: PaperAct, on: date) -> str:
            course = course_of(flow, found(flow, actor, key), today=on)
            if act is PaperAct.SIGN:
                return too_early(flow.machine, table, template, course, actor, on)
            return _rests_on(flow, course, template, actor)

        return told

    return of


def _rests_on(flow: Flow, course: Course, template: str, actor: Actor) -> str:
    without = {key: paper for key, paper in course.papers.items() if key != template}
    paper = course.papers.get(template)
    for move, row, before in _steps(flow, course):
        # No step rests on what was signed after it, as the record of a later inspection is.
        if paper is not None and paper.signed_at is not None and paper.signed_at > move.at:
            continue
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
