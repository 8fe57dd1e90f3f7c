"""企业退出 (DOMAIN 2.3, 3.3): the fact that C04 counts."""

from django.db import models
from django.db.models import Q

from tingban.data.areas.scope import CountyScoped
from tingban.data.audit.known import Known
from tingban.data.exits.cases import ExitCase, ExitCaseMove
from tingban.data.exits.handover import HandoverConfirmation, HandoverLine, HandoverObjection
from tingban.data.exits.votes import (
    Ballot,
    BallotEntry,
    BallotServed,
    Objection,
    ObjectionAnswer,
    RollCorrection,
    RollOwner,
    RollPart,
    Vote,
    VoteClosing,
    VotePlan,
    VoteStep,
)

__all__ = [
    "Ballot",
    "BallotEntry",
    "BallotServed",
    "Exit",
    "ExitCase",
    "ExitCaseMove",
    "ExitFact",
    "ExitStep",
    "HandoverConfirmation",
    "HandoverLine",
    "HandoverObjection",
    "Objection",
    "ObjectionAnswer",
    "RollCorrection",
    "RollOwner",
    "RollPart",
    "Vote",
    "VoteClosing",
    "VotePlan",
    "VoteStep",
]


class Exit(models.Model):
    """A company's exit from a community; columns show the present."""

    community = models.ForeignKey("registry.Community", models.PROTECT, related_name="exits")
    county = models.ForeignKey("areas.Area", models.PROTECT, related_name="+")
    company = models.ForeignKey("registry.Company", models.PROTECT, related_name="exits")
    kind = models.CharField("退出方式", max_length=16)
    exited_on = models.DateField("交接确认日期", null=True, blank=True)

    objects = CountyScoped.as_manager()

    class Meta:
        ordering = ("-exited_on", "id")
        verbose_name = "企业退出"
        constraints = [
            models.UniqueConstraint(fields=("community", "company"), name="exits_exit_key"),
        ]

    def __str__(self) -> str:
        return f"{self.community} {self.company}"


class ExitFact(Known):
    """What was stated of an exit; none stands where it is void."""

    exit = models.ForeignKey(Exit, models.PROTECT, related_name="facts")
    kind = models.CharField(max_length=16)

    class Meta(Known.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=("exit",),
                condition=Q(retracted_at__isnull=True),
                name="exits_exitfact_one_standing",
            ),
        ]


class ExitStep(Known):
    """The hand-over was confirmed."""

    exit = models.ForeignKey(Exit, models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=16)
    on = models.DateField()

    class Meta(Known.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=("exit", "kind"),
                condition=Q(retracted_at__isnull=True),
                name="exits_exitstep_once",
            ),
        ]
