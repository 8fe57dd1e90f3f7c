"""The mailboxes of offices (附件1): only those that somebody has verified (AMB-02, AMB-03)."""

from typing import Final

from tingban.data.accounts.models import Unit
from tingban.data.areas.models import Area

# Whose mailbox 附件1 prints; a company of the same county is reached by none of them.
_OWNERS: Final = ("市局", "县局")


def mail_of_area(area_code: str) -> str:
    """The verified mailbox of the area's office; empty where there is none."""
    rows = Area.objects.filter(code=area_code, mail_is_verified=True)
    return rows.values_list("mail", flat=True).first() or ""


def mail_of_unit(unit_code: str) -> str:
    """The same for a unit, where it is the office that 附件1 speaks of."""
    unit = Unit.objects.filter(code=unit_code, kind__in=_OWNERS).first()
    return mail_of_area(unit.area_id) if unit else ""
