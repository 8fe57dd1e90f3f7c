"""业主清册: opened, imported, frozen at the notice, corrected part by part."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from tests.people import NOW, YONGJI, city_clerk, clerk
from tests.rules.exits.rolls import a_row, many
from tests.stories import a_community
from tests.votes import (
    PLAN,
    VOTING,
    a_frozen_vote,
    a_part,
    a_vote,
    a_vote_to_count,
    an_exit_case,
    both_enter,
    owner,
    parts,
    street,
    the_vote,
    three_homes,
    with_roll,
)
from tests.votes import YES as ALL_YES
from tingban.actions.exits import rolls
from tingban.actions.exits.roll_corrections import PartStatement, correct_roll, take_names
from tingban.data.audit.models import Entry
from tingban.data.exits.models import ExitCase, RollCorrection, RollOwner, RollPart, Vote
from tingban.data.registry.models import Community
from tingban.reads.exits import votes as reads
from tingban.rules.actors import Actor, Role
from tingban.rules.errors import Conflict, NotAllowed, NotFound, NotNow, Refused
from tingban.rules.exits.exit_stages import Stage
from tingban.rules.exits.roll_reading import ReadPart
from tingban.rules.exits.vote import Matter, Weight

pytestmark = pytest.mark.django_db


def whole(vote_id: int) -> Weight:
    vote = the_vote(vote_id)
    return reads.whole_now(vote, reads.plan_of(vote))


def freeze(vote_id: int, *, checked: bool = False, at=NOW, gap_reason: str = "") -> None:
    rolls.freeze_roll(
        vote_id=vote_id, names_checked=checked, actor=clerk(), at=at, gap_reason=gap_reason
    )


def correct(vote_id: int, part: RollPart | None, to: ReadPart | None, **told: object) -> None:
    statement = PartStatement(to, keeps_owner=told.pop("keeps", True)) if to else None
    correct_roll(
        vote_id=vote_id, part_id=part.pk if part else None, to=statement,
        reason=told.pop("reason", "登记簿面积为 120.00 ㎡"), actor=told.pop("actor", clerk()),
        at=VOTING,
    )  # fmt: skip


# --- who ----------------------------------------------------------------------------------------


def test_owners_street_and_county_may_open_a_vote():
    case = an_exit_case()

    for actor in (owner(case), street(case), clerk()):
        assert a_vote(case, actor=actor)


def test_the_city_only_looks():
    with pytest.raises(NotAllowed, match="《物业管理条例》第十条"):
        a_vote(actor=city_clerk())


@pytest.mark.parametrize("role", [Role.OWN, Role.STR])
def test_another_communitys_people_find_nothing(role):
    vote_id = a_vote()
    other = an_exit_case(community=a_community("东湖小区", county=YONGJI))
    stranger = owner(other) if role is Role.OWN else street(other)

    with pytest.raises(NotFound):
        rolls.freeze_roll(vote_id=vote_id, names_checked=True, actor=stranger, at=NOW)
    assert not Vote.objects.visible_to(stranger).exists()


def test_another_county_finds_nothing():
    with pytest.raises(NotFound):
        rolls.drop_vote(vote_id=a_vote(), reason="不开了", actor=clerk(YONGJI), at=NOW)


def test_the_company_never_sees_a_vote():
    case = an_exit_case(stage=Stage.X5.value)
    a_vote(case)
    company = Actor(1, "经理", Role.CO, case.company.uscc, "明珠物业", "140802")

    assert ExitCase.objects.visible_to(company).exists()
    assert not Vote.objects.visible_to(company).exists()


# --- the plan -----------------------------------------------------------------------------------


def test_a_repeated_form_opens_one_vote():
    case = an_exit_case()
    told = {"case_number": case.number, "plan": PLAN, "actor": clerk(), "at": NOW, "form": "f1"}

    assert rolls.open_roll(**told) == rolls.open_roll(**told)
    assert Vote.objects.count() == 1


def test_a_case_that_has_ended_is_voted_on_no_more():
    with pytest.raises(NotNow, match="已经办结"):
        a_vote(an_exit_case(closed_on=date(2024, 6, 12)))


def test_a_plan_is_changed_until_the_roll_is_frozen_and_both_versions_stay():
    vote_id = a_vote()
    other = replace(PLAN, title="解聘和选聘表决", matters=((Matter.DISMISS, ""), (Matter.HIRE, "")))

    rolls.change_plan(vote_id=vote_id, plan=other, version=1, actor=clerk(), at=NOW)

    vote = the_vote(vote_id)
    assert (vote.title, vote.plans.count()) == ("解聘和选聘表决", 2)
    with pytest.raises(Conflict, match="修改"):
        rolls.change_plan(vote_id=vote_id, plan=PLAN, version=1, actor=clerk(), at=NOW)


# --- the import ---------------------------------------------------------------------------------


def test_a_roll_stands_with_its_parts_and_nobodys_name():
    vote_id = a_vote()

    told = with_roll(vote_id, [*three_homes(), a_row("P1", 12.5, "张某", 用途="车位")])

    assert (told.parts, told.faults) == (4, ())
    assert whole(vote_id) == Weight(30000, 3)
    columns = [str(row.__dict__) for row in RollPart.objects.all()]
    entries = [f"{entry.note}{entry.before}{entry.after}" for entry in Entry.objects.all()]
    assert not any("张某" in text for text in columns + entries)
    assert all("张".encode() not in bytes(row.box) for row in RollOwner.objects.all())


def test_a_faulty_file_writes_nothing_and_leaves_the_former_roll():
    vote_id = a_vote()
    with_roll(vote_id)
    entries = Entry.objects.count()

    told = with_roll(vote_id, [a_row("101", 0), a_row("102", owners="")])

    assert len(told.faults) == 2
    assert [part.room for part in parts(vote_id)] == ["101", "102", "103"]
    assert Entry.objects.count() == entries


def test_what_is_no_workbook_is_refused():
    with pytest.raises(Refused, match="不是 Excel 工作簿"):
        rolls.import_roll(vote_id=a_vote(), name="a.txt", data=b"abc", actor=clerk(), at=NOW)


def test_another_file_takes_the_place_of_the_former_as_facts():
    vote_id = a_vote()
    with_roll(vote_id)

    with_roll(vote_id, three_homes()[:2])

    assert whole(vote_id) == Weight(20000, 2)
    assert RollPart.objects.filter(vote=vote_id).count() == 5
    assert RollOwner.objects.count() == 2


def test_sums_that_part_from_the_register_are_a_hint():
    case = an_exit_case(
        community=a_community("西湖", exclusive_area=Decimal("310.00"), owner_count=3)
    )
    vote_id = a_vote(case)

    told = with_roll(vote_id)

    assert told.faults == ()
    assert len(told.warnings) == 1
    assert "少 10.00 ㎡" in told.warnings[0]


def test_the_same_owner_in_two_votes_bears_two_marks():
    first, second = a_vote(an_exit_case()), a_vote(an_exit_case())
    for vote_id in (first, second):
        with_roll(vote_id)

    assert not {it.head for it in parts(first)} & {it.head for it in parts(second)}


def test_a_thousand_parts_are_imported_and_frozen():
    vote_id = a_vote()

    with_roll(vote_id, many(1_000))
    freeze(vote_id)

    assert whole(vote_id).heads == 1_000
    assert RollOwner.objects.count() == 1_000


# --- frozen -------------------------------------------------------------------------------------


def test_a_frozen_roll_keeps_its_figures_and_its_digest():
    vote_id = a_frozen_vote()

    step = reads.step_of(the_vote(vote_id), reads.FROZEN)
    assert the_vote(vote_id).stage == "frozen"
    assert step.told == {"centares": 30000, "heads": 3, "parts": 3}
    assert len(step.digest) == 64


def test_a_frozen_roll_is_not_imported_again():
    vote_id = a_frozen_vote()

    with pytest.raises(NotNow, match="逐套更正"):
        with_roll(vote_id)
    with pytest.raises(NotNow, match="清册已经冻结"):
        freeze(vote_id)


def test_an_empty_roll_and_one_of_parking_alone_are_not_frozen():
    vote_id = a_vote()
    with pytest.raises(NotNow, match="第二百七十八条"):
        freeze(vote_id)
    with_roll(vote_id, [a_row("P1", 12, 用途="车位")])
    with pytest.raises(NotNow, match="没有计入表决的房屋"):
        freeze(vote_id)


def test_owners_of_one_name_are_looked_at_before_it_is_frozen():
    vote_id = a_vote()
    with_roll(vote_id, [a_row("101"), a_row("102")])
    with pytest.raises(Refused, match=r"第九条.*同一买受人"):
        freeze(vote_id)

    freeze(vote_id, checked=True)

    assert whole(vote_id).heads == 1


def test_a_roll_far_from_the_register_is_frozen_with_a_reason_that_stands_in_the_result():
    vote_id = a_vote()
    with_roll(vote_id)
    Community.objects.update(households=125, exclusive_area="14496.00")
    with pytest.raises(
        Refused,
        match=r"清册 300.00 ㎡，小区台账 14496.00 ㎡；户数：清册住宅 3 套，小区台账 125 户.*第八条",
    ):
        freeze(vote_id)
    assert the_vote(vote_id).stage == "roll"

    freeze(vote_id, gap_reason="台账含二期，本次只由一期业主表决")

    told = "；".join(reads.step_of(the_vote(vote_id), reads.FROZEN).told["gaps"])
    standing = reads.votes_of_case(the_vote(vote_id).case)[0]
    assert standing.gaps == f"{told}。原因：台账含二期，本次只由一期业主表决"


def test_once_the_owners_are_told_it_is_too_late_to_freeze():
    vote_id = a_vote()
    with_roll(vote_id)

    with pytest.raises(NotNow, match=r"晚于会议通知。总面积和总人数按.*第八条、第九条计算"):
        freeze(vote_id, at=NOW + timedelta(days=1))
    freeze(vote_id)


def test_the_database_lets_nobody_change_a_part():
    part = parts(a_frozen_vote())[0]

    with pytest.raises(DatabaseError), transaction.atomic():
        RollPart.objects.filter(pk=part.pk).update(area=1)


# --- corrected ----------------------------------------------------------------------------------


def test_a_correction_keeps_what_stood_and_shows_both_sums():
    vote_id = a_frozen_vote()

    correct(vote_id, parts(vote_id)[0], a_part())

    row = RollCorrection.objects.get()
    assert (row.before, row.after) == ([30000, 3], [32000, 3])
    assert row.label == "1号楼 1单元 101"
    assert row.reason == "登记簿面积为 120.00 ㎡"
    assert RollPart.objects.filter(vote=vote_id).count() == 4
    assert RollOwner.objects.count() == 4


def test_owners_stay_where_only_the_area_is_corrected():
    vote_id = a_frozen_vote()
    before = parts(vote_id)[0]

    correct(vote_id, before, a_part())

    after = next(it for it in parts(vote_id) if it.room == "101")
    assert after.head == before.head


def test_a_part_is_added_and_another_struck():
    vote_id = a_frozen_vote()

    correct(vote_id, None, a_part("104", 5000, ("赵某",)), keeps=False)
    correct(vote_id, parts(vote_id)[0], None)

    assert whole(vote_id) == Weight(25000, 3)
    assert [it.after for it in RollCorrection.objects.order_by("id")] == [[35000, 4], [25000, 3]]


def test_two_parts_of_one_owner_become_one_head():
    vote_id = a_frozen_vote()

    correct(vote_id, parts(vote_id)[1], a_part("102", 10000, ("张某",)), keeps=False)

    assert whole(vote_id) == Weight(30000, 2)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"reason": " "}, "写明更正的原因"),
        ({"part": None, "to": None}, "更正哪一套房"),
        ({"part": None, "to": a_part("102", owners=("李某",)), "keeps": False}, "已经有这套房"),
        ({"part": None, "to": a_part("105")}, "请填写业主"),
    ],
)
def test_a_correction_that_cannot_be_is_refused(change, sentence):
    vote_id = a_frozen_vote()
    told = {"part": parts(vote_id)[0], "to": a_part()} | change

    with pytest.raises(Refused, match=sentence):
        correct(vote_id, told.pop("part"), told.pop("to"), **told)
    assert not RollCorrection.objects.exists()
    assert len(parts(vote_id)) == 3


def test_what_was_corrected_meanwhile_is_not_corrected_again():
    vote_id = a_frozen_vote()
    part = parts(vote_id)[0]
    correct(vote_id, part, a_part())

    with pytest.raises(Conflict, match="刚刚已经更正过"):
        correct(vote_id, part, a_part(area=13000))


def test_a_draft_is_not_corrected_but_imported_again():
    vote_id = a_vote()
    with_roll(vote_id)

    with pytest.raises(NotNow, match="还没有冻结"):
        correct(vote_id, parts(vote_id)[0], a_part())


def test_a_correction_while_counting_is_counted_at_once():
    vote_id = a_vote_to_count()
    both_enter(vote_id, 1, ALL_YES)

    correct(vote_id, parts(vote_id)[0], a_part())

    vote = the_vote(vote_id)
    tally = reads.count_of(vote, reads.plan_of(vote)).matters[0].tally
    assert (tally.whole, tally.in_favour) == (Weight(32000, 3), Weight(12000, 1))


# --- names --------------------------------------------------------------------------------------


def test_the_owners_get_their_own_copy_and_the_look_is_recorded():
    vote_id = a_frozen_vote([a_row("101", owners="张某、李某"), a_row("102", owners="王某")])
    actor = owner(the_vote(vote_id).case)

    rows = take_names(vote_id=vote_id, reason="业委会存档", actor=actor, at=NOW)

    assert [it.owners for it in rows] == [("张某", "李某"), ("王某",)]
    entry = Entry.objects.get(act="exits.names_taken")
    assert (entry.note, entry.after) == ("业委会存档", {"rows": 2})
    assert "张某" not in repr(rows)


@pytest.mark.parametrize("role", ["clerk", "street"])
def test_nobody_else_gets_names(role):
    vote_id = a_frozen_vote()
    actor = clerk() if role == "clerk" else street(the_vote(vote_id).case)

    with pytest.raises(NotAllowed, match="个人信息保护法"):
        take_names(vote_id=vote_id, reason="了解情况", actor=actor, at=NOW)
    assert not Entry.objects.filter(act="exits.names_taken").exists()


def test_names_are_not_taken_for_nothing():
    vote_id = a_frozen_vote()

    with pytest.raises(Refused, match="写明用途"):
        take_names(vote_id=vote_id, reason=" ", actor=owner(the_vote(vote_id).case), at=NOW)


def test_corrected_owners_are_named_anew():
    vote_id = a_frozen_vote()
    correct(vote_id, parts(vote_id)[0], a_part(owners=("赵某",)), keeps=False)
    correct(vote_id, parts(vote_id)[0], a_part("102", 9000))

    rows = take_names(
        vote_id=vote_id, reason="业委会存档", actor=owner(the_vote(vote_id).case), at=NOW
    )

    assert sorted(it.owners[0] for it in rows) == ["李某", "王某", "赵某"]


# --- given up -----------------------------------------------------------------------------------


def test_a_vote_that_is_given_up_says_why_and_rests():
    vote_id = a_frozen_vote()
    with pytest.raises(Refused, match="作罢的原因"):
        rolls.drop_vote(vote_id=vote_id, reason="", actor=clerk(), at=NOW)

    rolls.drop_vote(vote_id=vote_id, reason="业委会另行通知", actor=clerk(), at=NOW)

    assert the_vote(vote_id).stage == "dropped"
    assert not RollOwner.objects.exists()
    with pytest.raises(NotNow, match="姓名已经清除"):
        take_names(
            vote_id=vote_id, reason="业委会存档", actor=owner(the_vote(vote_id).case), at=NOW
        )
    with pytest.raises(NotNow, match="已经作罢"):
        rolls.drop_vote(vote_id=vote_id, reason="业委会另行通知", actor=clerk(), at=NOW)
