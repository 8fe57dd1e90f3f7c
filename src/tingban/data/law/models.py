"""Calendar days and law articles as data (DOMAIN 4.1, 0.1)."""

from django.db import models


class CalendarDay(models.Model):
    """A day that differs from the plain week: a statutory day off or a make-up working day."""

    on = models.DateField("日期", primary_key=True)
    is_workday = models.BooleanField("上班")
    note = models.CharField("说明", max_length=32, blank=True)
    source = models.CharField("来源", max_length=128)

    class Meta:
        ordering = ("on",)
        verbose_name = "节假日与调休"

    def __str__(self) -> str:
        return f"{self.on} {self.note}"


class CalendarYear(models.Model):
    """A year whose State Council notice has been loaded; beyond it no date is computed."""

    year = models.PositiveSmallIntegerField("年份", primary_key=True)
    source = models.CharField("来源", max_length=128)

    class Meta:
        ordering = ("year",)
        verbose_name = "已公布的年份"

    def __str__(self) -> str:
        return str(self.year)


class LawArticle(models.Model):
    """One article, paragraph or item of law in one version."""

    key = models.CharField("引用键", max_length=48)
    law = models.CharField("法律文件", max_length=96)
    version = models.CharField("版本", max_length=48)
    article = models.CharField("条款", max_length=48)
    text = models.TextField("条文", blank=True)
    valid_from = models.DateField("施行日期")
    valid_to = models.DateField("废止日期", null=True, blank=True)
    source = models.CharField("来源", max_length=128)

    class Meta:
        ordering = ("law", "article", "valid_from")
        verbose_name = "法律条文"
        constraints = [
            models.UniqueConstraint(fields=("key", "valid_from"), name="law_article_key_version"),
        ]

    def __str__(self) -> str:
        return f"《{self.law}》{self.article}"
