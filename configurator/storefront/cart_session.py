"""The cart that this browser holds: its unguessable name in the signed session, for each shop."""

import re
import secrets

from flask import session

from configurator.orders.models import new_token

_NONCE = re.compile(r"[A-Za-z0-9_-]{16,32}")


def cart_token(shop_id: str) -> str | None:
    """The name of this browser's cart in a shop; None before the first page with a form."""
    token = session.get(f"cart:{shop_id}")
    return token if isinstance(token, str) else None


def remember_cart(shop_id: str, token: str) -> None:
    session[f"cart:{shop_id}"] = token


def placed_token(shop_id: str) -> str | None:
    """The name of the order that this browser placed last in a shop."""
    token = session.get(f"placed:{shop_id}")
    return token if isinstance(token, str) else None


def remember_placed(shop_id: str, token: str) -> None:
    """The cart of that name has been placed: the next line begins a new one."""
    session[f"placed:{shop_id}"] = token
    if cart_token(shop_id) == token:
        remember_cart(shop_id, new_token())


def form_nonce(shop_id: str) -> str:
    """A name for one form that adds to the cart, so that posting it twice adds once.

    It also names the cart, so that first clicks in two tabs meet in the same one.
    """
    if cart_token(shop_id) is None:
        remember_cart(shop_id, new_token())
    return secrets.token_urlsafe(12)


def read_nonce(typed: str) -> str | None:
    """The nonce of a posted form; None where it has none that we could have made."""
    return typed if _NONCE.fullmatch(typed) else None
