"""Forms of 退出移交清单."""

from typing import Final

from django import forms

from tingban.rules.actors import Role
from tingban.rules.exits.handover import (
    PARTS,
    PARTY_LABELS,
    PARTY_OF,
    STATE_LABELS,
    HandoverList,
    Item,
    Line,
    Party,
    State,
    item_label,
)
from tingban.web.desk.fact_forms import ChangingForm, day_field, line_field, text_field

_ITEMS: Final = tuple((item.value, item_label(item)) for item in Item)
_STATES: Final = tuple((state.value, STATE_LABELS[state]) for state in State)
_RECEIVERS: Final = tuple((party.value, PARTY_LABELS[party]) for party in (Party.OWNERS, Party.NEW))
_PARTIES: Final = tuple((party.value, PARTY_LABELS[party]) for party in Party)
_EXAMPLES: Final = "、".join(PARTS[Item.M3])


class LineForm(ChangingForm):
    """One part of an item."""

    item = forms.ChoiceField(label="项目", choices=_ITEMS)
    part = line_field("移交的内容", required=True, hint=f"例如：{_EXAMPLES}", limit=96)
    state = forms.ChoiceField(label="状态", choices=_STATES, widget=forms.RadioSelect)
    on = day_field("日期")
    receiver = forms.ChoiceField(
        label="接收人", choices=_RECEIVERS, help_text="业主名册只能交给业主一方"
    )
    quantity = line_field("数量", hint="例如：1 套、36 张、3 把钥匙", limit=64)
    condition = line_field("状况", limit=200)
    reading = line_field("表计读数", hint="水表、电表当场抄录", limit=96)
    balance = forms.DecimalField(
        label="金额（元）", required=False, min_value=0, max_digits=14, decimal_places=2,
        help_text="公共收益余额、应退的预收物业费和押金，没有的写 0",
    )  # fmt: skip
    lacking = line_field("还欠什么", hint="部分移交的填写", limit=200)
    lacking_until = day_field("补齐期限", required=False, hint="部分移交的填写")
    note = text_field("说明", required=False, rows=2, hint="不要写密码，只写已移交并当场改密")
    files = text_field(
        "随附的材料",
        required=False,
        rows=2,
        hint="纸质的一行一件；照片点上表项目下的“照片和文件”上传",
    )

    def line(self) -> Line:
        """What was typed, as a line of the list."""
        told = self.cleaned_data
        balance = told["balance"]
        return Line(
            item=Item(told["item"]),
            part=told["part"],
            state=State(told["state"]),
            on=told["on"],
            receiver=Party(told["receiver"]),
            quantity=told["quantity"],
            condition=told["condition"],
            reading=told["reading"],
            balance=None if balance is None else int(balance * 100),
            lacking=told["lacking"],
            lacking_until=told["lacking_until"],
            note=told["note"],
            files=tuple(it.strip() for it in told["files"].splitlines() if it.strip()),
        )


class ConfirmForm(ChangingForm):
    """Which side confirms which lines, on which day."""

    party = forms.ChoiceField(label="哪一方确认", choices=_PARTIES, widget=forms.RadioSelect)
    on = day_field("确认日期")
    lines = forms.MultipleChoiceField(label="确认的内容", widget=forms.CheckboxSelectMultiple)

    def offer(self, found: HandoverList, role: Role) -> None:
        """The lines that stand; whoever is a side has only its own word, and only once."""
        own = PARTY_OF.get(role)
        lines = [it for it in found.lines if own is None or own not in (it.confirmed or {})]
        if own is not None:
            self.fields["party"].choices = [(own.value, PARTY_LABELS[own])]  # type: ignore[attr-defined]  # a field with choices
            self.fields["party"].initial = own.value
        self.fields["lines"].choices = [  # type: ignore[attr-defined]  # a field with choices
            (key_of(line), f"{item_label(line.item)}：{line.part}") for line in lines
        ]


class WithdrawForm(ChangingForm):
    """Which line was stated by mistake, and why."""

    line = forms.CharField(widget=forms.HiddenInput)
    reason = text_field("撤回的原因", rows=2)


def key_of(line: Line) -> str:
    """How a form names a line."""
    return f"{line.item.value}|{line.part}"


def key_from(text: str) -> tuple[str, str]:
    """The item and the part of a name."""
    item, _, part = text.partition("|")
    return item, part
