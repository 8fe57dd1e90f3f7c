"""The gallery at /ui/: each component as it looks, with the source that makes it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django import forms
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.template import engines
from django.utils.safestring import SafeString, mark_safe

from tingban.kit import clock
from tingban.kit.windows import Found
from tingban.web import doors
from tingban.web.doors import SignedInRequest
from tingban.web.ui import listing, rows
from tingban.web.ui.listing import Column
from tingban.web.ui.uploads import attachments_field

_SAMPLES: Final = (
    ("页头", ('{% page_head "小区台账" count=1998 unit="个" note="盐湖区住建局" %}'
     '<a class="btn btn-primary" href="#">新增小区</a>{% endpage_head %}')),
    ("所在位置", "{% breadcrumbs crumbs %}"),
    ("分页签", '{% tabs tabs label="小区" %}'),
    ("数字块", "{% tiles tiles %}"),
    ("筛选栏", "{% filter_bar filters %}"),
    ("表格", ('{% table listing label="小区" %}{% for row in listing.rows %}'
     '<tr data-tingban-row><th scope="row"><a href="#">{{ row.name }}</a></th>'
     '<td class="num">{{ row.problems|figure }}</td><td>{% deadline row.due %}</td></tr>'
     "{% endfor %}{% endtable %}{% pager listing %}")),
    ("空状态", ('{% empty "还没有小区" "从工作簿导入，或逐个新增。" %}'
     '<a class="btn btn-primary" href="#">导入工作簿</a>{% endempty %}')),
    ("状态", ('{% badge "整改中" "soon" %} {% badge "已完成" "good" %} {% badge "逾期" "late" %} '
     '{% badge "已作废" "still" %} {% badge "正在使用" "accent" %} {% badge "一般" %}')),
    ("期限", ('{% deadline soon %} {% deadline today %} {% deadline late rule="T-P05" %} '
     '{% deadline soon stopped="等待鉴定" %} {% deadline none %}')),
    ("日期", "{{ today|day }} · {{ today|short_day }} · {{ now|moment }}"),
    ("要点", "{% facts facts %}"),
    ("经过", "{% timeline moments %}"),
    ("检查单", "{% checklist checks %}"),
    ("下一步", "{% actions actions %}"),
    ("面板", '{% panel "密码" note="每 90 天更换一次" %}<p>上次修改：6月3日。</p>{% endpanel %}'),
    ("展开", '{% disclosure "结束岗位" %}<p>打开后才看见的内容。</p>{% enddisclosure %}'),
    ("进度", '{% progress 1234 2000 "正在导入" %}'),
    ("材料", '{% attachments files none="还没有材料。" %}'),
    ("选择文件", "{% field files_form.uploads %}"),
    ("表单", "{% form_errors form %}{% fields form %}"),
)  # fmt: skip


class _SampleForm(forms.Form):
    name = forms.CharField(label="小区名称", help_text="写全称，不写楼号")
    area = forms.ChoiceField(label="县(市、区)", required=False, choices=[("", "全部")])


class _SampleFilesForm(forms.Form):
    uploads = attachments_field("现场照片和材料")


@dataclass(frozen=True, slots=True)
class Sample:
    """One component: its name, its source, what it draws."""

    name: str
    source: str
    drawn: SafeString


def _listing() -> listing.Listing:
    today = clock.today()
    columns = (
        Column("name", "小区", sort=True), Column("problems", "问题", numeric=True, unit="个"),
        Column("due", "期限"),
    )  # fmt: skip
    found = [
        {"name": "锦绣花园", "problems": 3, "due": today + timedelta(days=5)},
        {"name": "名称很长的学府一号花园住宅小区二期", "problems": 0, "due": None},
    ]
    query = listing.Query("name", 1, 50, QueryDict())
    return listing.Listing(query, columns, Found(found, len(found)))


def _files(now: datetime) -> list[rows.Attached]:
    told = [rows.Fact("拍摄时间", "6月18日 09:30"), rows.Fact("设备", "手机")]
    return [
        rows.Attached("楼道东侧.jpg", "图片", 2_400_000, now, "王某", "photo", "#", "", "#", "#",
                      "可提供", facts=told),
        rows.Attached("整改报告.pdf", "文档", 640_000, now, "李某", "file-text", "#"),
        rows.Attached("现场.mp4", "视频", 31_000_000, now, "李某", "video", scan="未扫描"),
    ]  # fmt: skip


def _context() -> dict[str, Any]:
    now = clock.now()
    today = now.date()
    return {
        "today": today, "now": now, "none": None,
        "soon": today + timedelta(days=2), "late": today - timedelta(days=3),
        "crumbs": [rows.Crumb("小区台账", "#"), rows.Crumb("锦绣花园")],
        "tabs": [rows.Tab("概况", "#", is_current=True), rows.Tab("问题", "#", count=3)],
        "tiles": [rows.Tile("逾期问题", 3, "个", "#", "最久 12 天", "late"),
                  rows.Tile("待受理", 0, "件", "#")],
        "filters": _SampleForm(), "listing": _listing(), "form": _SampleForm({"name": ""}),
        "facts": [rows.Fact("面积", "12 万平方米"), rows.Fact("物业企业", "明珠物业", "#"),
                  rows.Fact("交付时间", None)],
        "moments": [rows.Moment(now, "确认问题", "王某", "楼道多日无人清扫", "#"),
                    rows.Moment(now - timedelta(days=4), "排查", day_only=True, tone="late")],
        "files": _files(now), "files_form": _SampleFilesForm(),
        "checks": [rows.Check("整改前照片", True), rows.Check("整改后照片", False, "请上传", "#")],
        "actions": [rows.Action("提交复核", "#", "accent"),
                    rows.Action("确认完成", "#", reason="还缺整改后的照片。")],
    }  # fmt: skip


@doors.signed_in
def gallery(request: SignedInRequest) -> HttpResponse:
    """Every component, drawn from the source that stands beside it."""
    engine, context = engines["django"], _context()
    samples = [
        # The sources are our own constants above.
        Sample(name, source, mark_safe(engine.from_string("{% load ui %}" + source)  # noqa: S308
                                       .render(dict(context), request)))
        for name, source in _SAMPLES
    ]  # fmt: skip
    return render(request, "ui/gallery.html", {"samples": samples})
