"""A server's address is shown without its password, in whatever form that was given."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from models.errors import DatabaseProblem
from models.store.database.database import open_database
from models.store.database.opening import names_password, shown_address
from ui.text.errors import hint, sentence

SECRET = "s3cr3t-word"
FORMS = [
    f"postgresql://ann:{SECRET}@nowhere.invalid/db",
    f"postgres://ann:{SECRET}@nowhere.invalid:5432/db",
    f"postgresql+psycopg://ann:{SECRET}@/db?host=/nowhere",
    f"postgresql://ann@nowhere.invalid/db?password={SECRET}",
    f"postgresql://nowhere.invalid/db?user=ann&PASSWORD={SECRET}",
    f"postgresql://ann@nowhere.invalid/db?sslpassword={SECRET}",
    f"postgresql://ann:{SECRET}@nowhere.invalid/db?password={SECRET}",
    f"postgresql://ann:{SECRET}%40@nowhere.invalid/db?passfile=/home/{SECRET}",
]
UNREADABLE = [
    f"postgresql://ann:{SECRET}@nowhere.invalid:port/db",
    f"postgresql://ann:{SECRET}@nowhere.invalid",
    f"postgresql:ann:{SECRET}",
    f"postgresql://[ann:{SECRET}@/db",
]


@pytest.mark.parametrize("address", FORMS)
def test_that_no_form_of_an_address_shows_its_password(address: str) -> None:
    assert SECRET not in shown_address(sa.make_url(address))
    with pytest.raises(DatabaseProblem) as refusal:
        open_database(address.replace("nowhere.invalid", "127.0.0.1:1"))
    problem = refusal.value
    assert SECRET not in f"{problem} {sentence(problem)} {hint(problem)}"


@pytest.mark.parametrize("address", UNREADABLE)
def test_that_an_address_that_cannot_be_read_is_not_repeated(address: str) -> None:
    with pytest.raises(DatabaseProblem) as refusal:
        open_database(address)
    problem = refusal.value
    assert SECRET not in f"{problem} {sentence(problem)} {hint(problem)}"


def test_that_an_address_tells_whether_it_holds_a_password() -> None:
    assert all(names_password(address) for address in FORMS[:7])
    assert not names_password("postgresql://ann@nowhere.invalid/db")
