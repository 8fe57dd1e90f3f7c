"""The demo's Fridays: files come in, weeks open, counties sign and send, the city freezes.

Everything is done by the acts of the pages and of the clock. Some Fridays tell a story: one
county is late, one is silent and stood in for, one return goes back, one frozen figure is put
right two days later.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Final

from tingban.actions.inspections import visits
from tingban.actions.notices import inbox
from tingban.actions.weekly import (
    correcting,
    drafting,
    freezing,
    months,
    opening,
    reviewing,
    sending,
    signing,
)
from tingban.jobs.demo import brief_words
from tingban.jobs.demo.daily import ZONE, Daily
from tingban.jobs.demo.history import History
from tingban.reads.overview import handles
from tingban.reads.weekly import boards, reports
from tingban.reads.weekly.periods import planned_month_ends, planned_weeks
from tingban.rules.actors import Actor
from tingban.rules.areas import AREAS, CITY
from tingban.rules.errors import NotNow
from tingban.rules.inspections import OrganiserLevel, VisitKind
from tingban.rules.weekly.weeks import Week, report_number

_FIRST: Final = date(2024, 5, 31)
_FILE_COMES: Final = time(7, 50)
_NOON_IS_OVER: Final = timedelta(seconds=1)
_LATE, _SILENT, _RETURNED, _CORRECTED = "140826", "140829", "140822", "140802"
_LATE_WEEK, _SILENT_WEEK, _RETURNED_WEEK, _CORRECTED_WEEK = 16, 17, 18, 16
# The platform came into use in September; before, the counties mailed files.
_FIRST_WEEK: Final = 16
_LOGINS_SINCE: Final = date(2024, 9, 13)
_FIRST_MONTH: Final = 202408


def plan(daily: Daily, history: History, *, until: datetime) -> None:
    """All Fridays, those whose files come in and those that the clerks live through."""
    friday = _FIRST
    while friday <= daily.first_day:
        bring = history.week if friday < _LOGINS_SINCE else history.week_by_unit
        daily.stage.at(datetime.combine(friday, _FILE_COMES, ZONE), partial(bring, friday))
        friday += timedelta(days=7)
    for month in planned_month_ends():
        if month.number >= _FIRST_MONTH and month.opens_at < until:
            daily.stage.at(month.opens_at + timedelta(minutes=1), _take_month_ends)
    for week in planned_weeks():
        if week.number >= _FIRST_WEEK and week.opens_at < until:
            _Friday(daily, week).plan(is_today=week.due_at > until)


def _take_month_ends(at: datetime) -> None:
    months.take_month_ends(at=at)


@dataclass(frozen=True, slots=True)
class _Friday:
    """One week of reporting."""

    daily: Daily
    week: Week
    # What each unit's clerk has checked.
    checked: dict[str, str] = field(default_factory=dict)

    def plan(self, *, is_today: bool) -> None:
        """Put its acts on the stage; of the last one only what lies before the demo's moment."""
        stage, week = self.daily.stage, self.week
        stage.at(week.opens_at, lambda at: opening.open_due_weeks(at=at))
        for _, moment in week.nudges:
            stage.at(moment, lambda at: opening.remind(at=at))
        for area in AREAS:
            self._plan_unit(area.code, is_today=is_today)
        if not is_today:
            stage.at(week.due_at + _NOON_IS_OVER, lambda at: sending.stand_in_for_silent(at=at))
            stage.at(week.accept_by - timedelta(minutes=15), self._accept)
            stage.at(week.freeze_by - timedelta(minutes=10), self._freeze)
        if week.number == _CORRECTED_WEEK:
            tuesday = week.due_at + timedelta(days=4)
            stage.at(tuesday - timedelta(hours=3), self._find_forgotten_visit)
            stage.at(tuesday - timedelta(hours=2), self._ask_correction)
            stage.at(tuesday + timedelta(hours=3), self._grant_correction)

    def _plan_unit(self, area: str, *, is_today: bool) -> None:
        if (self.week.number, area) == (_SILENT_WEEK, _SILENT):
            return
        start = datetime.combine(self.week.due_at.date(), time(8, 5), ZONE)
        begun = start + timedelta(minutes=self.daily.rng.randrange(10, 150))
        if (self.week.number, area) == (_LATE_WEEK, _LATE):
            begun = self.week.due_at + timedelta(minutes=50)
        if not is_today and (self.week.number, area) == (_RETURNED_WEEK, _RETURNED):
            begun = start + timedelta(minutes=10)
            self.daily.stage.at(self.week.due_at - timedelta(minutes=70), self._return)
            self._plan_steps(area, self.week.due_at - timedelta(minutes=40))
        self._plan_steps(area, begun)

    def _plan_steps(self, area: str, begun: datetime) -> None:
        steps = (self._draft, self._check, self._sign, self._submit)
        for place, step in enumerate(steps):
            moment = begun + timedelta(minutes=(9 + place) * place)
            self.daily.stage.at(moment, partial(step, area))

    def _number(self, area: str) -> str:
        return report_number(area, self.week)

    def _draft(self, area: str, at: datetime) -> None:
        self._save(area, at, notes={})

    def _save(self, area: str, at: datetime, notes: Mapping[str, str]) -> None:
        clerk = self.daily.staff.clerks[area]
        draft = drafting.Draft(brief=brief_words.brief(self.daily.rng), notes=notes)
        drafting.save_draft(
            number=self._number(area),
            version=self._version(area, clerk),
            draft=draft,
            actor=clerk,
            at=at,
        )

    def _version(self, area: str, actor: Actor) -> int:
        return boards.version_of(actor=actor, number=self._number(area))

    def _check(self, area: str, at: datetime) -> None:
        """Where a warning still lacks its note, she looks, writes it, and checks again."""
        clerk = self.daily.staff.clerks[area]
        try:
            self._check_once(area, at)
        except NotNow:
            page = reports.report(actor=clerk, number=self._number(area), at=at)
            notes = {found.check: brief_words.note(found.check) for found in page.warnings}
            self._save(area, at, notes)
            self._check_once(area, at)

    def _check_once(self, area: str, at: datetime) -> None:
        clerk = self.daily.staff.clerks[area]
        self.checked[area] = drafting.check_report(
            number=self._number(area), version=self._version(area, clerk), actor=clerk, at=at
        )

    def _sign(self, area: str, at: datetime) -> None:
        """What the clerk has checked; where facts came in between, what stands now."""
        head = self.daily.staff.heads[area]
        try:
            self._sign_once(area, self.checked[area], at)
        except NotNow:
            page = reports.report(actor=head, number=self._number(area), at=at)
            self._sign_once(area, page.content.digest, at)

    def _sign_once(self, area: str, digest: str, at: datetime) -> None:
        head = self.daily.staff.heads[area]
        signing.sign_report(
            number=self._number(area),
            version=self._version(area, head),
            digest=digest,
            actor=head,
            at=at,
        )

    def _submit(self, area: str, at: datetime) -> None:
        """What was signed; where a ledger was written on in between, it is signed anew."""
        try:
            self._submit_once(area, at)
        except NotNow:
            self._sign(area, at)
            self._submit_once(area, at)

    def _submit_once(self, area: str, at: datetime) -> None:
        clerk = self.daily.staff.clerks[area]
        number, version = self._number(area), self._version(area, clerk)
        sending.submit_report(number=number, version=version, actor=clerk, at=at)
        for actor in (clerk, self.daily.staff.heads[area]):
            inbox.mark_all_read(actor=actor, at=at)

    def _return(self, at: datetime) -> None:
        number = self._number(_RETURNED)
        office = self.daily.staff.city_clerk
        statement = reviewing.ReturnStatement(
            ("A08", "B06"), "擅自利用公共部位经营的小区与上周督导反馈不一致，请核对后重报。"
        )
        reviewing.return_report(
            number=number,
            version=self._version(_RETURNED, office),
            statement=statement,
            actor=office,
            at=at,
        )

    def _accept(self, at: datetime) -> None:
        """Each by somebody other than its submitter."""
        staff = self.daily.staff
        board = boards.board(actor=staff.city_clerk, week_code=self.week.code, at=at)
        for unit in board.units:
            if not unit.is_ready:
                office = staff.second_clerk if unit.area_code == CITY else staff.city_clerk
                reviewing.accept_report(
                    number=unit.number, version=unit.version, actor=office, at=at
                )

    def _freeze(self, at: datetime) -> None:
        freezing.freeze_week(week_code=self.week.code, actor=self.daily.staff.city_head, at=at)

    def _find_forgotten_visit(self, at: datetime) -> None:
        """A sheet of paper turns up: a community was looked at, nobody had written it down."""
        clerk = self.daily.staff.clerks[_CORRECTED]
        statement = visits.VisitStatement(
            community_code=handles.unvisited_community(county=_CORRECTED, actor=clerk),
            kind=VisitKind.SURVEY,
            level=OrganiserLevel.COUNTY,
            done_on=self.week.last_day_on - timedelta(days=2),
        )
        visits.add_visit(statement=statement, actor=clerk, at=at)

    def _ask_correction(self, at: datetime) -> None:
        head = self.daily.staff.heads[_CORRECTED]
        statement = correcting.CorrectionStatement(
            ("A01",), "漏登一份 9 月 10 日的排查记录，已补录，请予更正。"
        )
        correcting.ask_correction(
            number=self._number(_CORRECTED),
            version=self._version(_CORRECTED, head),
            statement=statement,
            actor=head,
            at=at,
        )

    def _grant_correction(self, at: datetime) -> None:
        city = self.daily.staff.city_head
        number = self._number(_CORRECTED)
        version = self._version(_CORRECTED, city)
        correcting.grant_correction(number=number, version=version, actor=city, at=at)
