"""责令限期整改通知书 put into words; the same passages become docx and pdf (DOMAIN 8.2)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, time
from typing import Any, Final

from tingban.kit.clock import SHANGHAI
from tingban.kit.dates import chinese_day
from tingban.rules.documents.passages import Passage
from tingban.rules.law import cite_articles, numeral
from tingban.rules.rectification.categories import CATEGORY_LABELS, Category
from tingban.rules.rectification.levers import Lever
from tingban.rules.rectification.order_checks import check_complete
from tingban.rules.rectification.order_paper import (
    RECONSIDERATION,
    SUIT,
    TITLE,
    Finding,
    OrderPaper,
)

# What has to come with the report, besides photographs (T-P08).
_PROOFS: Final = {
    Category.CAT_6: "公共收益收支情况在小区醒目位置公示的照片",
    Category.CAT_7: "公共收益返还的凭证",
}
_WAYS: Final = "□直接送达　□留置送达　□邮寄送达　□委托送达　□电子送达　□公告送达"


@dataclass(frozen=True, slots=True)
class Receipt:
    """送达回证: its lines as label and what is printed beside it; empty ones wait for a pen."""

    title: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class OrderText:
    """The whole paper, ready to be set; `link` is the company's address, given when it is set."""

    title: str
    organ: str
    number: str
    addressee: str
    passages: tuple[Passage, ...]
    issued: str
    copies: str
    receipt: Receipt
    link: str = ""

    @property
    def heading(self) -> str:
        """What the file is called inside."""
        return f"{self.title} {self.number}"


def compose(paper: OrderPaper) -> OrderText:
    """Put an order into words; an incomplete one is refused with all that it lacks."""
    check_complete(paper)
    return OrderText(
        title=TITLE,
        organ=paper.organ,
        number=paper.number,
        addressee=f"{paper.company}：",
        passages=tuple(_passages(paper)),
        issued=chinese_day(paper.issued_on),
        copies="（本通知书一式两份，一份送达当事人，一份由本机关存档）",
        receipt=_receipt(paper),
    )


def freeze(text: OrderText) -> dict[str, Any]:
    """The wording as it is kept with the signature; a link can be revoked and is not part of it."""
    told = asdict(text)
    del told["link"]
    return told


def thaw(kept: Mapping[str, Any], link: str = "") -> OrderText:
    """The wording as it was signed, whatever has been learnt or reworded since."""
    receipt = kept["receipt"]
    lines = tuple((label, words) for label, words in receipt["lines"])
    told = dict(kept) | {
        "passages": tuple(Passage(**it) for it in kept["passages"]),
        "receipt": Receipt(receipt["title"], lines),
    }
    return OrderText(**told, link=link)


def moment_of(issued_on: date) -> datetime:
    """The moment that the files bear: the day of the paper, so that they are always the same."""
    return datetime.combine(issued_on, time(), SHANGHAI)


def _passages(paper: OrderPaper) -> Iterator[Passage]:
    places = "、".join(paper.communities)
    yield Passage(
        f"经查，你单位（统一社会信用代码：{paper.uscc}）在{places}的物业服务中存在下列问题，现责令限期整改。"
    )
    yield Passage("一、查明的问题", level=1)
    for place, finding in enumerate(paper.findings, 1):
        yield from _found(place, finding)
    yield Passage("二、违反的规定", level=1)
    for place, finding in enumerate(paper.findings, 1):
        law = cite_articles(paper.law_of(finding.broken_keys, finding.found_on))
        yield Passage(f"第{_mark(place)}项违反了{law}。")
    yield Passage("三、整改要求", level=1)
    for place, finding in enumerate(paper.findings, 1):
        yield Passage("", lead=_lead(place, finding))
        for number, demand in enumerate(finding.demands, 1):
            yield Passage(f"{number}.{_sentence(demand)}")
    yield Passage("四、整改期限", level=1)
    yield from _limits(paper)
    yield Passage("五、逾期不整改的后果", level=1)
    yield Passage("逾期不整改，或者整改不符合要求的，依法承担下列后果：")
    for number, lever in enumerate(paper.consequences, 1):
        yield Passage(f"{number}.{_consequence(paper, lever)}")
    yield Passage("六、陈述、申辩和救济途径", level=1)
    yield from _rights(paper)
    yield Passage(_officers(paper), lead="执法人员：")
    yield Passage(_contact(paper), lead="联系方式：")


def _found(place: int, finding: Finding) -> Iterator[Passage]:
    amount = f"涉及公共收益{finding.amount:,.2f}元。" if finding.amount else ""
    told = f"{_sentence(finding.facts)}{amount}"
    when = f"（{chinese_day(finding.found_on)}查明，问题编号{finding.problem}）"
    yield Passage(f"{told}{when}", lead=_lead(place, finding))
    yield Passage(_listed(act.label for act in finding.sub_acts), lead="问题行为：")
    yield Passage(_listed(finding.evidence), lead="证据：")


def _limits(paper: OrderPaper) -> Iterator[Passage]:
    for place, finding in enumerate(paper.findings, 1):
        day = chinese_day(finding.due_on)
        yield Passage(
            f"第{_mark(place)}项应于{day}前（含当日）整改完毕。期限理由：{_sentence(finding.due_reason)}"
        )
    proofs = (_PROOFS.get(finding.category, "") for finding in paper.findings)
    wanted = "、".join(("整改报告", "整改前后的照片", *filter(None, dict.fromkeys(proofs))))
    yield Passage(f"整改完毕后，请在期限内向本机关提交{wanted}，由本机关复核。")


def _consequence(paper: OrderPaper, lever: Lever) -> str:
    law = cite_articles(paper.law_of(lever.keys, paper.issued_on))
    return f"依据{law}，{lever.words}。" if law else f"{lever.words}。"


def _rights(paper: OrderPaper) -> Iterator[Passage]:
    yield Passage(
        "你单位对本通知认定的事实、理由、依据和整改要求有异议的，可以向本机关陈述、申辩，并提交证据。"
        "陈述、申辩期间不停止整改。"
    )
    if paper.is_decision:
        first, second = (
            cite_articles(paper.law_of([key], paper.issued_on)) for key in (RECONSIDERATION, SUIT)
        )
        yield Passage(
            f"不服本通知的，可以依据{first}，自收到之日起六十日内向{paper.government}申请行政复议；"
            f"也可以依据{second}，自收到之日起六个月内向人民法院提起行政诉讼。"
        )


def _officers(paper: OrderPaper) -> str:
    return "、".join(f"{it.name}（执法证号：{it.certificate}）" for it in paper.officers) + "。"


def _contact(paper: OrderPaper) -> str:
    who = f"{paper.contact}，" if paper.contact else ""
    return f"{who}电话{paper.phones}，地址{paper.organ_address}。"


def _receipt(paper: OrderPaper) -> Receipt:
    senders = "\n".join(f"{it.name}（{it.certificate}）　签名：" for it in paper.officers)
    return Receipt(
        "送达回证",
        (
            ("送达文书", f"《{TITLE}》（{paper.number}）"),
            ("受送达人", paper.company),
            ("送达地点", ""),
            ("送达方式", _WAYS),
            ("收到时间", "　　　　年　　月　　日　　时　　分"),
            ("收件人签章", ""),
            ("代收人、代收理由", ""),
            ("拒收事由、见证人", ""),
            ("送达人", senders),
            ("备注", ""),
        ),
    )


def _lead(place: int, finding: Finding) -> str:
    return f"{_mark(place)}{finding.community}：{CATEGORY_LABELS[finding.category]}。"


def _mark(place: int) -> str:
    return f"（{numeral(place)}）"


def _listed(items: Iterable[str]) -> str:
    """One as it is, several numbered."""
    told = [item.strip().rstrip("。；;") for item in items]
    if len(told) == 1:
        return f"{told[0]}。"
    return "；".join(f"{number}.{item}" for number, item in enumerate(told, 1)) + "。"


def _sentence(text: str) -> str:
    """With one full stop at its end."""
    return text.strip().rstrip("。；;") + "。"
