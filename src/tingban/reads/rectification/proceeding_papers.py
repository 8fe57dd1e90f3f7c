"""When a paper of a proceeding may be signed, and when it can no longer be taken away.

A paper is signed when its step is ready but for the paper itself (`rules…paper_steps`); once a step
rests on a paper, it stays as long as the step does.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from tingban.reads.documents import papers
from tingban.reads.rectification.proceedings import Flow, course_of, found
from tingban.rules.actors import Actor
from tingban.rules.audit.machine import Step
from tingban.rules.documents.papers import PaperAct
from tingban.rules.documents.sheets import Hindrance
from tingban.rules.rectification.course import Course, Done
from tingban.rules.rectification.paper_steps import Table, too_early


def hindrances(
    flow: Flow, table: Table, too_late: Callable[[str, Course], str] | None = None
) -> Callable[[str], Hindrance]:
    """By template; `table` says for which step it is signed, and what that step must have;
    `too_late` why one is not signed any more."""

    def of(template: str) -> Hindrance:
        def told(actor: Actor, key: str, act: PaperAct, on: date, paper: str) -> str:
            course = course_of(flow, found(flow, actor, key), today=on)
            if act is PaperAct.SIGN:
                late = too_late(template, course) if too_late else ""
                return late or too_early(flow.machine, table, template, course, actor, on)
            return _rests_on(flow, course, flow.subject_of(key), paper, actor)

        return told

    return of


def _rests_on(flow: Flow, course: Course, subject: str, paper: str, actor: Actor) -> str:
    """Which step rests on this very paper: what was signed after it, of its kind too, was not
    there when the step was taken."""
    signed = papers.all_standing(subject, today=course.today)
    for move, row, before in _steps(flow, course):
        then = {it.template: it for it in signed if it.signed_at <= move.at}
        own = next((it for it in then.values() if it.key == paper), None)
        if own is None:
            continue
        whole = replace(before, papers=then)
        bare = replace(before, papers={k: it for k, it in then.items() if it is not own})
        for guard in row.guards:
            ask = flow.machine.guards[guard]
            if not ask(whole, actor) and ask(bare, actor):
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
