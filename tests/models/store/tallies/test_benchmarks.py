"""Published figures: found by place, from the window that suits."""

from __future__ import annotations

import pytest

from models.store.database.database import Database
from models.store.tallies.benchmarks import (
    PublishedArea,
    find_area,
    published_areas,
    published_figures,
)
from models.survey import Period, parse_month
from tests.models.analysis.build import Hospital
from tests.models.analysis.people import months

YEAR = (parse_month("2024-01"), parse_month("2024-12"))


@pytest.fixture
def published(database: Database) -> Database:
    hospital = Hospital(database)
    hospital.publish("nation", "US", YEAR, H_COMP_1_A_P__top__nurses=80)
    for area in ("470001", "080001", "410004"):
        hospital.publish("hospital", area, YEAR, H_COMP_1_A_P__top__nurses=70)
    hospital.publish("state", "VT", YEAR, H_CLEAN_HSP_A_P__top__cleanliness__clean=77)
    hospital.publish("state", "VT", YEAR, H_NEW_A_P__top__=50, H_STAR_RATING__star__=4)
    return database


def test_that_every_place_is_listed_once_and_in_order(published: Database) -> None:
    with published.read() as c:
        places = [(a.level, a.area) for a in published_areas(c)]
        states = published_areas(c, "state")
        none = published_areas(c, "planet")
    assert places == [
        ("hospital", "080001"),
        ("hospital", "410004"),
        ("hospital", "470001"),
        ("nation", "US"),
        ("state", "VT"),
    ]
    assert states == [PublishedArea("state", "VT", "Vt")]
    assert none == []


def test_that_a_place_is_found_by_its_key(published: Database) -> None:
    with published.read() as c:
        assert find_area(c, "state", "VT") == PublishedArea("state", "VT", "Vt")
        assert find_area(c, "state", "XX") is None
        assert find_area(c, "hospital", "VT") is None


def test_that_percents_become_shares_and_unknown_ids_stay_away(published: Database) -> None:
    with published.read() as c:
        figures = published_figures(c, "state", "VT", Period())
        nothing = published_figures(c, "state", "XX", Period())
    assert figures is not None
    assert figures.measures == {}
    assert list(figures.items) == ["clean"]
    assert figures.items["clean"].top == 0.77
    assert figures.items["clean"].window == months("2024-01", "2024-12")
    assert nothing is None
