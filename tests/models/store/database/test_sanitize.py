"""Text is made the same for both databases on its way in."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from models.store.database.database import Database
from models.store.database.sanitize_text import one_line, sanitize
from models.store.tables.core import SettingRow

ANY_TEXT = st.text(st.characters(exclude_categories=[]))


@given(ANY_TEXT)
def test_that_cleaned_text_can_be_encoded_and_holds_no_nul(text: str) -> None:
    assert "\x00" not in sanitize(text)
    sanitize(text).encode()


@given(st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"])))
def test_that_text_both_databases_keep_is_not_changed(text: str) -> None:
    assert sanitize(text) == text


@pytest.mark.parametrize("text", ["a\x00b", "\ud800", "naïve 😀", "‮reversed"])
def test_that_both_databases_give_cleaned_text_back(database: Database, text: str) -> None:
    with database.write() as c:
        c.execute(sa.insert(SettingRow).values(key="x", value=sanitize(text)))
        kept = c.scalar(sa.select(SettingRow.value).where(SettingRow.key == "x"))
    assert kept == sanitize(text)


def test_that_one_line_has_single_spaces() -> None:
    assert one_line("  Ask\n\tabout   pain ") == "Ask about pain"
