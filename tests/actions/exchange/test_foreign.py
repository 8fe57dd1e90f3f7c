"""A register of property sites comes in: chosen, written once, its pairs decided by a person."""

from datetime import timedelta

import pytest

from tests.people import NOW, YANHU, YONGJI, city_clerk, clerk, person
from tests.shared_data import FOLDER, shared
from tests.stories import a_community
from tingban.actions.exchange.foreign import (
    bring_register,
    choose_areas,
    choose_columns,
    drop_register,
    forget_registers,
    write_register,
)
from tingban.actions.exchange.intake import Upload
from tingban.actions.exchange.twins import merge_twins, part_twins
from tingban.data.audit.models import Entry
from tingban.data.exchange.models import RegisterDraft, TwinProposal
from tingban.data.registry.models import Community, Company, CompanyFact, ContractFact
from tingban.reads.exchange import registers_in as reads
from tingban.rules.actors import Actor, Role
from tingban.rules.errors import Conflict, NotAllowed, NotFound, NotNow, Refused
from tingban.rules.exchange import planning
from tingban.rules.exchange.mapping import Meaning
from tingban.rules.exchange.planning import Fate

pytestmark = pytest.mark.django_db
TWO = "小区名称,区域,物业公司\n盐湖城,盐湖,明珠物业\n盐湖城小区,盐湖,运泰房地产开发有限公司\n"


def brought(text: str | bytes = TWO, actor: Actor | None = None, name: str = "小区.csv") -> int:
    data = text if isinstance(text, bytes) else text.encode("gb18030")
    return bring_register(upload=Upload(name, data), actor=actor or city_clerk(), at=NOW)


def chosen(draft_id: int, actor: Actor | None = None, **areas: str) -> int:
    """Take what is offered; `areas` answers what could not be guessed."""
    actor = actor or city_clerk()
    told = {"draft_id": draft_id, "actor": actor, "at": NOW}
    columns = reads.columns_offered(actor, reads.draft(actor, draft_id))
    choose_columns(columns=columns, **told)
    one = reads.draft(actor, draft_id)
    offered = reads.areas_offered(actor, one, planning.area_words(one.rows))
    offered |= {word.replace("blank", ""): code for word, code in areas.items()}
    choose_areas(areas=offered, **told)
    return draft_id


def written(draft_id: int, actor: Actor | None = None) -> dict[str, int]:
    return write_register(draft_id=draft_id, actor=actor or city_clerk(), at=NOW)


def test_what_is_new_is_registered_with_a_code_as_one_act():
    counts = written(chosen(brought()))

    assert counts == {"new": 2, "known": 0, "left": 0, "companies": 1, "pairs": 1}
    assert [it.name for it in Community.objects.order_by("code")] == ["盐湖城", "盐湖城小区"]
    assert list(Company.objects.values_list("name", "kind")) == [("明珠物业", "pending")]
    assert Entry.objects.filter(act="exchange.file_imported").count() == 1
    (draft,) = reads.drafts(city_clerk())
    assert draft.is_taken
    told = reads.draft(city_clerk(), draft.id).fates
    assert [row.note for row in told] == [
        f"小区 {code}" for code in Community.objects.order_by("code").values_list("code", flat=True)
    ]


def test_the_same_file_again_creates_nothing():
    written(chosen(brought()))

    counts = written(chosen(brought()))

    assert counts == {"new": 0, "known": 2, "left": 0, "companies": 0, "pairs": 0}
    assert Community.objects.count() == 2


def test_what_is_registered_keeps_what_is_known_of_it():
    a_community("盐湖城", address="红旗东街 1 号", households=900)

    written(chosen(brought("小区名称,区域,地址,户数\n盐湖城,盐湖,别处,3 户\n")))

    kept = Community.objects.get(name="盐湖城")
    assert (kept.address, kept.households) == ("红旗东街 1 号", 900)


def test_a_contract_is_written_where_its_first_day_is_told():
    written(
        chosen(
            brought(
                "小区名称,区域,物业公司,合同开始日期,物业费\n甲园,盐湖,甲物业,2023.5.1,1.10 元\n"
            )
        )
    )

    fact = ContractFact.objects.get()
    assert (fact.contract.starts_on.isoformat(), fact.fee) == ("2023-05-01", "1.10 元")


def test_choices_are_remembered_for_the_next_file():
    told = "名,处\n甲园,老城\n"
    first = brought(told)
    actor = city_clerk()
    columns = {0: Meaning.NAME, 1: Meaning.AREA}
    choose_columns(draft_id=first, columns=columns, actor=actor, at=NOW)
    choose_areas(draft_id=first, areas={"老城": YANHU}, actor=actor, at=NOW)

    second = reads.draft(actor, brought(told + "乙园,老城\n"))

    assert reads.columns_offered(actor, second) == columns
    assert reads.areas_offered(actor, second, ["老城"]) == {"老城": YANHU}
    elsewhere = clerk(YONGJI)
    assert reads.areas_offered(elsewhere, second, ["老城"]) == {"老城": ""}


def test_a_county_brings_only_its_own_communities():
    draft = chosen(brought("小区名称,区域\n甲园,盐湖\n乙园,永济\n", clerk()), clerk())

    counts = written(draft, clerk())

    assert (counts["new"], counts["left"]) == (1, 1)


def test_steps_come_in_their_order_and_once():
    draft = brought()
    with pytest.raises(NotNow, match="先对照列和区域"):
        written(draft)
    with pytest.raises(NotNow, match="先指出每一列"):
        choose_areas(draft_id=draft, areas={}, actor=city_clerk(), at=NOW)
    written(chosen(draft))
    with pytest.raises(Conflict, match="已经写入"):
        written(draft)


def test_an_area_must_be_a_county_or_left_out():
    draft = brought()
    columns = {0: Meaning.NAME, 1: Meaning.AREA}
    choose_columns(draft_id=draft, columns=columns, actor=city_clerk(), at=NOW)

    for code in ("", "140800", "410100"):
        with pytest.raises(Refused, match="为区域“盐湖”选择"):
            choose_areas(draft_id=draft, areas={"盐湖": code}, actor=city_clerk(), at=NOW)


def test_another_offices_draft_does_not_exist():
    draft = brought(actor=clerk(YONGJI))

    with pytest.raises(NotFound):
        reads.draft(clerk(YANHU), draft)
    with pytest.raises(NotFound):
        written(draft, clerk(YANHU))


def test_who_only_reads_brings_nothing():
    with pytest.raises(NotAllowed):
        brought(actor=person(Role.PROV))


@pytest.mark.parametrize("data", [b"", b"\x00\x01\x02", b"PK\x03\x04junk", b"\xff\xfe\xfa", b"a\n"])
def test_what_is_no_register_is_told_and_kept_nowhere(data: bytes):
    with pytest.raises(Refused):
        brought(data)

    assert not RegisterDraft.objects.exists()


# --- pairs --------------------------------------------------------------------------------------


def _pair() -> TwinProposal:
    written(chosen(brought()))
    return TwinProposal.objects.get()


def test_one_is_merged_into_the_one_that_is_kept():
    pair = _pair()

    gone = merge_twins(pair_id=pair.pk, keep=pair.second.code, actor=city_clerk(), at=NOW)

    assert gone == pair.first.code
    assert Community.objects.get(code=gone).merged_into == pair.second
    assert reads.twins(city_clerk()) == ([], 0)


def test_two_that_are_two_are_not_proposed_again():
    pair = _pair()

    part_twins(pair_id=pair.pk, actor=city_clerk(), at=NOW)
    written(chosen(brought(TWO + "丙园,盐湖,\n")))

    assert reads.twins(city_clerk())[1] == 0
    assert Community.objects.filter(merged_into__isnull=False).count() == 0


def test_a_pair_is_decided_once():
    pair = _pair()
    part_twins(pair_id=pair.pk, actor=city_clerk(), at=NOW)

    with pytest.raises(Conflict, match="已有人判断"):
        merge_twins(pair_id=pair.pk, keep=pair.first.code, actor=city_clerk(), at=NOW)


def test_a_pair_of_another_county_does_not_exist():
    pair = _pair()

    with pytest.raises(NotFound):
        part_twins(pair_id=pair.pk, actor=clerk(YONGJI), at=NOW)
    assert reads.twins(clerk(YONGJI)) == ([], 0)


# --- the end of a register ----------------------------------------------------------------------


def days(number: int, **more: int) -> timedelta:
    return timedelta(days=number, **more)


def test_deleting_a_register_is_told_in_the_log_and_takes_its_rows_along():
    draft = brought()

    assert drop_register(draft_id=draft, actor=city_clerk(), at=NOW) == "小区.csv"

    entry = Entry.objects.get(act="exchange.register_dropped")
    assert (entry.subject, entry.note) == (f"register:{draft}", "小区.csv")
    assert entry.before == {"rows": 2, "written": False}
    assert not RegisterDraft.objects.exists()


def test_whoever_only_reads_deletes_nothing():
    draft = brought()

    with pytest.raises(NotAllowed):
        drop_register(draft_id=draft, actor=person(Role.PROV), at=NOW)
    assert RegisterDraft.objects.exists()


def test_a_register_that_nobody_goes_on_with_ends_after_two_weeks():
    brought()

    assert forget_registers(at=NOW + days(14)) == 0
    assert forget_registers(at=NOW + days(14, seconds=1)) == 1
    assert not RegisterDraft.objects.exists()


def test_going_on_with_a_register_keeps_it_two_weeks_more():
    draft = brought()
    columns = reads.columns_offered(city_clerk(), reads.draft(city_clerk(), draft))

    choose_columns(draft_id=draft, columns=columns, actor=city_clerk(), at=NOW + days(10))

    assert forget_registers(at=NOW + days(15)) == 0
    (line,) = reads.drafts(city_clerk())
    assert line.kept_until == (NOW + days(24)).date()


def test_bringing_the_file_again_keeps_it_too():
    draft = brought()
    again = {"upload": Upload("小区.csv", TWO.encode("gb18030")), "actor": city_clerk()}

    assert bring_register(at=NOW + days(10), **again) == draft

    assert forget_registers(at=NOW + days(15)) == 0


def test_the_result_of_a_written_register_stays_a_month():
    written(chosen(brought()))

    assert forget_registers(at=NOW + days(30)) == 0
    assert forget_registers(at=NOW + days(30, seconds=1)) == 1
    assert Community.objects.count() == 2


# --- the real ones ------------------------------------------------------------------------------


def test_the_429_real_estates_are_all_accounted_for():
    data = shared("communities_yuncheng.csv").read_bytes()
    answers = {"blank": YANHU, "盐湖临猗": "-"}

    counts = written(chosen(brought(data), **answers))

    assert sum(counts[fate.value] for fate in Fate) == 429
    assert counts["new"] == Community.objects.count() == 398
    assert counts["left"] == 1
    draft = reads.draft(city_clerk(), RegisterDraft.objects.get().pk)
    assert len(draft.fates) == 429
    assert all(row.note for row in draft.fates)
    names = set(CompanyFact.objects.values_list("name", flat=True))
    assert {"金碧物业", "明珠物业", "御鑫物业服务有限公司"} <= names
    assert not any("房地产" in name for name in names)
    pairs = {
        frozenset(pair) for pair in TwinProposal.objects.values_list("first__name", "second__name")
    }
    assert {
        frozenset({"盐湖城", "盐湖城小区"}),
        frozenset({"运城碧桂园", "碧桂园"}),
        frozenset({"明珠佳园", "明珠佳苑"}),
        frozenset({"哈佛家园", "哈弗家园"}),
    } <= pairs
    assert 20 <= counts["pairs"] <= 60

    again = written(chosen(brought(data), **answers))

    assert again == {"new": 0, "known": 428, "left": 1, "companies": 0, "pairs": 0}


@pytest.mark.slow
def test_7700_estates_of_another_city_are_all_left_out_kindly():
    draft = chosen(brought(shared("communities_taiyuan.csv").read_bytes()))

    counts = written(draft)

    reasons = {row.note for row in reads.draft(city_clerk(), draft).fates}
    assert counts["left"] == 7664
    assert reasons == {"不是运城市的（太原）"}
    assert Community.objects.count() == 0


@pytest.mark.slow
def test_no_messy_table_breaks_the_door():
    files = sorted((FOLDER / "messy_tables").glob("*.xlsx"))
    if not files:
        pytest.skip("real input is absent: ../shared/data/messy_tables")
    told = []
    for path in files:
        try:
            brought(path.read_bytes(), name=path.name)
        except Refused as refusal:
            told.append(refusal.sentence)

    assert all(sentence.endswith("。") for sentence in told)
    assert len(told) + RegisterDraft.objects.count() == len(files)
