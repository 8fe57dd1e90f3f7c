"""What the installation runs with: to read, never to change, and without a secret."""

from datetime import timedelta
from importlib.metadata import version

from django.conf import settings as conf
from django.http import HttpResponse
from django.shortcuts import render

from tingban.kit import clock
from tingban.reads.overview import installation
from tingban.reads.overview.health import scanner_health
from tingban.reads.overview.installation import Installation
from tingban.rules import accounts as rules
from tingban.rules.actors import Role
from tingban.web import doors
from tingban.web.desk.notices_stuck_views import ways
from tingban.web.doors import DeskRequest
from tingban.web.ui import words
from tingban.web.ui.rows import Fact


@doors.desk(roles={Role.SYS})
def settings(request: DeskRequest) -> HttpResponse:
    """Campaign, calendar, sign-in, database, program, clock."""
    found = installation.installation(request.actor, on=clock.today())
    context = {"found": found, "sign_in": _sign_in(), "machine": _machine(found)}
    return render(request, "desk/settings/settings.html", context)


def _sign_in() -> list[Fact]:
    required = "所有人必须启用" if conf.SECOND_FACTOR_REQUIRED else "自愿启用"
    return [
        Fact("动态口令", required, hint="TINGBAN_SECOND_FACTOR"),
        Fact("前置代理", _proxies(), hint="TINGBAN_TRUSTED_PROXIES"),
        Fact("密码", f"至少 {rules.PASSWORD_LENGTH} 位，每 {rules.PASSWORD_DAYS} 天更换"),
        Fact("锁定", f"连续输错 {rules.FAILURES_ALLOWED} 次，锁 {words.span(rules.LOCK_TIME)}"),
        Fact("病毒扫描", _scanner(), hint="TINGBAN_CLAMD"),
        Fact("自动退出", f"{words.span(rules.IDLE_LIMIT)}没有操作"),
        Fact("一次登录最长", words.span(rules.ABSOLUTE_LIMIT)),
    ]


def _proxies() -> str:
    """Whose word on addresses is believed."""
    return "、".join(map(str, conf.TRUSTED_PROXIES)) or "没有设置，只看直接连来的地址"


def _scanner() -> str:
    """Which scanner answers, if there is one."""
    found = scanner_health()
    if not found.is_on:
        return "没有启用，上传的文件不查病毒"
    return found.engine or "没有应答，新上传的文件暂不给别人看，请检查"


def _machine(found: Installation) -> list[Fact]:
    health = found.health
    place = "随系统自带" if conf.EMBEDDED else "外部数据库"
    return [
        Fact("程序版本", version("tingban")),
        Fact("运行方式", "正式" if conf.PRODUCTION else "试用"),
        Fact("数据库", f"PostgreSQL {found.database_version}（{place}）"),
        Fact("数据量", found.database_size),
        Fact("通知途径", ways(), hint="TINGBAN_SMTP_URL、TINGBAN_SMS、TINGBAN_WECHAT"),
        Fact("后台任务", f"{health.workers} 个在运行" if health.workers else "没有在运行，请检查"),
        Fact("系统时间", words.exactly(clock.now())),
        Fact("时间偏移", _shift()),
    ]


def _shift() -> str:
    """How far this installation lives from the time outside."""
    length = clock.now() - clock.outside()
    if abs(length) < timedelta(seconds=1):
        return "没有，与标准时间一致"
    way = "早" if length < timedelta() else "晚"
    return f"比标准时间{way} {words.span(abs(length))}（演示数据按当时的日期运行）"
