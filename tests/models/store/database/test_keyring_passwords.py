"""Passwords of servers in the system's keyring."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from models.store.database import keyring_passwords
from models.store.database.keyring_passwords import (
    keep_password,
    keyring_backend,
    server_name,
    with_kept_password,
)

ADDRESS = "postgresql+psycopg://ana@server/hospital"
URL = sa.make_url(ADDRESS)


class Keyring:
    """Stands for the system's keyring, which a test must not write to."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, name: str) -> str | None:
        return self.kept.get((service, name))

    def set_password(self, service: str, name: str, password: str) -> None:
        self.kept[service, name] = password

    def delete_password(self, service: str, name: str) -> None:
        del self.kept[service, name]


@pytest.fixture
def keyring(monkeypatch: pytest.MonkeyPatch) -> Keyring:
    made = Keyring()
    monkeypatch.setattr(keyring_passwords, "keyring_backend", lambda: made)
    monkeypatch.delenv("PGPASSWORD", raising=False)
    return made


def test_that_a_kept_password_opens_the_server(keyring: Keyring) -> None:
    assert with_kept_password(URL).password is None
    assert keep_password(ADDRESS, "secret")
    assert with_kept_password(URL).password == "secret"
    assert with_kept_password(URL.set(username="ben")).password is None
    assert keep_password(ADDRESS, "")
    assert with_kept_password(URL).password is None


def test_that_what_is_said_otherwise_goes_first(
    keyring: Keyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_password(ADDRESS, "secret")
    assert with_kept_password(URL.set(password="given")).password == "given"
    monkeypatch.setenv("PGPASSWORD", "other")
    assert with_kept_password(URL).password is None


def test_that_forgetting_what_is_not_kept_is_told(keyring: Keyring) -> None:
    assert not keep_password(ADDRESS, "")


def test_that_a_keyring_that_writes_plain_text_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    import keyring as library

    monkeypatch.setattr(library, "get_keyring", lambda: Keyring())
    assert keyring_backend() is None
    assert not keep_password(ADDRESS, "secret")


def test_that_the_name_holds_no_password() -> None:
    assert "secret" not in server_name(URL.set(password="secret"))
