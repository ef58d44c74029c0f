"""The questionnaires whose answers a file may hold."""

from __future__ import annotations

from models.store.database import Database
from models.store.instruments import stored_instruments
from models.survey import Instrument
from models.survey.catalog import built_in_instruments


def known_instruments(db: Database) -> list[Instrument]:
    """Return the built-in questionnaires and those that earlier files brought."""
    built_in = list(built_in_instruments())
    with db.read() as c:
        stored = [s.instrument for s in stored_instruments(c)]
    return built_in + [i for i in stored if not i.built_in]
