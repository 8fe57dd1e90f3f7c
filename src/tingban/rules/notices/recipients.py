"""Who is told. A complainant is named by the case alone: no address ever stands here (DOMAIN 9.1).

    Recipient.user(7)                                   one person, in whatever post
    Recipient.post("zj-140802", Role.C_OP)              whoever holds the post today
    Recipient.unit("zj-140802")                         everybody of a unit
    Recipient.office("140802", Role.C_OP, Role.C_LD)    these posts of the area, whatever the unit
    Recipient.case("TS-140802-2024-000001")             whoever complained

Rights and duties belong to posts: whoever comes into one finds its notices.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from tingban.rules.actors import Role


class RecipientKind(StrEnum):
    """What names the recipient."""

    USER = "user"
    POST = "post"
    UNIT = "unit"
    OFFICE = "office"
    CASE = "case"


@dataclass(frozen=True, slots=True)
class Recipient:
    """Made by one of the five ways above; what names it not stays empty."""

    kind: RecipientKind
    user_id: int | None = None
    unit_code: str = ""
    area_code: str = ""
    roles: tuple[Role, ...] = ()
    case_number: str = ""

    @classmethod
    def user(cls, user_id: int) -> Self:
        """One person."""
        return cls(RecipientKind.USER, user_id=user_id)

    @classmethod
    def post(cls, unit_code: str, role: Role) -> Self:
        """Whoever holds this post."""
        return cls(RecipientKind.POST, unit_code=unit_code, roles=(role,))

    @classmethod
    def unit(cls, unit_code: str) -> Self:
        """Everybody of the unit."""
        return cls(RecipientKind.UNIT, unit_code=unit_code)

    @classmethod
    def office(cls, area_code: str, role: Role, *others: Role) -> Self:
        """These posts of the area: what is kept by area has no unit."""
        return cls(RecipientKind.OFFICE, area_code=area_code, roles=(role, *others))

    @classmethod
    def case(cls, number: str) -> Self:
        """Whoever complained, by the number of the case."""
        return cls(RecipientKind.CASE, case_number=number)
