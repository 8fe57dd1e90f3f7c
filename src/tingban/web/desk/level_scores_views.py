"""评分表 from Excel: the template, and a file read into the form of the step that rates.

Nothing is kept here: what was read stands in the form, is looked at and saved as if typed.
"""

from typing import Final

from django.http import FileResponse, HttpResponse, QueryDict
from django.shortcuts import redirect

from tingban.kit import clock
from tingban.reads.enforcement.level_cases import LEVELS
from tingban.reads.rectification import proceedings as reads
from tingban.reports.enforcement.score_template import write_score_template
from tingban.rules.enforcement.level_book import LIMITS, ScoreBook, ScoreFault, read_file
from tingban.rules.enforcement.level_stages import Act
from tingban.web import doors
from tingban.web.desk.downloads import draft, sent
from tingban.web.desk.proceeding_forms import ProceedingStepForm, fit
from tingban.web.desk.proceeding_kinds import KINDS
from tingban.web.desk.proceedings_views import step_answer
from tingban.web.doors import DeskRequest

_KIND: Final = next(kind for kind in KINDS if kind.flow is LEVELS)
_NO_FILE: Final = ScoreFault(0, "", "请先选择填好的评分表，再读入。")
_TOO_BIG: Final = ScoreFault(0, "", "文件超过 1 MB，不像是评分表，没有读取。请用模板另存后再上传。")


@doors.desk(roles=_KIND.openers)
def template(request: DeskRequest) -> FileResponse:
    """The empty sheet."""
    target = draft()
    write_score_template(target, at=clock.now())
    return sent(target, "评分表模板.xlsx")


@doors.desk(roles=_KIND.openers)
def read(request: DeskRequest, number: str) -> HttpResponse:
    """The form as it was typed, with what the file tells in its table."""
    actor = request.actor
    row = reads.found(LEVELS, actor, number)
    closed = reads.closed_because(LEVELS, actor, number, Act.RATE, today=clock.today())
    if request.method != "POST" or closed:
        # The page of the step tells why it is closed.
        return redirect("desk:level_case_step", number=number, act=Act.RATE)
    book = _told(request)
    form = ProceedingStepForm(initial=_initial(request.POST, book))
    fit(form, LEVELS.fields[Act.RATE])
    notice = ""
    if not book.faults:
        notice = (
            f"已读入 {len(book.lines)} 个项目、{len(book.raters)} 名评定人的得分，还没有保存。"
            "请核对合计，补上评定人的单位或证号，再登记。"
        )
    return step_answer(
        _KIND, request, row, Act.RATE, form, notice=notice, hints=book.hints, faults=book.faults,
        fault_count=len(book.faults) + book.more_faults,
    )  # fmt: skip


def _told(request: DeskRequest) -> ScoreBook:
    file = request.FILES.get("book")
    if file is None or isinstance(file, list):
        return ScoreBook(faults=(_NO_FILE,))
    if (file.size or 0) > LIMITS.file_bytes:
        return ScoreBook(faults=(_TOO_BIG,))
    return read_file(file.read())


def _initial(given: QueryDict, book: ScoreBook) -> dict[str, object]:
    """What was typed, and over it what was read."""
    form = ProceedingStepForm()
    fit(form, LEVELS.fields[Act.RATE])
    typed = {
        name: field.widget.value_from_datadict(given, {}, name)
        for name, field in form.fields.items()
    }
    if book.faults:
        return typed
    raters = _raters(book.raters, str(typed["told_raters"] or ""))
    return typed | {"told_raters": raters, "told_sheet": "\n".join(book.lines)}


def _raters(names: tuple[str, ...], typed: str) -> str:
    """A line each, in the order of the columns; a unit typed already stays with its name."""
    lines = (line.strip() for line in typed.splitlines() if line.strip())
    known = {line.split()[0]: line for line in lines}
    return "\n".join(known.get(name, name) for name in names)
