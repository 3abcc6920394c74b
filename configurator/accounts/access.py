"""Who is asking: the member of staff behind a request, and views that only they may use."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from typing import ParamSpec, cast

from flask import abort, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue

from configurator.accounts.sessions import staff_of_session
from configurator.accounts.staff import Role, Staff
from configurator.database import read_session

P = ParamSpec("P")
View = Callable[P, ResponseReturnValue]

SESSION_KEY = "staff"
ROLE_MARK = "staff_role"
SHOP_ARGUMENTS = ("shop_id", "shop")


def signed_in_staff() -> Staff | None:
    """Whoever is signed in; None for visitors."""
    if "staff" not in g:
        token = session.get(SESSION_KEY)
        g.staff = token and staff_of_session(read_session(), str(token), datetime.now(UTC))
    return cast(Staff | None, g.staff or None)


def current_staff() -> Staff:
    """Whoever is signed in, in a view that requires it; visitors get a 403."""
    return signed_in_staff() or abort(403)


def staff_may(role: str, shop_id: str) -> bool:
    """Whether whoever is signed in may do what `role` may in a shop; visitors may nothing."""
    staff = signed_in_staff()
    return staff is not None and staff.may(Role(role), shop_id)


def staff_required(role: str) -> Callable[[View[P]], View[P]]:
    """Only staff whose role covers `role`, in the shop of the address, reach the view.

    Visitors are asked to sign in and come back; others are told that it is not for them.
    """
    needed = Role(role)

    def guard(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
            staff = signed_in_staff()
            if staff is None:
                return _ask_to_sign_in()
            if not staff.may(needed, _shop_of_address()):
                abort(403)
            return view(*args, **kwargs)

        setattr(guarded, ROLE_MARK, needed)
        return guarded

    return guard


def _shop_of_address() -> str | None:
    arguments = request.view_args or {}
    return next((arguments[name] for name in SHOP_ARGUMENTS if name in arguments), None)


def _ask_to_sign_in() -> ResponseReturnValue:
    """A form cannot be sent again by a link, so its page is where one comes back to."""
    here = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for("sign_in.form", next=here), 303)
