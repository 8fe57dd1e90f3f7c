"""退出移交清单 as facts (DOMAIN 3.3, M1…M10): each line as it was stated, who confirmed it when,
who objected to it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from tingban.data.audit.known import Known
from tingban.data.exits.cases import ExitCase

_STANDING = Q(retracted_at__isnull=True)


class HandoverLine(Known):
    """One part of an item: how far it was handed over; `balance` in 0.01 yuan. No password ever."""

    case = models.ForeignKey(ExitCase, models.PROTECT, related_name="handover")
    item = models.CharField("项目", max_length=4)
    part = models.CharField("内容", max_length=96)
    state = models.CharField("状态", max_length=16)
    on = models.DateField("日期")
    receiver = models.CharField("接收人", max_length=8)
    quantity = models.CharField("数量", max_length=64, blank=True)
    condition = models.CharField("状况", max_length=200, blank=True)
    reading = models.CharField("表计读数", max_length=96, blank=True)
    balance = models.BigIntegerField("金额（分）", null=True)
    lacking = models.CharField("还欠", max_length=200, blank=True)
    lacking_until = models.DateField("补齐期限", null=True)
    note = models.CharField("说明", max_length=400, blank=True)
    files = ArrayField(models.CharField(max_length=96), default=list)

    class Meta(Known.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=("case", "item", "part"),
                condition=_STANDING,
                name="exits_handoverline_one_standing",
            ),
            models.CheckConstraint(
                name="exits_handoverline_balance",
                condition=Q(balance__isnull=True) | Q(balance__gte=0),
            ),
        ]


class HandoverConfirmation(Known):
    """One of the four sides confirmed a line as it stood."""

    line = models.ForeignKey(HandoverLine, models.PROTECT, related_name="confirmations")
    party = models.CharField("确认方", max_length=8)
    on = models.DateField("日期")

    class Meta(Known.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=("line", "party"),
                condition=_STANDING,
                name="exits_handoverconfirmation_once",
            ),
        ]


class HandoverObjection(Known):
    """One of the four sides says what is wrong with a line as it stands."""

    line = models.ForeignKey(HandoverLine, models.PROTECT, related_name="objections")
    party = models.CharField("提出方", max_length=8)
    on = models.DateField("日期")
    text = models.CharField("异议", max_length=400)

    class Meta(Known.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=("line", "party"),
                condition=_STANDING,
                name="exits_handoverobjection_once",
            ),
        ]
