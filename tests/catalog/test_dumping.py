"""A shop written as files reads as the same shop."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings

from catalog.dumping import dump_shop, shop_files
from catalog.files import load_shop
from catalog.shop import Shop
from tests.catalog.shops import BURGER_BAR, PICTURE, SVG, shops


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(shops())
def test_a_shop_written_as_files_reads_as_the_same_shop(shop: Shop) -> None:
    with TemporaryDirectory() as folder:
        dump_shop(shop, {PICTURE: SVG}, folder)
        assert load_shop(folder)[0] == shop


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(shops())
def test_a_shop_written_with_parts_lists_reads_as_the_same_shop(shop: Shop) -> None:
    with TemporaryDirectory() as folder:
        dump_shop(shop, {PICTURE: SVG}, folder, list_from=0)
        assert load_shop(folder)[0] == shop


def test_the_burger_bar_comes_back_with_its_pictures(tmp_path: Path) -> None:
    shop, pictures = load_shop(BURGER_BAR)
    dump_shop(shop, pictures, tmp_path)
    assert load_shop(tmp_path) == (shop, pictures)


def test_writing_twice_gives_the_same_bytes() -> None:
    shop, _ = load_shop(BURGER_BAR)
    assert shop_files(shop) == shop_files(shop)


def test_written_files_repeat_values_instead_of_pointing_at_them() -> None:
    shop, _ = load_shop(BURGER_BAR)
    for body in shop_files(shop).values():
        assert not any(word[:1] in b"&*" for word in body.split() if len(word) > 1)


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    shop, _ = load_shop(BURGER_BAR)
    (tmp_path / "file").write_text("")
    with pytest.raises(OSError, match="file"):
        dump_shop(shop, {}, tmp_path / "file")
