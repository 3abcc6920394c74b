"""What keeps visitors out of the merchant's pages, and brings staff to theirs."""

from flask import Flask
from sqlalchemy.orm import Session

from configurator.accounts.access import ROLE_MARK
from configurator.accounts.staff import Role, Staff
from configurator.publishing.live import LiveShop, all_shops

OPEN_ENDPOINTS = frozenset(
    f"sign_in.{name}"
    for name in ("form", "ask_for_message", "code_form", "enter_code", "confirm", "enter_link")
)


class UnguardedPageError(Exception):
    """A page of the staff that anybody could open: the application does not start with one."""

    def __init__(self, endpoint: str, rule: str) -> None:
        super().__init__(endpoint, rule)
        self.endpoint = endpoint
        self.rule = rule

    def __str__(self) -> str:
        return f"{self.rule} ({self.endpoint}) is a staff page without staff_required"


def check_guarded(app: Flask) -> None:
    """Raises `UnguardedPageError` for a staff page that asks for no role."""
    for rule in app.url_map.iter_rules():
        if "staff" not in rule.rule.split("/") or rule.endpoint in OPEN_ENDPOINTS:
            continue
        if not hasattr(app.view_functions[rule.endpoint], ROLE_MARK):
            raise UnguardedPageError(rule.endpoint, rule.rule)


def shops_of(session: Session, staff: Staff) -> list[LiveShop]:
    """The live shops that somebody works for."""
    return [live for live in all_shops(session) if staff.may(Role.KITCHEN, live.shop.id)]


def way_in(session: Session, staff: Staff, onward: str) -> str:
    """Where somebody goes after signing in: back to what they asked for, else to their shop."""
    if is_local(onward):
        return onward
    shops = shops_of(session, staff)
    return f"/{shops[0].shop.id}/staff/" if len(shops) == 1 else "/staff/"


def is_local(address: str) -> bool:
    """Whether an address surely stays on this site."""
    return (
        address.startswith("/")
        and not address.startswith(("//", "/\\"))
        and address.isprintable()
        and "\\" not in address
    )
