"""Members of staff and what their roles may do."""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from configurator.accounts.models import StaffMember


class Role(StrEnum):
    """Each role may do all that the roles before it may."""

    KITCHEN = "kitchen"
    EDITOR = "editor"
    OWNER = "owner"

    def covers(self, other: "Role") -> bool:
        """Whether whoever has this role may do what `other` may."""
        order = list(Role)
        return order.index(self) >= order.index(other)


@dataclass(frozen=True)
class Staff:
    """A member of staff as pages know them."""

    id: int
    email: str
    role: Role
    shop_id: str | None
    language: str

    def may(self, role: Role, shop_id: str | None) -> bool:
        """Whether they may do what `role` may in that shop (None: in no particular one)."""
        here = self.shop_id is None or shop_id is None or self.shop_id == shop_id
        return here and self.role.covers(role)


def as_staff(member: StaffMember) -> Staff:
    return Staff(member.id, member.email, Role(member.role), member.shop_id, member.language)


def normal_email(written: str) -> str | None:
    """An address as it is stored and compared; None for what cannot be one."""
    address = written.strip().lower()
    name, at, domain = address.rpartition("@")
    plain = address.isprintable() and not any(letter in address for letter in ' ,;<>"')
    return address if at and name and domain and plain and len(address) <= 254 else None


def find_staff(session: Session, email: str) -> StaffMember | None:
    """The member with that address who has not left."""
    return session.scalar(
        select(StaffMember).where(StaffMember.email == email, StaffMember.left_at.is_(None))
    )


def add_staff(
    session: Session,
    email: str,
    role: Role,
    shop_id: str | None = None,
    language: str = "en",
    now: datetime | None = None,
) -> StaffMember:
    """Take somebody on, or back; who is already there gets this role and shop from now on."""
    member = session.scalar(select(StaffMember).where(StaffMember.email == email))
    if member is None:
        member = StaffMember(email=email, added_at=now or datetime.now(UTC))
        session.add(member)
    member.role = role.value
    member.shop_id = shop_id
    member.language = language
    member.left_at = None
    session.flush()
    return member


def owners(session: Session) -> list[StaffMember]:
    """The owners of every shop who have not left, the first one first."""
    return list(
        session.scalars(
            select(StaffMember)
            .where(StaffMember.role == Role.OWNER.value, StaffMember.left_at.is_(None))
            .order_by(StaffMember.id)
        )
    )
