"""Areas: the city and its counties (附件1), and their townships (GB/T 2260)."""

from django.db import models


class Area(models.Model):
    """One row of 附件1: the city's own level or a county."""

    code = models.CharField("区划代码", primary_key=True, max_length=6)
    name = models.CharField("名称", max_length=32)
    seed_name = models.CharField("附件1 名称", max_length=16)
    report_order = models.PositiveSmallIntegerField("报表顺序", unique=True)
    phones = models.JSONField("监督电话", default=list)
    mail = models.CharField("监督邮箱", max_length=64, blank=True)
    mail_is_verified = models.BooleanField("邮箱已核实", default=False)

    class Meta:
        ordering = ("report_order",)
        verbose_name = "县(市、区)"

    def __str__(self) -> str:
        return self.name


class Township(models.Model):
    """街道 or 乡镇 with its nine-digit code."""

    code = models.CharField("代码", primary_key=True, max_length=9)
    county = models.ForeignKey(Area, models.PROTECT, related_name="townships")
    name = models.CharField("名称", max_length=48)

    class Meta:
        ordering = ("code",)
        verbose_name = "街道(乡镇)"

    def __str__(self) -> str:
        return self.name
