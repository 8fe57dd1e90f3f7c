"""Slips that other offices send in batches, on their way to becoming cases (DOMAIN 11, pain 7).

A contact never stands here: it lies in the sealed file until its slip is registered, and then in
the vault. What is kept of a row is masked.
"""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from tingban.rules.actors import CASE_WRITERS, Actor
from tingban.rules.exchange.slip_states import BatchState, SlipChoice, SlipState


class BatchQuerySet(models.QuerySet["SlipBatch"]):
    """A batch exists for the office that brought it, and for nobody else."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of the actor's own office, for whoever registers cases there."""
        if actor.role not in CASE_WRITERS:
            return self.none()
        return self.filter(area_id=actor.area_code)


class SlipBatch(models.Model):
    """A file of slips from one sender: sealed under its digest until the batch is wiped.

    `columns` is empty until somebody says what they mean, or it is remembered. While a job works,
    `state` is that of a run, `owner` whoever asked for it, and `attempts` counts how often it was
    taken up.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    owner_name = models.CharField("登记人", max_length=64)
    role = models.CharField("角色", max_length=8)
    unit_code = models.CharField("单位", max_length=32)
    ip = models.CharField("来源地址", max_length=45, blank=True)
    area = models.ForeignKey("areas.Area", models.PROTECT, related_name="+")
    source = models.CharField("来源", max_length=8)
    name = models.CharField("文件名", max_length=200)
    digest = models.CharField("SM3", max_length=64, db_index=True)
    brought_by = models.CharField("上传人", max_length=64)
    brought_at = models.DateTimeField("上传时间")
    # When somebody last went on with it; it is kept for some days from then on.
    touched_at = models.DateTimeField("最近处理时间", db_index=True)
    heads = models.JSONField("表头")
    heads_key = models.CharField(max_length=64)
    guesses = models.JSONField("看起来的含义", default=dict)
    # The first values of each column, as far as they may be seen.
    samples = models.JSONField("前几个值", default=list)
    columns = models.JSONField("列的含义", null=True)
    asides = models.JSONField("没有读的工作表", default=list)
    state = models.CharField("状态", max_length=8, default=BatchState.OPEN.value)
    note = models.CharField("说明", max_length=500, blank=True)
    attempts = models.PositiveSmallIntegerField("次数", default=0)
    ended_at = models.DateTimeField("完成时间", null=True, blank=True)

    objects = BatchQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        verbose_name = "转办件批次"
        indexes = [models.Index(fields=("area", "-id"), name="exchange_slipbatch_area")]
        constraints = [
            models.CheckConstraint(
                name="exchange_slipbatch_state",
                condition=Q(state__in=[it.value for it in BatchState]),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Slip(models.Model):
    """One row of a batch as it may be seen, what is proposed for it, and what became of it.

    `case` is the case that it became, or that its number was registered as before.
    """

    batch = models.ForeignKey(SlipBatch, models.PROTECT, related_name="slips")
    place = models.PositiveIntegerField("次序")
    sheet = models.CharField("工作表", max_length=64, blank=True)
    row = models.PositiveIntegerField("行号")
    ref = models.CharField("来文编号", max_length=48, blank=True)
    told = models.TextField("内容(遮蔽)", blank=True)
    contact = models.CharField("投诉举报人(遮蔽)", max_length=96, blank=True)
    spot = models.CharField("地址(遮蔽)", max_length=120, blank=True)
    county = models.CharField("县(市、区)", max_length=6, blank=True)
    received_at = models.DateTimeField("收到时间", null=True)
    due_on = models.DateField("来文要求办结日", null=True)
    urgency = models.CharField("紧急程度", max_length=16)
    # [[code, name], …] as named in the row, and the one that stands.
    communities = models.JSONField("建议的小区", default=list)
    community = models.CharField("小区编码", max_length=16, blank=True)
    category = models.CharField("问题类别", max_length=8, blank=True)
    # The words that the proposed category rests on.
    words = models.JSONField("依据的词语", default=list)
    # [[where in the file, which cell, what is wrong], …]
    faults = models.JSONField("错误", default=list)
    notes = models.JSONField("提示", default=list)
    # Blind indexes of the complainant's numbers, by which the same person's cases are found.
    marks = models.JSONField("电话索引", default=list)
    # Numbers of cases that may be the same matter, each with its kind and why.
    alike = models.JSONField("疑似重复", default=list)
    is_compared = models.BooleanField("已比对", default=False)
    state = models.CharField("状态", max_length=8, default=SlipState.OPEN.value)
    choice = models.CharField("处理", max_length=12, default=SlipChoice.ASK.value)
    main = models.CharField("主件编号", max_length=32, blank=True)
    refusal = models.CharField("没有登记的原因", max_length=300, blank=True)
    case = models.ForeignKey(
        "complaints.Case", models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ("batch", "place")
        verbose_name = "转办件"
        indexes = [models.Index(fields=("batch", "state", "place"), name="exchange_slip_state")]
        constraints = [
            models.UniqueConstraint(fields=("batch", "place"), name="exchange_slip_place"),
            # No two slips become one case.
            models.UniqueConstraint(
                fields=("case",),
                condition=Q(state=SlipState.DONE.value),
                name="exchange_slip_case_once",
            ),
            models.CheckConstraint(
                name="exchange_slip_case",
                condition=Q(
                    state__in=[SlipState.DONE.value, SlipState.KNOWN.value], case__isnull=False
                )
                | Q(state__in=[SlipState.OPEN.value, SlipState.FAULTY.value], case__isnull=True),
            ),
            models.CheckConstraint(
                name="exchange_slip_choice",
                condition=Q(choice__in=[it.value for it in SlipChoice]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sheet} {self.row}"
