"""The words of the message that signs somebody in."""

from urllib.parse import urljoin

from flask import render_template
from flask_babel import force_locale
from flask_babel import gettext as _

from configurator.accounts.signing_in import CODE_DIGITS, LIFETIME, Invitation


def sign_in_mail(invitation: Invitation, link: str) -> tuple[str, str]:
    """Subject and body, in the language of whoever receives it."""
    with force_locale(invitation.staff.language):
        body = render_template(
            "emails/sign_in.txt",
            link=link,
            code=spaced(invitation.code),
            minutes=int(LIFETIME.total_seconds() // 60),
        )
        return _("Your link and code to sign in"), body


def spaced(code: str) -> str:
    """A code in two halves, as people read it out."""
    return f"{code[: CODE_DIGITS // 2]} {code[CODE_DIGITS // 2 :]}"


def sign_in_link(public_url: str, token: str) -> str:
    return urljoin(public_url, f"/staff/sign-in/{token}")
