"""What publishing would do to a product with equal slots is told once for all of them."""

from flask import Flask

from catalog.database import Database
from catalog.shop import Rule
from configurator.admin.consequences import consequences
from configurator.publishing.impact import impact
from tests.publishing.drive_shop import both, drive_shop, live


def test_an_option_that_all_equal_slots_lose_is_told_once(app: Flask, database: Database) -> None:
    before = drive_shop(copies=3)
    rule = Rule("no-b", "drive.model is not b", both("There is no B."))
    after = drive_shop(*before.product("pc").rules, rule, copies=3)
    with database.reading() as session, app.test_request_context("/"):
        told = consequences(session, after, impact({"pc": live(before)}, after))
    (product,) = told.products
    assert product.lost == ("Drive, model: B",)
    # None to three of A and C, with A no more than once; B instead of A before.
    assert (product.before, product.after) == (10, 7)
