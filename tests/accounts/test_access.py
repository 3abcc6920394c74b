"""Who reaches which page of the staff."""

from collections.abc import Callable

import pytest
from flask import Flask

from configurator.accounts.access import ROLE_MARK, current_staff, staff_required
from configurator.admin.staff_guard import OPEN_ENDPOINTS, UnguardedPageError, check_guarded
from tests.support.web import ShopClient


@pytest.fixture
def pages(app: Flask) -> None:
    @staff_required("editor")
    def rules(shop_id: str) -> str:
        return f"{shop_id} edited by {current_staff().email}"

    app.add_url_rule("/<shop_id>/staff/try", "try", rules, methods=["GET", "POST"])


SignedIn = Callable[..., ShopClient]


@pytest.mark.usefixtures("pages")
class TestAPageForEditors:
    def test_asks_visitors_to_sign_in_and_come_back(self, client: ShopClient) -> None:
        response = client.get("/burger-bar/staff/try?a=1")
        assert response.status_code == 303
        assert response.location == "/staff/sign-in?next=/burger-bar/staff/try?a%3D1"

    def test_does_not_run_a_visitors_form(self, client: ShopClient) -> None:
        response = client.send_form("/burger-bar/staff/try")
        assert (response.status_code, response.location) == (303, "/staff/sign-in")

    @pytest.mark.parametrize(
        ("role", "shop", "status"),
        [
            ("owner", None, 200),
            ("editor", None, 200),
            ("editor", "burger-bar", 200),
            ("kitchen", None, 403),
            ("owner", "noodle-bar", 403),
        ],
    )
    def test_lets_in_who_may(
        self, signed_in: SignedIn, role: str, shop: str | None, status: int
    ) -> None:
        assert signed_in(role, shop).get("/burger-bar/staff/try").status_code == status


def test_an_unguarded_staff_page_stops_the_application(app: Flask) -> None:
    app.add_url_rule("/<shop_id>/staff/forgotten", "forgotten", lambda shop_id: shop_id)
    with pytest.raises(UnguardedPageError, match="forgotten"):
        check_guarded(app)


def test_every_staff_page_turns_visitors_away(app: Flask, client: ShopClient) -> None:
    tried = 0
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        if not hasattr(view, ROLE_MARK):
            continue
        assert rule.endpoint not in OPEN_ENDPOINTS
        values = dict.fromkeys(rule.arguments, "1")
        address = app.url_map.bind("localhost").build(rule.endpoint, values)
        for method in (rule.methods or set()) & {"GET", "POST"}:
            answer = client.send_form(address) if method == "POST" else client.get(address)
            assert answer.status_code == 303, rule
            assert answer.location.startswith("/staff/sign-in"), rule
            tried += 1
    assert tried >= 2
