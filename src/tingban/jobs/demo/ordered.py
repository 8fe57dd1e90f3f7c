"""A problem of the demo that was seen, confirmed and ordered to be put right on one day."""

from datetime import timedelta

from tingban.actions.inspections import visits
from tingban.actions.rectification import problems
from tingban.jobs.demo import mending
from tingban.jobs.demo.proceeding_scene import Scene
from tingban.reads.law import calendar
from tingban.rules.inspections import OrganiserLevel, VisitKind
from tingban.rules.rectification import Category, ProblemSource


def ordered_problem(scene: Scene, act_code: str, facts: str, *, days: int = 0) -> str:
    """Its number; the order is signed and handed over, its term so many days or the usual."""
    on, code = scene.now.date(), scene.estate.code
    due_on = calendar().roll(on + timedelta(days=days)) if days else mending.term_after(on)
    visits.add_visit(
        statement=visits.VisitStatement(
            community_code=code, kind=VisitKind.SURVEY, level=OrganiserLevel.COUNTY, done_on=on
        ),
        actor=scene.clerk, at=scene.at,
    )  # fmt: skip
    number = problems.add_problem(
        statement=problems.ProblemStatement(
            community_code=code, category=Category(f"CAT-{act_code[0]}"),
            source=ProblemSource.SURVEY, confirmed_on=on, description=facts,
            company_id=scene.daily.company(scene.estate.uscc), acts=(act_code,),
            evidence=mending.EVIDENCE, responsible="项目负责人", due_on=due_on,
        ),
        actor=scene.clerk, at=scene.at,
    )  # fmt: skip
    county = scene.estate.code[:6]
    mark = scene.daily.order_number(county)
    mending.order(scene.daily, mark, [number], on, scene.at, due_on)
    return number
