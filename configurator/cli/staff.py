"""`flask staff`: who works here, and links that sign them in without mail."""

from datetime import UTC, datetime

import click
from flask.cli import AppGroup, with_appcontext
from sqlalchemy.orm import Session

from configurator.accounts.mails import sign_in_link, spaced
from configurator.accounts.models import StaffMember
from configurator.accounts.sessions import end_all_sessions
from configurator.accounts.signing_in import PRINTED_LIFETIME, Invitation, invite
from configurator.accounts.staff import Role, add_staff, find_staff, normal_email
from configurator.database import current_database
from configurator.extensions import current_settings
from configurator.i18n import LANGUAGES

staff = AppGroup("staff", help="Members of staff and their sign-in links.")
commands = (staff,)


class EmailAddress(click.ParamType[str]):
    """An address in the form in which it is stored."""

    name = "email"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        return normal_email(value) or self.fail(f"{value} is not a whole e-mail address")


@staff.command("add")
@click.argument("email", type=EmailAddress())
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True)
@click.option("--shop", "shop_id", help="The only shop they work for; without it, every shop.")
@click.option("--language", type=click.Choice(LANGUAGES), default="en", show_default=True)
@with_appcontext
def add(email: str, role: str, shop_id: str | None, language: str) -> None:
    """Take somebody on, or change what they may do."""
    current_database().in_transaction(
        lambda session: add_staff(session, email, Role(role), shop_id, language)
    )
    click.echo(f"{email} is {role} of {shop_id or 'every shop'}.")


@staff.command("link")
@click.argument("email", type=EmailAddress())
@with_appcontext
def link(email: str) -> None:
    """Print a link and a code that sign somebody in once."""
    invitation = current_database().in_transaction(
        lambda session: invite(
            session, _known(find_staff(session, email), email), _key(), _now(), PRINTED_LIFETIME
        )
    )
    click.echo(describe(invitation))


@staff.command("remove")
@click.argument("email", type=EmailAddress())
@with_appcontext
def remove(email: str) -> None:
    """End somebody's work here, and sign them out everywhere at once."""

    def leave(session: Session) -> None:
        member = _known(find_staff(session, email), email)
        member.left_at = _now()
        end_all_sessions(session, member.id, _now())

    current_database().in_transaction(leave)
    click.echo(f"{email} no longer works here.")


@staff.command("sign-out")
@click.argument("email", type=EmailAddress())
@with_appcontext
def sign_out(email: str) -> None:
    """Sign somebody out in every browser."""
    current_database().in_transaction(
        lambda session: end_all_sessions(
            session, _known(find_staff(session, email), email).id, _now()
        )
    )
    click.echo(f"{email} is signed out everywhere.")


def describe(invitation: Invitation) -> str:
    """The link and the code, for a terminal."""
    address = sign_in_link(current_settings().public_url, invitation.token)
    hours = int(PRINTED_LIFETIME.total_seconds() // 3600)
    return (
        f"Sign-in link for {invitation.staff.email} (works once, for {hours} hours):\n"
        f"  {address}\n"
        f"  or the code {spaced(invitation.code)}"
    )


def _known(member: StaffMember | None, email: str) -> StaffMember:
    if member is None:
        raise click.ClickException(f"nobody here has the address {email}; see: flask staff add")
    return member


def _key() -> str:
    return current_settings().secret_key


def _now() -> datetime:
    return datetime.now(UTC)
