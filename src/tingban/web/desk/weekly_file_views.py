"""附件2, 附件3, 简报 and the signed package of an edition; each download is an event (T-R10)."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from tingban.actions.weekly import papers
from tingban.actions.weekly.papers import File, Paper
from tingban.kit import clock
from tingban.rules.actors import CITY_WIDE, COUNTY, Role
from tingban.rules.errors import NotFound, Refused
from tingban.web import doors
from tingban.web.desk import downloads, step_up
from tingban.web.doors import DeskRequest

FACTS = COUNTY | CITY_WIDE


@never_cache
@doors.desk(roles=FACTS)
def unit_file(request: DeskRequest, number: str, version: int, paper: str) -> HttpResponseBase:
    """A paper of one unit's edition."""
    return _sent(
        papers.take_unit_paper(
            number=number,
            version=version,
            paper=_paper(paper),
            actor=request.actor,
            at=clock.now(),
        )
    )


@never_cache
@doors.desk(roles=CITY_WIDE)
def city_file(request: DeskRequest, code: str, version: int, paper: str) -> HttpResponseBase:
    """A paper of the city's frozen table."""
    return _sent(
        papers.take_city_paper(
            week_code=code,
            version=version,
            paper=_paper(paper),
            actor=request.actor,
            at=clock.now(),
        )
    )


@require_POST
@doors.desk(roles={Role.M_OP})
@step_up.before("上报导出", back="desk:weekly_versions", is_file=True)
def export(request: DeskRequest, code: str) -> HttpResponseBase:
    """T-R10: the package that goes up; the step stands in the history of all 14 reports."""
    try:
        file = papers.export_city(week_code=code, actor=request.actor, at=clock.now())
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect("desk:weekly_versions", code=code)
    return _sent(file)


def _paper(name: str) -> Paper:
    try:
        return Paper(name)
    except ValueError:
        raise NotFound("没有这种材料。可以下载附件2、附件3、周工作简报和全套压缩包。") from None


def _sent(file: File) -> HttpResponseBase:
    target = downloads.draft()
    target.write(file.data)
    return downloads.sent(target, file.name)
