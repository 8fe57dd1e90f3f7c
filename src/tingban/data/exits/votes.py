"""业主共同决定 (DOMAIN 3.3 X2…X4): roll, ballots, what tellers read, result, objections."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from tingban.data.audit.known import Known
from tingban.data.exits.cases import ExitCase
from tingban.rules.actors import Actor
from tingban.rules.exits.vote_stages import ONLOOKERS, VoteStage

_STANDING = Q(retracted_at__isnull=True)


class VoteQuerySet(models.QuerySet["Vote"]):
    """A vote exists for whoever sees its exit, never for a company."""

    def visible_to(self, actor: Actor) -> Self:
        """By the case that it belongs to."""
        if actor.role not in ONLOOKERS and not actor.is_system:
            return self.none()
        return self.filter(case__in=ExitCase.objects.visible_to(actor))


class Vote(models.Model):
    """One vote of the owners of a community; the columns show the present."""

    case = models.ForeignKey(ExitCase, models.PROTECT, related_name="votes")
    community = models.ForeignKey("registry.Community", models.PROTECT, related_name="votes")
    title = models.CharField("表决名称", max_length=96)
    stage = models.CharField("阶段", max_length=16, default=VoteStage.ROLL.value)
    opened_on = models.DateField("开始日期")
    version = models.PositiveIntegerField("版本", default=1)

    objects = VoteQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        verbose_name = "业主表决"
        constraints = [
            models.CheckConstraint(
                name="exits_vote_stage", condition=Q(stage__in=[it.value for it in VoteStage])
            ),
        ]

    def __str__(self) -> str:
        return self.title


class VotePlan(Known):
    """How the vote is held, as was stated; `matters` are [[matter, text], …] in their order."""

    vote = models.ForeignKey(Vote, models.PROTECT, related_name="plans")
    title = models.CharField(max_length=96)
    convener = models.CharField(max_length=16)
    basis = models.CharField(max_length=200, blank=True)
    way = models.CharField(max_length=16)
    notice_on = models.DateField()
    votes_from = models.DateField()
    votes_until = models.DateField()
    matters = models.JSONField()
    with_parking = models.BooleanField()
    follow = models.BooleanField()
    rule_name = models.CharField(max_length=96, blank=True)
    rule_text = models.TextField(blank=True)

    class Meta(Known.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=("vote",), condition=_STANDING, name="exits_voteplan_one_standing"
            ),
        ]


class VoteStep(Known):
    """A dated step with the figures that stood then: roll frozen, ballots issued, result posted."""

    vote = models.ForeignKey(Vote, models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=16)
    on = models.DateField()
    told = models.JSONField(default=dict)
    digest = models.CharField(max_length=64, blank=True)

    class Meta(Known.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=("vote", "kind"), condition=_STANDING, name="exits_votestep_once"
            ),
        ]


class RollPart(Known):
    """One exclusive part of the roll; `area` in 0.01 m², `head` the blind mark of its owners."""

    vote = models.ForeignKey(Vote, models.PROTECT, related_name="parts")
    key = models.CharField(max_length=200)
    building = models.CharField(max_length=24, blank=True)
    unit = models.CharField(max_length=24, blank=True)
    room = models.CharField(max_length=32)
    kind = models.CharField(max_length=16)
    area = models.PositiveIntegerField()
    source = models.CharField(max_length=16)
    head = models.CharField(max_length=32)
    is_stock = models.BooleanField(default=False)

    class Meta(Known.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=("vote", "key"), condition=_STANDING, name="exits_rollpart_once"
            ),
            models.CheckConstraint(name="exits_rollpart_area", condition=Q(area__gt=0)),
        ]
        indexes = [models.Index(fields=("vote", "head"), name="exits_rollpart_head")]


class RollOwner(models.Model):
    """Who owns a part, sealed; it stands apart so that nothing but the owners' copy reads it."""

    part = models.OneToOneField(RollPart, models.PROTECT, related_name="owner")
    box = models.BinaryField()
    key_id = models.CharField(max_length=16)

    class Meta:
        verbose_name = "业主姓名"
        indexes = [models.Index(fields=("key_id",), name="exits_rollowner_key")]

    def __str__(self) -> str:
        return f"{self.part_id}"


class RollCorrection(Known):
    """A part was corrected after the roll was frozen: why, and A and N before and after."""

    vote = models.ForeignKey(Vote, models.PROTECT, related_name="corrections")
    on = models.DateField()
    label = models.CharField(max_length=96)
    reason = models.TextField()
    before = models.JSONField()
    after = models.JSONField()

    class Meta(Known.Meta):
        pass


class Ballot(Known):
    """A ballot was made for one owner, known by the mark alone."""

    vote = models.ForeignKey(Vote, models.PROTECT, related_name="ballots")
    serial = models.PositiveIntegerField()
    head = models.CharField(max_length=32)

    class Meta(Known.Meta):
        constraints = [
            models.UniqueConstraint(fields=("vote", "serial"), name="exits_ballot_serial"),
            models.UniqueConstraint(
                fields=("vote", "head"), condition=_STANDING, name="exits_ballot_head"
            ),
        ]


class BallotServed(Known):
    """A ballot was handed to its owner."""

    ballot = models.ForeignKey(Ballot, models.PROTECT, related_name="served")
    on = models.DateField()
    way = models.CharField(max_length=48)

    class Meta(Known.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=("ballot",), condition=_STANDING, name="exits_ballotserved_once"
            ),
        ]


class BallotEntry(Known):
    """What one teller read on a ballot; in each round two tellers look, nobody overwrites."""

    ballot = models.ForeignKey(Ballot, models.PROTECT, related_name="entries")
    turn = models.PositiveSmallIntegerField()
    teller = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    teller_name = models.CharField(max_length=64)
    marks = models.CharField(max_length=24, blank=True)
    flaw = models.CharField(max_length=16, blank=True)
    by_proxy = models.BooleanField(default=False)
    was_scanned = models.BooleanField(default=False)

    class Meta(Known.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=("ballot", "turn", "teller"),
                condition=_STANDING,
                name="exits_ballotentry_once",
            ),
            models.CheckConstraint(
                name="exits_ballotentry_marks",
                condition=Q(marks="", flaw__gt="") | Q(marks__gt="", flaw=""),
            ),
        ]


class VoteClosing(Known):
    """The count was closed: the result in exact figures, and the digest of what was counted."""

    vote = models.ForeignKey(Vote, models.PROTECT, related_name="closings")
    on = models.DateField()
    witness = models.CharField(max_length=96)
    result = models.JSONField()
    digest = models.CharField(max_length=64)

    class Meta(Known.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=("vote",), condition=_STANDING, name="exits_voteclosing_one_standing"
            ),
        ]


class Objection(Known):
    """异议: somebody objects to the result; `room` says for which part, no name is kept."""

    vote = models.ForeignKey(Vote, models.PROTECT, related_name="objections")
    on = models.DateField()
    room = models.CharField(max_length=96)
    text = models.TextField()
    is_late = models.BooleanField(default=False)

    class Meta(Known.Meta):
        pass


class ObjectionAnswer(Known):
    """What the owners' body answered, and whether it counts again."""

    objection = models.ForeignKey(Objection, models.PROTECT, related_name="answers")
    on = models.DateField()
    is_upheld = models.BooleanField()
    recounts = models.BooleanField()
    text = models.TextField()

    class Meta(Known.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=("objection",), condition=_STANDING, name="exits_objectionanswer_once"
            ),
        ]
