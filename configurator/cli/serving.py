"""`flask start`, `serve` and `worker`: the processes of an installation."""

import multiprocessing
import signal
import socket
import sqlite3
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess

import click
from flask.cli import ScriptInfo, with_appcontext
from gunicorn.app.wsgiapp import WSGIApplication
from sqlalchemy.orm import Session

from catalog.database import Database, has_wal_defect
from configurator import web_server
from configurator.accounts.sessions import forget_old_sessions
from configurator.accounts.short_links import forget_unopened_links
from configurator.accounts.signing_in import (
    PRINTED_LIFETIME,
    Invitation,
    forget_old_sign_ins,
    invite,
)
from configurator.accounts.staff import Role, add_staff, owners
from configurator.cli.demo import publish_demos
from configurator.cli.staff import describe
from configurator.database import current_database
from configurator.extensions import current_settings
from configurator.messages.mail import mail_carrier
from configurator.messages.outbox import EMAIL
from configurator.messages.worker import Chore, Handler, Worker, forget_done_tasks
from configurator.migrations import upgrade
from configurator.orders.cleaning import forget_old_carts
from configurator.orders.drafts import forget_old_drafts
from configurator.publishing.live import live_ids
from configurator.settings import Settings

ATTEMPTS = 300
PAUSE_S = 0.1

HANDLERS: dict[str, Handler] = {}
"""What jobs do, by their names."""

CHORES: dict[str, Chore] = {
    "forget done tasks": forget_done_tasks,
    "forget old sign-ins": forget_old_sign_ins,
    "forget old sessions": forget_old_sessions,
    "forget old carts": forget_old_carts,
    "forget old drafts": forget_old_drafts,
    "forget unopened links": forget_unopened_links,
}


_OWNER = click.option(
    "--owner", default="owner@localhost", show_default=True, help="The first owner's address."
)


@click.command("worker")
@with_appcontext
def worker() -> None:
    """Send messages and run jobs until stopped. Several workers may run side by side."""
    work_until_stopped()


@click.command("serve")
@_OWNER
@with_appcontext
def serve(owner: str) -> None:
    """Run the web server and the worker, and print where the shop is; Ctrl-C stops both."""
    run_both(owner)


@click.command("start")
@_OWNER
@with_appcontext
def start(owner: str) -> None:
    """Migrate, publish the demo shops where there are none, then do what `serve` does."""
    upgrade(current_database())
    publish_demos(current_database())
    run_both(owner)


commands = (worker, serve, start)


def run_both(owner: str) -> None:
    """Web server and worker, until one of them ends: then so does the other, and this process."""
    # They begin anew, with connections of their own.
    current_database().close()
    processes = [_start(_run_web_server), _start(_run_worker)]
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: _stop(processes))
    _wait_until_answering(processes)
    invitation = current_database().in_transaction(lambda session: invite_owner(session, owner))
    warn_about_sqlite(current_database())
    click.echo(f"\n{shop_addresses(current_database())}\n{describe(invitation)}\n")
    wait([process.sentinel for process in processes])
    _stop(processes)
    for process in processes:
        process.join()
    sys.exit(max(process.exitcode or 0 for process in processes))


def shop_addresses(database: Database) -> str:
    """Where the shops are: the site's home, and below it each of them where there are several."""
    site = current_settings().public_url
    with database.reading() as session:
        shops = live_ids(session)
    if len(shops) < 2:
        return f"The shop: {site}/"
    return "\n".join([f"The shops: {site}/", *(f"  {site}/{shop}/" for shop in shops)])


def warn_about_sqlite(database: Database) -> None:
    """Say so where several processes will write to a SQLite that can lose a commit."""
    if database.engine.dialect.name == "sqlite" and has_wal_defect(sqlite3.sqlite_version_info):
        click.echo(
            f"SQLite {sqlite3.sqlite_version} has a rare defect that can damage data when several "
            "processes write at once (https://sqlite.org/wal.html#walresetbug).\n"
            "It does for trying things out. For a real shop use SQLite 3.51.3 or newer, or set "
            "DATABASE_URL to PostgreSQL.",
            err=True,
        )


def work_until_stopped() -> None:
    """Be the worker of the running application's database, until told to stop."""
    working = make_worker(current_database(), current_settings())

    def stop(number: int, frame: object) -> None:
        working.stopping = True

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    working.run()


def make_worker(database: Database, settings: Settings) -> Worker:
    """A worker that knows every job and chore of the application."""
    return Worker(database, {EMAIL: mail_carrier(settings)}, HANDLERS, CHORES)


def invite_owner(session: Session, email: str) -> Invitation:
    """A link for the first owner, who is added where there is none yet."""
    found = owners(session)
    owner = found[0] if found else add_staff(session, email, Role.OWNER)
    key = current_settings().secret_key
    return invite(session, owner, key, datetime.now(UTC), PRINTED_LIFETIME)


def _wait_until_answering(processes: list[BaseProcess]) -> None:
    """Nobody is told an address where nobody answers yet."""
    host, _, port = web_server.bind.rpartition(":")
    for _attempt in range(ATTEMPTS):
        if not all(process.is_alive() for process in processes):
            return
        try:
            with socket.create_connection((host, int(port)), timeout=1):
                return
        except OSError:
            time.sleep(PAUSE_S)


def _start(work: Callable[[], None]) -> BaseProcess:
    process = multiprocessing.get_context("spawn").Process(target=work)
    process.start()
    return process


def _stop(processes: list[BaseProcess]) -> None:
    for process in processes:
        if process.is_alive():
            process.terminate()


def _run_web_server() -> None:
    sys.argv = ["gunicorn", "--config", "python:configurator.web_server", "wsgi:application"]
    WSGIApplication().run()


def _run_worker() -> None:
    with ScriptInfo(app_import_path="wsgi:app").load_app().app_context():
        work_until_stopped()
