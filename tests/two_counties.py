"""One of everything in one county, so that another county's people can be sent after it."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tests import credit, fridays, measures, sample_files, slip_books
from tests.actions.inspections.test_missions import a_mission
from tests.attached import attached
from tests.exchange_books import workbook
from tests.notices import told
from tests.people import NOW, YONGJI, clerk, head
from tests.stories import (
    a_case,
    a_community,
    a_company,
    a_contract,
    a_problem,
    a_visit,
    an_owner_body,
)
from tests.votes import (
    NO,
    YES,
    a_vote_to_count,
    an_exit_case,
    ballot,
    enter,
    parts,
)
from tests.web.visitors import staff_member
from tingban.actions.documents import papers
from tingban.actions.enforcement import credit_answers, exposures, levels, penalties
from tingban.actions.enforcement.penalty_cases import open_penalty_case
from tingban.actions.exchange import export_runs, foreign, runs, slip_batches
from tingban.actions.exchange.intake import Upload
from tingban.actions.exchange.slip_registering import Decision, register_slips
from tingban.actions.exits.exits import record_exit
from tingban.actions.overview import paper_batches
from tingban.actions.rectification.orders import serve_order
from tingban.actions.rectification.proceedings import Opening
from tingban.actions.registry.merges import merge_community
from tingban.data.enforcement.models import Penalty
from tingban.data.exchange.models import ImportFile
from tingban.data.registry.models import Community, Company
from tingban.reads import accounts
from tingban.reads.exchange import slips
from tingban.reads.rectification import sheets as rectification
from tingban.rules.actors import Actor, Role
from tingban.rules.areas import AREA_BY_CODE
from tingban.rules.complaints import Contact, ContactKind, Source
from tingban.rules.documents.batches import BatchKind
from tingban.rules.enforcement import LevelKind, PenaltyOrgan
from tingban.rules.exchange.slip_states import SlipChoice
from tingban.rules.exits import ExitKind
from tingban.rules.notices import Kind, Message, Recipient
from tingban.rules.registry.contacts import parse_phones

NAME, PHONE = "欧阳密告", "13935912345"
# Words that stand nowhere but in the facts of this county.
MARKS = ("西厢秘园", "永济独有的描述", "永济独有的举报", "永建罚", "永建责改", "永济独有的单位")
PLACE, PROBLEM_TEXT, CASE_TEXT = (
    "西厢秘园",
    "永济独有的描述，楼道积水",
    "永济独有的举报内容，请处理",
)
DAY = date(2024, 6, 12)


@dataclass
class County:
    """The keys of one of everything, by the name that addresses give them."""

    place: Community
    company: Company
    keys: dict[str, Any] = field(default_factory=dict)


def a_full_county(code: str = YONGJI) -> County:
    """One of everything that an address can name."""
    place = a_community(PLACE, county=code, fee_mode="guided", households=100)
    company = a_company("全市共有物业服务有限公司")
    here = County(place, company)
    _registers(here, code)
    _field_work(here, code)
    _sanctions(here, code)
    _vote(here, code)
    _exchange(here, code)
    _notices(here, code)
    return here


def signed_in(role: Role, area: str) -> Actor:
    """The actor behind a member of the staff, with a post that a job finds again."""
    person = accounts.person(staff_member(role, area).pk, on=NOW.date())
    assert person is not None
    return person.acting(person.open_posts[0], ip="10.0.0.1")


def _registers(here: County, code: str) -> None:
    twin = a_community(f"{PLACE}二期", county=code)
    merge_community(code=twin.code, into=here.place.code, version=1, actor=clerk(code), at=NOW)
    here.keys |= {
        "community": here.place.code,
        "merged": twin.code,
        "contract": a_contract(here.place, here.company, date(2024, 1, 1), level="二级"),
        "owner_body": an_owner_body(here.place),
    }


def _field_work(here: County, code: str) -> None:
    contact = Contact(ContactKind.NAMED, NAME, parse_phones(PHONE))
    problem = a_problem(here.place, description=PROBLEM_TEXT)
    subject = f"problem:{problem.number}"
    here.keys |= {
        "subject": subject,
        "file": attached(
            subject, sample_files.photo(), "永济独有的描述.jpg", actor=clerk(code)
        ).pk,
        "visit": a_visit(here.place, date(2024, 6, 4)),
        "mission": a_mission(county=code),
        "problem": problem.number,
        "case": a_case(
            clerk(code), contact, summary=CASE_TEXT, community_code=here.place.code,
            receiver="永济独有的单位",
        ).number,
        "order": serve_order(
            number="永建责改字〔2024〕1号", problem_numbers=[problem.number], served_on=DAY,
            actor=clerk(code), at=NOW,
        ),
        "paper_batch": paper_batches.start_batch(
            kind=BatchKind.ORDERS, seen={"永建责改字〔2024〕1号": ""}, on=None, actor=clerk(code),
            at=NOW, form="b1",
        ),
        "paper": papers.draft(
            sheet=rectification.SHEETS[0], subject_key=problem.number, county=code,
            actor=clerk(code), at=NOW,
        ),
    }  # fmt: skip


def _sanctions(here: County, code: str) -> None:
    own = {"actor": clerk(code), "at": NOW}
    here.keys |= _measures(here)
    here.keys |= {
        "level": levels.record_level(
            statement=levels.LevelStatement(
                here.place.code, DAY, LevelKind.REASSESS, old_level="二级", new_level="三级"
            ), **own,
        ),
        "penalty": _penalty(here, code),
        "exposure": exposures.record_exposure(
            statement=exposures.ExposureStatement(here.company.pk, code, DAY, media="永济日报"),
            **own,
        ),
        "exit": record_exit(
            community_code=here.place.code, company_id=here.company.pk,
            kind=ExitKind.WITHDREW, **own,
        ),
    }  # fmt: skip
    here.keys |= _credit(code)
    here.keys["penalty_case"] = _penalty_case(here, code)


def _penalty_case(here: County, code: str) -> str:
    opening = Opening(
        county=code, title=PROBLEM_TEXT, on=DAY, community_code=here.place.code,
        company_id=here.company.pk, problems=(here.keys["problem"],),
        answers={"source": "problem", "facts": PROBLEM_TEXT, "found_on": DAY.isoformat(),
                 "party_address": PLACE},
    )  # fmt: skip
    return open_penalty_case(opening=opening, actor=clerk(code), at=NOW)


def _credit(code: str) -> dict[str, Any]:
    """A push of the penalty, its file, and a month that was reconciled."""
    number = credit.a_k1("永建罚决字〔2024〕1号", clerk(code))
    credit.build(number, CF_CFLB=["警告"])
    credit.review(number)
    credit.take(number, "send", format="xlsx")
    file = credit_answers.Brought("名单.csv", "文号\n永建罚决字〔2024〕1号\n".encode())
    made = credit_answers.check_month(
        month=DAY.replace(day=1), file=file, actor=clerk(code), at=NOW
    )
    return {
        "credit_push": number, "credit_batch": credit.batch_of(number), "credit_check": made,
    }  # fmt: skip


def _vote(here: County, code: str) -> None:
    """A vote of the owners with its ballots out, one entered by two who differ."""
    case = an_exit_case(county=code, community=here.place)
    vote_id = a_vote_to_count(case=case)
    enter(vote_id, 1, YES, clerk(code))
    enter(vote_id, 1, NO, head(code))
    here.keys |= {
        "vote": vote_id, "exit_case": case.number, "part": parts(vote_id)[0].pk,
        "ballot": ballot(vote_id, 1).pk,
    }  # fmt: skip


def _measures(here: County) -> dict[str, Any]:
    """A level case, a transfer and an exposure on their way."""
    return {
        "level_case": measures.a_level_case(here.place, here.company).number,
        "transfer": measures.a_transfer(
            county=here.place.county_id, company_id=here.company.pk
        ).number,
        "exposure_case": measures.an_exposure(here.company, here.place).number,
    }


def _penalty(here: County, code: str) -> int:
    statement = penalties.PenaltyStatement(
        "永建罚决字〔2024〕1号", here.company.pk, code, PenaltyOrgan.HOUSING, DAY
    )
    number = penalties.record_penalty(statement=statement, actor=clerk(code), at=NOW)
    return Penalty.objects.get(number=number).pk


def _exchange(here: County, code: str) -> None:
    actor = signed_in(Role.C_OP, code)
    where = {"县(市、区)": AREA_BY_CODE[code].name}
    book = {"小区台账": [where | {"小区名称": f"{PLACE}三期", "户数": "很多"}]}
    good = {"小区台账": [where | {"小区名称": f"{PLACE}四期"}]}
    uploads = [Upload("坏.xlsx", workbook(book)), Upload("好.xlsx", workbook(good))]
    run = runs.start_run(uploads=uploads, area=None, dry_run=False, actor=actor, at=NOW)
    runs.work_off(run_id=run, at=NOW)
    export = export_runs.start_export(area=None, reason="", actor=actor, at=NOW)
    export_runs.work_off(run_id=export, at=NOW)
    table = f"名称,区域\n{PLACE}五期,{AREA_BY_CODE[code].name}\n".encode()
    here.keys |= {
        "run": run,
        "export": export,
        "import": ImportFile.objects.get().pk,
        "draft": foreign.bring_register(upload=Upload("册.csv", table), actor=actor, at=NOW),
        "batch": _slips(actor),
    }


def _slips(actor: Actor) -> int:
    """One slip is registered, one waits; who complained stands in its cells and in its text."""
    text = f"{CASE_TEXT}。{NAME}（{PHONE}）反映"
    rows = [slip_books.slip(n, name=NAME, phone=float(PHONE), text=text) for n in (1, 2)]
    batch = slip_batches.bring_slips(
        upload=Upload("转办.xlsx", slip_books.hotline(rows)), source=Source.HOTLINE_12345,
        actor=actor, at=NOW,
    )  # fmt: skip
    columns = slips.columns_offered(actor, slips.batch(actor, batch))
    slip_batches.choose_slip_columns(batch_id=batch, columns=columns, actor=actor, at=NOW)
    later = {2: Decision(SlipChoice.LATER)}
    register_slips(batch_id=batch, decisions=later, actor=actor, at=NOW)
    return batch


def _notices(here: County, code: str) -> None:
    """One to the office; one to whoever complained, which is in nobody's inbox."""
    here.keys["notice"] = told(
        Recipient.office(code, Role.C_OP, Role.C_LD),
        Message(Kind.TASK, f"{PLACE}：请督促整改", PROBLEM_TEXT, "/desk/problems/"),
    ).pk
    told(Recipient.case(here.keys["case"]), Message(Kind.RECEIPT, "您反映的问题已受理", CASE_TEXT))


def a_sent_week(here: County, code: str = YONGJI) -> None:
    """This county's report of the week stands as an edition; all 14 are open."""
    fridays.open_week()
    fridays.sent(code)
    here.keys |= {"report": fridays.number_of(code), "week": fridays.WEEK}


__all__ = ["MARKS", "NAME", "PHONE", "County", "a_full_county", "a_sent_week", "head"]
