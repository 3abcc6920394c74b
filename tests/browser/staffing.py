"""How members of staff come in."""

from datetime import UTC, datetime

from playwright.sync_api import Page
from sqlalchemy.orm import Session

from catalog.database import Database
from configurator.accounts.signing_in import invite
from configurator.accounts.staff import Role, add_staff
from tests.support.web import SECRET_KEY

RULES = "/burger-bar/staff/rules"
CHANGES = "/burger-bar/staff/changes"
STOCK = "/burger-bar/staff/stock"


def sign_in_address(database: Database, role: str = "owner") -> str:
    """The link of a sign-in message, which works once."""

    def work(session: Session) -> str:
        member = add_staff(session, f"{role}@example.com", Role(role), None)
        return invite(session, member, SECRET_KEY, datetime.now(UTC)).token

    return f"/staff/sign-in/{database.in_transaction(work)}"


def sign_in(page: Page, database: Database, role: str = "owner") -> None:
    """Open the link and press its button."""
    page.goto(sign_in_address(database, role))
    page.locator("main form button").click()
    page.wait_for_url(lambda url: "/sign-in/" not in url)
