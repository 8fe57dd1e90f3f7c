"""企业退出 on its way (DOMAIN 3.3): one file per community and company, moved step by step."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tingban.data.rectification.proceedings import Proceeding, ProceedingMove
from tingban.rules.actors import Role
from tingban.rules.exits.exit_stages import (
    OPEN,
    TOLD_TO_COMPANY,
    TOLD_TO_OWNERS,
    TOLD_TO_STREET,
)


class ExitCase(Proceeding):
    """The exit of a company from a community; 街道 and owners see it from its start on."""

    class Meta(Proceeding.Meta):
        verbose_name = "退出案件"
        constraints = [
            models.UniqueConstraint(
                fields=("community", "company"),
                condition=Q(stage__in=[stage.value for stage in OPEN]),
                name="exits_exitcase_one_open",
            ),
        ]

    TOLD: ClassVar[dict[Role, frozenset[str]]] = {
        Role.CO: frozenset(TOLD_TO_COMPANY),
        Role.STR: frozenset(TOLD_TO_STREET),
        Role.OWN: frozenset(TOLD_TO_OWNERS),
    }


class ExitCaseMove(ProceedingMove):
    """A step of an exit."""

    row = models.ForeignKey(ExitCase, models.PROTECT, related_name="moves")
