"""文书 (DOMAIN 8.2): drafted from a template, signed once under a number, never altered again."""

from collections.abc import Collection
from datetime import date
from typing import Final, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from tingban.data.areas.scope import CountyScoped
from tingban.data.audit.known import Known
from tingban.rules.actors import BY_UNIT, CITY_CODE, OF_PLACE, Actor, Role
from tingban.rules.documents.papers import IN_FORCE, OPEN

# These read what was signed, and no drafts.
_READ_ONLY: Final = frozenset({Role.PROV, Role.JJ})
# 街道 helps the owners with theirs.
_HELPS: Final = {Role.STR: frozenset({Role.STR, Role.OWN})}
_OF_A_PLACE: Final = BY_UNIT | OF_PLACE


class PaperQuerySet(CountyScoped["Paper"]):
    """A draft exists for the office that writes it; a signed paper for its county and the city."""

    def visible_to(self, actor: Actor) -> Self:
        """By area, by the readers of its kind, and drafts only at home.

        街道 and owners have what names them, in their county, and of drafts their own; whether
        it is of their own place is asked of its subject (`Sheet.sees`).
        """
        if actor.role in _OF_A_PLACE:
            mine = [role.value for role in _HELPS.get(actor.role, {actor.role})]
            seen = Q(signed_on__isnull=False) | Q(signers__overlap=mine)
            told = {"readers__contains": [actor.role.value], "county_id": actor.area_code}
            return self.filter(seen, **told)
        if not actor.sees_facts:
            return self.none()
        rows = self.filter(Q(readers=[]) | Q(readers__contains=[actor.role.value]))
        signed, own = Q(signed_on__isnull=False), Q(area_code=actor.area_code)
        if actor.role in _READ_ONLY:
            return rows.filter(signed)
        near = Q(county_id__in=(actor.area_code, CITY_CODE))
        return rows.filter(own | signed if actor.sees_whole_city else own | (signed & near))

    def served_on_addressee(self, names: Collection[str], *, by: date) -> Self:
        """What was signed for somebody and has reached him, told by the wording that was signed.

        For his own page; `names` are all he has ever had. What is void is left out.
        """
        stages = [stage.value for stage in IN_FORCE]
        return self.filter(
            stage__in=stages, served_on__lte=by, signature__text__addressee__in=list(names)
        )


class Paper(models.Model):
    """One paper; columns show the present, what happened stands in its moves.

    `subject` names what it speaks of, such as "penalty_case:CF-…": the columns on the right know
    this one. `county` is where that lies, `area_code` whose organ writes. `readers` are the posts
    it exists for, none means all that see facts; `signers` those that sign it.
    """

    key = models.CharField("文书编号", max_length=32, unique=True)
    template = models.CharField("文书种类", max_length=64)
    title = models.CharField("标题", max_length=200)
    subject = models.CharField("所属", max_length=96)
    county = models.ForeignKey("areas.Area", models.PROTECT, related_name="+", db_index=False)
    area_code = models.CharField("发文机关区划", max_length=6)
    organ = models.CharField("发文机关", max_length=64)
    drafter = models.CharField("起草人", max_length=64)
    drafted_at = models.DateTimeField("起草时间")
    revises = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="revisions", db_index=False
    )
    readers = ArrayField(models.CharField(max_length=8), default=list, db_index=False)
    signers = ArrayField(models.CharField(max_length=8), default=list, db_index=False)
    stage = models.CharField("状态", max_length=16)
    number = models.CharField("文号", max_length=48, blank=True, default="")
    signed_on = models.DateField("签发日期", null=True, blank=True)
    signer = models.CharField("签发人", max_length=64, blank=True, default="")
    served_on = models.DateField("送达日期", null=True, blank=True)
    version = models.PositiveIntegerField("版本", default=1)

    objects = PaperQuerySet.as_manager()

    class Meta:
        ordering = ("-drafted_at", "-id")
        verbose_name = "文书"
        indexes = [
            models.Index(fields=("subject", "template", "-id"), name="documents_paper_subject"),
            models.Index(fields=("-drafted_at", "-id"), name="documents_paper_newest"),
            models.Index(
                fields=("area_code", "stage", "-drafted_at"), name="documents_paper_stage"
            ),
            models.Index(fields=("county", "-drafted_at"), name="documents_paper_county"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=("template", "subject"),
                condition=Q(stage__in=[stage.value for stage in OPEN]),
                name="documents_paper_one_draft",
            ),
            models.UniqueConstraint(
                fields=("number",), condition=~Q(number=""), name="documents_paper_number"
            ),
            models.CheckConstraint(
                name="documents_paper_signed",
                condition=~Q(stage__in=[stage.value for stage in IN_FORCE])
                | Q(signed_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.number or self.key


class PaperMove(Known):
    """One step of the table: which act led from where to where, on which day, why."""

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="moves")
    step = models.CharField(max_length=16)
    start = models.CharField(max_length=16, blank=True)
    to = models.CharField(max_length=16)
    on = models.DateField()
    reason = models.TextField(blank=True)

    class Meta(Known.Meta):
        pass


class PaperWording(Known):
    """The body as it was last edited, and what was typed beside it; one standing a paper."""

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="wordings")
    body = models.TextField()
    typed = models.JSONField(default=dict)

    class Meta(Known.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=("paper",),
                condition=Q(retracted_at__isnull=True),
                name="documents_paperwording_one_standing",
            ),
        ]


class PaperSignature(models.Model):
    """What was signed, word for word; the database lets nobody alter or take back a line of it.

    A void paper keeps its own: its number stays used. Papers without a number have an empty one.
    """

    paper = models.OneToOneField(Paper, models.PROTECT, related_name="signature")
    number = models.CharField(max_length=48, blank=True)
    signed_on = models.DateField()
    signer = models.CharField(max_length=64)
    text = models.JSONField()
    digest = models.CharField(max_length=64)
    act = models.ForeignKey("audit.Entry", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("number",), condition=~Q(number=""), name="documents_papersignature_number"
            ),
        ]

    def __str__(self) -> str:
        return self.number or self.digest


class PaperService(Known):
    """How it reached whom it was for: the way, the day, what proves it and who took it."""

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="services")
    way = models.CharField(max_length=16)
    sent_on = models.DateField()
    served_on = models.DateField()
    proof = models.CharField(max_length=200)
    receiver = models.CharField(max_length=64, blank=True)

    class Meta(Known.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=("paper",),
                condition=Q(retracted_at__isnull=True),
                name="documents_paperservice_one_standing",
            ),
        ]
