"""Checks within one row (CHK-01…16, 19, 23, 24, 26): numbers that must fit each other."""

from collections.abc import Iterator
from typing import Final

from tingban.rules.areas import CITY
from tingban.rules.weekly.cells import CATEGORY_PAIRS, CODES
from tingban.rules.weekly.findings import Row, Said, error, listed, told, warning

FOUND: Final = tuple(found for found, _ in CATEGORY_PAIRS)
RECTIFIED: Final = tuple(rectified for _, rectified in CATEGORY_PAIRS)
# CHK-23, CHK-24: from how many on silence or speed is strange.
_SURVEYED, _SURVEYED_MUCH, _CLOSED = 20, 50, 10
_RECHECK: Final = "请打开名单逐个核对，改正台账后重新统计。"


def whole_numbers(row: Row) -> Iterator[Said]:
    """CHK-01: every cell an integer ≥ 0, none blank."""
    for code in CODES:
        figure = row.figures.get(code)
        if figure is None:
            yield error(f"{code} 没有数。没有发生的也要填 0，请重新统计。", code)
        elif not isinstance(figure.value, int) or figure.value < 0:
            yield error(f"{told(code, figure.value)}，应当是不小于 0 的整数，请改正。", code)


def problems_are_surveyed(row: Row) -> Iterator[Said]:
    """CHK-02: A03 ≤ A01."""
    if row.value("A03") > row.value("A01"):
        missing = row.ids("A03") - row.ids("A01")
        who = f"（{listed(missing)} 没有检查记录）" if missing else ""
        yield error(
            f"{row.told('A03')} 大于 {row.told('A01')}{who}。"
            "确认问题之前必须到场检查过，请补登检查记录，或核对问题所在小区和确认日期。",
            "A03", "A01",
        )  # fmt: skip


def categories_make_the_total(row: Row) -> Iterator[Said]:
    """CHK-03: max(A04…A11) ≤ A03 ≤ ΣA04…A11."""
    yield from _between(row, "A03", FOUND)


def _between(row: Row, whole: str, parts: tuple[str, ...]) -> Iterator[Said]:
    most = max(parts, key=row.value)
    if row.value(most) > row.value(whole):
        yield error(
            f"{row.told(most)} 大于 {row.told(whole)}。"
            f"某一类问题涉及的小区不会多于有问题的小区。{_RECHECK}",
            most, whole,
        )  # fmt: skip
    together = sum(row.value(part) for part in parts)
    if row.value(whole) > together:
        yield error(
            f"{row.told(whole)} 大于各类问题小区数之和 {together}。"
            f"每个有问题的小区至少属于一类。{_RECHECK}",
            whole, *parts,
        )  # fmt: skip


def companies_within_communities(row: Row) -> Iterator[Said]:
    """CHK-04: A02 ≤ A01; fails only where a community changed its company."""
    if row.value("A02") > row.value("A01"):
        yield warning(
            f"{row.told('A02')} 大于 {row.told('A01')}。"
            "只有小区在两次检查之间换了企业才会这样，请核对后写明是哪些小区。",
            "A02", "A01",
        )  # fmt: skip


def surveyed_have_companies(row: Row) -> Iterator[Said]:
    """CHK-05: A01 > 0 ⇒ A02 > 0 unless all surveyed are self-managed."""
    if row.value("A01") > 0 and row.value("A02") == 0 and row.evidence.serviced > 0:
        yield warning(
            f"{row.told('A01')}，{row.told('A02')}，而其中 {row.evidence.serviced} 个小区"
            "不是自行管理。请补登物业服务合同、企业的统一社会信用代码，或写明没有企业的原因。",
            "A02", "A01",
        )  # fmt: skip


def rectified_within_found(row: Row) -> Iterator[Said]:
    """CHK-06: B01 ≤ A03, and category by category."""
    for found, done in (("A03", "B01"), *CATEGORY_PAIRS):
        if row.value(done) > row.value(found):
            yield error(
                f"{row.told(done)} 大于 {row.told(found)}。"
                f"完成整改的小区必须先有这类问题。{_RECHECK}",
                done, found,
            )  # fmt: skip


def unfinished_fit(row: Row) -> Iterator[Said]:
    """CHK-07: max_k(A(k+2) − Bk) ≤ A03 − B01 ≤ Σ_k(A(k+2) − Bk)."""
    unfinished = row.value("A03") - row.value("B01")
    gaps = {pair: row.value(pair[0]) - row.value(pair[1]) for pair in CATEGORY_PAIRS}
    most = max(gaps, key=lambda pair: gaps[pair])
    if gaps[most] > unfinished:
        yield error(
            f"未完成整改的小区 A03−B01={unfinished}，少于单类未完成的 "
            f"{most[0]}−{most[1]}={gaps[most]}。"
            f"某一类没有改完的小区，整体也不能算完成。{_RECHECK}",
            "A03", "B01", *most,
        )  # fmt: skip
    together = sum(gaps.values())
    if unfinished > together:
        yield error(
            f"未完成整改的小区 A03−B01={unfinished}，多于各类未完成之和 {together}。"
            f"没有改完的小区至少有一类问题没有改完。{_RECHECK}",
            "A03", "B01", *RECTIFIED,
        )  # fmt: skip


def finished_have_categories(row: Row) -> Iterator[Said]:
    """CHK-08: B01 ≤ ΣB02…B09. (ΣB may be greater than B01; that is no fault.)"""
    together = sum(row.value(code) for code in RECTIFIED)
    if row.value("B01") > together:
        yield error(
            f"{row.told('B01')} 大于各类问题整改小区数之和 {together}。"
            f"完成整改的小区至少有一类问题改完。{_RECHECK}",
            "B01", *RECTIFIED,
        )  # fmt: skip


def orders_have_problems(row: Row) -> Iterator[Said]:
    """CHK-09: C01 ≤ A03; an order may outlive an annulled problem, which is then named."""
    if row.value("C01") > row.value("A03"):
        yield warning(
            f"{row.told('C01')} 大于 {row.told('A03')}。"
            f"{_only_in(row, 'C01', 'A03', '已送达责令整改、但没有确认的问题')}"
            "通常是问题撤销后通知书没有撤回，请核对并写明原因。",
            "C01", "A03",
        )  # fmt: skip


def _only_in(row: Row, more: str, less: str, what: str) -> str:
    ids = row.ids(more) - row.ids(less)
    return f"{what}的小区：{listed(ids)}。" if ids else ""


def regraded_were_ordered(row: Row) -> Iterator[Said]:
    """CHK-10: C02 ≤ C01; re-grading presupposes refusal or delay."""
    if row.value("C02") > row.value("C01"):
        yield warning(
            f"{row.told('C02')} 大于 {row.told('C01')}。"
            f"{_only_in(row, 'C02', 'C01', '重新核级、但没有责令整改')}"
            "重新核级以拒不整改或逾期未改为前提，请补登通知书或写明原因。",
            "C02", "C01",
        )  # fmt: skip


def punished_have_problems(row: Row) -> Iterator[Said]:
    """CHK-11: C03 ≤ distinct companies with confirmed problems."""
    if row.value("C03") > row.evidence.problem_companies:
        yield error(
            f"{row.told('C03')} 大于有已确认问题的企业数 {row.evidence.problem_companies}。"
            "被处罚的企业应当先有已确认的问题，请补登问题或在问题上写明企业。",
            "C03",
        )  # fmt: skip


def exits_were_surveyed(row: Row) -> Iterator[Said]:
    """CHK-12: C04 ≤ A01 (E); C04 ≤ A03 (W: an exit without a recorded problem)."""
    if row.value("C04") > row.value("A01"):
        yield error(
            f"{row.told('C04')} 大于 {row.told('A01')}。"
            f"{_only_in(row, 'C04', 'A01', '已退出、但没有检查记录')}请补登检查记录。",
            "C04", "A01",
        )  # fmt: skip
    elif row.value("C04") > row.value("A03"):
        yield warning(
            f"{row.told('C04')} 大于 {row.told('A03')}。"
            f"{_only_in(row, 'C04', 'A03', '已退出、但没有问题记录')}请写明退出的原因。",
            "C04", "A03",
        )  # fmt: skip


def exposures_have_cases(row: Row) -> Iterator[Said]:
    """CHK-13: the companies with a 典型案例 attached are those of C05 (附件3, note 2)."""
    if row.value("C05") != row.evidence.case_companies:
        yield error(
            f"{row.told('C05')}，而附有典型案例的曝光企业 {row.evidence.case_companies} 家。"
            "“曝光企业”须附典型案例，请补上案例，或把数改为一致。",
            "C05",
        )  # fmt: skip


def missions_fit(row: Row) -> Iterator[Said]:
    """CHK-14: D03 ≤ D02, D04 ≤ D03 (E); D01 = 0 ⇔ D02 = 0 (W: a team may be under way)."""
    for less, more in (("D03", "D02"), ("D04", "D03")):
        if row.value(less) > row.value(more):
            yield error(f"{row.told(less)} 大于 {row.told(more)}。{_RECHECK}", less, more)
    if (row.value("D01") == 0) != (row.value("D02") == 0):
        yield warning(
            f"{row.told('D01')}，{row.told('D02')}：一个是 0，另一个不是。"
            "检查组尚在途中的请写明，否则请补登任务或检查记录。",
            "D01", "D02",
        )  # fmt: skip


def supervision_enters_the_ledger(row: Row) -> Iterator[Said]:
    """CHK-15: D03 ≤ A03. 市本级's missions go to the counties: its row is a city's check."""
    if row.area != CITY and row.value("D03") > row.value("A03"):
        yield error(
            f"{row.told('D03')} 大于 {row.told('A03')}。"
            "督导发现的问题同样进入问题清单，请补登问题或核对确认日期。",
            "D03", "A03",
        )  # fmt: skip


def closed_within_accepted(row: Row) -> Iterator[Said]:
    """CHK-16: E02 ≤ E01, E04 ≤ E03."""
    for closed, accepted in (("E02", "E01"), ("E04", "E03")):
        if row.value(closed) > row.value(accepted):
            yield error(
                f"{row.told(closed)} 大于 {row.told(accepted)}。"
                "办结的件必须先受理，请核对台账的受理时间和是否办结。",
                closed, accepted,
            )  # fmt: skip


def surveyed_are_registered(row: Row) -> Iterator[Said]:
    """CHK-19: A01 ≤ N_c."""
    if row.value("A01") > row.evidence.registered:
        yield error(
            f"{row.told('A01')} 大于在册小区数 {row.evidence.registered}。"
            "请在小区台账补登小区，或核对作废、合并是否有误。",
            "A01",
        )  # fmt: skip


def silence_is_strange(row: Row) -> Iterator[Said]:
    """CHK-23: “零问题”."""
    surveyed = row.value("A01")
    if surveyed >= _SURVEYED and row.value("A03") == 0:
        yield warning(
            f"{row.told('A01')}，却没有发现一个问题。请核对排查是否走了过场，并写明情况。",
            "A01", "A03",
        )  # fmt: skip
    elif surveyed >= _SURVEYED_MUCH and not any(row.value(f"A{k:02d}") for k in (8, 9, 10)):
        yield warning(
            f"{row.told('A01')}，侵害业主利益行为的三类却都是 0。"
            "请核对公共收益、公共部位是否查过，并写明情况。",
            "A08", "A09", "A10",
        )  # fmt: skip


def speed_is_strange(row: Row) -> Iterator[Said]:
    """CHK-24: everything closed, and within a day."""
    median = row.evidence.median_days
    closed = row.value("E02")
    if closed >= _CLOSED and closed == row.value("E01") and median is not None and median < 1:
        yield warning(
            f"{row.told('E01')} 已全部办结，办理时间的中位数只有 {median * 24:.1f} 小时。"
            "答应整改不等于办结，请抽查办理结果并写明情况。",
            "E01", "E02",
        )  # fmt: skip


def given_equals_computed(row: Row) -> Iterator[Said]:
    """CHK-26: another number than the count needs the head's reason."""
    for code in CODES:
        figure = row.figures.get(code)
        if figure and figure.difference and not figure.reason.strip():
            yield error(
                f"{told(code, figure.value)} 与系统统计 {figure.computed} 不一致，又没有理由。"
                "请由负责人写明改值理由，或恢复为统计数。",
                code,
            )  # fmt: skip
