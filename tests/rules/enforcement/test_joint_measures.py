"""What a good measure of 联合惩戒 is, from when it holds, and who keeps the list (DOMAIN 7.3)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.enforcement.courses import an_actor
from tests.rules.enforcement.joint_values import BEGAN, DECREE, LISTED, a_ground, a_measure
from tingban.rules.actors import SYSTEM, Role
from tingban.rules.enforcement import joint_measures as rules
from tingban.rules.enforcement.joint_measures import (
    RECEIVERS,
    STATE_LABELS,
    Change,
    Ground,
    MeasureState,
    Text,
    Wording,
)
from tingban.rules.enforcement.transfer_stages import Receiver
from tingban.rules.errors import NotAllowed, NotNow, Refused

TODAY = date(2024, 6, 18)
ALL = frozenset(RECEIVERS)
DAYS = st.dates(date(2024, 1, 1), date(2025, 12, 31))
GAPS = st.lists(st.integers(1, 90), min_size=1, max_size=5)


def a_chain(gaps: list[int], end: int | None = None):
    """Versions one after the other; the last ends where an end is told."""
    days = [BEGAN]
    for gap in gaps:
        days.append(days[-1] + timedelta(days=gap))
    last = None if end is None else days[-1] + timedelta(days=end)
    untils = [*days[1:], last]
    return [
        a_measure(label=f"第{place}版", valid_from=on, valid_until=until)
        for place, (on, until) in enumerate(zip(days, untils, strict=True))
    ]


@given(GAPS, DAYS)
def test_on_every_day_since_it_began_just_one_version_holds(gaps, day):
    holds = [it for it in a_chain(gaps) if it.holds_on(day)]

    assert len(holds) == (day >= BEGAN)


@given(GAPS, st.integers(0, 90), DAYS)
def test_nothing_holds_from_the_day_of_its_end_on(gaps, end, day):
    chain = a_chain(gaps, end)
    ends_on = chain[-1].valid_until

    assert bool(rules.holding(chain, day)) == (BEGAN <= day < ends_on)
    assert (rules.state_of(chain, day) is MeasureState.ENDED) == (day >= ends_on)


@given(GAPS, DAYS)
def test_what_it_said_then_is_what_held_then_or_stood_nearest(gaps, day):
    chain = a_chain(gaps)
    said = rules.as_of(chain, "inspect", day)

    assert said == (chain[0] if day < BEGAN else rules.holding(chain, day)["inspect"])


def test_what_rests_on_repealed_law_alone_is_no_longer_offered():
    repealed = a_ground(until=date(2024, 6, 17))
    bare = a_measure(grounds=(repealed,), basis="")

    assert bare.holds_on(date(2024, 6, 17))
    assert not bare.holds_on(TODAY)
    assert rules.state_of([bare], TODAY) is MeasureState.LAPSED
    assert a_measure(grounds=(repealed,)).holds_on(TODAY)


def test_an_article_is_cited_by_its_version_in_force_that_day():
    old = Text("《物业管理条例》第四十八条", date(2018, 3, 19), date(2024, 6, 17))
    new = Text("《物业管理条例》第五十条", date(2024, 6, 19))
    it = a_measure(grounds=(Ground("PMR-48", (old, new)),), basis="")

    assert "第四十八条" in it.words(date(2024, 6, 17))
    assert "第五十条" in it.words(date(2024, 6, 19))
    (ground,) = it.grounds
    told = [ground.cited_on(on)[-5:] for on in (date(2017, 1, 1), TODAY, date(2024, 6, 19))]
    # Before any the first to come; between two the last that was.
    assert told == ["第四十八条", "第四十八条", "》第五十条"]
    assert Ground("PMR-48", ()).cited_on(TODAY) == "PMR-48"
    assert not Ground("PMR-48", ()).holds_on(TODAY)


def test_a_letter_cites_what_is_law_that_day_and_nothing_else():
    both = a_measure(grounds=(a_ground(until=date(2024, 6, 17)), a_ground("PMR-59")))

    assert both.words(date(2024, 6, 17)) == (
        f"加大抽查频次（依据：《物业管理条例》PMR-48、《物业管理条例》PMR-59、{DECREE}）"
    )
    assert both.words(TODAY) == f"加大抽查频次（依据：《物业管理条例》PMR-59、{DECREE}）"


@pytest.mark.parametrize("role", list(Role))
def test_counsel_and_the_citys_head_keep_the_list(role):
    if role in (Role.M_LAW, Role.M_LD):
        rules.check_keeper(an_actor(role))
        return
    with pytest.raises(NotAllowed, match="由市局法规科和市级负责人管理"):
        rules.check_keeper(an_actor(role))


def test_the_system_keeps_it_too():
    rules.check_keeper(SYSTEM)


@pytest.mark.parametrize(
    ("wording", "told"),
    [
        (Wording("加大抽查频次", ALL, ("PMR-48",)), ""),
        (Wording("加大抽查频次", ALL, (), DECREE), ""),
        (Wording("", ALL, (), DECREE), "请写明措施的内容"),
        (Wording("抽" * 64, ALL, (), DECREE), ""),
        (Wording("抽" * 65, ALL, (), DECREE), "最多 64 个字"),
        (Wording("抽查", frozenset(), (), DECREE), "请选择可以向哪些部门"),
        (Wording("抽查", ALL | {Receiver.POLICE}, (), DECREE), "不发给公安机关"),
        (Wording("抽查", ALL | {Receiver.DISCIPLINE}, (), DECREE), "不发给纪检监察机关"),
        (Wording("抽查", ALL), "至少写明一项依据"),
    ],
)
def test_words_are_a_measure_with_a_basis_for_whoever_has_the_power(wording, told):
    if not told:
        rules.check_wording(wording)
        return
    with pytest.raises(Refused, match=told):
        rules.check_wording(wording)


@pytest.mark.parametrize(
    ("on", "told"),
    [
        (date(2018, 3, 18), "不是有效的条文"),
        (date(2018, 3, 19), ""),
        (date(2024, 6, 17), ""),
        (TODAY, "《物业管理条例》PMR-48在 2024年6月18日不是有效的条文"),
    ],
)
def test_its_articles_are_law_on_the_day_from_which_it_holds(on, told):
    grounds = {"PMR-48": a_ground(until=date(2024, 6, 17))}
    wording = Wording("抽查", ALL, ("PMR-48",))

    if not told:
        rules.check_grounds(grounds, wording, on)
        return
    with pytest.raises(Refused, match=told):
        rules.check_grounds(grounds, wording, on)


def test_an_article_that_nobody_registered_is_refused():
    with pytest.raises(Refused, match="不在法律条文库里"):
        rules.check_grounds({}, Wording("抽查", ALL, ("X-1",)), TODAY)


@pytest.mark.parametrize(
    ("label", "until", "refused"),
    [
        ("加大抽查频次", None, True),
        (" 加大抽查频次", None, True),
        ("加大抽查频次", date(2024, 6, 19), True),
        ("加大抽查频次", TODAY, False),
        ("加大检查频次", None, False),
    ],
)
def test_no_two_measures_in_force_bear_one_name(label, until, refused):
    others = [a_measure(valid_until=until)]

    if not refused:
        rules.check_unlike(label, others, TODAY)
        return
    with pytest.raises(Refused, match="清单上已有“加大抽查频次”"):
        rules.check_unlike(label, others, TODAY)
    rules.check_unlike(label, others, TODAY, key="inspect")


def test_a_new_measure_begins_today_or_later():
    rules.check_begins(TODAY, TODAY)
    rules.check_begins(date(2025, 1, 1), TODAY)
    with pytest.raises(Refused, match="施行日期不能早于今天"):
        rules.check_begins(date(2024, 6, 17), TODAY)


@pytest.mark.parametrize(
    ("check", "told"),
    [
        (rules.check_changes, "改动最早从明天（2024年6月19日）起施行"),
        (rules.check_ends, "停用最早从明天（2024年6月19日）起"),
    ],
)
def test_what_is_on_the_list_today_is_on_it_until_midnight(check, told):
    for on in (date(2024, 6, 17), TODAY):
        with pytest.raises(Refused, match=told):
            check(on, TODAY)
    for on in (date(2024, 6, 19), date(2025, 1, 1)):
        check(on, TODAY)


NEXT = date(2024, 6, 19)
BEFORE = a_measure("talk", "共同约谈", valid_until=NEXT)
AFTER = a_measure("talk", "约谈负责人", valid_from=NEXT)


@pytest.mark.parametrize(
    ("mine", "label", "told", "is_refused"),
    [
        # An end is taken back, or new words are.
        ([BEFORE], "共同约谈", {"valid_from": NEXT}, True),
        ([BEFORE, AFTER], "共同 约谈", {"valid_from": NEXT}, True),
        ([BEFORE, AFTER], "共同约谈", {"valid_from": date(2024, 7, 1)}, True),
        ([BEFORE, AFTER], "共同约谈", {"valid_until": NEXT}, False),
        ([BEFORE, AFTER], "函告其上级公司", {"valid_from": NEXT}, False),
        # Nothing comes back of what never began.
        ([AFTER], "约谈负责人", {"valid_from": NEXT}, False),
    ],
)
def test_words_do_not_come_back_under_a_name_that_another_has_by_now(mine, label, told, is_refused):
    listed = [*mine, a_measure("m9", label, **told)]

    if not is_refused:
        rules.check_comes_back("talk", listed, NEXT)
        return
    with pytest.raises(NotNow, match=r"撤销以后，2024年6月19日起清单上会有两项“共同 ?约谈”"):
        rules.check_comes_back("talk", listed, NEXT)


@pytest.mark.parametrize(
    ("began", "ends_on", "told"),
    [
        (BEGAN, None, ""),
        (date(2024, 7, 1), None, "请先撤销那一版"),
        (BEGAN, date(2024, 7, 1), "请先撤销那次登记"),
        (BEGAN, TODAY, "已经停用；要恢复的，请另行登记一项"),
    ],
)
def test_one_change_at_a_time(began, ends_on, told):
    versions = [a_measure(valid_from=began)]

    if not told:
        rules.check_settled(versions, ends_on, TODAY)
        return
    with pytest.raises(NotNow, match=told):
        rules.check_settled(versions, ends_on, TODAY)


def test_a_change_changes_something_and_says_why():
    with pytest.raises(Refused, match="和现在的一样"):
        rules.check_differs(a_measure().wording, a_measure().wording)
    with pytest.raises(Refused, match="请写明原因"):
        rules.check_reason(" ")


def test_words_are_tidied_and_an_article_counts_once():
    told = Change(Wording(" 加大　抽查 ", ALL, ("A", "B", "A"), " 文件 "), TODAY, " 因为 ").clean()

    assert told.wording == Wording("加大 抽查", ALL, ("A", "B"), "文件")
    assert told.reason == "因为"


def test_the_form_offers_what_holds_that_day_and_says_for_whom():
    ended = a_measure("talk", "约谈", valid_until=TODAY)

    assert rules.choices_on((LISTED[0], ended, LISTED[2]), TODAY) == (
        ("inspect", "加大抽查频次"),
        ("fire", "对消防安全防范不到位的依法查处（限消防救援机构）"),
    )


def test_every_state_has_its_word_and_all_organs_are_called_so():
    assert set(STATE_LABELS) == set(MeasureState)
    assert rules.receivers_told(ALL) == "各部门"
    assert rules.receivers_told({Receiver.TAX, Receiver.MARKET}) == "市场监管部门、税务机关"
