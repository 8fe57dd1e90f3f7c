"""Counters: the last number given, one row a series (DOMAIN 6.4, 6.5)."""

from django.db import models


class Counter(models.Model):
    """The last number of one series, such as case numbers of an area on a day."""

    series = models.CharField("序列", primary_key=True, max_length=64)
    last = models.PositiveIntegerField("已用到", default=0)

    class Meta:
        ordering = ("series",)
        verbose_name = "编号"

    def __str__(self) -> str:
        return f"{self.series}: {self.last}"
