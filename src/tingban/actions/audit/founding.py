"""The first act in an empty installation: a system administrator, who then adds everybody else."""

from datetime import datetime

from django.db import transaction

from tingban.actions.audit import staff
from tingban.data.accounts.models import Unit
from tingban.rules.actors import SYSTEM, Role
from tingban.rules.areas import CITY


@transaction.atomic
def appoint_administrator(*, username: str, name: str, unit_name: str, at: datetime) -> str:
    """A system administrator of the city's office; the answer is the password of the first day.

    Whoever runs the command line owns the installation, so the act is the system's own.
    """
    unit_code = f"zj-{CITY}"
    if not Unit.objects.filter(pk=unit_code).exists():
        staff.add_unit(
            code=unit_code, name=unit_name, kind="市局", area_code=CITY, actor=SYSTEM, at=at
        )
    password = staff.temporary_password(username)
    user_id = staff.add_user(username=username, name=name, password=password, actor=SYSTEM, at=at)
    term = staff.Term(unit_code=unit_code, role=Role.SYS, valid_from=at.date())
    staff.give_post(user_id=user_id, term=term, actor=SYSTEM, at=at)
    return password
