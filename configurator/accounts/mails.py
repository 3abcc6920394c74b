"""The words of the message that signs somebody in."""

from urllib.parse import urljoin

from flask import render_template

from configurator.accounts.signing_in import CODE_DIGITS, LIFETIME, Invitation
from configurator.i18n import speaking, words


def sign_in_mail(invitation: Invitation, link: str) -> tuple[str, str]:
    """Subject and body, in the language of whoever receives it."""
    with speaking(invitation.staff.language):
        body = render_template(
            "emails/sign_in.txt",
            link=link,
            code=spaced(invitation.code),
            minutes=int(LIFETIME.total_seconds() // 60),
        )
        return words().gettext("Your link and code to sign in"), body


def spaced(code: str) -> str:
    """A code in two halves, as people read it out."""
    return f"{code[: CODE_DIGITS // 2]} {code[CODE_DIGITS // 2 :]}"


def sign_in_link(public_url: str, token: str) -> str:
    return urljoin(public_url, f"/staff/sign-in/{token}")
