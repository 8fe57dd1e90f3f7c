"""Registers of DOMAIN 5: an identity row shows the present, fact rows keep what was stated."""

from typing import Self

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q

from tingban.data.areas.scope import CityShared, CountyScoped
from tingban.data.audit.known import Known
from tingban.rules.actors import Actor, Role
from tingban.rules.registry.levels import RANKS


class Campaign(models.Model):
    """A campaign: its decree, its days and from when it counts (AMB-37)."""

    code = models.CharField("代号", primary_key=True, max_length=32)
    name = models.CharField("名称", max_length=128)
    short_name = models.CharField("简称", max_length=32)
    decree = models.CharField("文号", max_length=32)
    starts_on = models.DateField("起算日期")
    ends_on = models.DateField("结束日期")
    first_report_on = models.DateField("首个报送周五")
    is_current = models.BooleanField("进行中", default=True)

    class Meta:
        ordering = ("starts_on",)
        verbose_name = "专项行动"

    def __str__(self) -> str:
        return self.short_name


class Phase(models.Model):
    """One of the overlapping phases of the decree (AMB-14)."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="phases")
    code = models.CharField("代号", max_length=8)
    name = models.CharField("阶段", max_length=32)
    starts_on = models.DateField("开始")
    ends_on = models.DateField("结束")

    class Meta:
        ordering = ("campaign", "code")
        verbose_name = "阶段"
        constraints = [
            models.UniqueConstraint(fields=("campaign", "code"), name="registry_phase_code"),
        ]

    def __str__(self) -> str:
        return self.name


class ServiceLevel(models.Model):
    """服务等级; compared by `rank`, never by the Chinese numeral (AMB-36)."""

    code = models.CharField("代码", max_length=16)
    name = models.CharField("名称", max_length=16)
    rank = models.SmallIntegerField("排位")
    standard = models.CharField("标准文件", max_length=128, blank=True)
    fee_min = models.DecimalField("最低收费", max_digits=8, decimal_places=2, null=True, blank=True)
    fee_max = models.DecimalField("最高收费", max_digits=8, decimal_places=2, null=True, blank=True)
    valid_from = models.DateField("施行日期")

    class Meta:
        ordering = ("rank", "valid_from")
        verbose_name = "服务等级"
        constraints = [
            models.UniqueConstraint(fields=("code", "valid_from"), name="registry_level_code"),
            models.CheckConstraint(
                name="registry_level_rank",
                condition=Q(rank__gte=RANKS.start, rank__lt=RANKS.stop),
            ),
            models.CheckConstraint(
                name="registry_level_fees",
                condition=Q(fee_min__isnull=True)
                | Q(fee_max__isnull=True)
                | Q(fee_min__lte=F("fee_max")),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Community(models.Model):
    """小区. The columns besides `code` show the present; `CommunityFact` is the truth."""

    code = models.CharField("小区编码", max_length=16, unique=True)
    county = models.ForeignKey("areas.Area", models.PROTECT, related_name="communities")
    township = models.ForeignKey(
        "areas.Township", models.PROTECT, null=True, blank=True, related_name="communities"
    )
    street = models.CharField("街道(乡镇)", max_length=48, blank=True)
    name = models.CharField("小区名称", max_length=96)
    name_key = models.CharField("名称检索键", max_length=96, db_index=True)
    address = models.CharField("地址", max_length=200, blank=True)
    management = models.CharField("管理方式", max_length=16, blank=True)
    fee_mode = models.CharField("收费方式", max_length=16, blank=True)
    households = models.PositiveIntegerField("户数", null=True, blank=True)
    exclusive_area = models.DecimalField(
        "专有部分总面积", max_digits=12, decimal_places=2, null=True, blank=True
    )
    owner_count = models.PositiveIntegerField("业主人数", null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged_from"
    )
    is_void = models.BooleanField("已作废", default=False)
    version = models.PositiveIntegerField("版本", default=1)
    search = SearchVectorField(null=True)

    objects = CountyScoped.as_manager()

    class Meta:
        ordering = ("county", "code")
        verbose_name = "小区"
        constraints = [
            models.CheckConstraint(
                name="registry_community_not_into_itself",
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
            ),
        ]
        indexes = [
            GinIndex(fields=("search",), name="registry_community_search"),
            models.Index(fields=("county", "name"), name="registry_community_county"),
        ]

    def __str__(self) -> str:
        return self.name


class CommunityFact(Known):
    """What was stated of a community; one standing row a community."""

    community = models.ForeignKey(Community, models.PROTECT, related_name="facts")
    county = models.ForeignKey("areas.Area", models.PROTECT, related_name="+", db_index=False)
    street = models.CharField(max_length=48, blank=True)
    name = models.CharField(max_length=96)
    address = models.CharField(max_length=200, blank=True)
    management = models.CharField(max_length=16, blank=True)
    fee_mode = models.CharField(max_length=16, blank=True)
    households = models.PositiveIntegerField(null=True)
    exclusive_area = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    owner_count = models.PositiveIntegerField(null=True)

    class Meta(Known.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=("community",),
                condition=Q(retracted_at__isnull=True),
                name="registry_communityfact_one_standing",
            ),
        ]


class CommunityMerge(Known):
    """合并至: holds for every as_of from when it is known (INTERCHANGE 2)."""

    community = models.ForeignKey(Community, models.PROTECT, related_name="merges")
    into = models.ForeignKey(Community, models.PROTECT, related_name="absorbed")

    class Meta(Known.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=("community",),
                condition=Q(retracted_at__isnull=True),
                name="registry_communitymerge_one_standing",
            ),
            models.CheckConstraint(
                name="registry_communitymerge_not_into_itself",
                condition=~Q(community=F("into")),
            ),
        ]


class CommunityAlias(Known):
    """曾用名 or another spelling; matching reads it."""

    community = models.ForeignKey(Community, models.PROTECT, related_name="aliases")
    name = models.CharField("别名", max_length=96)
    name_key = models.CharField(max_length=96, db_index=True)

    class Meta(Known.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=("community", "name_key"),
                condition=Q(retracted_at__isnull=True),
                name="registry_communityalias_once",
            ),
        ]


class Company(models.Model):
    """物业服务企业; without a code it is 待补 and counted nowhere (INTERCHANGE 1)."""

    uscc = models.CharField("统一社会信用代码", max_length=18, null=True, blank=True, unique=True)
    name = models.CharField("企业名称", max_length=96)
    name_key = models.CharField("名称检索键", max_length=96, db_index=True)
    legal_person = models.CharField("法定代表人", max_length=48, blank=True)
    phone = models.CharField("联系电话", max_length=64, blank=True)
    kind = models.CharField("类型", max_length=16, default="company")
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged_from"
    )
    version = models.PositiveIntegerField("版本", default=1)
    search = SearchVectorField(null=True)

    objects = CityShared.as_manager()

    class Meta:
        ordering = ("name", "id")
        verbose_name = "物业服务企业"
        indexes = [GinIndex(fields=("search",), name="registry_company_search")]

    def __str__(self) -> str:
        return self.name


class CompanyFact(Known):
    """What was stated of a company; one standing row a company."""

    company = models.ForeignKey(Company, models.PROTECT, related_name="facts")
    uscc = models.CharField(max_length=18, null=True)
    name = models.CharField(max_length=96)
    legal_person = models.CharField(max_length=48, blank=True)
    phone = models.CharField(max_length=64, blank=True)
    kind = models.CharField(max_length=16, default="company")

    class Meta(Known.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=("company",),
                condition=Q(retracted_at__isnull=True),
                name="registry_companyfact_one_standing",
            ),
        ]


class CompanyMerge(Known):
    """A 待补 company turned out to be one already known."""

    company = models.ForeignKey(Company, models.PROTECT, related_name="merges")
    into = models.ForeignKey(Company, models.PROTECT, related_name="absorbed")

    class Meta(Known.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=("company",),
                condition=Q(retracted_at__isnull=True),
                name="registry_companymerge_one_standing",
            ),
        ]


class ContractQuerySet(CountyScoped["Contract"]):
    """A contract exists for its county, and for the company that concluded it."""

    def own_of(self, actor: Actor) -> Self:
        """Those of the company that signed in, and of what was merged into it."""
        if actor.role is not Role.CO or not actor.unit_code:
            return self.none()
        code = actor.unit_code
        return self.filter(Q(company__uscc=code) | Q(company__merged_into__uscc=code))


class Contract(models.Model):
    """物业服务合同; its key is community, company and first day."""

    community = models.ForeignKey(Community, models.PROTECT, related_name="contracts")
    company = models.ForeignKey(Company, models.PROTECT, related_name="contracts")
    county = models.ForeignKey("areas.Area", models.PROTECT, related_name="+")
    starts_on = models.DateField("开始日期")
    ends_on = models.DateField("结束日期", null=True, blank=True)
    kind = models.CharField("合同类型", max_length=16, blank=True)
    fee = models.CharField("收费标准", max_length=48, blank=True)
    level = models.CharField("服务等级", max_length=16, blank=True)
    is_void = models.BooleanField("已作废", default=False)
    version = models.PositiveIntegerField("版本", default=1)

    objects = ContractQuerySet.as_manager()

    class Meta:
        ordering = ("community", "-starts_on")
        verbose_name = "物业服务合同"
        constraints = [
            models.UniqueConstraint(
                fields=("community", "company", "starts_on"), name="registry_contract_key"
            ),
            models.CheckConstraint(
                name="registry_contract_dates",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.community} {self.starts_on}"


class ContractFact(Known):
    """What was stated of a contract; one standing row a contract, none where it is void."""

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="facts")
    ends_on = models.DateField(null=True)
    kind = models.CharField(max_length=16, blank=True)
    fee = models.CharField(max_length=48, blank=True)
    level = models.CharField(max_length=16, blank=True)

    class Meta(Known.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=("contract",),
                condition=Q(retracted_at__isnull=True),
                name="registry_contractfact_one_standing",
            ),
        ]


class OwnerBodyQuerySet(CountyScoped["OwnerBody"]):
    """A body exists for whoever sees its community."""

    county_path = "community__county_id"


class OwnerBody(models.Model):
    """业主组织 of a community (DOMAIN 5.4); columns show the present, contacts stand nowhere."""

    community = models.ForeignKey(Community, models.PROTECT, related_name="owner_bodies")
    kind = models.CharField("类型", max_length=16)
    term = models.CharField("届次", max_length=32, blank=True)
    term_starts_on = models.DateField("任期开始", null=True, blank=True)
    term_ends_on = models.DateField("任期结束", null=True, blank=True)
    filed_on = models.DateField("备案日期", null=True, blank=True)
    filing_number = models.CharField("备案号", max_length=48, blank=True)
    is_void = models.BooleanField("已作废", default=False)
    version = models.PositiveIntegerField("版本", default=1)

    objects = OwnerBodyQuerySet.as_manager()

    class Meta:
        ordering = ("community", "-term_starts_on")
        verbose_name = "业主组织"

    def __str__(self) -> str:
        return f"{self.community} {self.kind}"


class OwnerBodyFact(Known):
    """What was stated of an owner body; one standing row, none where it is void."""

    body = models.ForeignKey(OwnerBody, models.PROTECT, related_name="facts")
    kind = models.CharField(max_length=16)
    term = models.CharField(max_length=32, blank=True)
    term_starts_on = models.DateField(null=True)
    term_ends_on = models.DateField(null=True)
    filed_on = models.DateField(null=True)
    filing_number = models.CharField(max_length=48, blank=True)

    class Meta(Known.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=("body",),
                condition=Q(retracted_at__isnull=True),
                name="registry_ownerbodyfact_one_standing",
            ),
            models.CheckConstraint(
                name="registry_ownerbodyfact_term",
                condition=Q(term_starts_on__isnull=True)
                | Q(term_ends_on__isnull=True)
                | Q(term_ends_on__gte=F("term_starts_on")),
            ),
        ]
