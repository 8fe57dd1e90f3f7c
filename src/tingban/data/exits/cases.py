"""企业退出 on its way (DOMAIN 3.3): one file per community and company, moved step by step."""

from typing import ClassVar

from django.db import models

from tingban.data.rectification.proceedings import Proceeding, ProceedingMove
from tingban.rules.actors import Role


class ExitCase(Proceeding):
    """The exit of a company from a community; 街道 and owners see it from its start on."""

    class Meta(Proceeding.Meta):
        verbose_name = "退出案件"

    TOLD: ClassVar[dict[Role, frozenset[str]]] = {}


class ExitCaseMove(ProceedingMove):
    """A step of an exit."""

    row = models.ForeignKey(ExitCase, models.PROTECT, related_name="moves")
