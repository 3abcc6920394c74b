"""Whether this browser tries an editor's changes instead of what is live."""

from flask import session
from sqlalchemy.orm import Session

from configurator.accounts.access import signed_in_staff
from configurator.accounts.staff import Role
from configurator.publishing.drafts import draft_product
from configurator.publishing.live import LiveProduct


def trying_key(shop_id: str) -> str:
    """Where the browser's session keeps which change set of a shop is being tried."""
    return f"trying:{shop_id}"


def is_trying(shop_id: str) -> bool:
    """Whether this browser has begun to try changes; only staff can have."""
    return trying_key(shop_id) in session


def tried_product(reading: Session, shop_id: str, product_id: str) -> LiveProduct | None:
    """The product with the changes being tried; None where none are, or they are gone.

    Raises `RuleTextError` and `CompileBudgetExceeded` where they cannot be tried.
    """
    change_set_id = session.get(trying_key(shop_id))
    if change_set_id is None:
        return None
    staff = signed_in_staff()
    found = None
    if staff is not None and staff.may(Role("editor"), shop_id):
        found = draft_product(reading, shop_id, int(change_set_id), product_id)
    if found is None:
        stop_trying(shop_id)
    return found


def stop_trying(shop_id: str) -> None:
    """From here on this browser's builder shows what is live."""
    session.pop(trying_key(shop_id), None)
