"""What an installation can set, read once from the environment."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

DEFAULT_PUBLIC_URL = "http://127.0.0.1:8000"


class SettingsError(Exception):
    """A setting that the application cannot start with."""

    def __init__(self, name: str, expected: str) -> None:
        super().__init__(name, expected)
        self.name = name
        self.expected = expected

    def __str__(self) -> str:
        return f"{self.name}: expected {self.expected}"


@dataclass(frozen=True)
class Settings:
    """How one installation runs. `public_url` is where its visitors find it.

    `data_dir` holds what is not in the database: the secret key and mail that was not sent.
    `smtp_url` is `smtp://user:password@host:587` or `smtps://...`; without it mail goes to the
    console and to `data_dir/mail`. `proxies` is how many trusted proxies stand in front.
    `metrics_token` switches `/metrics` on, for whoever shows it.
    """

    secret_key: str = field(repr=False)
    database_url: str = field(repr=False)
    data_dir: Path
    public_url: str = DEFAULT_PUBLIC_URL
    trusted_hosts: tuple[str, ...] = ()
    smtp_url: str | None = field(default=None, repr=False)
    mail_from: str = "shop@localhost"
    rate_limit_storage: str = field(default="memory://", repr=False)
    rate_limits: bool = True
    metrics_token: str | None = field(default=None, repr=False)
    proxies: int = 0

    @property
    def secure(self) -> bool:
        """Whether visitors come by https."""
        return urlsplit(self.public_url).scheme == "https"

    @property
    def hosts(self) -> list[str]:
        """The host names that requests may name."""
        host = urlsplit(self.public_url).hostname or ""
        local = [] if self.secure else ["127.0.0.1", "localhost"]
        return list(dict.fromkeys([host, *self.trusted_hosts, *local]))


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Settings of this environment; raises `SettingsError` for what cannot be meant."""
    data_dir = Path(environment.get("CONFIGURATOR_VAR") or "var").absolute()
    return Settings(
        secret_key=environment.get("SECRET_KEY") or kept_secret_key(data_dir),
        database_url=environment.get("DATABASE_URL") or f"sqlite:///{data_dir / 'shop.db'}",
        data_dir=data_dir,
        public_url=_public_url(environment),
        trusted_hosts=tuple(_words(environment.get("TRUSTED_HOSTS", ""))),
        smtp_url=environment.get("SMTP_URL") or None,
        mail_from=environment.get("MAIL_FROM") or "shop@localhost",
        rate_limit_storage=environment.get("RATE_LIMIT_STORAGE") or "memory://",
        rate_limits=environment.get("RATE_LIMITS") != "off",
        metrics_token=environment.get("METRICS_TOKEN") or None,
        proxies=_count(environment, "TRUSTED_PROXIES", 0),
    )


def kept_secret_key(data_dir: Path) -> str:
    """The installation's own key, made the first time and readable by its owner only."""
    path = data_dir / "secret_key"
    data_dir.mkdir(parents=True, exist_ok=True)
    draft = data_dir / f"secret_key.{secrets.token_hex(8)}"
    if not path.exists():
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_hex(32))
        try:
            # A link is made by one process only, however many start together.
            path.hardlink_to(draft)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text().strip()


def _public_url(environment: Mapping[str, str]) -> str:
    url = (environment.get("PUBLIC_URL") or DEFAULT_PUBLIC_URL).rstrip("/")
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path:
        raise SettingsError("PUBLIC_URL", "an address such as https://shop.example")
    return url


def _count(environment: Mapping[str, str], name: str, default: int) -> int:
    written = environment.get(name) or str(default)
    if not (written.isascii() and written.isdigit()):
        raise SettingsError(name, "a whole number")
    return int(written)


def _words(written: str) -> list[str]:
    return [word for word in (part.strip() for part in written.split(",")) if word]
