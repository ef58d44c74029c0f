"""Times as they are stored, and as people read them."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date, datetime

import pytest

from models.huddle.agenda.promises import answer_is_due
from models.store.actions.items import ActionItem
from models.store.actions.links import ActionOutcome
from models.store.database.timestamps import local_day, local_minute, utc_text
from models.store.huddles.ideas import Idea

pytestmark = pytest.mark.skipif(
    not hasattr(time, "tzset"), reason="the time zone of a process cannot be set on this system"
)


@pytest.fixture
def far_east(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Be ten hours ahead of UTC."""
    monkeypatch.setenv("TZ", "XST-10")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("far_east")
def test_that_a_morning_is_of_its_own_day_also_where_it_is_yesterday_in_utc() -> None:
    stored = utc_text(datetime(2026, 9, 7, 7, 15).astimezone())
    assert stored == "2026-09-06T21:15:00+00:00"
    assert local_day(stored) == date(2026, 9, 7)
    assert local_minute(stored) == "2026-09-07 07:15"


@pytest.mark.usefixtures("far_east")
def test_that_an_idea_of_this_morning_is_of_today() -> None:
    this_morning = utc_text(datetime(2026, 9, 7, 7, 15).astimezone())
    idea = Idea(1, 1, "A second chair", "", None, False, this_morning, "open")
    assert idea.age_days(date(2026, 9, 7)) == 0


@pytest.mark.usefixtures("far_east")
def test_that_the_survey_is_asked_once_on_the_morning_its_answer_is_due() -> None:
    due = date(2026, 9, 7)
    this_morning = utc_text(datetime(2026, 9, 7, 7, 15).astimezone())
    item = ActionItem(
        *(1, 1, "4 West", "Hospital", "Sit down", "", date(2026, 1, 5), "open", "", None),
        *("rating", None, "", "", due),
    )
    assert answer_is_due(item, None, due)
    assert not answer_is_due(item, ActionOutcome(1, this_morning, "better", "Up.", None), due)
