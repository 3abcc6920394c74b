"""The database of a shop: its engine, its transactions, and the types all tables share."""

import json
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, ClassVar, Final, TypeVar

from sqlalchemy import (
    Connection,
    DateTime,
    Dialect,
    Engine,
    MetaData,
    Text,
    TypeDecorator,
    create_engine,
    event,
    make_url,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import DeclarativeBase, Session

T = TypeVar("T")

ATTEMPTS: Final = 6
"""How often a transaction is tried before its failure is shown."""

BUSY_TIMEOUT_MS: Final = 5_000

_SQLITE_BUSY_CODES: Final = frozenset({5, 6})
_POSTGRESQL_RETRY_STATES: Final = frozenset({"40001", "40P01", "55P03", "23505"})


class UtcDateTime(TypeDecorator[datetime]):
    """A moment: aware, in UTC, in and out, on every database. A naive one raises `ValueError`."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} does not say in which time zone it is")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


class JsonText(TypeDecorator[Any]):
    """A JSON value stored as canonical text, so that equal values have equal bytes everywhere."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else canonical_json(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return None if value is None else json.loads(value)


def canonical_json(value: Any) -> str:
    """The one way that a value is written: sorted keys, no spaces, no escapes, no NaN."""
    return json.dumps(
        value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False
    )


class Base(DeclarativeBase):
    """Base of every table; named constraints let migrations change them on any database."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {datetime: UtcDateTime}


class Database:
    """One database, with transactions that either only read or may write."""

    def __init__(self, url: str) -> None:
        self.engine = make_engine(url)
        self._reading = self.engine.execution_options(**_reading_options(self.engine))
        self._writing = self.engine.execution_options(intent="write")

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees one state of the database; writing in it raises."""
        with Session(self._reading) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session that commits when its block ends, and rolls back when it raises."""
        with Session(self._writing) as session, session.begin():
            yield session

    def in_transaction(self, work: Callable[[Session], T]) -> T:
        """What `work` returns, committed. It is run again when other writers stood in its way.

        `work` may therefore run several times: what it does outside the session must bear that.
        """
        for attempt in range(ATTEMPTS - 1):
            try:
                return self._once(work)
            except DBAPIError as error:
                if not is_passing(error):
                    raise
                time.sleep(_pause_seconds(attempt))
        return self._once(work)

    def _once(self, work: Callable[[Session], T]) -> T:
        with self.writing() as session:
            return work(session)

    def close(self) -> None:
        """Close all connections; the next use opens new ones."""
        self.engine.dispose()


def make_engine(url: str) -> Engine:
    """An engine for SQLite or PostgreSQL with the settings that keep what was committed."""
    backend = make_url(url).get_backend_name()
    if backend == "sqlite":
        return _sqlite_engine(url)
    return create_engine(url, pool_pre_ping=True, pool_size=4, max_overflow=4)


def is_passing(error: DBAPIError) -> bool:
    """Whether trying again can help: busy, serialisation failure, deadlock or lock timeout.

    On PostgreSQL also a key that is taken: whoever looked for the row and found none meets the one
    that another has just made. On SQLite nobody can come in between.
    """
    code = getattr(error.orig, "sqlite_errorcode", None)
    if code is not None:
        return code & 0xFF in _SQLITE_BUSY_CODES
    return getattr(error.orig, "sqlstate", None) in _POSTGRESQL_RETRY_STATES


def has_wal_defect(version: tuple[int, int, int]) -> bool:
    """Whether this SQLite can, rarely, lose a commit while another connection checkpoints.

    https://sqlite.org/wal.html#walresetbug: mended in 3.51.3, and in 3.50.7 and 3.44.6.
    """
    mended = version >= (3, 51, 3) or version[:2] in ((3, 50), (3, 44))
    return not mended or (3, 50, 0) <= version < (3, 50, 7) or (3, 44, 0) <= version < (3, 44, 6)


def _pause_seconds(attempt: int) -> float:
    """Longer after each attempt, and never the same for two waiting together."""
    return (0.01 + secrets.randbelow(1000) / 1000 * 0.03) * 2.0**attempt


def _reading_options(engine: Engine) -> dict[str, Any]:
    """SQLite readers see a snapshot by nature; PostgreSQL is asked for the same."""
    if engine.dialect.name == "postgresql":
        return {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    return {"intent": "read"}


def _sqlite_engine(url: str) -> Engine:
    engine = create_engine(url, connect_args={"timeout": BUSY_TIMEOUT_MS / 1000})
    event.listen(engine, "connect", _prepare_sqlite_connection)
    event.listen(engine, "begin", _begin_sqlite_transaction)
    return engine


def _prepare_sqlite_connection(connection: Any, record: object) -> None:
    # The driver would begin transactions by itself, too late and never IMMEDIATE.
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")


def _begin_sqlite_transaction(connection: Connection) -> None:
    intent = connection.get_execution_options().get("intent")
    connection.exec_driver_sql(f"PRAGMA query_only = {'ON' if intent == 'read' else 'OFF'}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if intent == "write" else "BEGIN")
