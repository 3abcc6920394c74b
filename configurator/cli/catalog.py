"""`flask catalog`: shop files checked, published, and written back."""

from pathlib import Path

import click
from flask.cli import AppGroup, with_appcontext
from sqlalchemy.orm import Session

from catalog.dumping import dump_shop
from configurator.cli.finding_lines import finding_lines
from configurator.cli.importing import import_parts
from configurator.cli.price_lines import price_lines
from configurator.database import current_database
from configurator.i18n import LANGUAGES
from configurator.publishing.files_check import FilesCheck, check_files, mistake_line
from configurator.publishing.live import LiveShop, all_shops, live_shop
from configurator.publishing.models import StoredPicture
from configurator.publishing.revisions import prepare, publish

catalog = AppGroup("catalog", help="Shop files: check, load, dump, import parts.")
catalog.add_command(import_parts)
commands = (catalog,)

MOST_TOLD = 50
"""How many options that are never possible are told of each product."""

_LANGUAGE = click.option(
    "--language", type=click.Choice(LANGUAGES), default="en", show_default=True
)
_FOLDER = click.argument("folder", type=click.Path(path_type=Path))


@catalog.command("check")
@_FOLDER
@_LANGUAGE
def check(folder: Path, language: str) -> None:
    """Tell every mistake in the shop files of FOLDER."""
    found = _without_mistakes(folder, language)
    for product_id, count in found.counts.items():
        click.echo(f"{product_id}: {count:,} configurations")
    for product_id, choices in found.never.items():
        more = len(choices) - MOST_TOLD
        others = f" and {more:,} more" if more > 0 else ""
        click.echo(f"{product_id}: never possible: {', '.join(choices[:MOST_TOLD])}{others}")
    for line in finding_lines(found.products, language):
        click.echo(line)
    for product_id, prices in found.prices.items():
        for line in (line for each in prices for line in price_lines(product_id, each)):
            click.echo(line)
    click.echo("No mistakes.")


@catalog.command("load")
@_FOLDER
@click.option("--note", default="", help="What changed, kept with the revision.")
@_LANGUAGE
@with_appcontext
def load(folder: Path, note: str, language: str) -> None:
    """Check the shop files of FOLDER and publish them."""
    found = _without_mistakes(folder, language)
    if found.shop is None:
        raise click.ClickException(f"There is no shop in {folder}.")
    prepared = prepare(found.shop, found.pictures, compiled=found.compiled)
    revision = current_database().in_transaction(
        lambda session: publish(session, prepared, "flask catalog load", note).number
    )
    click.echo(f"{found.shop.id}: revision {revision} is live.")


@catalog.command("dump")
@click.argument("shop_id", metavar="SHOP")
@_FOLDER
@with_appcontext
def dump(shop_id: str, folder: Path) -> None:
    """Write the live revision of SHOP as shop files into FOLDER, a new or empty one."""
    if folder.is_file() or (folder.is_dir() and any(folder.iterdir())):
        raise click.ClickException(f"{folder} is not empty. Name a new folder.")
    with current_database().reading() as session:
        live = _known_shop(session, shop_id)
        pictures = _pictures(session, live)
    try:
        dump_shop(live.shop, pictures, folder)
    except OSError as error:
        raise click.ClickException(f"{folder} cannot be written: {error.strerror}.") from error
    click.echo(f"{shop_id}: revision {live.revision} is in {folder}.")


def _without_mistakes(folder: Path, language: str) -> FilesCheck:
    """What the files say; ends the command where they have mistakes, with all of them told."""
    found = check_files(folder)
    for mistake in found.mistakes:
        click.echo(mistake_line(mistake, language), err=True)
    if found.mistakes:
        count = len(found.mistakes)
        raise click.ClickException(f"{count} mistake{'s' if count > 1 else ''} in {folder}.")
    return found


def _known_shop(session: Session, shop_id: str) -> LiveShop:
    live = live_shop(session, shop_id)
    if live is None:
        shops = ", ".join(each.shop.id for each in all_shops(session)) or "none"
        raise click.ClickException(f"There is no shop {shop_id}. Shops: {shops}.")
    return live


def _pictures(session: Session, live: LiveShop) -> dict[str, bytes]:
    stored = {name: session.get(StoredPicture, sha256) for name, sha256 in live.pictures.items()}
    return {name: picture.body for name, picture in stored.items() if picture is not None}
