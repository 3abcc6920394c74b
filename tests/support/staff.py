"""Staff for tests: somebody who is signed in."""

from datetime import UTC, datetime
from typing import Protocol

from sqlalchemy.orm import Session

from catalog.database import Database
from configurator.accounts.access import SESSION_KEY
from configurator.accounts.sessions import begin_session
from configurator.accounts.staff import Role, add_staff, as_staff
from tests.support.web import ShopClient


def sign_in(
    client: ShopClient, database: Database, role: str, shop_id: str | None = None
) -> ShopClient:
    """The client, now the browser of somebody with that role."""

    def begin(session: Session) -> str:
        member = add_staff(session, f"{role}@example.com", Role(role), shop_id)
        return begin_session(session, as_staff(member), datetime.now(UTC))

    token = database.in_transaction(begin)
    with client.session_transaction() as session:
        session[SESSION_KEY] = token
    return client


class SignedIn(Protocol):
    """Makes the browser of a member of staff with a role, in one shop or in all."""

    def __call__(self, role: str, shop_id: str | None = None) -> ShopClient: ...
