"""Settings come from the environment, and nothing that cannot be meant is accepted."""

import threading
from pathlib import Path

import pytest

from configurator.settings import SettingsError, kept_secret_key, read_settings


def test_a_new_installation_needs_no_setting(tmp_path: Path) -> None:
    settings = read_settings({"CONFIGURATOR_VAR": str(tmp_path)})
    assert settings.database_url == f"sqlite:///{tmp_path / 'shop.db'}"
    assert len(settings.secret_key) == 64
    assert not settings.secure
    assert settings.rate_limits


def test_the_key_is_made_once_and_only_its_owner_can_read_it(tmp_path: Path) -> None:
    assert kept_secret_key(tmp_path) == kept_secret_key(tmp_path)
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]


def test_processes_that_start_together_agree_on_the_key(tmp_path: Path) -> None:
    keys: list[str] = []
    threads = [
        threading.Thread(target=lambda: keys.append(kept_secret_key(tmp_path))) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(keys) == 8
    assert len(set(keys)) == 1


def test_a_public_address_decides_on_hosts_and_security(tmp_path: Path) -> None:
    environment = {
        "CONFIGURATOR_VAR": str(tmp_path),
        "PUBLIC_URL": "https://shop.example/",
        "TRUSTED_HOSTS": "www.shop.example, kiosk.local",
    }
    settings = read_settings(environment)
    assert settings.secure
    assert settings.hosts == ["shop.example", "www.shop.example", "kiosk.local"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PUBLIC_URL", "shop.example"),
        ("PUBLIC_URL", "ftp://shop.example"),
        ("PUBLIC_URL", "https://shop.example/shop"),
        ("TRUSTED_PROXIES", "-1"),
        ("TRUSTED_PROXIES", "1_000"),
        ("TRUSTED_PROXIES", "٣"),
    ],
)
def test_what_cannot_be_meant_is_told_by_name(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name):
        read_settings({"CONFIGURATOR_VAR": str(tmp_path), name: value})


def test_secrets_are_not_shown_where_settings_are_printed(tmp_path: Path) -> None:
    environment = {
        "CONFIGURATOR_VAR": str(tmp_path),
        "SECRET_KEY": "hunter2",
        "DATABASE_URL": "postgresql://jin:hunter2@db/shop",
        "SMTP_URL": "smtps://jin:hunter2@mail",
        "METRICS_TOKEN": "hunter2",
    }
    assert "hunter2" not in repr(read_settings(environment))
