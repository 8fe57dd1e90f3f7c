"""Forms of votes: the plan, the roll, a part, service, a ballot, the result, objections."""

from collections.abc import Sequence
from typing import Any, Final

from django import forms

from tingban.actions.exits.objections import Answer
from tingban.actions.exits.roll_corrections import PartStatement
from tingban.rules.exits import MATTER_LABELS, Matter
from tingban.rules.exits.roll import AREA_SOURCE_LABELS, PART_LABELS, AreaSource, Part, PartKind
from tingban.rules.exits.roll_reading import ReadPart, identity_of, owner_names, read_area
from tingban.rules.exits.vote import square_metres
from tingban.rules.exits.vote_ballots import FLAW_LABELS, MARK_LABELS, Flaw, Mark, Question, Reading
from tingban.rules.exits.vote_stages import (
    CONVENER_LABELS,
    FOLLOW_NOTE,
    MATTER_LENGTH,
    WAY_LABELS,
    Convener,
    Plan,
    Way,
)
from tingban.web.desk.fact_forms import (
    ChangingForm,
    CreatingForm,
    day_field,
    line_field,
    text_field,
)

MOST_MATTERS: Final = 4


def _choices(labels: Any) -> list[tuple[str, str]]:
    return [(it.value, label) for it, label in labels.items()]


# --- the plan -----------------------------------------------------------------------------------


class _PlanFields(forms.Form):
    title = line_field("表决名称", required=True, limit=96, hint="印在表决票上。")
    convener = forms.ChoiceField(label="召集人", choices=_choices(CONVENER_LABELS))
    basis = line_field(
        "召集的依据", limit=200,
        hint="物业管理委员会召集的必填：地方规定的条款，或者业主的授权决定。",
    )  # fmt: skip
    way = forms.ChoiceField(label="表决方式", choices=_choices(WAY_LABELS))
    notice_on = day_field(
        "会议通知日期", hint="清册最迟在这一天冻结；会议公告、会议通知和表决票样都照这里的日期。"
    )
    votes_from = day_field("表决开始", hint="至少在会议通知 15 日以后（物业管理条例第十四条）。")
    votes_until = day_field("表决截止")
    with_parking = forms.BooleanField(
        label="车位、储藏室计入总面积和总人数", required=False,
        help_text="一般不计入；议事规则另有约定的才勾选。",
    )  # fmt: skip
    follow = forms.BooleanField(
        label="没有投票的业主计入多数票", required=False, help_text=FOLLOW_NOTE
    )
    rule_name = line_field("议事规则名称", limit=96, hint="勾选上一项的必填。")
    rule_text = text_field("议事规则这一条的原文", required=False, rows=3)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place in range(1, MOST_MATTERS + 1):
            self.fields[f"matter_{place}"] = forms.ChoiceField(
                label=f"第 {place} 个表决事项", required=place == 1,
                choices=[("", "—"), *_choices(MATTER_LABELS)],
            )  # fmt: skip
            self.fields[f"text_{place}"] = line_field(
                f"第 {place} 个事项怎么写在票上", limit=MATTER_LENGTH,
                hint="例如“解聘某某物业，通知送达满六十日终止合同”。" if place == 1 else "",
            )  # fmt: skip

    def _bound(self, *names: str) -> list[forms.BoundField]:
        return [self[name] for name in names]

    def _matters(self, *places: int) -> list[forms.BoundField]:
        return self._bound(*(f"{it}_{place}" for place in places for it in ("matter", "text")))

    @property
    def leading(self) -> list[forms.BoundField]:
        """What is voted on."""
        return [*self._bound("title"), *self._matters(1, 2)]

    @property
    def further(self) -> list[forms.BoundField]:
        """More matters, which few votes have."""
        return self._matters(*range(3, MOST_MATTERS + 1))

    @property
    def holding(self) -> list[forms.BoundField]:
        """How it is held."""
        return self._bound(
            "convener", "basis", "way", "notice_on", "votes_from", "votes_until", "with_parking"
        )

    @property
    def following(self) -> list[forms.BoundField]:
        """Whether those who do not vote go with most."""
        return self._bound("follow", "rule_name", "rule_text")

    @property
    def opens_further(self) -> bool:
        """Whether there is a third matter already."""
        return bool(self["matter_3"].value())

    @property
    def opens_following(self) -> bool:
        """Whether the switch is on, or something of it is at fault."""
        return bool(self["follow"].value())

    @property
    def plan(self) -> Plan:
        """What was filled in."""
        told = self.cleaned_data
        return Plan(
            title=told["title"],
            convener=Convener(told["convener"]),
            way=Way(told["way"]),
            notice_on=told["notice_on"],
            votes_from=told["votes_from"],
            votes_until=told["votes_until"],
            matters=tuple(
                (Matter(told[f"matter_{place}"]), told[f"text_{place}"])
                for place in range(1, MOST_MATTERS + 1)
                if told[f"matter_{place}"]
            ),
            basis=told["basis"],
            with_parking=told["with_parking"],
            follow=told["follow"],
            rule_name=told["rule_name"],
            rule_text=told["rule_text"],
        )


class PlanForm(CreatingForm, _PlanFields):
    """A new vote."""


class PlanChangeForm(ChangingForm, _PlanFields):
    """Another plan for a vote whose roll is not frozen."""


def plan_as_typed(plan: Plan) -> dict[str, object]:
    """A plan as its form shows it."""
    told: dict[str, object] = {
        name: getattr(plan, name)
        for name in (
            "title", "convener", "basis", "way", "notice_on", "votes_from", "votes_until",
            "with_parking", "follow", "rule_name", "rule_text",
        )
    }  # fmt: skip
    for place, (matter, text) in enumerate(plan.matters, start=1):
        told |= {f"matter_{place}": matter.value, f"text_{place}": text}
    return told


# --- the roll -----------------------------------------------------------------------------------


class RollForm(forms.Form):
    """One workbook."""

    book = forms.FileField(
        label="选择清册文件", allow_empty_file=True,
        help_text=".xlsx 或 .xls，要有表头，列的顺序不限；重新上传会替换整份清册。",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls"}),
        error_messages={"required": "请选择清册文件。"},
    )  # fmt: skip


class FreezeForm(forms.Form):
    """Frozen once what only people can tell was looked at."""

    names_checked = forms.BooleanField(
        label="同名业主已核对", required=False,
        help_text="没有业主编号的同名业主按同一人计算。不是同一人的，请补上业主编号重新导入。",
    )  # fmt: skip
    gap_reason = line_field(
        "清册与小区台账不一致的原因", required=True, limit=200,
        hint="例如：台账含二期，本次只由一期业主表决；会记入计票结果。",
    )  # fmt: skip

    def __init__(self, *args: Any, asks_why: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_why:
            del self.fields["gap_reason"]


class PartForm(forms.Form):
    """One part as it should stand."""

    building = line_field("楼栋", limit=24)
    unit = line_field("单元", limit=24)
    room = line_field("房号", required=True, limit=32)
    kind = forms.ChoiceField(label="用途", choices=_choices(PART_LABELS))
    area = line_field("专有部分面积（㎡）", required=True, hint="最多两位小数。")
    source = forms.ChoiceField(label="面积来源", choices=_choices(AREA_SOURCE_LABELS))
    owners = line_field(
        "业主姓名", limit=200, hint="业主没有变的空着；变了才填，共有的用顿号分开。加密存放。"
    )
    owner_no = line_field("业主编号", limit=24, hint="同一业主有几套房的，填清册里的同一个编号。")
    is_stock = forms.BooleanField(label="改为建设单位未售或未交付", required=False)
    reason = text_field("更正的原因和依据", rows=2)

    def clean_area(self) -> int:
        """In 0.01 m²."""
        sentence, area = read_area(self.cleaned_data["area"])
        if sentence:
            raise forms.ValidationError(f"面积{sentence}")
        return area

    @property
    def statement(self) -> PartStatement:
        """What was filled in."""
        told = self.cleaned_data
        owners = owner_names(told["owners"])
        identity = identity_of(owners, told["owner_no"], is_stock=told["is_stock"])
        part = ReadPart(
            0, told["building"], told["unit"], told["room"], PartKind(told["kind"]), told["area"],
            AreaSource(told["source"]), told["is_stock"], owners, identity,
        )  # fmt: skip
        return PartStatement(part, keeps_owner=not owners and not told["is_stock"])


def part_as_typed(part: Part) -> dict[str, object]:
    """A part as its form shows it; its owners are not shown."""
    return {
        "building": part.building, "unit": part.unit, "room": part.room, "kind": part.kind.value,
        "area": square_metres(part.area), "source": part.source.value,
    }  # fmt: skip


class WhyForm(forms.Form):
    """Why, and nothing else."""

    reason = text_field("原因", rows=2)


class NamesForm(forms.Form):
    """What names are wanted for."""

    reason = line_field(
        "用途", required=True, limit=120, hint="例如“打印业委会存档清册”，会记入操作记录。"
    )


# --- ballots ------------------------------------------------------------------------------------


class ServeForm(forms.Form):
    """Which ballots were handed out, when and how."""

    on = day_field("送达日期")
    way = line_field("怎样送达", required=True, hint="例如“上门送交，业主签收”。")
    numbers = text_field(
        "票号", required=False, rows=3, hint="一行一个，可以扫码；空着表示还没有登记的全部送达。"
    )

    @property
    def told_numbers(self) -> list[str] | None:
        """The numbers, or None for all."""
        return self.cleaned_data["numbers"].split() or None


class EntryForm(forms.Form):
    """One ballot as one teller reads it."""

    code = line_field("票号", required=True, limit=32)
    flaw = forms.ChoiceField(
        label="整张无效", required=False, choices=[("", "有效"), *_choices(FLAW_LABELS)]
    )
    by_proxy = forms.BooleanField(label="受托人代投（附委托书）", required=False)
    sure = forms.BooleanField(label="确实要改", required=False)
    # Shown once another reading of one's own stands already.
    asks_again = False

    def __init__(self, *args: Any, questions: Sequence[Question], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        for question in questions:
            self.fields[f"mark_{question.place}"] = forms.ChoiceField(
                label=question.text or MATTER_LABELS[question.matter], required=False,
                choices=_choices(MARK_LABELS),
                widget=forms.RadioSelect(attrs={"class": "form-check-input"}),
            )  # fmt: skip

    @property
    def marks(self) -> list[forms.BoundField]:
        """The questions in the order of the ballot."""
        return [self[f"mark_{question.place}"] for question in self.questions]

    @property
    def reading(self) -> Reading:
        """What was chosen."""
        told = self.cleaned_data
        given = (told[f"mark_{question.place}"] for question in self.questions)
        flaw = Flaw(told["flaw"]) if told["flaw"] else None
        return Reading(tuple(Mark(it) for it in given if it), flaw, told["by_proxy"])


# --- the result ---------------------------------------------------------------------------------


class CloseForm(forms.Form):
    """When the count ended, and who witnessed it."""

    on = day_field("计票结束日期")
    witness = line_field(
        "见证人", required=True, limit=96, hint="街道(乡镇)或居(村)委会的单位和姓名。"
    )


class PostForm(forms.Form):
    """Where the result hangs out, and since when."""

    on = day_field("公示日期")
    place = line_field("公示地点", required=True, limit=200, hint="例如“各单元门口公告栏”。")


class ObjectionForm(forms.Form):
    """Who objects to what, by room."""

    on = day_field("提出日期")
    room = line_field("哪一户", required=True, limit=96, hint="写房号，不写姓名。")
    text = text_field("异议的内容", rows=3)


class AnswerForm(forms.Form):
    """What is answered."""

    on = day_field("答复日期")
    is_upheld = forms.ChoiceField(
        label="结论", choices=[("no", "异议不成立"), ("yes", "异议成立")],
        widget=forms.RadioSelect, error_messages={"required": "请选择异议是否成立。"},
    )  # fmt: skip
    recounts = forms.BooleanField(
        label="重新计票", required=False,
        help_text="原来的结果撤回并留作历史；可以更正清册、撤回个别表决票重录，再结束计票、重新公示。",
    )  # fmt: skip
    text = text_field("答复的内容", rows=3)

    @property
    def answer(self) -> Answer:
        """What was filled in."""
        told = self.cleaned_data
        return Answer(told["on"], told["is_upheld"] == "yes", told["recounts"], told["text"])
