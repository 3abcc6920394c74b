"""Signing in and out: ask for a message, then use its link or its code."""

from datetime import UTC, datetime

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from configurator.accounts.access import SESSION_KEY, current_staff, staff_required
from configurator.accounts.mails import sign_in_link, sign_in_mail
from configurator.accounts.sessions import begin_session, end_all_sessions, end_session
from configurator.accounts.signing_in import (
    Invitation,
    ask,
    hash_token,
    token_works,
    use_code,
    use_token,
)
from configurator.accounts.staff import Staff, normal_email
from configurator.admin.staff_guard import shops_of, way_in
from configurator.database import current_database, read_session
from configurator.extensions import current_settings, limiter
from configurator.messages.outbox import send

bp = Blueprint("sign_in", __name__, url_prefix="/staff")

ASKED_KEY = "sign_in_email"
A_FEW = "12 per minute; 60 per hour"


@bp.get("/sign-in")
def form() -> ResponseReturnValue:
    """Ask for the address that the message goes to."""
    return _sign_in_page("", request.args.get("next", ""))


@bp.post("/sign-in")
@limiter.limit(A_FEW)
def ask_for_message() -> ResponseReturnValue:
    """Send a message if the address belongs to somebody here; say the same if it does not."""
    written, onward = request.form.get("email", ""), request.form.get("next", "")
    email = normal_email(written)
    if email is None:
        words = _("Enter the whole address, such as jin@example.com.")
        return _sign_in_page(written, onward, ("email", words)), 422
    current_database().in_transaction(lambda writing: _send_message(writing, email))
    session[ASKED_KEY] = email
    return redirect(url_for("sign_in.code_form", next=onward or None), 303)


@bp.get("/sign-in/code")
def code_form() -> ResponseReturnValue:
    """Ask for the code; it works on any device, so the address is asked with it."""
    return _code_page(session.get(ASKED_KEY, ""), request.args.get("next", ""))


@bp.post("/sign-in/code")
@limiter.limit(A_FEW)
def enter_code() -> ResponseReturnValue:
    """Sign in with the code of the message."""
    written, onward = request.form.get("email", ""), request.form.get("next", "")
    email, code = normal_email(written) or "", request.form.get("code", "")
    staff = current_database().in_transaction(
        lambda writing: use_code(writing, email, code, current_settings().secret_key, _now())
    )
    if staff is None:
        words = _("This code does not work. Check it, or use the link in the message instead.")
        return _code_page(written, onward, ("code", words)), 422
    return _sign_in(staff, onward)


@bp.get("/sign-in/<token>")
def confirm(token: str) -> ResponseReturnValue:
    """Show the button of the link: programs that look through mail open links too."""
    if not token_works(read_session(), token, _now()):
        return render_template("accounts/link_used.html"), 404
    return render_template("accounts/confirm.html", token=token)


@bp.post("/sign-in/<token>")
@limiter.limit(A_FEW)
def enter_link(token: str) -> ResponseReturnValue:
    """Sign in with the link of the message."""
    staff = current_database().in_transaction(lambda writing: use_token(writing, token, _now()))
    if staff is None:
        return render_template("accounts/link_used.html"), 404
    return _sign_in(staff, "")


@bp.get("/")
@staff_required("kitchen")
def account() -> ResponseReturnValue:
    """Who is signed in, their shops, and the way out."""
    staff = current_staff()
    shops = shops_of(read_session(), staff)
    return render_template("accounts/account.html", staff=staff, shops=shops)


@bp.post("/sign-out")
@staff_required("kitchen")
def sign_out() -> ResponseReturnValue:
    """Sign this browser out, or every browser."""
    staff, token = current_staff(), str(session[SESSION_KEY])
    if request.form.get("everywhere"):
        current_database().in_transaction(lambda each: end_all_sessions(each, staff.id, _now()))
    else:
        current_database().in_transaction(lambda each: end_session(each, token, _now()))
    session.pop(SESSION_KEY)
    return redirect(url_for("sign_in.form"), 303)


def _sign_in_page(email: str, onward: str, *errors: tuple[str, str]) -> str:
    return render_template("accounts/sign_in.html", email=email, next=onward, errors=errors)


def _code_page(email: str, onward: str, *errors: tuple[str, str]) -> str:
    return render_template("accounts/code.html", email=email, next=onward, errors=errors)


def _send_message(writing: Session, email: str) -> None:
    invitation = ask(writing, email, current_settings().secret_key, _now())
    if invitation is not None:
        _send_invitation(writing, invitation)


def _send_invitation(writing: Session, invitation: Invitation) -> None:
    link = sign_in_link(current_settings().public_url, invitation.token)
    subject, body = sign_in_mail(invitation, link)
    send(
        writing,
        recipient=invitation.staff.email,
        subject=subject,
        body=body,
        key=f"sign-in-{hash_token(invitation.token)[:32]}",
    )


def _sign_in(staff: Staff, onward: str) -> ResponseReturnValue:
    """A browser that signs in gets a new token for its forms, so that an old one is worthless."""
    token = current_database().in_transaction(lambda writing: begin_session(writing, staff, _now()))
    for key in ("csrf_token", ASKED_KEY):
        session.pop(key, None)
    session[SESSION_KEY] = token
    return redirect(way_in(read_session(), staff, onward), 303)


def _now() -> datetime:
    return datetime.now(UTC)
